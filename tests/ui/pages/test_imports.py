"""Imports through the window's own road: read, preview, correct, bring in, take back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from ui.pages.import_words import difference_rows, plan_words
from ui.window import Window
from workbench.importing import ledger
from workbench.roadmap import items

BACKLOG = "Title,Theme,Stage\nGift card,product,inbox\nSize guide,engagement,discovery\n"
ODD = "Wat;Soort;Punten\n" + "".join(f"Idea {n};product;{n},5\n" for n in range(1, 9))


@pytest.fixture
def page(window: Window, steps):
    """The imports page of an empty workspace."""
    window.turn_to("imports")
    steps.settled(window)
    return window.frame.current()


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, "utf-8")
    return file


def titles(window: Window) -> set[str]:
    return {item.title for item in window.session.ask(items.items)}


def test_nothing_is_written_before_it_is_taken(page, window, steps, tmp_path: Path) -> None:
    page.read([write(tmp_path, "backlog.csv", BACKLOG)])
    steps.settled(window)
    card = page._cards[0]
    assert plan_words(card.table.plan) == "2 items new"
    assert titles(window) == set()
    card.take.click()
    steps.settled(window)
    assert titles(window) == {"Gift card", "Size guide"}
    assert page._cards == []
    assert page.history.count() == 1
    assert window.toast.text() == "1 table came in"


def test_the_same_file_again_brings_nothing(page, window, steps, tmp_path: Path) -> None:
    file = write(tmp_path, "backlog.csv", BACKLOG)
    for _time in (1, 2):
        page.read([file])
        steps.settled(window)
        page.take_all()
        steps.settled(window)
    assert len(window.session.ask(ledger.imports)) == 1
    assert plan_words(page._cards[0].table.plan) == "Everything in this file is already here."
    assert not page._cards[0].take.isEnabled()


def test_an_import_is_taken_back_and_that_too(page, window, steps, tmp_path: Path) -> None:
    page.read([write(tmp_path, "backlog.csv", BACKLOG)])
    steps.settled(window)
    page.take_all()
    steps.settled(window)
    entry = window.session.ask(ledger.imports)[0]
    page._take_back(entry.id, entry.file)
    steps.settled(window)
    assert titles(window) == set()
    window.session.undo()
    steps.settled(window)
    assert titles(window) == {"Gift card", "Size guide"}


def test_a_person_says_which_column_is_which(page, window, steps, tmp_path: Path) -> None:
    file = write(tmp_path, "lijst.csv", ODD)
    page.read([file])
    steps.settled(window)
    fields = {"Wat": "title"}
    page._again(page._cards[0], {"mapping": {"source": "backlog", "fields": fields}})
    steps.settled(window)
    assert "no column for Theme" in page.problem.accessibleName()  # a title alone is no backlog
    fields["Soort"] = "theme"
    page._again(page._cards[0], {"mapping": {"source": "backlog", "fields": fields}})
    steps.settled(window)
    assert len(page._cards) == 1
    page.take_all()
    steps.settled(window)
    assert page.problem.isHidden(), page.problem.accessibleName()
    assert titles(window) == {f"Idea {n}" for n in range(1, 9)}
    again = write(tmp_path, "lijst2.csv", ODD.replace("Idea", "Plan"))
    page.read([again])
    steps.settled(window)
    assert page._cards[0].table.plan.about.source == "backlog"  # remembered by the shape


def test_a_file_that_is_no_table_gets_a_sentence(page, window, steps, tmp_path: Path) -> None:
    file = tmp_path / "photo.csv"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    page.read([file, write(tmp_path, "backlog.csv", BACKLOG)])
    steps.settled(window)
    assert page.problem.isVisible()
    assert [card.table.staged.file for card in page._cards] == ["backlog.csv"]


def test_leaving_out_leaves_nothing_behind(page, window, steps, tmp_path: Path) -> None:
    page.read([write(tmp_path, "backlog.csv", BACKLOG)])
    steps.settled(window)
    staged = page._cards[0].table.staged.path
    assert staged.exists()
    page._leave_all()
    assert page._cards == [] and not staged.exists()


def test_the_details_show_columns_samples_and_first_rows(page, window, steps, tmp_path) -> None:
    page.read([write(tmp_path, "backlog.csv", BACKLOG)])
    steps.settled(window)
    card = page._cards[0]
    assert card.mapping.mapping()["fields"]["Title"] == "title"
    assert card.table.rows[0][1][0] == "Gift card"


def test_what_to_export_next_names_days(sample_window: Window, steps) -> None:
    sample_window.turn_to("imports")
    steps.settled(sample_window)
    said = [row.text() for row in sample_window.frame.current().next.sentences()]
    assert any("Shopify orders reach 8 Nov 2026" in text and "11 Aug 2026" in text for text in said)
    assert all("Export" in text and ">" in text for text in said)  # each with its click path


def test_a_read_only_workspace_takes_nothing(page, window, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(type(window.session.workspace), "read_only", True)
    page.read([write(tmp_path, "backlog.csv", BACKLOG)])
    assert page.problem.isVisible() and not page.run.is_busy()


def test_bringing_in_can_be_stopped(page, window, steps, tmp_path: Path) -> None:
    page.read([write(tmp_path, "backlog.csv", BACKLOG)])
    steps.settled(window)
    page._take(page._cards[0], False)
    page._stop()
    steps.settled(window)
    # Whichever came first: all of it is there, or nothing and the card waits.
    assert (titles(window) == set()) == (len(page._cards) == 1)
    assert page.strip.isHidden()
    for card in page._cards:
        assert card.take.isEnabled()


SALES = (
    "Day,Orders,Gross sales,Discounts,Returns,Net sales,Shipping charges,Taxes,Total sales\n"
    "2026-01-01,2,20.00,0.00,0.00,20.00,0.00,0.00,20.00\n"
    "2026-01-02,{n},30.00,0.00,0.00,30.00,0.00,0.00,30.00\n"
)


def test_several_files_are_one_plan_and_one_key(page, window, steps, qtbot, tmp_path) -> None:
    page.read([write(tmp_path, "sales.csv", SALES.format(n=3))])
    steps.settled(window)
    page.take_all()
    steps.settled(window)
    page.read(
        [
            write(tmp_path, "backlog.csv", BACKLOG),
            write(tmp_path, "sales again.csv", SALES.format(n=4)),
        ]
    )
    steps.settled(window)
    assert page._said.text() == "2 tables found: 2 new, 1 changed, 1 already here"
    assert page._all.hasFocus()
    qtbot.keyClick(page._all, Qt.Key.Key_Return)
    steps.settled(window)
    assert page._cards == [] and page.history.count() == 3


def test_what_changes_is_shown_with_old_and_new(page, window, steps, tmp_path: Path) -> None:
    page.read([write(tmp_path, "sales.csv", SALES.format(n=3))])
    steps.settled(window)
    page.take_all()
    steps.settled(window)
    page.read([write(tmp_path, "sales again.csv", SALES.format(n=4).replace("30.00", "31.50"))])
    steps.settled(window)
    rows = difference_rows(page._cards[0].table.plan, "en_GB")
    assert ("orders", "3", "4") in {row[1:] for row in rows}
    assert ("gross", "€\xa030.00", "€\xa031.50") in {row[1:] for row in rows}


def test_a_mapping_is_picked_with_joined_split_and_constant_columns(
    page, window, steps, tmp_path: Path
) -> None:
    text = "A;B;C\n" + "".join(f"Idea;{n};product/inbox\n" for n in range(1, 9))
    page.read([write(tmp_path, "odd.csv", text)])
    steps.settled(window)
    card = page._cards[0]
    card._read_as("backlog")
    assert card.mapping.missing()  # nothing is read before what is needed is picked
    assert "Still needed" in card.mapping._needs.text()
    made = {
        "combined": [{"columns": ["A", "B"], "with": " ", "field": "title"}],
        "split": [{"column": "C", "with": "/", "fields": ["theme", "stage"]}],
        "constants": {"owner": "Sam"},
    }
    mapping = {"source": "backlog", "fields": {}, **made}
    saved = write(tmp_path, "picks.json", json.dumps(mapping))
    card.mapping.load(saved)
    steps.settled(window)
    card = page._cards[0]
    assert card.mapping.mapping() == mapping
    assert set(card.table.stored.columns) >= {"title", "theme", "owner"}
    card.mapping.save(tmp_path / "again.json")
    assert json.loads((tmp_path / "again.json").read_text("utf-8")) == mapping
    page.take_all()
    steps.settled(window)
    assert titles(window) == {f"Idea {n}" for n in range(1, 9)}
    page.read([write(tmp_path, "odd2.csv", text.replace("Idea", "Plan"))])
    steps.settled(window)
    assert page._cards[0].mapping.mapping() == mapping  # remembered by the shape, whole


def test_picking_keeps_the_place_and_the_focus(page, window, steps, tmp_path: Path) -> None:
    page.read(
        [write(tmp_path, "backlog.csv", BACKLOG), write(tmp_path, "s.csv", SALES.format(n=3))]
    )
    steps.settled(window)
    card = page._cards[0]
    card._toggle_details()
    pick = card.mapping._fields["Stage"]
    pick.setFocus()
    pick.set_key("")
    pick.picked.emit("")
    steps.settled(window)
    assert [c.table.staged.file for c in page._cards] == ["backlog.csv", "s.csv"]
    assert page._cards[0].mapping._fields["Stage"].hasFocus()


def test_a_refused_row_is_mended_in_its_cell(page, window, steps, tmp_path: Path) -> None:
    page.read([write(tmp_path, "sales.csv", SALES.format(n="many"))])
    steps.settled(window)
    model = page._cards[0].refused.model
    assert model.data(model.index(0, 2)) == "many"
    assert model.flags(model.index(0, 2)) & Qt.ItemFlag.ItemIsEditable
    assert not model.flags(model.index(0, 1)) & Qt.ItemFlag.ItemIsEditable
    page._cards[0].refused.save(tmp_path / "refused.xlsx")
    model.setData(model.index(0, 2), "3")
    steps.settled(window)
    assert page._cards[0].table.plan.refused_total == 0
    assert plan_words(page._cards[0].table.plan) == "2 rows of sales new"
    page._leave_all()
    page.read([tmp_path / "refused.xlsx"])
    steps.settled(window)
    assert page._cards[0].table.plan.about.source == "shopify.sales"
    assert page._cards[0].table.plan.refused[0].value == "many"
