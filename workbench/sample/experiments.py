"""The sample brand's tests, past, running and planned: one row per variant, totals only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from workbench.sample.brand import money, without_vat
from workbench.sample.orders import Order
from workbench.sample.season import TrafficDay, span_of

HEADER = [
    "Experiment", "Status", "Hypothesis", "KPI", "Start", "End", "Variant", "Visitors",
    "Conversions", "Revenue", "Decision", "Learning",
]  # fmt: skip


class Experiment(NamedTuple):
    """One test; `counted` names the two steps of the funnel, and the arms share what the shop had.

    `split` is the control's part of the visitors, `lift` what the second arm had more of, relative.
    """

    name: str
    status: str
    hypothesis: str
    kpi: str
    first: date
    last: date
    variants: tuple[str, str]
    counted: tuple[str, str]
    split: float
    lift: float
    decision: str = ""
    learning: str = ""


class Arm(NamedTuple):
    """One variant's totals; an unknown one is None."""

    visitors: int | None
    conversions: int | None
    revenue: int | None


EXPERIMENTS = (
    Experiment(
        "Threshold banner in the header", "decided",
        "If every page says from which amount shipping is free, then the conversion rate will rise"
        " by 8 %, because postage is the first question in our inbox",
        "Conversion rate", date(2025, 5, 12), date(2025, 6, 8),
        ("No banner", "Banner"), ("visitors", "completed"), 0.502, 0.014,
        "Switch it off",
        "A fixed banner made no difference that four weeks of our traffic could show.",
    ),
    Experiment(
        "Video first on the product page", "decided",
        "If a product page opens with a video of the candle burning, then more visitors will add it"
        " to the basket (+10 %), because people ask how large the flame is",
        "Sessions with cart additions", date(2025, 8, 25), date(2025, 9, 28),
        ("Photo first", "Video first"), ("visitors", "carts"), 0.497, -0.178,
        "Switch it off",
        "A video in first place hides price and scents: fewer baskets, mostly on phones.",
    ),
    Experiment(
        "Gift box photo on product pages", "finished",
        "If visitors see the gift box beside the candle, then the conversion rate will rise by 6 %"
        " before Sinterklaas, because one order in five is a present",
        "Conversion rate", date(2025, 10, 13), date(2025, 11, 16),
        ("Candle only", "With gift box"), ("visitors", "completed"), 0.499, 0.043,
    ),
    Experiment(
        "Checkout on one page", "decided",
        "If address, delivery and payment stand on one page, then more of those who reach the"
        " checkout will finish it (+10 %), because four in ten leave at the second step",
        "Checkout completion", date(2026, 3, 30), date(2026, 5, 10),
        ("Three steps", "One page"), ("checkouts", "completed"), 0.501, 0.152,
        "Keep it for everyone",
        "One page instead of three steps: clearly more people finish their order.",
    ),
    Experiment(
        "Refill reminder e-mail", "decided",
        "If buyers get a reminder when their candle has burnt down, then more of them will reorder"
        " within eight weeks (+20 %), because refills are bought about seven weeks after a candle",
        "Reordered within eight weeks", date(2026, 7, 6), date(2026, 8, 30),
        ("No e-mail", "Reminder on day 45"), ("", ""), 0.0, 0.0,
        "Keep it for everyone",
        "A reminder on day 45 brings buyers back; not yet known whether they only come earlier.",
    ),
    Experiment(
        "Free-shipping bar at € 45", "running",
        "If visitors see how far they are from free shipping, then the conversion rate will rise by"
        " 9 %, because three abandoned baskets in ten stop within € 15 of the threshold",
        "Conversion rate", date(2026, 10, 5), date(2026, 11, 8),
        ("No bar", "Bar in the basket"), ("visitors", "completed"), 0.501, 0.082,
    ),
    Experiment(
        "Account page: reorder in one tap", "planned",
        "If a past order can be bought again in one tap, then the share of customers who reorder"
        " within 90 days will rise by 5 %, because reviews call reordering a search",
        "Repeat purchase rate", date(2027, 1, 4), date(2027, 2, 14),
        ("Order list", "One-tap button"), ("", ""), 0.0, 0.0,
    ),
)  # fmt: skip

# Customers, not visits: half of those whose last order was one to four months old got the e-mail.
_REMINDER = (Arm(698, 47, None), Arm(702, 72, None))
_NOT_STARTED = (Arm(None, None, None), Arm(None, None, None))


def rows(traffic_days: Sequence[TrafficDay], orders: Sequence[Order]) -> list[list[str]]:
    """The header and one row per variant."""
    table = [HEADER]
    for test in EXPERIMENTS:
        for variant, arm in zip(test.variants, arms(test, traffic_days, orders), strict=True):
            table.append(_row(test, variant, arm))
    return table


def arms(
    test: Experiment, traffic_days: Sequence[TrafficDay], orders: Sequence[Order]
) -> tuple[Arm, Arm]:
    """The totals of both arms; those of a test on the site add up to the shop's own traffic."""
    if not test.counted[0]:
        return _REMINDER if test.status == "decided" else _NOT_STARTED
    total = span_of(traffic_days, test.first, test.last)
    people = int(getattr(total, test.counted[0]))
    bought = int(getattr(total, test.counted[1]))
    control = round(people * test.split)
    second = (people - control) * (1 + test.lift)
    wins = round(bought * control / (control + second))
    average = _average_order(test, orders) if test.kpi == "Conversion rate" else None
    return (
        Arm(control, wins, None if average is None else round(wins * average)),
        Arm(people - control, bought - wins,
            None if average is None else round((bought - wins) * average * 0.985)),
    )  # fmt: skip


def _average_order(test: Experiment, orders: Sequence[Order]) -> float:
    """Goods after discount per web order in the test's span, in cents excluding VAT."""
    amounts = [
        without_vat(order.subtotal)
        for order in orders
        if order.source == "web" and test.first <= order.at.date() <= test.last
    ]
    return sum(amounts) / len(amounts)


def _row(test: Experiment, variant: str, arm: Arm) -> list[str]:
    return [
        test.name,
        test.status,
        test.hypothesis,
        test.kpi,
        test.first.isoformat(),
        test.last.isoformat(),
        variant,
        "" if arm.visitors is None else str(arm.visitors),
        "" if arm.conversions is None else str(arm.conversions),
        "" if arm.revenue is None else money(arm.revenue),
        test.decision,
        test.learning,
    ]
