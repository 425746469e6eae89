"""What must not get worse: measures with their margins, and how late their numbers come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.buttons import IconButton, QuietButton
from ui.widgets.choice_field import ChoiceField
from ui.widgets.fields import LineEdit
from ui.widgets.number_field import NumberField
from ui.widgets.panel import Panel
from ui.widgets.text import label
from workbench.experiments.plan import PlannedGuardrail
from workbench.language import _, ngettext, percent

if TYPE_CHECKING:
    from workbench.experiments.plan import Plan

MARGIN_PERCENT = 5.0


class GuardrailsPanel(Panel):
    """The guardrails of a plan; `changed` carries all of them, as they shall be."""

    changed = Signal(object)

    def __init__(self, locale: str) -> None:
        super().__init__(_("Must not get worse"), _("for each, how much would be too much"))
        self._locale = locale
        self._rails: tuple[PlannedGuardrail, ...] = ()
        self._open = True

    def show_plan(self, plan: Plan, *, is_open: bool) -> None:
        """Show the guardrails, with a line to add one while the plan is open."""
        if self.rows() and self._rails == plan.guardrails and is_open == self._open:
            return
        self._rails, self._open = plan.guardrails, is_open
        self.clear_rows()
        for rail in plan.guardrails:
            self.add_row(self._row(rail, is_open=is_open))
        if is_open:
            self.add_row(self._new())
        elif not plan.guardrails:
            none = label(_("No guardrails were planned."), tone="muted")
            none.setContentsMargins(16, 10, 16, 10)
            self.add_row(none)

    def _row(self, rail: PlannedGuardrail, *, is_open: bool) -> QWidget:
        line, row = _line()
        row.addWidget(label(rail.measure), 1)
        margin = percent(rail.margin, self._locale, decimals=0)
        text = (
            _("may fall by at most {margin}")
            if rail.higher_is_better
            else _("may rise by at most {margin}")
        )
        row.addWidget(label(text.format(margin=margin), tone="muted"))
        if rail.window_days:
            words = ngettext("in {n} day later", "in {n} days later", rail.window_days)
            row.addWidget(label(words.format(n=rail.window_days), size="small", tone="muted"))
        if is_open:
            away = IconButton("close", _("Remove this guardrail"), side=24)
            away.clicked.connect(
                lambda: self.changed.emit(tuple(r for r in self._rails if r != rail))
            )
            row.addWidget(away)
        return line

    def _new(self) -> QWidget:
        line, row = _line()
        self.measure = LineEdit(placeholder=_("returns per order"))
        self.measure.setAccessibleName(_("Measure"))
        self.direction = ChoiceField(
            [(False, _("may rise by at most")), (True, _("may fall by at most"))],
            name=_("Direction"),
        )
        self.margin = NumberField(MARGIN_PERCENT, low=0.1, high=100, decimals=1)
        self.margin.setAccessibleName(_("Margin in percent"))
        self.window_days = NumberField(None, low=0, high=120, placeholder=_("0"))
        self.window_days.setAccessibleName(_("Days until the numbers are in"))
        add = QuietButton(_("Add"))
        add.clicked.connect(self._add)
        self.measure.returnPressed.connect(self._add)
        row.addWidget(self.measure, 1)
        row.addWidget(self.direction)
        row.addWidget(self.margin)
        row.addWidget(label(_("%, known after")))
        row.addWidget(self.window_days)
        row.addWidget(label(_("days")))
        row.addWidget(add)
        return line

    def _add(self) -> None:
        name, margin = self.measure.text().strip(), self.margin.number()
        if name and margin:
            later = int(self.window_days.number() or 0)
            made = PlannedGuardrail(name, margin / 100, bool(self.direction.key()), later)
            self.changed.emit((*self._rails, made))


def _line() -> tuple[QWidget, QHBoxLayout]:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(16, 8, 12, 8)
    row.setSpacing(8)
    return line, row
