"""The roadmap as a table: sorted by its headers, edited in place, copied to a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QVBoxLayout, QWidget

from ui.models.item_table import COLOUR, RAW, ItemModel
from ui.widgets.card import paint_dot
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.surface import Surface
from ui.widgets.table import HairlineDelegate, Table
from workbench.language import _
from workbench.roadmap.words import Horizon, Stage

if TYPE_CHECKING:
    from ui.pages.roadmap_views import Shown

Index = QModelIndex | QPersistentModelIndex
CTRL = Qt.KeyboardModifier.ControlModifier
DOT_ROOM = 4 * "\N{NO-BREAK SPACE}"


class CellDelegate(HairlineDelegate):
    """Edits a cell with the field that fits it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.themes: list[str] = []

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A list for choices, a calendar for days, else a line."""
        field = index.model().fields[index.column()]
        if field.kind == "choice":
            box = ChoiceField(self._options(field.key), parent=parent)
            box.picked.connect(lambda _key: self._finish(box))
            return box
        if field.kind == "day":
            return DateField(index.data(RAW), parent)
        return super().createEditor(parent, option, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what the cell holds."""
        if isinstance(editor, ChoiceField):
            held = index.data(RAW)
            editor.set_key(str(held) if held else "")
            editor.showPopup()
        elif not isinstance(editor, DateField):
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        """Ask for what was chosen or typed."""
        if isinstance(editor, ChoiceField):
            model.setData(index, editor.key())
        elif isinstance(editor, DateField):
            model.setData(index, editor.value())
        else:
            super().setModelData(editor, model, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A theme keeps its colour beside its word."""
        super().paint(painter, option, index)
        if colour := index.data(COLOUR):
            painter.save()
            paint_dot(painter, QRect(option.rect).adjusted(10, 0, 0, 0), colour)
            painter.restore()

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave room for the colour before the word."""
        super().initStyleOption(option, index)
        if index.data(COLOUR):
            option.text = DOT_ROOM + option.text

    def _options(self, key: str) -> list[tuple[object, str]]:
        if key == "stage":
            return [(stage.value, stage.label) for stage in Stage]
        if key == "horizon":
            return [("", _("by its dates")), *((h.value, h.label) for h in Horizon)]
        return [("", _("no theme")), *((name, name) for name in self.themes)]

    def _finish(self, box: QWidget) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)


class ItemTable(Surface):
    """Asks for changes like the board; one edit counts for every selected row."""

    changed = Signal(object, str, object)
    scored = Signal(object, str, str)
    chosen = Signal(int)
    opened = Signal(int)
    deleted = Signal(int)
    deleted_many = Signal(object)
    pasted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: ItemModel | None = None
        self.view = KeyTable()
        self._cells = CellDelegate(self.view)
        self.view.setItemDelegate(self._cells)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.view.setSortingEnabled(True)
        self.view.setAccessibleName(_("Roadmap as a table"))
        self.view.opened.connect(lambda: self._tell(self.opened))
        self.view.deleted.connect(lambda: self.deleted_many.emit(self.selected()))
        self.view.pasted.connect(self.pasted)
        self.view.filled_down.connect(self._fill_down)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 3)
        layout.addWidget(self.view)
        self.setFocusProxy(self.view)

    def show_items(self, shown: Shown) -> None:
        """Show the items under the framework in use."""
        found = shown.reading
        scheme, locale = found.scheme, found.brand.locale
        self._cells.themes = found.themes
        if self._model is None or (self._model.scheme, self._model.locale) != (scheme, locale):
            self._take_model(ItemModel(scheme, locale, self))
        assert self._model is not None
        self._model.show_items(shown.items, found.scores, found.bands)

    def _take_model(self, model: ItemModel) -> None:
        self._model = model
        header = self.view.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.view.setModel(model)
        header.setSectionsMovable(True)
        header.setSortIndicatorClearable(True)
        header.setStretchLastSection(False)
        for n, field in enumerate(model.fields):
            self.view.setColumnWidth(n, field.width)
        model.changed.connect(self._changed)
        self.view.selectionModel().currentRowChanged.connect(self._moved)

    def selected(self) -> list[int]:
        """The ids of the selected items, from top to bottom."""
        if self._model is None:
            return []
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return [self._model.rows[row].item.id for row in rows]

    def _moved(self, index: QModelIndex, _old: QModelIndex) -> None:
        if index.isValid() and self._model is not None:
            self.chosen.emit(self._model.rows[index.row()].item.id)

    def _tell(self, signal: Any) -> None:
        index = self.view.currentIndex()
        if index.isValid() and self._model is not None:
            signal.emit(self._model.rows[index.row()].item.id)

    def _changed(self, item: int, field: str, value: object) -> None:
        several = self.selected()
        together = several if item in several and field != "title" else [item]
        self._ask(together, field, value)

    def _ask(self, together: list[int], field: str, value: object) -> None:
        if field.startswith("score "):
            self.scored.emit(together, field.removeprefix("score "), str(value))
        elif field == "tags":
            self.changed.emit(together, field, str(value).split(","))
        else:
            self.changed.emit(together, field, value)

    def _fill_down(self) -> None:
        """Give the selected rows what stands in the first of them, in the column that has the focus."""
        together, index = self.selected(), self.view.currentIndex()
        if self._model is None or len(together) < 2 or not index.isValid():
            return
        field = self._model.fields[index.column()]
        row = next(row for row in self._model.rows if row.item.id == together[0])
        value = field.value(row)
        if not field.kind or field.key == "title":
            return
        if field.kind == "score":
            value = "" if value is None else f"{value:g}"
        self._ask(together[1:], field.key, "" if value is None and field.kind != "day" else value)


class KeyTable(Table):
    """Enter opens, Delete deletes, Ctrl+D fills down, Ctrl+C copies with headers, Ctrl+V pastes rows."""

    opened = Signal()
    deleted = Signal()
    pasted = Signal(str)
    filled_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the table; letters begin to edit the cell."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.as_cells())
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif event.key() == Qt.Key.Key_D and event.modifiers() == CTRL:
            self.filled_down.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.deleted.emit()
        else:
            super().keyPressEvent(event)

    def as_cells(self) -> str:
        """The selected rows as a spreadsheet takes them; nothing in them becomes a formula."""
        from workbench.presenting.cells import pasted

        model, header = self.model(), self.horizontalHeader()
        columns = [header.logicalIndex(n) for n in range(model.columnCount())]
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        lines = [[model.headerData(c, Qt.Orientation.Horizontal) for c in columns]]
        lines += [[model.index(row, c).data() for c in columns] for row in rows]
        return "\n".join("\t".join(pasted(str(cell)) for cell in line) for line in lines)
