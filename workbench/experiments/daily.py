"""A split test day by day: the lift so far with a range that holds at every look, and the split of each day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import sqrt
from typing import NamedTuple

from workbench.experiments.intervals import Interval
from workbench.experiments.lift import relative_lift
from workbench.experiments.measured import proportion
from workbench.experiments.record import Reading, Variant
from workbench.experiments.sequential import anytime_lift

_THREE_SIGMA = 3.0  # chance leaves this range on one day in 370


class DayLift(NamedTuple):
    """The lift of all days up to this one; None while it cannot be told."""

    day: date
    lift: float | None
    interval: Interval | None


class DayShare(NamedTuple):
    """The part of a day's visitors that was in the variant, and the range that chance alone keeps to."""

    day: date
    share: float | None
    usual: Interval | None


def cumulative(
    control: Variant,
    treatment: Variant,
    *,
    planned_per_variant: int | None = None,
    alpha: float = 0.05,
) -> list[DayLift]:
    """The relative lift of conversions per visitor after each day that both were counted on."""
    pairs = _paired(control, treatment)
    total = sum((a.visitors or 0) + (b.visitors or 0) for _day, a, b in pairs)
    planned = 2 * planned_per_variant if planned_per_variant else total
    had = [0, 0, 0, 0]
    found = []
    for day, one, other in pairs:
        had[0] += one.conversions or 0
        had[1] += one.visitors or 0
        had[2] += other.conversions or 0
        had[3] += other.visitors or 0
        found.append(_lift(day, had, planned, alpha))
    return found


def split(
    control: Variant, treatment: Variant, shares: tuple[float, float] = (0.5, 0.5)
) -> list[DayShare]:
    """The part of each day's visitors of the two that was in the treatment."""
    designed = shares[1] / sum(shares)
    found = []
    for day, one, other in _paired(control, treatment):
        n = (one.visitors or 0) + (other.visitors or 0)
        if n == 0:
            found.append(DayShare(day, None, None))
            continue
        half = _THREE_SIGMA * sqrt(designed * (1 - designed) / n)
        usual = Interval(max(designed - half, 0.0), min(designed + half, 1.0))
        found.append(DayShare(day, (other.visitors or 0) / n, usual))
    return found


def _lift(day: date, had: Sequence[int], planned: int, alpha: float) -> DayLift:
    lower = had[0] > had[1] or had[2] > had[3]
    if min(had) <= 0 or lower:
        return DayLift(day, None, None)
    found = relative_lift(proportion(had[0], had[1]), proportion(had[2], had[3]), alpha=alpha)
    if found is None:
        return DayLift(day, None, None)
    looked = anytime_lift(found, had[1] + had[3], planned, alpha)
    return DayLift(day, looked.value, looked.interval)


def _paired(control: Variant, treatment: Variant) -> list[tuple[date, Reading, Reading]]:
    """The days on which visitors of both were counted, in order."""
    own = {r.day: r for r in control.readings if r.day and r.visitors is not None}
    both = [
        (r.day, own[r.day], r)
        for r in treatment.readings
        if r.day in own and r.visitors is not None and r.day is not None
    ]
    return sorted(both, key=lambda pair: pair[0])
