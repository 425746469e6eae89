"""A KPI of the workspace held against what is usual for it: season, promotions and noted changes handled."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import fmean
from typing import NamedTuple

from workbench.kpis import calendar, sums, typed
from workbench.kpis.calendar import Period
from workbench.kpis.points import Point
from workbench.kpis.record import record
from workbench.kpis.season import ONCE, PROMOTION, SEASON, Span, known_spans, same_event_last_year
from workbench.kpis.series import Series, series_of
from workbench.kpis.signal_notes import baselines
from workbench.kpis.usual import LEAST_POINTS, Found, judge
from workbench.language import _

LEAST_EVENTS = 10  # per period; fewer are noise
_TWO_YEARS = timedelta(days=2 * 364 - 7)
_AROUND_A_DAY = range(-3, 4)
_LEAST_DAYS_AROUND = 5


class Watched(NamedTuple):
    """A series with its points judged; `against_last_year` tells how season was handled.

    `silent` says in words why this series gives no signals at all; empty where it does. `resets` are the days
    of noted changes on which the usual range was set anew.
    """

    series: Series
    found: Found
    against_last_year: bool
    resets: tuple[date, ...]
    silent: str


class Known(NamedTuple):
    """What is known about the days of a workspace, read once for many KPIs."""

    spans: tuple[Span, ...]

    def about(self, key: str, kinds: Iterable[str]) -> list[Span]:
        """The spans of some kinds that concern a KPI."""
        wanted = tuple(kinds)
        return [s for s in self.spans if s.kind in wanted and s.kpi in ("", key)]


def known(db: sqlite3.Connection) -> Known:
    """Read the season, promotions and notes of all days held."""
    row = db.execute(
        "SELECT min(first_day), max(last_day) FROM (SELECT first_day, last_day FROM rollup"
        " UNION ALL SELECT first_day, last_day FROM snapshot)"
    ).fetchone()
    if row[0] is None:
        return Known(())
    first, last = (date.fromisoformat(text) for text in row)
    return Known(tuple(known_spans(db, first, last)))


def watched(
    db: sqlite3.Connection,
    key: str,
    *,
    by: str = "week",
    last: date | None = None,
    about: Known | None = None,
    least_events: int = LEAST_EVENTS,
) -> Watched:
    """Judge a KPI by day, week, month or quarter over all that is held, by default up to the last day.

    With two years of data limits run on the ratio to the same event weeks of last year; with less, weeks of the known
    season and of promotions are left out. Raises NotFound for an unknown KPI and BadInput for an unknown period.
    """
    card = typed.card(db, key)
    held = record(db, sums.measures(card))
    found = series_of(db, card, held, by=by, last=last)
    points = _whole(found)
    resets = tuple(b.day for b in baselines(db, key))
    silent = _silent(db, found, points, least_events, last)
    if silent:
        return Watched(found, judge((), by=by), False, resets, silent)
    about = about or known(db)
    unlike = about.about(key, (SEASON, PROMOTION))
    earlier = _last_year(points, found, about.about(key, (ONCE,)), unlike)
    span = points[-1].first_day - points[0].first_day
    yearly = span >= _TWO_YEARS and len(earlier) >= LEAST_POINTS
    left_out = (
        _unlike_last_year(found, about, daily=by == "day") if yearly else _unlike(found, about)
    )
    judged = judge(
        points, by=by, resets=resets, left_out=left_out, last_year=earlier if yearly else None
    )
    return Watched(found, judged, yearly, resets, silent)


def _whole(found: Series) -> list[Point]:
    """The points of whole periods; a period cut by the last day asked for is not whole."""
    if found.card.own:
        return [point for point in found.points if point.value is not None]
    return [p for p in found.points if p.complete and p.days_held == p.days_in_period]


def _silent(
    db: sqlite3.Connection, found: Series, points: Sequence[Point], least: int, last: date | None
) -> str:
    if found.card.own and _overlapping(db, found.key):
        return _("No signals: the periods of its values overlap.")
    if found.missing is not None or not points:
        return found.missing or _("No whole period is held yet.")
    if len(points) < LEAST_POINTS:
        return _("No signals yet: they need 20 whole periods, {n} are held.").format(n=len(points))
    events = _events(db, found, points, last)
    if events is not None and events < least:
        return _("No signals: numbers this small go up and down by chance.")
    return ""


def _overlapping(db: sqlite3.Connection, key: str) -> bool:
    """True where values of a KPI stand for overlapping days, as a 90-day rate told every week does."""
    spans = [(s.first_day, s.last_day) for s in typed.snapshots(db, key)]
    return any(later[0] <= earlier[1] for earlier, later in pairwise(sorted(spans)))


def _events(
    db: sqlite3.Connection, found: Series, points: Sequence[Point], last: date | None
) -> float | None:
    """How many things a period usually counts: orders behind money and rates; None where nothing is counted."""
    if found.card.own:
        return None
    if found.unit == "count":
        return fmean(point.value or 0 for point in points)
    if found.unit == "rate":
        return fmean(point.numerator or 0 for point in points)
    card = typed.card(db, "orders")
    orders = series_of(db, card, record(db, sums.measures(card)), by=found.by, last=last)
    counts = [point.value for point in orders.points if point.complete and point.value is not None]
    return fmean(counts) if counts else None


def _unlike(found: Series, about: Known) -> Callable[[Period], str]:
    """With less than two years: whatever touches a known span is left out, with the span's name.

    A month or quarter is touched by some season nearly always: only what was noted counts there.
    """
    short = found.by in ("day", "week")
    spans = about.about(found.key, (SEASON, PROMOTION, ONCE) if short else (ONCE,))

    def left_out(period: Period) -> str:
        return next((span.name for span in spans if span.period.shared(period)), "")

    return left_out


def _unlike_last_year(found: Series, about: Known, *, daily: bool) -> Callable[[Period], str]:
    """With two years: left out is what happened once, this year or last, and promotions that moved.

    Days are never paired one by one, so days of the season and of promotions stay out.
    """
    once = about.about(found.key, (ONCE, *((SEASON, PROMOTION) if daily else ())))
    promotions = [] if daily else about.about(found.key, (PROMOTION,))

    def left_out(period: Period) -> str:
        before = _earlier(period, found)
        for span in once:
            if span.period.shared(period) or (span.kind == ONCE and span.period.shared(before)):
                return span.name
        now = sum(span.period.shared(period) for span in promotions)
        then = sum(span.period.shared(before) for span in promotions)
        return _("A promotion on other days than last year") if abs(now - then) > 1 else ""

    return left_out


def _earlier(period: Period, found: Series) -> Period:
    if found.by in ("day", "week"):
        return same_event_last_year(period)
    return calendar.year_before(period, found.by, found.calendar)


def _last_year(
    points: Sequence[Point], found: Series, once: Sequence[Span], unlike: Sequence[Span] = ()
) -> dict[date, float]:
    """Last year's level for each point that has one above zero.

    A day's is the mean of the week around it; a week's the mean of three weeks, in the season and promotions that of
    the same event week alone, so that the noise of last year counts little.
    """
    values = {
        p.first_day: float(p.value or 0)
        for p in points
        if not any(p.first_day in span.period for span in once)
    }
    plain = {day: v for day, v in values.items() if not any(day in s.period for s in unlike)}
    pairs = {}
    for point in points:
        before = _earlier(point.period, found).first_day
        if found.by == "day":
            around = [
                values[d] for d in (before + timedelta(n) for n in _AROUND_A_DAY) if d in values
            ]
            level = fmean(around) if len(around) >= _LEAST_DAYS_AROUND else 0.0
        elif found.by == "week" and before in plain:
            near = (before + timedelta(7 * n) for n in (-1, 0, 1))
            level = fmean(plain[day] for day in near if day in plain)
        else:
            level = values.get(before, 0.0)
        if level > 0:
            pairs[point.first_day] = level
    return pairs


class DayLevels(NamedTuple):
    """A KPI by day, without the days known to be unlike others.

    `parts` are value, numerator and denominator (None where the KPI is no ratio) per day; `last_year` the level a year
    before where it is held; `masked` the days left out.
    """

    parts: dict[date, tuple[float, float, float | None]]
    last_year: dict[date, float]
    masked: frozenset[date]

    def masked_in(self, span: Period) -> int:
        """How many days were left out in a span."""
        return sum(day in span for day in self.masked)

    def has_last_year(self, span: Period) -> bool:
        """True when last year's level is held for every day of a span that counts."""
        return all(day in self.last_year for day in self.parts if day in span)

    def freed(self, span: Period) -> dict[date, float]:
        """All values, over last year's level where that is held on every day of a span that counts."""
        if self.has_last_year(span):
            found = self.last_year.items()
            return {d: self.parts[d][0] / level for d, level in found if d in self.parts}
        return {day: parts[0] for day, parts in self.parts.items()}


def day_levels(
    db: sqlite3.Connection, key: str, *, about: Known, last: date | None = None
) -> DayLevels:
    """Read a KPI by day for comparing stretches of days. Raises NotFound."""
    card = typed.card(db, key)
    found = series_of(db, card, record(db, sums.measures(card)), by="day", last=last)
    points = _whole(found)
    spans = about.about(key, (SEASON, PROMOTION, ONCE))
    masked = {p.first_day for p in points if any(p.first_day in s.period for s in spans)}
    parts = {
        p.first_day: (
            float(p.value or 0),
            float(p.numerator or 0),
            p.denominator if card.under else None,
        )
        for p in points
        if p.first_day not in masked
    }
    return DayLevels(parts, _last_year(points, found, about.about(key, (ONCE,))), frozenset(masked))
