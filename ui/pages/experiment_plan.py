"""The plan of one test: what it may claim, the hypothesis, its size, guardrails, the checks, the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.pages.experiment_form import PlanForm, sentence_lines, size_lines
from ui.pages.experiment_guardrails import GuardrailsPanel
from ui.pages.experiment_variants import VariantsPanel
from ui.pages.page import MARGIN, clear
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.chip import Chip
from ui.widgets.choice_field import ChoiceField
from ui.widgets.editable_text import EditableText
from ui.widgets.figure_view import FigureView
from ui.widgets.panel import Panel
from ui.widgets.text import label, section, takeaway
from workbench.experiments import ledger, planning
from workbench.experiments.claims import claim
from workbench.experiments.counted import CONVERSIONS, REVENUE
from workbench.experiments.words import Kind, Status
from workbench.language import _, day, number, percent

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.experiments.plan import Drift, Frozen, Plan
    from workbench.experiments.record import Record
    from workbench.experiments.sized import Sized


class PlanTab(QWidget):
    """Everything that is decided before a test starts; frozen, it only shows."""

    problem = Signal(str)

    def __init__(self, session: Session, locale: str) -> None:
        super().__init__()
        self._session, self._locale = session, locale
        self._record: Record | None = None
        self._sized: Sized | None = None
        self._made_for: object = None
        self.name = EditableText(size="takeaway", weight=theme.BOLD, required=True, name=_("Name"))
        self.name.saved.connect(lambda text: self._own("name", text))
        self.hypothesis = EditableText(
            name=_("Hypothesis"), several_lines=True,
            placeholder=_("If we …, then … will …, because …"),
        )  # fmt: skip
        self.hypothesis.saved.connect(lambda text: self._own("hypothesis", text))
        self.size_form: PlanForm | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        self._state = Chip()
        self._frozen = label("", size="small", tone="muted")
        self.start = PrimaryButton(_("Start and freeze the plan"))
        self.start.clicked.connect(self._start)
        self.end = QuietButton(_("It has ended"))
        self.end.clicked.connect(self._end)
        self._first = Panel()
        self._first.set_body(self._heading())
        self._size_panel = Panel(_("Can it answer?"))
        self._size_panel.set_body(self._size_body())
        self.variants = VariantsPanel(self._session)
        self.variants.problem.connect(self.problem)
        self.rails = GuardrailsPanel(self._locale)
        self.rails.changed.connect(lambda rails: self._plan(guardrails=rails))
        self._checks = Panel(_("Before you start"))
        self._drifts = Panel(_("Changed since the start"))
        page = QVBoxLayout(self)
        page.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        page.setSpacing(16)
        for part in self._panels():
            page.addWidget(part)
        page.addStretch(1)

    def _panels(self) -> tuple[QWidget, ...]:
        size = (self._size_panel, self.variants)
        return (self._first, self._drifts, *size, self.rails, self._checks)

    def _heading(self) -> QWidget:
        head, column = _column(spacing=10)
        column.setContentsMargins(4, 4, 4, 4)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self._state)
        top.addWidget(self._frozen, 1)
        top.addWidget(self.end)
        top.addWidget(self.start)
        column.addLayout(top)
        column.addWidget(self.name)
        kinds = QHBoxLayout()
        kinds.setSpacing(10)
        self.kind = ChoiceField([(k.value, k.label) for k in Kind], name=_("Kind of test"))
        self.kind.picked.connect(lambda key: self._plan(kind=key))
        self._can = label("", size="small", tone="muted", wrap=True)
        kinds.addWidget(self.kind)
        kinds.addWidget(self._can, 1)
        column.addLayout(kinds)
        column.addWidget(section(_("Hypothesis")))
        column.addWidget(self.hypothesis)
        self._parts_holder = QWidget()
        self._parts_layout = QVBoxLayout(self._parts_holder)
        self._parts_layout.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._parts_holder)
        return head

    def _size_body(self) -> QWidget:
        body, column = _column(spacing=12)
        self._form_holder = QWidget()
        self._form_layout = QVBoxLayout(self._form_holder)
        self._form_layout.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._form_holder)
        column.addWidget(self._choices())
        row = QHBoxLayout()
        row.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(6)
        self.answer = takeaway("")
        self.answer.setFont(theme.current().font("title", theme.SEMIBOLD))
        self.answer_lines = label("", size="small", tone="muted", wrap=True)
        self.instead = label("", wrap=True)
        self.warnings = label("", size="small", tone="warning", wrap=True)
        for one in (self.answer, self.answer_lines, self.instead, self.warnings):
            words.addWidget(one)
        words.addStretch(1)
        row.addLayout(words, 1)
        self.figure = FigureView()
        self.figure.setFixedHeight(220)
        self.figure.failed.connect(self.problem)
        row.addWidget(self.figure, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        return body

    def _choices(self) -> QWidget:
        """How a split test is read: early or not, and by which goals."""
        self._ticks = QWidget()
        row = QHBoxLayout(self._ticks)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        self.early = QCheckBox(_("I want to look early (the likely range gets wider)"))
        self.early.clicked.connect(lambda on: self._plan(sequential=on))
        self.revenue = QCheckBox(_("Revenue per visitor must rise too"))
        both, one = (CONVERSIONS, REVENUE), (CONVERSIONS,)
        self.revenue.clicked.connect(lambda on: self._plan(goals=both if on else one))
        row.addWidget(self.early)
        row.addWidget(self.revenue)
        row.addStretch(1)
        return self._ticks

    def show_record(self, record: Record) -> None:
        """Show the plan of an experiment, frozen or still open."""
        from workbench.experiments import plan as plans
        from workbench.experiments.sized import sized

        self._record = record
        experiment = record.experiment
        kept = self._session.ask(plans.frozen, experiment.id)
        plan = kept.plan if kept else self._session.ask(plans.draft, experiment.id)
        drifts = self._session.ask(plans.drifts, experiment.id)
        self._state.show_text(experiment.status.label)
        self._frozen.setText(self._frozen_words(kept, drifts))
        self.start.setVisible(kept is None and experiment.status is Status.PLANNED)
        self.end.setVisible(experiment.status is Status.RUNNING)
        self.name.set_text(experiment.name)
        self.hypothesis.set_text(experiment.hypothesis)
        self.kind.set_key(experiment.kind or Kind.SPLIT.value)
        self.kind.setEnabled(kept is None)
        said = claim(Kind(experiment.kind or Kind.SPLIT))
        self._can.setText(_("{can} {cannot}").format(can=said.can, cannot=said.cannot))
        self._show_forms(plan, is_open=kept is None)
        is_split = Kind(plan.kind or Kind.SPLIT).is_split
        self.variants.show_record(record, is_open=kept is None)
        self.variants.setVisible(plan.kind != Kind.BEFORE_AFTER)
        self.rails.show_plan(plan, is_open=kept is None)
        for part in (self.rails, self._ticks):
            part.setVisible(is_split)
        self._ticks.setEnabled(kept is None)
        self.early.setChecked(plan.sequential)
        self.revenue.setChecked(REVENUE in plan.goals)
        self._show_checks(plan, is_open=kept is None)
        self._show_drifts(drifts)
        self._session.ask_later(
            sized, experiment.id, then=self._arrived, owner=self, fails=self.problem.emit
        )

    def _frozen_words(self, kept: Frozen | None, drifts: list[Drift]) -> str:
        if kept is None:
            return _("the plan is still open")
        from datetime import date

        at = day(date.fromisoformat(kept.at[:10]), self._locale, "d MMM")
        if not kept.is_intact:
            return _("the plan of {day} was altered in the file").format(day=at)
        mark = kept.fingerprint[:8]
        if drifts:
            return _("plan of {day}, changed since · fingerprint {mark}").format(day=at, mark=mark)
        return _("plan of {day} unchanged · fingerprint {mark}").format(day=at, mark=mark)

    def _show_forms(self, plan: Plan, *, is_open: bool) -> None:
        """Make the fields anew only for another test, kind or state, so that typing goes on."""
        record = self._record
        assert record is not None
        key = (record.experiment.id, plan.kind, is_open, None if self._is_typing() else plan)
        if key == self._made_for or (self._is_typing() and self._same_form(key)):
            return
        self._made_for = key
        from workbench.kpis import typed

        cards = self._session.ask(typed.all_cards)
        kpis = [(name, card.name) for name, card in cards.items()]
        clear(self._parts_layout)
        clear(self._form_layout)
        sentence = PlanForm(sentence_lines(), plan, kpis, columns=1)
        self.size_form = PlanForm(size_lines(Kind(plan.kind or Kind.SPLIT)), plan, kpis)
        self.sentence_form = sentence
        for form, layout in ((sentence, self._parts_layout), (self.size_form, self._form_layout)):
            form.changed.connect(lambda field, value: self._plan(**{field: value}))
            form.setEnabled(is_open)
            layout.addWidget(form)
        self._parts_holder.setVisible(is_open)

    def _is_typing(self) -> bool:
        focus = self.window().focusWidget() if self.window() else None
        holders = (self._parts_holder, self._form_holder)
        return focus is not None and any(holder.isAncestorOf(focus) for holder in holders)

    def _same_form(self, key: tuple[object, ...]) -> bool:
        return isinstance(self._made_for, tuple) and self._made_for[:3] == key[:3]

    def _show_checks(self, plan: Plan, *, is_open: bool) -> None:
        self._checks.clear_rows()
        for check in planning.checklist(plan):
            box = QCheckBox(check.text)
            box.setChecked(check.is_done)
            box.setEnabled(is_open)
            box.setContentsMargins(16, 6, 16, 6)
            box.toggled.connect(lambda on, key=check.key: self._check(plan, key, on))
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(16, 7, 16, 7)
            row.addWidget(box)
            self._checks.add_row(holder)

    def _check(self, plan: Plan, key: str, on: bool) -> None:
        done = {*plan.checked, key} if on else set(plan.checked) - {key}
        self._plan(checked=tuple(sorted(done)))

    def _show_drifts(self, drifts: list[Drift]) -> None:
        self._drifts.clear_rows()
        for drift in drifts:
            text = _("{field}: planned “{planned}”, now “{now}”.")
            names = _field_names()
            words = text.format(
                field=names.get(drift.field, drift.field), planned=drift.planned, now=drift.now
            )
            row = label(words, wrap=True, tone="warning")
            row.setContentsMargins(16, 9, 16, 9)
            self._drifts.add_row(row)
        self._drifts.setVisible(bool(drifts))

    def _arrived(self, found: Sized) -> None:
        self._sized = found
        self.answer.setText(found.takeaway)
        self.answer_lines.setText("\n".join(found.lines))
        ways = "\n".join(f"• {way}" for way in found.instead)
        self.instead.setText(_("Instead:") + "\n" + ways if ways else "")
        self.warnings.setText("\n".join(found.warnings))
        for part in (self.answer_lines, self.instead, self.warnings):
            part.setVisible(bool(part.text()))
        self.figure.setVisible(found.picture is not None)
        if found.picture is not None:
            self.figure.show_data(found.picture)
        if self.size_form is not None:
            if found.baseline is not None:
                shown = percent(found.baseline, self._locale, decimals=2).rstrip("% \xa0")
                self.size_form.suggest("baseline", _("{n} from your data").format(n=shown))
            if found.weekly_visitors is not None:
                shown = number(found.weekly_visitors, self._locale)
                self.size_form.suggest("weekly_visitors", _("{n} from your data").format(n=shown))

    # what a person does

    def _own(self, field: str, value: object) -> None:
        self._do(_("Edit experiment"), ledger.set_field, field, value)

    def _plan(self, **changes: object) -> None:
        if self._record is not None:
            self._session.do(
                _("Edit plan"), planning.change_plan, self._record.experiment.id,
                fails=self.problem.emit, **changes,
            )  # fmt: skip

    def _start(self) -> None:
        found = self._sized
        size = {} if found is None else {
            "per_variant": found.per_variant,
            "weeks": found.whole_weeks,
            "baseline": found.baseline,
        }  # fmt: skip
        self._do(_("Start the test"), planning.start, **size)

    def _end(self) -> None:
        self._do(_("Change status"), ledger.set_status, Status.FINISHED)

    def _do(self, words: str, command: object, *args: object, **kwargs: object) -> None:
        if self._record is not None:
            self._session.do(
                words, command, self._record.experiment.id, *args,
                fails=self.problem.emit, **kwargs,
            )  # fmt: skip


def _column(*, spacing: int = 8) -> tuple[QWidget, QVBoxLayout]:
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    return body, column


def _field_names() -> dict[str, str]:
    return {
        "hypothesis": _("Hypothesis"),
        "kpi": _("KPI"),
        "kind": _("Kind"),
        "page": _("Page"),
        "audience": _("Audience"),
        "start_day": _("Start"),
        "end_day": _("End"),
        "shares": _("Split"),
    }
