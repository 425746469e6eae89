"""The rows behind a KPI: which file, which row, how much it counts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

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
    from workbench.kpis.definition import RowsBehind

SHOWN = 300


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
        two = any(row.denominator is not None for row in rows.rows)
        heads = [_("Day"), _("What"), _("Counts"), *([_("Of")] if two else []), _("File"), _("Row")]
        money = measure.unit == "money"
        cells = []
        for row in rows.rows:
            counts = [_amount(row.numerator, money, measure)]
            counts += [_amount(row.denominator, False, measure)] if two else []
            place = str(row.row) if row.row is not None else ""
            cells.append([day(row.day, measure.locale), row.what, *counts, row.file, place])
        self._table.setModel(PlainModel(heads, cells, self._table))
        self._table.setColumnWidth(0, 128)
        self._table.setColumnWidth(1, 260)
        self._table.setColumnWidth(2 + two + 1, 240)


def _amount(value: float | None, money: bool, measure: object) -> str:
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
