"""KPIs whose values were typed in or brought by a sheet, made into points."""

from __future__ import annotations

import sqlite3
from decimal import Decimal

from workbench.kpis.calendar import Calendar, Period
from workbench.kpis.catalogue import Card
from workbench.kpis.points import Cut, Limits, Point, Points, cuts
from workbench.kpis.typed import Snapshot, snapshots
from workbench.language import minor_digits
from workbench.store.brand import brand


def points(
    db: sqlite3.Connection, card: Card, *, by: str, calendar: Calendar, limits: Limits
) -> Points:
    """One point per period from the values that lie inside it: their sum, or the last of them.

    A value for a longer span than the period says nothing about a part of it. A KPI whose missing values are
    carried keeps the last one before.
    """
    held = snapshots(db, card.key)
    if not held:
        return Points(card, ())
    span = Period(min(s.first_day for s in held), max(s.last_day for s in held))
    scale = minor_digits(brand(db).currency) if card.unit == "money" else 0
    made: list[Point] = []
    for cut in cuts(span, by, calendar, limits):
        point = _point(card, cut, [s for s in held if _inside(s, cut.shown)], scale, span)
        if point.value is None and card.missing == "carried" and made:
            point = point._replace(value=made[-1].value, numerator=made[-1].value)
        elif point.value is None and card.missing == "zero":
            point = point._replace(value=0, numerator=0)
        made.append(point)
    return Points(card, tuple(made))


def _inside(snapshot: Snapshot, period: Period) -> bool:
    return snapshot.first_day >= period.first_day and snapshot.last_day <= period.last_day


def _point(card: Card, cut: Cut, found: list[Snapshot], scale: int, span: Period) -> Point:
    known = [(s, s.value) for s in found if s.value is not None]
    if not known:
        return Point.unknown(cut)
    _last, value = max(known, key=lambda pair: (pair[0].last_day, pair[0].first_day))
    # A level stands for its period, as far as values go.
    days_held = cut.shown.clipped(None, span.last_day).days
    if card.additive:
        value = sum((v for _s, v in known), Decimal(0))
        days_held = len(_days(found))
    return Point.of(cut, days_held, _number(value.scaleb(scale)))


def _days(found: list[Snapshot]) -> set[int]:
    return {
        ordinal
        for s in found
        if s.value is not None
        for ordinal in range(s.first_day.toordinal(), s.last_day.toordinal() + 1)
    }


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
