"""What the person decides about a test: never the same as the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.pages.page import clear
from ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from ui.widgets.chip import Chip
from ui.widgets.date_field import DateField
from ui.widgets.fields import LineEdit
from ui.widgets.panel import Panel
from ui.widgets.text import label
from workbench.experiments import ledger
from workbench.experiments.words import Choice
from workbench.language import _, day, percent

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.experiments.readout_parts import Readout
    from workbench.experiments.record import Decision, Record

CHOICES = (Choice.SHIP, Choice.ROLL_BACK, Choice.TEST_AGAIN)


class DecisionPanel(Panel):
    """Buttons and a reason before the decision; what was decided after it."""

    problem = Signal(str)

    def __init__(self, session: Session, locale: str) -> None:
        super().__init__(_("Your decision"))
        self._session, self._locale = session, locale
        self._record: Record | None = None
        self._suggested: Choice | None = None
        self._changing = False
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.set_body(body)

    def show_record(self, record: Record) -> None:
        """Show what was decided, or ask."""
        if self._record is None or self._record.experiment.id != record.experiment.id:
            self._suggested, self._changing = None, False
        same = self._record == record
        self._record = record
        if not same:
            self._changing = False
            self._fill()

    def suggest(self, found: Readout) -> None:
        """Make the button of what the numbers say the first one."""
        if found.choice != self._suggested:
            self._suggested = found.choice
            if self._record is not None and self._record.decision is None and not self._is_typed():
                self._fill()

    def _is_typed(self) -> bool:
        return any(field.text() for field in self.findChildren(LineEdit))

    def _fill(self) -> None:
        clear(self._column)
        made = self._record.decision if self._record else None
        if made is not None and not self._changing:
            self._column.addWidget(self._decided(made))
        else:
            self._column.addWidget(self._asked(made))

    def _decided(self, made: Decision) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Chip(made.choice.label, "accent"))
        row.addWidget(label(made.reason or _("No reason written down."), wrap=True), 1)
        change = LinkButton(_("Change"))
        change.clicked.connect(self._change)
        back = LinkButton(_("Withdraw"))
        back.clicked.connect(self._withdraw)
        row.addWidget(change)
        row.addWidget(back)
        column.addLayout(row)
        for line in self._told(made):
            column.addWidget(label(line, size="small", tone="muted", wrap=True))
        return whole

    def _told(self, made: Decision) -> list[str]:
        """Everything else that was written down, a line each."""
        days = (
            (_("decided on {day}"), made.day),
            (_("for everyone from {day}"), made.rollout_day),
            (_("look again on {day}"), made.follow_up_day),
        )
        dated = [text.format(day=day(one, self._locale)) for text, one in days if one]
        lines = [" · ".join(dated)] if dated else []
        if made.predicted is not None:
            share = percent(made.predicted, self._locale, decimals=0)
            lines.append(_("The plan predicted {lift}.").format(lift=share))
        if made.prediction:
            lines.append(_("Expected: {text}").format(text=made.prediction))
        if made.options:
            lines.append(_("Also thought of: {text}").format(text=made.options))
        return lines

    def _asked(self, made: Decision | None) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.reason = LineEdit(made.reason if made else "", placeholder=_("Because …"))
        self.reason.setAccessibleName(_("Reason for the decision"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for choice in CHOICES:
            kind = PrimaryButton if choice is self._suggested else QuietButton
            button = kind(choice.label)
            button.clicked.connect(lambda _on=False, c=choice: self._decide(c))
            row.addWidget(button)
        row.addWidget(self.reason, 1)
        column.addLayout(row)
        column.addWidget(self._more(made))
        return whole

    def _more(self, made: Decision | None) -> QWidget:
        """Options, what is expected now, from when, and when to look again."""
        grid = QWidget()
        layout = QGridLayout(grid)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(12)
        layout.setVerticalSpacing(6)
        layout.setColumnStretch(0, 2)
        layout.setColumnStretch(1, 2)
        self.options = LineEdit(
            made.options if made else "", placeholder=_("What else was possible")
        )
        self.prediction = LineEdit(
            made.prediction if made else "", placeholder=_("What you expect from it now")
        )
        self.rollout = DateField(made.rollout_day if made else None)
        self.follow_up = DateField(made.follow_up_day if made else None)
        named = (
            (_("Other options"), self.options),
            (_("Prediction"), self.prediction),
            (_("For everyone from"), self.rollout),
            (_("Look again on"), self.follow_up),
        )
        for n, (words, field) in enumerate(named):
            field.setAccessibleName(words)
            layout.addWidget(label(words, size="small", tone="muted"), 0, n)
            layout.addWidget(field, 1, n)
        return grid

    def _decide(self, choice: Choice) -> None:
        if self._record is None:
            return
        self._changing = False
        self._session.do(
            _("Record decision"), ledger.decide, self._record.experiment.id, choice=choice,
            reason=self.reason.text(), prediction=self.prediction.text(),
            options=self.options.text().strip() or None, rollout_day=self.rollout.value(),
            follow_up_day=self.follow_up.value(), then=lambda _none: self._fill(),
            fails=self.problem.emit,
        )  # fmt: skip

    def _change(self) -> None:
        self._changing = True
        self._fill()

    def _withdraw(self) -> None:
        if self._record is not None:
            self._session.do(
                _("Withdraw decision"), ledger.withdraw_decision, self._record.experiment.id,
                fails=self.problem.emit,
            )  # fmt: skip
