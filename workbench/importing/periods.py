"""Spans of days as sheets name them: a day, a week, a month, a quarter, a year, or from - to."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from workbench.importing.dates import MONTHS, DateOrder, read_day
from workbench.importing.keys import text_of

_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{4})")
_NAMED_MONTH = re.compile(r"([^\W\d]+)\.?[\s\-'/]*(\d{4}|\d{2})|(\d{4})[\s\-/]*([^\W\d]+)")
_QUARTER = re.compile(r"[qk]\s?([1-4])[\s\-/']*(\d{4}|\d{2})|(\d{4})[\s\-/]*[qk]\s?([1-4])", re.I)
_WEEK = re.compile(
    r"(?:week|wk|w|kw|semaine)\.?\s?(\d{1,2})[\s\-/,]+(\d{4})|(\d{4})[\s\-/]*(?:week|wk|w|kw)\s?(\d{1,2})",
    re.I,
)
_WEEK_ONLY = re.compile(r"(?:week|wk|w|kw|semaine|woche|sem)\.?\s?(\d{1,2})", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")
_RANGE = re.compile(r"(.+?)\s+(?:-|–|—|to|t/m|bis|tot)\s+(.+)", re.I)


class Span(NamedTuple):
    """First and last day, ISO text, and the grain: day, week, month, quarter, year or span."""

    first: str
    last: str
    grain: str


def month_span(year: int, month: int) -> Span:
    """The days of a month."""
    return Span(
        date(year, month, 1).isoformat(),
        date(year, month, monthrange(year, month)[1]).isoformat(),
        "month",
    )


def span_from(first: str, grain: str) -> Span:
    """The span of a grain that begins on a day; weeks have seven days from there."""
    start = date.fromisoformat(first)
    if grain == "week":
        return Span(first, (start + timedelta(days=6)).isoformat(), grain)
    if grain == "month":
        return Span(first, month_span(start.year, start.month).last, grain)
    if grain == "quarter":
        last_month = (start.month - 1) // 3 * 3 + 3
        return Span(first, month_span(start.year, last_month).last, grain)
    if grain == "year":
        return Span(first, date(start.year, 12, 31).isoformat(), grain)
    return Span(first, first, "day")


def read_span(value: object, order: DateOrder) -> Span | None:
    """Read a cell or a column's name as a span of days; None where it is none."""
    if not isinstance(value, str):
        day = read_day(value, order)
        return Span(day, day, "day") if day else None
    text = text_of(value)
    if not text or len(text) > 60 or not any(c.isdigit() for c in text):
        return None
    for form in (_week, _quarter, _month, _year, _range):
        found = form(text, order)
        if found:
            return found
    day = read_day(text, order)
    return Span(day, day, "day") if day else None


def _full_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _week(text: str, order: DateOrder) -> Span | None:
    found = _WEEK.fullmatch(text)
    if not found:
        return None
    year, week = int(found[2] or found[3]), int(found[1] or found[4])
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return span_from(monday.isoformat(), "week")


def week_without_year(value: object, until: str, *, bare: bool = False) -> Span | None:
    """'Week 31', or with `bare` just 31, as the last such week that began on or before a day; None where it is none."""
    text = text_of(value)
    found = _WEEK_ONLY.fullmatch(text)
    if found is None and not (bare and text.isdigit() and len(text) <= 2):
        return None
    week, last = int(found[1] if found else text), date.fromisoformat(until)
    for year in (last.isocalendar().year, last.isocalendar().year - 1):
        try:
            monday = date.fromisocalendar(year, week, 1)
        except ValueError:
            continue
        if monday <= last:
            return span_from(monday.isoformat(), "week")
    return None


def _quarter(text: str, order: DateOrder) -> Span | None:
    found = _QUARTER.fullmatch(text)
    if not found:
        return None
    year, quarter = _full_year(found[2] or found[3]), int(found[1] or found[4])
    return span_from(date(year, quarter * 3 - 2, 1).isoformat(), "quarter")


def _month(text: str, order: DateOrder) -> Span | None:
    found = _YEAR_MONTH.fullmatch(text)
    if found:
        year, month = int(found[1] or found[4]), int(found[2] or found[3])
        return month_span(year, month) if 1 <= month <= 12 and 1900 < year < 2200 else None
    named = _NAMED_MONTH.fullmatch(text)
    if not named:
        return None
    month_number = MONTHS.get((named[1] or named[4]).casefold())
    return month_span(_full_year(named[2] or named[3]), month_number) if month_number else None


def _year(text: str, order: DateOrder) -> Span | None:
    return span_from(f"{text}-01-01", "year") if _YEAR.fullmatch(text) else None


def _range(text: str, order: DateOrder) -> Span | None:
    found = _RANGE.fullmatch(text)
    if not found:
        return None
    first, last = read_day(found[1], order), read_day(found[2], order)
    return Span(first, last, "span") if first and last and first <= last else None
