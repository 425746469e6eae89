"""The fields of a plan: which ones a kind of test has, and what each is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.fields import LineEdit
from ui.widgets.number_field import NumberField
from ui.widgets.text import label
from workbench.experiments.words import Kind
from workbench.language import _

if TYPE_CHECKING:
    from workbench.experiments.plan import Plan

PEOPLE = (Kind.SPLIT, Kind.HOLDOUT, Kind.PRICE)
DAYS = (Kind.BEFORE_AFTER, Kind.DIFFERENCE)
SHARES = (Kind.PAINTED_DOOR, Kind.SURVEY)


class Line(NamedTuple):
    """One field: its name in the plan, its words, and of what sort it is."""

    field: str
    words: str
    sort: str
    hint: str = ""


def sentence_lines() -> list[Line]:
    """The parts of a hypothesis, in the order in which they are read."""
    return [
        Line("change", _("If"), "text", _("the basket shows how far free shipping is")),
        Line("audience", _("for"), "text", _("all visitors")),
        Line("kpi", _("then"), "kpi"),
        Line("predicted", _("will move by"), "signed percent", _("+9")),
        Line("because", _("because"), "text", _("three baskets in ten stop just below it")),
    ]


def size_lines(kind: Kind) -> list[Line]:
    """What the size of a test of this kind is made from."""
    if kind in SHARES:
        return [
            Line("worth_having", _("Enough would be"), "percent", _("5")),
            Line("weekly_visitors", _("People a week"), "count"),
            Line("start_day", _("Start"), "day"),
            Line("end_day", _("End"), "day"),
        ]
    if kind in DAYS:
        found = [
            Line("start_day", _("Day of the change"), "day"),
            Line("end_day", _("Read until"), "day"),
            Line("worth_having", _("Worth having from"), "percent", _("10")),
        ]
        words = _("KPI of the group without it") if kind is Kind.DIFFERENCE else _("Unaffected KPI")
        return [*found, Line("control_kpi", words, "kpi")]
    return [
        Line("worth_having", _("Worth having from"), "signed percent", _("9")),
        Line("baseline", _("Converts today"), "percent"),
        Line("weekly_visitors", _("Visitors a week"), "count"),
        Line("page", _("Page"), "text", _("product page")),
        Line("start_day", _("Start"), "day"),
        Line("end_day", _("End"), "day"),
    ]


class PlanForm(QWidget):
    """Fields in rows of two; `changed(field, value)` asks for another value."""

    changed = Signal(str, object)

    def __init__(
        self, lines: list[Line], plan: Plan, kpis: list[tuple[str, str]], *, columns: int = 2
    ) -> None:
        super().__init__()
        self.fields: dict[str, QWidget] = {}
        self._kpis = kpis
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for column in range(columns):
            grid.setColumnStretch(2 * column + 1, 1)
        for n, line in enumerate(lines):
            row, column = divmod(n, columns)
            field = self._field(line, getattr(plan, line.field))
            field.setAccessibleName(line.words)
            self.fields[line.field] = field
            grid.addWidget(label(line.words, size="small", tone="muted"), row, 2 * column)
            grid.addWidget(_with_unit(field, line.sort), row, 2 * column + 1)

    def suggest(self, field: str, words: str) -> None:
        """Show in an empty field what is used instead."""
        found = self.fields.get(field)
        if isinstance(found, NumberField):
            found.lineEdit().setPlaceholderText(words)

    def _field(self, line: Line, value: object) -> QWidget:
        if line.sort == "kpi":
            return self._kpi(line, value)
        if line.sort == "day":
            from datetime import date

            day = DateField(date.fromisoformat(str(value)) if value else None)
            day.picked.connect(lambda new: self._tell(line, new.isoformat() if new else None))
            return day
        if line.sort == "text":
            text = LineEdit(str(value or ""), placeholder=line.hint)
            text.setCursorPosition(0)
            text.editingFinished.connect(lambda: self._text(line, text))
            return text
        return self._number(line, value)

    def _kpi(self, line: Line, value: object) -> QWidget:
        options: list[tuple[object, str]] = [("", _("none")), *self._kpis]
        if value and value not in dict(self._kpis):
            options.append((value, str(value)))
        choice = ChoiceField(options, value or "")
        choice.picked.connect(lambda key: self._tell(line, key or None))
        choice.setMinimumContentsLength(10)
        choice.setSizeAdjustPolicy(choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return choice

    def _number(self, line: Line, value: object) -> QWidget:
        rate = line.sort.endswith("percent")
        low = -95.0 if line.sort == "signed percent" else 0.0
        high = 1000.0 if rate else 1e8
        held = float(value) * (100 if rate else 1) if isinstance(value, int | float) else None
        field = NumberField(
            held, low=low, high=high, decimals=2 if rate else 0, placeholder=line.hint
        )
        scale = 100 if rate else 1
        field.picked.connect(
            lambda new: self._tell(line, None if new is None else round(new / scale, 6))
        )
        return field

    def _text(self, line: Line, field: LineEdit) -> None:
        if field.isModified():
            field.setModified(False)
            self._tell(line, field.text().strip())

    def _tell(self, line: Line, value: object) -> None:
        self.changed.emit(line.field, value)


def _with_unit(field: QWidget, sort: str) -> QWidget:
    """The field, with a percent sign beside it where it is one."""
    if not sort.endswith("percent"):
        return field
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(field, 1)
    row.addWidget(label("%", tone="muted"))
    return holder
