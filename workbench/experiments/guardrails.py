"""Measures that must not get worse: held, lost, cannot tell, not in yet."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from workbench.experiments.counted import Guardrail
from workbench.experiments.intervals import Interval
from workbench.experiments.lift import Lift, relative_lift
from workbench.experiments.sequential import anytime_lift
from workbench.experiments.verdict_words import Harm


class Guarded(NamedTuple):
    """How one guardrail fared in one variant; `lift` is None where nothing can be told."""

    name: str
    state: Harm
    lift: Lift | None
    margin: float
    higher_is_better: bool
    in_from: date | None


def guarded(
    rail: Guardrail,
    variant: int,
    *,
    today: date | None = None,
    alpha: float = 0.05,
    planned_per_variant: int | None = None,
) -> Guarded:
    """Compare one variant, by its place among the arms, with the control.

    With `planned_per_variant` the interval is the sequential one, which holds at every look.
    """
    control, treatment = rail.arms[0], rail.arms[variant]
    found = None
    if control is not None and treatment is not None:
        found = relative_lift(control, treatment, alpha=alpha)
        if found and planned_per_variant:
            found = anytime_lift(found, control.n + treatment.n, 2 * planned_per_variant, alpha)
    state = harm(found.interval if found else None, rail.margin, rail.higher_is_better)
    if rail.in_from is not None and today is not None and today < rail.in_from:
        state = Harm.LOST if state is Harm.LOST else Harm.NOT_IN_YET
    return Guarded(rail.name, state, found, rail.margin, rail.higher_is_better, rail.in_from)


def harm(lift: Interval | None, margin: float, higher_is_better: bool) -> Harm:
    """Held where the whole interval lies inside the margin, lost where it lies on the bad side and reaches beyond.

    `lift` and `margin` are fractions of the control; None is an interval that cannot be told.
    """
    if lift is None:
        return Harm.CANNOT_TELL
    least, most = (-lift.high, -lift.low) if higher_is_better else (lift.low, lift.high)
    if most < margin:
        return Harm.HELD
    return Harm.LOST if least > 0 else Harm.CANNOT_TELL
