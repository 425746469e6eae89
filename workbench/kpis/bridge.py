"""Why net sales moved: sessions x conversion x average order of the web shop, sales without a visit, returns.

Logarithmic-mean weights (lmdi.py), rounded so that the parts add up to the change to the cent.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from workbench.errors import BadInput
from workbench.kpis.calendar import Period
from workbench.kpis.held import held
from workbench.kpis.lmdi import split, whole_numbers
from workbench.kpis.order_groups import SPLITS, Group, order_groups
from workbench.kpis.record import Record, record
from workbench.kpis.span_events import SpanEvent, span_events
from workbench.kpis.sums import ONLINE_STORE
from workbench.language import _

MOST_GROUPS = 8


class Part(NamedTuple):
    """One step of a bridge: what it added in minor units; `before` and `now` are the values of the factor."""

    key: str
    name: str
    amount_minor: int
    before: float | None = None
    now: float | None = None


class Bridge(NamedTuple):
    """From the net sales of one period to those of another; `parts` add up to the difference exactly.

    `events` are those of the later period, `notes` what to know about the numbers, `missing` why there is no bridge.
    """

    before: Period
    now: Period
    currency: str
    before_minor: int | None
    now_minor: int | None
    parts: tuple[Part, ...]
    events: tuple[SpanEvent, ...]
    notes: tuple[str, ...]
    missing: str | None


class _Move(NamedTuple):
    """A part that is not rounded yet."""

    key: str
    name: str
    amount: float
    before: float | None = None
    now: float | None = None


class _Side(NamedTuple):
    """One period: net sales, order revenue and orders in all and of the web shop, sessions; None unknown."""

    net: int
    returns: int | None
    revenue: int | None
    web_revenue: int | None
    web_orders: int | None
    sessions: int | None


def bridge(db: sqlite3.Connection, now: Period, before: Period, *, by: str | None = None) -> Bridge:
    """Explain net sales of `now` against `before`: by sessions, conversion and order value, or by groups of orders.

    `by` is None, "channel", "country", "customer" or "product". Raises BadInput for another.
    """
    if by is not None and by not in SPLITS:
        text = _("“{split}” is not one of {choices}.")
        raise BadInput(text.format(split=by, choices=", ".join(SPLITS)))
    known = record(db)
    sides = _side(db, known, before), _side(db, known, now)
    if sides[0] is None or sides[1] is None:
        missing = _("Net sales are not known for all days of both periods.")
        return Bridge(before, now, known.brand.currency, None, None, (), (), (), missing)
    start, end = sides[0], sides[1]
    parts, notes = _visits(start, end) if by is None else _groups(db, by, now, before, start, end)
    return Bridge(
        before=before,
        now=now,
        currency=known.brand.currency,
        before_minor=start.net,
        now_minor=end.net,
        parts=_rounded(parts, end.net - start.net),
        events=tuple(span_events(db, now, key="net_sales")),
        notes=tuple(notes),
        missing=None,
    )


def _side(db: sqlite3.Connection, known: Record, days: Period) -> _Side | None:
    """What a period brought; None where net sales are not known for each of its days."""
    net = held(db, known, ("net",), *days, kpi="net_sales").total(days)
    if net[0] is None or net[1] < days.days:
        return None
    return _Side(
        net[0][0],
        _sum(db, known, "returns", days),
        _sum(db, known, "order_revenue", days),
        _sum(db, known, "order_revenue", days, ONLINE_STORE),
        _sum(db, known, "orders", days, ONLINE_STORE),
        _sum(db, known, "sessions", days),
    )


def _sum(
    db: sqlite3.Connection, known: Record, measure: str, days: Period, channel: str | None = None
) -> int | None:
    amounts, n = held(db, known, (measure,), *days, channel=channel).total(days)
    return amounts[0] if amounts is not None and n == days.days else None


def _visits(start: _Side, end: _Side) -> tuple[list[_Move], list[str]]:
    """Web sales by sessions, conversion and order value (or orders and order value), other sales, returns."""
    notes: list[str] = []
    if None in (start.revenue, end.revenue, start.web_revenue, end.web_revenue):
        text = _("Import orders to split net sales further.")
        return [_part("net", _("Net sales"), start.net, end.net)], [text]
    parts = _web(start, end, notes)
    web = (start.web_revenue or 0, end.web_revenue or 0)
    whole = (start.revenue or 0, end.revenue or 0)
    parts.append(_part("other", _("Sales without a visit"), whole[0] - web[0], whole[1] - web[1]))
    return [*parts, *_after_orders(start, end, whole)], notes


def _after_orders(start: _Side, end: _Side, revenue: tuple[int, int]) -> list[_Move]:
    """From order revenue to net sales: returns, and what another source of net sales counts differently."""
    back = (start.returns or 0, end.returns or 0)
    found = [_part("returns", _("Returns"), -back[0], -back[1])]
    rest = (start.net - revenue[0] + back[0], end.net - revenue[1] + back[1])
    if any(rest):
        found.append(_part("sources", _("Sales report and orders differ"), *rest))
    return found


def _web(start: _Side, end: _Side, notes: list[str]) -> list[_Move]:
    order_value = ("average_order_value", _("Average order"))
    if start.sessions and end.sessions:
        factors = _factors(start), _factors(end)
        named = [("sessions", _("Sessions")), ("conversion_rate", _("Conversion")), order_value]
    else:
        notes.append(_("Import sessions by day to see visits and conversion apart."))
        factors = _orders_first(start), _orders_first(end)
        named = [("orders", _("Orders")), order_value]
    effects = split(*factors)
    return [
        _Move(*names, effect, before, now)
        for names, effect, before, now in zip(named, effects, *factors, strict=True)
    ]


def _factors(side: _Side) -> tuple[float, ...]:
    """Sessions, orders per session, revenue per order; their product is the web revenue."""
    sessions, orders = side.sessions or 0, side.web_orders or 0
    revenue = side.web_revenue or 0
    if not sessions or not orders:
        return float(sessions), 0.0, 0.0
    return float(sessions), orders / sessions, revenue / orders


def _orders_first(side: _Side) -> tuple[float, ...]:
    orders = side.web_orders or 0
    return float(orders), (side.web_revenue or 0) / orders if orders else 0.0


def _part(key: str, name: str, before: float, now: float) -> _Move:
    return _Move(key, name, now - before, before, now)


def _rounded(parts: list[_Move], total: int) -> tuple[Part, ...]:
    """Whole minor units that add up; what no part explains (orders without web orders) is a part of its own."""
    rest = total - sum(part.amount for part in parts)
    if abs(rest) >= 1:
        parts = [*parts, _Move("rest", _("Not split further"), rest)]
    amounts = whole_numbers([part.amount for part in parts], total)
    return tuple(
        Part(part.key, part.name, amount, part.before, part.now)
        for part, amount in zip(parts, amounts, strict=True)
    )


def _groups(
    db: sqlite3.Connection, by: str, now: Period, before: Period, start: _Side, end: _Side
) -> tuple[list[_Move], list[str]]:
    """Per group how many were sold and at what value each, then returns; the smallest groups together."""
    earlier, later = order_groups(db, by, before), order_groups(db, by, now)
    if any(g.revenue_minor is None for g in (*earlier.values(), *later.values())):
        return [_part("net", _("Net sales"), start.net, end.net)], [
            _("The orders do not tell prices and discounts.")
        ]
    names = sorted({*earlier, *later})
    found: list[_Move] = []
    for name in names:
        found += _group_parts(name, by, earlier.get(name), later.get(name))
    revenue = [sum(g.revenue_minor or 0 for g in side.values()) for side in (earlier, later)]
    return [*_largest(found), *_after_orders(start, end, (revenue[0], revenue[1]))], []


def _group_parts(name: str, by: str, before: Group | None, now: Group | None) -> list[_Move]:
    sides = [_pair(before, by), _pair(now, by)]
    volume, value = split(*sides)
    shown = now or before
    title = group_title(by, name, shown.title if shown else "")
    many = _("{name}: units") if by == "product" else _("{name}: orders")
    each = _("{name}: price") if by == "product" else _("{name}: average order")
    return [
        _Move(f"{name}.volume", many.format(name=title), volume, sides[0][0], sides[1][0]),
        _Move(f"{name}.value", each.format(name=title), value, sides[0][1], sides[1][1]),
    ]


def _pair(group: Group | None, by: str) -> tuple[float, float]:
    """How many, and what each brought; their product is the group's revenue."""
    if group is None:
        return 0.0, 0.0
    n = group.units if by == "product" else group.orders
    return (float(n), (group.revenue_minor or 0) / n) if n else (0.0, 0.0)


def _largest(parts: list[_Move]) -> list[_Move]:
    """The parts that moved most, in order of size; the others together."""
    ranked = sorted(parts, key=lambda part: -abs(part.amount))
    shown, others = ranked[:MOST_GROUPS], ranked[MOST_GROUPS:]
    if others:
        rest = sum(part.amount for part in others)
        shown.append(_Move("others", _("All others"), rest))
    return shown


def group_title(by: str, name: str, title: str = "") -> str:
    """A group's name for people."""
    if by == "customer":
        return {
            "new": _("New customers"),
            "returning": _("Returning customers"),
            "unknown": _("Without a customer"),
        }.get(name, name)
    return title or name or _("Not told")
