"""Loose ends on Home: each kind appears for what has the gap, and for nothing else."""

from __future__ import annotations

import sqlite3
from datetime import date

from workbench.experiments import ledger
from workbench.roadmap import items, scoring
from workbench.roadmap.decisions import Prediction, decide_item
from workbench.roadmap.evidence import add_evidence
from workbench.roadmap.filtering import filtered
from workbench.roadmap.loose_ends import Gap, launches, loose_ends

TODAY = date(2026, 11, 9)


def found(db: sqlite3.Connection) -> dict[Gap, tuple[int, ...]]:
    return {end.gap: end.ids for end in loose_ends(db)}


def test_a_fresh_workspace_has_none(db: sqlite3.Connection) -> None:
    items.add(db, "An idea nobody has looked at")
    assert loose_ends(db) == []


def test_items_without_hypothesis_or_score(db: sqlite3.Connection) -> None:
    planned = items.add(db, "Size guide", stage="planned")
    building = items.add(db, "Gift wrap", stage="building", hypothesis="If we wrap …")
    items.add(db, "Old idea", stage="dropped")
    assert found(db) == {Gap.NO_HYPOTHESIS: (planned,), Gap.NO_SCORE: (planned, building)}
    sentences = [end.sentence for end in loose_ends(db)]
    assert sentences == [
        "“Size guide” is planned or being built without a hypothesis.",
        "2 items have no RICE score yet.",
    ]
    values = {"reach": 1, "impact": 1, "confidence": 1, "effort": 1}
    scoring.set_inputs(db, planned, "rice", values)
    assert found(db)[Gap.NO_SCORE] == (building,)


def test_an_experiment_that_ended_wants_a_decision(db: sqlite3.Connection) -> None:
    ended = ledger.add(db, "Free shipping from € 45", status="finished")
    ledger.add(db, "Sticky cart", status="running")
    assert found(db) == {Gap.NO_DECISION: (ended,)}
    ledger.decide(db, ended, choice="ship", reason="It paid for itself")
    assert found(db) == {}


def test_launches_of_the_last_weeks(db: sqlite3.Connection) -> None:
    for title, day in [("old", "2026-10-12"), ("a", "2026-10-13"), ("b", "2026-11-09")]:
        items.add(db, title, stage="launched", launched_day=day)
    items.add(db, "tomorrow", stage="launched", launched_day="2026-11-10")
    items.add(db, "taken back", stage="building", launched_day="2026-11-01")
    assert [(one.title, one.day) for one in launches(db, today=TODAY)] == [
        ("b", date(2026, 11, 9)),
        ("a", date(2026, 10, 13)),
    ]


def test_work_begun_without_evidence_once_evidence_is_used(db: sqlite3.Connection) -> None:
    building = items.add(db, "Gift wrap", stage="building", hypothesis="If we wrap …")
    other = items.add(db, "Size guide", stage="building", hypothesis="If we compare …")
    assert Gap.NO_EVIDENCE not in found(db)
    add_evidence(db, other, "23 reviews", strength="reviews")
    assert found(db)[Gap.NO_EVIDENCE] == (building,)
    assert [item.id for item in filtered(items.items(db), "stage:building evidence:none")] == [
        building
    ]


def test_what_was_launched_and_never_measured(db: sqlite3.Connection) -> None:
    for day in ("2026-05-10", "2026-10-12", "2026-11-01"):
        items.add(db, f"Launched {day}", stage="launched", launched_day=day)
    ends = {end.gap: end for end in loose_ends(db, today=TODAY)}
    assert ends[Gap.NO_EFFECT].ids == (2, 3)
    seen = filtered(items.items(db, today=TODAY), ends[Gap.NO_EFFECT].filter)
    assert [item.id for item in seen] == [2, 3]
    tested = ledger.add(db, "A against B", item_id=2, status="finished")
    ledger.decide(db, tested, choice="ship")
    decide_item(db, 3, "build", prediction=Prediction("orders", 0.05, date(2026, 12, 1)), day=TODAY)
    assert Gap.NO_EFFECT not in {end.gap for end in loose_ends(db, today=TODAY)}
