"""The weekday pattern of a shop: what a Sunday usually is beside the mean of its week."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from statistics import fmean

_LEAST_WEEKS = 4
FLAT = (1.0,) * 7


def weekday_factors(days: Iterable[tuple[date, float]]) -> tuple[float, ...]:
    """Seven factors from Monday on, whose mean is 1: the mean of each weekday over the mean of all weekdays.

    All 1 where a weekday was seen fewer than four times, or where a mean is not above 0.
    """
    by_weekday: list[list[float]] = [[] for _day in range(7)]
    for day, value in days:
        by_weekday[day.weekday()].append(value)
    if min(map(len, by_weekday)) < _LEAST_WEEKS:
        return FLAT
    means = [fmean(values) for values in by_weekday]
    whole = fmean(means)
    if min(means) <= 0:
        return FLAT
    return tuple(mean / whole for mean in means)
