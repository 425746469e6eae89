"""What is believed after one test, how sure that is, and what was tried before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.pages.page import MARGIN
from ui.widgets.buttons import IconButton, LinkButton, QuietButton
from ui.widgets.choice_field import ChoiceField
from ui.widgets.editable_text import EditableText
from ui.widgets.fields import LineEdit
from ui.widgets.panel import Panel
from ui.widgets.text import label
from workbench.experiments import ledger, library
from workbench.experiments.words import Belief
from workbench.language import _, day

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.experiments.record import Learning, Record


class LearningTab(QWidget):
    """Learnings of one test, each with its status; `opened` asks for another test."""

    problem = Signal(str)
    opened = Signal(int)

    def __init__(self, session: Session, locale: str) -> None:
        super().__init__()
        self._session, self._locale = session, locale
        self._record: Record | None = None
        self.learnings = Panel(_("What we believe now"))
        self.before = Panel(_("Tried before on the same KPI or page"))
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(16)
        column.addWidget(self.learnings)
        column.addWidget(self.before)
        column.addStretch(1)

    def show_record(self, record: Record) -> None:
        """Show the learnings of an experiment."""
        self._record = record
        self.learnings.clear_rows()
        for learning in record.learnings:
            self.learnings.add_row(self._learning(learning))
        self.learnings.add_row(self._new_learning())
        self.before.clear_rows()
        found = self._session.ask(library.seen_before, record.experiment.id)
        for one in found:
            self.before.add_row(self._earlier(one))
        self.before.setVisible(bool(found))

    def _learning(self, learning: Learning) -> QWidget:
        line, row = _line()
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
        line, row = _line()
        belief = ChoiceField(_beliefs(), Belief.EMERGING.value, name=_("How sure"))
        self.text = LineEdit(placeholder=_("One sentence that should still be true next year"))
        self.text.setAccessibleName(_("New learning"))
        add = QuietButton(_("Add"))
        row.addWidget(belief)
        row.addWidget(self.text, 1)
        row.addWidget(add)
        for signal in (self.text.returnPressed, add.clicked):
            signal.connect(lambda *_args: self._learn(self.text.text(), belief.key()))
        return line

    def _learn(self, text: str, belief: object) -> None:
        if self._record is not None and text.strip():
            self._do(
                _("Add learning"), ledger.learn, self._record.experiment.id, text, belief=belief
            )

    def _earlier(self, one: library.Before) -> QWidget:
        line, row = _line()
        words = one.learning or _("nothing was written down")
        ended = day(one.end_day, self._locale, "MMM y") if one.end_day else ""
        text = _("“{name}” {when}: {learning}").format(name=one.name, when=ended, learning=words)
        row.addWidget(label(text, wrap=True), 1)
        go = LinkButton(_("Open"))
        go.setAccessibleDescription(one.name)
        go.clicked.connect(lambda: self.opened.emit(one.id))
        row.addWidget(go)
        return line

    def _do(self, words: str, command: object, *args: object, **kwargs: object) -> None:
        self._session.do(words, command, *args, fails=self.problem.emit, **kwargs)


def _line() -> tuple[QWidget, QHBoxLayout]:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(16, 8, 10, 8)
    row.setSpacing(10)
    return line, row


def _beliefs() -> list[tuple[object, str]]:
    return [(belief.value, belief.label) for belief in Belief]
