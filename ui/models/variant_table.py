"""The variants of an experiment with their counts, editable where they are totals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from ui.models.item_table import LEFT, RIGHT
from ui.models.rows import Rows
from ui.typed_number import read_number
from workbench.language import _, day, major, minor_digits, money, number, percent

if TYPE_CHECKING:
    from workbench.experiments.record import Variant

Index = QModelIndex | QPersistentModelIndex
NAME, DAY, VISITORS, CONVERSIONS, RATE, REVENUE, PER_VISITOR = range(7)
COUNTS = {VISITORS: "visitors", CONVERSIONS: "conversions", REVENUE: "revenue"}


class CountRow(NamedTuple):
    """What was counted for a variant: on one day, in all, or (`total` of several days) summed."""

    variant: int
    name: str
    day: date | None
    visitors: int | None
    conversions: int | None
    revenue_minor: int | None
    currency: str
    editable: bool
    control: bool = False

    @property
    def rate(self) -> float | None:
        """Conversions per visitor."""
        known = self.visitors and self.conversions is not None
        return self.conversions / self.visitors if known else None

    @property
    def per_visitor(self) -> float | None:
        """Revenue per visitor in minor units."""
        known = self.visitors and self.revenue_minor is not None
        return self.revenue_minor / self.visitors if known else None


def total_rows(variants: Sequence[Variant], currency: str) -> list[CountRow]:
    """One row per variant; counts by day are summed and edited day by day."""
    return [
        CountRow(
            one.id, one.name, None, one.visitors, one.conversions, one.revenue_minor,
            one.currency or currency, all(r.day is None for r in one.readings), one.is_control,
        )
        for one in variants
    ]  # fmt: skip


def day_rows(variants: Sequence[Variant], currency: str) -> list[CountRow]:
    """One row per variant and day, the newest day first."""
    rows = [
        CountRow(
            one.id, one.name, r.day, r.visitors, r.conversions, r.revenue_minor,
            r.currency or currency, True, one.is_control,
        )
        for one in variants
        for r in one.readings
        if r.day is not None
    ]  # fmt: skip
    return sorted(rows, key=lambda row: row.day or date.min, reverse=True)


class CountModel(QAbstractTableModel):
    """Rows of counts; an edit asks by `counted(row, field, text)` or `renamed(variant, name)`."""

    counted = Signal(object, str, str)
    renamed = Signal(int, str)

    def __init__(self, locale: str, *, by_day: bool = False, parent: Any = None) -> None:
        super().__init__(parent)
        self._locale = locale
        self.columns = [NAME, *([DAY] if by_day else []), VISITORS, CONVERSIONS, RATE]
        self.columns += [REVENUE, PER_VISITOR]
        self.rows = Rows(self, lambda row: (row.variant, row.day), len(self.columns))

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """How many columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' words."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return _words()[column]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT if column in (NAME, DAY) else RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.EditRole:
            return _raw(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT if column in (NAME, DAY) else RIGHT
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for another count or name."""
        row, column = self.rows[index.row()], self.columns[index.column()]
        text = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or text == _raw(row, column):
            return False
        if column == NAME:
            self.renamed.emit(row.variant, text)
        elif column in COUNTS:
            self.counted.emit(row, COUNTS[column], text)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Names and counts can be edited; what is derived cannot."""
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.NoItemFlags
        row, column = self.rows[index.row()], self.columns[index.column()]
        plain = flag.ItemIsEnabled | flag.ItemIsSelectable
        can = column == NAME or (column in COUNTS and row.editable)
        return plain | flag.ItemIsEditable if can else plain

    def _text(self, row: CountRow, column: int) -> str:
        if column == NAME:
            return _("{name} (control)").format(name=row.name) if row.control else row.name
        if column == DAY:
            return day(row.day, self._locale, "EEE d MMM y") if row.day else ""
        value = _value(row, column)
        if value is None:
            return "–"
        if column == RATE:
            return percent(value, self._locale, decimals=2)
        if column in (REVENUE, PER_VISITOR):
            return money(value, row.currency, self._locale, cents=column == PER_VISITOR)
        return number(value, self._locale)


def _words() -> dict[int, str]:
    return {
        NAME: _("Variant"),
        DAY: _("Day"),
        VISITORS: _("Visitors"),
        CONVERSIONS: _("Conversions"),
        RATE: _("Conversion rate"),
        REVENUE: _("Revenue"),
        PER_VISITOR: _("Per visitor"),
    }


def _value(row: CountRow, column: int) -> float | None:
    values = {
        VISITORS: row.visitors,
        CONVERSIONS: row.conversions,
        RATE: row.rate,
        REVENUE: row.revenue_minor,
        PER_VISITOR: row.per_visitor,
    }
    return values.get(column)


def _raw(row: CountRow, column: int) -> str:
    """What the field shows while it is edited: plain digits."""
    if column == NAME:
        return row.name
    value = _value(row, column)
    if value is None:
        return ""
    return str(major(int(value), row.currency)) if column == REVENUE else str(value)


def read_count(text: str) -> int | None:
    """A typed count; None for an empty text. Raises ValueError."""
    plain = "".join(c for c in text if c not in " .,'\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")
    return int(plain) if plain else None


def read_amount(text: str, currency: str) -> int | None:
    """A typed amount in minor units; None for an empty text. Raises ValueError."""
    if not text.strip():
        return None
    found = read_number(text)
    if found is None:
        raise ValueError(text)
    return round(found.scaleb(minor_digits(currency)))
