"""Imports through the window's own road: read, preview, correct, bring in, take back."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui.pages.import_preview import plan_words
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
    assert plan_words(card.table) == "2 items new"
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
    assert plan_words(page._cards[0].table) == "Everything in this file is already here."
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
    said = [row.text() for row in sample_window.frame.current().next.rows()]
    assert any("Shopify orders reach 8 Nov 2026" in text and "11 Aug 2026" in text for text in said)


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
