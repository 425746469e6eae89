"""The KPIs the app knows by itself, as definition cards: what is counted, over what, and what is left out."""

from __future__ import annotations

from typing import NamedTuple

from workbench.language import _


class Card(NamedTuple):
    """The definition of a KPI, in words for people and in measures for the reader of roll-ups.

    `unit` is money, count, rate or number; `direction` says what is good: up, down or none. `over` names the
    roll-up measures that are added up, or "customers", "new_customers", "returning_customers", or nothing for a KPI
    that is typed; `under` the measure divided by. `missing` says what a day without rows is: zero, unknown or carried.
    `expression` is the formula over other KPIs of one that is worked out.
    """

    key: str
    name: str
    unit: str
    direction: str
    formula: str
    numerator: str
    denominator: str | None
    date_basis: str
    exclusions: str
    over: str
    under: str | None
    missing: str
    additive: bool
    own: bool = False
    expression: str = ""


DEFAULT_TILES = ("net_sales", "conversion_rate", "average_order_value", "orders", "new_customers")
SALES = "sales"
CUSTOMERS = ("customers", "new_customers", "returning_customers")


def cards() -> dict[str, Card]:
    """All built-in cards by key, in the order in which people read them."""
    found = (*_money(), *_orders(), *_customers(), *_traffic())
    return {card.key: card for card in found}


def _order_day() -> str:
    return _("the day of the order; with a sales report, returns on the day of the refund")


def _not_orders() -> str:
    return _("VAT; orders that were cancelled, voided, not paid or never finished")


def _sum_card(
    key: str, name: str, formula: str, measure: str, *, unit: str = "money", direction: str = "up"
) -> Card:
    return Card(
        key=key,
        name=name,
        unit=unit,
        direction=direction,
        formula=formula,
        numerator=formula,
        denominator=None,
        date_basis=_order_day(),
        exclusions=_not_orders(),
        over=measure,
        under=None,
        missing="zero",
        additive=True,
    )


def _money() -> tuple[Card, ...]:
    taxes = _sum_card(
        "taxes",
        _("Taxes"),
        _("VAT and other taxes charged, less those refunded"),
        "taxes",
        direction="none",
    )
    total = _sum_card(
        "total_sales",
        _("Total sales"),
        _("net sales + shipping + taxes + duties + fees"),
        "total",
    )
    return (
        _sum_card(
            "net_sales", _("Net sales"), _("gross sales − discounts − returns, excl. VAT"), "net"
        ),
        _sum_card("gross_sales", _("Gross sales"), _("price × quantity, excl. VAT"), "gross"),
        _sum_card(
            "discounts",
            _("Discounts"),
            _("what discounts took off gross sales, excl. VAT"),
            "discounts",
            direction="none",
        ),
        _sum_card(
            "returns",
            _("Returns"),
            _("money given back for goods, excl. VAT and shipping"),
            "returns",
            direction="down",
        ),
        _sum_card(
            "shipping",
            _("Shipping"),
            _("shipping charged to customers, excl. VAT, less refunds"),
            "shipping",
            direction="none",
        ),
        taxes._replace(exclusions=_("orders that were cancelled, voided or not paid")),
        total._replace(
            exclusions=_("orders that were cancelled, voided or not paid; includes VAT")
        ),
    )


def _orders() -> tuple[Card, ...]:
    not_orders = _("orders that were cancelled, voided, not paid or never finished")
    orders = _sum_card("orders", _("Orders"), _("number of orders"), "orders", unit="count")
    units = _sum_card("units", _("Units"), _("pieces sold"), "units", unit="count")
    order_value = Card(
        key="average_order_value",
        name=_("Average order"),
        unit="money",
        direction="up",
        formula=_("(gross sales − discounts) ÷ orders, excl. VAT"),
        numerator=_("gross sales − discounts"),
        denominator=_("orders"),
        date_basis=_("the day of the order"),
        exclusions=_("returns, shipping and VAT; orders that were cancelled or not paid"),
        over="order_revenue",
        under="revenue_orders",
        missing="zero",
        additive=False,
    )
    basis = _("the day of the order")
    return (
        orders._replace(date_basis=basis, exclusions=not_orders),
        units._replace(
            date_basis=basis,
            exclusions=_(
                "pieces taken back by an invoice of their own; an order file tells no other returned ones"
            ),
        ),
        order_value,
    )


def _customer_card(key: str, name: str, formula: str) -> Card:
    return Card(
        key=key,
        name=name,
        unit="count",
        direction="up",
        formula=formula,
        numerator=formula,
        denominator=None,
        date_basis=_("the day of the order"),
        exclusions=_("orders without a customer; customers whose orders were all cancelled"),
        over=key,
        under=None,
        missing="zero",
        additive=False,
    )


def _customers() -> tuple[Card, ...]:
    return (
        _customer_card(
            "customers", _("Customers"), _("different customers with an order in the period")
        ),
        _customer_card(
            "new_customers",
            _("New customers"),
            _("customers whose first order ever is in the period"),
        ),
        _customer_card(
            "returning_customers",
            _("Returning customers"),
            _("customers with an order in the period and an earlier one before it"),
        ),
    )


def _traffic() -> tuple[Card, ...]:
    day = _("the day of the session")
    robots = _("what the shop's own report leaves out; a day without a row is not known")
    sessions = _sum_card(
        "sessions", _("Sessions"), _("visits to the shop"), "sessions", unit="count"
    )
    visitors = _sum_card(
        "visitors", _("Visitors"), _("visitors per day, added up"), "visitors", unit="count"
    )
    rate = Card(
        key="conversion_rate",
        name=_("Conversion rate"),
        unit="rate",
        direction="up",
        formula=_("sessions that completed checkout ÷ sessions"),
        numerator=_("sessions that completed checkout"),
        denominator=_("sessions"),
        date_basis=day,
        exclusions=robots,
        over="completed",
        under="sessions",
        missing="unknown",
        additive=False,
    )
    return (
        sessions._replace(date_basis=day, exclusions=robots, missing="unknown"),
        visitors._replace(date_basis=day, exclusions=robots, missing="unknown"),
        rate,
    )


def web_conversion(card: Card) -> Card:
    """The conversion card for files that do not tell completed checkouts: web orders over sessions."""
    return card._replace(
        formula=_("orders of the online store ÷ sessions"),
        numerator=_("orders of the online store"),
        over="orders",
    )
