"""How much more a variant has than the control, as a fraction of the control."""

from __future__ import annotations

from math import exp, log, sqrt
from typing import NamedTuple

from workbench.experiments.intervals import Interval
from workbench.experiments.measured import Measured


class Lift(NamedTuple):
    """A relative lift: 0.1 is ten percent more than the control.

    `se` is its standard error, `p` two-sided, `df` the degrees of freedom of the t distribution behind it.
    """

    value: float
    interval: Interval
    se: float
    p: float
    df: float


class Difference(NamedTuple):
    """A difference of two means in the measure's own unit, by Welch's test; `p` is two-sided."""

    value: float
    interval: Interval
    se: float
    t: float
    p: float
    df: float


def relative_lift(control: Measured, treatment: Measured, *, alpha: float = 0.05) -> Lift | None:
    """The lift (mT - mC) / |mC| with the delta method's interval and Welch's degrees of freedom.

    var = vT / (mC^2 nT) + vC mT^2 / (mC^4 nC). None where it cannot be told: the control's mean is 0, an arm has fewer
    than two people, or nobody differs from anybody.
    """
    df = degrees_of_freedom(control, treatment)
    if df is None or control.mean == 0:
        return None
    base = control.mean
    value = (treatment.mean - base) / abs(base)
    variance = treatment.mean_variance / base**2
    variance += control.mean_variance * treatment.mean**2 / base**4
    se = sqrt(variance)
    if se == 0:
        return None
    half = t_quantile(1 - alpha / 2, df) * se
    return Lift(value, Interval(value - half, value + half), se, two_sided(value / se, df), df)


def log_lift(control: Measured, treatment: Measured, *, alpha: float = 0.05) -> Interval | None:
    """The lift's interval from the logarithm of the ratio of two positive means; None where it cannot be told.

    It is never below -100 %, and reaches further up than down.
    """
    if control.mean <= 0 or treatment.mean <= 0:
        return None
    shares = (m._replace(variance=m.variance / m.mean**2) for m in (control, treatment))
    own, other = shares
    df = degrees_of_freedom(own, other)
    if df is None:
        return None
    half = t_quantile(1 - alpha / 2, df) * sqrt(own.mean_variance + other.mean_variance)
    middle = log(treatment.mean / control.mean)
    return Interval(exp(middle - half) - 1, exp(middle + half) - 1)


def welch(control: Measured, treatment: Measured, *, alpha: float = 0.05) -> Difference | None:
    """The difference of two means, variances not assumed equal (Welch 1947); None where nobody differs."""
    df = degrees_of_freedom(control, treatment)
    if df is None:
        return None
    value = treatment.mean - control.mean
    se = sqrt(control.mean_variance + treatment.mean_variance)
    half = t_quantile(1 - alpha / 2, df) * se
    interval = Interval(value - half, value + half)
    return Difference(value, interval, se, value / se, two_sided(value / se, df), df)


def degrees_of_freedom(control: Measured, treatment: Measured) -> float | None:
    """Welch and Satterthwaite's; None where an arm has fewer than two people or nobody differs."""
    if min(control.n, treatment.n) < 2:
        return None
    parts = [(arm.mean_variance, arm.n) for arm in (control, treatment)]
    below = sum(part**2 / (n - 1) for part, n in parts)
    return sum(part for part, _n in parts) ** 2 / below if below > 0 else None


def t_quantile(probability: float, df: float) -> float:
    """The quantile of Student's t."""
    from scipy.special import stdtrit

    return float(stdtrit(df, probability))


def two_sided(t: float, df: float) -> float:
    """The two-sided p-value of a t statistic."""
    from scipy.special import stdtr

    return 2 * float(stdtr(df, -abs(t)))
