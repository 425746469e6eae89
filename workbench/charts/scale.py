"""Axes: round numbers for values, round dates for periods, and where both lie in pixels."""

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from workbench.charts.series import Grain

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_SKELETONS = {  # patterns of Babel without and with the year
    "point": ("MMMd", "MMMd"),
    "month": ("MMM", "yMMM"),
    "quarter": ("yQQQ", "yQQQ"),
    "year": ("y", "y"),
}
_NOTHING = 1e-12  # smaller than any value a shop has
_NEAR_ZERO = 0.35  # a line whose lowest value is below this share of the highest starts at zero


class Span(NamedTuple):
    """A value axis: its limits and the round numbers inside them."""

    low: float
    high: float
    ticks: tuple[float, ...]


class DateTick(NamedTuple):
    """A label under the plot: the position of the point it belongs to and its words."""

    place: int
    words: str


def span(values: Iterable[float], *, most: int, zero: bool = False, whole: bool = False) -> Span:
    """A value axis around the values with about `most` ticks, at least two.

    `zero` forces it to hold zero (bars), `whole` keeps the steps whole (counts). Values that do not
    differ get room around them.
    """
    known = [value if abs(value) > _NOTHING else 0.0 for value in values] or [0.0]
    low, high = min(known), max(known)
    if zero or 0 <= low < _NEAR_ZERO * high:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low <= 1e-9 * max(abs(high), abs(low), _NOTHING):
        low, high = _widened(low, high)
    step = _step((high - low) / max(most, 2), whole=whole)
    air = (high - low) * 0.05
    bottom = low if low == 0 else _floored(low - air, step, keep_sign=low > 0)
    top = high if high == 0 else high + air
    first, last = math.ceil(bottom / step - 1e-9), math.floor(top / step + 1e-9)
    if last - first < 1:
        last = first + 1
        top = max(top, last * step)
    return Span(bottom, top, tuple(count * step for count in range(first, last + 1)))


def date_ticks(
    days: Sequence[date],
    grain: Grain,
    locale: str,
    *,
    most: int,
    fits: Callable[[list[DateTick]], bool],
) -> list[DateTick]:
    """As many labels as fit, at most `most`, at round dates: days, weeks, months, quarters or years.

    `days` are the first days of the periods, in order. The year stands at the first label and
    wherever it changes.
    """
    ticks: list[DateTick] = []
    for unit, step in _levels(grain):
        chosen = _chosen(days, unit, step)
        if len(chosen) > most:
            continue
        # The first period may belong to a unit that is nearly over: then its label gives way.
        for kept in (chosen, chosen[1:]):
            ticks = _worded(days, kept, unit, locale)
            if ticks and fits(ticks):
                return ticks
    return _worded(days, [0], "year" if grain == "year" else "month", locale) if days else []


def _widened(low: float, high: float) -> tuple[float, float]:
    if low == 0:
        return 0.0, 1.0
    room = abs(low) * 0.2
    return low - room, high + room


def _step(rough: float, *, whole: bool) -> float:
    """The next round number from `rough` up: 1, 2, 2.5 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(rough))
    steps = [power * factor for factor in _STEPS]
    if whole:
        steps = [max(1.0, step) for step in steps if step == round(step)] or [1.0]
    return next((step for step in steps if step >= rough * (1 - 1e-9)), steps[-1])


def _floored(value: float, step: float, *, keep_sign: bool) -> float:
    """The round number below, unless that leaves the lower part of the plot empty."""
    bottom = math.floor(value / step + 1e-9) * step
    if value - bottom > step * 0.4:
        bottom = value
    return max(bottom, 0.0) if keep_sign else bottom


def _levels(grain: Grain) -> list[tuple[str, int]]:
    years = [("year", step) for step in (1, 2, 5, 10, 20, 50, 100)]
    months = [("month", step) for step in (1, 2, 3, 6)]
    if grain == "day":
        return [("point", 1), ("point", 2), ("point", 7), ("point", 14), *months, *years]
    if grain == "week":
        return [("point", 1), ("point", 2), ("point", 4), *months, *years]
    if grain == "month":
        return [*months, *years]
    return [("quarter", 1), ("quarter", 2), *years] if grain == "quarter" else years


def _chosen(days: Sequence[date], unit: str, step: int) -> list[int]:
    """Positions of the points that open a new unit, every `step` units from the first one."""
    if unit == "point":
        return list(range(0, len(days), step))
    numbers = [_number(day, unit) for day in days]
    if not numbers:
        return []
    start = numbers[0] - numbers[0] % step if unit == "year" else numbers[0]
    opens = [i for i, number in enumerate(numbers) if i == 0 or number != numbers[i - 1]]
    chosen = [i for i in opens if (numbers[i] - start) % step == 0]
    return chosen or opens[:1]


def _number(day: date, unit: str) -> int:
    months = day.year * 12 + day.month - 1
    return {"month": months, "quarter": months // 3, "year": day.year}[unit]


def _worded(days: Sequence[date], chosen: list[int], unit: str, locale: str) -> list[DateTick]:
    years = [days[i].year for i in chosen]
    changed = [place == 0 or year != years[place - 1] for place, year in enumerate(years)]
    return [
        DateTick(i, _words(days[i], unit, locale, year=new))
        for i, new in zip(chosen, changed, strict=True)
    ]


def _words(day: date, unit: str, locale: str, *, year: bool) -> str:
    from babel.dates import format_date, format_skeleton

    if unit == "quarter" and not year:  # the one that has no pattern of its own
        return str(format_date(day, "QQQ", locale=locale))
    plain, with_year = _SKELETONS[unit]
    return str(format_skeleton(with_year if year else plain, day, locale=locale))
