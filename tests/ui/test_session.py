"""The two doors: what a change tells, what a failed one leaves, and whose answers are dropped."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.session import Session
from workbench.errors import BadInput
from workbench.roadmap import items


def titles(session: Session) -> list[str]:
    return [item.title for item in session.ask(items.items)]


def test_a_change_tells_its_tables_once(qtbot: QtBot, session: Session) -> None:
    told: list[frozenset[str]] = []
    session.changed.connect(told.append)
    with qtbot.waitSignal(session.done) as done:
        session.do("New item", items.add, "Gift card", tags=["gifts"])
    assert done.args == ["New item"]
    assert len(told) == 1 and told[0] >= {"item", "item_tag"}
    assert titles(session) == ["Gift card"]


def test_what_was_added_is_answered(qtbot: QtBot, session: Session) -> None:
    got: list[int] = []
    session.do("New item", items.add, "Gift card", then=got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert session.ask(items.item, got[0]).title == "Gift card"


def test_a_refused_change_says_one_sentence_and_leaves_nothing(
    qtbot: QtBot, session: Session
) -> None:
    with qtbot.waitSignal(session.failed) as failed:
        session.do("New item", items.add, "  ")
    assert failed.args == ["An item needs a title."]
    assert titles(session) == []


def test_a_page_can_take_the_sentence_itself(qtbot: QtBot, session: Session) -> None:
    said: list[str] = []
    session.failed.connect(lambda text: pytest.fail(text))
    session.do("New item", items.add, "", fails=said.append)
    qtbot.waitUntil(lambda: said == ["An item needs a title."])


def test_an_error_nobody_foresaw_is_told_without_its_text(qtbot: QtBot, session: Session) -> None:
    def command(_db: sqlite3.Connection) -> None:
        raise RuntimeError("secret cell 4711")

    with qtbot.waitSignal(session.failed) as failed:
        session.do("Break", command)
    assert "secret" not in failed.args[0]


def test_a_change_of_nothing_tells_nothing(qtbot: QtBot, session: Session) -> None:
    session.changed.connect(lambda tables: pytest.fail(str(tables)))
    ended: list[object] = []
    session.do("Nothing", lambda db: 5, then=ended.append)
    qtbot.waitUntil(lambda: ended == [5])


def test_undo_and_redo_take_the_same_way_back(qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignal(session.changed):
        session.do("New item", items.add, "Gift card")
    with qtbot.waitSignal(session.changed) as undone:
        session.undo()
    assert "item" in undone.args[0]
    assert titles(session) == []
    with qtbot.waitSignal(session.changed):
        session.redo()
    assert titles(session) == ["Gift card"]


def test_only_the_last_question_is_answered(qtbot: QtBot, session: Session) -> None:
    owner, got = QObject(), []

    def question(_db: sqlite3.Connection, n: int) -> int:
        return n

    for n in (1, 2, 3):
        session.ask_later(question, n, then=got.append, owner=owner)
    qtbot.waitUntil(lambda: not session.is_busy())
    assert got == [3]


def test_an_answer_for_a_page_that_is_gone_is_dropped(qtbot: QtBot, session: Session) -> None:
    owner, got = QObject(), []
    session.ask_later(lambda db: 1, then=got.append, owner=owner)
    owner.deleteLater()
    del owner
    qtbot.waitUntil(lambda: not session.is_busy())
    assert len(got) <= 1  # at most before the page went; never an error
    other = QObject()
    session.ask_later(lambda db: 2, then=got.append, owner=other)
    session.close()
    qtbot.waitUntil(lambda: not session.is_busy())
    assert 2 not in got


def test_a_question_that_fails_says_why(qtbot: QtBot, session: Session) -> None:
    def question(_db: sqlite3.Connection) -> None:
        raise BadInput("That cannot be asked.")

    owner, said = QObject(), []
    session.ask_later(question, then=lambda _x: None, owner=owner, fails=said.append)
    qtbot.waitUntil(lambda: said == ["That cannot be asked."])


def test_a_file_that_cannot_be_opened_leaves_the_old_one_open(
    session: Session, tmp_path: Path
) -> None:
    foreign = tmp_path / "letter.workbench"
    foreign.write_text("Dear shop", "utf-8")
    said: list[str] = []
    session.failed.connect(said.append)
    held = session.workspace.path
    assert not session.open(foreign)
    assert len(said) == 1
    assert session.workspace is not None and session.workspace.path == held
    assert titles(session) == []


def test_the_last_workspace_is_remembered(session: Session, tmp_path: Path) -> None:
    session.create(tmp_path / "Other.workbench", name="Other", currency="EUR")
    names = [Path(path).name for path in session.settings.recent]
    assert names == ["Other.workbench", "Shop.workbench"]
    assert Path(session.settings.last_workspace).name == "Other.workbench"
