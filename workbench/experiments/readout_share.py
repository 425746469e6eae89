"""A painted door or a survey: what part of the people clicked or said yes; interest, not sales."""

from __future__ import annotations

from workbench.charts.likely import IntervalRow, IntervalsData
from workbench.errors import BadInput
from workbench.experiments import sentences
from workbench.experiments.claims import claim
from workbench.experiments.intervals import wilson
from workbench.experiments.readout_parts import Asked, Details, Readout
from workbench.experiments.record import Variant
from workbench.experiments.verdict_words import Word
from workbench.experiments.words import Kind
from workbench.language import _, number, percent

LEAST_PEOPLE = 30


def read_share(asked: Asked, kind: Kind) -> Readout | None:
    """Tell the share of each variant with its likely range; None where nobody was counted."""
    counted = [v for v in asked.held.variants if v.visitors and v.conversions is not None]
    if not counted:
        return None
    try:
        rows = [_row(variant, kind, asked.locale) for variant in counted]
    except BadInput as error:
        said = _("These numbers cannot be trusted, so they say nothing.")
        return Readout(Word.INVALID, said, reasons=(str(error),))
    few = min(v.visitors or 0 for v in counted) < LEAST_PEOPLE
    word = Word.TOO_EARLY if few else Word.DIRECTIONAL
    reasons = [claim(kind).can, claim(kind).cannot]
    if few:
        text = _("Fewer than {n} people were counted; wait for more.")
        reasons.insert(0, text.format(n=LEAST_PEOPLE))
    goal = _goal(asked, counted)
    return Readout(
        word=word,
        headline=_headline(counted, kind, asked.locale, few=few),
        reasons=tuple(filter(None, (goal, *reasons))),
        picture=IntervalsData("", "", tuple(rows), *_worth(asked)),
        details=_details(counted, asked.locale),
    )


def _headline(counted: list[Variant], kind: Kind, locale: str, *, few: bool) -> str:
    if few:
        return _("It is too early to say anything.")
    best = max(counted, key=lambda v: v.rate or 0.0)
    text = _("{share} of {n} people clicked on “{name}”: they are curious, not yet buyers.")
    if kind is Kind.SURVEY:
        text = _("{share} of {n} people answered “{name}”: what they say, not what they will do.")
    share = percent(best.rate or 0.0, locale, decimals=1)
    return text.format(share=share, n=number(best.visitors or 0, locale), name=best.name)


def _row(variant: Variant, kind: Kind, locale: str) -> IntervalRow:
    hits, people = variant.conversions or 0, variant.visitors or 0
    ends = wilson(hits, people)
    text = _("{hits} of {n} clicked") if kind is Kind.PAINTED_DOOR else _("{hits} of {n} said so")
    return IntervalRow(
        variant.name,
        text.format(hits=number(hits, locale), n=number(people, locale)),
        hits / people,
        (ends.low, ends.high),
        percent(hits / people, locale, decimals=1),
        _("likely {low} to {high}").format(
            low=sentences.points(ends.low, locale), high=sentences.points(ends.high, locale)
        ),
        role="also",
    )


def _worth(asked: Asked) -> tuple[float | None, str]:
    """What was called enough before: the baseline of the plan."""
    wanted = asked.plan.plan.worth_having if asked.plan else None
    if wanted is None:
        return None, ""
    return wanted, _("enough: {share}").format(share=percent(wanted, asked.locale, decimals=1))


def _goal(asked: Asked, counted: list[Variant]) -> str:
    """Whether the best is clearly above what was called enough."""
    wanted, _words = _worth(asked)
    if wanted is None:
        return ""
    best = max(counted, key=lambda v: v.rate or 0.0)
    ends = wilson(best.conversions or 0, best.visitors or 0)
    if ends.low >= wanted:
        return _("That is clearly more than what you called enough.")
    if ends.high < wanted:
        return _("That is clearly less than what you called enough.")
    return _("It may be more or less than what you called enough.")


def _details(counted: list[Variant], locale: str) -> Details:
    return Details(
        tuple(v.name for v in counted),
        (
            (_("People"), *(number(v.visitors or 0, locale) for v in counted)),
            (_("Of them"), *(number(v.conversions or 0, locale) for v in counted)),
            (_("Share"), *(percent(v.rate or 0.0, locale, decimals=2) for v in counted)),
        ),
    )
