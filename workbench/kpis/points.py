"""The points of a series, and the range of days they are made for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from workbench.kpis.calendar import Calendar, Period, spine
from workbench.kpis.catalogue import Card
from workbench.kpis.record import Source

Limits = tuple[date | None, date | None]


class Point(NamedTuple):
    """A KPI in one period: value, what it was made of, and how many of the period's days are held."""

    first_day: date
    last_day: date
    value: int | float | None
    numerator: int | float | None
    denominator: int | float | None
    complete: bool
    days_held: int
    days_in_period: int

    @property
    def period(self) -> Period:
        """Its first and last day."""
        return Period(self.first_day, self.last_day)

    @classmethod
    def of(
        cls,
        cut: Cut,
        days_held: int,
        numerator: int | float | None,
        denominator: int | float | None = None,
        *,
        ratio: bool = False,
    ) -> Point:
        """A point from what was counted; a ratio over nothing is not known."""
        value = numerator
        if ratio:
            value = numerator / denominator if numerator is not None and denominator else None
        return cls(
            cut.shown.first_day,
            cut.shown.last_day,
            value,
            numerator,
            denominator,
            days_held >= cut.days,
            days_held,
            cut.days,
        )

    @classmethod
    def unknown(cls, cut: Cut) -> Point:
        """A period of which nothing is held."""
        return cls.of(cut, 0, None)


class Cut(NamedTuple):
    """A period as it is shown, cut at the days asked for, and how many days the whole one has."""

    shown: Period
    days: int


class Points(NamedTuple):
    """What a way of counting gives: the card it really followed, points, sources, notes.

    `changes` are the days on which the source of record changes, with the new sources' names.
    """

    card: Card
    points: tuple[Point, ...]
    sources: tuple[str, ...] = ()
    changes: tuple[tuple[date, str], ...] = ()
    notes: tuple[str, ...] = ()
    foreign: frozenset[str] = frozenset()


def reach(sources: Iterable[Source]) -> Period | None:
    """From the first to the last day that any of the sources tells something about."""
    spans = [source.reach for source in sources]
    if not spans:
        return None
    first, last = min(s[0] for s in spans), max(s[1] for s in spans)
    return Period(date.fromisoformat(first), date.fromisoformat(last))


def cuts(held: Period, by: str, calendar: Calendar, limits: Limits) -> list[Cut]:
    """The periods to make points for: those asked for, never one that begins after the last day held.

    For 'all' the one period asked for, also where nothing of it is held.
    """
    first, last = limits
    start, end = first or held.first_day, min(last or held.last_day, held.last_day)
    if by == "all" and last is not None:
        start = min(start, last)
    elif end < start:
        return []
    if by == "all":
        whole = Period(start, last or held.last_day)
        return [Cut(whole, whole.days)]
    return [Cut(p.clipped(first, last), p.days) for p in spine(start, end, by, calendar)]
