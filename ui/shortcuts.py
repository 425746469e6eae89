"""Keys that belong to several places: who gets Ctrl+Z, and which keys the board knows.

Qt hands a shortcut to the focused widget first (ShortcutOverride). A text field accepts that for
Ctrl+Z even when it has nothing to undo, and the key is lost; `UndoKeys` lets it pass then.
"""

from __future__ import annotations

from typing import TypeGuard

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from workbench.language import _


def board_keys() -> list[tuple[str, str]]:
    """Keys of the board and the words for the sheet."""
    return [
        ("↑ ↓ ← →", _("Move the focus between cards")),
        ("Ctrl+← Ctrl+→", _("Move the card to the next column")),
        ("Alt+↑ Alt+↓", _("Move the card up or down")),
        ("Enter", _("Open the card at the side")),
        ("N", _("New card in this column")),
        ("E", _("Edit the title in place")),
        ("L", _("Set the limit of this column")),
        ("Delete", _("Delete the card")),
    ]


def presenting_keys() -> list[tuple[str, str]]:
    """Keys while presenting and the words for the sheet."""
    return [
        ("→ Space PgDn", _("Next slide")),
        ("← PgUp", _("Previous slide")),
        ("Home End", _("First or last slide")),
        ("7 Enter", _("Jump to slide 7")),
        ("B", _("Blank the screen")),
        ("Z", _("The chart alone")),
        ("M", _("Write a line of the minutes")),
        ("P C S", _("Other periods, comparison, split")),
        ("F", _("Filter what shows")),
        ("L", _("Pointer")),
        ("N R", _("Notes window, restart the timer")),
        ("Esc", _("Leave")),
    ]


class UndoKeys(QObject):
    """Lets Ctrl+Z and its kin pass to the app when the focused text field has nothing to undo.

    Watches the focused text field only, for a filter on the whole app would see every event.
    """

    def __init__(self, app: QApplication, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        app.focusChanged.connect(self._focus_moved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer that the field does not want the key, so that Qt asks the app's commands."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        wanted = _wanted(event)
        if wanted is None or _has_own(watched, wanted):
            return False
        event.ignore()
        return True

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if _is_text(old):
            old.removeEventFilter(self)
        if _is_text(new) and new.window() is self._window:
            new.installEventFilter(self)


def _wanted(event: QKeyEvent) -> str | None:
    if event.matches(QKeySequence.StandardKey.Undo):
        return "undo"
    # Windows and macOS name one redo key each; the app takes both everywhere.
    redo = (QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z"))
    return "redo" if QKeySequence(event.keyCombination()) in redo else None


def _is_text(field: QObject | None) -> TypeGuard[QWidget]:
    return isinstance(field, QLineEdit | QTextEdit | QPlainTextEdit)


def _has_own(field: QObject, wanted: str) -> bool:
    """Whether a text field itself has something to undo (or redo)."""
    if isinstance(field, QLineEdit):
        if field.isReadOnly():
            return False
        return field.isUndoAvailable() if wanted == "undo" else field.isRedoAvailable()
    if isinstance(field, QTextEdit | QPlainTextEdit):
        document = field.document()
        return document.isUndoAvailable() if wanted == "undo" else document.isRedoAvailable()
    return False
