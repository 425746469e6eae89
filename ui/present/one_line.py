"""The one line at the bottom of the show: a line of the minutes, or the filter of what shows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.fields import LineEdit
from ui.widgets.surface import Surface
from ui.widgets.text import label
from workbench.language import _
from workbench.presenting.meetings import KINDS, kind_words

FILTER = "filter"


class _Field(LineEdit):
    """Hands Tab, Enter and Esc to the line."""

    pressed = Signal(int)

    def event(self, event: QEvent) -> bool:
        """Tab never leaves the field; Enter and Esc end the line."""
        keys = (
            Qt.Key.Key_Tab,
            Qt.Key.Key_Backtab,
            Qt.Key.Key_Escape,
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        )
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in keys
        ):
            self.pressed.emit(event.key())
            return True
        return super().event(event)


class OneLine(Surface):
    """Opens over the page; `written(kind, text)` on Enter, `closed` when it goes.

    Tab changes between decision, action and question.
    """

    written = Signal(str, str)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind = KINDS[0]
        self._word = label("", weight=600, tone="accent")
        self._field = _Field()
        self._hint = label("", size="small", tone="muted")
        self._field.pressed.connect(self._key)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(12)
        for part, share in ((self._word, 0), (self._field, 1), (self._hint, 0)):
            row.addWidget(part, share)
        self.hide()

    def ask_minute(self) -> None:
        """Open for a line of the minutes."""
        self._open(self._kind if self._kind in KINDS else KINDS[0], "")

    def ask_filter(self, text: str) -> None:
        """Open for the words of the filter."""
        self._open(FILTER, text)

    def _open(self, kind: str, text: str) -> None:
        self._kind = kind
        self._field.setText(text)
        self._show_kind()
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_kind(self) -> None:
        is_filter = self._kind == FILTER
        words = _("Filter") if is_filter else kind_words(self._kind)
        self._word.setText(words)
        self._field.setAccessibleName(words)
        self._field.setPlaceholderText("theme:retention" if is_filter else _("One line"))
        hint = (
            _("Enter shows it, Esc leaves") if is_filter else _("Tab: decision, action, question")
        )
        self._hint.setText(hint)

    def _key(self, key: int) -> None:
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            if self._kind in KINDS:
                self._kind = KINDS[(KINDS.index(self._kind) + 1) % len(KINDS)]
                self._show_kind()
            return
        kind, text = self._kind, self._field.text()
        self.hide()
        self.closed.emit()
        if key != Qt.Key.Key_Escape and (text.strip() or kind == FILTER):
            self.written.emit(kind, text)
