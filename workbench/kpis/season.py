"""The retail year: its events by date, which weeks of two years pair, and which days are known to be unlike others."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from workbench.kpis.calendar import SAME_WEEKDAYS, Period
from workbench.kpis.promotions import known_promotions
from workbench.language import _

# Kinds of annotations that say: these days are known to be unlike others.
KNOWN_KINDS = ("stock-out", "known", "season")
SEASON, PROMOTION, ONCE = "season", "promotion", "once"


class Span(NamedTuple):
    """Some days known to be unlike others: kind season, promotion or once; about one KPI, or all where empty."""

    period: Period
    name: str
    kind: str
    kpi: str = ""


def black_friday(year: int) -> date:
    """The day after the fourth Thursday of November."""
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21 + 1)


def mothers_day(year: int) -> date:
    """The second Sunday of May, as in the Netherlands, Germany and the United States."""
    first = date(year, 5, 1)
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7)


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian calendar (the anonymous algorithm of 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


MOVING = (black_friday, mothers_day, easter)
# The days around a moving event that move with it, first and last.
_AROUND = {black_friday: (-11, 9), mothers_day: (-13, 0), easter: (-6, 1)}


@lru_cache(maxsize=64)
def _moving_spans(year: int) -> tuple[tuple[Period, date, date], ...]:
    """Days that move with an event of a year: the days, the event, and the event a year earlier."""
    found = []
    for event in MOVING:
        day, (before, after) = event(year), _AROUND[event]
        days = Period(day + timedelta(before), day + timedelta(after))
        found.append((days, day, event(year - 1)))
    return tuple(found)


def same_event_last_year(period: Period) -> Period:
    """Last year's days to compare with: around a moving event the days around it, else the same weekdays.

    The week of Black Friday 2024-11-29 pairs with that of 2023-11-24, not with 364 days earlier.
    """
    for days, event, before in _moving_spans(period.last_day.year):
        if period.shared(days) * 2 > period.days:
            return period.back((event - before).days // 7 * 7 if period.days < 28 else 364)
    return period.back(SAME_WEEKDAYS.days)


def retail_spans(first: date, last: date) -> list[Span]:
    """The weeks of a retail year that are unlike others: Valentine, Easter, Mother's Day, Black Friday to New Year."""
    found = []
    for year in range(first.year - 1, last.year + 1):
        friday, mother, sunday = black_friday(year), mothers_day(year), easter(year)
        named = (
            (_("Valentine's Day"), date(year, 2, 7), date(year, 2, 14)),
            (_("Easter"), sunday - timedelta(6), sunday + timedelta(1)),
            (_("Mother's Day"), mother - timedelta(13), mother),
            (
                _("Black Friday to New Year"),
                friday - timedelta(days=11),  # the Monday before: the run-up
                date(year + 1, 1, 4),
            ),
        )
        found += [Span(Period(a, b), name, SEASON) for name, a, b in named]
    return [span for span in found if span.period.shared(Period(first, last))]


def known_spans(db: sqlite3.Connection, first: date, last: date) -> list[Span]:
    """All spans known to be unlike others between two days: the season, promotions, and what was noted."""
    found = [*retail_spans(first, last), *_own_season(db, first, last)]
    found += [Span(p.period, p.name, PROMOTION) for p in known_promotions(db)]
    marks = ", ".join("?" * len(KNOWN_KINDS))
    rows = db.execute(
        f"SELECT day, coalesce(last_day, day), title, coalesce(kpi, '') FROM annotation"
        f" WHERE kind IN ({marks}) ORDER BY day",
        KNOWN_KINDS,
    ).fetchall()
    for start, end, title, kpi in rows:
        days = Period(date.fromisoformat(start), date.fromisoformat(end))
        found.append(Span(days, title, ONCE, kpi))
    whole = Period(first, last)
    return [span for span in found if span.period.shared(whole)]


def _own_season(db: sqlite3.Connection, first: date, last: date) -> list[Span]:
    """The seasons that the user keeps, each year anew where they are yearly."""
    rows = db.execute(
        "SELECT name, first_day, coalesce(last_day, first_day), coalesce(yearly, 0) FROM season"
    ).fetchall()
    found = []
    for name, start, end, yearly in rows:
        days = Period(date.fromisoformat(start), date.fromisoformat(end))
        years = range(first.year - 1 - days.first_day.year, last.year + 1 - days.first_day.year)
        for shift in years if yearly else (0,):
            moved = Period(_moved(days.first_day, shift), _moved(days.last_day, shift))
            found.append(Span(moved, name, SEASON if yearly else ONCE))
    return found


def _moved(day: date, years: int) -> date:
    if (day.month, day.day) == (2, 29):
        day = day.replace(day=28)
    return day.replace(year=day.year + years)
