"""The limit of a column: how full it is, in colour when there is too much; it warns and never blocks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.chip import Chip
from ui.widgets.fields import LineEdit
from workbench.language import _
from workbench.roadmap.limits import Fill


class LimitChip(QWidget):
    """Shows "6/5"; a click, or `ask`, opens a field. `given` carries another limit, 0 for none."""

    given = Signal(float)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = 0.0
        self.chip = Chip()
        self.chip.setCursor(Qt.CursorShape.PointingHandCursor)
        self.chip.hide()
        self.field = LimitField(self)
        self.field.typed.connect(self._take)
        self.field.left.connect(self._leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.chip)
        row.addWidget(self.field)

    def show_fill(self, fill: Fill | None) -> None:
        """Show how full the column is; None where it has no limit."""
        self._most = (fill.most or 0.0) if fill else 0.0
        self.chip.setVisible(fill is not None)
        if fill is not None:
            self.chip.show_text(fill.text, "bad" if fill.is_over else "neutral")
            told = _("{held}, over its limit") if fill.is_over else _("{held} of its limit")
            self.chip.setAccessibleName(told.format(held=fill.text))
            self.chip.setToolTip(_("How many cards, and how many at most. Click to change it."))

    def ask(self) -> None:
        """Open the field for the limit."""
        self.chip.hide()
        self.field.setText(f"{self._most:g}" if self._most else "")
        self.field.show()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, text: str) -> None:
        self._leave()
        plain = text.strip()
        if plain == "":
            self.given.emit(0.0)
        elif plain.isdecimal() and int(plain) > 0:
            self.given.emit(float(plain))

    def _leave(self) -> None:
        if self.field.hasFocus():
            self.left.emit()
        self.field.hide()
        self.chip.setVisible(bool(self._most))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Change the limit."""
        self.ask()


class LimitField(LineEdit):
    """A whole number; Enter takes it, empty takes the limit away, Esc leaves."""

    typed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent, placeholder=_("limit"))
        self.setAccessibleName(_("Most cards in this column; empty for no limit"))
        self.setFixedWidth(52)
        self.setMaxLength(3)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the number, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.typed.emit(self.text())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Going elsewhere leaves it as it was."""
        super().focusOutEvent(event)
        self.left.emit()
