"""Before and after, with or without something that the change could not reach: read from days, always a hint."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from workbench.charts.likely import IntervalRow, IntervalsData
from workbench.charts.measure import Measure
from workbench.charts.series import Event, Line, Point, TrendData
from workbench.errors import WorkbenchError
from workbench.experiments.before_after import BeforeAfter
from workbench.experiments.hints import Hint, hint
from workbench.experiments.plan import draft
from workbench.experiments.readout_parts import Asked, Details, Readout
from workbench.experiments.record import Variant
from workbench.experiments.sentences import points, short_points
from workbench.experiments.words import Kind
from workbench.language import _, day, major, number

DAYS_BEFORE = 56
Days = dict[date, float]


class Daily(NamedTuple):
    """A measure day by day without gaps; the change is at place `change`, `control` is over the same days."""

    name: str
    unit: str
    days: tuple[date, ...]
    values: tuple[float, ...]
    control: tuple[float, ...] | None
    change: int


def read_hint(db: sqlite3.Connection, asked: Asked, kind: Kind) -> Readout | None:
    """Compare the days before the change with those after; None without a day of change or daily counts."""
    found = _daily(db, asked, kind)
    if found is None:
        return None
    said = hint(
        found.values, found.change, measure=found.name, control=found.control, locale=asked.locale
    )
    worth = (asked.plan.plan if asked.plan else draft(db, asked.held.experiment.id)).worth_having
    return Readout(
        word=said.word,
        headline=said.headline,
        reasons=(*said.reasons, _span(found, asked.locale)),
        picture=_picture(said.found, found, worth, asked.locale),
        course=_course(found, asked),
        details=_details(said, asked.locale),
    )


def _daily(db: sqlite3.Connection, asked: Asked, kind: Kind) -> Daily | None:
    change = asked.held.experiment.start_day
    if change is None:
        return None
    counted = _counted(asked.held.variants, kind)
    name, unit = _("orders per visitor"), "rate"
    if counted is not None:
        own, control = counted
    else:
        plan = asked.plan.plan if asked.plan else draft(db, asked.held.experiment.id)
        kpi = _kpi(db, asked, asked.held.experiment.kpi, change)
        if kpi is None:
            return None
        name, unit, own = kpi
        other = _kpi(db, asked, plan.control_kpi, change)
        control = other[2] if other else None
    return _around(own, control, change)._replace(name=name, unit=unit)


def _counted(variants: Sequence[Variant], kind: Kind) -> tuple[Days, Days | None] | None:
    """The readings by day: of all variants together, or of two groups, the first one without the change."""
    per = [_rates(variant) for variant in variants]
    if not any(per):
        return None
    if kind is Kind.DIFFERENCE and len(per) > 1 and all(per[:2]):
        both = per[0].keys() & per[1].keys()
        return {d: per[1][d] for d in both}, {d: per[0][d] for d in both}
    merged: Days = {}
    for days in per:
        merged |= days
    return merged, None


def _rates(variant: Variant) -> Days:
    return {
        r.day: (r.conversions or 0) / r.visitors
        for r in variant.readings
        if r.day is not None and r.visitors and r.conversions is not None
    }


def _kpi(
    db: sqlite3.Connection, asked: Asked, key: str | None, change: date
) -> tuple[str, str, Days] | None:
    """A KPI's days from eight weeks before the change to the end of the test; money in major units."""
    from workbench.kpis.series import series

    first, last = change - timedelta(days=DAYS_BEFORE), asked.held.experiment.end_day or asked.today
    if not key or last < first:
        return None
    try:
        found = series(db, key, by="day", first=first, last=last)
    except WorkbenchError:
        return None
    days = {p.first_day: float(p.value) for p in found.points if p.value is not None and p.complete}
    if found.unit == "money":
        days = {d: float(major(round(value), asked.currency)) for d, value in days.items()}
    return (found.name, found.unit, days) if days else None


def _around(own: Days, control: Days | None, change: date) -> Daily:
    """The days before and after the change as far as there is no gap."""

    def held(one: date) -> bool:
        return one in own and (control is None or one in control)

    first = last = change
    while held(first - timedelta(days=1)):
        first -= timedelta(days=1)
    while held(last):
        last += timedelta(days=1)
    days = tuple(first + timedelta(days=n) for n in range((last - first).days))
    values = tuple(own[d] for d in days)
    other = tuple(control[d] for d in days) if control is not None else None
    return Daily("", "", days, values, other, (change - first).days)


def _span(found: Daily, locale: str) -> str:
    text = _("{before} days before the change are compared with {after} days from {day} on.")
    after = len(found.days) - found.change
    if not after:
        return _("There is no data from the change on yet.")
    change = day(found.days[found.change], locale, "d MMM")
    return text.format(before=found.change, after=after, day=change)


def _picture(
    made: BeforeAfter | None, found: Daily, worth: float | None, locale: str
) -> IntervalsData | None:
    if made is None or made.relative is None or made.relative_interval is None:
        return None
    low, high = made.relative_interval
    row = IntervalRow(
        found.name[:1].upper() + found.name[1:],
        _("against what the days before let expect"),
        made.relative,
        (low, high),
        _("{lift} %").format(lift=points(made.relative, locale, sign=True)),
        _("likely {low} to {high}").format(low=points(low, locale), high=points(high, locale)),
        role="also",
    )
    words = _("worth having: {lift} %")
    shown = words.format(lift=short_points(worth, locale, sign=True)) if worth else ""
    return IntervalsData("", "", (row,), worth, shown, _("no difference"))


def _course(found: Daily, asked: Asked) -> TrendData | None:
    if len(found.days) < 2:
        return None
    pairs = zip(found.days, found.values, strict=True)
    line = Line(found.name, tuple(Point(d, d, value, True, 1, 1) for d, value in pairs))
    change = asked.held.experiment.start_day
    events = (Event(change, _("the change")),) if change else ()
    unit = {"money": "money", "rate": "rate", "count": "count"}.get(found.unit, "ratio")
    measure = Measure(unit, asked.currency, asked.locale)
    subtitle = _("by day; other causes show here too")
    return TrendData(
        _("Before and after the change"), subtitle, measure, "day", line, events=events
    )


def _details(said: Hint, locale: str) -> Details:
    made = said.found
    if made is None:
        return Details((), ())
    rows = (
        (_("Days before and after"), f"{made.days_before} / {made.days_after}"),
        (_("p"), number(made.p, locale, decimals=3)),
        (_("Likeness of a day to the day before"), number(made.tie, locale, decimals=2)),
        (_("Method"), _("line, weekdays and errors tied to the day before (AR 1)")),
    )
    return Details((_("Before and after"),), rows)
