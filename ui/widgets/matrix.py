"""The matrix: bubbles between two axes, dragged by mouse or key to change their inputs.

It knows no workspace: it is given dots on two scales and asks for other values by a signal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from ui import theme
from ui.announce import announce
from ui.widgets.matrix_labels import fanned, placed
from ui.widgets.surface import draw_surface

LEFT, TOP, RIGHT, BOTTOM = 34.0, 8.0, 12.0, 34.0
INSET, SMALLEST, LARGEST = 46.0, 7.0, 20.0
LONGEST = 220.0
MOST_LABELS, FEW_LABELS, CROWD = 80, 16, 150


class Dot(NamedTuple):
    """One item: its place on the scales, its part of the largest size (0 to 1), its words."""

    id: int
    title: str
    colour: str
    x: float
    y: float
    size: float
    spoken: Callable[[], str]


class Side(NamedTuple):
    """An axis: words, ends, middle, and whether a drag along it can change something."""

    words: str
    low: float
    high: float
    middle: float
    fixed: bool
    step: Callable[[float, int], float]
    written: Callable[[float], str]


class MatrixView(QWidget):
    """Dots between axes. `dragged(item, x, y)` asks for other values."""

    chosen = Signal(int)
    opened = Signal(int)
    deleted = Signal(int)
    dragged = Signal(int, float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dots: list[Dot] = []
        self._sides: tuple[Side, Side] | None = None
        self._quarters: Sequence[str] = ("", "", "", "")
        self._places: dict[int, QPointF] = {}
        self._labels: dict[int, QRectF] = {}
        self._at = 0
        self._press: QPoint | None = None
        self._pointer: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 240)

    def show_dots(self, dots: Sequence[Dot], x: Side, y: Side, quarters: Sequence[str]) -> None:
        """Show these dots; the quarters are named from the top left, row by row."""
        self._dots, self._sides, self._quarters = list(dots), (x, y), quarters
        self._lay_out()

    def current(self) -> int:
        """The item that has the focus."""
        return self._at

    def labels(self) -> dict[int, QRectF]:
        """Where the labels stand that have found a free place."""
        return dict(self._labels)

    def place(self, item: int) -> QPointF:
        """Where a bubble's middle stands. Raises KeyError."""
        return self._places[item]

    def choose(self, item: int, *, tell: bool = True) -> None:
        """Put the focus on a bubble."""
        if item in self._places:
            self._at = item
            self._lay_out()
            if tell:
                self.chosen.emit(item)

    # geometry

    def _plane(self) -> QRectF:
        return QRectF(self.rect()).adjusted(LEFT, TOP, -RIGHT, -BOTTOM)

    def _field(self) -> QRectF:
        return self._plane().adjusted(INSET, INSET, -INSET, -INSET)

    def at_values(self, x: float, y: float) -> QPointF:
        """The place of two values."""
        assert self._sides is not None
        field, (across, up) = self._field(), self._sides
        return QPointF(
            field.left() + field.width() * _part(across, x),
            field.bottom() - field.height() * _part(up, y),
        )

    def values_at(self, place: QPointF) -> tuple[float, float]:
        """The two values of a place."""
        assert self._sides is not None
        field, (across, up) = self._field(), self._sides
        x = (place.x() - field.left()) / max(field.width(), 1.0)
        y = (field.bottom() - place.y()) / max(field.height(), 1.0)
        x, y = min(1.0, max(0.0, x)), min(1.0, max(0.0, y))
        return across.low + x * (across.high - across.low), up.low + y * (up.high - up.low)

    def _radius(self, dot: Dot) -> float:
        return SMALLEST + (LARGEST - SMALLEST) * dot.size**0.5

    def _lay_out(self) -> None:
        if self._sides is None:
            return
        radii = {dot.id: self._radius(dot) for dot in self._dots}
        exact = {dot.id: self.at_values(dot.x, dot.y) for dot in self._dots}
        self._places = fanned(exact, radii, self._plane().adjusted(6, 0, -6, 0))
        metrics = QFontMetricsF(theme.current().font("small"))
        sizes = {
            dot.id: QSizeF(min(metrics.horizontalAdvance(dot.title), LONGEST) + 2, metrics.height())
            for dot in self._dots
        }
        sized = sorted(self._dots, key=lambda dot: (dot.id != self._at, -dot.size))
        # Among very many bubbles only the largest are named; each is named when it has the focus.
        order = [dot.id for dot in sized[: MOST_LABELS if len(sized) <= CROWD else FEW_LABELS]]
        self._labels = placed(order, self._places, radii, sizes, self._plane())
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Places follow the size."""
        super().resizeEvent(event)
        self._lay_out()

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose the next bubble that way; Ctrl and arrows change its values."""
        key = Qt.Key(event.key())
        ways = {
            Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1),
        }  # fmt: skip
        if key == Qt.Key.Key_Escape and self._pointer is not None:
            self._press = self._pointer = None
            self.update()
        elif key in ways and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._push(*ways[key])
        elif key in ways:
            self._step(*ways[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at:
            self.opened.emit(self._at)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._at:
            self.deleted.emit(self._at)
        else:
            super().keyPressEvent(event)

    def _dot(self) -> Dot | None:
        return next((dot for dot in self._dots if dot.id == self._at), None)

    def _push(self, across: int, up: int) -> None:
        dot = self._dot()
        if dot is None or self._sides is None:
            return
        x, y = self._sides
        new_x = x.step(dot.x, across) if across and not x.fixed else dot.x
        new_y = y.step(dot.y, up) if up and not y.fixed else dot.y
        if (new_x, new_y) != (dot.x, dot.y):
            self.dragged.emit(dot.id, new_x, new_y)

    def _step(self, across: int, up: int) -> None:
        here = self._places.get(self._at)
        if here is None:
            self._choose_first()
            return
        ways = []
        for key, place in self._places.items():
            away = place - here
            ahead = away.x() * across - away.y() * up
            aside = abs(away.y()) if across else abs(away.x())
            if key != self._at and ahead > 0.5:
                ways.append((ahead + 1.5 * aside, key))
        if ways:
            self._choose_and_say(min(ways)[1])

    def _choose_first(self) -> None:
        if self._dots:
            self._choose_and_say(min(self._dots, key=lambda dot: (dot.x, -dot.y)).id)

    def _choose_and_say(self, item: int) -> None:
        self.choose(item)
        dot = self._dot()
        if dot is not None:
            announce(self, dot.spoken())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Entered by Tab, the focus goes to a bubble."""
        super().focusInEvent(event)
        if self._dot() is None:
            self._choose_first()
        self.update()

    # the mouse

    def _hit(self, at: QPointF) -> int | None:
        for dot in reversed(self._dots):
            away = at - self._places[dot.id]
            if away.x() ** 2 + away.y() ** 2 <= (self._radius(dot) + 3) ** 2:
                return dot.id
        return next((key for key, area in self._labels.items() if area.contains(at)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a bubble and perhaps begin to drag it."""
        found = self._hit(event.position())
        self._press = event.position().toPoint() if found is not None else None
        if found is not None:
            self.choose(found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag."""
        if self._press is None:
            return
        far = (event.position().toPoint() - self._press).manhattanLength()
        if far >= QApplication.startDragDistance() or self._pointer is not None:
            self._pointer = event.position()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the values where it was let go; a plain click opens."""
        pointer, press = self._pointer, self._press
        self._pointer = self._press = None
        self.update()
        dot = self._dot()
        if press is None or dot is None or self._sides is None:
            return
        if pointer is None:
            self.opened.emit(dot.id)
            return
        x, y = self.values_at(pointer)
        self.dragged.emit(
            dot.id, dot.x if self._sides[0].fixed else x, dot.y if self._sides[1].fixed else y
        )

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The plane with its quarters, the bubbles, their labels."""
        if self._sides is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_plane(painter)
        for dot in self._dots:
            self._paint_dot(painter, dot)
        if self._pointer is not None:
            self._paint_drag(painter, self._pointer)
        painter.end()

    def _paint_plane(self, painter: QPainter) -> None:
        look, plane = theme.current(), self._plane()
        assert self._sides is not None
        x, y = self._sides
        draw_surface(painter, plane)
        middle = self.at_values(x.middle, y.middle)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(QPointF(middle.x(), plane.top()), QPointF(middle.x(), plane.bottom()))
        painter.drawLine(QPointF(plane.left(), middle.y()), QPointF(plane.right(), middle.y()))
        painter.setFont(look.font("small", theme.SEMIBOLD))
        painter.setPen(look.colour("faint"))
        flag = Qt.AlignmentFlag
        sides = (flag.AlignLeft, flag.AlignRight), (flag.AlignTop, flag.AlignBottom)
        inner = plane.adjusted(10, 5, -10, -5)
        for n, words in enumerate(self._quarters):
            painter.drawText(inner, sides[0][n % 2] | sides[1][n // 2], words)
        self._paint_axes(painter, plane, x, y)

    def _paint_axes(self, painter: QPainter, plane: QRectF, x: Side, y: Side) -> None:
        look, flag = theme.current(), Qt.AlignmentFlag
        painter.setPen(look.colour("muted"))
        under = QRectF(plane.left(), plane.bottom() + 8, plane.width(), 20)
        painter.drawText(under, flag.AlignCenter, x.words)
        painter.save()
        painter.translate(20, plane.center().y())
        painter.rotate(-90)
        along = QRectF(-plane.height() / 2, -18, plane.height(), 20)
        painter.drawText(along, flag.AlignCenter, y.words)
        painter.setFont(look.font("small", tabular=True))
        painter.setPen(look.colour("faint"))
        painter.drawText(
            along.adjusted(INSET, 0, 0, 0), flag.AlignLeft | flag.AlignVCenter, y.written(y.low)
        )
        painter.drawText(
            along.adjusted(0, 0, -INSET, 0), flag.AlignRight | flag.AlignVCenter, y.written(y.high)
        )
        painter.restore()
        painter.setFont(look.font("small", tabular=True))
        painter.setPen(look.colour("faint"))
        painter.drawText(under.adjusted(INSET, 0, 0, 0), flag.AlignLeft, x.written(x.low))
        painter.drawText(under.adjusted(0, 0, -INSET, 0), flag.AlignRight, x.written(x.high))

    def _paint_dot(self, painter: QPainter, dot: Dot) -> None:
        look, place, radius = theme.current(), self._places[dot.id], self._radius(dot)
        colour, chosen = QColor(dot.colour or look.colour("muted")), dot.id == self._at
        painter.setPen(QPen(look.colour("panel"), 1))
        soft = QColor(colour)
        soft.setAlpha(190)
        painter.setBrush(soft)
        painter.drawEllipse(place, radius, radius)
        if chosen:
            painter.setPen(QPen(look.colour("accent"), 2.2 if self.hasFocus() else 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(place, radius + 2.5, radius + 2.5)
        area = self._labels.get(dot.id)
        if area is None:
            return
        painter.setFont(look.font("small", theme.SEMIBOLD if chosen else theme.REGULAR))
        painter.setPen(look.colour("text"))
        words = painter.fontMetrics().elidedText(
            dot.title, Qt.TextElideMode.ElideRight, int(area.width()) + 1
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_drag(self, painter: QPainter, pointer: QPointF) -> None:
        dot = self._dot()
        if dot is None or self._sides is None:
            return
        look, (x, y) = theme.current(), self._sides
        across, up = self.values_at(pointer)
        across, up = dot.x if x.fixed else across, dot.y if y.fixed else up
        place, radius = self.at_values(across, up), self._radius(dot)
        painter.setPen(QPen(look.colour("accent"), 2))
        painter.setBrush(look.colour("accent_soft"))
        painter.drawEllipse(place, radius, radius)
        words = f"{x.words} {x.written(across)}\n{y.words} {y.written(up)}"
        painter.setFont(look.font("small", theme.SEMIBOLD))
        painter.setPen(look.colour("text"))
        room = QRectF(place.x() + radius + 6, place.y() - 18, 240, 40)
        if room.right() > self.width():
            room.moveRight(place.x() - radius - 6)
        side = Qt.AlignmentFlag.AlignRight if room.x() < place.x() else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, words)


def _part(side: Side, value: float) -> float:
    span = side.high - side.low
    return min(1.0, max(0.0, (value - side.low) / span)) if span else 0.5
