"""Costs, margins, ads, products and promotions of a small shop, against sums made by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from workbench.errors import BadInput, NotFound
from workbench.kpis import costs, products, profit, promotions, typed
from workbench.kpis.calendar import Period

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))


def line(shop, order, sku, quantity, cents, title=None):
    n = shop.db.execute("SELECT count(*) FROM order_line WHERE order_id = ?", (order,)).fetchone()[
        0
    ]
    shop.db.execute(
        "INSERT INTO order_line(order_id, n, sku, title, quantity, amount_minor) VALUES (?, ?, ?, ?, ?, ?)",
        (order, n, sku, title or sku, quantity, cents),
    )


@pytest.fixture
def march(shop):
    """Two orders in March: 2 x A and 1 x B for 100.00 with shipping 5.00; 1 x B for 40.00."""
    shop.imported("shopify.orders", "2026-02-01", "2026-03-31")
    one = shop.order("2026-03-02", gross_minor=10_000, shipping_minor=500, customer=1, units=None)
    line(shop, one, "A", 2, 6_000)
    line(shop, one, "B", 1, 4_000)
    two = shop.order("2026-03-20", gross_minor=4_000, customer=2, units=None)
    line(shop, two, "B", 1, 4_000)
    old = shop.order("2026-02-10", gross_minor=4_000, customer=2, units=None)
    line(shop, old, "B", 1, 4_000)
    shop.rebuild()
    return shop


def test_margins_by_piece_order_month_and_share(march):
    db = march.db
    costs.add_cost(db, "goods", "unit", "12", ref="A")
    costs.add_cost(db, "goods", "unit", "10", ref="B")
    costs.add_cost(db, "postage", "order", "4.50")
    costs.add_cost(db, "payment_fees", "total_share", "0.02")
    costs.add_cost(db, "overhead", "month", "31", first_day=date(2026, 3, 11))
    typed.add_kpi(db, "Ad spend", unit="money")
    typed.set_snapshot(db, "ad_spend", *MARCH, "14")
    found = profit.profit(db, MARCH)
    goods, fees = 2 * 1200 + 2 * 1000, round(14_500 * 0.02)
    first = 14_000 - goods
    second = first + 500 - 900 - fees
    assert found.margins.margins_minor == (first, second, second - 1400)
    assert found.profit_minor == second - 1400 - 2100  # 21 of 31 days of 31.00 a month
    assert (found.estimates, found.missing) == ((), ())
    assert found.ads.mer == 10
    assert found.ads.amer == pytest.approx(10_000 / 1400)  # customer 2 came in February
    assert found.ads.cac_minor == 1400


def test_a_missing_cost_is_asked_for_and_a_share_is_an_estimate(march):
    found = profit.profit(march.db, MARCH)
    assert found.margins.margins_minor == (None, None, None)
    assert len(found.missing) == 3
    costs.add_cost(march.db, "goods", "net_share", "0.4")
    found = profit.profit(march.db, MARCH)
    assert found.margins.margins_minor == (14_000 - 5_600, None, None)
    assert found.estimates == ("Cost of goods is an estimate: 40 % of net sales.",)
    costs.add_cost(march.db, "goods", "unit", "10", ref="B")
    found = profit.profit(march.db, MARCH)
    assert found.margins.margins_minor[0] == 14_000 - 2_000 - round(6_000 * 0.4)
    assert "1 product has no cost" in found.estimates[0]


def test_margin_by_product_and_channel_add_up(march):
    costs.add_cost(march.db, "goods", "unit", "12", ref="A")
    rows = {g.key: g for g in profit.profit_by(march.db, "product", MARCH)}
    assert rows["A"].margin_minor == 6_000 - 2_400
    assert rows["B"].margin_minor is None
    costs.add_cost(march.db, "goods", "net_share", "0.5")
    by_channel = profit.profit_by(march.db, "channel", MARCH)
    assert sum(g.margin_minor for g in by_channel) == 7_000


def test_part_of_a_months_ad_spend_is_an_estimate(march):
    typed.add_kpi(march.db, "Ad spend", unit="money")
    typed.set_snapshot(march.db, "ad_spend", *MARCH, "310")
    week = Period(date(2026, 3, 2), date(2026, 3, 8))
    assert profit.ad_spend(march.db, week) == (7000, True)
    assert profit.ad_spend(march.db, MARCH) == (31_000, False)
    assert profit.ad_spend(march.db, week.back(7)) == (None, False)


def test_costs_are_checked_and_dated(db):
    for wrong in (
        ("gifts", "order", "1"), ("goods", "each", "1"), ("goods", "unit", "1"),
        ("goods", "net_share", "35"), ("postage", "order", "-1"), ("postage", "order", "much"),
    ):  # fmt: skip
        with pytest.raises(BadInput):
            costs.add_cost(db, *wrong)
    first = costs.add_cost(db, "goods", "unit", "10", ref="A", last_day=date(2026, 1, 31))
    assert costs.add_cost(db, "goods", "unit", "10", ref="A", last_day=date(2026, 1, 31)) == first
    costs.add_cost(db, "goods", "unit", "12", ref="A", first_day=date(2026, 2, 1))
    known = costs.costs(db)
    assert costs.unit_cost(known, "A", date(2026, 1, 31)) == 10
    assert costs.unit_cost(known, "A", date(2026, 2, 1)) == 12
    assert costs.unit_cost(known, "B", date(2026, 2, 1)) is None
    costs.delete_cost(db, first)
    with pytest.raises(NotFound):
        costs.delete_cost(db, first)


def test_products_top_falling_and_stopped(shop):
    shop.imported("shopify.orders", "2026-01-01", "2026-03-31")
    for n in range(90):
        day = date(2026, 1, 1) + timedelta(n)
        order = shop.order(day.isoformat(), gross_minor=9_000, units=None)
        line(shop, order, "A-1", 1, 5_000, "Candle - small")
        if day < date(2026, 3, 10):
            line(shop, order, "A-2", 1, 4_000, "Candle - large")
    shop.rebuild()
    now = Period(date(2026, 3, 16), date(2026, 3, 22))
    found = products.products(shop.db, now, now.back(14))
    assert [p.key for p in found] == ["A-1", "A-2"]
    assert found[0].net_minor == 7 * 9_000
    assert products.falling(found)[0].key == "A-2"
    (gone,) = products.stopped(found)
    assert (gone.key, gone.no_sale_since) == ("A-2", date(2026, 3, 10))
    assert gone.stopped == "No sale since Tue 10 Mar: sold out?"
    (candle,) = products.products(shop.db, now, now.back(14), level="product")
    assert (candle.name, candle.net_minor, candle.stopped) == ("Candle", 63_000, "")
    with pytest.raises(BadInput):
        products.products(shop.db, now, now, level="shelf")


def test_discount_codes_suggest_promotions(shop):
    shop.imported("shopify.orders", "2026-01-01", "2026-03-31")
    for n in range(90):
        day = (date(2026, 1, 1) + timedelta(n)).isoformat()
        sale = 40 <= n < 47
        for k in range(6):
            code = ("SALE" if sale and k < 4 else None) or (
                "WELCOME" if k == 5 and n % 3 == 0 else None
            )
            amounts = {"gross_minor": 2_000, "discount_minor": 300 if code else 0}
            shop.order(day, discount_code=code, customer=n * 6 + k, **amounts)
    shop.rebuild()
    (sale,) = promotions.proposed_promotions(shop.db)
    assert (sale.code, sale.first_day, sale.last_day) == (
        "SALE",
        date(2026, 2, 10),
        date(2026, 2, 16),
    )
    (result,) = promotions.brought(shop.db)
    assert (result.orders, result.net_minor, result.discount_minor) == (28, 28 * 1_700, 28 * 300)
    assert (result.new_customers, result.share) == (28, 28 / 42)
    made = promotions.add_promotion(
        shop.db, "Winter sale", *sale.period, code="SALE", discount=0.15
    )
    assert promotions.proposed_promotions(shop.db) == []
    assert promotions.brought(shop.db)[0].promotion.name == "Winter sale"
    promotions.set_promotion(
        shop.db, made, name="Sale", first_day=sale.first_day, last_day=sale.last_day
    )
    assert promotions.brought(shop.db)[0].orders == 42  # without a code all orders of its days
    promotions.delete_promotion(shop.db, made)
    with pytest.raises(NotFound):
        promotions.delete_promotion(shop.db, made)
    with pytest.raises(BadInput):
        promotions.add_promotion(shop.db, "Back", sale.last_day, sale.first_day)


def test_the_margin_of_a_promotion(march):
    promotion = promotions.Promotion(None, "All", "", *MARCH, None, False)
    (result,) = [promotions.Brought(promotion, 2, 14_000, 0, 1, 1.0)]
    assert profit.promotion_margin(march.db, result) is None
    costs.add_cost(march.db, "goods", "net_share", "0.5")
    assert profit.promotion_margin(march.db, result) == 7_000
    for sku, value in (("A", "12"), ("B", "10")):
        costs.add_cost(march.db, "goods", "unit", value, ref=sku)
    assert profit.promotion_margin(march.db, result) == 14_000 - 2 * 1_200 - 2 * 1_000
