"""A simple forecast: last year again, beside smoothing, with how each did before; refused below two full seasons."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from math import sqrt
from statistics import fmean
from typing import NamedTuple

from workbench.errors import BadInput
from workbench.kpis import calendar, smoothing, sums, typed
from workbench.kpis.calendar import Period
from workbench.kpis.points import Point
from workbench.kpis.record import record
from workbench.kpis.season import same_event_last_year
from workbench.kpis.series import Series, series_of
from workbench.language import _

SEASONS = {"week": 52, "month": 12, "quarter": 4}
_NINE_OF_TEN = 1.6449  # standard deviations
_ORIGINS = 6
Forecaster = Callable[[Sequence[float], int], list[float]]


class Ahead(NamedTuple):
    """One period to come: last year's value again, the smoothed one, and where it likely ends up (9 of 10 times)."""

    period: Period
    naive: float
    smoothed: float
    low: float
    high: float


class Forecast(NamedTuple):
    """The periods to come, in the KPI's unit (minor units, fractions).

    `mase` is how far the smoothed forecasts of earlier periods missed, over what last year again missed: below 1 it
    beats it. `better` is "smoothed" or "naive". With `missing` there is no forecast, and it says why.
    """

    key: str
    by: str
    periods: tuple[Ahead, ...]
    mase: float | None
    better: str
    missing: str


def forecast(
    db: sqlite3.Connection,
    key: str,
    *,
    by: str = "week",
    horizon: int = 8,
    last: date | None = None,
) -> Forecast:
    """Forecast a KPI by week, month or quarter. Raises NotFound, and BadInput for another period."""
    if by not in SEASONS:
        raise BadInput(_("A forecast is by week, month or quarter."))
    card = typed.card(db, key)
    found = series_of(db, card, record(db, sums.measures(card)), by=by, last=last)
    points = _unbroken(found)
    season = SEASONS[by]
    if len(points) < 2 * season:
        text = _("A forecast needs two full years without gaps; {n} of {needed} periods are held.")
        missing = text.format(n=len(points), needed=2 * season)
        return Forecast(key, by, (), None, "naive", found.missing or missing)
    values = [float(point.value or 0) for point in points]
    smoothed = _smoother(values, season, by)
    naive_misses, smooth_misses = _misses(values, season, smoothed, min(horizon, season // 4 or 1))
    mase = _mean_size(smooth_misses) / _mean_size(naive_misses) if any(naive_misses) else None
    better = "smoothed" if mase is not None and mase < 1 else "naive"
    spread = _root_mean_square(smooth_misses if better == "smoothed" else naive_misses)
    return Forecast(
        key, by, _ahead(found, points, values, smoothed, horizon, spread, better), mase, better, ""
    )


def _unbroken(found: Series) -> list[Point]:
    """The whole periods at the end of a series, without a gap."""
    points = [p for p in found.points if p.complete or p.value is None or found.card.own]
    while points and points[-1].value is None:
        points.pop()
    gaps = [n for n, point in enumerate(points) if point.value is None]
    return points[gaps[-1] + 1 :] if gaps else points


def _smoother(values: Sequence[float], season: int, by: str) -> Forecaster:
    """Holt-Winters for months and quarters above 0; for weeks the growth on last year, smoothed.

    Two years are two readings of each of 52 weeks: too few to estimate 52 seasons.
    """
    if by == "week" or min(values) <= 0:
        return lambda known, n: _growth(known, season, n)
    return lambda known, n: (
        smoothing.holt_winters(known, season, n)
        if len(known) >= 2 * season
        else _growth(known, season, n)
    )


def _growth(known: Sequence[float], season: int, n: int) -> list[float]:
    """Last year's values times the smoothed ratio of this year to last."""
    ratios = [
        now / before for before, now in zip(known, known[season:], strict=False) if before > 0
    ]
    again = _again(known, season, n)
    if not ratios:
        return again
    ratio = smoothing.simple(ratios, smoothing.best_alpha(ratios))
    return [value * ratio for value in again]


def _again(known: Sequence[float], season: int, n: int) -> list[float]:
    return [known[len(known) - season + place % season] for place in range(n)]


def _misses(
    values: Sequence[float], season: int, smoothed: Forecaster, horizon: int
) -> tuple[list[float], list[float]]:
    """What both would have missed, told from some earlier ends of the series."""
    naive: list[float] = []
    smooth: list[float] = []
    room = len(values) - season - horizon
    step = max(1, min(horizon, room // _ORIGINS or 1))
    for back in range(min(_ORIGINS, room // step + 1)):
        end = len(values) - horizon - back * step
        if end <= season:
            break
        truth = values[end : end + horizon]
        for guess, misses in (
            (_again(values[:end], season, horizon), naive),
            (smoothed(values[:end], horizon), smooth),
        ):
            misses += [a - b for a, b in zip(truth, guess, strict=True)]
    return naive, smooth


def _mean_size(misses: Sequence[float]) -> float:
    return fmean(abs(miss) for miss in misses)


def _root_mean_square(misses: Sequence[float]) -> float:
    return sqrt(fmean(miss * miss for miss in misses))


def _ahead(
    found: Series,
    points: Sequence[Point],
    values: Sequence[float],
    smoothed: Forecaster,
    horizon: int,
    spread: float,
    better: str,
) -> tuple[Ahead, ...]:
    by_day = {point.first_day: value for point, value in zip(points, values, strict=True)}
    season = SEASONS[found.by]
    growth = smoothed(values, horizon)
    plain = _again(values, season, horizon)
    made, period = [], points[-1].period
    for n in range(horizon):
        period = calendar.period(period.last_day + timedelta(1), found.by, found.calendar)
        pair = same_event_last_year(period) if found.by == "week" else None
        again = by_day.get(pair.first_day, plain[n]) if pair else plain[n]
        smooth = growth[n] * (again / plain[n] if plain[n] else 1.0)
        middle = smooth if better == "smoothed" else again
        half = _NINE_OF_TEN * spread
        low = middle - half if min(values) < 0 else max(0.0, middle - half)
        made.append(Ahead(period, again, smooth, low, middle + half))
    return tuple(made)
