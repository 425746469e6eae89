"""The trading table as a card: KPIs down, weeks and the month across, and three ways to copy it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView, QWidget

from ui import theme
from ui.models.plain_table import RIGHT
from ui.widgets.buttons import LinkButton
from ui.widgets.panel import Panel
from ui.widgets.table import Table
from ui.widgets.text import plain_tip
from workbench.language import _

if TYPE_CHECKING:
    from workbench.kpis.trading import Cell, Row, Trading

Index = QModelIndex | QPersistentModelIndex
STRONG = (1, 5)  # last week and the month to date are what is read first
MUTED = (2, 3, 4, 6)


class TradingModel(QAbstractTableModel):
    """The rows of a trading table; a signal colours last week's value, and nothing else has colour."""

    def __init__(self, table: Trading, parent: Any = None) -> None:
        super().__init__(parent)
        self._columns = table.columns
        self.lines: list[Row] = [row for row in table.rows if _is_known(row)]

    def rowCount(self, parent: Index | None = None) -> int:
        """One row per KPI that has a value or a target."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """The name and six values."""
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns, over their numbers."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section:
            return RIGHT
        return self._columns[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's text, colour and weight, and on demand why it is empty or marked."""
        row, column = self.lines[index.row()], index.column()
        cell = _cells(row)[column - 1] if column else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text if cell else row.name
            case Qt.ItemDataRole.TextAlignmentRole if column:
                return RIGHT
            case Qt.ItemDataRole.ForegroundRole:
                return theme.current().colour(_colour(row, column))
            case Qt.ItemDataRole.FontRole if column in STRONG:
                return theme.current().font("body", theme.SEMIBOLD, tabular=True)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(_why(row, column, cell))
        return None


class TradingPanel(Panel):
    """The card on Home; `opened` carries a KPI's key, `said` what was copied."""

    opened = Signal(str)
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._data: Trading | None = None
        self.table = Table()
        self.table.setAccessibleName(_("Trading table"))
        self.table.activated.connect(self._open)
        self.table.doubleClicked.connect(self._open)
        for words, copy in (
            (_("Copy as text"), self.copy_text),
            (_("As cells"), self.copy_cells),
            (_("As picture"), self.copy_picture),
        ):
            link = LinkButton(words)
            link.clicked.connect(copy)
            self.add_action(link)
        self.set_body(self.table, padded=False)
        self.hide()

    def show_trading(self, data: Trading) -> None:
        """Show a table; the card is not there while nothing is known."""
        self._data = data
        model = TradingModel(data, self.table)
        self.setVisible(bool(model.lines))
        self.set_title(data.title, data.note)
        self.table.setModel(model)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.show_all_rows()

    def copy_text(self) -> None:
        """Put the table on the clipboard as lines for chat and e-mail."""
        from workbench.kpis.trading import as_text

        if self._data is not None:
            QGuiApplication.clipboard().setText(as_text(self._data))
            self.said.emit(_("The trading table is on the clipboard, as text"))

    def copy_cells(self) -> None:
        """Put the table on the clipboard as cells."""
        from workbench.kpis.trading import as_cells

        if self._data is not None:
            QGuiApplication.clipboard().setText(as_cells(self._data))
            self.said.emit(_("The trading table is on the clipboard, as cells"))

    def copy_picture(self) -> None:
        """Put the table on the clipboard as it is seen."""
        QGuiApplication.clipboard().setPixmap(self.grab())
        self.said.emit(_("The trading table is on the clipboard, as a picture"))

    def _open(self, index: QModelIndex) -> None:
        model = self.table.model()
        assert isinstance(model, TradingModel)
        self.opened.emit(model.lines[index.row()].key)


def _cells(row: Row) -> tuple[Cell, ...]:
    return row.last_week, row.week_before, row.last_year, row.target, row.month, row.plan


def _is_known(row: Row) -> bool:
    return any(cell.value is not None for cell in _cells(row))


def _colour(row: Row, column: int) -> str:
    if column == 1 and row.signal is not None and row.signal.good is not None:
        return "accent" if row.signal.good else "bad"
    return "muted" if column in MUTED else "text"


def _why(row: Row, column: int, cell: Cell | None) -> str:
    if column == 1 and row.signal is not None:
        return row.signal.reason
    return cell.why if cell is not None else ""
