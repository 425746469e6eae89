"""Undo brings back what a roadmap action changed, links included."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from workbench.experiments import ledger, readings, record
from workbench.presenting import deck
from workbench.roadmap import items, scoring, themes
from workbench.store.workspace import Workspace


def everything(workspace: Workspace) -> list[list[tuple[Any, ...]]]:
    tables = (
        *("item", "item_tag", "score_input", "theme", "experiment", "variant", "reading"),
        *("decision", "learning", "deck", "slide"),
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
    do("Deck", deck.add_deck, "Monday")
    do("Slide", deck.add_slide, 1, "board")
    return workspace


@pytest.mark.parametrize(
    ("command", "args"),
    [
        (items.delete, (1, 2)),
        (items.duplicate, (1,)),
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
