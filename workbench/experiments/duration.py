"""How long a test takes with this shop's traffic, and what to do where that is too long.

A month is 52/12 weeks.
"""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

from workbench.errors import BadInput
from workbench.experiments.sizing import (
    ALPHA,
    POWER,
    Formula,
    Size,
    detectable,
    guardrail_per_variant,
    size,
)
from workbench.language import _

WEEKS_PER_MONTH = 52 / 12
LONGEST_WEEKS = 8
LOOKS_AHEAD = (2, 4, 8)


class Span(NamedTuple):
    """How long a test takes: weeks as computed, and rounded up to whole ones, so that every weekday counts alike."""

    weeks: float
    whole_weeks: int


class Detectable(NamedTuple):
    """The smallest relative lift, a fraction, that can be shown within so many weeks; None where none can."""

    weeks: int
    lift: float | None


class Prospect(NamedTuple):
    """What a test with this traffic can answer.

    `span` is None where no traffic is known. `can_conclude` within 8 weeks; where it cannot, `instead` says in
    sentences what can be done.
    """

    size: Size
    span: Span | None
    within: tuple[Detectable, ...]
    can_conclude: bool
    instead: tuple[str, ...]


class Worth(NamedTuple):
    """What a lift would bring per month when everybody sees it: orders, and money in minor units where known."""

    orders_per_month: float
    money_minor_per_month: float | None


def weekly(monthly_visitors: float) -> float:
    """Visitors per week from visitors per month."""
    return monthly_visitors / WEEKS_PER_MONTH


def span(total: float, weekly_visitors: float) -> Span:
    """How long it takes to see so many visitors in all. Raises BadInput for no traffic."""
    if weekly_visitors <= 0:
        raise BadInput(_("Give the visitors per week, a number above 0."))
    weeks = total / weekly_visitors
    return Span(weeks, max(ceil(weeks - 1e-9), 1))


def prospect(
    baseline: float,
    lift: float,
    weekly_visitors: float | None,
    *,
    variants: int = 2,
    alpha: float = ALPHA,
    power: float = POWER,
    formula: Formula = Formula.POOLED_NULL,
    longest_weeks: int = LONGEST_WEEKS,
) -> Prospect:
    """Size a test of a rate, say how long it takes, and what to do where it takes too long. Raises BadInput.

    `weekly_visitors` are those that enter the test, all variants together.
    """
    needed = size(baseline, lift, variants=variants, alpha=alpha, power=power, formula=formula)
    if weekly_visitors is None:
        return Prospect(needed, None, (), True, ())
    takes = span(needed.total, weekly_visitors)
    within = what_shows(baseline, weekly_visitors, variants=variants, alpha=alpha, power=power)
    can = takes.whole_weeks <= longest_weeks
    instead = () if can else _instead(within, lift, variants)
    return Prospect(needed, takes, within, can, instead)


def what_shows(
    baseline: float,
    weekly_visitors: float,
    *,
    variants: int = 2,
    weeks: tuple[int, ...] = LOOKS_AHEAD,
    alpha: float = ALPHA,
    power: float = POWER,
) -> tuple[Detectable, ...]:
    """The smallest lift that can be shown within 2, 4 and 8 weeks. Raises BadInput."""
    share = alpha / (variants - 1)
    return tuple(
        Detectable(
            n, detectable(baseline, n * weekly_visitors / variants, alpha=share, power=power)
        )
        for n in weeks
    )


def guardrail_span(
    baseline: float, margin: float, weekly_visitors: float, *, variants: int = 2
) -> Span:
    """How long until a guardrail that did not move is known to be inside its margin. Raises BadInput."""
    return span(guardrail_per_variant(baseline, margin) * variants, weekly_visitors)


def worth(
    baseline: float,
    lift: float,
    monthly_visitors: float,
    *,
    money_minor_per_order: float | None = None,
) -> Worth:
    """What a lift of the conversion rate would bring per month, in orders and money."""
    orders = baseline * lift * monthly_visitors
    money = None if money_minor_per_order is None else orders * money_minor_per_order
    return Worth(orders, money)


def _instead(within: tuple[Detectable, ...], lift: float, variants: int) -> tuple[str, ...]:
    """Other ways to learn, the ones that fit first."""
    last = within[-1]
    ways = []
    if last.lift is not None and lift > 0:
        text = _(
            "Try a bolder change: in {weeks} weeks this traffic shows a rise of {lift} % or more."
        )
        ways.append(text.format(weeks=last.weeks, lift=ceil(last.lift * 1000) / 10))
    if variants > 2:
        ways.append(_("Test fewer variants at once, so that each gets more visitors."))
    ways += [
        _("Count an earlier step that happens more often, such as added to basket."),
        _("Test on all pages where the change fits, or by e-mail, so that more people take part."),
        _("Switch it on, compare before and after, and take the answer as a hint only."),
        _("Ask ten customers, or watch five people use it."),
    ]
    return tuple(ways)
