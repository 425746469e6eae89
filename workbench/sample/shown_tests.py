"""Tests of every kind and with every verdict, made so that a person can look at each screen."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from typing import NamedTuple

from workbench.experiments import ledger, measures, planning, readings
from workbench.experiments.measures import MeasureCounts
from workbench.experiments.plan import PlannedGuardrail
from workbench.experiments.words import Kind

START = date(2026, 9, 7)
OPEN = "Reviews above the fold"


class Made(NamedTuple):
    """One test: arms are (name, visitors, conversions), spread over `days` where it has some."""

    name: str
    kind: Kind
    arms: tuple[tuple[str, int, int], ...]
    days: int = 0
    rails: tuple[tuple[str, int, int, int, int], ...] = ()
    sequential: bool = False
    kpi: str = "conversion_rate"
    start: date = START
    weeks: int = 4


MADE = {
    "keep": Made(
        "Sticky basket button", Kind.SPLIT, (("As it is", 9000, 225), ("Sticky", 9050, 312)), 28,
        (("returns per order", 9000, 900, 9050, 880),),
    ),
    "harm": Made(
        "Pop-up with a discount", Kind.SPLIT, (("No pop-up", 9000, 225), ("Pop-up", 9050, 312)), 28,
        (("complaints", 9000, 60, 9050, 160),),
    ),
    "worse": Made("Video first again", Kind.SPLIT, (("Photo", 6000, 300), ("Video", 6020, 220)), 28),
    "early": Made("Gift wrap tick box", Kind.SPLIT, (("Without", 900, 27), ("With", 910, 31)), 6,
                  start=date(2026, 11, 2), weeks=5),
    "uneven": Made("Redirected landing page", Kind.SPLIT, (("Old", 5000, 150), ("New", 4300, 160)), 28),
    "many": Made(
        "Three headlines", Kind.SPLIT,
        (("Now", 4000, 120), ("Short", 4010, 126), ("Long", 3990, 118), ("Question", 4005, 150)), 28,
    ),
    "holdout": Made("Newsletter held out", Kind.HOLDOUT, (("No e-mail", 500, 20), ("E-mail", 4500, 260)), 28),
    "before-after": Made(
        "New product photos", Kind.BEFORE_AFTER, (), weeks=6,
    ),
    "difference": Made(
        "Free delivery in Belgium", Kind.DIFFERENCE,
        (("Netherlands", 33600, 840), ("Belgium", 16800, 490)), 56, start=date(2026, 9, 28),
    ),
    "price": Made("Candle at € 27", Kind.PRICE, (("€ 24", 3000, 90), ("€ 27", 3050, 78)), 28),
    "painted-door": Made("Refill club", Kind.PAINTED_DOOR, (("Join the club", 1200, 66),)),
    "survey": Made("Which scent next", Kind.SURVEY, (("Fig", 210, 96), ("Cedar", 210, 71))),
}  # fmt: skip


def open_plan(db: sqlite3.Connection) -> int:
    """Plan a test that this traffic cannot conclude."""
    made = ledger.add(db, OPEN)
    for name in ("As it is", "Reviews on top"):
        readings.add_variant(db, made, name)
    planning.change_plan(
        db, made, change="reviews stand above the price", because="people ask about burning time",
        kpi="conversion_rate", predicted=0.1, worth_having=0.1, page="product page",
        start_day="2026-11-16",
        guardrails=(
            PlannedGuardrail("Conversion rate", 0.2),
            PlannedGuardrail("returns per order", 0.1, False, 30),
        ),
    )  # fmt: skip
    return made


def make(db: sqlite3.Connection, made: Made) -> int:
    """Plan, start and count a test."""
    new = ledger.add(db, made.name, kind=made.kind.value, audience="all visitors")
    ids = [readings.add_variant(db, new, name) for name, _n, _x in made.arms]
    if made.kind is Kind.HOLDOUT:
        readings.set_share(db, ids[0], 0.1)
        readings.set_share(db, ids[1], 0.9)
    own = {"change": "we do this", "because": "customers asked for it", "kpi": made.kpi}
    rails = tuple(PlannedGuardrail(rail[0], 0.15, False) for rail in made.rails)
    planning.change_plan(
        db, new, **own, predicted=0.09, worth_having=0.09,
        start_day=made.start.isoformat(), sequential=made.sequential, guardrails=rails,
    )  # fmt: skip
    planning.start(db, new, per_variant=None, weeks=made.weeks, today=made.start)
    for place, (variant, (_name, visitors, hits)) in enumerate(zip(ids, made.arms, strict=True)):
        _count(db, variant, made, visitors, hits, place)
    for rail in made.rails:
        for variant, people, hits in ((ids[0], *rail[1:3]), (ids[1], *rail[3:])):
            measures.record_measure(db, variant, rail[0], MeasureCounts(people, hits))
    return new


def _count(
    db: sqlite3.Connection, variant: int, made: Made, visitors: int, hits: int, place: int
) -> None:
    """Totals, or days that add up to them, a little uneven as days are."""
    if not made.days:
        readings.record_reading(db, variant, visitors=visitors, conversions=hits)
        return
    first = made.start - timedelta(days=28 if made.kind is Kind.DIFFERENCE else 0)
    weights = [20 + (7 * n + place) % 3 for n in range(made.days)]
    gone = [0, 0]
    for n in range(made.days):
        part = sum(weights[: n + 1]) / sum(weights)
        upto = [round(visitors * part), round(hits * part + ((n * 5 + place) % 3 - 1) * 0.4)]
        if n == made.days - 1:
            upto = [visitors, hits]
        day = first + timedelta(days=n)
        counts = [max(upto[0] - gone[0], 0), max(upto[1] - gone[1], 0)]
        readings.record_reading(db, variant, visitors=counts[0], conversions=counts[1], day=day)
        gone = upto
