"""Text fields that keep Ctrl+Z while they have something to undo, and then let it go."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui.theme import restyle

_KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
_UNDO, _REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


class LineEdit(QLineEdit):
    """A field of one line; an empty history lets undo and redo reach the application."""

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, placeholder: str = ""
    ) -> None:
        super().__init__(text, parent)
        self.setPlaceholderText(placeholder)
        self.setAcceptDrops(False)  # a file let go over a field is meant for the window

    def event(self, event: QEvent) -> bool:
        if event.type() in _KEYS and _goes_on(
            event, self.isUndoAvailable(), self.isRedoAvailable()
        ):
            event.ignore()
            return False
        return super().event(event)


class TextEdit(QPlainTextEdit):
    """A field of several lines, plain text only; Tab goes to the next field."""

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, placeholder: str = ""
    ) -> None:
        super().__init__(text, parent)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)

    def event(self, event: QEvent) -> bool:
        history = self.document()
        if event.type() in _KEYS and _goes_on(
            event, history.isUndoAvailable(), history.isRedoAvailable()
        ):
            event.ignore()
            return False
        return super().event(event)


def mark_wrong(field: QWidget, wrong: bool) -> None:
    """Draw a field's edge as wrong, or as right again; the reason belongs in words beside it."""
    if bool(field.property("wrong")) != wrong:
        field.setProperty("wrong", wrong)
        restyle(field)


def _goes_on(event: QEvent, can_undo: bool, can_redo: bool) -> bool:
    """Whether this key is an undo or redo that the field has no use for."""
    assert isinstance(event, QKeyEvent)
    if event.matches(_UNDO):
        return not can_undo
    return event.matches(_REDO) and not can_redo
