"""A KPI over time: sums of days, ratios of sums, gaps that stay gaps, and nothing from the future."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from workbench.errors import BadInput, NotFound
from workbench.kpis.series import as_json, series

START = date(2025, 12, 20)


def iso(offset):
    return (START + timedelta(offset)).isoformat()


ORDERS = st.lists(
    st.tuples(st.integers(0, 90), st.integers(0, 9999), st.integers(0, 50), st.integers(1, 6)),
    min_size=1,
    max_size=25,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ORDERS, st.sampled_from(["week", "month", "quarter", "year", "all"]))
def test_a_period_is_the_sum_of_its_days_and_a_ratio_the_ratio_of_sums(make_shop, orders, by):
    shop = make_shop()
    for offset, gross, discount, customer in orders:
        shop.order(
            iso(offset), gross_minor=gross, discount_minor=min(discount, gross), customer=customer
        )
    shop.rebuild()
    for key in ("net_sales", "orders", "units"):
        days = {p.first_day: p.value for p in series(shop.db, key).points}
        for point in series(shop.db, key, by=by).points:
            inside = [v for d, v in days.items() if point.first_day <= d <= point.last_day]
            assert point.value == sum(inside)
    net = [g - min(d, g) for _o, g, d, _c in orders]
    (order_value,) = series(shop.db, "average_order_value", by="all").points
    assert order_value.value == sum(net) / len(orders)
    (customers,) = series(shop.db, "customers", by="all").points
    assert customers.value == len({c for _o, _g, _d, c in orders})


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    ORDERS,
    st.sampled_from(["day", "week", "month", "all"]),
    st.none() | st.integers(-20, 120),
    st.none() | st.integers(-20, 120),
)
def test_points_have_no_gap_and_none_begins_after_the_last_day_held(
    make_shop, orders, by, first, last
):
    shop = make_shop()
    for offset, gross, _discount, customer in orders:
        shop.order(iso(offset), gross_minor=gross, customer=customer)
    shop.rebuild()
    limits = {"first": first, "last": last}
    limits = {k: START + timedelta(v) for k, v in limits.items() if v is not None}
    assume(len(limits) < 2 or limits["first"] <= limits["last"])
    held = max(o[0] for o in orders)
    for key in ("gross_sales", "new_customers"):
        points = series(shop.db, key, by=by, **limits).points
        for point in points:
            # 'all' answers for the days asked for, also where nothing of them is held.
            assert by == "all" or point.first_day <= START + timedelta(held)
            assert limits.get("first", date.min) <= point.first_day
            assert point.last_day <= limits.get("last", date.max)
            assert not (point.complete and point.days_held < point.days_in_period)
        for earlier, later in pairwise(points):
            assert later.first_day == earlier.last_day + timedelta(1)


def test_a_day_without_an_order_is_zero_inside_a_file_and_unknown_outside(shop):
    shop.imported("shopify.orders", "2026-01-01", "2026-01-04")
    shop.imported("shopify.orders", "2026-01-07", "2026-01-08")
    shop.order("2026-01-01", gross_minor=100)
    shop.order("2026-01-08", gross_minor=100)
    shop.rebuild()
    found = [p.value for p in series(shop.db, "orders").points]
    assert found == [1, 0, 0, 0, None, None, 0, 1]
    week = series(shop.db, "orders", by="week").points[-1]
    assert (week.value, week.complete, week.days_held) == (1, False, 2)


def test_a_day_without_sessions_is_not_known(shop):
    report = shop.slice("traffic_day", "shopify.traffic")
    shop.covered(
        shop.imported("shopify.traffic", "2026-01-01", "2026-01-03"),
        report,
        "2026-01-01",
        "2026-01-03",
    )
    shop.traffic(report, "2026-01-01", sessions=100, completed=2)
    shop.traffic(report, "2026-01-03", sessions=300, completed=12)
    shop.rebuild()
    assert [p.value for p in series(shop.db, "sessions").points] == [100, None, 300]
    (rate,) = series(shop.db, "conversion_rate", by="all").points
    assert (rate.value, rate.numerator, rate.denominator) == (14 / 400, 14, 400)
    assert not rate.complete


def test_without_completed_checkouts_web_orders_stand_in_and_the_card_says_so(shop):
    report = shop.slice("traffic_day", "shopify.traffic")
    for day in ("2026-01-01", "2026-01-02"):
        shop.traffic(report, day, sessions=100)
    shop.order("2026-01-01", gross_minor=100)
    shop.order("2026-01-02", gross_minor=100)
    shop.order("2026-01-02", gross_minor=100, channel="Point of sale")
    shop.rebuild()
    found = series(shop.db, "conversion_rate", by="all")
    assert (found.points[0].numerator, found.points[0].denominator) == (2, 200)
    assert found.card.numerator == "orders of the online store"
    assert found.notes


def test_an_unfinished_week_says_how_much_of_it_is_held(shop):
    shop.imported("shopify.orders", "2026-01-05", "2026-01-14")
    shop.order("2026-01-05", gross_minor=700)
    shop.order("2026-01-14", gross_minor=300)
    shop.rebuild()
    first, second = series(shop.db, "gross_sales", by="week").points
    assert (first.complete, second.complete, second.days_held) == (True, False, 3)
    assert second.last_day == date(2026, 1, 18)


def test_a_span_asked_for_cuts_its_periods(shop):
    for day in range(1, 31):
        shop.order(f"2026-01-{day:02}", gross_minor=100, customer=day % 3)
    shop.rebuild()
    asked = {"first": date(2026, 1, 10), "last": date(2026, 1, 11)}
    for key, value in (("gross_sales", 200), ("customers", 2), ("new_customers", 0)):
        (point,) = series(shop.db, key, by="month", **asked).points
        assert (point.first_day, point.last_day, point.value) == (*asked.values(), value)
        assert not point.complete


def test_foreign_amounts_are_left_out_and_named(shop):
    shop.order("2026-01-01", gross_minor=100)
    shop.order("2026-01-01", gross_minor=999, currency="USD")
    shop.rebuild()
    found = series(shop.db, "gross_sales", by="all")
    assert found.points[0].value == 100
    assert "USD" in found.notes[0]
    (order_value,) = series(shop.db, "average_order_value", by="all").points
    assert (order_value.value, order_value.denominator) == (100, 1)


def test_only_foreign_amounts_are_not_a_zero(shop):
    shop.order("2026-01-01", gross_minor=999, currency="USD")
    shop.rebuild()
    found = series(shop.db, "gross_sales", by="all")
    assert found.points[0].value is None
    assert found.missing == "All amounts are in USD; this workspace counts in EUR."


def test_a_kpi_whose_column_is_missing_is_null_and_names_it(shop):
    unknown = dict.fromkeys(("discount_minor", "shipping_minor", "tax_minor"))
    shop.order("2026-01-01", gross_minor=None, total_minor=1506300, **unknown)
    shop.rebuild()
    answer = as_json(series(shop.db, "net_sales", by="all"))
    assert answer["points"][0]["value"] is None
    assert "“Lineitem price”" in answer["missing"]
    assert as_json(series(shop.db, "total_sales", by="all"))["points"][0]["value"] == 15063.00
    assert series(shop.db, "sessions").missing == "Import sessions by day to see this."
    assert "“Email”" in series(shop.db, "customers").missing


def test_a_report_alone_says_what_else_is_needed(shop):
    shop.sales(shop.slice("sales_day", "shopify.sales"), "2026-01-01", net_minor=100)
    shop.rebuild()
    says = {
        key: series(shop.db, key, by="all").missing for key in ("customers", "taxes", "net_sales")
    }
    assert says == {
        "customers": "Import orders to see this.",
        "taxes": "The files of Shopify sales have no column for Taxes.",
        "net_sales": None,
    }


def test_all_is_one_point_also_where_nothing_is_held(shop):
    shop.order("2026-01-05", gross_minor=100, customer=1)
    shop.rebuild()
    for limits in (
        {"last": date(2025, 12, 1)},
        {"first": date(2025, 11, 1), "last": date(2025, 12, 1)},
        {"first": date(2026, 2, 1), "last": date(2026, 2, 2)},
    ):
        for key in ("gross_sales", "customers", "sessions"):
            (point,) = series(shop.db, key, by="all", **limits).points
            assert (point.value, point.complete) == (None, False)
    assert series(shop.db, "gross_sales", by="day", last=date(2025, 12, 1)).points == ()


def test_an_empty_workspace_says_what_is_missing(shop):
    found = series(shop.db, "net_sales", by="all")
    assert (found.points, found.missing) == ((), "Nothing has been imported yet.")


def test_the_answer_of_the_command_line(shop):
    number = shop.imported("shopify.orders", "2026-01-01", "2026-01-02")
    shop.order("2026-01-01", gross_minor=10050, discount_minor=1000, import_id=number, row=2)
    shop.order("2026-01-02", gross_minor=2000, import_id=number, row=3)
    shop.rebuild()
    answer = json.loads(json.dumps(as_json(series(shop.db, "average_order_value", by="all"))))
    contract = ("kpi", "unit", "currency", "by", "points", "imports")
    assert {name: answer[name] for name in contract} == {
        "kpi": "average_order_value",
        "unit": "money",
        "currency": "EUR",
        "by": "all",
        "points": [
            {
                "from": "2026-01-01",
                "to": "2026-01-02",
                "value": 55.25,
                "numerator": 110.5,
                "denominator": 2,
                "complete": True,
            }
        ],
        "imports": [number],
    }
    assert set(answer["definition"]) == {
        "formula",
        "numerator",
        "denominator",
        "date_basis",
        "exclusions",
    }


def test_new_and_returning_customers_are_marked_while_history_is_short(shop):
    shop.order("2025-01-01", gross_minor=100, customer=1)
    shop.order("2026-06-01", gross_minor=100, customer=1)
    shop.order("2026-06-02", gross_minor=100, customer=2)
    shop.order("2026-06-02", gross_minor=100, customer=None)
    shop.rebuild()
    span = {"first": date(2026, 6, 1), "last": date(2026, 6, 2)}
    values = {
        key: series(shop.db, key, by="all", **span).points[0].value
        for key in ("customers", "new_customers", "returning_customers")
    }
    assert values == {"customers": 2, "new_customers": 1, "returning_customers": 1}
    late = series(shop.db, "new_customers", by="all", **span)
    assert late.notes == ("Orders without a customer are left out.",)
    assert "too short" in series(shop.db, "new_customers", by="all").notes[0]


def test_unknown_names_are_one_sentence(shop):
    with pytest.raises(NotFound, match="There is no KPI called “profit”"):
        series(shop.db, "profit")
    with pytest.raises(BadInput, match="fortnight"):
        series(shop.db, "orders", by="fortnight")
    with pytest.raises(BadInput, match="The last day lies before the first"):
        series(shop.db, "orders", first=date(2026, 1, 2), last=date(2026, 1, 1))
