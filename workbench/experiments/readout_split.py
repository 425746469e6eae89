"""The verdict of a split test as it is shown; also groups that nobody was split into, which get a hint."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

from workbench.experiments import readout_pictures, sentences, shop
from workbench.experiments.gates import GateAnswer
from workbench.experiments.goals import GoalRead
from workbench.experiments.outlook import conversions_to_win, days_until_within
from workbench.experiments.readout_parts import TONES, Asked, Details, GateCard, Readout
from workbench.experiments.stored import StoredVerdict, stored_verdict
from workbench.experiments.verdict import VariantVerdict, Verdict
from workbench.experiments.verdict_words import Answer, Word
from workbench.experiments.words import Choice
from workbench.language import _, money, ngettext, number, percent

_KNOWN_TO = 0.10
_A_YEAR = 365
_NEARLY_SURE = 0.99
_SUGGESTS = {Word.SHIP: Choice.SHIP, Word.ROLL_BACK: Choice.ROLL_BACK, Word.REVIEW: None}


def read_split(db: sqlite3.Connection, asked: Asked) -> Readout | None:
    """Judge what was counted; None before there is anything to compare."""
    experiment = asked.held.experiment
    value = shop.value_of(db, experiment.kpi)
    found = stored_verdict(db, experiment.id, today=asked.today, value=value)
    if found is None:
        return None
    made = found.verdict
    worth = _money(made, asked.locale)
    reasons = tuple(reason for reason in made.reasons if reason not in worth)
    if not worth and made.word in _SUGGESTS and value is None:
        worth = (
            _("What it brings in money is not known: this needs sales and sessions of the shop."),
        )
        if not shop.is_of_the_shop(db, experiment.kpi):
            worth = (_("What it brings in money is not known for this KPI."),)
    return Readout(
        word=made.word,
        headline=_headline(made),
        money=worth[0] if worth else "",
        gates=tuple(_card(gate) for gate in made.gates),
        reasons=reasons,
        outlook=_outlook(found, asked.locale, orders=shop.is_of_the_shop(db, experiment.kpi)),
        picture=readout_pictures.intervals(db, asked, found),
        course=readout_pictures.course(asked, found),
        split=readout_pictures.split(asked, found),
        details=_details(found, asked),
        choice=_SUGGESTS.get(made.word),
    )


def _headline(made: Verdict) -> str:
    """The sentence of the verdict; for groups that nobody was split into, which way the numbers point."""
    goals = [(v, v.goals[0]) for v in _judged(made) if v.goals and v.goals[0].interval is not None]
    if made.word is not Word.DIRECTIONAL or not goals:
        return made.headline
    variant, goal = max(goals, key=lambda one: abs(one[1].lift or 0.0))
    parts = {"measure": goal.name, "variant": variant.name}
    if goal.interval is None or 0 in goal.interval:
        return _("No difference in {measure} that these numbers could show.").format(**parts)
    if (goal.lift or 0.0) > 0:
        text = _("A hint that {measure} rose with “{variant}”; it may have other causes.")
    else:
        text = _("A hint that {measure} fell with “{variant}”; it may have other causes.")
    return text.format(**parts)


def _card(answer: GateAnswer) -> GateCard:
    because = answer.because[0] if answer.because else ""
    if answer.answer is Answer.NOT_ASKED and not because:
        because = _("Only asked once the gates before it are passed.")
    return GateCard(answer.gate.question, answer.answer.label, because, TONES[answer.answer])


def _judged(made: Verdict) -> list[VariantVerdict]:
    return [variant for variant in made.variants if not variant.is_control]


def _money(made: Verdict, locale: str) -> tuple[str, ...]:
    """What the variant that the word is about brings; the best one where several share it."""
    told = [(v.money, v) for v in _judged(made) if v.money is not None]
    same = [one for one in told if one[1].word is made.word] or told
    if not same or made.word not in _SUGGESTS:
        return ()
    worth, best = max(same, key=lambda one: one[0].per_month_minor)
    if made.word is Word.ROLL_BACK and worth.per_month_minor > 0:
        return ()  # it sells more and does harm: a sum would read as a reason to keep it
    return (sentences.worth(best.name, worth, locale),)


def _outlook(found: StoredVerdict, locale: str, *, orders: bool) -> tuple[str, ...]:
    """How many more days until the effect is known well, and how many more orders a clear gain would take."""
    made, days = found.verdict, found.counted.days
    judged = [v for v in _judged(made) if v.goals and v.goals[0].interval is not None]
    if not judged or made.word in (Word.INVALID, Word.DIRECTIONAL):
        return ()
    first = max(judged, key=lambda v: v.goals[0].lift or 0.0)
    said = []
    interval = first.goals[0].interval
    if days and interval is not None:
        said.append(_known(days_until_within(interval, days, margin=_KNOWN_TO), locale))
    control = made.variants[0]
    if (
        made.word is Word.REVIEW
        and first.conversions is not None
        and control.conversions is not None
    ):
        more = conversions_to_win((control.conversions, control.n), (first.conversions, first.n))
        if more:
            text = _more_orders(more) if orders else _more_conversions(more)
            said.append(text.format(variant=first.name, n=number(more, locale)))
    return tuple(said)


def _more_orders(more: int) -> str:
    return ngettext(
        "“{variant}” would need {n} more order from the same visitors to be a clear gain.",
        "“{variant}” would need {n} more orders from the same visitors to be a clear gain.",
        more,
    )


def _more_conversions(more: int) -> str:
    return ngettext(
        "“{variant}” would need {n} more conversion from the same people to be a clear gain.",
        "“{variant}” would need {n} more conversions from the same people to be a clear gain.",
        more,
    )


def _known(more: int, locale: str) -> str:
    if more == 0:
        return _("The effect is known to within 10 % either way.")
    if more > _A_YEAR:
        return _("With this traffic it takes more than a year to know the effect to within 10 %.")
    text = ngettext(
        "About {n} more day until we know the effect to within 10 % either way.",
        "About {n} more days until we know the effect to within 10 % either way.",
        more,
    )
    return text.format(n=number(more, locale))


def _details(found: StoredVerdict, asked: Asked) -> Details:
    """All numbers, a column per variant; what is not known is a dash."""
    made, locale = found.verdict, asked.locale
    variants = made.variants
    rows: list[tuple[str, ...]] = [
        (_("Visitors"), *(number(v.n, locale) for v in variants)),
        (
            _("Conversions"),
            *(_or_dash(v.conversions, lambda n: number(n, locale)) for v in variants),
        ),
        (
            _("Rate"),
            *(_or_dash(v.rate, lambda r: percent(r, locale, decimals=2)) for v in variants),
        ),
    ]
    for place, goal in enumerate(found.counted.goals):
        rows += _goal_rows(variants, place, goal.name, asked)
    planned = found.plan.plan.per_variant if found.plan else None
    if planned:
        rows.append((_("Planned visitors"), *(number(planned, locale) for _v in variants)))
    split = made.sample_ratio.p
    if split is not None:
        text = _p(split, locale)
        rows.append((_("Split as planned, p"), text, *("" for _v in variants[1:])))
    return Details(tuple(v.name for v in variants), tuple(rows))


def _goal_rows(
    variants: tuple[VariantVerdict, ...], place: int, name: str, asked: Asked
) -> list[tuple[str, ...]]:
    locale = asked.locale
    goals = [v.goals[place] if len(v.goals) > place else None for v in variants]

    def row(text: str, tell: Callable[[VariantVerdict, GoalRead | None], str]) -> tuple[str, ...]:
        return (
            text,
            *("" if v.is_control else tell(v, g) for v, g in zip(variants, goals, strict=True)),
        )

    def lift(_v: VariantVerdict, goal: GoalRead | None) -> str:
        return readout_pictures.lift_words(goal, locale) or "–"

    def p(_v: VariantVerdict, goal: GoalRead | None) -> str:
        return _or_dash(goal and goal.p_adjusted, lambda x: _p(x, locale))

    def chance(_v: VariantVerdict, goal: GoalRead | None) -> str:
        return _or_dash(goal and goal.chance_to_win, lambda x: _chance(x, locale))

    found = [
        row(_("Effect on {measure}").format(measure=name), lift),
        row(_("p, for all variants"), p),
        row(_("Chance to be better"), chance),
    ]
    if place == 0:
        found.append(row(_("Expected loss a month"), lambda v, _g: _loss(v, locale)))
    return found


def _loss(variant: VariantVerdict, locale: str) -> str:
    held = variant.money
    if held is None or held.loss_minor is None:
        return "–"
    return money(held.loss_minor, held.currency, locale, cents=False)


def _p(value: float, locale: str) -> str:
    if value < 0.001:
        return _("below {least}").format(least=number(0.001, locale, decimals=3))
    return number(value, locale, decimals=3)


def _chance(value: float, locale: str) -> str:
    """A chance as a percentage; never 0 or 100, for neither can be known."""
    if value > _NEARLY_SURE:
        return _("above {share}").format(share=percent(_NEARLY_SURE, locale, decimals=0))
    if value < 1 - _NEARLY_SURE:
        return _("below {least}").format(least=percent(1 - _NEARLY_SURE, locale, decimals=0))
    return percent(value, locale, decimals=0)


def _or_dash(value: Any, write: Callable[[Any], str]) -> str:
    return "–" if value is None else write(value)
