"""One column of the board: its header with a count, and its cards."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QWidget

from ui import theme
from ui.models.cards import CARD, Card, CardModel
from ui.widgets.card import GAP, CardDelegate

ARROWS = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}


class ColumnView(QListView):
    """The cards of one column. Keys and drags that leave the column are asked of the board.

    `stepped` and `pushed` carry a direction: the focus, or the card, wants to go there.
    """

    stepped = Signal(str)
    pushed = Signal(str)
    activated_card = Signal(int)
    chosen = Signal(int)
    asked_new = Signal()
    asked_limit = Signal()
    asked_delete = Signal(int)
    drag_began = Signal(int, QPoint, QPoint)
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)
    drag_ended = Signal()

    def __init__(self, model: CardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = model
        self.setModel(model)
        self.setItemDelegate(CardDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("board", True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Fixed)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._pressed: QPoint | None = None
        self._dragging = False
        self._drop_row: int | None = None

    # cards

    def current_card(self) -> Card | None:
        """The card that has the focus in this column."""
        index = self.currentIndex()
        return index.data(CARD) if index.isValid() else None

    def select_row(self, row: int) -> None:
        """Put the focus on a card by its place, or on the nearest one there is."""
        count = self.cards.rowCount()
        if count:
            index = self.cards.index(max(0, min(row, count - 1)))
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def edit_current(self) -> None:
        """Edit the title of the card that has the focus."""
        if self.currentIndex().isValid():
            self.edit(self.currentIndex())

    def row_at(self, y: int) -> int:
        """Before which row a card lands that is dropped at this height."""
        for row in range(self.cards.rowCount()):
            rect = self.visualRect(self.cards.index(row))
            if y < rect.center().y() - GAP // 2:
                return row
        return self.cards.rowCount()

    def row_near(self, y: int) -> int:
        """The row whose card is nearest to a height of the view."""
        places = range(self.cards.rowCount())
        middle = (self.visualRect(self.cards.index(row)).center().y() for row in places)
        return min(zip((abs(m - y) for m in middle), places, strict=True), default=(0, 0))[1]

    def show_drop(self, row: int | None) -> None:
        """Show where a card would land; None for nowhere."""
        if row != self._drop_row:
            self._drop_row = row
            self.viewport().update()

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Ctrl and Alt push the card, letters ask for something."""
        if self._dragging:
            if event.key() == Qt.Key.Key_Escape:
                self.drag_ended.emit()
            return
        arrow = ARROWS.get(Qt.Key(event.key()))
        mods = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if arrow and self._arrow(arrow, mods):
            return
        if mods == Qt.KeyboardModifier.NoModifier and self._letter(Qt.Key(event.key())):
            return
        super().keyPressEvent(event)

    def _arrow(self, arrow: str, mods: Qt.KeyboardModifier) -> bool:
        sideways = arrow in ("left", "right")
        ctrl, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
        if (mods == ctrl and sideways) or (mods == alt and not sideways):
            self.pushed.emit(arrow)
            return True
        if mods == Qt.KeyboardModifier.NoModifier and sideways:
            self.stepped.emit(arrow)
            return True
        return False

    def _letter(self, key: Qt.Key) -> bool:
        card = self.current_card()
        if key == Qt.Key.Key_N:
            self.asked_new.emit()
        elif key == Qt.Key.Key_L:
            self.asked_limit.emit()
        elif card is None:
            return False
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated_card.emit(card.id)
        elif key in (Qt.Key.Key_E, Qt.Key.Key_F2):
            self.edit_current()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.asked_delete.emit(card.id)
        else:
            return False
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A column entered by Tab puts the focus on a card."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.select_row(0)
        if card := self.current_card():
            self.chosen.emit(card.id)
        self.viewport().update()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Tell which card is chosen now."""
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self.chosen.emit(current.data(CARD).id)

    # the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            inside = self.indexAt(event.position().toPoint()).isValid()
            self._pressed = event.position().toPoint() if inside else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin or go on with a drag; Qt's own drag and drop is not used, see the board."""
        here = event.position().toPoint()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        far = (here - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if not self._dragging and far and (card := self.current_card()):
            self._dragging = True
            rect = self.visualRect(self.currentIndex())
            corner = self.viewport().mapToGlobal(self._pressed)
            self.drag_began.emit(card.id, corner, self._pressed - rect.topLeft())
        if self._dragging:
            self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop the card, or open it after a plain click."""
        dragged, clicked = self._dragging, self._pressed is not None
        self._pressed, self._dragging = None, False
        super().mouseReleaseEvent(event)
        if dragged:
            self.dropped.emit(event.globalPosition().toPoint())
        elif clicked and (card := self.current_card()):
            self.activated_card.emit(card.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the title in place."""
        self.edit_current()

    def cancel_drag(self) -> None:
        """Give a drag up: Esc."""
        self._pressed, self._dragging = None, False

    def leaveEvent(self, event: QEvent) -> None:
        """Take the hover away."""
        super().leaveEvent(event)
        self.viewport().update()

    # painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps titles otherwise."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cards, and the line where a dragged card would land."""
        super().paintEvent(event)
        if self._drop_row is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.current().colour("accent"), 3)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        y = self._drop_y(self._drop_row)
        painter.drawLine(4, y, self.viewport().width() - 5, y)
        painter.end()

    def _drop_y(self, row: int) -> int:
        if row < self.cards.rowCount():
            return max(2, self.visualRect(self.cards.index(row)).top() - GAP // 2 - 1)
        if row == 0:
            return 2
        return self.visualRect(self.cards.index(row - 1)).bottom() - GAP // 2 + 1
