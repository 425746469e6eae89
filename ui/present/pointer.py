"""The pointer of the presenter: a soft spot that follows the mouse over the page."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui import theme

SIDE = 44


class Pointer(QWidget):
    """A ring that lets clicks through; hidden until it is switched on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize(SIDE, SIDE)
        self.hide()

    def move_to(self, place: QPoint) -> None:
        """Stand with the middle at a place of the window."""
        self.move(place - QPoint(SIDE // 2, SIDE // 2))
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ring in the colour of warnings, so that it is seen on every chart."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(theme.current().colour("bad"))
        fill = QColor(colour)
        fill.setAlpha(60)
        painter.setPen(QPen(colour, 3))
        painter.setBrush(fill)
        painter.drawEllipse(self.rect().adjusted(4, 4, -4, -4))
        painter.end()
