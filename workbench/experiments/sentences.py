"""The reasons of a verdict in plain sentences, for somebody who knows no statistics."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.experiments.counted import Arm, Counted
from workbench.experiments.sample_ratio import SampleRatio
from workbench.language import _, money, ngettext, number

if TYPE_CHECKING:
    from workbench.experiments.goals import GoalRead
    from workbench.experiments.guardrails import Guarded
    from workbench.experiments.money import Money


def names(items: Sequence[str]) -> str:
    """Names in quotes, with commas."""
    return ", ".join(_("“{name}”").format(name=name) for name in items)


def points(fraction: float, locale: str, *, sign: bool = False) -> str:
    """A fraction as a number of percent without the sign %: 0.174 as '17.4', or '+17.4'."""
    text = number(abs(fraction) * 100, locale, decimals=1)
    minus = "−" if fraction < 0 and text.strip("0.,") else ""
    return (minus or ("+" if sign else "")) + text


def short_points(fraction: float, locale: str, *, sign: bool = False) -> str:
    """The same without a decimal where it is 0: what a person typed, 0.09, as '+9'."""
    return points(fraction, locale, sign=sign).removesuffix(".0").removesuffix(",0")


def empty_arms(empty: Sequence[str]) -> str:
    """Some arms have no visitors."""
    return _("Nobody was counted in {names}, so there is nothing to compare.").format(
        names=names(empty)
    )


def fair_split(arms: Sequence[Arm], ratio: SampleRatio, locale: str) -> str:
    """The split is as designed, or too small to say."""
    if ratio.p is None:
        return _("Too few visitors to tell whether the split was fair.")
    if len(arms) > 3:
        return _("Visitors were split as planned.")
    text = _("Visitors were split as planned: {shares}.")
    return text.format(shares=_shares([float(arm.visitors) for arm in arms], locale))


def unfair_split(arms: Sequence[Arm], ratio: SampleRatio, locale: str) -> tuple[str, ...]:
    """The split is not as designed, with the usual causes."""
    text = _("Visitors were split {found}, but {planned} was planned; chance does not do that.")
    found = _shares([float(arm.visitors) for arm in arms], locale)
    planned = _shares(ratio.expected, locale)
    causes = _(
        "Usual causes: one variant loads slower or breaks, a redirect loses people, bots, the split was changed on"
        " the way, or the winner was already switched on for everyone (leave those days out)."
    )
    return text.format(found=found, planned=planned), causes


def _shares(counts: Sequence[float], locale: str) -> str:
    total = sum(counts)
    decimals = 0 if len({round(n / total, 3) for n in counts}) == 1 and len(counts) == 2 else 1
    return " / ".join(number(100 * n / total, locale, decimals=decimals) for n in counts)


def still_collecting(
    counted: Counted, planned: int | None, days_left: int | None, locale: str
) -> tuple[str, ...]:
    """The plan is not fulfilled yet."""
    least = min(arm.visitors for arm in counted.arms)
    found = []
    if planned is not None:
        text = _("{n} of {planned} planned visitors have been counted in the smallest variant.")
        found.append(text.format(n=number(least, locale), planned=number(planned, locale)))
    elif counted.days is not None and counted.days < 7:
        text = ngettext(
            "Only {n} day was counted; weekdays differ, so a test needs at least one whole week.",
            "Only {n} days were counted; weekdays differ, so a test needs at least one whole week.",
            counted.days,
        )
        found.append(text.format(n=counted.days))
    if days_left:
        text = ngettext("About {n} day left.", "About {n} days left.", days_left)
        found.append(text.format(n=days_left))
    found.append(_("Looking earlier makes chance look like success."))
    return tuple(found)


def few_conversions(short: Sequence[Arm], over: bool, locale: str) -> tuple[str, ...]:
    """Some arms have fewer than 25 conversions."""
    if short[0].conversions is None:
        text = _("There are fewer than 100 visitors in {names}; that is too few to compare.")
        return (text.format(names=names([arm.name for arm in short])),)
    least = min(short, key=lambda arm: arm.conversions or 0)
    text = ngettext(
        "“{name}” has {n} conversion; at least 25 are needed in each variant.",
        "“{name}” has {n} conversions; at least 25 are needed in each variant.",
        least.conversions or 0,
    )
    found = [text.format(name=least.name, n=number(least.conversions or 0, locale))]
    if over:
        found.append(
            _("The planned end is over; let it run on, or decide without an answer from the test.")
        )
    return tuple(found)


def enough(
    counted: Counted, planned: int | None, reached: bool, fulfilled: bool, locale: str
) -> tuple[str, ...]:
    """There is enough to look at."""
    least = number(min(arm.visitors for arm in counted.arms), locale)
    if not reached:
        text = _("{n} visitors a side so far; this test may be read early.")
        return (text.format(n=least),)
    if planned is None:
        return (_("{n} visitors or more in each variant.").format(n=least),)
    if not fulfilled:
        text = _(
            "The end date is over with {n} of {planned} planned visitors a side; only a large effect can show."
        )
        return (text.format(n=least, planned=number(planned, locale)),)
    text = _("{n} visitors a side; {planned} were planned.")
    return (text.format(n=least, planned=number(planned, locale)),)


def effect(variant: str, read: GoalRead, variants: int, locale: str) -> str:
    """What a variant did to a goal."""
    from workbench.experiments.verdict_words import Effect

    if read.lift is None or read.interval is None:
        text = _(
            "{measure} of “{variant}” cannot be compared: nobody differs, or the control has none."
        )
        return _capital(text.format(measure=read.name, variant=variant))
    words = {
        Effect.WINS: _(
            "“{variant}” changes {measure} by {lift} % (likely {low} to {high}): even the weakest likely effect is a"
            " gain."
        ),
        Effect.LOSES: _(
            "“{variant}” changes {measure} by {lift} % (likely {low} to {high}): even the best likely effect is a loss."
        ),
        Effect.UNCLEAR: _(
            "“{variant}” changes {measure} by {lift} %, but it may be anything from {low} to {high}: there may be no"
            " difference at all."
        ),
    }
    text = words.get(read.effect, words[Effect.UNCLEAR])
    if read.effect is Effect.UNCLEAR and 0 not in read.interval:
        text = _(
            "“{variant}” changes {measure} by {lift} % (likely {low} to {high}), but {n} variants were compared at"
            " once, and then chance alone often makes one look like that."
        )
    ends = (points(end, locale, sign=True) for end in read.interval)
    lift = points(read.lift, locale, sign=True)
    low, high = ends
    return text.format(
        variant=variant, measure=read.name, lift=lift, low=low, high=high, n=variants - 1
    )


def guardrail(variant: str, rail: Guarded, locale: str) -> str:
    """How a guardrail fared."""
    from workbench.experiments.verdict_words import Harm
    from workbench.language import day

    texts = {
        Harm.HELD: _("“{variant}”: {measure} did not get worse by more than {margin} %."),
        Harm.LOST: _(
            "“{variant}”: {measure} got worse (likely {low} to {high} %; {margin} % was allowed)."
        ),
        Harm.CANNOT_TELL: _(
            "“{variant}”: whether {measure} got worse by more than {margin} % cannot be told yet."
        ),
        Harm.NOT_IN_YET: _("“{variant}”: {measure} is not in yet; read it again on {day}."),
    }
    interval = rail.lift.interval if rail.lift else None
    return texts[rail.state].format(
        variant=variant,
        measure=rail.name,
        margin=points(rail.margin, locale),
        low=points(interval.low, locale, sign=True) if interval else "",
        high=points(interval.high, locale, sign=True) if interval else "",
        day=day(rail.in_from, locale) if rail.in_from else "",
    )


def identical(pairs: Sequence[str]) -> str:
    """Arms with the very same counts."""
    text = _("{names} have exactly the same numbers; perhaps one was entered twice.")
    return text.format(names=names(pairs))


def worth(variant: str, found: Money, locale: str) -> str:
    """What keeping a variant brings per month."""
    amounts = {
        key: money(minor, found.currency, locale, cents=False)
        for key, minor in (
            ("amount", found.per_month_minor),
            ("low", found.low_minor),
            ("high", found.high_minor),
        )
    }
    if found.includes_zero and found.is_margin:
        text = _(
            "“{variant}” for everyone: about {amount} margin a month, likely between {low} and {high}, so perhaps"
            " nothing."
        )
    elif found.includes_zero:
        text = _(
            "“{variant}” for everyone: about {amount} revenue a month, likely between {low} and {high}, so perhaps"
            " nothing. Costs are not known, so the margin is not."
        )
    elif found.is_margin:
        text = _(
            "“{variant}” for everyone: about {amount} margin a month, likely between {low} and {high}."
        )
    else:
        text = _(
            "“{variant}” for everyone: about {amount} revenue a month, likely between {low} and {high}. Costs are not"
            " known, so the margin is not."
        )
    return text.format(variant=variant, **amounts)


def worth_having(read: GoalRead, least: float, locale: str) -> str | None:
    """Whether a clear gain may still be smaller than what was worth having."""
    if read.interval is None or read.interval.low >= least:
        return None
    text = _("It may still be less than the {least} % that was called worth having.")
    return text.format(least=points(least, locale, sign=True))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
