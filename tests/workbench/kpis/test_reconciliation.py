"""Every difference between orders and the sales report has a name, and the names add up to it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.kpis.reconciliation import reconciliation

VAT = {"vat_included": 1}


@pytest.fixture
def told(shop):
    """Two days of orders with 21 % VAT inside, as the shop's report tells them."""
    shop.imported("shopify.orders", "2026-03-02", "2026-03-03")
    report = shop.slice("sales_day", "shopify.sales")
    number = shop.imported("shopify.sales", "2026-03-02", "2026-03-03")
    shop.covered(number, report, "2026-03-02", "2026-03-03")
    shop.order("2026-03-02", gross_minor=12100, tax_minor=2100, **VAT)
    shop.order("2026-03-02", gross_minor=6050, tax_minor=1050, cancelled_day="2026-03-03", **VAT)
    shop.order("2026-03-03", gross_minor=2420, tax_minor=420, status="pending", **VAT)
    # 24.20 given back for the first day's order: the order file knows no date, the report does.
    shop.order("2026-03-02", gross_minor=2420, tax_minor=420, refunded_minor=2420, **VAT)
    shop.sales(report, "2026-03-02", net_minor=17001, gross_minor=17001, returns_minor=0)
    shop.sales(report, "2026-03-03", net_minor=-5000, gross_minor=2000, returns_minor=7000)
    shop.rebuild()
    return shop


def test_each_difference_has_its_name(told):
    found = reconciliation(told.db)
    assert (found.report_minor, found.orders_minor, found.days) == (12001, 10000, 2)
    assert {line.key: (line.amount_minor, line.orders) for line in found.lines} == {
        "refunds": (-5000, 0),
        "cancelled": (5000, 1),
        "pending": (2000, 1),
        "cents": (1, 0),
    }
    gross = next(m for m in found.measures if m.measure == "gross")
    assert (gross.report, gross.orders) == (19001, 12000)


def test_what_nothing_explains_is_called_that(told):
    told.db.execute(
        "UPDATE sales_day SET net_minor = net_minor + 777 WHERE first_day = '2026-03-02'"
    )
    told.rebuild()
    lines = {line.key: line.amount_minor for line in reconciliation(told.db).lines}
    assert lines["unexplained"] == 778


def test_only_days_that_both_hold_are_compared(told):
    found = reconciliation(told.db, first=date(2026, 3, 3))
    assert (found.first_day, found.report_minor, found.orders_minor) == (date(2026, 3, 3), -5000, 0)
    assert reconciliation(told.db, first=date(2027, 1, 1)).missing


def test_one_side_alone_says_what_to_import(shop):
    shop.order("2026-03-02", gross_minor=100)
    shop.rebuild()
    assert "Import orders and sales" in reconciliation(shop.db).missing


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    orders=st.lists(
        st.tuples(
            st.integers(1, 6),
            st.integers(0, 9000),
            st.integers(0, 900),
            st.sampled_from(["paid", "pending", "voided"]),
        ),
        min_size=1,
        max_size=10,
    ),
    report=st.lists(st.tuples(st.integers(1, 6), st.integers(-5000, 9000)), min_size=1, max_size=6),
)
def test_the_lines_always_add_up_to_the_difference(make_shop, orders, report):
    shop = make_shop()
    shop.imported("shopify.orders", "2026-03-01", "2026-03-06")
    kind = shop.slice("sales_day", "shopify.sales")
    number = shop.imported("shopify.sales", "2026-03-01", "2026-03-06")
    shop.covered(number, kind, "2026-03-01", "2026-03-06")
    for day, gross, refund, status in orders:
        fields = {"gross_minor": gross, "refunded_minor": min(refund, gross), "status": status}
        shop.order(f"2026-03-0{day}", **fields)
    for day, net in report:
        shop.sales(kind, f"2026-03-0{day}", net_minor=net, returns_minor=10)
    shop.rebuild()
    found = reconciliation(shop.db)
    if found.missing is None:
        assert (
            sum(line.amount_minor for line in found.lines)
            == found.report_minor - found.orders_minor
        )
