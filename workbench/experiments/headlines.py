"""A verdict in one sentence, and the short lines under its gates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.experiments.sentences import names
from workbench.experiments.verdict_words import Effect, Harm, Word
from workbench.language import _, ngettext

if TYPE_CHECKING:
    from workbench.experiments.verdict import VariantVerdict


def headline(word: Word, variants: Sequence[VariantVerdict], days_left: int | None) -> str:
    """The verdict in one sentence."""
    if word is Word.INVALID:
        return _("These numbers cannot be trusted, so they say nothing about the variants.")
    if word is Word.TOO_EARLY:
        if not days_left:
            return _("It is too early to say anything.")
        text = ngettext(
            "It is too early to say anything; about {n} day to go.",
            "It is too early to say anything; about {n} days to go.",
            days_left,
        )
        return text.format(n=days_left)
    if word is Word.SHIP:
        best = max((v for v in variants if v.word is Word.SHIP), key=_gain)
        text = _("“{variant}” helps, and what it must not harm is unharmed.")
        return (text if best.guardrails else _("“{variant}” helps.")).format(variant=best.name)
    if word is Word.ROLL_BACK:
        return _rolled_back(variants)
    return _reviewed(variants)


def _rolled_back(variants: Sequence[VariantVerdict]) -> str:
    judged = [v for v in variants if v.word is Word.ROLL_BACK]
    lost = sorted({r.name for v in judged for r in v.guardrails if r.state is Harm.LOST})
    if lost:
        text = _("{names} does harm: {measures} got worse.")
        return text.format(names=names([v.name for v in judged]), measures=", ".join(lost))
    if len(judged) > 1:
        return _("All variants are worse than the control.")
    return _("“{variant}” is worse than the control.").format(variant=judged[0].name)


def _reviewed(variants: Sequence[VariantVerdict]) -> str:
    judged = [v for v in variants if v.word is Word.REVIEW]
    winning = [v for v in judged if {g.effect for g in v.goals} == {Effect.WINS}]
    if winning:
        open_ = [r.name for r in winning[0].guardrails if r.state is not Harm.HELD]
        text = _("“{variant}” helps, but we cannot yet say whether {measures} got worse.")
        return text.format(variant=winning[0].name, measures=", ".join(open_))
    effects = {g.effect for v in judged for g in v.goals}
    if Effect.WINS in effects:
        return _("Some measures got better, but not all of them.")
    if effects <= {Effect.UNKNOWN}:
        return _("There is nothing to compare.")
    if len(judged) > 1:
        return _("No variant is clearly better or worse than the control.")
    return _("“{variant}” is not clearly better or worse than the control.").format(
        variant=judged[0].name
    )


def _gain(variant: VariantVerdict) -> float:
    first = variant.goals[0]
    lift = first.lift or 0.0
    return lift if first.higher_is_better else -lift


def harm(judged: Sequence[VariantVerdict]) -> tuple[str, ...]:
    """A short line per guardrail that did not hold, or that all did."""
    rails = [(v.name, rail) for v in judged for rail in v.guardrails]
    if not rails:
        return (_("No guardrails were planned."),)
    bad = [(name, rail) for name, rail in rails if rail.state is not Harm.HELD]
    if not bad:
        return (_("All guardrails held."),)
    text = _("{measure}, “{variant}”: {state}")
    return tuple(
        text.format(measure=rail.name, variant=name, state=rail.state.label) for name, rail in bad
    )


def goal(judged: Sequence[VariantVerdict]) -> tuple[str, ...]:
    """A short line per variant, or, with many, for those that win or lose: is it a gain?"""
    texts = {
        Effect.WINS: _("“{variant}”: even the weakest likely effect is a gain"),
        Effect.LOSES: _("“{variant}”: even the best likely effect is a loss"),
        Effect.UNCLEAR: _("“{variant}”: there may be no difference"),
        Effect.UNKNOWN: _("“{variant}”: cannot be compared"),
    }
    clear = [v for v in judged if v.goals and v.goals[0].effect in (Effect.WINS, Effect.LOSES)]
    shown = [v for v in judged if v.goals] if len(judged) <= 3 else clear
    if judged and not shown:
        return (_("No variant differs clearly."),)
    return tuple(texts[v.goals[0].effect].format(variant=v.name) for v in shown)
