"""The slides of a deck as small pictures, one under the other; dragged or pushed by key."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import theme
from ui.models.rows import Rows
from ui.widgets.surface import draw_surface
from workbench.language import _

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole
WIDTH, THUMB = 216, QSize(176, 99)
ROW = THUMB.height() + 34


class SlideEntry(NamedTuple):
    """A slide in the list: its number, its words, whether it is left out when presenting."""

    id: int
    title: str
    kind: str
    hidden: bool


class SlideModel(QAbstractListModel):
    """The slides in their order, with a picture each as soon as it is drawn."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.rows = Rows(self, lambda entry: entry.id)
        self.pictures: dict[int, QImage] = {}

    def show_picture(self, slide: int, picture: QImage) -> None:
        """Give a slide its picture."""
        self.pictures[slide] = picture
        place = self.rows.place(slide)
        if place is not None:
            index = self.index(place)
            self.dataChanged.emit(index, index)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many slides."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The slide, or its words."""
        if not index.isValid():
            return None
        entry: SlideEntry = self.rows[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = _("Slide {n} of {total}: {title}")
            return words.format(n=index.row() + 1, total=len(self.rows), title=entry.title)
        return None


class SlideDelegate(QStyledItemDelegate):
    """Paints number, picture and title."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All are equally high."""
        return QSize(WIDTH - 12, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one slide."""
        look, entry, row = theme.current(), index.data(ENTRY), QRect(option.rect)
        picked = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        painter.setFont(look.font("small", tabular=True))
        painter.setPen(look.colour("muted"))
        painter.drawText(row.adjusted(2, 6, 0, 0), Qt.AlignmentFlag.AlignTop, str(index.row() + 1))
        box = QRectF(row.left() + 24, row.top() + 4, THUMB.width(), THUMB.height())
        draw_surface(painter, box, line="accent" if picked else "line", radius=5,
                     width=2.0 if picked else None, shadow=False)  # fmt: skip
        picture = index.model().pictures.get(entry.id)
        if entry.hidden:
            painter.setOpacity(0.35)
        if picture is not None:
            painter.drawImage(box.adjusted(2, 2, -2, -2), picture)
        painter.setPen(look.colour("text" if picked else "muted"))
        words = QRect(row.left() + 24, int(box.bottom()) + 5, THUMB.width(), 18)
        title = _("{title} (hidden)").format(title=entry.title) if entry.hidden else entry.title
        cut = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, cut)
        painter.restore()


class SlideList(QListView):
    """`chosen(id)`; `moved(id, before)` with 0 for the end; `deleted(id)`."""

    chosen = Signal(int)
    moved = Signal(int, int)
    deleted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slides = SlideModel(self)
        self.setModel(self.slides)
        self.setItemDelegate(SlideDelegate(self))
        self.setFixedWidth(WIDTH)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("board", True)
        self.setAccessibleName(_("Slides"))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._pressed: QPoint | None = None
        self._drop: int | None = None

    def current(self) -> int | None:
        """The id of the slide that is chosen."""
        index = self.currentIndex()
        return index.data(ENTRY).id if index.isValid() else None

    def choose(self, slide: int) -> None:
        """Choose a slide."""
        place = self.slides.rows.place(slide)
        if place is not None:
            self.setCurrentIndex(self.slides.index(place))

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Tell which slide is chosen now."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(current.data(ENTRY).id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Up and Alt+Down move the slide, Delete deletes it."""
        row, rows = self.currentIndex().row(), self.slides.rows
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 2}.get(Qt.Key(event.key()))
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and step and row >= 0:
            to = row + step
            if 0 <= to <= len(rows):
                self.moved.emit(rows[row].id, rows[to].id if to < len(rows) else 0)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and row >= 0:
            self.deleted.emit(rows[row].id)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin."""
        super().mousePressEvent(event)
        here = event.position().toPoint()
        self._pressed = here if self.indexAt(here).isValid() else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where the slide would land."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        here = event.position().toPoint()
        if (here - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            offset = self.verticalScrollBar().value()
            row = (here.y() + offset + ROW // 2) // ROW
            self._drop = max(0, min(row, len(self.slides.rows)))
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop the slide."""
        super().mouseReleaseEvent(event)
        drop, self._drop, self._pressed = self._drop, None, None
        self.viewport().update()
        row, rows = self.currentIndex().row(), self.slides.rows
        if drop is not None and row >= 0 and drop not in (row, row + 1):
            self.moved.emit(rows[row].id, rows[drop].id if drop < len(rows) else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The slides, and the line where a dragged one would land."""
        super().paintEvent(event)
        if self._drop is not None:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(theme.current().colour("accent"), 3))
            y = max(2, self._drop * ROW - self.verticalScrollBar().value())
            painter.drawLine(24, y, WIDTH - 16, y)
            painter.end()
