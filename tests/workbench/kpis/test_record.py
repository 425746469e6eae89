"""Which source speaks for a day: one, never two added up."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.kpis.record import choose_source, forget_choice
from workbench.kpis.series import segments, series

FIRST, SECOND, THIRD = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)


def values(shop, key, by="day", **limits):
    shop.rebuild()
    return [point.value for point in series(shop.db, key, by=by, **limits).points]


@pytest.fixture
def both(shop):
    """Orders of three days, and a sales report of the first two that says something else."""
    shop.imported("shopify.orders", "2026-03-02", "2026-03-04")
    for day, gross in ((FIRST, 1000), (SECOND, 2000), (THIRD, 4000)):
        shop.order(day.isoformat(), gross_minor=gross, customer=1)
    report = shop.slice("sales_day", "shopify.sales")
    shop.covered(
        shop.imported("shopify.sales", "2026-03-02", "2026-03-03"),
        report,
        "2026-03-02",
        "2026-03-03",
    )
    shop.sales(report, "2026-03-02", net_minor=900, gross_minor=900, orders=7)
    return shop


def test_money_comes_from_the_report_where_it_covers_the_day_else_from_orders(both):
    # The report covers the second day and has no row for it: nothing was sold, whatever the orders say.
    assert values(both, "net_sales") == [900, 0, 4000]
    found = series(both.db, "net_sales")
    assert found.sources == ("shopify.sales", "shopify.orders")
    assert found.changes == ((THIRD, "shopify.orders"),)
    assert "The source changes within this span." in found.notes


def test_orders_are_counted_from_orders(both):
    assert values(both, "orders") == [1, 1, 1]
    assert values(both, "average_order_value", by="all") == [7000 / 3]


def test_the_user_may_choose_another_source_for_a_kpi_and_a_span(both):
    chosen = choose_source(both.db, "shopify.orders", kpi="net_sales", first_day=SECOND)
    assert choose_source(both.db, "shopify.orders", kpi="net_sales", first_day=SECOND) == chosen
    assert values(both, "net_sales") == [900, 2000, 4000]
    assert values(both, "gross_sales") == [900, 0, 4000]
    forget_choice(both.db, chosen)
    assert values(both, "net_sales") == [900, 0, 4000]


def test_a_report_without_channels_excludes_every_other_source_of_its_days(both):
    both.imported("amazon.orders", "2026-03-02", "2026-03-04")
    both.order("2026-03-02", source="amazon.orders", channel="Amazon", gross_minor=50)
    both.order("2026-03-04", source="amazon.orders", channel="Amazon", gross_minor=60)
    assert values(both, "net_sales") == [900, 0, 4060]


def test_two_sources_of_one_channel_are_not_added_up(shop):
    for source, gross in (("shopify.orders", 1000), ("woocommerce.orders", 990)):
        shop.imported(source, "2026-03-02", "2026-03-03")
        shop.order("2026-03-02", source=source, gross_minor=gross)
    shop.order("2026-03-03", source="woocommerce.orders", gross_minor=5)
    assert values(shop, "gross_sales") == [1000, 0]


def test_channels_add_up_to_the_whole(shop):
    for channel, gross in (("Online store", 1000), ("Point of sale", 300), ("Draft orders", 7)):
        shop.order("2026-03-02", channel=channel, gross_minor=gross)
        shop.order("2026-03-03", channel=channel, gross_minor=gross)
    shop.rebuild()
    for key in ("gross_sales", "orders", "units"):
        parts = segments(shop.db, key, first=FIRST, last=SECOND)
        assert set(parts) == {"Online store", "Point of sale", "Draft orders"}
        assert [sum(parts.values())] == values(shop, key, by="all")


def test_a_source_that_does_not_know_a_day_leaves_it_to_the_next(both):
    both.db.execute("UPDATE sales_day SET net_minor = NULL, gross_minor = NULL")
    assert values(both, "net_sales") == [1000, 2000, 4000]


def test_the_days_of_a_day_report_outrank_the_month_they_lie_in(shop):
    month = shop.slice("sales_day", "shopify.sales", grain="month", shape="Month,Net sales")
    days = shop.slice("sales_day", "shopify.sales", shape="Day,Net sales")
    for first, last, net in (
        ("2026-01-01", "2026-01-31", 31000),
        ("2026-02-01", "2026-02-28", 28000),
    ):
        shop.covered(shop.imported("shopify.sales", first, last), month, first, last)
        shop.sales(month, first, last, net_minor=net)
    shop.covered(
        shop.imported("shopify.sales", "2026-02-01", "2026-02-28"), days, "2026-02-01", "2026-02-28"
    )
    for day in range(1, 29):
        shop.sales(days, f"2026-02-{day:02}", net_minor=1001)
    assert values(shop, "net_sales", by="month") == [31000, 28028]
    # Days that only a month report speaks for are not known one by one, and weeks have parts of it.
    assert values(shop, "net_sales", first=date(2026, 1, 31), last=date(2026, 2, 1)) == [None, 1001]


def test_a_month_report_fills_the_days_that_a_day_report_lacks_without_adding_to_it(shop):
    month = shop.slice("sales_day", "shopify.sales", grain="month", shape="Month,Net sales")
    days = shop.slice("sales_day", "shopify.sales", shape="Day,Net sales")
    shop.covered(
        shop.imported("shopify.sales", "2026-01-01", "2026-01-31"),
        month,
        "2026-01-01",
        "2026-01-31",
    )
    shop.covered(
        shop.imported("shopify.sales", "2026-01-20", "2026-01-31"), days, "2026-01-20", "2026-01-31"
    )
    shop.sales(month, "2026-01-01", "2026-01-31", net_minor=31000)
    for day in range(20, 32):
        shop.sales(days, f"2026-01-{day}", net_minor=1000)
    shop.rebuild()
    (point,) = series(shop.db, "net_sales", by="month").points
    assert (point.value, point.complete, point.days_held) == (31000, True, 31)
