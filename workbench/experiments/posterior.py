"""What is believed about a lift after the test: the chance to win, and what a wrong choice costs."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

from workbench.experiments.intervals import Interval, normal_quantile


class Posterior(NamedTuple):
    """A normal belief about a relative lift.

    `loss_of_keeping` is the lift that is given up on average by staying with the control, `loss_of_changing` what is
    lost on average by taking the variant; both are fractions of the control, never negative.
    """

    chance_to_win: float
    mean: float
    interval: Interval
    loss_of_keeping: float
    loss_of_changing: float


def posterior(
    lift: float, se: float, *, prior_sd: float | None = None, alpha: float = 0.05
) -> Posterior:
    """The belief after seeing a lift with its standard error (above 0).

    Without `prior_sd` every lift was equally likely before; with it, lifts around 0 were (0.3: most lie within 60 %).
    """
    precision = 1 / se**2 + (1 / prior_sd**2 if prior_sd else 0.0)
    mean, sd = lift / se**2 / precision, sqrt(1 / precision)
    standard, z = NormalDist(), mean / sd
    half = normal_quantile(1 - alpha / 2) * sd
    keep = mean * standard.cdf(z) + sd * standard.pdf(z)
    change = sd * standard.pdf(z) - mean * standard.cdf(-z)
    interval = Interval(mean - half, mean + half)
    return Posterior(standard.cdf(z), mean, interval, max(keep, 0.0), max(change, 0.0))
