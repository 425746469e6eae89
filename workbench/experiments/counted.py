"""What was counted in a test, ready for a verdict; numbers that cannot be are named, not computed with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from workbench.experiments.measured import Measured, proportion
from workbench.language import _

CONVERSIONS = "conversions"
REVENUE = "revenue"


class Arm(NamedTuple):
    """One variant's totals: visitors, conversions among them, its designed part of the visitors (weights will do).

    `revenue` is revenue per visitor as measured, in any unit; None where only totals are known.
    """

    name: str
    visitors: int
    conversions: int | None
    share: float = 1.0
    revenue: Measured | None = None
    revenue_total: float | None = None


class Goal(NamedTuple):
    """A measure that the test wants to move, per arm; None for an arm where it cannot be told."""

    name: str
    arms: tuple[Measured | None, ...]
    higher_is_better: bool = True


class Guardrail(NamedTuple):
    """A measure that must not get worse by more than `margin`, a fraction of the control.

    `in_from` is the first day on which the last numbers are in, where a return window is open.
    """

    name: str
    arms: tuple[Measured | None, ...]
    margin: float
    higher_is_better: bool = True
    in_from: date | None = None


class Counted(NamedTuple):
    """A test as counted; the first arm is the control. `days` is how many days were counted, None where not known.

    `problems` are sentences about numbers that cannot be; with any of them there is no verdict.
    """

    arms: tuple[Arm, ...]
    goals: tuple[Goal, ...]
    guardrails: tuple[Guardrail, ...] = ()
    days: int | None = None
    problems: tuple[str, ...] = ()


def counted(
    arms: Sequence[Arm],
    *,
    goals: Sequence[str] = (CONVERSIONS,),
    names: Mapping[str, str] | None = None,
    guardrails: Sequence[Guardrail] = (),
    days: int | None = None,
) -> Counted:
    """Put arms together; goals are CONVERSIONS, REVENUE or both, called by the given names on the screen."""
    problems = tuple(sentence for arm in arms for sentence in _problems(arm))
    called = {CONVERSIONS: _("conversions per visitor"), REVENUE: _("revenue per visitor")}
    called |= names or {}
    made = tuple(_goal(goal, called[goal], arms) for goal in goals) if not problems else ()
    return Counted(tuple(arms), made, tuple(guardrails), days, problems)


def _goal(goal: str, name: str, arms: Sequence[Arm]) -> Goal:
    if goal == REVENUE:
        return Goal(name, tuple(arm.revenue for arm in arms))
    return Goal(name, tuple(_rate(arm) for arm in arms))


def _rate(arm: Arm) -> Measured | None:
    if arm.conversions is None or arm.visitors <= 0:
        return None
    return proportion(arm.conversions, arm.visitors)


def _problems(arm: Arm) -> list[str]:
    found = []
    if arm.visitors < 0 or (arm.conversions or 0) < 0:
        found.append(_("“{variant}” has a count below zero.").format(variant=arm.name))
    elif arm.conversions is not None and arm.conversions > arm.visitors:
        text = _(
            "“{variant}” has more conversions ({conversions}) than visitors ({visitors});"
            " perhaps orders were counted, not people."
        )
        numbers = {"conversions": arm.conversions, "visitors": arm.visitors}
        found.append(text.format(variant=arm.name, **numbers))
    revenue = arm.revenue_total
    if revenue is None and arm.revenue is not None:
        revenue = arm.revenue.mean
    if revenue is not None and revenue < 0:
        text = _("The revenue of “{variant}” is below zero: more was paid back than sold.")
        found.append(text.format(variant=arm.name))
    return found
