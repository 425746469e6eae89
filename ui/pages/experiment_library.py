"""The learning library: everything the shop believes after its tests, with search and filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.pages.page import MARGIN
from ui.widgets.buttons import LinkButton
from ui.widgets.chip import Chip, Role
from ui.widgets.choice_field import ChoiceField
from ui.widgets.panel import Panel
from ui.widgets.search_field import SearchField
from ui.widgets.text import label
from workbench.experiments.library import Shelf, chosen, shelf
from workbench.experiments.words import Belief
from workbench.language import _, day

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.experiments.library import Lesson

BELIEFS: dict[Belief, Role] = {Belief.CONFIRMED: "accent", Belief.REJECTED: "bad"}


class LibraryView(QWidget):
    """A search field, three filters and the learnings; `opened` asks for the test of one."""

    opened = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shelf = Shelf((), (), (), ())
        self._locale = "en_GB"
        self.words = SearchField()
        self.words.setPlaceholderText(_("Search what we have learned"))
        self.words.textChanged.connect(self._show)
        self.theme = ChoiceField(name=_("Theme"))
        self.kpi = ChoiceField(name=_("KPI"))
        self.page = ChoiceField(name=_("Page"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        for box in (self.theme, self.kpi, self.page):
            box.picked.connect(lambda _key: self._show())
            row.addWidget(box)
        self.panel = Panel(_("What we have learned"))
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(16)
        column.addLayout(row)
        column.addWidget(self.panel)
        column.addStretch(1)

    def refresh(self, locale: str) -> None:
        """Read the library again; what was searched and chosen stays."""
        self._locale = locale
        self._shelf = self._session.ask(shelf)
        for box, every, names in (
            (self.theme, _("All themes"), self._shelf.themes),
            (self.kpi, _("All KPIs"), self._shelf.kpis),
            (self.page, _("All pages"), self._shelf.pages),
        ):
            box.set_options([("", every), *((name, name) for name in names)])
            box.setVisible(len(names) > 0)
        self._show()

    def _show(self) -> None:
        found = chosen(
            self._shelf.lessons,
            words=self.words.text(),
            theme=str(self.theme.key() or ""),
            kpi=str(self.kpi.key() or ""),
            page=str(self.page.key() or ""),
        )
        self.panel.set_title(_("What we have learned"), str(len(found)))
        self.panel.clear_rows()
        for lesson in found:
            self.panel.add_row(self._row(lesson))
        if not found:
            words = _("Learnings of your experiments gather here.")
            if self._shelf.lessons:
                words = _("No learning fits. Take a filter away or search for fewer words.")
            hint = label(words, tone="muted")
            hint.setContentsMargins(16, 12, 16, 12)
            self.panel.add_row(hint)

    def _row(self, lesson: Lesson) -> QWidget:
        learning = lesson.learning
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(16, 10, 10, 10)
        row.setSpacing(10)
        row.addWidget(Chip(learning.belief.label, BELIEFS.get(learning.belief, "neutral")))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(learning.text, wrap=True))
        under = " · ".join(
            filter(None, (learning.experiment, lesson.kpi, lesson.theme, lesson.page))
        )
        if under:
            words.addWidget(label(under, size="small", tone="muted", wrap=True))
        row.addLayout(words, 1)
        if learning.day is not None:
            row.addWidget(label(day(learning.day, self._locale), size="small", tone="muted"))
        if learning.experiment_id is not None:
            go = LinkButton(_("Open"))
            go.setAccessibleDescription(learning.experiment or "")
            go.clicked.connect(lambda: self.opened.emit(learning.experiment_id))
            row.addWidget(go)
        return line
