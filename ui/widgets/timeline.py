"""The timeline: bars in rows over the retail calendar, dragged by mouse or key.

It knows no workspace: it is given bars and asks for other days by a signal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QWidget

from ui.announce import announce
from ui.widgets import timeline_paint as paint
from ui.widgets.timeline_scale import Scale
from workbench.language import _

SIDE, HEAD, TRACK, PAD, STRIP = 132, 74, 30, 8, 64
EDGE = 7


class Bar(NamedTuple):
    """One item in time. `planned_last` differs from `last` where it is late; `spoken` tells it to screen readers."""

    id: int
    title: str
    colour: str
    first: date
    last: date
    planned_last: date
    milestone: bool
    late: bool
    movable: bool
    spoken: Callable[[], str]


class BarRow(NamedTuple):
    """A row: its words, its colour, its bars and the track of each."""

    words: str
    colour: str
    bars: tuple[Bar, ...]
    tracks: tuple[int, ...]


class Band(NamedTuple):
    """A span of the calendar behind the bars; nothing should be launched in one of `no_change`."""

    name: str
    first: date
    last: date
    no_change: bool


class Work(NamedTuple):
    """Weeks of work against weeks available in a span, as text."""

    first: date
    last: date
    text: str
    is_over: bool


class Loose(NamedTuple):
    """An item without dates, in the strip."""

    id: int
    title: str
    colour: str


class TimelineView(QAbstractScrollArea):
    """Bars over days. `moved(id, days, end)` asks to move a bar ('both') or an end ('first', 'last')."""

    chosen = Signal(int)
    opened = Signal(int)
    deleted = Signal(int)
    moved = Signal(int, int, str)
    dated = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scale: Scale | None = None
        self.today = date.min
        self.rows: list[BarRow] = []
        self.bands: list[Band] = []
        self.work: list[Work] = []
        self.loose: list[Loose] = []
        self.links: list[tuple[int, int, bool]] = []
        self.places: dict[int, QRectF] = {}
        self.rooms: dict[int, float] = {}
        self._bars: dict[int, Bar] = {}
        self.tops: list[int] = []
        self.current = 0
        self._press: tuple[QPoint, str] | None = None
        self._shift = 0
        self.drop_day: date | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(_("Timeline"))
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.setSingleStep(24)
            bar.valueChanged.connect(lambda _at: self.viewport().update())

    # what is shown

    def show_plan(
        self,
        scale: Scale,
        rows: Sequence[BarRow],
        loose: Sequence[Loose],
        links: Sequence[tuple[int, int, bool]],
        work: Sequence[Work],
        today: date,
    ) -> None:
        """Show these rows; a first look has today near the left."""
        fresh = self.scale is None or self.scale.per_day != scale.per_day
        self.scale, self.today, self.rows = scale, today, list(rows)
        self.loose, self.links, self.work = list(loose), list(links), list(work)
        self._lay_out()
        if fresh:
            self.horizontalScrollBar().setValue(round(scale.x(today)) - self._wide() // 4)

    def show_bands(self, bands: Sequence[Band]) -> None:
        """Show the calendar behind the bars."""
        self.bands = list(bands)
        self.viewport().update()

    def _wide(self) -> int:
        return max(50, self.viewport().width() - SIDE)

    def strip_height(self) -> int:
        """How much the strip of items without dates takes at the bottom."""
        return STRIP if self.loose else 0

    def _lay_out(self) -> None:
        if self.scale is None:
            return
        self.places, self.tops, top = {}, [], 0
        self._bars = {bar.id: bar for row in self.rows for bar in row.bars}
        for row in self.rows:
            self.tops.append(top)
            for bar, track in zip(row.bars, row.tracks, strict=True):
                left = self.scale.x(bar.first)
                right = self.scale.x(max(bar.last, bar.planned_last) + timedelta(1))
                y = top + PAD + track * TRACK
                self.places[bar.id] = QRectF(left, y, max(right - left, 8), TRACK - 6)
            top += 2 * PAD + (max(row.tracks, default=0) + 1) * TRACK
        self.tops.append(top)
        self.rooms = _rooms(self.places)
        high = self.viewport().height() - HEAD - self.strip_height()
        self.horizontalScrollBar().setPageStep(self._wide())
        self.horizontalScrollBar().setRange(0, max(0, self.scale.width - self._wide()))
        self.verticalScrollBar().setPageStep(high)
        self.verticalScrollBar().setRange(0, max(0, top - high))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size scrolls further."""
        super().resizeEvent(event)
        self._lay_out()

    def bar(self, bar_id: int) -> Bar | None:
        """A bar by its item."""
        return self._bars.get(bar_id)

    def chips(self) -> dict[int, QRect]:
        """Where the items without dates stand, in pixels of the viewport."""
        return paint.chip_places(self.loose, self.viewport().rect(), self.strip_height())

    def choose(self, item: int, *, tell: bool = True) -> None:
        """Put the focus on an item, and scroll to it."""
        if item not in self.places and item not in self.chips():
            return
        self.current = item
        if item in self.places:
            self._scroll_to(self.places[item])
        self.viewport().update()
        if tell:
            self.chosen.emit(item)

    def _scroll_to(self, place: QRectF) -> None:
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        if place.right() < across.value() + 20 or place.left() > across.value() + self._wide() - 40:
            across.setValue(round(place.left()) - self._wide() // 4)
        high = down.pageStep()
        if place.top() < down.value():
            down.setValue(round(place.top()) - PAD)
        elif place.bottom() > down.value() + high:
            down.setValue(round(place.bottom()) - high + PAD)

    def drag_of(self, item: int) -> tuple[int, str]:
        """By how many days a bar is being dragged, and which end."""
        dragged = self._press is not None and item == self.current
        return (self._shift, self._press[1]) if dragged and self._press else (0, "both")

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose; Ctrl moves by a day, Shift too by a week; Alt moves the end."""
        key = Qt.Key(event.key())
        mods = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key, 0)
        days = way * (7 if mods & Qt.KeyboardModifier.ShiftModifier else 1)
        if way and mods & Qt.KeyboardModifier.ControlModifier:
            self._move(days, "both")
        elif way and mods & Qt.KeyboardModifier.AltModifier:
            self._move(days, "last")
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Left):
            self._step(-1)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
            self._step(1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current:
            self.opened.emit(self.current)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.current:
            self.deleted.emit(self.current)
        elif key == Qt.Key.Key_Escape and self._press is not None:
            self._press, self._shift, self.drop_day = None, 0, None
            self.viewport().update()
        else:
            super().keyPressEvent(event)

    def _order(self) -> list[int]:
        return [b.id for row in self.rows for b in row.bars] + [one.id for one in self.loose]

    def _step(self, by: int) -> None:
        order = self._order()
        if not order:
            return
        at = order.index(self.current) + by if self.current in order else 0
        self.choose(order[max(0, min(at, len(order) - 1))])
        held = self.bar(self.current)
        name = next((one.title for one in self.loose if one.id == self.current), "")
        announce(self, held.spoken() if held else _("{title}, no dates").format(title=name))

    def _move(self, days: int, end: str) -> None:
        held = self.bar(self.current)
        if held is not None and held.movable:
            self.moved.emit(held.id, days, end)
        elif held is None and self.current:
            self.dated.emit(self.current, self.today)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Entered by Tab, the focus goes to an item."""
        super().focusInEvent(event)
        if self.current not in self._order() and self._order():
            self.choose(self._order()[0])
        self.viewport().update()

    # the mouse

    def _inside(self, at: QPoint) -> QPointF:
        x = at.x() - SIDE + self.horizontalScrollBar().value()
        return QPointF(x, at.y() - HEAD + self.verticalScrollBar().value())

    def _hit(self, at: QPoint) -> tuple[int, str] | None:
        for item, chip in self.chips().items():
            if chip.contains(at):
                return item, "loose"
        if (
            at.y() < HEAD
            or at.x() < SIDE
            or at.y() > self.viewport().height() - self.strip_height()
        ):
            return None
        here = self._inside(at)
        for item, place in self.places.items():
            held = self.bar(item)
            if held is not None and place.adjusted(-3, -2, 3, 2).contains(here):
                return item, _end(here.x(), place, held)
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a bar and perhaps begin to drag it or one of its ends."""
        found = self._hit(event.position().toPoint())
        if found is not None:
            self.choose(found[0])
            self._press, self._shift = (event.position().toPoint(), found[1]), 0

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or show what could be dragged."""
        here = event.position().toPoint()
        if self._press is None or self.scale is None:
            found = self._hit(here)
            ends = found is not None and found[1] in ("first", "last")
            self.viewport().setCursor(
                Qt.CursorShape.SizeHorCursor if ends else Qt.CursorShape.ArrowCursor
            )
            return
        start, end = self._press
        if end == "loose":
            over = here.y() < self.viewport().height() - self.strip_height() and here.x() > SIDE
            self.drop_day = self.scale.day(self._inside(here).x()) if over else None
        elif abs(here.x() - start.x()) >= QApplication.startDragDistance() or self._shift:
            self._shift = round((here.x() - start.x()) / self.scale.per_day)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the days where it was let go; a plain click opens."""
        press, days, drop = self._press, self._shift, self.drop_day
        self._press, self._shift, self.drop_day = None, 0, None
        self.viewport().update()
        if press is None:
            return
        start, end = press
        far = (event.position().toPoint() - start).manhattanLength()
        held = self.bar(self.current)
        if end == "loose" and drop is not None:
            self.dated.emit(self.current, drop)
        elif days and held is not None and held.movable:
            self.moved.emit(self.current, days, end)
        elif far < QApplication.startDragDistance():
            self.opened.emit(self.current)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Calendar, rows, bars and links; heads and the strip over them."""
        if self.scale is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.whole(painter, self)
        painter.end()


def _rooms(places: dict[int, QRectF]) -> dict[int, float]:
    """How much is free at the right of each bar, up to the next one on its track."""
    found: dict[int, float] = {}
    after: dict[float, float] = {}
    for key, place in sorted(places.items(), key=lambda one: -one[1].left()):
        found[key] = after.get(place.top(), 1e9) - place.right()
        after[place.top()] = place.left()
    return found


def _end(x: float, place: QRectF, held: Bar) -> str:
    if not held.movable or held.milestone or place.width() < 3 * EDGE:
        return "both"
    if x < place.left() + EDGE:
        return "first"
    return "last" if x > place.right() - EDGE else "both"
