"""Ctrl+K: one field that finds everything one can do or look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import theme
from ui.models.choices import CHOICE, Choice, ChoiceModel
from ui.overlay import Overlay
from ui.widgets.buttons import native_keys
from ui.widgets.search_field import SearchField
from ui.widgets.text import label
from workbench.language import _

ROW = 38
Index = QModelIndex | QPersistentModelIndex


class ChoiceDelegate(QStyledItemDelegate):
    """Paints one choice: icon, words, what kind it is, its key."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are equally high."""
        return QSize(100, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        look, choice = theme.current(), index.data(CHOICE)
        row, picked = QRect(option.rect), bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if picked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent_soft"))
            painter.drawRoundedRect(QRectF(row), 7, 7)
        icon = QRectF(row.left() + 10, row.center().y() - 8, 18, 18)
        theme.draw_icon(painter, icon, choice.icon, "accent" if picked else "muted")
        right = self._paint_right(painter, row.adjusted(0, 0, -12, 0), choice)
        words = row.adjusted(40, 0, -(row.right() - right) - 12, 0)
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("text"))
        cut = painter.fontMetrics().elidedText(
            choice.text, Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, cut)
        painter.restore()

    def _paint_right(self, painter: QPainter, row: QRect, choice: Choice) -> int:
        look = theme.current()
        text = native_keys(choice.keys) if choice.keys else choice.kind
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("muted"))
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(row, align, text)
        return row.right() - painter.fontMetrics().horizontalAdvance(text)


class Palette(Overlay):
    """The sheet of Ctrl+K; `source` answers the choices each time it comes up."""

    def __init__(self, window: QWidget, source: Callable[[], Iterable[Choice]]) -> None:
        super().__init__(window, width=620, name=_("Search or do anything"))
        self._source = source
        self.model = ChoiceModel(self)
        self.field = SearchField(_("Search or do anything"))
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(ChoiceDelegate(self.list))
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self._nothing = label(_("Nothing is called that."), tone="muted")
        self.content.setContentsMargins(12, 12, 12, 12)
        self.content.setSpacing(8)
        for part in (self.field, self._nothing, self.list):
            self.content.addWidget(part)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list.entered.connect(self.list.setCurrentIndex)
        self.list.clicked.connect(self._take)

    def open(self) -> None:
        """Come up with fresh choices."""
        self.field.clear()
        self.model.offer(self._source())
        self._search("")
        super().open()

    def first_focus(self) -> QWidget:
        """The field."""
        return self.field

    def _search(self, text: str) -> None:
        self.model.search(text)
        found = self.model.rowCount()
        self.list.setFixedHeight(min(found, 10) * ROW + 2)
        self.list.setVisible(found > 0)
        self._nothing.setVisible(found == 0)
        if found:
            self.list.setCurrentIndex(self.model.index(0))
        self.resize_sheet()

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            choice = self.model.choice(index.row())
            self.close_sheet()
            choice.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down and Enter in the field go to the list."""
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if watched is self.field and pressed and self._key(event.key()):
            return True
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        row, last = self.list.currentIndex().row(), self.model.rowCount() - 1
        if key == Qt.Key.Key_Down:
            self.list.setCurrentIndex(self.model.index(0 if row >= last else row + 1))
        elif key == Qt.Key.Key_Up:
            self.list.setCurrentIndex(self.model.index(last if row <= 0 else row - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentIndex())
        else:
            return False
        return True
