"""What the sample brand sells, at which price, and what sells when."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from workbench.sample.season import PRICE_INCREASE, SOLD_OUT, within

VENDOR = "Oak & Ember"


class Product(NamedTuple):
    """One variant: prices in cents with VAT, before and since the increase; weight among orders."""

    sku: str
    title: str
    price: int
    price_2026: int
    weight: int
    kind: str
    months: tuple[int, ...] = tuple(range(1, 13))
    since: date = date(2024, 1, 1)


_WINTER = (10, 11, 12, 1)
_SUMMER = (4, 5, 6, 7, 8)

CATALOGUE = (
    Product("OE-CA-AMB-180", "Amber Woods Candle - 180 g", 2400, 2550, 26, "candle"),
    Product("OE-CA-AMB-400", "Amber Woods Candle - 400 g", 3900, 4200, 8, "candle"),
    Product("OE-CA-FIG-180", "Fig & Cedar Candle - 180 g", 2400, 2550, 17, "candle"),
    Product("OE-CA-FIG-400", "Fig & Cedar Candle - 400 g", 3900, 4200, 5, "candle"),
    Product("OE-CA-LIN-180", "Linen & Sage Candle - 180 g", 2400, 2550, 12, "candle"),
    Product("OE-CA-TOM-180", "Tomato Leaf Candle - 180 g", 2400, 2550, 12, "candle", _SUMMER,
            date(2025, 4, 14)),
    Product("OE-CA-ORC-180", "Orange & Clove Candle - 180 g", 2400, 2550, 13, "candle", _WINTER),
    Product("OE-RF-AMB-180", "Amber Woods Refill - 180 g", 1600, 1700, 9, "refill"),
    Product("OE-RF-FIG-180", "Fig & Cedar Refill - 180 g", 1600, 1700, 6, "refill"),
    Product("OE-DI-FIG-100", "Fig & Cedar Reed Diffuser - 100 ml", 3400, 3600, 8, "diffuser"),
    Product("OE-DI-LIN-100", "Linen & Sage Reed Diffuser - 100 ml", 3400, 3600, 7, "diffuser"),
    Product("OE-DR-200", "Diffuser Refill - 200 ml", 2200, 2350, 5, "refill"),
    Product("OE-GS-TRIO", "Gift Set - Three Minis", 4200, 4500, 6, "gift"),
    Product("OE-GS-EVENING", "Gift Set - Evening Ritual", 5900, 6250, 4, "gift"),
    Product("OE-MA-GLASS", "Long Matches in Glass", 950, 995, 5, "extra"),
)  # fmt: skip

BESTSELLER = CATALOGUE[0]
GIFT_SETS = tuple(product for product in CATALOGUE if product.kind == "gift")
EXTRAS = tuple(product for product in CATALOGUE if product.kind in ("extra", "refill"))


def price_on(product: Product, day: date) -> int:
    """The price of a product on a day, in cents with VAT."""
    return product.price_2026 if day >= PRICE_INCREASE else product.price


def on_sale(product: Product, day: date) -> bool:
    """Whether the product could be bought on a day: in season, launched, and in stock."""
    if product is BESTSELLER and within(day, SOLD_OUT):
        return False
    return day.month in product.months and day >= product.since


def weight_on(product: Product, day: date, *, returning: bool) -> int:
    """How likely the product is to be chosen, against the others of that day."""
    if not on_sale(product, day):
        return 0
    weight = product.weight
    if product.kind == "gift" and (day.month, day.day) >= (11, 15):
        weight *= 3
    if product.kind == "gift" and day.month == 5 and day.day <= 11:
        weight *= 2
    if product.kind == "refill":
        weight *= 4 if returning else 1
    return weight
