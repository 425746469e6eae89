"""Classical tests of two or more variants, for those who ask for them; all p-values are two-sided."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

from workbench.experiments.intervals import normal_quantile
from workbench.experiments.measured import proportion

Counts = tuple[int, int]


class Compared(NamedTuple):
    """A difference of two rates (fraction), its z statistic and p-value."""

    difference: float
    z: float
    p: float


class Exact(NamedTuple):
    """Fisher's test of two rates: odds ratio and p-value."""

    odds_ratio: float
    p: float


class Omnibus(NamedTuple):
    """One test over all variants: does any of them differ?"""

    chi2: float
    df: int
    p: float


class NonInferior(NamedTuple):
    """Whether a rate is at most a margin worse: z and p, one-sided, and the bound on the difference."""

    z: float
    p_one_sided: float
    bound: float


def two_proportions(control: Counts, treatment: Counts) -> Compared | None:
    """The z test of two rates with the pooled variance; arms are (conversions, visitors).

    None where nobody or everybody converted. Raises BadInput.
    """
    own, other = proportion(*treatment), proportion(*control)
    pooled = (control[0] + treatment[0]) / (control[1] + treatment[1])
    se = sqrt(pooled * (1 - pooled) * (1 / control[1] + 1 / treatment[1]))
    if se == 0:
        return None
    z = (own.mean - other.mean) / se
    return Compared(own.mean - other.mean, z, 2 * NormalDist().cdf(-abs(z)))


def fisher(control: Counts, treatment: Counts) -> Exact:
    """Fisher's exact test of two rates, for small counts; arms are (conversions, visitors). Raises BadInput."""
    from scipy.stats import fisher_exact

    proportion(*control), proportion(*treatment)
    table = [[x, n - x] for x, n in (treatment, control)]
    odds, p = fisher_exact(table)
    return Exact(float(odds), float(p))


def several_proportions(arms: Sequence[Counts]) -> Omnibus:
    """The chi-square test whether any of several rates differs; arms are (conversions, visitors)."""
    from scipy.special import chdtrc

    total = sum(n for _x, n in arms)
    rate = sum(x for x, _n in arms) / total
    df = len(arms) - 1
    if not 0 < rate < 1:
        return Omnibus(0.0, df, 1.0)
    chi2 = sum((x - n * rate) ** 2 / (n * rate * (1 - rate)) for x, n in arms)
    return Omnibus(chi2, df, float(chdtrc(df, chi2)))


def not_worse(
    control: Counts,
    treatment: Counts,
    *,
    margin: float,
    higher_is_better: bool = True,
    alpha: float = 0.05,
) -> NonInferior | None:
    """Test that a rate is not worse than the control's by more than a margin, a fraction (Wald).

    `bound` is the one-sided limit of treatment less control: the lowest it may be, or, where lower is better, the
    highest. None where nobody or everybody converted. Raises BadInput.
    """
    own, other = proportion(*treatment), proportion(*control)
    sign = 1 if higher_is_better else -1
    se = sqrt(own.mean_variance + other.mean_variance)
    if se == 0:
        return None
    difference = own.mean - other.mean
    z = (sign * difference + margin) / se
    bound = difference - sign * normal_quantile(1 - alpha) * se
    return NonInferior(z, NormalDist().cdf(-z), bound)


def mann_whitney(control: Sequence[float], treatment: Sequence[float]) -> float:
    """The rank test's p-value: are amounts of one arm usually larger? Says nothing about the mean."""
    from scipy.stats import mannwhitneyu

    return float(mannwhitneyu(treatment, control, alternative="two-sided").pvalue)
