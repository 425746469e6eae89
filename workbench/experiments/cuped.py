"""CUPED: use what people did before the test to see the difference more sharply."""

from __future__ import annotations

from typing import NamedTuple

from workbench.errors import BadInput
from workbench.experiments.measured import Measured
from workbench.language import _


class WithBefore(NamedTuple):
    """One variant's measure, with the same people's measure before the test and their covariance."""

    n: int
    mean: float
    mean_before: float
    variance: float
    variance_before: float
    covariance: float


class Adjusted(NamedTuple):
    """Both variants after the adjustment, and the slope that was taken out."""

    theta: float
    control: Measured
    treatment: Measured


def adjust(control: WithBefore, treatment: WithBefore) -> Adjusted:
    """Take out what the time before explains, with one slope for both arms (Deng and others 2013).

    theta = covariance / variance before, over the people of both arms together; means are moved around the common
    mean before, so they stay in the measure's own size. Raises BadInput where nobody differed before.
    """
    arms = (control, treatment)
    n = sum(arm.n for arm in arms)
    middle = sum(arm.n * arm.mean_before for arm in arms) / n
    between = control.n * treatment.n / n  # the arms' own means add to the sums of all people
    before, after = (
        treatment.mean_before - control.mean_before,
        treatment.mean - control.mean,
    )
    below = sum((arm.n - 1) * arm.variance_before for arm in arms) + between * before**2
    if below <= 0:
        raise BadInput(_("Nobody differed before the test, so it explains nothing."))
    theta = (sum((arm.n - 1) * arm.covariance for arm in arms) + between * before * after) / below
    return Adjusted(theta, *(_adjusted(arm, theta, middle) for arm in arms))


def _adjusted(arm: WithBefore, theta: float, middle: float) -> Measured:
    variance = arm.variance - 2 * theta * arm.covariance + theta**2 * arm.variance_before
    return Measured(arm.n, arm.mean - theta * (arm.mean_before - middle), max(variance, 0.0))
