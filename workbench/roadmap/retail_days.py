"""The days of the retail year, by rule: Black Friday, Cyber Monday, Mother's Day per country, back to school ...

Days only, no database. Rules of Mother's and Father's Day: each country's custom as listed by Wikipedia ("Mother's
Day", "Father's Day", read November 2026). Easter: the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms,
1991).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from workbench.language import _

Rule = Callable[[int], date]
MONDAY, FRIDAY, SUNDAY = 0, 4, 6


class RetailDay(NamedTuple):
    """A named span of the year; `key` tells what it is in any language."""

    key: str
    name: str
    first_day: date
    last_day: date


def nth(month: int, weekday: int, n: int) -> Rule:
    """The n-th weekday of a month (Monday is 0); -1 for the last."""

    def rule(year: int) -> date:
        if n > 0:
            first = date(year, month, 1)
            return first + timedelta((weekday - first.weekday()) % 7 + 7 * (n - 1))
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
        return last - timedelta((last.weekday() - weekday) % 7)

    return rule


def fixed(month: int, day: int) -> Rule:
    """The same date every year."""
    return lambda year: date(year, month, day)


def easter(year: int) -> date:
    """Easter Sunday of the western churches."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def from_easter(days: int) -> Rule:
    """So many days after Easter Sunday."""
    return lambda year: easter(year) + timedelta(days)


def _french_mothers_day(year: int) -> date:
    """The last Sunday of May, or the first of June where that is Pentecost."""
    last = nth(5, SUNDAY, -1)(year)
    return last + timedelta(7) if last == easter(year) + timedelta(49) else last


_MAY_SECOND, _MAY_FIRST = nth(5, SUNDAY, 2), nth(5, SUNDAY, 1)
_JUNE_THIRD, _JUNE_SECOND = nth(6, SUNDAY, 3), nth(6, SUNDAY, 2)
_NOVEMBER_SECOND = nth(11, SUNDAY, 2)

MOTHERS_DAY: dict[str, Rule] = {
    **dict.fromkeys(["US", "CA", "AU", "NZ", "JP", "BR"], _MAY_SECOND),
    **dict.fromkeys(
        ["NL", "BE", "DE", "AT", "CH", "IT", "DK", "FI", "CZ", "TR", "GR", "EE"], _MAY_SECOND
    ),
    **dict.fromkeys(["ES", "PT", "HU", "LT", "RO"], _MAY_FIRST),
    **dict.fromkeys(("GB", "IE"), from_easter(-21)),
    "FR": _french_mothers_day,
    "SE": nth(5, SUNDAY, -1),
    "NO": nth(2, SUNDAY, 2),
    "PL": fixed(5, 26),
    "LU": _JUNE_SECOND,
    "MX": fixed(5, 10),
}
FATHERS_DAY: dict[str, Rule] = {
    **dict.fromkeys(
        ["US", "CA", "NL", "GB", "IE", "FR", "JP", "CZ", "GR", "HU", "TR", "MX"], _JUNE_THIRD
    ),
    **dict.fromkeys(("BE", "AT"), _JUNE_SECOND),
    **dict.fromkeys(("SE", "NO", "FI", "EE"), _NOVEMBER_SECOND),
    **dict.fromkeys(("AU", "NZ"), nth(9, SUNDAY, 1)),
    **dict.fromkeys(("ES", "IT", "PT"), fixed(3, 19)),
    "DE": from_easter(39),
    "CH": nth(6, SUNDAY, 1),
    "DK": fixed(6, 5),
    "PL": fixed(6, 23),
    "BR": nth(8, SUNDAY, 2),
}
# About when schools begin again; the weeks before are when people buy for it.
SCHOOL_BEGINS: dict[str, tuple[int, int]] = {
    **dict.fromkeys(("US", "CA"), (9, 1)),
    **dict.fromkeys(("DK", "FI", "NO", "SE"), (8, 18)),
    **dict.fromkeys(("DE", "CH", "AT"), (9, 5)),
    **dict.fromkeys(("AU", "NZ"), (2, 1)),
}
_SCHOOL_DEFAULT, SCHOOL_WEEKS = (9, 1), 4
CUTOFF_BEFORE_EVE = 4


def black_friday(year: int) -> date:
    """The day after the fourth Thursday of November."""
    return nth(11, 3, 4)(year) + timedelta(1)


def christmas_cutoff(year: int) -> date:
    """The usual last day to order for Christmas: 20 December, or the Friday before where that is a weekend."""
    day = date(year, 12, 24) - timedelta(CUTOFF_BEFORE_EVE)
    return day - timedelta(max(0, day.weekday() - FRIDAY))


def retail_days(year: int, country: str) -> list[RetailDay]:
    """The retail days of a year in a country (two letters), in their order."""
    friday = black_friday(year)
    found = [
        _one("valentine", _("Valentine’s Day"), date(year, 2, 14)),
        _one("easter", _("Easter"), easter(year)),
        _one("singles", _("Singles’ Day"), date(year, 11, 11)),
        _one("black_friday", _("Black Friday"), friday),
        _one("cyber_monday", _("Cyber Monday"), friday + timedelta(3)),
        _one("christmas_cutoff", _("Christmas cut-off"), christmas_cutoff(year)),
        _one("christmas", _("Christmas"), date(year, 12, 25)),
        _school(year, country),
    ]
    if country in MOTHERS_DAY:
        found.append(_one("mothers_day", _("Mother’s Day"), MOTHERS_DAY[country](year)))
    if country in FATHERS_DAY:
        found.append(_one("fathers_day", _("Father’s Day"), FATHERS_DAY[country](year)))
    if country in ("NL", "BE"):
        found.append(_one("sinterklaas", _("Sinterklaas"), date(year, 12, 5)))
    return sorted(found, key=lambda one: (one.first_day, one.key))


def _one(key: str, name: str, day: date) -> RetailDay:
    return RetailDay(key, name, day, day)


def _school(year: int, country: str) -> RetailDay:
    begins = date(year, *SCHOOL_BEGINS.get(country, _SCHOOL_DEFAULT))
    first = begins - timedelta(weeks=SCHOOL_WEEKS)
    return RetailDay("school", _("Back to school"), first, begins)
