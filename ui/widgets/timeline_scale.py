"""From days to pixels and back, and the marks over a timeline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

PER_DAY = {"week": 26.0, "month": 9.0, "quarter": 3.4, "year": 1.2}
"""Pixels of a day at each step of the zoom."""


class Scale(NamedTuple):
    """Days from `first` to `last` at so many pixels each."""

    first: date
    last: date
    per_day: float

    def x(self, day: date) -> float:
        """Where a day begins."""
        return (day - self.first).days * self.per_day

    def day(self, x: float) -> date:
        """The day at a place."""
        return self.first + timedelta(int(x // self.per_day))

    @property
    def width(self) -> int:
        """How wide all days are together."""
        return round(((self.last - self.first).days + 1) * self.per_day)

    def months(self) -> Iterator[tuple[date, date]]:
        """Each month as its first and last day, cut to the scale."""
        day = self.first.replace(day=1)
        while day <= self.last:
            after = (day.replace(day=28) + timedelta(4)).replace(day=1)
            yield max(day, self.first), min(after - timedelta(1), self.last)
            day = after

    def mondays(self) -> Iterator[date]:
        """The Mondays, for the lines of the weeks."""
        day = self.first + timedelta((7 - self.first.weekday()) % 7)
        while day <= self.last:
            yield day
            day += timedelta(7)


def around(days: list[date], today: date, zoom: str) -> Scale:
    """A scale that holds all these days and today, with a month to spare on both sides."""
    first = min([*days, today]) - timedelta(31)
    last = max([*days, today + timedelta(120)]) + timedelta(45)
    return Scale(first.replace(day=1), last, PER_DAY[zoom])
