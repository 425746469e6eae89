"""What changed since a day: through a real workspace, whose triggers keep the diary."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest

from workbench.experiments import ledger
from workbench.roadmap import evidence, items, scoring
from workbench.roadmap.since import Change, since
from workbench.store.workspace import Workspace

LAST_WEEK, TODAY = date(2026, 11, 2), date(2026, 11, 9)
RICE = {"reach": 1000, "impact": 1, "confidence": 1, "effort": 2}


def age_the_diary(
    db: sqlite3.Connection, at: str = "2026-10-01T08:00:00+00:00", where: str = "1"
) -> None:
    """Let what stands in the diary have happened at another time; a step must change more than the diary."""
    db.execute(f"UPDATE history_item SET at = ? WHERE {where}", (at,))
    db.execute("INSERT INTO annotation(day, title) VALUES ('2026-10-01', 'aged')")


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    workspace.do("Add", items.add_many, ["A", "B", "C"], stage="inbox", theme="product")
    for item_id in (1, 2):
        workspace.do("Score", scoring.set_inputs, item_id, "rice", RICE)
    workspace.do("Long ago", age_the_diary)
    return workspace


def told(workspace: Workspace) -> list[tuple[str, str, str, str | None, str | None]]:
    changes: list[Change] = workspace.ask(since, LAST_WEEK, today=TODAY)
    return [(c.title, c.what.value, c.field, c.old, c.new) for c in changes]


def test_nothing_changed(filled: Workspace) -> None:
    assert told(filled) == []


def test_added_removed_moved_rescored_and_edited(filled: Workspace) -> None:
    filled.do("Add", items.add, "D", stage="planned")
    filled.do("Move", items.move, 1, stage="discovery")
    filled.do("Move", items.move, 1, stage="planned")
    filled.do(
        "Edit", items.set_fields, 3, {"owner": "Bo", "theme": "retention", "due_day": "2026-12-01"}
    )
    filled.do("Score", scoring.set_input, 1, "rice", "impact", 2)
    filled.do("Delete", items.delete, 2)
    assert told(filled) == [
        ("D", "added", "stage", None, "planned"),
        ("B", "removed", "stage", "inbox", None),
        ("A", "moved", "stage", "inbox", "planned"),
        ("A", "rescored", "score", "500.0", "1000.0"),
        ("C", "edited", "due_day", None, "2026-12-01"),
        ("C", "edited", "owner", None, "Bo"),
        ("C", "edited", "theme", "product", "retention"),
    ]
    removed = filled.ask(since, LAST_WEEK, today=TODAY)[1]
    assert removed.score == 500


def test_what_was_undone_or_taken_back_is_no_change(filled: Workspace) -> None:
    filled.do("Move", items.move, 1, stage="planned")
    filled.do("Delete", items.delete, 2)
    filled.undo()
    filled.undo()
    assert told(filled) == []
    filled.do("Move", items.move, 1, stage="planned")
    filled.do("Move", items.move, 1, stage="inbox")
    filled.do("Add", items.add, "D")
    filled.do("Delete", items.delete, 4)
    assert told(filled) == []


@pytest.mark.slow
def test_the_diary_survives_many_steps(filled: Workspace) -> None:
    filled.do("Delete", items.delete, 3)
    for n in range(105):
        filled.do("Rename", items.rename, 1, f"A{n}")
    assert told(filled) == [
        ("C", "removed", "stage", "inbox", None),
        ("A104", "edited", "title", "A", "A104"),
    ]


def test_evidence_and_deadlines_rescore(filled: Workspace) -> None:
    filled.do("Take", scoring.set_input, 1, "rice", "confidence", None)
    filled.do("Long ago", age_the_diary)
    piece = filled.do("Add", evidence.add_evidence, 1, "23 reviews", strength="reviews").result
    assert told(filled) == [("A", "rescored", "score", None, "325.0")]
    filled.do("Long ago", age_the_diary)
    filled.do("Delete", evidence.delete_evidence, piece)
    assert told(filled) == [("A", "rescored", "score", "325.0", None)]


def test_a_decision_written_since_is_the_reason(filled: Workspace) -> None:
    filled.do("Test", ledger.add, "A against B", item_id=1, status="finished")
    filled.do("Decide", ledger.decide, 1, choice="ship", reason="It sold more", day=TODAY)
    filled.do("Move", items.move, 1, stage="launched", today=TODAY)
    changes = filled.ask(since, LAST_WEEK, today=TODAY)
    assert {change.decision for change in changes} == {"It sold more"}


def test_the_day_begins_where_the_brand_is(filled: Workspace) -> None:
    """Half past eleven at night in London is the next day in Amsterdam."""
    filled.do("Move", items.move, 1, stage="planned")
    filled.do("Set", age_the_diary, "2026-11-01T22:59:59+00:00", "field = 'stage'")
    assert told(filled) == []
    filled.do("Set", age_the_diary, "2026-11-01T23:00:00+00:00", "field = 'stage'")
    assert told(filled) == [("A", "moved", "stage", "inbox", "planned")]
