"""A white card with a title, whose rows are parted by hairlines."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.surface import Hairline, Surface
from ui.widgets.table import CELL
from ui.widgets.text import label

SIDE = 16
"""Space in pixels between the card's edge and what stands in it."""


class Panel(Surface):
    """A card: a title row with room for actions, then rows, or one body that fills it."""

    def __init__(self, title: str = "", subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(1, 1, 1, 2)
        self._layout.setSpacing(0)
        self._title = label(title, weight=theme.SEMIBOLD)
        self._subtitle = ElidedLabel(subtitle, size="small", tone="muted")
        self._head = QWidget()
        self._head_layout = QHBoxLayout(self._head)
        self._head_layout.setContentsMargins(SIDE, 10, SIDE - 6, 10)
        self._head_layout.setSpacing(8)
        self._head_layout.addWidget(self._title)
        self._head_layout.addWidget(self._subtitle, 1)
        self._head.setMinimumHeight(44)
        self._layout.addWidget(self._head)
        self._rows: list[QWidget] = []
        self._lines: list[Hairline] = []
        self.set_title(title, subtitle)

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Name the card; without a title it has no title row."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self.setAccessibleName(title)
        self._head.setVisible(bool(title) or self._head_layout.count() > 2)

    def add_action(self, widget: QWidget) -> None:
        """Put a widget at the right of the title."""
        self._head_layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head.setVisible(True)

    def add_row(self, row: QWidget) -> None:
        """Add a row below the others; the card parts it from what is above."""
        if self._rows or not self._head.isHidden():
            line = Hairline()
            self._lines.append(line)
            self._layout.addWidget(line)
        self._rows.append(row)
        self._layout.addWidget(row)

    def rows(self) -> list[QWidget]:
        """Return the rows from top to bottom."""
        return list(self._rows)

    def clear_rows(self) -> None:
        """Take all rows away."""
        for widget in (*self._rows, *self._lines):
            self._layout.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._rows.clear()
        self._lines.clear()

    def set_body(self, body: QWidget, *, padded: bool = True) -> None:
        """Fill the rest of the card with one widget; a table or list is not padded."""
        inner = QVBoxLayout()
        if padded:
            top = 0 if not self._head.isHidden() else SIDE
            inner.setContentsMargins(SIDE, top, SIDE, SIDE)
        else:
            # Cells bring the rest of the side, so that their words stand under the title.
            inner.setContentsMargins(SIDE - CELL, 0, SIDE - CELL, 3)
        inner.addWidget(body)
        self._layout.addLayout(inner, 1)
