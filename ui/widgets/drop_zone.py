"""The place on a page that asks for files; it can be clicked as well."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import theme
from ui.widgets.focus import FocusRing


class DropZone(FocusRing, QAbstractButton):
    """A dashed area with an icon, a sentence and a hint. The drop itself is the window's."""

    ring_radius = 10.0

    def __init__(self, sentence: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence, self._hint, self._small = sentence, hint, False
        self.setAccessibleName(sentence)
        self.setAccessibleDescription(hint)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_small(self, small: bool) -> None:
        """Take less room once there is something else to see."""
        if small != self._small:
            self._small = small
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Two heights."""
        return QSize(480, 92 if self._small else 190)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dashes, the icon, the words."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hot = self.underMouse() or self.isDown()
        pen = QPen(look.colour("accent" if hot else "border_strong"), 1.5)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(look.colour("panel"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        middle = self.rect().center()
        top = middle.y() - (22 if self._small else 48)
        if not self._small:
            theme.draw_icon(painter, QRectF(middle.x() - 14, top, 28, 28), "import", "accent")
            top += 40
        self._write(painter, top, self._sentence, "body", theme.SEMIBOLD, "text")
        self._write(painter, top + 24, self._hint, "small", theme.REGULAR, "muted")
        self.draw_focus(painter)
        painter.end()

    def _write(
        self, painter: QPainter, top: float, text: str, size: str, weight: int, role: str
    ) -> None:
        look = theme.current()
        painter.setFont(look.font(size, weight))
        painter.setPen(look.colour(role))
        row = QRectF(16, top, self.width() - 32, 20)
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(row.width()))
        painter.drawText(row, Qt.AlignmentFlag.AlignCenter, cut)
