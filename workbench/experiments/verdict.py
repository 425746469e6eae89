"""The verdict of a split test: four gates in order, a word and reasons for each variant and for all.

Split, enough, harm, goal. A gate that fails ends it: invalid, too early, roll back or review. Only a variant with all
guardrails held and all goals won is to be kept. What the person decides is written elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from workbench.experiments import headlines, sentences
from workbench.experiments.counted import Counted
from workbench.experiments.gates import Enough, GateAnswer, Rule, enough_gate, split_gate
from workbench.experiments.goals import GoalRead, read
from workbench.experiments.guardrails import Guarded, guarded
from workbench.experiments.money import Money, Value, money
from workbench.experiments.sample_ratio import SampleRatio
from workbench.experiments.verdict_words import Answer, Effect, Gate, Harm, Word

NO_PLAN = Rule()


class VariantVerdict(NamedTuple):
    """What the numbers say about one variant against the control; the control itself has no word.

    `goals` and `guardrails` are empty, and `money` None, where the first gate failed. Before there is enough, lifts are
    there for drawing, but no chance to win.
    """

    name: str
    is_control: bool
    n: int
    conversions: int | None
    rate: float | None
    word: Word | None
    goals: tuple[GoalRead, ...]
    guardrails: tuple[Guarded, ...]
    money: Money | None
    reasons: tuple[str, ...]


class Verdict(NamedTuple):
    """What the numbers say in all: one word, one sentence, the reasons, the four gates, and each variant.

    `days_left` is about how long until it can be read, None where that cannot be told or it can.
    """

    word: Word
    headline: str
    reasons: tuple[str, ...]
    gates: tuple[GateAnswer, ...]
    sample_ratio: SampleRatio
    variants: tuple[VariantVerdict, ...]
    days_left: int | None


def verdict(
    counted: Counted,
    rule: Rule = NO_PLAN,
    *,
    today: date | None = None,
    value: Value | None = None,
    locale: str = "en_GB",
) -> Verdict:
    """Judge a split test. Pure: the same counts give the same words.

    `today` decides whether the end is over and a return window is still open; `value` turns lifts into money.
    """
    split, ratio = split_gate(counted, locale)
    if split.answer is Answer.NO:
        return _invalid(counted, split, ratio)
    enough = enough_gate(counted, rule, today, locale)
    reads = _reads(counted, rule)
    variants = [_control(counted)]
    for place in range(1, len(counted.arms)):
        rails = _guarded(counted, rule, place, today)
        goals = tuple(goal[place - 1] for goal in reads)
        word = _word(goals, rails, enough, place, rule)
        found = _variant(counted, place, word, goals, rails)
        variants.append(_told(found, counted, enough, rule, value, locale))
    word = _overall([v.word for v in variants if v.word], rule)
    gates = (split, enough.gate, *_last_gates(variants, enough))
    reasons = _reasons(word, gates, variants, counted)
    headline = headlines.headline(word, variants, enough.days_left)
    left = enough.days_left if word is Word.TOO_EARLY else None
    return Verdict(word, headline, reasons, gates, ratio, tuple(variants), left)


def _invalid(counted: Counted, split: GateAnswer, ratio: SampleRatio) -> Verdict:
    bare = [_control(counted)] + [
        _variant(counted, place, Word.INVALID, (), ()) for place in range(1, len(counted.arms))
    ]
    rest = tuple(GateAnswer(gate, Answer.NOT_ASKED, ()) for gate in list(Gate)[1:])
    headline = headlines.headline(Word.INVALID, bare, None)
    variants = tuple(v._replace(reasons=split.because if v.word else ()) for v in bare)
    return Verdict(Word.INVALID, headline, split.because, (split, *rest), ratio, variants, None)


def _planned(counted: Counted, rule: Rule) -> int | None:
    """The planned visitors per variant that a sequential interval is tuned to; None for the plain interval."""
    if not rule.sequential:
        return None
    return rule.per_variant or max(arm.visitors for arm in counted.arms)


def _guarded(counted: Counted, rule: Rule, place: int, today: date | None) -> tuple[Guarded, ...]:
    planned = _planned(counted, rule)
    return tuple(
        guarded(rail, place, today=today, alpha=rule.alpha, planned_per_variant=planned)
        for rail in counted.guardrails
    )


def _reads(counted: Counted, rule: Rule) -> list[list[GoalRead]]:
    planned = _planned(counted, rule)
    return [read(goal, alpha=rule.alpha, planned_per_variant=planned) for goal in counted.goals]


def _word(
    goals: Sequence[GoalRead], rails: Sequence[Guarded], enough: Enough, place: int, rule: Rule
) -> Word:
    """The gates after the first, for one variant."""
    waiting = enough.gate.answer is Answer.NOT_YET and not enough.short
    if waiting or enough.short & {0, place} or not (enough.reached or rule.sequential):
        return Word.TOO_EARLY
    effects = {goal.effect for goal in goals}
    if any(rail.state is Harm.LOST for rail in rails):
        return Word.ROLL_BACK
    if Effect.LOSES in effects and Effect.WINS not in effects:
        return Word.ROLL_BACK
    if not enough.reached and effects != {Effect.WINS}:
        return Word.TOO_EARLY
    held = all(rail.state is Harm.HELD for rail in rails)
    return Word.SHIP if held and effects == {Effect.WINS} else Word.REVIEW


def _overall(words: Sequence[Word], rule: Rule) -> Word:
    """One word for all variants: wait for all, unless early reading was planned; then the best there is."""
    if rule.sequential and Word.SHIP in words:
        return Word.SHIP
    for word in (Word.TOO_EARLY, Word.SHIP):
        if word in words:
            return word
    return Word.ROLL_BACK if set(words) == {Word.ROLL_BACK} else Word.REVIEW


def _control(counted: Counted) -> VariantVerdict:
    return _variant(counted, 0, None, (), ())


def _variant(
    counted: Counted,
    place: int,
    word: Word | None,
    goals: tuple[GoalRead, ...],
    rails: tuple[Guarded, ...],
) -> VariantVerdict:
    arm = counted.arms[place]
    known = arm.visitors > 0 and arm.conversions is not None and not counted.problems
    rate = (arm.conversions or 0) / arm.visitors if known else None
    counts = (arm.visitors, arm.conversions, rate)
    return VariantVerdict(arm.name, place == 0, *counts, word, goals, rails, None, ())


def _told(
    found: VariantVerdict,
    counted: Counted,
    enough: Enough,
    rule: Rule,
    value: Value | None,
    locale: str,
) -> VariantVerdict:
    """Add money and reasons; before there is enough, take out what would be misread."""
    if not enough.reached or found.word is Word.TOO_EARLY:
        hidden = [g._replace(chance_to_win=None, expected_loss=None) for g in found.goals]
        found = found._replace(goals=tuple(hidden))
    if found.word is Word.TOO_EARLY:
        return found._replace(reasons=enough.gate.because)
    reasons = [sentences.guardrail(found.name, rail, locale) for rail in found.guardrails]
    reasons += [sentences.effect(found.name, g, len(counted.arms), locale) for g in found.goals]
    first = found.goals[0] if found.goals else None
    if first and rule.worth_having and first.effect is Effect.WINS:
        reasons += filter(None, [sentences.worth_having(first, rule.worth_having, locale)])
    worth = money(first, value) if first and value else None
    if worth:
        reasons.append(sentences.worth(found.name, worth, locale))
    return found._replace(money=worth, reasons=tuple(reasons))


def _last_gates(variants: Sequence[VariantVerdict], enough: Enough) -> tuple[GateAnswer, ...]:
    """The gates of harm and goal over all variants, in the answer that matters most."""
    judged = [v for v in variants if v.word not in (None, Word.TOO_EARLY)]
    if not judged:
        return tuple(GateAnswer(gate, Answer.NOT_ASKED, ()) for gate in (Gate.HARM, Gate.GOAL))
    states = [rail.state for v in judged for rail in v.guardrails]
    effects = [goal.effect for v in judged for goal in v.goals]
    return (
        GateAnswer(Gate.HARM, _harm_answer(states), headlines.harm(judged)),
        GateAnswer(Gate.GOAL, _goal_answer(effects), headlines.goal(judged)),
    )


def _harm_answer(states: Sequence[Harm]) -> Answer:
    if Harm.LOST in states:
        return Answer.NO
    if Harm.NOT_IN_YET in states:
        return Answer.NOT_YET
    if Harm.CANNOT_TELL in states:
        return Answer.UNCLEAR
    return Answer.YES if states else Answer.NOT_ASKED


def _goal_answer(effects: Sequence[Effect]) -> Answer:
    if Effect.WINS in effects:
        return Answer.YES
    return Answer.NO if effects and set(effects) == {Effect.LOSES} else Answer.UNCLEAR


def _reasons(
    word: Word, gates: Sequence[GateAnswer], variants: Sequence[VariantVerdict], counted: Counted
) -> tuple[str, ...]:
    """The reasons of the word: of the gate that stopped it, or of every variant, each sentence once."""
    if word is Word.TOO_EARLY:
        found = list(gates[1].because) or [r for v in variants for r in v.reasons]
    else:
        found = [*gates[0].because, *gates[1].because]
        found += [reason for variant in variants for reason in variant.reasons]
    counts = [(arm.visitors, arm.conversions) for arm in counted.arms]
    same = [
        arm.name for arm, own in zip(counted.arms, counts, strict=True) if counts.count(own) > 1
    ]
    if same and any(arm.visitors > 0 for arm in counted.arms):
        found.append(sentences.identical(same))
    return tuple(dict.fromkeys(found))
