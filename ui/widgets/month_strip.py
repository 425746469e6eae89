"""A row of small cells, one per month: held, held in part, missing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

CELL, GAP, HIGH = 10, 2, 12
MOST = 48


class MonthStrip(QWidget):
    """Shares from 0 to 1, oldest first; words tell what a reader of the screen cannot see."""

    def __init__(self, shares: Sequence[float], words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares = list(shares)[-MOST:]
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as the months need."""
        return QSize(max(1, len(self._shares)) * (CELL + GAP), HIGH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme.current()
        for n, share in enumerate(self._shares):
            cell = QRectF(n * (CELL + GAP) + 0.5, 0.5, CELL - 1, HIGH - 1)
            painter.setPen(look.colour("accent" if share else "warning"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cell, 2, 2)
            if share:
                full = QRectF(cell)
                full.setTop(cell.bottom() - cell.height() * share)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.colour("accent"))
                painter.drawRoundedRect(full, 2, 2)
        painter.end()
