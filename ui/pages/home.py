"""Home: how it went, and a list of sentences with one thing to do about each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from ui.pages import home_list
from ui.pages.home_list import Line
from ui.pages.page import MARGIN, Page, scrolled
from ui.pages.tiles import TileRow
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.chip import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.panel import Panel
from ui.widgets.sentence_row import SentenceRow
from ui.widgets.topbar import tool_row
from workbench.language import _, ngettext

if TYPE_CHECKING:
    from ui.pages.welcome import Welcome
    from ui.session import Session


class HomePage(Page):
    """Everything here is read at once and before the first paint."""

    tables = frozenset(
        {"item", "item_tag", "score_input", "experiment", "decision", "import", "snapshot", "kpi",
         "setting", "rollup", "theme", "variant", "reading"}
    )  # fmt: skip
    needs_workspace = False

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.title = _("Home")
        self._waiting: list[str] = []
        self._welcome: Welcome | None = None
        self._chip = Chip("", "accent")
        self.tools = tool_row(self._chip)
        self.tiles = TileRow()
        self.tiles.opened.connect(lambda key: self.asked.emit("kpis", "kpi", key))
        self.list = Panel(_("Worth a look"))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._content())
        self._stack.addWidget(self._empty())

    def _content(self) -> QScrollArea:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(20)
        column.addWidget(self.tiles)
        column.addWidget(self.list)
        column.addStretch(1)
        return scrolled(content)

    def _empty(self) -> QWidget:
        bring = PrimaryButton(_("Import files"), icon="import")
        bring.clicked.connect(lambda: self.asked.emit("imports", "ask", None))
        idea = QuietButton(_("Write down an idea"), icon="plus")
        idea.clicked.connect(lambda: self.asked.emit("roadmap", "", None))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.addWidget(
            EmptyState(
                "home",
                _("Your workspace is ready"),
                _(
                    "Drop an export on this window: orders, sales by day or sessions from your"
                    " shop, a KPI sheet, or a backlog."
                ),
                [bring, idea],
            )
        )
        return holder

    def refresh(self) -> None:
        """Read the tiles and the sentences; without a workspace, welcome."""
        if self.session.workspace is None:
            self._show_welcome()
            return
        self._take_waiting()
        found = home_list.read(self.session)
        self.title = found.greeting
        self._chip.show_text(found.state, "accent")
        self._chip.setVisible(bool(found.state))
        self.tiles.show_tiles(found.tiles)
        self.tiles.setVisible(bool(found.tiles))
        self._show_lines(found.lines)
        self._stack.setCurrentIndex(1 if found.nothing else 0)
        self.titled.emit(self.title)

    def _show_lines(self, lines: list[Line]) -> None:
        n = len(lines)
        self.list.set_title(
            _("Worth a look"), ngettext("{n} thing", "{n} things", n).format(n=n) if n else ""
        )
        self.list.clear_rows()
        for line in lines:
            row = SentenceRow(line.kind, line.spans, line.action, role=line.role)
            row.activated.connect(lambda line=line: self.asked.emit(*line.goes_to))
            self.list.add_row(row)
        if not lines:
            self.list.add_row(SentenceRow("", [(_("Nothing needs you now."), False)]))

    def show_thing(self, kind: str, thing: object) -> None:
        """Keep dropped files until there is a workspace for them."""
        if kind == "files" and isinstance(thing, list):
            self._waiting = [str(path) for path in thing]
            if self._welcome is not None:
                self._welcome.wait_with(self._waiting)

    def _take_waiting(self) -> None:
        if self._waiting:
            files, self._waiting = self._waiting, []
            self.asked.emit("imports", "files", files)

    def _show_welcome(self) -> None:
        self.title = _("Welcome")
        self._chip.hide()
        if self._welcome is None:
            from ui.pages.welcome import Welcome

            self._welcome = welcome = Welcome(self.session)
            window = self.window()
            welcome.sample_asked.connect(lambda: window.registry.run("sample"))
            welcome.open_asked.connect(lambda: window.registry.run("open"))
            welcome.file_asked.connect(lambda path: window.files.open(path))
            self._area = scrolled(welcome)
            self._stack.addWidget(self._area)
        self._welcome.show_recent()
        self._stack.setCurrentWidget(self._area)
        self.titled.emit(self.title)
