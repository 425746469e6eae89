"""Process behaviour charts (XmR): usual limits of a series, and the three rules that call a point unusual.

Constants and rules are Wheeler's (Making Sense of Data; Understanding Variation). Pure arithmetic on plain numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean, median
from typing import NamedTuple

from workbench.errors import BadInput
from workbench.language import _

# Mean moving range -> distance of the limits, and limit of the range itself; then the same for the median range.
MEAN_TO_LIMIT, MEAN_TO_RANGE_LIMIT = 2.660, 3.268
MEDIAN_TO_LIMIT, MEDIAN_TO_RANGE_LIMIT = 3.145, 3.865
RUN = 8
NEAR_LIMIT, WINDOW = 3, 4
_HALF_WAY = 0.5


class Limits(NamedTuple):
    """Usual limits in the unit of the series; `distance` is from the centre to either of them."""

    centre: float
    distance: float
    lower: float
    upper: float
    range_limit: float
    usual_range: float


class Trend(NamedTuple):
    """A straight line through a growing series: its value at place 0, and its rise per point."""

    start: float
    slope: float

    def at(self, place: int) -> float:
        """The line's value at a place."""
        return self.start + self.slope * place


class Hit(NamedTuple):
    """A point that a rule calls unusual: 1 outside, 2 a run on one side, 3 three of four near a limit."""

    place: int
    rule: int
    high: bool


def moving_ranges(values: Sequence[float]) -> list[float]:
    """The sizes of the steps from each value to the next, one fewer than values."""
    return [abs(later - earlier) for earlier, later in pairwise(values)]


def limits(
    values: Sequence[float], *, use_median: bool = False, floor: float | None = None
) -> Limits:
    """Usual limits: mean ± 2.660 x mean moving range, or ± 3.145 x its median, which one jump cannot widen.

    The lower limit does not go below the floor. Raises BadInput for fewer than two values.
    """
    if len(values) < 2:
        raise BadInput(_("Limits need at least two values."))
    ranges = moving_ranges(values)
    usual = median(ranges) if use_median else fmean(ranges)
    to_limit = MEDIAN_TO_LIMIT if use_median else MEAN_TO_LIMIT
    to_range = MEDIAN_TO_RANGE_LIMIT if use_median else MEAN_TO_RANGE_LIMIT
    centre, distance = fmean(values), to_limit * usual
    lower = centre - distance if floor is None else max(centre - distance, floor)
    return Limits(centre, distance, lower, centre + distance, to_range * usual, usual)


def trend(values: Sequence[float]) -> Trend:
    """The line through the means of both halves; limits run beside it at the distance of `limits`.

    The middle value of an odd number of values belongs to neither half. Raises BadInput for fewer than four values.
    """
    half = len(values) // 2
    if half < 2:
        raise BadInput(_("A trend needs at least four values."))
    first, second = fmean(values[:half]), fmean(values[-half:])
    slope = (second - first) / (len(values) - half)
    return Trend(first - slope * (half - 1) / 2, slope)


def deviations(values: Sequence[float], usual: Limits) -> list[float]:
    """How far each value lies from the centre, 1 being the distance to a limit; 0 everywhere without any spread."""
    if usual.distance == 0:
        return [
            0.0 if value == usual.centre else (2.0 if value > usual.centre else -2.0)
            for value in values
        ]
    return [(value - usual.centre) / usual.distance for value in values]


def hits(deviations: Sequence[float], *, only_outside: bool = False) -> list[Hit]:
    """Every point on which a rule fires, in order; a point may appear for more than one rule.

    Rule 1: strictly outside a limit. Rule 2: in a run of eight on one side. Rule 3: among three of four closer to a
    limit than to the centre, on the same side. Takes deviations as `deviations` gives them.
    """
    found = {Hit(i, 1, d > 0) for i, d in enumerate(deviations) if abs(d) > 1}
    if not only_outside:
        found |= _runs(deviations) | _near_limit(deviations)
    return sorted(found)


def _runs(deviations: Sequence[float]) -> set[Hit]:
    found: set[Hit] = set()
    for high in (True, False):
        length = 0
        for place, deviation in enumerate(deviations):
            length = length + 1 if (deviation > 0 if high else deviation < 0) else 0
            if length == RUN:
                found |= {Hit(place - back, 2, high) for back in range(RUN)}
            elif length > RUN:
                found.add(Hit(place, 2, high))
    return found


def _near_limit(deviations: Sequence[float]) -> set[Hit]:
    found: set[Hit] = set()
    for last in range(len(deviations)):
        places = range(max(0, last - WINDOW + 1), last + 1)
        for high in (True, False):
            near = [p for p in places if _near(deviations[p], high)]
            if len(near) >= NEAR_LIMIT:
                found |= {Hit(place, 3, high) for place in near}
    return found


def _near(deviation: float, high: bool) -> bool:
    return deviation > _HALF_WAY if high else deviation < -_HALF_WAY


def autocorrelation(values: Sequence[float]) -> float:
    """How much a value resembles the one before it, -1 to 1 (lag 1); 0 for a series without spread."""
    centre = fmean(values)
    spread = sum((value - centre) ** 2 for value in values)
    if spread == 0:
        return 0.0
    return sum((a - centre) * (b - centre) for a, b in pairwise(values)) / spread
