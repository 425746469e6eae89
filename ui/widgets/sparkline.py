"""The small line in tiles and tables: gaps stay gaps, the unfinished end is dotted."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

_DOT = 2.75
_STROKE = 1.5


class Strokes(NamedTuple):
    """What to draw: whole runs of points, the dotted tail, points that stand alone, the end."""

    runs: list[list[QPointF]]
    tail: list[QPointF]
    alone: list[QPointF]
    end: QPointF | None


def strokes(values: Sequence[float | None], rect: QRectF, unfinished: int = 0) -> Strokes:
    """Lay values out in a rectangle; None is a gap, the last `unfinished` ones may still change."""
    known = [v for v in values if _is_number(v)]
    if not known:
        return Strokes([], [], [], None)
    points = _points(values, rect, min(known), max(known))
    firm = len(points) - unfinished
    runs = _runs(points[:firm])
    tail = [p for p in points[max(firm - 1, 0) :] if p is not None] if unfinished else []
    alone = [run[0] for run in runs if len(run) == 1]
    end = next(p for p in reversed(points) if p is not None)
    return Strokes([run for run in runs if len(run) > 1], tail, alone, end)


def draw_sparkline(
    painter: QPainter,
    rect: QRectF,
    values: Sequence[float | None],
    *,
    unfinished: int = 0,
    end_role: str = "muted",
    role: str = "muted",
) -> None:
    """Draw the line into a rectangle, with a dot of its own colour at the end."""
    room = rect.adjusted(1, _DOT + 1, -_DOT - 1, -_DOT - 1)
    marks = strokes(values, room, unfinished)
    look = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(look.colour(role), _STROKE)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    for run in marks.runs:
        painter.drawPath(_path(run))
    pen.setDashPattern([0.1, 2.2])
    painter.setPen(pen)
    if len(marks.tail) > 1:
        painter.drawPath(_path(marks.tail))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(role))
    for point in marks.alone:
        painter.drawEllipse(point, _STROKE, _STROKE)
    if marks.end is not None:
        painter.setBrush(look.colour(end_role))
        painter.drawEllipse(marks.end, _DOT, _DOT)
    painter.restore()


class Sparkline(QWidget):
    """A small line of values over time; the words beside it say what it shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: tuple[float | None, ...] = ()
        self._unfinished, self._end_role = 0, "muted"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_values(
        self, values: Sequence[float | None], *, unfinished: int = 0, end_role: str = "muted"
    ) -> None:
        """Show values, oldest first; the last `unfinished` of them may still change."""
        self._values, self._unfinished, self._end_role = tuple(values), unfinished, end_role
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(150, 40)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_sparkline(
            painter,
            QRectF(self.rect()),
            self._values,
            unfinished=self._unfinished,
            end_role=self._end_role,
        )
        painter.end()


def _is_number(value: float | None) -> bool:
    return value is not None and math.isfinite(value)


def _points(
    values: Sequence[float | None], rect: QRectF, low: float, high: float
) -> list[QPointF | None]:
    step = rect.width() / max(len(values) - 1, 1)
    height = rect.height() / (high - low) if high > low else 0.0
    flat = rect.center().y()
    return [
        QPointF(rect.left() + i * step, rect.bottom() - (v - low) * height if height else flat)
        if v is not None and math.isfinite(v)
        else None
        for i, v in enumerate(values)
    ]


def _runs(points: Sequence[QPointF | None]) -> list[list[QPointF]]:
    """Split points at the gaps."""
    runs: list[list[QPointF]] = [[]]
    for point in points:
        if point is not None:
            runs[-1].append(point)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _path(points: Sequence[QPointF]) -> QPainterPath:
    path = QPainterPath(points[0])
    for point in points[1:]:
        path.lineTo(point)
    return path
