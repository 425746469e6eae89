"""What was counted in an experiment: variants with totals, or day by day, edited in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.models.variant_table import (
    DAY,
    RATE,
    CountModel,
    CountRow,
    day_rows,
    read_amount,
    read_count,
    total_rows,
)
from ui.widgets.buttons import IconButton, QuietButton
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.fields import LineEdit
from ui.widgets.panel import Panel
from ui.widgets.table import ROW, Table
from ui.widgets.text import label
from workbench.experiments import readings
from workbench.language import _

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.experiments.record import Record

MOST_DAYS = 12  # more scroll inside, so that what stands below stays in reach


class CountsPanel(Panel):
    """Shows and edits variants and readings; says by `problem` why a value was not taken."""

    problem = Signal(str)

    def __init__(self, session: Session, locale: str) -> None:
        super().__init__(_("What was counted"))
        self._session, self._locale = session, locale
        self._record: Record | None = None
        self._currency = "EUR"
        self.totals = CountModel(locale, parent=self)
        self.days = CountModel(locale, by_day=True, parent=self)
        self._totals_view, self._days_view = _table(self.totals), _table(self.days)
        self._totals_view.setAccessibleName(_("Variants and their totals"))
        self._days_view.setAccessibleName(_("Counts by day"))
        for model in (self.totals, self.days):
            model.counted.connect(self._count)
            model.renamed.connect(self._rename)
        self._hint = label("", size="small", tone="muted", wrap=True)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(8)
        column.addWidget(self._totals_view)
        column.addWidget(self._padded(self._hint))
        column.addWidget(self._padded(self._entry()))
        column.addWidget(self._days_view)
        self.set_body(body, padded=False)
        self._add_actions()

    def _padded(self, widget: QWidget) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(16, 0, 16, 0)
        row.addWidget(widget)
        return holder

    def _add_actions(self) -> None:
        variant = QuietButton(_("Add a variant"), icon="plus")
        variant.clicked.connect(self._add_variant)
        self._remove = IconButton("trash", _("Delete the selected variant"))
        self._remove.clicked.connect(self._delete_variant)
        self.add_action(variant)
        self.add_action(self._remove)

    def _entry(self) -> QWidget:
        """One line to add the counts of a day."""
        self._day = DateField(None, none=_("Day"))
        self._variant = ChoiceField(name=_("Variant"))
        self._fields = [
            LineEdit(placeholder=words) for words in (_("Visitors"), _("Conversions"), _("Revenue"))
        ]
        add = QuietButton(_("Add the day"))
        add.clicked.connect(self._add_day)
        self._fields[-1].returnPressed.connect(self._add_day)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._day.setFixedWidth(150)
        self._variant.setMinimumWidth(160)
        for field in (self._day, self._variant, *self._fields):
            row.addWidget(field, 0 if field is self._day else 1)
        row.addWidget(add)
        self._line = line
        return line

    def show_record(self, record: Record, currency: str) -> None:
        """Show the counts of an experiment."""
        self._record, self._currency = record, currency
        variants = record.variants
        self.totals.rows.update(total_rows(variants, currency))
        self.days.rows.update(day_rows(variants, currency))
        self._variant.set_options((one.id, one.name) for one in variants)
        by_day = self.days.rowCount() > 0
        self._hint.setText(_hint(record, by_day))
        self._line.setVisible(bool(variants))
        self._days_view.setVisible(by_day)
        self._totals_view.setVisible(bool(variants))
        self._remove.setEnabled(bool(variants))
        for view in (self._totals_view, self._days_view):
            view.show_all_rows()
        if self.days.rowCount() > MOST_DAYS:
            self._days_view.setFixedHeight(MOST_DAYS * ROW)
            self._days_view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    # what a person does

    def _count(self, row: CountRow, field: str, text: str) -> None:
        try:
            revenue = row.revenue_minor
            counts = {"visitors": row.visitors, "conversions": row.conversions}
            if field == "revenue":
                revenue = read_amount(text, row.currency)
            else:
                counts[field] = read_count(text)
        except ValueError:
            self.problem.emit(_("“{text}” is not a number.").format(text=text))
            return
        self._session.do(
            _("Record counts"), readings.record_reading, row.variant, day=row.day,
            revenue_minor=revenue, currency=row.currency, **counts, fails=self.problem.emit,
        )  # fmt: skip

    def _add_day(self) -> None:
        day, variant = self._day.value(), self._variant.key()
        if day is None or variant is None:
            self.problem.emit(_("Choose a day and a variant."))
            return
        try:
            visitors, conversions = (read_count(field.text()) for field in self._fields[:2])
            revenue = read_amount(self._fields[2].text(), self._currency)
        except ValueError as error:
            self.problem.emit(_("“{text}” is not a number.").format(text=error.args[0]))
            return
        self._session.do(
            _("Record counts"), readings.record_reading, variant, day=day, visitors=visitors,
            conversions=conversions, revenue_minor=revenue, then=self._added,
            fails=self.problem.emit,
        )  # fmt: skip

    def _added(self, _none: object) -> None:
        for field in self._fields:
            field.clear()
        self._fields[0].setFocus()

    def _rename(self, variant: int, name: str) -> None:
        self._session.do(
            _("Rename variant"), readings.rename_variant, variant, name, fails=self.problem.emit
        )

    def _add_variant(self) -> None:
        if self._record is None:
            return
        taken = {one.name for one in self._record.variants}
        names = [_("Control"), *(_("Variant {letter}").format(letter=c) for c in "BCDEFGHIJ")]
        name = next(name for name in names if name not in taken)
        self._session.do(
            _("Add a variant"), readings.add_variant, self._record.experiment.id, name,
            fails=self.problem.emit,
        )  # fmt: skip

    def _delete_variant(self) -> None:
        index = self._totals_view.currentIndex()
        if not index.isValid():
            self.problem.emit(_("Select the variant to delete first."))
            return
        variant = self.totals.rows[index.row()].variant
        self._session.do(
            _("Delete variant"), readings.delete_variant, variant, fails=self.problem.emit
        )


def _hint(record: Record, by_day: bool) -> str:
    if not record.variants:
        return _("Add the control and at least one variant, then type what was counted.")
    if by_day:
        return _("Totals are the sums of the days below; double-click a number to correct it.")
    return _("Double-click a number to type the totals, or add counts day by day.")


def _table(model: CountModel) -> Table:
    table = Table(model)
    header = table.horizontalHeader()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(0, header.ResizeMode.Stretch)
    for column in range(1, model.columnCount()):
        table.setColumnWidth(column, 150 if model.columns[column] in (DAY, RATE) else 104)
    return table
