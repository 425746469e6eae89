"""What the variants did to a goal: lift with interval, p across variants, chance to win."""

from __future__ import annotations

from typing import NamedTuple

from workbench.experiments.counted import Goal
from workbench.experiments.intervals import Interval
from workbench.experiments.lift import Lift, relative_lift
from workbench.experiments.multiplicity import holm
from workbench.experiments.posterior import posterior
from workbench.experiments.sequential import anytime_lift
from workbench.experiments.verdict_words import Effect


class GoalRead(NamedTuple):
    """One goal in one variant.

    `lift` and its `interval` (the sequential one, if chosen) are fractions of the control; `p_adjusted` allows for the
    number of variants. `chance_to_win` and `expected_loss` (the lift given up on average by taking the variant although
    it is not better) are None where nothing can be told.
    """

    name: str
    effect: Effect
    lift: float | None
    interval: Interval | None
    p: float | None
    p_adjusted: float | None
    chance_to_win: float | None
    expected_loss: float | None
    higher_is_better: bool


def read(
    goal: Goal, *, alpha: float = 0.05, planned_per_variant: int | None = None
) -> list[GoalRead]:
    """Compare each variant with the control; the answer has one entry per variant, without the control.

    With `planned_per_variant` the interval is the sequential one, which holds at every look.
    """
    lifts = [_lift(goal, place, alpha) for place in range(1, len(goal.arms))]
    reads = [
        _one(goal, place, lift, alpha, planned_per_variant) for place, lift in enumerate(lifts, 1)
    ]
    known = [read.p for read in reads if read.p is not None]
    adjusted = iter(holm(known))
    return [read if read.p is None else _judged(read, next(adjusted), alpha) for read in reads]


def _lift(goal: Goal, place: int, alpha: float) -> Lift | None:
    control, treatment = goal.arms[0], goal.arms[place]
    if control is None or treatment is None:
        return None
    return relative_lift(control, treatment, alpha=alpha)


def _one(goal: Goal, place: int, lift: Lift | None, alpha: float, planned: int | None) -> GoalRead:
    better = goal.higher_is_better
    if lift is None:
        return GoalRead(goal.name, Effect.UNKNOWN, *(None,) * 6, better)
    shown = lift
    control, treatment = goal.arms[0], goal.arms[place]
    if planned and control and treatment:
        shown = anytime_lift(lift, control.n + treatment.n, 2 * planned, alpha)
    p = shown.p
    sign = 1 if better else -1
    belief = posterior(sign * lift.value, lift.se)
    chance, loss = belief.chance_to_win, belief.loss_of_changing
    told = (lift.value, shown.interval, p, p, chance, loss)
    return GoalRead(goal.name, Effect.UNCLEAR, *told, better)


def _judged(read: GoalRead, p_adjusted: float, alpha: float) -> GoalRead:
    effect = Effect.UNCLEAR
    if p_adjusted < alpha and read.lift:
        effect = Effect.WINS if (read.lift > 0) == read.higher_is_better else Effect.LOSES
    return read._replace(p_adjusted=p_adjusted, effect=effect)
