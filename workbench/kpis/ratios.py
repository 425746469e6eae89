"""KPIs the app works out from others by a formula; one of the user's own with the same key comes before it."""

from __future__ import annotations

from typing import NamedTuple

from workbench.kpis.catalogue import Card
from workbench.language import _


class _Ratio(NamedTuple):
    key: str
    name: str
    unit: str
    direction: str
    expression: str
    formula: str
    exclusions: str = ""


def ratio_cards() -> dict[str, Card]:
    """The cards by key, in the order in which people read them."""
    found = [_card(ratio) for ratio in (*_sales(), *_customers(), *_ads())]
    return {card.key: card for card in (*found, *_funnel())}


def _card(ratio: _Ratio) -> Card:
    over, _slash, under = ratio.formula.partition(" ÷ ")
    return Card(
        key=ratio.key,
        name=ratio.name,
        unit=ratio.unit,
        direction=ratio.direction,
        formula=ratio.formula,
        numerator=over,
        denominator=under or None,
        date_basis=_("that of its parts"),
        exclusions=ratio.exclusions or _("as in its parts"),
        over="",
        under=None,
        missing="unknown",
        additive=False,
        expression=ratio.expression,
    )


def _sales() -> tuple[_Ratio, ...]:
    return (
        _Ratio(
            "revenue_per_session", _("Revenue per session"), "money", "up",
            "(gross_sales - discounts) / sessions", _("(gross sales − discounts) ÷ sessions"),
        ),
        _Ratio(
            "units_per_order", _("Units per order"), "number", "up",
            "units / orders", _("units ÷ orders"),
        ),
        _Ratio(
            "discount_rate", _("Discount rate"), "rate", "down",
            "discounts / gross_sales", _("discounts ÷ gross sales"),
        ),
        _Ratio(
            "refund_rate", _("Refund rate"), "rate", "down",
            "returns / (gross_sales - discounts)",
            _("money given back for goods ÷ (gross sales − discounts), excl. VAT and shipping"),
        ),
    )  # fmt: skip


def _customers() -> tuple[_Ratio, ...]:
    return (
        _Ratio(
            "returning_customer_rate", _("Returning customers, share"), "rate", "up",
            "returning_customers / customers", _("returning customers ÷ customers"),
            _("orders without a customer"),
        ),
        _Ratio(
            "purchase_frequency", _("Orders per customer"), "number", "up",
            "orders / customers", _("orders ÷ customers"),
        ),
    )  # fmt: skip


def _ads() -> tuple[_Ratio, ...]:
    return (
        _Ratio(
            "ad_share", _("Ad share of sales"), "rate", "down",
            "ad_spend / net_sales", _("ad spend ÷ net sales"),
        ),
        _Ratio(
            "mer", _("MER"), "number", "up",
            "net_sales / ad_spend", _("net sales ÷ ad spend"),
        ),
        _Ratio(
            "cac_ads", _("CAC, ads only"), "money", "down",
            "ad_spend / new_customers", _("ad spend ÷ new customers"),
        ),
        _Ratio(
            "ad_cost_per_order", _("Ad cost per order"), "money", "down",
            "ad_spend / orders", _("ad spend ÷ all orders, often sold as CAC"),
        ),
    )  # fmt: skip


def _funnel() -> tuple[Card, ...]:
    """Steps of the funnel and what is lost between them."""
    steps = (
        (
            "carts",
            _("Sessions with a cart"),
            _("sessions in which something was put into the cart"),
        ),
        ("checkouts", _("Sessions at checkout"), _("sessions that reached checkout")),
    )
    counts = tuple(
        Card(
            key=key,
            name=name,
            unit="count",
            direction="up",
            formula=formula,
            numerator=formula,
            denominator=None,
            date_basis=_("the day of the session"),
            exclusions=_("what the shop's own report leaves out; a day without a row is not known"),
            over=key,
            under=None,
            missing="unknown",
            additive=True,
        )
        for key, name, formula in steps
    )
    lost = (
        _Ratio(
            "cart_abandonment", _("Cart abandonment"), "rate", "down",
            "1 - conversion_rate * sessions / carts", _("1 − completed checkouts ÷ carts"),
        ),
        _Ratio(
            "checkout_abandonment", _("Checkout abandonment"), "rate", "down",
            "1 - conversion_rate * sessions / checkouts", _("1 − completed checkouts ÷ checkouts"),
        ),
    )  # fmt: skip
    return (*counts, *map(_card, lost))
