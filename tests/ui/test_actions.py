"""The one registry: every command once, its key its own, its words as they stand now."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from ui.actions import Command
from ui.window import Window


def test_a_name_is_taken_once(window: Window) -> None:
    with pytest.raises(ValueError, match="undo"):
        window.registry.add(Command("undo", "Again", lambda: None))


def test_no_key_belongs_to_two_commands(window: Window) -> None:
    for entry in window.frame.entries:
        window.turn_to(entry)
    keys = Counter(
        QKeySequence(key).toString()
        for command in window.registry
        for key in (command.shortcut, *command.keys)
        if key
    )
    assert [key for key, n in keys.items() if n > 1] == []


def test_every_grouped_command_stands_in_its_menu(window: Window) -> None:
    menus = {menu.title(): menu for menu in window.menuBar().findChildren(QMenu)}
    for group, title in (("file", "File"), ("edit", "Edit"), ("go", "Go"), ("help", "Help")):
        shown = set(menus[title].actions())
        for command in window.registry.group(group):
            assert window.registry.action(command.name) in shown, command.name


def test_words_with_an_ampersand_are_shown_as_they_are(window: Window) -> None:
    window.registry.add(Command("odd", "Oak & Ember", lambda: None))
    assert window.registry.action("odd").text() == "Oak && Ember"


def test_a_command_that_cannot_be_done_is_not_done(window: Window) -> None:
    done: list[int] = []
    window.registry.add(Command("never", "Never", lambda: done.append(1), enabled=lambda: False))
    window.registry.run("never")
    assert done == []


def test_undo_says_what_it_would_undo(window: Window, steps, qtbot) -> None:
    from workbench.roadmap import items

    assert window.registry["undo"].label() == "Undo"
    assert not window.registry.action("undo").isEnabled()
    window.session.do("Add the gift card", items.add, "Gift card")
    steps.settled(window)
    assert window.registry["undo"].label() == "Undo: Add the gift card"
    assert window.registry.action("undo").isEnabled()
    window.registry.run("undo")
    steps.settled(window)
    assert window.registry["redo"].label() == "Redo: Add the gift card"
