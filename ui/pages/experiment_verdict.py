"""What the numbers say about one test: the word, the sentence, the picture, the four gates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.models.plain_table import PlainModel
from ui.pages.experiment_decision import DecisionPanel
from ui.pages.page import MARGIN, clear
from ui.widgets.buttons import LinkButton, QuietButton
from ui.widgets.chip import Chip, Role
from ui.widgets.figure_view import FigureView
from ui.widgets.panel import Panel
from ui.widgets.surface import Surface
from ui.widgets.table import Table
from ui.widgets.text import label, takeaway
from workbench.experiments.verdict_words import Word
from workbench.language import _

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.experiments.readout_parts import GateCard, Readout
    from workbench.experiments.record import Record

WORD_ROLES: dict[Word, Role] = {
    Word.SHIP: "accent",
    Word.ROLL_BACK: "bad",
    Word.INVALID: "bad",
    Word.REVIEW: "warning",
    Word.TOO_EARLY: "neutral",
    Word.DIRECTIONAL: "neutral",
}
_TONES = {"good": "accent", "bad": "bad", "warning": "warning", "neutral": "muted"}
ROW_HIGH = 62


class VerdictTab(QWidget):
    """Asks for the verdict away from the window's thread and shows it."""

    problem = Signal(str)
    deck_asked = Signal(int)

    def __init__(self, session: Session, locale: str) -> None:
        super().__init__()
        self._session = session
        self._id: int | None = None
        self.shown: Readout | None = None
        self._chip, self._when = Chip(), label("", size="small", tone="muted")
        self.headline = takeaway("")
        self.money = label("", tone="muted", wrap=True)
        self.figure = FigureView()
        self.figure.failed.connect(self.problem)
        self.outlook = label("", size="small", tone="muted", wrap=True)
        self.decision = DecisionPanel(session, locale)
        self.decision.problem.connect(self.problem)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self._chip)
        top.addWidget(self._when, 1)
        self.deck = QuietButton(_("Add to deck"), icon="present")
        self.deck.clicked.connect(self._ask_deck)
        top.addWidget(self.deck)
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(8)
        column.addLayout(top)
        for widget in (self.headline, self.money, self.figure, self.outlook):
            column.addWidget(widget)
        self._first = Panel()
        self._first.set_body(head)
        self._gates = QWidget()
        self._gate_row = QHBoxLayout(self._gates)
        self._gate_row.setContentsMargins(0, 0, 0, 0)
        self._gate_row.setSpacing(16)
        self._why = Panel(_("Why"))
        self._pictures = _pictures()
        self._behind = QWidget()
        self._behind_column = QVBoxLayout(self._behind)
        self._behind_column.setContentsMargins(0, 0, 0, 0)
        self._fold = LinkButton(_("Show the numbers behind it"))
        self._fold.clicked.connect(self._turn_details)
        page = QVBoxLayout(self)
        page.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        page.setSpacing(16)
        for part in (self._first, self._gates, self.decision, self._why, self._pictures):
            page.addWidget(part)
        page.addWidget(self._fold)
        page.addWidget(self._behind)
        page.addStretch(1)
        self._behind.hide()

    def show_record(self, record: Record) -> None:
        """Show an experiment; its verdict arrives a moment later."""
        from workbench.experiments.readout import readout

        if record.experiment.id != self._id:
            self._id = record.experiment.id
            self.shown = None
            self._clear()
        self.decision.show_record(record)
        self._session.ask_later(
            readout, self._id, then=self._arrived, owner=self, fails=self.problem.emit
        )

    def _clear(self) -> None:
        self._chip.hide()
        self.headline.setText(_("Reading the numbers …"))
        for words in (self._when, self.money, self.outlook):
            words.setText("")
        for part in (self.figure, self._gates, self._why, self._pictures, self._fold, self.deck):
            part.hide()
        self._open_details(False)

    def _arrived(self, found: Readout) -> None:
        self.shown = found
        self._chip.setVisible(found.word is not None)
        if found.word is not None:
            self._chip.show_text(found.word.label, WORD_ROLES[found.word])
        self._when.setText(found.when if found.word is not None else "")
        self.headline.setText(found.headline)
        self.money.setText(found.money)
        self.money.setVisible(bool(found.money))
        self.outlook.setText("\n".join(found.outlook))
        self.outlook.setVisible(bool(found.outlook))
        self.deck.setVisible(found.word is not None)
        self._show_picture(found)
        self._show_gates(found.gates)
        self._show_why(found)
        self._show_days(found)
        self._fold.setVisible(bool(found.details.rows))
        self._fill_details(found)
        self.decision.suggest(found)

    def _show_picture(self, found: Readout) -> None:
        shown = found.picture is not None and found.picture.has_values
        self.figure.setVisible(shown)
        if shown and found.picture is not None:
            high = 72 + ROW_HIGH * len(found.picture.rows)
            self.figure.setFixedHeight(high)
            self.figure.show_data(found.picture)  # type: ignore[arg-type]

    def _show_gates(self, gates: tuple[GateCard, ...]) -> None:
        while self._gate_row.count():
            entry = self._gate_row.takeAt(0)
            if entry is not None and (widget := entry.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for n, gate in enumerate(gates, 1):
            self._gate_row.addWidget(_gate(n, gate), 1)
        self._gates.setVisible(bool(gates))

    def _show_why(self, found: Readout) -> None:
        self._why.clear_rows()
        for reason in found.reasons:
            words = label(reason, wrap=True)
            words.setContentsMargins(16, 9, 16, 9)
            self._why.add_row(words)
        self._why.setVisible(bool(found.reasons))

    def _show_days(self, found: Readout) -> None:
        for view, data in zip(self._pictures.views, (found.course, found.split), strict=True):
            view.parentWidget().setVisible(data is not None)
            if data is not None:
                view.show_data(data)
        self._pictures.setVisible(found.course is not None or found.split is not None)

    # what is folded

    def _turn_details(self) -> None:
        self._open_details(self._behind.isHidden())

    def _open_details(self, opened: bool) -> None:
        self._behind.setVisible(opened)
        self._fold.setText(_("Hide the numbers") if opened else _("Show the numbers behind it"))

    def _fill_details(self, found: Readout) -> None:
        clear(self._behind_column)
        if not found.details.rows:
            return
        model = PlainModel(["", *found.details.columns], found.details.rows, self)
        table = Table(model)
        table.setAccessibleName(_("Numbers behind the verdict"))
        table.horizontalHeader().setSectionResizeMode(table.horizontalHeader().ResizeMode.Stretch)
        table.show_all_rows()
        panel = Panel(_("The numbers"))
        panel.set_body(table, padded=False)
        self._behind_column.addWidget(panel)

    def _ask_deck(self) -> None:
        if self._id is not None:
            self.deck_asked.emit(self._id)


class _Pictures(QWidget):
    """The two pictures by day, side by side."""

    views: tuple[FigureView, FigureView]


def _pictures() -> _Pictures:
    made = _Pictures()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(16)
    views = []
    for _side in range(2):
        card = Surface()
        inner = QVBoxLayout(card)
        inner.setContentsMargins(2, 2, 2, 2)
        view = FigureView()
        view.setFixedHeight(300)
        inner.addWidget(view)
        row.addWidget(card, 1)
        views.append(view)
    made.views = (views[0], views[1])
    return made


def _gate(n: int, gate: GateCard) -> QWidget:
    card = Surface()
    column = QVBoxLayout(card)
    column.setContentsMargins(16, 14, 16, 14)
    column.setSpacing(6)
    question = _("{n} {question}").format(n=n, question=gate.question)
    column.addWidget(label(question, size="small", tone="muted"))
    tone = _TONES[gate.tone] if gate.tone in ("bad", "warning") else "text"
    column.addWidget(label(gate.answer, tone=tone, weight=theme.SEMIBOLD))
    column.addWidget(label(gate.because, size="small", tone="muted", wrap=True))
    column.addStretch(1)
    return card
