"""What changed on the roadmap since a day: the old value struck through, deleted items included."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.models.item_cards import DASH, score_text
from ui.models.plain_table import Index, PlainModel
from ui.widgets.surface import Surface
from ui.widgets.table import Table
from ui.widgets.text import label
from workbench.language import _, day
from workbench.roadmap.since import What
from workbench.roadmap.words import Horizon, Stage

if TYPE_CHECKING:
    from workbench.roadmap.frameworks import Framework
    from workbench.roadmap.since import Change

OLD, NEW = 3, 4
WIDTHS = (120, 330, 110, 170, 170, 240)


class ChangeModel(PlainModel):
    """The changes as texts; what no longer holds is struck through."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The old value, and the title of what was deleted, are struck through."""
        gone = self._rows[index.row()][0] == What.REMOVED.label
        if index.column() == OLD or (gone and index.column() == 1):
            if role == Qt.ItemDataRole.FontRole:
                font = theme.current().font("body", tabular=True)
                font.setStrikeOut(True)
                return font
            if role == Qt.ItemDataRole.ForegroundRole:
                return theme.current().colour("faint")
        return super().data(index, role)


class Changes(Surface):
    """A table of changes; `opened` asks for an item that still is there."""

    opened = Signal(int)
    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids: list[int] = []
        self.view = ChangeTable()
        self.view.setAccessibleName(_("What changed on the roadmap"))
        self.view.opened.connect(self._open)
        self.view.clicked.connect(lambda _index: self._open())
        self._none = label(_("Nothing changed since then."), tone="muted")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 3)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._none, 1)
        self.setFocusProxy(self.view)

    def show_changes(self, changes: list[Change], scheme: Framework, locale: str) -> None:
        """Show these changes."""
        headers = [_("What"), _("Item"), _("Field"), _("Before"), _("Now"), _("Decision")]
        rows = [_row(change, scheme, locale) for change in changes]
        self._ids = [0 if change.what == What.REMOVED else change.item_id for change in changes]
        self.view.setModel(ChangeModel(headers, rows, self))
        for column, width in enumerate(WIDTHS):
            self.view.setColumnWidth(column, width)
        self.view.setVisible(bool(rows))
        self._none.setVisible(not rows)

    def _open(self) -> None:
        index = self.view.currentIndex()
        if index.isValid() and self._ids[index.row()]:
            self.opened.emit(self._ids[index.row()])


class ChangeTable(Table):
    """Enter opens the item."""

    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
            return
        super().keyPressEvent(event)


def _row(change: Change, scheme: Framework, locale: str) -> list[str]:
    old, new = (_text(change.field, value, scheme, locale) for value in (change.old, change.new))
    if change.what == What.ADDED:
        old = ""
    if change.what == What.REMOVED:
        new = ""
    return [
        change.what.label,
        change.title,
        _field(change.field, scheme),
        old,
        new,
        change.decision,
    ]


def _field(key: str, scheme: Framework) -> str:
    return {
        "score": scheme.label,
        "stage": _("Stage"),
        "horizon": _("When"),
        "title": _("Title"),
        "owner": _("Owner"),
        "theme": _("Theme"),
        "start_day": _("Start"),
        "due_day": _("Due"),
        "launched_day": _("Launched"),
        "deadline_day": _("Deadline"),
        "hypothesis": _("Hypothesis"),
    }.get(key, key)


def _text(field: str, value: str | None, scheme: Framework, locale: str) -> str:
    if not value:
        return DASH
    if field == "score":
        return score_text(float(value), scheme.decimals, locale)
    if field == "stage":
        return Stage(value).label
    if field == "horizon":
        return Horizon(value).label
    if field.endswith("_day"):
        return day(date.fromisoformat(value), locale)
    return value
