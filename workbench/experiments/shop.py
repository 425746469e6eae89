"""What the shop's own data say before a test: the KPI today, the traffic, and what a visitor brings."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from workbench.errors import WorkbenchError
from workbench.experiments.money import Value
from workbench.kpis import sums, typed
from workbench.kpis.points import Point
from workbench.kpis.record import record
from workbench.kpis.series import Series, series_of

WEEKS = 8
MARGIN = "contribution_margin"
OF_THE_SHOP = frozenset(
    {"conversion_rate", "orders", "net_sales", "gross_sales", "average_order_value"}
)  # a lift of these is a lift of what the shop sells; of other KPIs nobody knows in money


class Today(NamedTuple):
    """A KPI over its last whole weeks: a fraction, or money in minor units; `weeks` is how many there were."""

    name: str
    unit: str
    value: float | None
    weeks: int


class Traffic(NamedTuple):
    """Visitors per week, and the money behind each: an order's and a visitor's, in minor units; None is not known."""

    weekly_visitors: float | None
    per_order_minor: float | None
    per_visitor_minor: float | None
    is_margin: bool
    currency: str


def kpi_key(db: sqlite3.Connection, text: str | None) -> str | None:
    """The key of a KPI from its key or its name, as an imported list of tests has it; None without such a KPI."""
    cards, wanted = typed.all_cards(db), (text or "").strip()
    if not wanted or wanted in cards:
        return wanted or None
    same = (key for key, card in cards.items() if card.name.casefold() == wanted.casefold())
    return next(same, None)


def kpi_name(db: sqlite3.Connection, text: str | None) -> str:
    """A KPI's name from its key or name; a text that is no KPI stays as it is."""
    key = kpi_key(db, text)
    return typed.all_cards(db)[key].name if key else (text or "")


def is_of_the_shop(db: sqlite3.Connection, kpi: str | None) -> bool:
    """Whether a lift of this KPI is a lift of what the whole shop sells; also where no KPI was named."""
    return not kpi or kpi_key(db, kpi) in OF_THE_SHOP


def kpi_today(db: sqlite3.Connection, key: str | None) -> Today | None:
    """A KPI over the last eight whole weeks that are held; None without a KPI of that name."""
    found = _weekly(db, key)
    if found is None:
        return None
    points = _last_whole(found)
    if found.card.own or not any(point.denominator for point in points):
        known = [point.value for point in points if point.value is not None]
        value = sum(known) / len(known) if known else None
    else:
        value = _pooled(points)
    return Today(found.name, found.unit, value, len(points))


def traffic(db: sqlite3.Connection) -> Traffic:
    """Visitors, orders and money over the last eight whole weeks in which all of them are held."""
    sessions, orders = _weekly(db, "sessions"), _weekly(db, "orders")
    margin = _weekly(db, MARGIN)
    is_margin = margin is not None and bool(_last_whole(margin))
    money = margin if is_margin else _weekly(db, "net_sales")
    visitors = _total(sessions)
    currency = sessions.currency if sessions else ""
    weekly = visitors / len(_last_whole(sessions)) if sessions and visitors else None
    brought, bought = _total(money), _total(orders)
    per_order = brought / bought if brought is not None and bought else None
    both = _paired(money, sessions)
    per_visitor = both[0] / both[1] if both and both[1] else None
    return Traffic(weekly, per_order, per_visitor, is_margin, currency)


def value_of(db: sqlite3.Connection, kpi: str | None) -> Value | None:
    """What turns a lift of a KPI into money; None where the KPI is not orders or sales of the whole shop."""
    if not is_of_the_shop(db, kpi):
        return None
    found = traffic(db)
    if found.per_visitor_minor is None or found.weekly_visitors is None:
        return None
    money = (found.per_visitor_minor, found.is_margin, found.currency)
    return Value(*money, found.weekly_visitors)


def _weekly(db: sqlite3.Connection, key: str | None) -> Series | None:
    key = kpi_key(db, key)
    if key is None:
        return None
    card = typed.card(db, key)
    try:
        return series_of(db, card, record(db, sums.measures(card)), by="week")
    except WorkbenchError:
        return None


def _last_whole(found: Series) -> list[Point]:
    known = [point for point in found.points if point.complete and point.value is not None]
    return known[-WEEKS:]


def _pooled(points: list[Point]) -> float | None:
    below = sum(point.denominator or 0 for point in points)
    above = sum(point.numerator or 0 for point in points)
    return above / below if below else None


def _total(found: Series | None) -> float | None:
    if found is None:
        return None
    points = _last_whole(found)
    return sum(point.value or 0 for point in points) if points else None


def _paired(one: Series | None, other: Series | None) -> tuple[float, float] | None:
    """Sums of two KPIs over the same weeks."""
    if one is None or other is None:
        return None
    by_week = {point.first_day: point.value or 0 for point in _last_whole(one)}
    both = [p for p in _last_whole(other) if p.first_day in by_week]
    if not both:
        return None
    return sum(by_week[p.first_day] for p in both), sum(p.value or 0 for p in both)
