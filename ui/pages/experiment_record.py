"""One experiment: hypothesis, counts, decision and learnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.pages.experiment_counts import CountsPanel
from ui.pages.page import MARGIN, clear
from ui.widgets.buttons import IconButton, LinkButton, PrimaryButton, QuietButton
from ui.widgets.chip import Chip, Role
from ui.widgets.choice_field import ChoiceField
from ui.widgets.editable_text import EditableText
from ui.widgets.fields import LineEdit
from ui.widgets.panel import Panel
from ui.widgets.text import label, section
from workbench.experiments import ledger
from workbench.experiments.words import Belief, Choice, Status
from workbench.language import _, day

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.experiments.record import Learning, Record

ROLES: dict[Status, Role] = {Status.RUNNING: "accent", Status.FINISHED: "warning"}
CHOICES = (Choice.SHIP, Choice.ROLL_BACK, Choice.TEST_AGAIN)


class ExperimentRecord(QWidget):
    """The middle of the page; every change is asked of the session."""

    problem = Signal(str)

    def __init__(self, session: Session, locale: str) -> None:
        super().__init__()
        self._session, self._locale = session, locale
        self._record: Record | None = None
        self.name = EditableText(size="takeaway", weight=theme.BOLD, required=True, name=_("Name"))
        self.name.saved.connect(lambda text: self._set("name", text))
        self.hypothesis = EditableText(
            name=_("Hypothesis"), several_lines=True,
            placeholder=_("If we …, then … will …, because …"),
        )  # fmt: skip
        self.hypothesis.saved.connect(lambda text: self._set("hypothesis", text))
        self.counts = CountsPanel(session, locale)
        self.counts.problem.connect(self.problem)
        self._lay_out()

    def _lay_out(self) -> None:
        self._state, self._when = Chip(), label("", size="small", tone="muted")
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self._state)
        top.addWidget(self._when, 1)
        self._next = QuietButton()
        self._next.clicked.connect(self._move_on)
        top.addWidget(self._next)
        head = QWidget()
        inner = QVBoxLayout(head)
        inner.setContentsMargins(4, 4, 4, 4)
        inner.setSpacing(10)
        inner.addLayout(top)
        inner.addWidget(self.name)
        inner.addWidget(section(_("Hypothesis")))
        inner.addWidget(self.hypothesis)
        first = Panel()
        first.set_body(head)
        self._decision = Panel(_("Your decision"))
        self._decided = QWidget()
        self._decided_layout = QVBoxLayout(self._decided)
        self._decided_layout.setContentsMargins(0, 0, 0, 0)
        self._decision.set_body(self._decided)
        self._learnings = Panel(_("What we believe now"))
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(16)
        for panel in (first, self.counts, self._decision, self._learnings):
            column.addWidget(panel)
        column.addStretch(1)

    def show_record(self, record: Record, currency: str) -> None:
        """Show an experiment."""
        self._record = record
        experiment = record.experiment
        self._state.show_text(experiment.status.label, ROLES.get(experiment.status, "neutral"))
        self._when.setText(span_words(record, self._locale))
        self._next.setText(_next_words(experiment.status))
        self._next.setVisible(bool(_next_words(experiment.status)))
        self.name.set_text(experiment.name)
        self.hypothesis.set_text(experiment.hypothesis)
        self.counts.show_record(record, currency)
        self._show_decision(record)
        self._show_learnings(record)

    # the decision

    def _show_decision(self, record: Record) -> None:
        clear(self._decided_layout)
        if record.decision is None:
            self._decided_layout.addWidget(self._choices())
            return
        made = record.decision
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Chip(made.choice.label, "accent"))
        row.addWidget(label(made.reason or _("No reason written down."), wrap=True), 1)
        if made.day is not None:
            row.addWidget(label(day(made.day, self._locale), size="small", tone="muted"))
        change = LinkButton(_("Change"))
        change.clicked.connect(self._change_decision)
        row.addWidget(change)
        self._decided_layout.addWidget(line)

    def _change_decision(self) -> None:
        clear(self._decided_layout)
        self._decided_layout.addWidget(self._choices())

    def _choices(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        why = LineEdit(placeholder=_("Because …"))
        why.setAccessibleName(_("Reason for the decision"))
        if self._record and self._record.decision:
            why.setText(self._record.decision.reason)
        for n, choice in enumerate(CHOICES):
            button = (PrimaryButton if n == 0 else QuietButton)(choice.label)
            button.clicked.connect(lambda _on=False, c=choice: self._decide(c, why.text()))
            row.addWidget(button)
        row.addWidget(why, 1)
        return line

    def _decide(self, choice: Choice, reason: str) -> None:
        if self._record is not None:
            self._session.do(
                _("Record decision"), ledger.decide, self._record.experiment.id, choice=choice,
                reason=reason, fails=self.problem.emit,
            )  # fmt: skip

    # learnings

    def _show_learnings(self, record: Record) -> None:
        self._learnings.clear_rows()
        for learning in record.learnings:
            self._learnings.add_row(self._learning(learning))
        self._learnings.add_row(self._new_learning())

    def _learning(self, learning: Learning) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(16, 8, 10, 8)
        row.setSpacing(10)
        belief = ChoiceField(_beliefs(), learning.belief.value, name=_("How sure"))
        belief.picked.connect(
            lambda key: self._do(
                _("Edit learning"), ledger.change_learning, learning.id, belief=key
            )
        )
        text = EditableText(learning.text, name=_("Learning"), required=True)
        text.saved.connect(
            lambda new: self._do(_("Edit learning"), ledger.change_learning, learning.id, text=new)
        )
        away = IconButton("close", _("Delete this learning"), side=24)
        away.clicked.connect(
            lambda: self._do(_("Delete learning"), ledger.delete_learning, learning.id)
        )
        row.addWidget(belief)
        row.addWidget(text, 1)
        row.addWidget(away)
        return line

    def _new_learning(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        text = LineEdit(placeholder=_("One sentence that should still be true next year"))
        text.setAccessibleName(_("New learning"))
        add = QuietButton(_("Add"))
        row.addWidget(text, 1)
        row.addWidget(add)
        for signal in (text.returnPressed, add.clicked):
            signal.connect(lambda *_args: self._learn(text.text()))
        return line

    def _learn(self, text: str) -> None:
        if self._record is not None and text.strip():
            self._do(_("Add learning"), ledger.learn, self._record.experiment.id, text)

    def _move_on(self) -> None:
        if self._record is None:
            return
        experiment = self._record.experiment
        to = Status.RUNNING if experiment.status == Status.PLANNED else Status.FINISHED
        self._do(_("Change status"), ledger.set_status, experiment.id, to)

    def _set(self, field: str, value: object) -> None:
        if self._record is not None:
            self._do(
                _("Edit experiment"), ledger.set_field, self._record.experiment.id, field, value
            )

    def _do(self, words: str, command: object, *args: object, **kwargs: object) -> None:
        self._session.do(words, command, *args, fails=self.problem.emit, **kwargs)


def span_words(record: Record, locale: str) -> str:
    """From when to when it ran."""
    start, end = record.experiment.start_day, record.experiment.end_day
    if start is None:
        return _("not started")
    if end is None:
        return _("since {day}").format(day=day(start, locale))
    return _("{first} to {last}").format(first=day(start, locale), last=day(end, locale))


def _next_words(status: Status) -> str:
    return {Status.PLANNED: _("Start it"), Status.RUNNING: _("It has ended")}.get(status, "")


def _beliefs() -> list[tuple[object, str]]:
    return [(belief.value, belief.label) for belief in Belief]
