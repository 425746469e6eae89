"""KPIs the app works out from others: ratios of sums, and what is missing said plainly."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.kpis import formula, ratios, typed
from workbench.kpis.definition import rows_behind, where_from
from workbench.kpis.series import series


def test_every_formula_goes_with_its_unit(db):
    typed.add_kpi(db, "Ad spend", unit="money")
    cards = typed.all_cards(db)
    for card in ratios.ratio_cards().values():
        if card.expression:
            unit = formula.checked(card.key, card.expression, cards, {})
            assert unit == card.unit or (unit, card.unit) == ("number", "rate")


@pytest.fixture
def january(shop):
    shop.imported("shopify.orders", "2026-01-01", "2026-01-31")
    shop.order(
        "2026-01-02",
        gross_minor=10_000,
        discount_minor=1_000,
        refunded_minor=900,
        customer=1,
        units=3,
    )
    shop.order("2026-01-20", gross_minor=5_000, customer=1)
    shop.order("2026-01-21", gross_minor=5_000, customer=2)
    report = shop.slice("traffic_day", "shopify.traffic")
    shop.traffic(report, "2026-01-02", sessions=100, carts=20, checkouts=8, completed=1)
    shop.traffic(report, "2026-01-20", sessions=300, carts=30, checkouts=12, completed=2)
    shop.rebuild()
    return shop.db


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("units_per_order", 5 / 3),
        ("discount_rate", 1_000 / 20_000),
        ("refund_rate", 900 / 19_000),
        ("returning_customer_rate", 0.0),
        ("purchase_frequency", 3 / 2),
        ("carts", 50),
        ("cart_abandonment", 1 - 3 / 50),
        ("checkout_abandonment", 1 - 3 / 20),
    ],
)
def test_a_month(january, key, expected):
    assert series(january, key, by="month").points[0].value == pytest.approx(expected)


def test_ad_spend_is_asked_for_and_then_used(january):
    assert "Ad spend" in series(january, "mer", by="month").missing
    typed.add_kpi(january, "Ad spend", unit="money")
    typed.set_snapshot(january, "ad_spend", date(2026, 1, 1), date(2026, 1, 31), "20")
    net = 20_000 - 1_000 - 900
    assert series(january, "mer", by="month").points[0].value == pytest.approx(net / 2000)
    assert series(january, "ad_share", by="month").points[0].value == pytest.approx(2000 / net)
    assert series(january, "cac_ads", by="month").points[0].value == pytest.approx(1000)


def test_a_kpi_of_the_users_own_comes_before_a_worked_out_one(january):
    typed.add_kpi(january, "MER", unit="number")
    typed.set_snapshot(january, "mer", date(2026, 1, 1), date(2026, 1, 31), "4.2")
    assert series(january, "mer", by="month").points[0].value == 4.2
    assert typed.all_cards(january)["mer"].own


def test_the_rows_of_a_formula_are_those_of_its_parts(january):
    days = (date(2026, 1, 1), date(2026, 1, 31))
    assert rows_behind(january, "units_per_order", *days).total == 6
    assert where_from(january, "units_per_order").sources == ("Shopify orders",)
