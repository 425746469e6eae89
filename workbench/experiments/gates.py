"""The first two gates of a verdict: was the split fair, and are there enough numbers to look at?"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from workbench.experiments import sentences
from workbench.experiments.counted import Arm, Counted
from workbench.experiments.outlook import days_to_sample
from workbench.experiments.sample_ratio import SampleRatio, sample_ratio
from workbench.experiments.verdict_words import Answer, Gate

LEAST_CONVERSIONS = 25
LEAST_VISITORS_WITHOUT_CONVERSIONS = 100
WEEK = 7


class Rule(NamedTuple):
    """What the plan says about reading the test; all None: there was no plan, only the counts themselves speak.

    `per_variant` is the planned number of visitors of each variant, `end_day` the last day, `sequential` whether the
    interval that may be read early was chosen. `alpha` is the error of one test, two-sided.
    """

    per_variant: int | None = None
    end_day: date | None = None
    sequential: bool = False
    alpha: float = 0.05
    worth_having: float | None = None

    @property
    def has_plan(self) -> bool:
        """Whether a sample or an end was planned."""
        return self.per_variant is not None or self.end_day is not None


class GateAnswer(NamedTuple):
    """How one gate was answered, with the reason in a sentence (or more, for a failed split)."""

    gate: Gate
    answer: Answer
    because: tuple[str, ...]


class Enough(NamedTuple):
    """The second gate. `reached` says that the plan (if any) is fulfilled, which a sequential test need not wait for.

    `short` are the places of arms with too few conversions; `days_left` is None where it cannot be told.
    """

    gate: GateAnswer
    reached: bool
    short: frozenset[int]
    days_left: int | None


def split_gate(counted: Counted, locale: str) -> tuple[GateAnswer, SampleRatio]:
    """The first gate: numbers that can be, no empty arm, and the designed split."""
    visitors = [max(arm.visitors, 0) for arm in counted.arms]
    ratio = sample_ratio(visitors, [arm.share for arm in counted.arms])
    empty = [arm.name for arm in counted.arms if arm.visitors == 0]
    if counted.problems:
        because = counted.problems
    elif empty:
        because = (sentences.empty_arms(empty),)
    elif ratio.flag:
        because = sentences.unfair_split(counted.arms, ratio, locale)
    else:
        because = (sentences.fair_split(counted.arms, ratio, locale),)
    bad = bool(counted.problems or empty or ratio.flag)
    return GateAnswer(Gate.SPLIT, Answer.NO if bad else Answer.YES, because), ratio


def enough_gate(counted: Counted, rule: Rule, today: date | None, locale: str) -> Enough:
    """The second gate: the planned sample or the end date, in whole weeks, and 25 conversions in each arm."""
    short = frozenset(n for n, arm in enumerate(counted.arms) if _too_few(arm))
    over = rule.end_day is not None and today is not None and today > rule.end_day
    reached = over or (_sample_reached(counted, rule) and _a_week(counted))
    days_left = None if reached else _days_left(counted, rule, today)
    if not reached and not rule.sequential:
        because = sentences.still_collecting(counted, rule.per_variant, days_left, locale)
        return Enough(GateAnswer(Gate.ENOUGH, Answer.NOT_YET, because), False, short, days_left)
    if short:
        because = sentences.few_conversions([counted.arms[n] for n in sorted(short)], over, locale)
        return Enough(GateAnswer(Gate.ENOUGH, Answer.NOT_YET, because), reached, short, days_left)
    fulfilled = _sample_reached(counted, rule)
    because = sentences.enough(counted, rule.per_variant, reached, fulfilled, locale)
    return Enough(GateAnswer(Gate.ENOUGH, Answer.YES, because), reached, short, days_left)


def _too_few(arm: Arm) -> bool:
    if arm.conversions is None:
        return arm.visitors < LEAST_VISITORS_WITHOUT_CONVERSIONS
    return arm.conversions < LEAST_CONVERSIONS


def _a_week(counted: Counted) -> bool:
    """Weekdays differ, so nothing is read before a whole week, where it is known how many days there were."""
    return counted.days is None or counted.days >= WEEK


def _sample_reached(counted: Counted, rule: Rule) -> bool:
    """Whether every arm had its planned visitors by the end of the last whole week, at an even pace."""
    if rule.per_variant is None:
        return rule.end_day is None
    days = counted.days
    part = 1.0 if not days else days // WEEK * WEEK / days
    return all(arm.visitors * part >= rule.per_variant for arm in counted.arms)


def _days_left(counted: Counted, rule: Rule, today: date | None) -> int | None:
    """Until the sample is there or the end date is over, whichever comes first."""
    ends = []
    if rule.end_day is not None and today is not None:
        ends.append(max((rule.end_day - today).days + 1, 0))
    if rule.per_variant is not None and counted.days:
        found = [days_to_sample(a.visitors, rule.per_variant, counted.days) for a in counted.arms]
        if all(days is not None for days in found):
            ends.append(max(days for days in found if days is not None))
    if not rule.has_plan and counted.days is not None:
        ends.append(max(WEEK - counted.days, 0))
    return min(ends, default=None)
