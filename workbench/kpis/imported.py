"""KPIs that come with ads, mailings, search, reviews, surveys, tickets and payments; shown once such a file came in.

One of the user's own with the same key comes before each of them.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from workbench.kpis.catalogue import Card
from workbench.language import _
from workbench.store.rollup_entities import ENTITY_MEASURES
from workbench.store.rollup_reports import REPORTS


class _Told(NamedTuple):
    key: str
    name: str
    unit: str
    direction: str
    formula: str
    over: str
    under: str | None = None
    exclusions: str = ""


def imported_cards() -> dict[str, Card]:
    """The cards by key, in the order in which people read them."""
    return {told.key: _card(told) for told in (*_ads(), *_mailings(), *_others())}


def held_cards(db: sqlite3.Connection) -> dict[str, Card]:
    """Those for which something has been imported."""
    held = {row[0] for row in db.execute("SELECT DISTINCT measure FROM rollup").fetchall()}
    return {key: card for key, card in imported_cards().items() if card.over in held}


def tables_of(card: Card) -> tuple[str, str, str] | None:
    """The fact table of a card, and SQL over one of its rows for what is added up and divided by; None for others."""
    for table, measures in REPORTS.items():
        if card.over in measures and table in ("spend_day", "email_day", "search_day"):
            under = measures[card.under][0] if card.under in measures else "NULL"
            return table, measures[card.over][0], under
    if card.over in ENTITY_MEASURES:
        fact, over, _money, _where = ENTITY_MEASURES[card.over]
        under = ENTITY_MEASURES[card.under][1] if card.under in ENTITY_MEASURES else "NULL"
        return fact.table, over, under
    return None


def _card(told: _Told) -> Card:
    over, _slash, under = told.formula.partition(" ÷ ")
    return Card(
        key=told.key,
        name=told.name,
        unit=told.unit,
        direction=told.direction,
        formula=told.formula,
        numerator=over,
        denominator=under or None,
        date_basis=_("the day that the source names"),
        exclusions=told.exclusions or _("days of which no file says anything"),
        over=told.over,
        under=told.under,
        missing="zero",
        additive=told.under is None,
    )


def _ads() -> tuple[_Told, ...]:
    by_platform = _("what the platform itself claims; platforms claim the same order twice")
    return (
        _Told("ad_spend", _("Ad spend"), "money", "none", _("what ads cost, all platforms together"), "spend"),
        _Told("impressions", _("Ad views"), "count", "none", _("times that an ad was shown"), "impressions"),
        _Told("clicks", _("Ad clicks"), "count", "up", _("clicks on ads"), "clicks"),
        _Told("click_rate", _("Click rate of ads"), "rate", "up", _("clicks ÷ views"), "clicks", "impressions"),
        _Told("cost_per_click", _("Cost per click"), "money", "down", _("ad spend ÷ clicks"), "spend", "clicks"),
        _Told(
            "ad_revenue", _("Sales claimed by ads"), "money", "none",
            _("purchases that platforms claim for their ads"), "ad_revenue", None, by_platform,
        ),
    )  # fmt: skip


def _mailings() -> tuple[_Told, ...]:
    proxies = _("the open rate is inflated by mail programs that open every mail")
    return (
        _Told("emails_sent", _("Mails sent"), "count", "none", _("recipients of mailings and flows"), "emails_sent"),
        _Told(
            "email_open_rate", _("Open rate"), "rate", "none", _("opened ÷ delivered"),
            "email_opens", "emails_delivered", proxies,
        ),
        _Told(
            "email_click_rate", _("Click rate of mails"), "rate", "up", _("clicked ÷ delivered"),
            "email_clicks", "emails_delivered",
        ),
        _Told(
            "email_order_rate", _("Order rate of mails"), "rate", "up", _("orders ÷ recipients"),
            "email_orders", "emails_sent",
        ),
        _Told(
            "revenue_per_recipient", _("Sales per recipient"), "money", "up", _("sales ÷ recipients"),
            "email_revenue", "emails_sent", _("what the mail program claims"),
        ),
        _Told(
            "unsubscribe_rate", _("Unsubscribe rate"), "rate", "down", _("unsubscribed ÷ delivered"),
            "unsubscribes", "emails_delivered",
        ),
    )  # fmt: skip


def _others() -> tuple[_Told, ...]:
    return (
        _Told("search_clicks", _("Clicks from search"), "count", "up", _("clicks in Google search"), "search_clicks"),
        _Told(
            "search_impressions", _("Views in search"), "count", "up",
            _("times that the shop was shown in Google search"), "search_impressions",
        ),
        _Told(
            "reviews", _("Reviews"), "count", "up", _("number of reviews"), "reviews", None,
            _("hidden ones and spam"),
        ),
        _Told(
            "review_score", _("Review score"), "number", "up", _("stars ÷ reviews"),
            "review_points", "review_weight", _("hidden ones and spam"),
        ),
        _Told(
            "nps", _("NPS"), "number", "up", _("(answers of 9 and 10 − answers of 0 to 6) × 100 ÷ answers"),
            "nps_points", "nps_answers",
        ),
        _Told("tickets", _("Tickets"), "count", "down", _("questions of customers"), "tickets"),
        _Told(
            "payment_fees", _("Payment fees"), "money", "down",
            _("what payment services and market places kept"), "payment_fees",
        ),
        _Told("returned_units", _("Units returned"), "count", "down", _("pieces that came back"), "returned_units"),
    )  # fmt: skip
