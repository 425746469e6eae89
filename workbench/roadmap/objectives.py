"""Objectives with key results that a KPI answers, and the page of vision and strategy above them.

Progress is read from the KPI, never typed: the newest whole month (or the period its values are given for) against
baseline and target. Values are in major units of money, rates are fractions.
"""

from __future__ import annotations

import sqlite3
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from workbench.errors import NotFound
from workbench.kpis.series import Series, series
from workbench.kpis.typed import card
from workbench.language import minor_digits

_GRAINS = ("month", "quarter", "year", "week", "day")


class KeyResult(NamedTuple):
    """What shows that an objective is reached: a KPI from a baseline to a target by a day.

    `current` is the KPI's newest value and `as_of` its period's last day; `progress` is 1 at the target, and None while
    something is missing; `expected` is what progress would be on a straight line; `items` serve it.
    """

    id: int
    objective_id: int
    title: str
    kpi: str | None
    unit: str
    baseline: Decimal | None
    target: Decimal | None
    first_day: date | None
    last_day: date | None
    current: Decimal | None
    as_of: date | None
    progress: float | None
    expected: float | None
    items: tuple[int, ...]

    @property
    def is_behind(self) -> bool:
        """Whether it lags what a straight line would have reached."""
        return None not in (self.progress, self.expected) and self.progress < self.expected  # type: ignore[operator]


class Objective(NamedTuple):
    """What the brand wants to reach, why, and by when; `progress` is the mean of its key results' (0 to 1 each)."""

    id: int
    title: str
    why: str
    last_day: date | None
    results: tuple[KeyResult, ...]

    @property
    def progress(self) -> float | None:
        """The mean progress of the key results that can be read; None where none can."""
        known = [min(1.0, max(0.0, r.progress)) for r in self.results if r.progress is not None]
        return sum(known) / len(known) if known else None


class Strategy(NamedTuple):
    """The page above the objectives."""

    vision: str
    strategy: str


def objectives(db: sqlite3.Connection) -> list[Objective]:
    """All objectives in their order, with their key results read from the KPIs."""
    results: dict[int, list[KeyResult]] = {}
    for result in _results(db):
        results.setdefault(result.objective_id, []).append(result)
    sql = "SELECT id, title, coalesce(why, ''), last_day FROM objective ORDER BY position, id"
    return [
        Objective(row, title, why, _day(last), tuple(results.get(row, ())))
        for row, title, why, last in db.execute(sql).fetchall()
    ]


def current_value(db: sqlite3.Connection, kpi: str) -> tuple[Decimal, date] | None:
    """The newest whole value of a KPI and its last day: a suggestion for a baseline. Raises NotFound."""
    for grain in _GRAINS:
        found = series(db, kpi, by=grain)
        for point in reversed(found.points):
            if point.complete and point.value is not None:
                return _major(found, point.value), point.last_day
    return None


def strategy(db: sqlite3.Connection) -> Strategy:
    """The page of vision and strategy; empty where nothing is written."""
    sql = "SELECT key, value FROM setting WHERE key IN ('vision', 'strategy')"
    found = dict(db.execute(sql).fetchall())
    return Strategy(found.get("vision", ""), found.get("strategy", ""))


def _results(db: sqlite3.Connection) -> list[KeyResult]:
    rows = db.execute(
        "SELECT id, objective_id, title, kpi, baseline, target, first_day, last_day FROM key_result"
        " ORDER BY position, id"
    ).fetchall()
    served: dict[int, list[int]] = {}
    sql = "SELECT key_result_id, id FROM item WHERE key_result_id NOT NULL ORDER BY id"
    for result, item in db.execute(sql).fetchall():
        served.setdefault(result, []).append(item)
    values: dict[str, tuple[Decimal, date] | None] = {}
    found = []
    for row, objective, title, kpi, *given in rows:
        if kpi and kpi not in values:
            values[kpi] = _value_or_none(db, kpi)
        unit = card(db, kpi).unit if kpi and values.get(kpi) else ""
        items = tuple(served.get(row, ()))
        found.append(_result((row, objective, title, kpi, unit), given, values.get(kpi), items))
    return found


def _value_or_none(db: sqlite3.Connection, kpi: str) -> tuple[Decimal, date] | None:
    try:
        return current_value(db, kpi)
    except NotFound:
        return None  # the KPI was deleted


def _result(
    head: tuple[int, int, str, str | None, str],
    given: list[str | None],
    value: tuple[Decimal, date] | None,
    items: tuple[int, ...],
) -> KeyResult:
    baseline, target = (Decimal(text) if text else None for text in given[:2])
    first, last = (_day(text) for text in given[2:])
    current, as_of = value or (None, None)
    progress = None
    if current is not None and baseline is not None and target is not None and target != baseline:
        progress = float((current - baseline) / (target - baseline))
    expected = None
    if as_of and first and last and last > first:
        expected = min(1.0, max(0.0, (as_of - first).days / (last - first).days))
    return KeyResult(
        *head, baseline, target, first, last, current, as_of, progress, expected, items
    )


def _major(found: Series, value: float) -> Decimal:
    digits = minor_digits(found.currency) if found.unit == "money" else 0
    return Decimal(repr(value)).scaleb(-digits)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
