"""Home: how it went, and a list of sentences with one thing to do about each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from ui.actions import Command
from ui.pages import home_list, home_news
from ui.pages.home_list import Line
from ui.pages.home_rows import SignalRow
from ui.pages.page import MARGIN, Page, scrolled
from ui.pages.tiles import TileRow
from ui.pages.trading_table import TradingPanel
from ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from ui.widgets.chip import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.panel import Panel
from ui.widgets.sentence_row import SentenceRow
from ui.widgets.topbar import tool_row
from workbench.language import _, ngettext

if TYPE_CHECKING:
    from ui.pages.home_list import HomeState
    from ui.pages.home_news import News
    from ui.pages.welcome import Welcome
    from ui.session import Session


AFTER_PAINT_MS = 30  # the first frame reaches the screen before the work begins


class HomePage(Page):
    """Tiles and sentences are read at once; signals and the trading table follow the first paint."""

    tables = frozenset(
        {"item", "item_tag", "score_input", "experiment", "decision", "import", "snapshot", "kpi",
         "setting", "rollup", "theme", "variant", "reading", "signal_note", "annotation", "target",
         "promotion"}
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
        self.trading = TradingPanel()
        self.trading.opened.connect(lambda key: self.asked.emit("kpis", "kpi", key))
        more = LinkButton(_("Products and promotions"))
        more.clicked.connect(lambda: self.asked.emit("trading", "", None))
        self.trading.add_action(more)
        self.trading.said.connect(lambda words: self.said.emit(words, False))
        self._found: HomeState | None = None
        self._news: News | None = None
        self._news_due = self._news_asked = False
        self._with_seen = False
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
        column.addWidget(self.trading)
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
        self._found = found = home_list.read(self.session)
        self.title = found.greeting
        self._chip.show_text(found.state, "accent")
        self._chip.setVisible(bool(found.state))
        self.tiles.setVisible(bool(found.tiles))
        self._news_due = bool(found.tiles)
        self._show()
        self._stack.setCurrentIndex(1 if found.nothing else 0)
        self.titled.emit(self.title)
        if self._news_asked:
            self._ask_news()

    def forget(self) -> None:
        """Nothing of the other workspace stays."""
        super().forget()
        self._news, self._news_asked, self._with_seen = None, False, False
        self.trading.hide()

    def is_busy(self) -> bool:
        """Whether signals are still to be asked for, once the page is painted."""
        return self._news_due and self.isVisible()

    # what comes after the first paint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Signals take longer than a paint may wait: they are asked for after it."""
        super().paintEvent(event)
        if self._news_due:
            QTimer.singleShot(AFTER_PAINT_MS, self._ask_news)

    def _ask_news(self) -> None:
        if self._news_due and self.session.workspace is not None:
            self._news_due, self._news_asked = False, True
            self.session.ask_later(home_news.read, then=self._take_news, owner=self)

    def _take_news(self, news: News) -> None:
        self._news = news
        self.trading.show_trading(news.table)
        self._show()

    # the sentences

    def _show(self) -> None:
        assert self._found is not None
        self.tiles.show_tiles(self._found.tiles, self._news.moves if self._news else {})
        self._show_rows(self._found.lines, self._news)

    def _show_rows(self, lines: list[Line], news: News | None) -> None:
        held = self._place_of_focus()
        self.list.clear_rows()
        signals = [] if news is None else news.signals if self._with_seen else news.fresh
        hidden = len(news.signals) - len(signals) if news else 0
        targets = home_list.targets(news.paces) if news else []
        n = len(signals) + len(targets) + len(lines)
        counted = ngettext("{n} thing", "{n} things", n).format(n=n) if n else ""
        self.list.set_title(_("Worth a look"), counted)
        if news is None and self._news_due | self._news_asked:
            self.list.add_row(SentenceRow("", [(_("Looking for moves beyond chance …"), False)]))
        for move in signals:
            self.list.add_row(self._signal_row(move))
        for line in (*targets, *lines):
            row = SentenceRow(line.kind, line.spans, line.action, role=line.role)
            row.activated.connect(lambda line=line: self.asked.emit(*line.goes_to))
            self.list.add_row(row)
        if hidden:
            self.list.add_row(self._seen_row(hidden))
        if not self.list.rows():
            self.list.add_row(SentenceRow("", [(_("Nothing needs you now."), False)]))
        self._focus(held)

    def _signal_row(self, move: object) -> SignalRow:
        from workbench.kpis.signals import Signal

        assert isinstance(move, Signal)
        row = SignalRow(move)
        row.activated.connect(lambda: self.asked.emit("kpis", "signal", (move.key, move.by)))
        row.explained.connect(lambda: self.asked.emit("kpis", "explain", (move.key, move.by)))
        row.seen.connect(lambda: self._mark_seen(move))
        row.snoozed.connect(lambda: self._snooze(move))
        return row

    def _seen_row(self, n: int) -> SentenceRow:
        words = ngettext("{n} signal was seen already.", "{n} signals were seen already.", n)
        row = SentenceRow("", [(words.format(n=n), False)], _("Show"))
        row.activated.connect(self._show_seen)
        return row

    def _show_seen(self) -> None:
        self._with_seen = True
        self._show()

    def _mark_seen(self, move: object) -> None:
        from workbench.kpis import signal_notes
        from workbench.kpis.signals import Signal

        assert isinstance(move, Signal)
        self.session.do(
            _("Mark a signal as seen"), signal_notes.mark_seen, move.key, move.first_day
        )

    def _snooze(self, move: object) -> None:
        from workbench.kpis import signal_notes
        from workbench.kpis.signals import Signal

        assert isinstance(move, Signal) and self._news is not None
        day = self._news.last or move.last_day
        self.session.do(
            _("Put a signal off"), signal_notes.snooze, move.key, day + home_news.SNOOZE, day=day
        )

    def _place_of_focus(self) -> int | None:
        inside = self.focusWidget()
        rows = self.list.rows()
        return next((n for n, r in enumerate(rows) if inside and r.isAncestorOf(inside)), None)

    def _focus(self, place: int | None) -> None:
        """After a change the focus stays at its place in the list."""
        rows = [row for row in self.list.rows() if isinstance(row, SentenceRow)]
        if place is not None and rows:
            rows[min(place, len(rows) - 1)].button.setFocus()

    def commands(self) -> list[Command]:
        """The trading table on the clipboard, from anywhere."""
        copies = (
            ("copy_trading", _("Copy the trading table as text"), self.trading.copy_text,
             "Ctrl+Shift+T"),
            ("copy_trading_cells", _("Copy the trading table as cells"), self.trading.copy_cells,
             ""),
            ("copy_trading_picture", _("Copy the trading table as a picture"),
             self.trading.copy_picture, ""),
        )  # fmt: skip
        page = Command(
            "trading", _("Trading: products, promotions, profit"),
            lambda: self.asked.emit("trading", "", None), icon="table",
            enabled=lambda: self.session.workspace is not None,
        )  # fmt: skip
        return [page] + [
            Command(name, words, run, key, icon="copy", enabled=self._has_trading)
            for name, words, run, key in copies
        ]

    def _has_trading(self) -> bool:
        return self._news is not None and not self._news.table.missing

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
