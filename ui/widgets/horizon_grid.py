"""Now, Next, Later: a row per theme, a column per horizon, the cards of the board in between.

It knows no workspace: it shows cards and asks for every change by a signal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QWidget

from ui import theme
from ui.announce import announce
from ui.models.cards import Card
from ui.widgets.card import GAP, card_height, paint_card, paint_dot
from ui.widgets.surface import draw_hairline, draw_surface
from workbench.language import _

HEAD, SIDE, PAD, LOWEST = 34, 132, 8, 56
NARROW_SIDE = 98
Cell = tuple[str, str]


class Heading(NamedTuple):
    """A row or a column: its key, its words, its colour (rows only)."""

    key: str
    words: str
    colour: str = ""


class HorizonGrid(QAbstractScrollArea):
    """Cards in cells. `put(card, row, column)` asks for another cell."""

    chosen = Signal(int)
    opened = Signal(int)
    deleted = Signal(int)
    put = Signal(int, str, str)

    def __init__(self, columns: Sequence[Heading], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = list(columns)
        self._rows: list[Heading] = []
        self._cells: dict[Cell, list[Card]] = {}
        self._places: dict[int, QRect] = {}
        self._areas: dict[Cell, QRect] = {}
        self._heights: dict[tuple[object, ...], int] = {}
        self._at = 0
        self._grip: QPoint | None = None
        self._pointer: QPoint | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(_("Now, next, later"))
        self.verticalScrollBar().setSingleStep(24)

    # what is shown

    def show_cards(self, rows: Sequence[Heading], cells: Mapping[Cell, Sequence[Card]]) -> None:
        """Show these cards by (row, column)."""
        self._rows = list(rows)
        self._cells = {cell: list(cards) for cell, cards in cells.items()}
        self._lay_out()

    def card(self) -> Card | None:
        """The card that has the focus."""
        return next((c for cards in self._cells.values() for c in cards if c.id == self._at), None)

    def cell_of(self, card: int) -> Cell | None:
        """The row and the column of a card."""
        for cell, cards in self._cells.items():
            if any(one.id == card for one in cards):
                return cell
        return None

    def choose(self, card: int, *, tell: bool = True) -> None:
        """Put the focus on a card."""
        if card not in self._places:
            return
        self._at = card
        place, bar = self._places[card], self.verticalScrollBar()
        if place.top() < bar.value():
            bar.setValue(place.top() - PAD)
        elif place.bottom() > bar.value() + self._room():
            bar.setValue(place.bottom() - self._room() + PAD)
        self.viewport().update()
        if tell:
            self.chosen.emit(card)

    def _room(self) -> int:
        return self.viewport().height() - HEAD

    def _side(self) -> int:
        """The width of the names of the rows; less of it in a narrow window."""
        return SIDE if self.viewport().width() > 760 else NARROW_SIDE

    def _width(self) -> int:
        return max(80, (self.viewport().width() - self._side()) // max(len(self._columns), 1))

    def _lay_out(self) -> None:
        self._places, self._areas, top, wide = {}, {}, 0, self._width()
        for row in self._rows:
            lowest = LOWEST
            for n, column in enumerate(self._columns):
                left, y = self._side() + n * wide, top + PAD
                for card in self._cells.get((row.key, column.key), ()):
                    height = self._height(card, wide - PAD)
                    self._places[card.id] = QRect(left, y, wide - PAD, height - GAP)
                    y += height
                lowest = max(lowest, y - top)
            for n, column in enumerate(self._columns):
                area = QRect(self._side() + n * wide, top, wide, lowest)
                self._areas[(row.key, column.key)] = area
            top += lowest
        self.verticalScrollBar().setPageStep(self._room())
        self.verticalScrollBar().setRange(0, max(0, top - self._room()))
        self.viewport().update()

    def _height(self, card: Card, width: int) -> int:
        """How high a card is, measured once."""
        key = (card.title, tuple(mark.text for mark in card.marks), width)
        if key not in self._heights:
            self._heights[key] = card_height(card, width)
        return self._heights[key]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps titles otherwise."""
        super().resizeEvent(event)
        self._lay_out()

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the focus, Ctrl and arrows the card, Enter opens, Delete deletes."""
        key, card = Qt.Key(event.key()), self.card()
        steps = {
            Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
        }  # fmt: skip
        mods = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Escape and self._pointer is not None:
            self._grip = self._pointer = None
            self.viewport().update()
        elif key in steps and mods == Qt.KeyboardModifier.ControlModifier and card:
            self._push(card, *steps[key])
        elif key in steps and mods == Qt.KeyboardModifier.NoModifier:
            self._step(*steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and card:
            self.opened.emit(card.id)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and card:
            self.deleted.emit(card.id)
        else:
            super().keyPressEvent(event)

    def _step(self, across: int, down: int) -> None:
        here = self._places.get(self._at)
        if here is None:
            self._choose_first()
            return
        middle = here.center()
        ways = []
        for card, place in self._places.items():
            away = place.center() - middle
            ahead = away.x() * across if across else away.y() * down
            aside = abs(away.y()) if across else abs(away.x())
            if card != self._at and ahead > 8 and (across or aside < 8):
                ways.append((ahead + 2 * aside if down else ahead * 4 + aside, card))
        if ways:
            self._choose_and_say(min(ways)[1])

    def _choose_first(self) -> None:
        if self._places:
            self._choose_and_say(next(iter(self._places)))

    def _choose_and_say(self, card: int) -> None:
        self.choose(card)
        cell, held = self.cell_of(card), self.card()
        if cell and held:
            words = {column.key: column.words for column in self._columns}
            said = _("{card}, {column}").format(card=held.spoken(), column=words[cell[1]])
            announce(self, said)

    def _push(self, card: Card, across: int, down: int) -> None:
        cell = self.cell_of(card.id)
        if cell is None:
            return
        rows, columns = [r.key for r in self._rows], [c.key for c in self._columns]
        row, column = rows.index(cell[0]) + down, columns.index(cell[1]) + across
        if 0 <= row < len(rows) and 0 <= column < len(columns):
            self.put.emit(card.id, rows[row], columns[column])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Entered by Tab, the focus goes to a card."""
        super().focusInEvent(event)
        if self.card() is None:
            self._choose_first()
        self.viewport().update()

    # the mouse

    def _inside(self, at: QPointF) -> QPoint:
        return at.toPoint() + QPoint(0, self.verticalScrollBar().value() - HEAD)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a card, and perhaps begin to drag it."""
        here = self._inside(event.position())
        self._grip = None
        for card, place in self._places.items():
            if place.contains(here) and event.position().y() > HEAD:
                self._grip = here
                self.choose(card)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the card."""
        here = self._inside(event.position())
        if self._grip is None:
            return
        far = (here - self._grip).manhattanLength() >= QApplication.startDragDistance()
        if far or self._pointer is not None:
            self._pointer = here
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop the card into a cell, or open it after a plain click."""
        pointer, grip = self._pointer, self._grip
        self._pointer = self._grip = None
        self.viewport().update()
        if grip is None:
            return
        if pointer is None:
            self.opened.emit(self._at)
            return
        cell = self._cell_at(pointer)
        if cell is not None and cell != self.cell_of(self._at):
            self.put.emit(self._at, *cell)

    def _cell_at(self, at: QPoint) -> Cell | None:
        return next((cell for cell, area in self._areas.items() if area.contains(at)), None)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells with their cards under the heads of the columns."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.setClipRect(0, HEAD, self.viewport().width(), self._room())
        painter.translate(0, HEAD - self.verticalScrollBar().value())
        self._paint_rows(painter)
        self._paint_cards(painter)
        painter.restore()
        self._paint_heads(painter)
        painter.end()

    def _paint_rows(self, painter: QPainter) -> None:
        look = theme.current()
        target = self._cell_at(self._pointer) if self._pointer is not None else None
        for n, row in enumerate(self._rows):
            area = self._areas[(row.key, self._columns[0].key)]
            if n:
                draw_hairline(painter, 0, self.viewport().width(), area.top())
            line = QRect(2, area.top() + PAD, self._side() - 14, 20)
            paint_dot(painter, line, row.colour)
            painter.setPen(look.colour("text"))
            painter.setFont(look.font("body"))
            words = painter.fontMetrics().elidedText(
                row.words, Qt.TextElideMode.ElideRight, line.width() - 16
            )
            painter.drawText(line.adjusted(16, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
        if target is not None:
            body = QRectF(self._areas[target].adjusted(-4, 3, -4, -3))
            draw_surface(painter, body, fill="accent_soft", line="accent", shadow=False)

    def _paint_cards(self, painter: QPainter) -> None:
        held = None
        seen = QRect(0, self.verticalScrollBar().value(), self.viewport().width(), self._room())
        for cards in self._cells.values():
            for card in cards:
                place, chosen = self._places[card.id], card.id == self._at
                if not (chosen or seen.intersects(place)):
                    continue
                if chosen and self._pointer is not None:
                    held = card
                    painter.setOpacity(0.35)
                paint_card(
                    painter, place, card, selected=chosen, focused=chosen and self.hasFocus()
                )
                painter.setOpacity(1.0)
        if held is not None and self._pointer is not None and self._grip is not None:
            place = self._places[held.id].translated(self._pointer - self._grip)
            painter.setOpacity(0.92)
            paint_card(painter, place, held, selected=True)
            painter.setOpacity(1.0)

    def _paint_heads(self, painter: QPainter) -> None:
        look = theme.current()
        wide = self._width()
        for n, column in enumerate(self._columns):
            count = sum(len(self._cells.get((row.key, column.key), ())) for row in self._rows)
            place = QRect(self._side() + n * wide + 2, 0, wide - PAD, HEAD - 6)
            painter.setPen(look.colour("text"))
            painter.setFont(look.font("body", theme.SEMIBOLD))
            words = painter.fontMetrics().elidedText(
                column.words, Qt.TextElideMode.ElideRight, place.width() - 24
            )
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
            along = painter.fontMetrics().horizontalAdvance(words) + 8
            painter.setPen(look.colour("muted"))
            painter.setFont(look.font("small", tabular=True))
            painter.drawText(
                place.adjusted(along, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, str(count)
            )
