"""Ctrl+Z belongs to a text field while it has something to undo, and to the app otherwise."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from ui.window import Window
from workbench.roadmap import items

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def field(window: Window) -> QLineEdit:
    """A plain text field on the page, with the focus, in a window with one step to undo."""
    made = QLineEdit(window.frame.current())
    made.show()
    window.activateWindow()
    made.setFocus()
    return made


def titles(window: Window) -> list[str]:
    return [item.title for item in window.session.ask(items.items)]


def test_an_empty_field_lets_the_app_undo(window: Window, steps, field: QLineEdit) -> None:
    window.session.do("New item", items.add, "Gift card")
    steps.settled(window)
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    steps.settled(window)
    assert titles(window) == []
    QTest.keyClick(field, Qt.Key.Key_Y, CTRL)
    steps.settled(window)
    assert titles(window) == ["Gift card"]


def test_a_field_with_something_typed_undoes_that_first(
    window: Window, steps, field: QLineEdit
) -> None:
    window.session.do("New item", items.add, "Gift card")
    steps.settled(window)
    QTest.keyClicks(field, "abc")
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    steps.settled(window)
    assert field.text() == ""
    assert titles(window) == ["Gift card"]
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    steps.settled(window)
    assert titles(window) == []
