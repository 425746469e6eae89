"""Loose ends on Home: each kind appears for what has the gap, and for nothing else."""

from __future__ import annotations

import sqlite3
from datetime import date

from workbench.experiments import ledger
from workbench.roadmap import items, scoring
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
