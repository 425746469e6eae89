"""A KPI's one value between two days, without the search for the imports behind it."""

from __future__ import annotations

import sqlite3

from workbench.kpis import sums, typed
from workbench.kpis.calendar import Period
from workbench.kpis.points import Point
from workbench.kpis.record import record
from workbench.kpis.series import series_of


def point_of(db: sqlite3.Connection, key: str, days: Period) -> Point | None:
    """The point of a KPI between two days, None where nothing is known of it. Raises NotFound."""
    card = typed.card(db, key)
    held = record(db, sums.measures(card))
    found = series_of(db, card, held, by="all", first=days.first_day, last=days.last_day).points
    return found[0] if found and found[0].value is not None else None


def value_of(db: sqlite3.Connection, key: str, days: Period) -> float | None:
    """The value of a KPI between two days: minor units, a fraction, a count; None unknown. Raises NotFound."""
    point = point_of(db, key, days)
    return float(point.value) if point is not None and point.value is not None else None
