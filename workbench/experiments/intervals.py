"""Intervals for rates, and for the difference and the ratio of two rates."""

from __future__ import annotations

from math import exp, log, sqrt
from statistics import NormalDist
from typing import NamedTuple

from workbench.experiments.measured import proportion


class Interval(NamedTuple):
    """From the low to the high end; the same unit as what it is about."""

    low: float
    high: float

    @property
    def half_width(self) -> float:
        """Half of the distance between the ends."""
        return (self.high - self.low) / 2

    def __contains__(self, value: object) -> bool:
        """True where a number lies inside, the ends included."""
        return isinstance(value, int | float) and self.low <= value <= self.high


def normal_quantile(probability: float) -> float:
    """The quantile of the standard normal distribution."""
    return NormalDist().inv_cdf(probability)


def wilson(conversions: int, visitors: int, *, alpha: float = 0.05) -> Interval:
    """The score interval of one rate; sensible also at 0 and at all (Wilson 1927). Raises BadInput."""
    n, rate, _variance = proportion(conversions, visitors)
    z = normal_quantile(1 - alpha / 2)
    middle = (rate + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(rate * (1 - rate) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    low = 0.0 if conversions == 0 else middle - half
    return Interval(low, 1.0 if conversions == visitors else middle + half)


def newcombe(
    conversions: int, visitors: int, *, control: tuple[int, int], alpha: float = 0.05
) -> Interval:
    """The difference of two rates from their score intervals (Newcombe 1998, method 10).

    `control` is (conversions, visitors); the answer is treatment less control, a fraction. Raises BadInput.
    """
    rate, base = conversions / visitors, control[0] / control[1]
    own, other = wilson(conversions, visitors, alpha=alpha), wilson(*control, alpha=alpha)
    down = sqrt((rate - own.low) ** 2 + (other.high - base) ** 2)
    up = sqrt((own.high - rate) ** 2 + (base - other.low) ** 2)
    return Interval(rate - base - down, rate - base + up)


def wald(
    conversions: int, visitors: int, *, control: tuple[int, int], alpha: float = 0.05
) -> Interval:
    """The difference of two rates with the plain normal interval; too narrow for small counts. Raises BadInput."""
    own, other = proportion(conversions, visitors), proportion(*control)
    half = normal_quantile(1 - alpha / 2) * sqrt(own.mean_variance + other.mean_variance)
    return Interval(own.mean - other.mean - half, own.mean - other.mean + half)


def score(
    conversions: int, visitors: int, *, control: tuple[int, int], alpha: float = 0.05
) -> Interval:
    """The difference of two rates, score interval with the n/(n-1) correction (Miettinen, Nurminen 1985).

    Raises BadInput.
    """
    from statsmodels.stats.proportion import confint_proportions_2indep

    proportion(conversions, visitors), proportion(*control)
    ends = confint_proportions_2indep(conversions, visitors, *control, method="score", alpha=alpha)
    return Interval(float(ends[0]), float(ends[1]))


def log_ratio(
    conversions: int, visitors: int, *, control: tuple[int, int], alpha: float = 0.05
) -> Interval | None:
    """The relative lift of a rate on the log scale (Katz 1978); None where a rate is 0.

    A fraction: 0.1 is ten percent more than the control. Raises BadInput.
    """
    own, other = proportion(conversions, visitors), proportion(*control)
    if own.mean == 0 or other.mean == 0:
        return None
    se = sqrt((1 - own.mean) / conversions + (1 - other.mean) / control[0])
    half = normal_quantile(1 - alpha / 2) * se
    middle = log(own.mean / other.mean)
    return Interval(exp(middle - half) - 1, exp(middle + half) - 1)
