"""Text fields: who gets Ctrl+Z, and how a wrong value looks."""

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.fields import LineEdit, TextEdit, mark_wrong
from ui.widgets.search_field import SearchField


class Window(QWidget):
    """A window whose own undo is on Ctrl+Z, as the application's is."""

    undone = Signal()
    redone = Signal()

    def __init__(self, field: QWidget) -> None:
        super().__init__()
        self.field = field
        QVBoxLayout(self).addWidget(field)
        QShortcut(QKeySequence.StandardKey.Undo, self).activated.connect(self.undone)
        QShortcut(QKeySequence.StandardKey.Redo, self).activated.connect(self.redone)


@pytest.fixture(params=[LineEdit, TextEdit, SearchField])
def window(request, theme: Theme, qtbot) -> Window:
    made = Window(request.param())
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.field.setFocus()
    return made


def text(field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def undo(qtbot, window: Window) -> None:
    qtbot.keyClick(window.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_a_field_keeps_undo_while_it_has_something_to_undo(window: Window, qtbot) -> None:
    qtbot.keyClicks(window.field, "abc")
    with qtbot.assertNotEmitted(window.undone):
        undo(qtbot, window)
    assert text(window.field) == ""


def test_then_undo_goes_to_the_window(window: Window, qtbot) -> None:
    with qtbot.waitSignal(window.undone):
        undo(qtbot, window)


def test_redo_goes_the_same_way(window: Window, qtbot) -> None:
    shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(window.redone):
        qtbot.keyClick(window.field, Qt.Key.Key_Z, shift)
    qtbot.keyClicks(window.field, "a")
    undo(qtbot, window)
    with qtbot.assertNotEmitted(window.redone):
        qtbot.keyClick(window.field, Qt.Key.Key_Z, shift)
    assert text(window.field) == "a"


def test_a_stock_field_would_swallow_it(theme: Theme, qtbot) -> None:
    """The reason why our own exists; if this fails, it may go."""
    window = Window(QLineEdit())
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.field.setFocus()
    with qtbot.assertNotEmitted(window.undone):
        undo(qtbot, window)


def test_a_wrong_value_is_edged(theme: Theme, qtbot, seen) -> None:
    field = LineEdit("31.02.2026")
    qtbot.addWidget(field)
    field.resize(160, 34)
    assert not seen.has(field, theme.colour("bad"))
    mark_wrong(field, True)
    assert seen.has(field, theme.colour("bad"), at_least=2 * 150)
    mark_wrong(field, False)
    assert not seen.has(field, theme.colour("bad"))


def test_escape_empties_the_search_and_then_goes_on(theme: Theme, qtbot) -> None:
    field = SearchField("Filter")
    window = Window(field)
    qtbot.addWidget(window)
    leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    field.setFocus()
    field.setText("refill")
    with qtbot.assertNotEmitted(leave.activated):
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    with qtbot.waitSignal(leave.activated):
        qtbot.keyClick(field, Qt.Key.Key_Escape)


def test_down_leaves_the_search_for_what_was_found(theme: Theme, qtbot) -> None:
    field = SearchField()
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.left_down):
        qtbot.keyClick(field, Qt.Key.Key_Down)


@pytest.mark.parametrize("make", [LineEdit, TextEdit])
def test_files_are_left_to_the_window(theme: Theme, qtbot, make) -> None:
    field = make()
    qtbot.addWidget(field)
    assert not field.acceptDrops()
    assert isinstance(field, QLineEdit) or not field.viewport().acceptDrops()
