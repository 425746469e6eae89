"""White ground with a hairline around it, and single hairlines."""

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from ui import theme

RADIUS = 10.0


class Surface(QFrame):
    """A white area with rounded corners, a hairline and, in the light theme, a breath of shadow."""

    def __init__(self, parent: QWidget | None = None, *, radius: float = RADIUS) -> None:
        super().__init__(parent)
        self._radius = radius

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_surface(painter, QRectF(self.rect()), radius=self._radius)
        painter.end()


class Hairline(QFrame):
    """One thin line from side to side, or from top to bottom."""

    def __init__(self, parent: QWidget | None = None, *, upright: bool = False) -> None:
        super().__init__(parent)
        self._upright = upright
        self.setFixedWidth(1) if upright else self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self._upright:
            painter.fillRect(rect, theme.current().colour("line"))
        else:
            draw_hairline(painter, rect.left(), rect.right(), rect.top())
        painter.end()


def hairline(painter: QPainter) -> float:
    """Return the width of a line of whole device pixels, nearest below one pixel at 100 %."""
    ratio = painter.deviceTransform().m22()
    return max(1.0, math.floor(ratio)) / ratio


def draw_hairline(
    painter: QPainter, left: float, right: float, top: float, role: str = "line"
) -> None:
    """Draw a level line on whole device pixels, so that all are equally thick at any scaling."""
    seen = painter.deviceTransform()
    # Upwards: a pixel that is only half inside the widget is cut off.
    device_top = math.ceil(seen.dy() + top * seen.m22() - 0.01)
    crisp = QRectF(left, (device_top - seen.dy()) / seen.m22(), right - left, 0)
    crisp.setHeight(hairline(painter))
    painter.fillRect(crisp, theme.current().colour(role))


def draw_surface(
    painter: QPainter,
    rect: QRectF,
    *,
    fill: str = "panel",
    line: str | None = "line",
    radius: float = RADIUS,
    shadow: bool = True,
    width: float | None = None,
) -> None:
    """Draw a surface into a rectangle; roles name its colours; width is of the line, in pixels."""
    look = theme.current()
    pen = width or hairline(painter)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    body = rect
    if shadow and not look.dark:
        body = rect.adjusted(0, 0, 0, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(27, 31, 36, 18))
        painter.drawRoundedRect(rect.adjusted(0, 2, 0, 0), radius, radius)
    painter.setPen(QPen(look.colour(line), pen) if line else Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(fill))
    half = pen / 2 if line else 0.0
    painter.drawRoundedRect(body.adjusted(half, half, -half, -half), radius - half, radius - half)
    painter.restore()
