"""A field for a number that may be left open."""

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from ui.widgets.fields import LineEdit

_LEFT = 8


class NumberField(QDoubleSpinBox):
    """A number in the locale's writing; empty means not known. `picked` carries it, or None."""

    picked = Signal(object)

    def __init__(
        self,
        value: float | None = None,
        parent: QWidget | None = None,
        *,
        low: float = 0.0,
        high: float = 1e9,
        decimals: int = 0,
        step: float = 1.0,
        placeholder: str = "",
    ) -> None:
        super().__init__(parent)
        self._low, self._empty = low, True
        edit = LineEdit(placeholder=placeholder)
        self.setLineEdit(edit)
        edit.setTextMargins(_LEFT, 0, 0, 0)
        self.setDecimals(decimals)
        self.setRange(low, high)
        self.setSingleStep(step)
        self.setGroupSeparatorShown(True)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._told: float | None = value
        self.set_number(value)
        self.editingFinished.connect(self._tell)

    def number(self) -> float | None:
        """Return the number, or None while the field is empty."""
        return None if self._empty else self.value()

    def set_number(self, value: float | None) -> None:
        """Show a number, or an empty field, without a signal."""
        known = value is not None and math.isfinite(value)
        self._told = value if known else None
        self._empty = not known
        if known and value is not None:
            self.setValue(value)
            self.lineEdit().setText(self.textFromValue(self.value()))
        else:
            self.lineEdit().clear()

    def stepBy(self, steps: int) -> None:
        self._empty = False
        super().stepBy(steps)
        self._tell()

    def validate(self, text: str, position: int) -> object:
        if not text.strip():
            return QValidator.State.Acceptable, text, position
        return super().validate(text, position)

    def valueFromText(self, text: str) -> float:
        if not text.strip():
            return self._low
        return float(super().valueFromText(text))

    def textFromValue(self, value: float) -> str:
        return "" if self._empty else str(super().textFromValue(value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        self._note_emptiness()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling the page must not change a number under the pointer

    def _note_emptiness(self) -> None:
        self._empty = not self.lineEdit().text().strip()

    def _tell(self) -> None:
        self._note_emptiness()
        if self.number() != self._told:
            self._told = self.number()
            self.picked.emit(self._told)
