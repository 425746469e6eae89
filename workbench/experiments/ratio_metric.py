"""Measures whose denominator is not the visitor: items per order, returns per order, revenue per order."""

from __future__ import annotations

from typing import NamedTuple

from workbench.errors import BadInput
from workbench.experiments.measured import Measured
from workbench.language import _


class RatioSums(NamedTuple):
    """Sums over `n` people of a numerator and a denominator, their squares and their product."""

    n: int
    top: float
    bottom: float
    top_squares: float
    bottom_squares: float
    products: float


def ratio(
    n: int,
    *,
    mean_top: float,
    mean_bottom: float,
    var_top: float,
    var_bottom: float,
    covariance: float,
) -> Measured:
    """The ratio of two means per person, with the delta method's variance of one person.

    vM / d^2 - 2 cov m / d^3 + m^2 vD / d^4. Raises BadInput where the denominator's mean is 0.
    """
    if mean_bottom == 0:
        raise BadInput(_("Nothing was counted below the line, so there is no ratio."))
    value = mean_top / mean_bottom
    variance = var_top - 2 * covariance * value + value * value * var_bottom
    return Measured(n, value, max(variance, 0.0) / mean_bottom**2)


def ratio_of_sums(sums: RatioSums) -> Measured:
    """The same from sums, squares and cross products. Raises BadInput for fewer than two people."""
    n = sums.n
    if n < 2:
        raise BadInput(_("At least two visitors are needed to see how much they differ."))
    top, bottom = sums.top / n, sums.bottom / n
    return ratio(
        n,
        mean_top=top,
        mean_bottom=bottom,
        var_top=(sums.top_squares - sums.top * top) / (n - 1),
        var_bottom=(sums.bottom_squares - sums.bottom * bottom) / (n - 1),
        covariance=(sums.products - sums.top * bottom) / (n - 1),
    )
