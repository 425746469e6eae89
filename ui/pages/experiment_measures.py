"""Other measures than the goal: guardrails, revenue with its sum of squares, and what is only looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.buttons import QuietButton
from ui.widgets.choice_field import ChoiceField
from ui.widgets.number_field import NumberField
from ui.widgets.panel import Panel
from ui.widgets.text import label
from workbench.experiments import measures
from workbench.experiments.counted import REVENUE
from workbench.experiments.measures import MeasureCounts
from workbench.experiments.plan import draft, frozen
from workbench.language import _, number

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.experiments.measured import Measured
    from workbench.experiments.record import Record


class MeasuresPanel(Panel):
    """What is held of each measure, and a line to write more."""

    problem = Signal(str)

    def __init__(self, session: Session, locale: str) -> None:
        super().__init__(_("Other measures"), _("guardrails, revenue, what you only look at"))
        self._session, self._locale = session, locale
        self._record: Record | None = None
        self.measure = ChoiceField(name=_("Measure"))
        self.measure.setEditable(True)
        self.variant = ChoiceField(name=_("Variant"))
        self.n, self.hits = _number(_("people")), _number(_("of them"))
        self.total = _number(_("or sum"), decimals=2)
        self.squares = _number(_("its squares"), decimals=2)

    def show_record(self, record: Record) -> None:
        """Show the measures of an experiment."""
        typed = self._keep()
        self._record = record
        experiment = record.experiment.id
        kept = self._session.ask(frozen, experiment)
        plan = kept.plan if kept else self._session.ask(draft, experiment)
        found = self._session.ask(measures.names, experiment)
        planned = [rail.measure for rail in plan.guardrails]
        names = list(dict.fromkeys([*planned, REVENUE, *found]))
        self.clear_rows()
        for name in names:
            held = self._session.ask(measures.measured, experiment, name)
            if held or name in planned:
                self.add_row(self._row(name, held))
        if record.variants:
            self.add_row(self._entry(names, typed))

    def _keep(self) -> str:
        return self.measure.currentText() if self.measure.count() else ""

    def _row(self, name: str, held: dict[int, Measured | None]) -> QWidget:
        assert self._record is not None
        line, row = _line()
        row.addWidget(label(measures.label(name)), 1)
        for variant in self._record.variants:
            found = held.get(variant.id)
            told = _("not counted") if found is None else self._told(found)
            text = _("{variant}: {value}").format(variant=variant.name, value=told)
            row.addWidget(label(text, size="small", tone="muted", tabular=True))
        return line

    def _told(self, found: Measured) -> str:
        text = _("{mean} each, {n} people")
        return text.format(
            mean=number(found.mean, self._locale, decimals=4 if found.mean < 1 else 2),
            n=number(found.n, self._locale),
        )

    def _entry(self, names: list[str], typed: str) -> QWidget:
        """One line to write what was counted of a measure."""
        assert self._record is not None
        line, row = _line()
        self.measure = ChoiceField([(n, measures.label(n)) for n in names], name=_("Measure"))
        self.measure.setEditable(True)
        self.measure.setMinimumContentsLength(14)
        if typed:
            self.measure.setCurrentText(typed)
        self.variant = ChoiceField(
            [(v.id, v.name) for v in self._record.variants], name=_("Variant")
        )
        self.n, self.hits = _number(_("people")), _number(_("of them"))
        self.total = _number(_("or sum"), decimals=2)
        self.squares = _number(_("its squares"), decimals=2)
        add = QuietButton(_("Add"))
        add.clicked.connect(self._add)
        for field in (self.measure, self.variant, self.n, self.hits, self.total, self.squares):
            row.addWidget(field, 1)
        row.addWidget(add)
        return line

    def _name(self) -> str:
        """The key of the measure that was chosen, or the words that were typed."""
        words = self.measure.currentText().strip()
        at = self.measure.findText(words)
        return str(self.measure.itemData(at)) if at >= 0 else words

    def _add(self) -> None:
        n, hits, total = self.n.number(), self.hits.number(), self.total.number()
        squares, variant = self.squares.number(), self.variant.key()
        if n is None or variant is None or (hits is None and (total is None or squares is None)):
            self.problem.emit(
                _("Give the people, and how many of them, or the sum with the sum of squares.")
            )
            return
        if hits is not None:
            counts = MeasureCounts(int(n), int(hits))
        else:
            counts = MeasureCounts(int(n), total=total, squares=squares)
        self._session.do(
            _("Record a measure"), measures.record_measure, variant, self._name(), counts,
            fails=self.problem.emit,
        )  # fmt: skip


def _number(name: str, *, decimals: int = 0) -> NumberField:
    field = NumberField(None, high=1e12, decimals=decimals, placeholder=name)
    field.setAccessibleName(name)
    return field


def _line() -> tuple[QWidget, QHBoxLayout]:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(16, 8, 12, 8)
    row.setSpacing(8)
    return line, row
