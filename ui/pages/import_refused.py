"""Refused rows of a file not yet brought in: a value mended in its cell, or all of them saved as a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.models.plain_table import PlainModel
from ui.widgets.buttons import LinkButton
from ui.widgets.table import Table
from ui.widgets.text import label, section
from workbench.language import _, ngettext

if TYPE_CHECKING:
    from workbench.importing.counts import Refused

VALUE = 2
MOST = 200
SHOWN = 8
Index = QModelIndex | QPersistentModelIndex


class RefusedModel(PlainModel):
    """Rows with row number, column, value and reason; the value can be typed over."""

    mended = Signal(int, str, str)

    def __init__(self, rows: Sequence[Refused], parent: QWidget) -> None:
        headers = [_("Row"), _("Column"), _("Value"), _("Why")]
        cells = [(str(r.row), r.column, r.value, r.reason) for r in rows]
        super().__init__(headers, cells, parent)
        self._refused = list(rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A value whose column is known can be edited."""
        held = super().flags(index)
        known = index.column() == VALUE and self._refused[index.row()].column
        return held | Qt.ItemFlag.ItemIsEditable if known else held

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's text; the editor begins with it."""
        shown = Qt.ItemDataRole.DisplayRole
        return super().data(index, shown if role == Qt.ItemDataRole.EditRole else role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what was typed; the file is then read again with it."""
        refused = self._refused[index.row()]
        if str(value) == refused.value or role != Qt.ItemDataRole.EditRole:
            return False
        self.mended.emit(refused.row, refused.column, str(value))
        return True


class RefusedRows(QWidget):
    """The list with its links; `mended` carries all corrections so far, `told` a sentence."""

    mended = Signal(object)
    told = Signal(str)

    def __init__(
        self,
        rows: Sequence[Refused],
        total: int,
        staging: Path,
        corrections: Sequence[Mapping[str, Any]],
    ) -> None:
        super().__init__()
        self._staging, self._corrections = staging, tuple(corrections)
        self.model = RefusedModel(rows[:MOST], self)
        self.model.mended.connect(self._mend)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        text = ngettext("{n} row refused", "{n} rows refused", total).format(n=total)
        head.addWidget(section(text))
        head.addStretch(1)
        save = LinkButton(_("Save as a spreadsheet …"))
        save.clicked.connect(self._ask_save)
        head.addWidget(save)
        column.addLayout(head)
        column.addWidget(self._table(min(len(rows), SHOWN)))
        hint = _("Type a right value over a wrong one: the row is checked again at once.")
        column.addWidget(label(hint, size="small", tone="muted"))

    def _table(self, shown: int) -> Table:
        self.table = view = Table(self.model)
        view.setAccessibleName(_("Refused rows"))
        view.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        for place, width in ((0, 70), (1, 170), (2, 180)):
            view.setColumnWidth(place, width)
        row = view.verticalHeader().defaultSectionSize()
        view.setFixedHeight(view.horizontalHeader().sizeHint().height() + row * shown + 16)
        view.setCurrentIndex(self.model.index(0, VALUE))
        return view

    def _mend(self, row: int, column: str, value: str) -> None:
        others = [c for c in self._corrections if (c["row"], c["column"]) != (row, column)]
        self.mended.emit((*others, {"row": row, "column": column, "value": value}))

    def _ask_save(self) -> None:
        path, _kind = QFileDialog.getSaveFileName(
            self, _("Save refused rows"), _("refused rows.xlsx"), _("Excel files (*.xlsx)")
        )
        if path:
            self.save(Path(path).with_suffix(".xlsx"))

    def save(self, target: Path) -> None:
        """Write the rows to a spreadsheet that can be mended and imported."""
        from workbench.importing.refused_rows import save_refused

        try:
            if not save_refused(self._staging, target):
                self.told.emit(_("There are too many rows to save; mend them in the file itself."))
        except OSError:
            self.told.emit(_("{name} could not be written.").format(name=target.name))
