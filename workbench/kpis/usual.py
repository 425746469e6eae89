"""What is usual for a KPI: each point of a series judged against limits that were frozen before it.

The road of a value: weekday pattern or last year's value taken out -> stretches between noted changes -> a frozen
baseline, with a line where the shop grows -> limits (xmr.py) -> rules. Pure: no database.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from math import sqrt
from statistics import fmean
from typing import NamedTuple

from workbench.kpis import xmr
from workbench.kpis.calendar import SAME_WEEKDAYS, Period
from workbench.kpis.points import Point
from workbench.kpis.weekday import weekday_factors

LEAST_POINTS = 20
TIED = 0.3  # above this autocorrelation points are not independent
# A baseline settles at the first size and grows to the next ones while nothing lasting happens.
_SIZES = {"day": (56, 182, 364), "week": (26, 52, 104)}
_OTHER_SIZES = (20, 36, 60)
_JUDGED_AT_LEAST = 6
_LASTING = 1 / 3  # of the distance to a limit: one sigma
_GROWS = 3.0  # standard errors between the halves of a baseline that make it a trend

LeftOut = Callable[[Period], str]


class Judged(NamedTuple):
    """A point with its usual value and limits in the KPI's own unit; None where it is not judged.

    `deviation` is 1 at a limit; `left_out` says why a point does not count: not whole, or known to be unlike others.
    """

    point: Point
    low: float | None
    usual: float | None
    high: float | None
    deviation: float | None
    left_out: str


class Found(NamedTuple):
    """All points judged, the hits among them by place, and whether only rule 1 could be used at each end."""

    points: tuple[Judged, ...]
    hits: tuple[xmr.Hit, ...]
    tied: bool


class _Model(NamedTuple):
    """A frozen baseline: a line, limits of what is left, and how much a point resembles the one before."""

    line: xmr.Trend
    limits: xmr.Limits
    tie: float


def judge(
    points: Sequence[Point],
    *,
    by: str,
    resets: Sequence[date] = (),
    left_out: LeftOut = lambda period: "",
    last_year: Mapping[date, float] | None = None,
    use_median: bool = False,
    baseline: int | None = None,
) -> Found:
    """Judge every point; `resets` are the days of noted changes on which the baseline begins anew.

    `baseline` fixes how many points make it; otherwise half a year, then one and two while nothing lasting happens.

    With `last_year` (the value to compare with by first day) limits run on the ratio to it, and each change counts
    again when a year has passed. A stretch with fewer than 20 points is not judged.
    """
    days = sorted({*resets, *((d + SAME_WEEKDAYS for d in resets) if last_year else ())})
    judged = [_unjudged(point, left_out) for point in points]
    sizes = (baseline,) if baseline else _SIZES.get(by, _OTHER_SIZES)
    hits: list[xmr.Hit] = []
    tied = False
    for places in _stretches(judged, days):
        places = [p for p in places if last_year is None or last_year.get(points[p].first_day)]
        if len(places) < LEAST_POINTS:
            continue
        scale = _scale([points[p] for p in places], by, last_year)
        values = [_value(points[p]) / s for p, s in zip(places, scale, strict=True)]
        model = _model(values, sizes, use_median=use_median)
        tied = model.tie > 0
        usual = _usual(values, places, model)
        deviations = _deviations(values, usual)
        for place, one, deviation, s in zip(places, usual, deviations, scale, strict=True):
            judged[place] = _limited(judged[place], one, deviation, s)
        found = xmr.hits(deviations, only_outside=tied)
        hits += [xmr.Hit(places[h.place], h.rule, h.high) for h in found]
    return Found(tuple(judged), tuple(hits), tied)


def _value(point: Point) -> float:
    return float(point.value or 0)


def _unjudged(point: Point, left_out: LeftOut) -> Judged:
    why = "" if point.complete and point.value is not None else "not whole"
    return Judged(point, None, None, None, None, why or left_out(point.period))


def _stretches(judged: Sequence[Judged], resets: Sequence[date]) -> list[list[int]]:
    """The places of points that count, cut where a period begins on or after a noted change.

    A period in which the change lies belongs to neither side.
    """
    found: list[list[int]] = [[] for _edge in range(len(resets) + 1)]
    for place, one in enumerate(judged):
        first, last = one.point.first_day, one.point.last_day
        if not one.left_out and not any(first < reset <= last for reset in resets):
            found[sum(reset <= first for reset in resets)].append(place)
    return found


def _scale(points: Sequence[Point], by: str, last_year: Mapping[date, float] | None) -> list[float]:
    """What each value is divided by: last year's value, a day also by its weekday's factor."""
    scale = [last_year[p.first_day] if last_year is not None else 1.0 for p in points]
    if by != "day":
        return scale
    freed_of_year = [(p.first_day, _value(p) / s) for p, s in zip(points, scale, strict=True)]
    baseline = freed_of_year[: max(LEAST_POINTS, min(_SIZES["day"][0], len(points)))]
    factors = weekday_factors(baseline)
    return [s * factors[p.first_day.weekday()] for p, s in zip(points, scale, strict=True)]


def _size(values: Sequence[float], sizes: Sequence[int]) -> int:
    """How many values the baseline has: it grows to the next size while nothing lasting happens."""
    size = max(LEAST_POINTS, min(sizes[0], len(values) - _JUDGED_AT_LEAST))
    for larger in sizes[1:]:
        if len(values) - _JUDGED_AT_LEAST < larger:
            break
        limits = xmr.limits(values[:size])
        if abs(fmean(values[size:larger]) - limits.centre) > limits.distance * _LASTING:
            break
        size = larger
    return size


def _model(values: Sequence[float], sizes: Sequence[int], *, use_median: bool) -> _Model:
    baseline = values[: _size(values, sizes)]
    line = xmr.Trend(fmean(baseline), 0.0)
    if _grows(baseline):
        # A growing shop: the line is drawn through all but the points at hand, or it would soon point past them.
        baseline = values[: max(len(baseline), len(values) - _JUDGED_AT_LEAST)]
        line = xmr.trend(baseline)
    rest = [value - line.at(place) for place, value in enumerate(baseline)]
    tie = xmr.autocorrelation(rest)
    if tie <= TIED:
        return _Model(line, xmr.limits(rest, use_median=use_median), 0.0)
    return _Model(line, xmr.limits(_untied(rest, tie), use_median=use_median), tie)


def _grows(baseline: Sequence[float]) -> bool:
    """True where the halves of a baseline differ by more than three standard errors, and by a lasting rise."""
    half = len(baseline) // 2
    sigma = xmr.limits(baseline).distance / 3
    apart = abs(fmean(baseline[-half:]) - fmean(baseline[:half]))
    return apart > _GROWS * sigma * sqrt(2 / half)


def _untied(rest: Sequence[float], tie: float) -> list[float]:
    """What is left of each value when its likeness to the one before is taken out; the first stays."""
    return [rest[0] * (1 - tie), *(later - tie * earlier for earlier, later in pairwise(rest))]


class _Usual(NamedTuple):
    """What a value would usually be, and how far from that it may usually lie."""

    value: float
    distance: float


def _usual(values: Sequence[float], places: Sequence[int], model: _Model) -> list[_Usual]:
    """What each value would usually be, told by the baseline and, where points are tied, the one before.

    Over points that were left out the tie fades, and the limits widen as they do for AR(1).
    """
    found = []
    before, last = 0.0, places[0] - 1
    for n, (place, value) in enumerate(zip(places, values, strict=True)):
        line = model.line.at(n)
        tie = model.tie ** (place - last)
        wider = sqrt((1 - tie * tie) / (1 - model.tie**2)) if model.tie else 1.0
        usual = line + tie * before + model.limits.centre
        found.append(_Usual(usual, model.limits.distance * wider))
        before, last = value - line, place
    return found


def _deviations(values: Sequence[float], usual: Sequence[_Usual]) -> list[float]:
    zero = xmr.limits((0.0, 0.0))
    return [
        xmr.deviations([value - one.value], zero._replace(distance=one.distance))[0]
        for value, one in zip(values, usual, strict=True)
    ]


def _limited(one: Judged, usual: _Usual, deviation: float, scale: float) -> Judged:
    """The limits in the KPI's own unit; what cannot be negative has no limit below 0."""
    low = (usual.value - usual.distance) * scale
    if _value(one.point) >= 0:
        low = max(low, 0.0)
    high = (usual.value + usual.distance) * scale
    return one._replace(low=low, usual=usual.value * scale, high=high, deviation=deviation)
