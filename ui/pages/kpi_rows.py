"""The rows behind a KPI: which file, which row, how much it counts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QWidget

from ui.models.plain_table import PlainModel
from ui.overlay import Overlay
from ui.widgets.buttons import IconButton
from ui.widgets.inline_error import InlineError
from ui.widgets.table import Table
from ui.widgets.text import label, title
from workbench.charts.measure import period_words
from workbench.language import _, day, number

if TYPE_CHECKING:
    from ui.pages.kpi_reading import KpiView
    from ui.session import Session
    from workbench.charts.measure import Measure
    from workbench.kpis.definition import RowsBehind

SHOWN = 300
STRETCH = QHeaderView.ResizeMode.Stretch


class RowsSheet(Overlay):
    """Lists the rows of the period in question, oldest first; customers are never told."""

    def __init__(self, window: QWidget, session: Session, found: KpiView) -> None:
        super().__init__(window, width=900, name=_("Rows behind the number"))
        self._found = found
        close = IconButton("close", _("Close"), side=28)
        close.clicked.connect(self.close_sheet)
        self._close = close
        head = QHBoxLayout()
        self._first, self._last = _span(found)
        period = period_words(
            self._first, self._last, found.trend.grain, found.trend.measure.locale
        )
        name = _("Behind {kpi}, {period}").format(kpi=found.card.name, period=period)
        head.addWidget(title(name), 1)
        head.addWidget(close)
        self._words = label(_("Reading …"), tone="muted", wrap=True)
        self._error = InlineError()
        self._table = Table()
        self._table.setMinimumHeight(420)
        self.content.setContentsMargins(20, 16, 20, 20)
        self.content.addLayout(head)
        for part in (self._error, self._words, self._table):
            self.content.addWidget(part)
        self.closed.connect(self.deleteLater)
        self._read(session)

    def first_focus(self) -> QWidget:
        """The button that closes it."""
        return self._close

    def _read(self, session: Session) -> None:
        from workbench.kpis import definition

        session.ask_later(
            definition.rows_behind, self._found.card.key, self._first, self._last, SHOWN,
            owner=self, then=self._show, fails=self._error.show_error,
        )  # fmt: skip

    def _show(self, rows: RowsBehind) -> None:
        measure = self._found.trend.measure
        n, total = len(rows.rows), rows.total
        said = _("{n} of {total} rows") if n < total else _("{total} rows")
        self._words.setText(said.format(n=n, total=number(total, measure.locale)))
        cells, heads, numbers = _cells(rows, measure)
        self._table.setModel(PlainModel(heads, cells, self._table, numbers=numbers))
        header = self._table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(1 if _("What") in heads else heads.index(_("File")), STRETCH)
        self._table.setColumnWidth(0, 128)
        self._table.setColumnWidth(len(heads) - 1, 80)
        if _("What") in heads:
            self._table.setColumnWidth(heads.index(_("File")), 230)


def _cells(rows: RowsBehind, measure: Measure) -> tuple[list[list[str]], list[str], list[int]]:
    """The cells, the headers, and which columns are numbers; columns without anything are left out."""
    money = measure.unit == "money"
    columns = [
        (_("Day"), [day(row.day, measure.locale) for row in rows.rows], False),
        (_("What"), [row.what for row in rows.rows], False),
        (_("Counts"), [_amount(row.numerator, money, measure) for row in rows.rows], True),
        (_("Of"), [_amount(row.denominator, False, measure) for row in rows.rows], True),
        (_("File"), [row.file for row in rows.rows], False),
        (_("Row"), ["" if row.row is None else str(row.row) for row in rows.rows], True),
    ]
    kept = [one for one in columns if any(cell not in ("", "–") for cell in one[1])]
    kept = kept if rows.rows else [one for one in columns if one[0] != _("Of")]
    cells = [list(line) for line in zip(*(column for _name, column, _n in kept), strict=True)]
    numbers = [n for n, one in enumerate(kept) if one[2]]
    return cells, [name for name, _column, _n in kept], numbers


def _amount(value: float | None, money: bool, measure: Measure) -> str:
    if value is None:
        return "–"
    if money:
        from workbench.language import money as written

        return written(value, measure.currency, measure.locale)
    return number(value, measure.locale, decimals=0 if value == round(value) else 2)


def _span(found: KpiView) -> tuple[date, date]:
    """The last whole period of the chart, else the last one with a value."""
    known = [point for point in found.trend.line.points if point.known is not None]
    whole = [point for point in known if point.complete] or known
    if not whole:
        held = found.whole.points[0]
        return held.first_day, held.last_day
    return whole[-1].first_day, whole[-1].last_day
