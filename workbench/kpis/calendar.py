"""Periods of a brand's calendar: days, weeks, months, quarters and years, by local date.

Pure dates: no time of day, so daylight saving cannot move anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from workbench.errors import BadInput
from workbench.language import _, ngettext

GRAINS = ("day", "week", "month", "quarter", "year", "all")
ONE_DAY = timedelta(days=1)
SAME_WEEKDAYS = timedelta(days=364)
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


class Calendar(NamedTuple):
    """How a brand cuts time: weeks start on 'mon' or 'sun', years in month 1 to 12."""

    week_start: str = "mon"
    fiscal_start: int = 1


class Period(NamedTuple):
    """The days from the first to the last, both included."""

    first_day: date
    last_day: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last_day - self.first_day).days + 1

    def __contains__(self, day: object) -> bool:
        """True when a day lies inside."""
        return isinstance(day, date) and self.first_day <= day <= self.last_day

    def clipped(self, first: date | None, last: date | None) -> Period:
        """The part of it that lies between two days; the ends are free where None."""
        return Period(max(self.first_day, first or date.min), min(self.last_day, last or date.max))

    def shared(self, other: Period) -> int:
        """How many days it has in common with another."""
        last = min(self.last_day, other.last_day)
        return max(0, (last - max(self.first_day, other.first_day)).days + 1)

    def back(self, days: int) -> Period:
        """The same number of days, earlier."""
        return Period(self.first_day - timedelta(days), self.last_day - timedelta(days))


def check_grain(grain: str) -> str:
    """Answer the grain when it is one of GRAINS; raises BadInput."""
    if grain not in GRAINS:
        raise BadInput(
            _("“{by}” is not a period; choose one of {choices}.").format(
                by=grain, choices=", ".join(GRAINS)
            )
        )
    return grain


def period(day: date, grain: str, calendar: Calendar) -> Period:
    """The day, week, month, quarter or year around a day."""
    if grain == "day":
        return Period(day, day)
    if grain == "week":
        since = (day.weekday() + (calendar.week_start == "sun")) % 7
        first = day - timedelta(days=since)
        return Period(first, first + timedelta(days=6))
    months = _MONTHS[check_grain(grain)]
    fiscal = 0 if grain == "month" else calendar.fiscal_start - 1
    number = day.year * 12 + day.month - 1
    first_number = number - (number - fiscal) % months
    return Period(_first_of(first_number), _first_of(first_number + months) - ONE_DAY)


def _first_of(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def spine(first: date, last: date, grain: str, calendar: Calendar) -> list[Period]:
    """All periods that hold any day from first to last, without a gap; empty when last < first.

    The grain 'all' gives the one period from first to last.
    """
    if last < first:
        return []
    if grain == "all":
        return [Period(first, last)]
    found = [period(first, grain, calendar)]
    while found[-1].last_day < last:
        found.append(period(found[-1].last_day + ONE_DAY, grain, calendar))
    return found


def days(first: date, last: date) -> Iterator[date]:
    """Every day from first to last, both included."""
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)


def before(current: Period, grain: str, calendar: Calendar) -> Period:
    """The period just before: last week for a week; for 'all', as many days just before it."""
    if grain == "all":
        return current.back(current.days)
    return period(current.first_day - ONE_DAY, grain, calendar)


def year_before(current: Period, grain: str, calendar: Calendar) -> Period:
    """What to compare with last year: the same weekdays for days and weeks, else the same dates."""
    if grain in ("day", "week"):
        return current.back(SAME_WEEKDAYS.days)
    first = _year_earlier(current.first_day)
    if grain == "all":
        return Period(first, _year_earlier(current.last_day))
    return period(first, grain, calendar)


def _year_earlier(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def week_number(first_day: date) -> int:
    """The ISO number of a week; one that starts on Sunday has the number of its Monday."""
    return (first_day + timedelta(days=(7 - first_day.weekday()) % 7)).isocalendar().week


def weeks_in_year(year: int) -> int:
    """How many ISO weeks a year has, 52 or 53: the 28th of December lies in its last one."""
    return date(year, 12, 28).isocalendar().week


def retail_weeks(year: int) -> int:
    """How many weeks a year of the 4-5-4 retail calendar has: it ends on the Saturday nearest to 31 January."""
    last, before = _retail_end(year), _retail_end(year - 1)
    return (last - before).days // 7


def _retail_end(year: int) -> date:
    end = date(year + 1, 1, 31)
    after = (5 - end.weekday()) % 7
    return end + timedelta(days=after if after <= 3 else after - 7)


def label(current: Period, grain: str, calendar: Calendar, locale: str) -> str:
    """A short name: 'Mon 2 Nov', 'Week 45', 'Nov 2026', 'Q4 2026', '2026', 'year from Apr 2026'."""
    from workbench.language import day

    first = current.first_day
    if grain == "day":
        return day(first, locale, "EEE d MMM")
    if grain == "week":
        return _("Week {number}").format(number=week_number(first))
    if grain == "month":
        return day(first, locale, "MMM y")
    if grain == "quarter":
        quarter = (first.month - calendar.fiscal_start) % 12 // 3 + 1
        year = period(first, "year", calendar).last_day.year
        return _("Q{quarter} {year}").format(quarter=quarter, year=year)
    if grain == "year" and calendar.fiscal_start == 1:
        return str(first.year)
    if grain == "year":
        return _("year from {month}").format(month=day(first, locale, "MMM y"))
    return _("{first} to {last}").format(
        first=day(first, locale), last=day(current.last_day, locale)
    )


def partial_words(days_held: int, days_in_period: int) -> str:
    """How much of an unfinished period there is, e.g. '3 of 7 days'; empty for a whole one."""
    if days_held >= days_in_period:
        return ""
    return ngettext("{held} of {n} day", "{held} of {n} days", days_in_period).format(
        held=days_held, n=days_in_period
    )
