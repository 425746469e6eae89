"""Beside an experiment: its kind, its KPI, the item it belongs to, its days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.widgets.buttons import DangerButton, LinkButton
from ui.widgets.chip import Chip
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.editable_text import EditableText
from ui.widgets.inspector import Inspector
from ui.widgets.text import label
from workbench.experiments.words import Kind, Status
from workbench.language import _, day

if TYPE_CHECKING:
    from workbench.experiments.record import Experiment, Record


class ExperimentSide(Inspector):
    """The fields of an experiment; `changed(field, value)` asks for another value."""

    changed = Signal(str, object)
    item_asked = Signal(int)
    kpi_asked = Signal(str)
    deleted = Signal()

    def show_experiment(
        self,
        held: Record,
        locale: str,
        *,
        kpis: list[tuple[str, str]],
        items: list[tuple[int, str]],
    ) -> None:
        """Show an experiment with the KPIs and items it may belong to."""
        found = held.experiment
        self.clear()
        self.set_heading(_("About this test"))
        self.add_section(_("Hypothesis")).say(found.hypothesis or _("not written down yet"))
        if found.frozen_day is not None:
            frozen = day(found.frozen_day, locale, "d MMM")
            self.add_section(_("Plan")).say(_("frozen on {day}").format(day=frozen))
        if held.learnings:
            belief = self.add_section(_("Learning"))
            for learning in held.learnings:
                belief.add(Chip(learning.belief.label))
                belief.say(learning.text)
        self._fields(found, kpis, items)
        if found.item_id is not None:
            go = LinkButton(_("Open the item"))
            go.clicked.connect(lambda: self.item_asked.emit(found.item_id))
            self.add(go)
        if found.kpi in dict(kpis):
            look = LinkButton(_("Look at the KPI"))
            look.clicked.connect(lambda: self.kpi_asked.emit(found.kpi))
            self.add(look)
        note = EditableText(
            found.note, name=_("Note"), several_lines=True,
            placeholder=_("Audience, guardrails, what else ran"),
        )  # fmt: skip
        note.saved.connect(lambda text: self.changed.emit("note", text))
        self.add_section(_("Note"), note)
        remove = DangerButton(_("Delete experiment"), icon="trash")
        remove.clicked.connect(self.deleted)
        self.add(remove)

    def _fields(
        self, found: Experiment, kpis: list[tuple[str, str]], items: list[tuple[int, str]]
    ) -> None:
        grid = QWidget()
        layout = QGridLayout(grid)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(12)
        layout.setVerticalSpacing(6)
        layout.setColumnStretch(1, 1)
        known = (
            [*kpis] if not found.kpi or found.kpi in dict(kpis) else [(found.kpi, found.kpi), *kpis]
        )
        rows = (
            (
                _("Status"),
                self._choice("status", [(s.value, s.label) for s in Status], found.status),
            ),
            (_("Kind"), self._choice("kind", [(k.value, k.label) for k in Kind], found.kind)),
            (_("KPI"), self._choice("kpi", [("", _("none yet")), *known], found.kpi or "")),
            (_("Item"), self._choice("item_id", [("", _("none")), *items], found.item_id or "")),
            (_("Start"), self._day("start_day", found.start_day)),
            (_("End"), self._day("end_day", found.end_day)),
        )
        for n, (words, field) in enumerate(rows):
            caption = label(words, size="small", tone="muted")
            caption.setFixedWidth(56)
            field.setAccessibleName(words)
            layout.addWidget(caption, n, 0)
            layout.addWidget(field, n, 1)
        self.add(grid)

    def _choice(
        self, field: str, options: list[tuple[object, str]], current: object
    ) -> ChoiceField:
        box = ChoiceField(options, current)
        box.setMinimumContentsLength(8)
        box.setSizeAdjustPolicy(box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.picked.connect(lambda key: self.changed.emit(field, key))
        return box

    def _day(self, field: str, value: object) -> DateField:
        box = DateField(value)
        box.picked.connect(lambda day: self.changed.emit(field, day))
        return box
