"""Rows pasted from Excel: 500 with stages, themes, dates, tags and scores; without headers; what does not fit."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta

import pytest

from workbench.errors import BadInput
from workbench.roadmap import custom_fields, custom_values, items
from workbench.roadmap.frameworks import framework
from workbench.roadmap.pasted import understood
from workbench.roadmap.pasting import copied, paste
from workbench.roadmap.words import Stage
from workbench.store.workspace import Workspace

HEAD = (
    "Title\tType\tTheme\tStatus\tStart\tDue date\tOwner\tReach\tImpact\tConfidence\tEffort\tSquad"
)
STAGES = ["Inbox", "In progress", "To do", "Done"]


def five_hundred() -> str:
    rows = [HEAD]
    for n in range(500):
        start = date(2026, 1, 1) + timedelta(n)
        cells = [
            f"Idea {n}", ["Feature", "Campaign"][n % 2], ["retention", "Wholesale"][n % 2], STAGES[n % 4],
            f"{start:%d-%m-%Y}", f"{start + timedelta(14):%d-%m-%Y}", "Mia", f"{n}", "high", "80 %", "1,5", "blue",
        ]  # fmt: skip
        rows.append("\t".join(cells))
    return "\r\n".join(rows) + "\r\n"


def test_five_hundred_rows_arrive_whole_in_one_step(workspace: Workspace) -> None:
    workspace.do(
        "Country", lambda db: db.execute("UPDATE setting SET value='nl_NL' WHERE key='locale'")
    )
    done = workspace.do("Paste", paste, five_hundred()).result
    assert (len(done.added), done.updated) == (500, ())
    assert done.notes == ("Columns left out: Squad.",)
    found = {item.title: item for item in workspace.ask(items.items)}
    one = found["Idea 125"]
    assert (one.theme, one.stage, one.tags) == ("Wholesale", Stage.BUILDING, ("Campaign",))
    assert (one.start_day, one.due_day) == (date(2026, 5, 6), date(2026, 5, 20))
    assert {key: given.value for key, given in one.inputs["rice"].items()} == {
        "reach": 125,
        "impact": 2,
        "confidence": 0.8,
        "effort": 1.5,
    }
    workspace.undo()
    assert workspace.ask(items.items) == []
    assert "Wholesale" not in workspace.ask(
        lambda db: str(db.execute("SELECT name FROM theme").fetchall())
    )


def test_pasting_again_updates_instead_of_doubling(db: sqlite3.Connection) -> None:
    paste(db, "Title\tOwner\nSize guide\tMia\nGift wrap\t")
    done = paste(db, "Title\tOwner\tStage\nsize  guide\tJan\tplanned\nReturns\t\t")
    assert (done.added, done.updated) == ((3,), (1,))
    found = items.item(db, 1)
    assert (found.title, found.owner, found.stage) == ("Size guide", "Jan", Stage.PLANNED)
    assert len(paste(db, "Title\tOwner\nSize guide\tBo", update=False).added) == 1


def test_without_headers_columns_are_told_by_what_they_hold(db: sqlite3.Connection) -> None:
    items.add(db, "x")
    db.execute("INSERT INTO theme(name, position) VALUES ('retention', 1)")
    text = "Refill reminder\tretention\tDoing\t2026-11-20\nLoyalty\tRetention\tTodo\t2026-12-01"
    assert understood(db, text).fields == ("title", "theme", "stage", "due")
    paste(db, text)
    found = items.item(db, 3)
    assert (found.title, found.theme, found.stage, found.due_day) == (
        "Loyalty", "retention", Stage.PLANNED, date(2026, 12, 1),
    )  # fmt: skip


def test_a_plain_list_is_a_list_of_titles(db: sqlite3.Connection) -> None:
    paste(db, "Size guide\n\nGift wrap\n")
    assert [item.title for item in items.items(db)] == ["Size guide", "Gift wrap"]


def test_what_does_not_fit_is_left_out_and_told(db: sqlite3.Connection) -> None:
    text = (
        "Title\tStage\tDue\tImpact\tHorizon\n"
        "A\tHalfway\tsoon\t7\twhenever\n"
        "\tplanned\t\t\t\n"
        'B\tplanned\t"2026-12-01"\t3\tnow'
    )
    done = paste(db, text)
    assert done.notes == (
        "1 cell did not fit “stage” and was left out.",
        "1 cell did not fit “due” and was left out.",
        "1 cell did not fit “horizon” and was left out.",
        "1 cell did not fit “impact” and was left out.",
        "1 row has no title.",
    )
    a, b = items.items(db)
    assert (a.stage, a.due_day, a.inputs) == (Stage.INBOX, None, {})
    assert (b.stage, b.due_day) == (Stage.PLANNED, date(2026, 12, 1))


def test_own_fields_and_cells_with_breaks(db: sqlite3.Connection) -> None:
    custom_fields.add_field(db, "Margin", "number")
    custom_fields.add_field(db, "Agreed", "yes no")
    paste(db, 'Idea\tMargin\tAgreed\tDescription\nGift wrap\t0.35\tyes\t"two\nlines, ""said"""')
    (one,) = items.items(db)
    assert one.description == 'two\nlines, "said"'
    assert custom_values.values(db, [one], framework("rice"))[1] == {"margin": 0.35, "agreed": True}


def test_copying_and_pasting_again_gives_the_same(db: sqlite3.Connection) -> None:
    rows = [("Größe\tx", "retention", 'He said "no"'), ("Two\nlines", "product", None)]
    text = copied(["Title", "Theme", "Description"], rows)
    paste(db, text)
    found = [(item.title, item.theme, item.description) for item in items.items(db)]
    assert found == [("Größe x", "retention", 'He said "no"'), ("Two lines", "product", "")]


@pytest.mark.parametrize("text", ["", " \n\t\n", "2026-01-01\n2026-01-02", "\n".join(["x"] * 5001)])
def test_what_is_no_backlog_is_refused(db: sqlite3.Connection, text: str) -> None:
    with pytest.raises(BadInput):
        paste(db, text)
    assert items.items(db) == []
