"""Orders per day where no visitors are known: two Poisson rates."""

from __future__ import annotations

from typing import NamedTuple

from workbench.errors import BadInput
from workbench.experiments.intervals import Interval
from workbench.language import _


class RateRatio(NamedTuple):
    """How many times the second rate is of the first, with its interval and two-sided p-value."""

    ratio: float
    interval: Interval
    p: float


def rate_ratio(
    before: tuple[int, float], after: tuple[int, float], *, alpha: float = 0.05
) -> RateRatio | None:
    """Compare orders per day, each given as (orders, days), by the score method.

    It takes orders as independent, so it is too sure of itself when days go up and down together: never more than a
    hint. None where there were no orders before. Raises BadInput.
    """
    if min(before[0], after[0]) < 0 or min(before[1], after[1]) <= 0:
        raise BadInput(_("Give orders of 0 or more over at least one day."))
    if before[0] == 0:
        return None
    from statsmodels.stats.rates import confint_poisson_2indep, test_poisson_2indep

    counts = (after[0], after[1], before[0], before[1])
    p = test_poisson_2indep(*counts, method="score", compare="ratio").pvalue
    ends = confint_poisson_2indep(*counts, method="score", compare="ratio", alpha=alpha)
    ratio = (after[0] / after[1]) / (before[0] / before[1])
    return RateRatio(ratio, Interval(float(ends[0]), float(ends[1])), float(p))
