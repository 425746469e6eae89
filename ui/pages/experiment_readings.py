"""Everything that was counted in one test: the goal, other measures, pasting, and what was corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.pages.experiment_counts import CountsPanel
from ui.pages.experiment_measures import MeasuresPanel
from ui.pages.page import MARGIN
from ui.widgets.buttons import QuietButton
from ui.widgets.fields import TextEdit
from ui.widgets.panel import Panel
from ui.widgets.text import label
from workbench.experiments import pasted, record
from workbench.language import _, day, ngettext, number

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.experiments.record import Reading, Record

MOST_SHOWN = 12


class ReadingsTab(QWidget):
    """The counts of a test with all the ways to bring them in; `import_asked` leads to a file."""

    problem = Signal(str)
    said = Signal(str)
    import_asked = Signal()

    def __init__(self, session: Session, locale: str) -> None:
        super().__init__()
        self._session, self._locale = session, locale
        self._record: Record | None = None
        self.counts = CountsPanel(session, locale)
        self.counts.problem.connect(self.problem)
        self.measures = MeasuresPanel(session, locale)
        self.measures.problem.connect(self.problem)
        self.paste = Panel(_("Paste from a spreadsheet"))
        self.paste.set_body(self._paste_body())
        self._history = Panel(
            _("Corrected since"), _("what was written here before stays readable")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(16)
        for panel in (self.counts, self.paste, self.measures, self._history):
            column.addWidget(panel)
        column.addStretch(1)

    def _paste_body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        hint = _("Columns: variant, day, visitors, conversions, revenue. A row of names helps.")
        column.addWidget(label(hint, size="small", tone="muted", wrap=True))
        self.cells = TextEdit(placeholder=_("Paste the cells here"))
        self.cells.setAccessibleName(_("Cells to paste"))
        self.cells.setFixedHeight(76)
        column.addWidget(self.cells)
        row = QHBoxLayout()
        row.setSpacing(8)
        take = QuietButton(_("Take the rows over"))
        take.clicked.connect(self._take)
        clip = QuietButton(_("Paste from the clipboard"), icon="copy")
        clip.clicked.connect(self._from_clipboard)
        bring = QuietButton(_("Import a file of tests"), icon="import")
        bring.clicked.connect(self.import_asked)
        for button in (take, clip, bring):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        return body

    def show_record(self, held: Record, currency: str) -> None:
        """Show what was counted for an experiment."""
        self._record = held
        self.counts.show_record(held, currency)
        self.measures.show_record(held)
        old = self._session.ask(record.corrected, held.experiment.id)
        self._history.clear_rows()
        for reading, at in old[:MOST_SHOWN]:
            self._history.add_row(self._old(reading, at, held))
        self._history.setVisible(bool(old))

    def _old(self, reading: Reading, at: str, held: Record) -> QWidget:
        """One reading that was corrected, in a sentence."""
        from datetime import date

        names = {variant.id: variant.name for variant in held.variants}
        text = _(
            "“{variant}”, {day}: {visitors} visitors, {conversions} conversions; corrected on {when}"
        )
        counts = (reading.visitors, reading.conversions)
        visitors, conversions = ("–" if n is None else number(n, self._locale) for n in counts)
        when = day(date.fromisoformat(at[:10]), self._locale)
        shown = day(reading.day, self._locale) if reading.day else _("in all")
        words = label(
            text.format(
                variant=names.get(reading.variant_id, ""), day=shown, visitors=visitors,
                conversions=conversions, when=when,
            ),
            size="small", tone="muted", wrap=True,
        )  # fmt: skip
        words.setContentsMargins(16, 8, 16, 8)
        return words

    # what a person does

    def _from_clipboard(self) -> None:
        self.cells.setPlainText(QGuiApplication.clipboard().text())
        self._take()

    def _take(self) -> None:
        if self._record is not None:
            self._session.do(
                _("Paste counts"), pasted.paste, self._record.experiment.id,
                self.cells.toPlainText(), then=self._taken, fails=self.problem.emit,
            )  # fmt: skip

    def _taken(self, found: pasted.Sheet) -> None:
        self.cells.clear()
        n = len(found.rows)
        told = ngettext("{n} row was taken over.", "{n} rows were taken over.", n).format(n=n)
        if found.left_out:
            left = " ".join(found.left_out[:3])
            self.problem.emit(_("{told} Not readable: {left}").format(told=told, left=left))
        else:
            self.said.emit(told)
