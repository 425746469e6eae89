"""KPIs with a formula: parsed safely, units followed, unknown stays unknown, circles refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.kpis import catalogue, formula, typed
from workbench.kpis.series import series

CARDS = catalogue.cards()
KEYS = ["net_sales", "orders", "sessions"]


@pytest.mark.parametrize(
    "text",
    [
        "", "net_sales +", "__import__('os')", "net_sales.real", "orders ** 2", "[orders]", "orders if 1 else 2",
        "'text'", "True", "orders; orders", "lambda: 1", "f(orders)", "net_sales[0]", "1 < 2", "x" * 400,
        "(" * 200 + "1" + ")" * 200, "-" * 60 + "orders",
    ],
)  # fmt: skip
def test_anything_but_arithmetic_is_refused(text):
    with pytest.raises(BadInput):
        formula.parsed(text)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("net_sales / orders", "money"),
        ("net_sales / gross_sales", "number"),
        ("net_sales - discounts", "money"),
        ("orders / sessions", "number"),
        ("orders + new_customers", "count"),
        ("sessions × conversion_rate × average_order_value ÷ sessions", "money"),
        ("2 * net_sales", "money"),
        ("1 - net_sales / gross_sales", "number"),
        ("conversion_rate * 100", "number"),
    ],
)
def test_units_are_followed(text, unit):
    assert formula.checked("mine", text, CARDS, {}) == unit


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("net_sales + orders", "same unit"),
        ("net_sales + 5", "plain number"),
        ("net_sales * gross_sales", "Money times money"),
        ("1 + 1", "at least one KPI"),
        ("net_sales / moon", "no KPI called “moon”"),
    ],
)
def test_units_that_do_not_go_together_are_refused(text, says):
    with pytest.raises(BadInput, match=says):
        formula.checked("mine", text, CARDS, {})


def test_circles_are_refused(db):
    typed.add_kpi(db, "A", expression="net_sales / orders")
    typed.add_kpi(db, "B", expression="a * 2")
    with pytest.raises(BadInput, match="leads back"):
        typed.set_kpi(db, "a", expression="b / 2")
    with pytest.raises(BadInput, match="leads back"):
        typed.add_kpi(db, "C", expression="c + 1")


EXPRESSIONS = st.recursive(
    st.sampled_from([*KEYS, "2", "0.5", "0"]),
    lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map(
        lambda part: f"({part[0]} {part[1]} {part[2]})"
    ),
    max_leaves=8,
)


@given(EXPRESSIONS, st.tuples(*[st.floats(-1e4, 1e4)] * 3))
def test_results_are_those_of_python(text, numbers):
    values = dict(zip(KEYS, numbers, strict=True))
    try:
        expected = eval(text, {"__builtins__": {}}, values)  # an oracle over our own text
    except ZeroDivisionError:
        expected = None
    found = formula.value(formula.parsed(text), values)
    if expected is None or expected in (float("inf"), float("-inf")) or expected != expected:
        assert found is None
    else:
        assert found == pytest.approx(expected, nan_ok=True)


def test_a_missing_part_or_a_zero_divisor_is_unknown():
    read = formula.parsed("net_sales / orders")
    assert formula.value(read, {"net_sales": 10, "orders": 0}) is None
    assert formula.value(read, {"net_sales": 10, "orders": None}) is None
    assert formula.value(read, {"net_sales": 10}) is None


def test_a_formula_over_imported_and_typed_values(shop):
    shop.imported("shopify.orders", "2026-01-01", "2026-02-28")
    for day, customer in (
        ("2026-01-05", 1),
        ("2026-01-20", 2),
        ("2026-02-03", 3),
        ("2026-02-04", 1),
    ):
        shop.order(day, gross_minor=5000, customer=customer)
    shop.rebuild()
    typed.add_kpi(shop.db, "Ad spend", unit="money")
    for month, spend in ((1, "60"), (2, "45")):
        last = date(2026, month, 31 if month == 1 else 28)
        typed.set_snapshot(shop.db, "ad_spend", date(2026, month, 1), last, spend)
    typed.add_kpi(shop.db, "CAC ads", expression="ad_spend / new_customers", direction="down")
    typed.add_kpi(shop.db, "Ad share", unit="rate", expression="ad_spend / net_sales")
    cac = series(shop.db, "cac_ads", by="month")
    assert cac.unit == "money"
    assert [p.value for p in cac.points] == [3000, 4500]
    (whole,) = series(shop.db, "cac_ads", by="all").points
    assert whole.value == 10_500 / 3  # the ratio of sums, not the mean of ratios
    share = series(shop.db, "ad_share", by="month")
    assert (share.unit, share.points[0].value) == ("rate", 0.6)
    assert series(shop.db, "cac_ads", by="week").missing is not None


def test_a_formula_broken_by_hand_says_so(db):
    typed.add_kpi(db, "A", expression="net_sales / orders")
    db.execute('UPDATE kpi SET definition = \'{"expression": "a + a"}\'')
    assert "leads back" in series(db, "a").missing
