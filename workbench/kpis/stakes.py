"""What a move of a KPI is worth in net sales per week, from what the shop did in the last four weeks."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from typing import NamedTuple

from workbench.kpis.calendar import Period
from workbench.kpis.one_value import value_of
from workbench.kpis.usual import Judged
from workbench.kpis.watch import Watched

_BACK = timedelta(days=27)
_ROW = ("net_sales", "average_order_value", "conversion_rate", "units")
_AS_IT_IS = ("net_sales", "gross_sales", "total_sales", "returns", "discounts", "shipping")
_ORDERS_EACH = ("orders", "new_customers", "customers", "returning_customers")


class Recent(NamedTuple):
    """Four weeks up to a day: net sales per week and per unit, per order, and orders per session; None unknown."""

    net_a_week: float | None
    order_value: float | None
    conversion: float | None
    net_a_unit: float | None


def recent(db: sqlite3.Connection, last: date) -> Recent:
    """Read the four weeks that end on a day; money in minor units."""
    days = Period(last - _BACK, last)
    net, order_value, conversion, units = (value_of(db, key, days) for key in _ROW)
    return Recent(
        net / 4 if net is not None else None,
        order_value,
        conversion,
        net / units if net is not None and units else None,
    )


def stake(key: str, points: list[Judged], now: Recent) -> float | None:
    """What some points' distance from the usual comes to per week in minor units, with its sign; None unknown."""
    days = sum(one.point.days_in_period for one in points)
    parts = [_worth(key, one, now) for one in points]
    known = [part for part in parts if part is not None]
    return sum(known) / days * 7 if known and days else None


def _worth(key: str, one: Judged, now: Recent) -> float | None:
    away = float(one.point.value or 0) - float(one.usual or 0)
    each: float | None = None
    if key in _AS_IT_IS:
        each = 1.0
    elif key in _ORDERS_EACH:
        each = now.order_value
    elif key == "units":
        each = now.net_a_unit
    elif key == "sessions" and now.conversion is not None and now.order_value is not None:
        each = now.conversion * now.order_value
    elif key == "conversion_rate" and now.order_value is not None:
        each = (one.point.denominator or 0) * now.order_value
    elif key == "average_order_value":
        each = float(one.point.denominator or 0)
    return away * each if each is not None else None


def recent_points(watched: Watched, last_place: int) -> list[Judged]:
    """The judged points of the last seven days up to a place, or the one point of a longer period."""
    last = watched.found.points[last_place].point.last_day
    since = last - timedelta(days=6)
    found = [
        one
        for one in watched.found.points[: last_place + 1]
        if one.usual is not None and one.point.first_day >= since
    ]
    return found or [watched.found.points[last_place]]
