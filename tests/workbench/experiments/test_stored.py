"""Frozen plans, overlaps, other measures, and verdicts of experiments in a workspace."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta

import pytest

from workbench.errors import BadInput, NotFound
from workbench.experiments import ledger, measures, plan, readings
from workbench.experiments.measures import MeasureCounts
from workbench.experiments.overlaps import Other, overlaps
from workbench.experiments.plan import Plan, PlannedGuardrail
from workbench.experiments.stored import stored_verdict
from workbench.experiments.verdict_words import Harm, Word
from workbench.roadmap import items

START, END = date(2026, 10, 5), date(2026, 11, 1)
AFTER = date(2026, 11, 9)
PLAN = Plan(
    hypothesis="If we show the rest to go, then orders rise",
    kpi="conversion_rate",
    page="Cart",
    guardrails=(PlannedGuardrail("returns", 0.15, higher_is_better=False, window_days=30),),
    shares=(("Control", 0.5), ("Bar", 0.5)),
    per_variant=14_000,
    weeks=4,
    start_day=START.isoformat(),
    end_day=END.isoformat(),
)


@pytest.fixture
def test_id(db: sqlite3.Connection) -> int:
    fields = {key: getattr(PLAN, key) for key in ("hypothesis", "kpi", "page")}
    new = ledger.add(db, "Bar", status="running", start_day=START, end_day=END, **fields)
    readings.add_variant(db, new, "Control", share=0.5)
    readings.add_variant(db, new, "Bar", share=0.5)
    return new


def count(db: sqlite3.Connection, days: int, per_day: tuple[int, int] = (15, 21)) -> None:
    for n in range(days):
        for variant, conversions in enumerate(per_day, 1):
            day = START + timedelta(days=n)
            readings.record_reading(db, variant, visitors=500, conversions=conversions, day=day)


def test_the_same_plan_is_the_same_text_and_comes_back_whole() -> None:
    text = plan.canonical(PLAN)
    assert plan.from_text(text) == PLAN
    assert plan.canonical(plan.from_text(text)) == text
    other = plan.canonical(PLAN._replace(per_variant=14_001))
    assert plan.fingerprint(other) != plan.fingerprint(text)
    assert len(plan.fingerprint(text)) == 64


def test_a_plan_is_frozen_once_and_shows_later_edits(db: sqlite3.Connection, test_id: int) -> None:
    assert plan.frozen(db, test_id) is None
    mark = plan.freeze(db, test_id, PLAN)
    held = plan.frozen(db, test_id)
    assert held is not None
    assert (held.plan, held.fingerprint, held.is_intact) == (PLAN, mark, True)
    assert plan.drifts(db, test_id) == []
    with pytest.raises(BadInput, match="frozen already"):
        plan.freeze(db, test_id, PLAN)
    ledger.set_field(db, test_id, "end_day", "2026-11-15")
    readings.set_share(db, 2, 0.9)
    found = [(drift.field, drift.planned, drift.now) for drift in plan.drifts(db, test_id)]
    assert found == [
        ("end_day", "2026-11-01", "2026-11-15"),
        ("shares", "Control 0.5, Bar 0.5", "Control 0.5, Bar 0.9"),
    ]
    db.execute("UPDATE experiment SET plan = replace(plan, '14000', '1400')")
    held = plan.frozen(db, test_id)
    assert held is not None and not held.is_intact
    with pytest.raises(NotFound):
        plan.frozen(db, 99)


def test_a_test_is_too_early_then_waits_for_returns_then_is_kept(
    db: sqlite3.Connection, test_id: int
) -> None:
    plan.freeze(db, test_id, PLAN)
    assert stored_verdict(db, test_id) is None
    count(db, 13)
    early = stored_verdict(db, test_id, today=date(2026, 10, 18))
    assert early and (early.verdict.word, early.verdict.days_left) == (Word.TOO_EARLY, 15)
    count(db, 28)
    for variant in (1, 2):
        measures.record_measure(db, variant, "returns", MeasureCounts(n=9_000, hits=900))
    waiting = stored_verdict(db, test_id, today=AFTER)
    assert waiting and waiting.verdict.word is Word.REVIEW
    assert waiting.verdict.variants[1].guardrails[0].state is Harm.NOT_IN_YET
    late = stored_verdict(db, test_id, today=date(2026, 12, 2))
    assert late and late.verdict.word is Word.SHIP


def test_days_after_the_planned_end_do_not_count(db: sqlite3.Connection, test_id: int) -> None:
    plan.freeze(db, test_id, PLAN._replace(guardrails=()))
    count(db, 28, (15, 15))
    count_late = START + timedelta(days=30)
    readings.record_reading(db, 2, visitors=500, conversions=500, day=count_late)
    found = stored_verdict(db, test_id, today=AFTER)
    assert found and found.verdict.variants[1].conversions == 28 * 15
    assert found.verdict.word is Word.REVIEW


def test_two_periods_are_a_hint_also_when_unequal(db: sqlite3.Connection, test_id: int) -> None:
    ledger.set_field(db, test_id, "kind", "before after")
    readings.record_reading(db, 1, visitors=9_000, conversions=270)
    readings.record_reading(db, 2, visitors=12_000, conversions=500)
    found = stored_verdict(db, test_id, today=AFTER)
    assert found and found.verdict.word is Word.DIRECTIONAL
    read = found.verdict.variants[1].goals[0]
    assert read.lift == pytest.approx(500 / 12_000 / 0.03 - 1)
    assert read.p is None and read.chance_to_win is None


def test_a_verdict_does_not_need_a_plan_or_shares(db: sqlite3.Connection) -> None:
    new = ledger.add(db, "Old test", status="finished")
    for name, conversions in (("A", 300), ("B", 392)):
        variant = readings.add_variant(db, new, name)
        readings.record_reading(db, variant, visitors=10_000, conversions=conversions)
    found = stored_verdict(db, new)
    assert found and (found.verdict.word, found.plan) == (Word.SHIP, None)


def test_a_running_test_without_a_plan_waits_for_its_end(
    db: sqlite3.Connection, test_id: int
) -> None:
    count(db, 27, (15, 30))
    early = stored_verdict(db, test_id, today=END)
    assert early and (early.verdict.word, early.verdict.days_left) == (Word.TOO_EARLY, 1)
    late = stored_verdict(db, test_id, today=END + timedelta(days=1))
    assert late and late.verdict.word is Word.SHIP
    assert "No plan was frozen" in late.verdict.reasons[-1]


def test_measures_are_kept_beside_the_goal_and_corrected(
    db: sqlite3.Connection, test_id: int
) -> None:
    days = [(10, 40.0, 400.0), (20, 60.0, 500.0)]
    for n, (people, total, squares) in enumerate(days):
        counts = MeasureCounts(n=people, total=total, squares=squares)
        measures.record_measure(db, 1, "revenue", counts, day=START + timedelta(days=n))
    counts = MeasureCounts(n=10, total=50.0, squares=450.0)
    measures.record_measure(db, 1, "revenue", counts, day=START)
    found = measures.measured(db, test_id, "revenue")
    assert found.keys() == {1}
    assert found[1] == pytest.approx((30, 110 / 30, (950 - 110**2 / 30) / 29))
    rows = db.execute("SELECT count(*), count(superseded_at) FROM reading").fetchone()
    assert rows == (3, 1)
    with pytest.raises(BadInput):
        measures.record_measure(db, 1, "returns", MeasureCounts(n=10, hits=11))


def test_overlaps_name_what_else_happens(db: sqlite3.Connection, test_id: int) -> None:
    other = ledger.add(db, "Banner", status="running", start_day="2026-10-20", page="cart ")
    ledger.add(
        db, "Mail", status="running", start_day="2026-10-21", end_day="2026-10-22", page="Mail"
    )
    ledger.add(db, "Old", status="decided", start_day="2026-08-01", end_day="2026-08-28")
    launched = items.add(db, "Gift wrap")
    db.execute("UPDATE item SET launched_day = '2026-10-30' WHERE id = ?", (launched,))
    db.execute(
        "INSERT INTO promotion(name, first_day, last_day) VALUES ('Fall', '2026-10-01', '2026-10-07')"
    )
    db.execute("INSERT INTO annotation(day, title) VALUES ('2026-11-02', 'Strike')")
    found = overlaps(db, START, END, page="Cart", but=test_id)
    assert [(o.kind, o.title, o.same_people) for o in found] == [
        (Other.PROMOTION, "Fall", False),
        (Other.TEST, "Banner", True),
        (Other.TEST, "Mail", False),
        (Other.LAUNCH, "Gift wrap", False),
    ]
    assert found[1].id == other and found[1].last_day == END
