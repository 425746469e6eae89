"""The items as rows of a table: what each column shows, sorts by, and how it is edited."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from ui.models.item_cards import DASH, score_text
from ui.models.rows import Rows
from workbench.language import _, day
from workbench.roadmap.words import Stage

if TYPE_CHECKING:
    from workbench.roadmap.backlog import Item
    from workbench.roadmap.bands import Band
    from workbench.roadmap.frameworks import Framework
    from workbench.roadmap.scoring import Score

Index = QModelIndex | QPersistentModelIndex
RAW = Qt.ItemDataRole.UserRole
COLOUR = Qt.ItemDataRole.UserRole + 1
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Row(NamedTuple):
    """An item with its score, and the ranks it can have; None without a score."""

    item: Item
    score: Score
    band: Band | None


class Field(NamedTuple):
    """A column: key, words, width, how it is edited (text, choice, day, score or nothing), value."""

    key: str
    words: str
    width: int
    kind: str
    value: Callable[[Row], Any]


def fields(scheme: Framework) -> list[Field]:
    """The columns under a framework; one per criterion at the end."""
    plain = [
        Field("title", _("Title"), 300, "text", lambda r: r.item.title),
        Field("theme", _("Theme"), 136, "choice", lambda r: r.item.theme),
        Field("stage", _("Stage"), 100, "choice", lambda r: r.item.stage),
        Field("horizon", _("When"), 80, "choice", lambda r: r.item.horizon),
        Field("score", scheme.label, 84, "", lambda r: r.score.value),
        Field("rank", _("Rank"), 92, "", lambda r: r.band.rank if r.band else None),
        Field("owner", _("Owner"), 100, "text", lambda r: r.item.owner),
        Field("start_day", _("Start"), 128, "day", lambda r: r.item.start_day),
        Field("due_day", _("Due"), 128, "day", lambda r: r.item.due_day),
        Field("tags", _("Tags"), 140, "tags", lambda r: ", ".join(r.item.tags)),
    ]
    return plain + [
        Field(f"score {c.key}", c.label, 96, "score", _input(scheme.key, c.key))
        for c in scheme.criteria
    ]


def _input(framework: str, criterion: str) -> Callable[[Row], float | None]:
    def value(row: Row) -> float | None:
        given = row.item.inputs.get(framework, {}).get(criterion)
        return given.value if given else None

    return value


class ItemModel(QAbstractTableModel):
    """Rows of items; an edit asks by `changed(id, field, value)` and changes nothing itself."""

    changed = Signal(int, str, object)

    def __init__(self, scheme: Framework, locale: str, parent: Any = None) -> None:
        super().__init__(parent)
        self.scheme, self.locale = scheme, locale
        self.fields = fields(scheme)
        self.rows = Rows(self, lambda row: row.item.id, len(self.fields))
        self._orders: list[tuple[int, Qt.SortOrder]] = []
        self._given: list[Row] = []

    def show_items(
        self, items: Sequence[Item], scores: Mapping[int, Score], bands: Mapping[int, Band]
    ) -> None:
        """Show these items in the order chosen by the headers."""
        self._given = [Row(item, scores[item.id], bands.get(item.id)) for item in items]
        self.rows.update(self._sorted())

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; earlier sorts stay as the finer order."""
        self._orders = [(c, o) for c, o in self._orders if c != column]
        if 0 <= column < len(self.fields):
            self._orders.append((column, order))
        self.rows.update(self._sorted())

    def _sorted(self) -> list[Row]:
        rows = list(self._given)
        for column, order in self._orders[-3:]:
            value, down = self.fields[column].value, order == Qt.SortOrder.DescendingOrder
            known = [row for row in rows if value(row) not in (None, "")]
            empty = [row for row in rows if value(row) in (None, "")]
            known.sort(key=lambda row, value=value: _sort_key(value(row)), reverse=down)
            rows = known + empty
        return rows

    def rowCount(self, parent: Index | None = None) -> int:
        """How many items."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """How many columns."""
        return 0 if parent is not None and parent.isValid() else len(self.fields)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' words."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self.fields):
            return None
        field = self.fields[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return field.words
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if _is_number(field) else LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows, holds and how it is set."""
        if not index.isValid():
            return None
        row, field = self.rows[index.row()], self.fields[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            if field.key == "rank" and row.band is not None:
                return row.band.text
            return self._text(field, field.value(row))
        if role == RAW:
            return field.value(row)
        if role == COLOUR and field.key == "theme":
            return row.item.theme_colour
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if _is_number(field) else LEFT
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for another value."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        field = self.fields[index.column()]
        row = self.rows[index.row()]
        if value == field.value(row) or (field.kind != "day" and value == self.data(index)):
            return False
        self.changed.emit(row.item.id, field.key, value)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Score and rank are derived and cannot be edited."""
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.NoItemFlags
        plain = flag.ItemIsEnabled | flag.ItemIsSelectable
        editable = bool(self.fields[index.column()].kind)
        return plain | flag.ItemIsEditable if editable else plain

    def _text(self, field: Field, value: Any) -> str:
        if field.key == "score":
            return score_text(value, self.scheme.decimals, self.locale)
        if value is None:
            return DASH if _is_number(field) else ""
        if field.kind == "score":
            from ui.widgets.score_rows import written

            return written(
                self.scheme.criterion(field.key.removeprefix("score ")), value, self.locale
            )
        if isinstance(value, date):
            return day(value, self.locale)
        if field.key in ("stage", "horizon"):
            return str(value.label)
        return str(value)


def _is_number(field: Field) -> bool:
    return field.kind == "score" or field.key in ("score", "rank")


def _sort_key(value: Any) -> Any:
    if isinstance(value, Stage):
        return list(Stage).index(value)
    return value.casefold() if isinstance(value, str) else value
