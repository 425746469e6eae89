"""Undo brings back what a roadmap action changed, links included."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from workbench.experiments import ledger, readings, record
from workbench.presenting import deck
from workbench.roadmap import (
    custom_fields,
    custom_values,
    decisions,
    dependencies,
    evidence,
    items,
    own_frameworks,
    requirements,
    retail_calendar,
    scoring,
    strategy,
    themes,
    views,
)
from workbench.store.workspace import Workspace

PREDICTION = decisions.Prediction("orders", 0.05, date(2026, 5, 31))


def everything(workspace: Workspace) -> list[list[tuple[Any, ...]]]:
    tables = (
        *("item", "item_tag", "score_input", "theme", "experiment", "variant", "reading"),
        *("decision", "learning", "deck", "slide", "evidence", "dependency", "requirement"),
        *("custom_field", "custom_value", "framework", "saved_view", "objective", "key_result"),
        *("season", "history_item"),
    )
    sql = 'SELECT * FROM "{}" ORDER BY id'
    return [
        workspace.ask(lambda db, t=table: db.execute(sql.format(t)).fetchall()) for table in tables
    ]


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    do = workspace.do
    do("Add", items.add_many, ["A", "B", "C"], stage="planned", theme="product")
    do("Tag", items.set_tags, 1, ["gift"])
    do("Score", scoring.set_input, 1, "rice", "effort", 2)
    do("Test", ledger.add, "Bar", item_id=1, status="finished")
    do("Variant", readings.add_variant, 1, "Control")
    do("Reading", readings.record_reading, 1, visitors=10, conversions=1)
    do("Decide", ledger.decide, 1, choice="ship")
    do("Learn", ledger.learn, 1, "It works")
    do("Evidence", evidence.add_evidence, 1, "23 reviews", strength="reviews")
    do("Evidence", evidence.add_evidence, 1, "Sold out", kind="kpi", ref="orders")
    do("Wait", dependencies.link, 1, 2)
    do("Wait", dependencies.link, 3, 1)
    do("Story", requirements.add_story, 1, "As a giver I want it wrapped")
    do("Field", custom_fields.add_field, "Cost", "number")
    do("Cost", custom_values.set_value, 1, "cost", 5)
    do("Decide", decisions.decide_item, 1, "build", prediction=PREDICTION, day=date(2026, 3, 2))
    do("Goal", strategy.add_objective, "Sell more")
    do("Result", strategy.add_key_result, 1, "Orders", kpi="orders")
    do("Serve", items.set_field, 1, "key_result", 1)
    do("Copy", own_frameworks.copy_framework, "rice", "Mine")
    do("View", views.save_as_new, "Mine", views.View())
    do("Season", retail_calendar.add_season, "Peak", date(2026, 11, 23))
    do("Deck", deck.add_deck, "Monday")
    do("Slide", deck.add_slide, 1, "board")
    return workspace


@pytest.mark.parametrize(
    ("command", "args"),
    [
        (items.delete, (1, 2)),
        (items.duplicate, (1,)),
        (items.edit_many, ([1, 2, 3], {"owner": "Mia", "tags": ["x"], "due_day": "2026-12-01"})),
        (evidence.delete_evidence, (1,)),
        (dependencies.unlink, (1, 2)),
        (custom_fields.delete_field, ("cost",)),
        (decisions.withdraw_item_decision, (1,)),
        (strategy.delete_objective, (1,)),
        (own_frameworks.reset_framework, ("mine",)),
        (views.delete_view, (1,)),
        (retail_calendar.delete_season, (1,)),
        (themes.delete_theme, (5,)),
        (ledger.delete, (1,)),
        (ledger.withdraw_decision, (1,)),
        (readings.delete_variant, (1,)),
        (deck.delete_deck, (1,)),
        (deck.duplicate_deck, (1,)),
    ],
)
def test_undo_and_redo_are_exact(
    filled: Workspace, command: Callable[..., Any], args: tuple[int, ...]
) -> None:
    before = everything(filled)
    filled.do("Change", command, *args)
    after = everything(filled)
    assert after != before
    filled.undo()
    assert everything(filled) == before
    filled.redo()
    assert everything(filled) == after


def test_a_deleted_item_keeps_its_test_and_undo_links_them_again(filled: Workspace) -> None:
    filled.do("Delete", items.delete, 1)
    assert filled.ask(record.record, 1).experiment.item_id is None
    filled.undo()
    assert filled.ask(record.record, 1).experiment.item_title == "A"


def test_a_refused_bulk_edit_leaves_no_step(filled: Workspace) -> None:
    before = everything(filled)
    with pytest.raises(Exception, match="before it starts"):
        filled.do(
            "Edit", items.edit_many, [1, 2], {"start_day": "2026-02-01", "due_day": "2026-01-01"}
        )
    assert everything(filled) == before
    assert filled.do("Nothing", items.rename, 1, "A").step is None


def test_a_deleted_item_takes_all_of_it_along_and_undo_brings_all_of_it_back(
    filled: Workspace,
) -> None:
    before = everything(filled)
    parts = ("evidence", "dependency", "requirement", "custom_value", "score_input", "item_tag")

    def left(db: Any) -> int:
        return sum(db.execute(f"SELECT count(*) FROM {part}").fetchone()[0] for part in parts)

    assert filled.ask(left) == 8
    filled.do("Delete", items.delete, 1)
    assert filled.ask(left) == 0
    assert filled.ask(decisions.item_decisions) == []
    filled.undo()
    assert everything(filled) == before
    assert filled.ask(items.item, 1).key_result_id == 1


def test_a_bulk_edit_of_300_is_one_step(workspace: Workspace) -> None:
    ids = workspace.do("Add", items.add_many, [f"Idea {n}" for n in range(300)]).result
    done = workspace.do("Edit", items.edit_many, ids, {"owner": "Mia", "stage": "planned"})
    assert {(item.owner, item.stage.value) for item in workspace.ask(items.items)} == {
        ("Mia", "planned")
    }
    assert workspace.undo().step == done.step
    assert {(item.owner, item.stage.value) for item in workspace.ask(items.items)} == {
        (None, "inbox")
    }
