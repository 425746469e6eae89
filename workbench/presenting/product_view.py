"""The products that sold best, how that compares with the period before, and which have stopped."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

from workbench.charts.measure import Measure
from workbench.kpis import calendar
from workbench.kpis.calendar import Calendar, Period
from workbench.kpis.products import Product, stopped
from workbench.kpis.products import products as ranked
from workbench.kpis.record import last_day_held, record
from workbench.language import _, day, minor_digits
from workbench.presenting.deck import Settings
from workbench.presenting.slides import Field, TableSlide, Value
from workbench.store.brand import Brand, brand

_MOST = 10
_MOST_STOPPED = 2


def products(db: sqlite3.Connection, settings: Settings) -> TableSlide:
    """Products by net sales in the last whole period, with the change on the one before. Settings: `grain`."""
    own, by = brand(db), str(settings.get("grain") or "month")
    empty = _("Import orders with their products first.")
    span = _last_whole(db, by, own)
    if span is None:
        return TableSlide(_("Products"), _fields(own), empty=empty)
    cal = Calendar(own.week_start, own.fiscal_start)
    found = ranked(db, span, calendar.before(span, by, cal))
    shown = [one for one in found if one.net_minor][:_MOST]
    margins = any(one.margin_rate is not None for one in shown)
    fields = _fields(own) if margins else _fields(own)[:-1]
    rows = tuple(_row(one, own)[: len(fields)] for one in shown)
    title = _("“{product}” sold best").format(product=shown[0].name) if shown else _("Products")
    words = _("Net sales excl. VAT, {first} to {last}")
    told = words.format(first=day(span.first_day, own.locale), last=day(span.last_day, own.locale))
    remarks = tuple(
        _("{product}: {words}").format(product=one.name, words=one.stopped)
        for one in stopped(found)[:_MOST_STOPPED]
    )
    return TableSlide(title, fields, rows, told, remarks=remarks, empty=empty)


def _fields(own: Brand) -> tuple[Field, ...]:
    money, rate = Measure("money", own.currency, own.locale), Measure("rate", "", own.locale)
    return (
        Field(_("Product")),
        Field(_("Net sales"), "number", money),
        Field(_("Units"), "number", Measure("count", "", own.locale)),
        Field(_("Change"), "number", rate),
        Field(_("Margin"), "number", rate, private="margins"),
    )


def _row(one: Product, own: Brand) -> tuple[Value, ...]:
    net = (one.net_minor or 0) / 10 ** minor_digits(own.currency)
    before = one.before_minor or 0
    change = (one.net_minor or 0) / before - 1 if before > 0 else None
    return (one.name, net, one.units, change, one.margin_rate)


def _last_whole(db: sqlite3.Connection, by: str, own: Brand) -> Period | None:
    end = last_day_held(record(db, ()))
    if end is None:
        return None
    cal = Calendar(own.week_start, own.fiscal_start)
    found = calendar.period(end, by, cal)
    if found.last_day <= end:
        return found
    return calendar.period(found.first_day - timedelta(1), by, cal)
