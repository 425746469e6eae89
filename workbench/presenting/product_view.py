"""The products that sold best, and how that compares with the period before."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

from workbench.charts.measure import Measure
from workbench.kpis import calendar
from workbench.kpis.calendar import Calendar, Period
from workbench.kpis.record import last_day_held, record
from workbench.language import _, day, minor_digits
from workbench.presenting.deck import Settings
from workbench.presenting.slides import Field, TableSlide
from workbench.store.brand import Brand, brand

_MOST = 12
_UNCOUNTED = "('voided', 'pending', 'unpaid', 'expired', 'failed', 'abandoned')"


def products(db: sqlite3.Connection, settings: Settings) -> TableSlide:
    """Products by sales in the last whole period, with units and the change on the period before. Settings: `grain`."""
    own, by = brand(db), str(settings.get("grain") or "month")
    money, counted = Measure("money", own.currency, own.locale), Measure("count", "", own.locale)
    fields = (
        Field(_("Product")),
        Field(_("Sales"), "number", money),
        Field(_("Units"), "number", counted),
        Field(_("Change"), "number", Measure("rate", "", own.locale)),
    )
    span = _last_whole(db, by, own)
    empty = _("Import orders with their products first.")
    if span is None:
        return TableSlide(_("Products"), fields, empty=empty)
    cal = Calendar(own.week_start, own.fiscal_start)
    now, then = _sold(db, span), _sold(db, calendar.before(span, by, cal))
    digits = 10 ** minor_digits(own.currency)
    ranked = sorted(now.items(), key=lambda one: -one[1][0])[:_MOST]
    rows = tuple(
        (name, amount / digits, units, _change(amount, then.get(name, (0, 0.0))[0]))
        for name, (amount, units) in ranked
    )
    title = _("“{product}” sold best").format(product=rows[0][0]) if rows else _("Products")
    words = _("{first} to {last}, prices as charged")
    subtitle = words.format(
        first=day(span.first_day, own.locale), last=day(span.last_day, own.locale)
    )
    return TableSlide(title, fields, rows, subtitle, empty=empty)


def _last_whole(db: sqlite3.Connection, by: str, own: Brand) -> Period | None:
    end = last_day_held(record(db, ()))
    if end is None:
        return None
    cal = Calendar(own.week_start, own.fiscal_start)
    found = calendar.period(end, by, cal)
    return (
        found if found.last_day <= end else calendar.period(found.first_day - timedelta(1), by, cal)
    )


def _sold(db: sqlite3.Connection, span: Period) -> dict[str, tuple[int, float]]:
    """Amount after discounts in minor units and units sold, by product."""
    rows = db.execute(
        "SELECT order_line.title, sum(amount_minor - coalesce(order_line.discount_minor, 0)), sum(quantity)"
        " FROM orders JOIN order_line ON order_id = orders.id"
        " WHERE day BETWEEN ? AND ? AND kind = 'order' AND cancelled_day IS NULL AND shown"
        f" AND coalesce(status, '') NOT IN {_UNCOUNTED} AND amount_minor NOT NULL"
        " AND order_line.title NOT NULL GROUP BY 1",
        (span.first_day.isoformat(), span.last_day.isoformat()),
    ).fetchall()
    return {title: (amount, units or 0.0) for title, amount, units in rows}


def _change(now: int, then: int) -> float | None:
    return now / then - 1 if then > 0 else None
