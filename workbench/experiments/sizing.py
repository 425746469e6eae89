"""How many visitors a test needs, and what a given number of visitors can show.

All with the standard library, so that a plan can be sized while typing.
"""

from __future__ import annotations

from enum import StrEnum
from math import asin, ceil, inf, sqrt
from statistics import NormalDist
from typing import NamedTuple

from workbench.errors import BadInput
from workbench.experiments.intervals import normal_quantile
from workbench.language import _

ALPHA = 0.05
POWER = 0.8


class Formula(StrEnum):
    """How the visitors are counted; the ways differ by up to six percent, so the name is shown."""

    POOLED_NULL = "pooled-null two-proportion"
    EVAN_MILLER = "Evan Miller"
    COHEN_H = "Cohen's h"

    @property
    def label(self) -> str:
        """The formula as a person reads it."""
        return {
            Formula.POOLED_NULL: _("Two proportions, pooled under no difference"),
            Formula.EVAN_MILLER: _("Evan Miller's calculator"),
            Formula.COHEN_H: _("Cohen's h (arcsine)"),
        }[self]


class Size(NamedTuple):
    """Visitors for each variant and for all, whole numbers, and the formula they came from."""

    per_variant: int
    total: int
    formula: Formula


def size(
    baseline: float,
    lift: float,
    *,
    variants: int = 2,
    alpha: float = ALPHA,
    power: float = POWER,
    formula: Formula = Formula.POOLED_NULL,
) -> Size:
    """Visitors needed to find a relative lift of a rate, both fractions, with all variants alike.

    With more than one variant beside the control each comparison gets its part of alpha, so that trying many does not
    make a false win likely. Raises BadInput.
    """
    if variants < 2:
        raise BadInput(_("A test needs a control and at least one variant."))
    exact = per_variant(baseline, lift, alpha=alpha / (variants - 1), power=power, formula=formula)
    # his calculator rounds to the nearest; a plan with his name gives his number
    each = round(exact) if formula is Formula.EVAN_MILLER else ceil(exact)
    return Size(each, each * variants, formula)


def per_variant(
    baseline: float,
    lift: float,
    *,
    alpha: float = ALPHA,
    power: float = POWER,
    formula: Formula = Formula.POOLED_NULL,
) -> float:
    """Visitors per variant for two variants, unrounded; alpha is two-sided. Raises BadInput.

    Pooled null: (z_a sqrt(2 p(1-p)) + z_b sqrt(p1(1-p1) + p2(1-p2)))^2 / (p2-p1)^2 with p their mean (Fleiss 1981, no
    correction). Evan Miller takes the baseline for p. Cohen: the means 2 asin sqrt p with a spread of 1.
    """
    p1, p2 = _rates(baseline, lift)
    _check(alpha, power)
    za, zb = normal_quantile(1 - alpha / 2), normal_quantile(power)
    if formula is Formula.COHEN_H:
        effect = 2 * asin(sqrt(p2)) - 2 * asin(sqrt(p1))
        return per_variant_mean(1.0, effect, alpha=alpha, power=power)
    middle = p1 if formula is Formula.EVAN_MILLER else (p1 + p2) / 2
    null, other = _sd(middle, middle), _sd(p1, p2)
    return float(((za * null + zb * other) / (p2 - p1)) ** 2)


def power_of(
    baseline: float,
    lift: float,
    n: float,
    *,
    alpha: float = ALPHA,
    formula: Formula = Formula.POOLED_NULL,
) -> float:
    """The chance to find a lift with n visitors per variant, a fraction; both tails. Raises BadInput."""
    p1, p2 = _rates(baseline, lift)
    _check(alpha, POWER)
    z, cdf = normal_quantile(1 - alpha / 2), NormalDist().cdf
    if formula is Formula.COHEN_H:
        shift = abs(2 * asin(sqrt(p2)) - 2 * asin(sqrt(p1))) * sqrt(n / 2)
        return cdf(shift - z) + cdf(-shift - z)
    middle = p1 if formula is Formula.EVAN_MILLER else (p1 + p2) / 2
    null, other = _sd(middle, middle), _sd(p1, p2)
    shift = abs(p2 - p1) * sqrt(n)
    return cdf((shift - z * null) / other) + cdf((-shift - z * null) / other)


