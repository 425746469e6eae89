"""Beside a large KPI: its signal in plain words, with what a person may say about it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.pages.home_news import SNOOZE, role_of
from ui.widgets.buttons import LinkButton, QuietButton
from ui.widgets.fields import LineEdit
from ui.widgets.notice import Notice
from workbench.language import _

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.kpis.signals import Signal as Move


class SignalPart(QWidget):
    """A signal, and under it: know why, a lasting change, put off, seen. `problem` carries a sentence."""

    problem = Signal(str)

    def __init__(self, session: Session, move: Move) -> None:
        super().__init__()
        self._session, self._signal = session, move
        self.notice = Notice(move.reason, _about(move), role_of(move.good))
        self.why = LineEdit(placeholder=_("What happened? Stock-out, outage, press …"))
        self.why.setAccessibleName(_("What explains this signal"))
        self.why.returnPressed.connect(self._explain)
        self._form = self._explaining()
        self._form.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.notice)
        column.addLayout(self._links())
        column.addWidget(self._form)

    def ask(self) -> None:
        """Let the person say what explains the signal."""
        self._form.show()
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _links(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2)
        for words, act in (
            (_("I know why …"), self.ask),
            (_("Not for two weeks"), self._snooze),
            (_("Seen"), self._seen),
        ):
            link = LinkButton(words)
            link.clicked.connect(act)
            row.addWidget(link)
            link.setVisible(words != _("Seen") or not self._signal.seen)
        row.addStretch(1)
        return row

    def _explaining(self) -> QWidget:
        form = QWidget()
        once = QuietButton(_("It happened once"))
        once.setToolTip(_("These days are known from then on, and no signal comes of them"))
        once.clicked.connect(self._explain)
        stays = QuietButton(_("It stays so"))
        stays.setToolTip(_("The usual range is set anew from the day it began"))
        stays.clicked.connect(self._accept)
        row = QHBoxLayout()
        row.addWidget(once)
        row.addWidget(stays)
        row.addStretch(1)
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.why)
        column.addLayout(row)
        return form

    def _explain(self) -> None:
        from workbench.kpis import signal_notes

        one = self._signal
        self._session.do(
            _("Explain a signal"), signal_notes.explain, one.key, one.first_day, one.last_day,
            self.why.text(), fails=self.problem.emit,
        )  # fmt: skip

    def _accept(self) -> None:
        from workbench.kpis import signal_notes

        one = self._signal
        self._session.do(
            _("Accept a lasting change"), signal_notes.accept_change, one.key, one.first_day,
            self.why.text(), fails=self.problem.emit,
        )  # fmt: skip

    def _snooze(self) -> None:
        from workbench.kpis import signal_notes

        one = self._signal
        self._session.do(
            _("Put a signal off"), signal_notes.snooze, one.key,
            one.last_day + timedelta(days=1) + SNOOZE, day=one.last_day, fails=self.problem.emit,
        )  # fmt: skip

    def _seen(self) -> None:
        from workbench.kpis import signal_notes

        one = self._signal
        self._session.do(
            _("Mark a signal as seen"), signal_notes.mark_seen, one.key, one.first_day,
            fails=self.problem.emit,
        )  # fmt: skip


def _about(move: Move) -> str:
    """When it began, what is usual, what came just before, what is at stake."""
    told = [
        f"{move.began}.",
        _("It was {value}, usual is {usual}.").format(value=move.value_text, usual=move.usual_text),
        _("Just before: {event}.").format(event=move.beside) if move.beside else "",
        f"{move.stake_text}." if move.stake_text else "",
    ]
    return " ".join(part for part in told if part)
