"""The board: columns side by side, cards moved by mouse or key.

It knows no workspace: it shows cards, and asks for every change by a signal. Drags are mouse events
of its own, for Qt's drag and drop blocks the window and does not exist everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QWidget

from ui.models.cards import Card
from ui.widgets.board_lane import Lane
from ui.widgets.card import paint_card

EDGE, SCROLL_STEP = 36, 14


class Column(NamedTuple):
    """A column: its key, its words, whether it is narrow or folded away."""

    key: str
    name: str
    narrow: bool = False
    folded: bool = False


class Board(QScrollArea):
    """Columns of cards.

    `moved(card, column, before)`: `before` is a card's id, or 0 for the end. `opened` asks for the
    inspector, `chosen` follows the focus, `added(column, title)` asks for a new card,
    `limited(column, most)` for another limit, 0 for none.
    """

    moved = Signal(int, str, int)
    renamed = Signal(int, str)
    opened = Signal(int)
    chosen = Signal(int)
    added = Signal(str, str)
    deleted = Signal(int)
    folded = Signal(str, bool)
    limited = Signal(str, float)

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.lanes: dict[str, Lane] = {}
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for column in columns:
            row.addWidget(self._lane(column), 2 if column.narrow else 3)
        row.addStretch(0)
        self.setWidget(inside)
        self._ghost = QLabel(self.viewport())
        self._ghost.hide()
        self._ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._grip = QPoint()
        self._dragged = 0
        self._wanted = 0
        self._edge = QTimer(self, interval=30)
        self._edge.timeout.connect(self._scroll_at_edge)
        self._pointer = QPoint()

    def _lane(self, column: Column) -> Lane:
        lane = Lane(column.key, column.name, narrow=column.narrow)
        lane.set_folded(column.folded)
        self.lanes[column.key] = lane
        view = lane.view
        view.stepped.connect(lambda way: self._step(lane, way))
        view.pushed.connect(lambda way: self._push(lane, way))
        view.activated_card.connect(self.opened)
        view.chosen.connect(lambda card: self._chosen(lane, card))
        view.asked_new.connect(lane.begin_new)
        view.asked_limit.connect(lane.ask_limit)
        view.asked_delete.connect(self.deleted)
        view.cards.renamed.connect(self.renamed)
        view.drag_began.connect(lambda card, at, grip: self._begin(lane, card, at, grip))
        view.dragged.connect(self._drag)
        view.dropped.connect(self._drop)
        view.drag_ended.connect(self._end)
        lane.created.connect(lambda title: self.added.emit(lane.key, title))
        lane.folded.connect(lambda on: self.folded.emit(lane.key, on))
        lane.limited.connect(lambda most: self.limited.emit(lane.key, most))
        return lane

    # what is shown

    def show_cards(self, cards: Mapping[str, Sequence[Card]]) -> None:
        """Show these cards by column; selection, scroll and focus stay with their cards."""
        focus = next((lane for lane in self.lanes.values() if lane.view.hasFocus()), None)
        held = focus.view.current_card() if focus else None
        row = focus.view.currentIndex().row() if focus else 0
        for key, lane in self.lanes.items():
            lane.show_cards(cards.get(key, ()))
        if held is not None and focus is not None:
            if not self.focus_card(held.id):
                focus.view.select_row(row)
        elif self._wanted and self.focus_card(self._wanted):
            self._wanted = 0

    def focus_card(self, card: int) -> bool:
        """Put the focus on a card wherever it is; False if it is not shown."""
        for lane in self.lanes.values():
            place = lane.view.cards.rows.place(card)
            if place is not None:
                if lane.is_folded():
                    lane.set_folded(False)
                self.ensureWidgetVisible(lane, 8, 0)
                lane.view.select_row(place)
                lane.view.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def focus_later(self, card: int) -> None:
        """Put the focus on a card as soon as it is shown."""
        if not self.focus_card(card):
            self._wanted = card

    def current(self) -> int | None:
        """The card that is chosen, in whichever column has the selection."""
        for lane in self.lanes.values():
            if lane.view.selectionModel().hasSelection() and (card := lane.view.current_card()):
                return card.id
        return None

    def _chosen(self, lane: Lane, card: int) -> None:
        for other in self.lanes.values():
            if other is not lane:
                other.view.clearSelection()
        self.chosen.emit(card)

    # keys

    def _open_lanes(self) -> list[Lane]:
        return [lane for lane in self.lanes.values() if not lane.is_folded()]

    def _step(self, lane: Lane, way: str) -> None:
        lanes = self._open_lanes()
        here = lane.view.visualRect(lane.view.currentIndex()).center().y()
        step = -1 if way == "left" else 1
        at = lanes.index(lane) + step
        while 0 <= at < len(lanes):
            view = lanes[at].view
            if view.cards.rowCount():
                view.select_row(view.row_near(here))
                view.setFocus(Qt.FocusReason.TabFocusReason)
                self.ensureWidgetVisible(lanes[at], 8, 0)
                return
            at += step

    def _push(self, lane: Lane, way: str) -> None:
        card = lane.view.current_card()
        if card is None:
            return
        if way in ("up", "down"):
            self._push_along(lane, card, way)
            return
        keys = list(self.lanes)
        to = keys.index(lane.key) + (-1 if way == "left" else 1)
        if 0 <= to < len(keys):
            self.moved.emit(card.id, keys[to], 0)

    def _push_along(self, lane: Lane, card: Card, way: str) -> None:
        rows, row = lane.view.cards.rows, lane.view.currentIndex().row()
        to = row - 1 if way == "up" else row + 2
        if to < 0 or to > len(rows):
            return
        self.moved.emit(card.id, lane.key, rows[to].id if to < len(rows) else 0)

    # dragging

    def _begin(self, lane: Lane, card_id: int, at: QPoint, grip: QPoint) -> None:
        card = lane.view.current_card()
        if card is None:
            return
        self._dragged, self._grip = card_id, grip
        rect = lane.view.visualRect(lane.view.currentIndex())
        self._ghost.setPixmap(_picture(card, rect, self.devicePixelRatioF()))
        self._ghost.adjustSize()
        self._ghost.show()
        self._ghost.raise_()
        self._edge.start()
        self._drag(at)

    def _drag(self, at: QPoint) -> None:
        if not self._dragged:
            return
        self._pointer = at
        self._ghost.move(self.viewport().mapFromGlobal(at) - self._grip)
        for lane in self.lanes.values():
            inside = lane.holds(at)
            lane.view.show_drop(lane.row_under(at) if inside else None)
            lane.show_target(inside and lane.is_folded())

    def _drop(self, at: QPoint) -> None:
        card, lane = self._dragged, self._lane_at(at)
        self._end()
        if not card or lane is None:
            return
        row = lane.row_under(at)
        rows = lane.view.cards.rows
        before = rows[row].id if row < len(rows) and not lane.is_folded() else 0
        if before == card or (not before and row and rows[row - 1].id == card):
            return
        self.moved.emit(card, lane.key, before)

    def _end(self) -> None:
        self._dragged = 0
        self._edge.stop()
        self._ghost.hide()
        for lane in self.lanes.values():
            lane.view.show_drop(None)
            lane.view.cancel_drag()
            lane.show_target(False)

    def _lane_at(self, at: QPoint) -> Lane | None:
        return next((lane for lane in self.lanes.values() if lane.holds(at)), None)

    def _scroll_at_edge(self) -> None:
        here, bar = self.viewport().mapFromGlobal(self._pointer), self.horizontalScrollBar()
        if here.x() < EDGE:
            bar.setValue(bar.value() - SCROLL_STEP)
        elif here.x() > self.viewport().width() - EDGE:
            bar.setValue(bar.value() + SCROLL_STEP)
        lane = self._lane_at(self._pointer)
        if lane is not None:
            lane.scroll_at_edge(self._pointer, EDGE, SCROLL_STEP)
            self._drag(self._pointer)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns are at least wide enough to read; below that the board scrolls sideways."""
        super().resizeEvent(event)
        self.widget().setMinimumHeight(self.viewport().height() - 4)


def _picture(card: Card, rect: QRect, ratio: float) -> QPixmap:
    """The card as it hangs on the pointer."""
    picture = QPixmap(int(rect.width() * ratio), int(rect.height() * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setOpacity(0.92)
    paint_card(painter, QRect(1, 0, rect.width() - 2, rect.height() - 8), card, selected=True)
    painter.end()
    return picture
