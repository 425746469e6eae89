"""A meeting keeps its minutes and the numbers that people saw; the next one can be told what moved since."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.errors import BadInput, NotFound
from workbench.kpis import typed
from workbench.presenting import deck, meetings, views
from workbench.presenting.meetings import Shown
from workbench.presenting.prepare import prepare
from workbench.roadmap import items
from workbench.store.workspace import Workspace

MONDAY, SUNDAY = date(2026, 10, 5), date(2026, 10, 11)


@pytest.fixture
def made(workspace: Workspace) -> int:
    return workspace.do("Deck", deck.add_deck, "Monday").result


@pytest.fixture
def wholesale(workspace: Workspace) -> str:
    def fill(db) -> str:
        key = typed.add_kpi(db, "Wholesale", unit="money")
        typed.set_snapshot(db, key, MONDAY, SUNDAY, 1000)
        return key

    return workspace.do("KPI", fill).result


def since(workspace: Workspace):
    return workspace.ask(views.view("since").read, {})


def test_the_first_line_begins_the_meeting_and_undo_takes_both(
    workspace: Workspace, made: int
) -> None:
    began = "2026-11-09T08:00:00+00:00"
    workspace.do("Note", meetings.begin_with, made, " Keep  it ", began=began)
    (held,) = workspace.ask(meetings.meetings)
    (line,) = workspace.ask(meetings.minutes, held.id)
    assert (held.deck, held.at, held.minutes) == ("Monday", began, 1)
    assert (line.kind, line.text) == ("decision", "Keep it")
    workspace.undo()
    assert workspace.ask(meetings.meetings) == [] == workspace.ask(meetings.minutes)


def test_lines_must_say_something_of_a_known_kind(workspace: Workspace, made: int) -> None:
    held = workspace.do("Begin", meetings.begin, made).result
    with pytest.raises(BadInput):
        workspace.do("Note", meetings.note, held, "  ")
    with pytest.raises(BadInput):
        workspace.do("Note", meetings.note, held, "Yes", kind="gossip")
    with pytest.raises(NotFound):
        workspace.do("Note", meetings.note, held + 1, "Yes")


def test_a_meeting_outlives_its_deck_with_what_was_shown(workspace: Workspace, made: int) -> None:
    number = Shown("net_sales", MONDAY, SUNDAY, 123456.0)
    held = workspace.do("Hold", meetings.end, made, [number, number]).result
    workspace.do("Delete", deck.delete_deck, made)
    (left,) = workspace.ask(meetings.meetings)
    assert (left.deck, left.deck_id) == ("Monday", None) and left.ended_at
    assert workspace.ask(meetings.shown, held) == [number]
    workspace.do("Forget", meetings.delete_meeting, held)
    assert workspace.ask(meetings.meetings) == [] == workspace.ask(meetings.shown, held)


def test_a_number_counted_anew_is_told_with_both_values(
    workspace: Workspace, made: int, wholesale: str
) -> None:
    workspace.do("Hold", meetings.end, made, [Shown(wholesale, MONDAY, SUNDAY, 100_000.0)])
    workspace.do("Type", typed.set_snapshot, wholesale, MONDAY, SUNDAY, 1200)
    (row,) = since(workspace).rows
    assert row[1:4] == ("Wholesale", "€\u00a01,000", "€\u00a01,200") and "anew" in row[4]


def test_a_newer_week_is_told_with_its_change(
    workspace: Workspace, made: int, wholesale: str
) -> None:
    workspace.do("Hold", meetings.end, made, [Shown(wholesale, MONDAY, SUNDAY, 100_000.0)])
    next_week = (date(2026, 10, 12), date(2026, 10, 18))
    workspace.do("Type", typed.set_snapshot, wholesale, *next_week, 1100)
    (row,) = since(workspace).rows
    assert row[3] == "€\u00a01,100" and row[4].startswith("+10.0")


def test_moved_items_are_told_with_their_stages(workspace: Workspace, made: int) -> None:
    item = workspace.do("Add", items.add, "Gift wrap", stage="planned").result
    workspace.do("Hold", meetings.end, made, [])
    workspace.do("Move", items.move, item, stage="launched")
    page = since(workspace)
    assert any(row[1] == "Gift wrap" and row[3] == "Launched" for row in page.rows)
    assert "launched" in page.title or "change" in page.title


def test_before_the_first_meeting_the_slides_are_left_out(workspace: Workspace, made: int) -> None:
    for kind in ("since", "minutes", "text"):
        workspace.do("Slide", deck.add_slide, made, kind)
    assert len(workspace.ask(prepare, made).slides) == 1
    assert "Present a deck" in since(workspace).empty


def test_the_last_minutes_are_a_slide(workspace: Workspace, made: int) -> None:
    held = workspace.do("Begin", meetings.begin, made).result
    workspace.do("Note", meetings.note, held, "Keep it", slide="Verdict")
    workspace.do("Note", meetings.note, held, "Ask Noor", kind="action")
    page = workspace.ask(views.view("minutes").read, {})
    assert page.rows == (("Decision", "Keep it", "Verdict"), ("Action", "Ask Noor", ""))
    assert page.title == "Last time: 1 decided, 1 to do, 0 open"
