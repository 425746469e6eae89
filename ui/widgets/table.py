"""A table as it should look everywhere: hairlines between rows, numbers in columns, no grid."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui import theme
from ui.widgets.surface import draw_hairline

ROW = 34
"""Height of a row in pixels."""

CELL = 13
"""Space in pixels between the edge of a cell and its words; the style sheet has it too."""


class HairlineDelegate(QStyledItemDelegate):
    """Paints a cell and the line under it."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        if index.row() + 1 < index.model().rowCount(index.parent()):
            cell = option.rect
            draw_hairline(painter, cell.left(), cell.right() + 1, cell.bottom())


class Table(QTableView):
    """Rows are selected whole; the arrow keys move, Tab leaves."""

    def __init__(self, model: QAbstractItemModel | None = None, parent: QWidget | None = None):
        super().__init__(parent)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(HairlineDelegate(self))
        self.setFont(theme.current().font("body", tabular=True))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setMinimumSectionSize(ROW)
        self._dress(self.horizontalHeader())
        if model is not None:
            self.setModel(model)

    def show_all_rows(self) -> None:
        """Take the height of all rows, for a table that scrolls with its page."""
        height = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(height + 1)

    def _dress(self, header: QHeaderView) -> None:
        header.setHighlightSections(False)
        header.setFont(theme.current().font("small", theme.SEMIBOLD))
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(48)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
