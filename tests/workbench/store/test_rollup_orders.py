"""What an order brings without VAT, and which orders count."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.store import rollup, rollup_orders

DAY = "2026-03-02"
PARTS = ("gross", "discounts", "returns", "net", "shipping", "taxes", "total")


def parts(shop, **fields):
    shop.db.execute("DELETE FROM orders")
    shop.db.execute("DELETE FROM order_line")
    shop.order(DAY, **fields)
    shop.rebuild()
    return {measure: shop.total(measure) for measure in PARTS}


def test_amounts_without_tax_are_taken_as_they_stand(shop):
    told = {"gross_minor": 10000, "discount_minor": 1000, "shipping_minor": 500, "tax_minor": 1995}
    assert parts(shop, **told) == {
        "gross": 10000,
        "discounts": 1000,
        "returns": 0,
        "net": 9000,
        "shipping": 500,
        "taxes": 1995,
        "total": 11495,
    }


def test_included_tax_is_taken_out_of_goods_discount_and_shipping(shop):
    # 121.00 of goods less 12.10 discount, 6.05 shipping, all with 21 % inside: 18.90 + 1.05 tax.
    told = {"gross_minor": 12100, "discount_minor": 1210, "shipping_minor": 605, "tax_minor": 1995}
    assert parts(shop, **told, vat_included=1) == {
        "gross": 10000,
        "discounts": 1000,
        "returns": 0,
        "net": 9000,
        "shipping": 500,
        "taxes": 1995,
        "total": 11495,
    }


def test_a_file_that_does_not_say_follows_the_brand(shop):
    told = {"gross_minor": 12100, "tax_minor": None, "vat_included": None}
    assert parts(shop, **told)["net"] == 12100
    shop.setting("prices_include_vat", "yes")
    shop.setting("vat", "0.21")
    found = parts(shop, **told)
    assert (found["net"], found["taxes"], found["total"]) == (10000, 2100, 12100)


def test_a_full_refund_leaves_nothing_and_is_booked_without_vat_and_shipping(shop):
    told = {"gross_minor": 12100, "shipping_minor": 605, "tax_minor": 2205, "vat_included": 1}
    found = parts(shop, **told, refunded_minor=12705)
    assert found["returns"] == 10000
    assert [found[m] for m in ("net", "shipping", "taxes", "total")] == [0, 0, 0, 0]


def test_a_partial_refund_is_goods_less_its_vat(shop):
    told = {"gross_minor": 12100, "shipping_minor": 605, "tax_minor": 2205, "vat_included": 1}
    found = parts(shop, **told, refunded_minor=2420)
    assert (found["returns"], found["shipping"], found["total"]) == (2000, 500, 12705 - 2420)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    goods=st.integers(1, 10**6),
    discount=st.integers(0, 10**6),
    shipping=st.integers(0, 10**4),
    vat=st.sampled_from([0, 9, 21]),
    refund=st.integers(0, 10**6),
    included=st.booleans(),
)
def test_the_parts_of_an_order_add_up_to_what_was_paid_less_what_was_given_back(
    make_shop, goods, discount, shipping, vat, refund, included
):
    discount = min(discount, goods)
    charged = goods - discount + shipping
    tax = round(Fraction(charged * vat, 100 + vat if included else 100))
    paid = charged if included else charged + tax
    refund = min(refund, paid)
    shop = make_shop()
    found = parts(
        shop,
        gross_minor=goods,
        discount_minor=discount,
        shipping_minor=shipping,
        tax_minor=tax,
        refunded_minor=refund,
        vat_included=int(included),
    )
    assert found["gross"] - found["discounts"] - found["returns"] == found["net"]
    assert found["net"] + found["shipping"] + found["taxes"] == found["total"] == paid - refund
    assert min(found[m] for m in ("gross", "discounts", "returns", "shipping", "taxes")) >= 0


@pytest.mark.parametrize("status", rollup_orders.NEVER_ORDERS + rollup_orders.PENDING)
def test_orders_that_never_came_about_do_not_count(shop, status):
    shop.order(DAY, gross_minor=1000, status=status)
    shop.rebuild()
    assert shop.amounts("orders") == {}


def test_what_was_paid_or_promised_counts(shop):
    for status in ("paid", "authorized", "partially_paid", "refunded", "partially_refunded", None):
        shop.order(DAY, gross_minor=1000, status=status)
    shop.order(DAY, gross_minor=1000, cancelled_day="2026-03-05")
    shop.order(DAY, gross_minor=1000, shown=0)
    shop.rebuild()
    assert (shop.total("orders"), shop.total("gross")) == (6, 6000)


def test_waiting_orders_count_when_the_brand_says_so(shop):
    shop.order(DAY, gross_minor=1000, status="pending")
    shop.setting("count_pending", "yes")
    shop.rebuild()
    assert shop.total("orders") == 1


def test_a_cancelling_invoice_is_a_return_on_its_own_day_and_no_order(shop):
    told = {"source": "online_retail", "discount_minor": None, "shipping_minor": None}
    told |= {"tax_minor": None, "refunded_minor": None, "vat_included": None}
    shop.order("2026-03-02", gross_minor=16846960, units=80995, **told)
    shop.order("2026-03-03", gross_minor=-16846960, units=-80995, kind="cancelling", **told)
    shop.rebuild()
    assert shop.amounts("returns") == {
        ("2026-03-02", "online_retail"): 0,
        ("2026-03-03", "online_retail"): 16846960,
    }
    assert [shop.total(m) for m in ("orders", "units", "gross", "net", "total")] == [
        1,
        0,
        16846960,
        0,
        0,
    ]
    assert shop.total("discounts") is None


def test_a_file_without_line_prices_gives_its_total_and_names_the_column(shop):
    unknown = dict.fromkeys(("discount_minor", "shipping_minor", "tax_minor"))
    shop.order(DAY, gross_minor=None, total_minor=18350, refunded_minor=0, **unknown)
    shop.order("2026-03-03", gross_minor=None, total_minor=8900, refunded_minor=2000, **unknown)
    shop.rebuild()
    assert shop.total("total") == 27250
    assert [shop.total(m) for m in PARTS[:-1]] == [None] * 6
    lacking = rollup.missing(shop.db)["shopify.orders"]
    assert lacking["net"] == lacking["gross"] == "Lineitem price"
    assert (lacking["shipping"], "total" in lacking) == ("Shipping", False)


def test_one_unknown_price_makes_the_day_unknown_not_smaller(shop):
    shop.order(DAY, gross_minor=1000)
    shop.order(DAY, gross_minor=None)
    shop.order("2026-03-03", gross_minor=700)
    shop.rebuild()
    assert shop.amounts("gross") == {
        (DAY, "shopify.orders"): None,
        ("2026-03-03", "shopify.orders"): 700,
    }
    assert shop.total("orders") == 3


def test_half_metres_stay_exact(shop):
    shop.order(DAY, gross_minor=1000, units=0.5)
    shop.order(DAY, gross_minor=1000, units=0.1)
    shop.rebuild()
    assert shop.total("units") == 600


def test_currencies_are_kept_apart(shop):
    shop.order(DAY, gross_minor=1000)
    shop.order(DAY, gross_minor=900, currency="USD")
    shop.rebuild()
    rows = shop.db.execute(
        "SELECT currency, amount FROM rollup WHERE measure IN ('gross', 'orders') ORDER BY 1"
    ).fetchall()
    assert rows == [("", 2), ("EUR", 1000), ("USD", 900)]