def solved_per_variant(
    baseline: float, lift: float, *, alpha: float = ALPHA, power: float = POWER
) -> float:
    """Visitors per variant at which `power_of` is just the power asked for, both tails counted."""
    guess = per_variant(baseline, lift, alpha=alpha, power=power)
    low, high = guess / 4, guess * 2
    for _round in range(100):
        middle = (low + high) / 2
        enough = power_of(baseline, lift, middle, alpha=alpha) >= power
        low, high = (low, middle) if enough else (middle, high)
    return (low + high) / 2


def detectable(
    baseline: float, n: float, *, alpha: float = ALPHA, power: float = POWER
) -> float | None:
    """The smallest relative rise that n visitors per variant can show; None where even the largest cannot.

    Raises BadInput.
    """
    _rates(baseline, 0.0, may_be_zero=True)
    low, high = 1e-9, (1 - 1e-9) / baseline - 1
    if n <= 0 or power_of(baseline, high, n, alpha=alpha) < power:
        return None
    for _round in range(100):
        middle = (low + high) / 2
        enough = power_of(baseline, middle, n, alpha=alpha) >= power
        low, high = (low, middle) if enough else (middle, high)
    return (low + high) / 2


def per_variant_mean(
    sd: float, difference: float, *, alpha: float = ALPHA, power: float = POWER
) -> float:
    """Visitors per variant to find a difference of two means in the same unit as sd, by the normal. Raises BadInput."""
    _check(alpha, power)
    if sd <= 0 or difference == 0:
        raise BadInput(_("Give a spread above 0 and a difference that is not 0."))
    effect = abs(difference) / sd
    z, cdf = normal_quantile(1 - alpha / 2), NormalDist().cdf
    low, high = 0.0, 8 * ((z + normal_quantile(max(power, 0.5)) + 1) / effect) ** 2
    for _round in range(200):
        middle = (low + high) / 2
        shift = effect * sqrt(middle / 2)
        enough = cdf(shift - z) + cdf(-shift - z) >= power
        low, high = (low, middle) if enough else (middle, high)
    return (low + high) / 2


def per_variant_mean_t(
    sd: float, difference: float, *, alpha: float = ALPHA, power: float = POWER
) -> float:
    """The same by the t test, which needs about one visitor more. Raises BadInput."""
    per_variant_mean(sd, difference, alpha=alpha, power=power)
    from statsmodels.stats.power import TTestIndPower

    effect = abs(difference) / sd
    found = TTestIndPower().solve_power(effect_size=effect, alpha=alpha, power=power, ratio=1)
    return float(found)


def guardrail_per_variant(
    baseline: float, margin: float, *, alpha: float = ALPHA, power: float = POWER
) -> float:
    """Visitors per variant to show that a rate has not got worse by a relative margin, when nothing changed.

    The whole interval has to lie inside the margin: (z_a/2 + z_b)^2 2 p(1-p) / (p margin)^2. Raises BadInput.
    """
    _check(alpha, power)
    if not 0 < baseline < 1 or margin <= 0:
        raise BadInput(_("Give a rate between 0 and 100 % and a margin above 0."))
    z = normal_quantile(1 - alpha / 2) + normal_quantile(power)
    return 2 * baseline * (1 - baseline) * (z / (baseline * margin)) ** 2


def _sd(p1: float, p2: float) -> float:
    return sqrt(p1 * (1 - p1) + p2 * (1 - p2))


def _rates(baseline: float, lift: float, *, may_be_zero: bool = False) -> tuple[float, float]:
    if not 0 < baseline < 1:
        raise BadInput(_("The rate today lies between 0 and 100 %, such as 0.025."))
    after = baseline * (1 + lift)
    if lift == 0 and not may_be_zero:
        raise BadInput(_("A lift of 0 needs endless visitors; give the smallest worth having."))
    if not -inf < lift < inf or not 0 < after < 1:
        raise BadInput(_("With this lift the rate would not lie between 0 and 100 %."))
    return baseline, after


def _check(alpha: float, power: float) -> None:
    if not 0 < alpha < 1 or not alpha < power < 1:
        raise BadInput(_("The error lies between 0 and 1, the power between the error and 1."))
