"""What a variant showed of one measure: how many people, their mean, and how much people differ."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from typing import NamedTuple

from workbench.errors import BadInput
from workbench.language import _


class Measured(NamedTuple):
    """One measure in one variant: `n` people, the mean per person, and the variance of one person.

    Every comparison starts from this, whether the measure is a rate, an amount or a ratio.
    """

    n: int
    mean: float
    variance: float

    @property
    def mean_variance(self) -> float:
        """The variance of the mean."""
        return self.variance / self.n


def proportion(conversions: int, visitors: int) -> Measured:
    """A rate: conversions per visitor, with variance p(1-p).

    Raises BadInput for no visitors, negative counts, or more conversions than visitors.
    """
    if visitors <= 0:
        raise BadInput(_("There are no visitors."))
    if not 0 <= conversions <= visitors:
        sentence = _("There cannot be {conversions} conversions among {visitors} visitors.")
        raise BadInput(sentence.format(conversions=conversions, visitors=visitors))
    rate = conversions / visitors
    return Measured(visitors, rate, rate * (1 - rate))


def sums(n: int, total: float, squares: float) -> Measured:
    """An amount per person, from its sum and its sum of squares; the variance is divided by n - 1.

    Raises BadInput for fewer than two people, or squares that cannot belong to the total.
    """
    if n < 2:
        raise BadInput(_("At least two visitors are needed to see how much they differ."))
    mean = total / n
    spread = squares - total * mean
    if spread < -1e-9 * abs(squares):
        raise BadInput(_("The sum of squares is too small for this total."))
    return Measured(n, mean, max(spread, 0.0) / (n - 1))


def values(amounts: Sequence[float]) -> Measured:
    """An amount per person, from the amounts themselves. Raises BadInput for fewer than two."""
    n = len(amounts)
    if n < 2:
        raise BadInput(_("At least two visitors are needed to see how much they differ."))
    mean = fsum(amounts) / n
    return Measured(n, mean, fsum((amount - mean) ** 2 for amount in amounts) / (n - 1))
