"""Before and after, and other comparisons without a split: a hint, never a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from workbench.experiments import sentences
from workbench.experiments.before_after import LEAST_DAYS, BeforeAfter, before_after
from workbench.experiments.counted import Counted
from workbench.experiments.intervals import Interval
from workbench.experiments.verdict import VariantVerdict, Verdict
from workbench.experiments.verdict_words import Word
from workbench.language import _, ngettext

_BEFORE = {"before", "voor", "vóór", "vorher", "pre", "avant", "antes"}
_AFTER = {"after", "na", "nachher", "post", "après", "después"}


class Hint(NamedTuple):
    """What a comparison without a split says: a word, a sentence, reasons; `found` is None where it says nothing."""

    word: Word
    headline: str
    reasons: tuple[str, ...]
    found: BeforeAfter | None


def hint(
    daily: Sequence[float],
    change: int,
    *,
    measure: str,
    control: Sequence[float] | None = None,
    alpha: float = 0.05,
    locale: str = "en_GB",
) -> Hint:
    """Compare a daily series before and after its place `change`; at most "directional only".

    `control` is a series that the change could not reach, over the same days. With fewer than 14 days on a side it is
    too early; a series that never moves says nothing.
    """
    after = len(daily) - change
    if min(change, after) < LEAST_DAYS:
        return _too_short(max(LEAST_DAYS - after, 0), change)
    if len(set(daily)) == 1:
        text = _("Nothing changed at all; perhaps the numbers are not filled in yet.")
        return Hint(Word.DIRECTIONAL, _("There is nothing to compare."), (text,), None)
    found = before_after(daily, change, control=control, alpha=alpha)
    shown = found.relative_interval
    if found.relative is None or shown is None:
        text = _("Without the change {measure} would have been about 0, so there is no percentage.")
        return Hint(Word.DIRECTIONAL, _nothing(measure), (text.format(measure=measure),), found)
    headline = _moved(measure, found.jump) if found.claims else _nothing(measure)
    reasons = _reasons(measure, found.relative, shown, control is not None, locale)
    return Hint(Word.DIRECTIONAL, headline, reasons, found)


def is_before_after(names: Sequence[str]) -> bool:
    """Whether a table's variants are two periods, which nobody was split between."""
    words = [set(name.casefold().split()) for name in names]
    return len(words) == 2 and bool(
        (words[0] & _BEFORE and words[1] & _AFTER) or (words[0] & _AFTER and words[1] & _BEFORE)
    )


def without_split(counted: Counted) -> Counted:
    """The same counts with no designed split, so that unequal periods are no mismatch."""
    arms = tuple(arm._replace(share=float(max(arm.visitors, 1))) for arm in counted.arms)
    return counted._replace(arms=arms)


def directional(found: Verdict, reasons: tuple[str, ...] | None = None) -> Verdict:
    """Turn a verdict on groups that nobody was split into at random into a hint.

    Lifts stay for drawing; chances, p-values and money go. Numbers that cannot be, and too few, stay what they are.
    """
    if found.word in (Word.INVALID, Word.TOO_EARLY):
        return found
    why = reasons or periods_reasons()
    variants = tuple(
        variant if variant.is_control else _unsure(variant, why) for variant in found.variants
    )
    ratio = found.sample_ratio._replace(p=None, flag=False)
    headline = _("A hint only: nobody was split at random, so other causes are possible.")
    return Verdict(Word.DIRECTIONAL, headline, why, (), ratio, variants, None)


def _unsure(variant: VariantVerdict, why: tuple[str, ...]) -> VariantVerdict:
    goals = tuple(
        goal._replace(p=None, p_adjusted=None, chance_to_win=None, expected_loss=None)
        for goal in variant.goals
    )
    return variant._replace(word=Word.DIRECTIONAL, goals=goals, money=None, reasons=why)


def periods_reasons() -> tuple[str, ...]:
    """Why a table of two periods has no verdict."""
    return (
        _("These are two periods, not two groups of people; season, ads and stock differ as well."),
        _(
            "Totals cannot tell a change from a good week; enter the days, or split visitors at random."
        ),
    )


def _too_short(missing: int, change: int) -> Hint:
    if change < LEAST_DAYS:
        text = _("There are only {n} days from before the change; at least {least} are needed.")
        sentence = text.format(n=change, least=LEAST_DAYS)
    else:
        text = ngettext(
            "About {n} more day is needed after the change.",
            "About {n} more days are needed after the change.",
            missing,
        )
        sentence = text.format(n=missing)
    return Hint(Word.TOO_EARLY, _("It is too early to say anything."), (sentence,), None)


def _moved(measure: str, jump: float) -> str:
    if jump > 0:
        text = _("A hint that {measure} rose with the change; it may have other causes.")
    else:
        text = _("A hint that {measure} fell with the change; it may have other causes.")
    return text.format(measure=measure)


def _nothing(measure: str) -> str:
    return _("No change in {measure} that these days could show.").format(measure=measure)


def _reasons(
    measure: str, value: float, likely: Interval, with_control: bool, locale: str
) -> tuple[str, ...]:
    text = _(
        "{measure} against what the days before let expect: {lift} % (likely {low} to {high})."
    )
    lift, low, high = (sentences.points(x, locale, sign=True) for x in (value, *likely))
    first = text.format(measure=measure, lift=lift, low=low, high=high)
    if with_control:
        why = _("The other series takes out what moved both, but nobody was split at random.")
    else:
        why = _("Everything else that changed on the same day is in this number too.")
    return first[:1].upper() + first[1:], why
