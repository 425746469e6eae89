"""The frame of the window: sidebar, top bar, the page in view and the inspector beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.pages.catalogue import PageEntry, pages
from ui.pages.page import Page
from ui.session import Session
from ui.widgets.buttons import IconButton
from ui.widgets.inline_error import InlineError
from ui.widgets.inspector import Inspector
from ui.widgets.notice import Notice
from ui.widgets.sidebar import Entry, Sidebar
from ui.widgets.topbar import Topbar
from workbench.language import _


class Frame(QWidget):
    """Shows one page at a time; a page is created when it is first visited.

    `turned` carries the key of the page that came into view.
    """

    turned = Signal(str)
    page_made = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.entries: dict[str, PageEntry] = {entry.key: entry for entry in pages()}
        self._pages: dict[str, Page] = {}
        self._key = ""
        listed = [Entry(e.key, e.title, e.icon) for e in self.entries.values() if e.in_sidebar]
        self.sidebar = Sidebar(listed)
        self.topbar = Topbar()
        self.back = IconButton("arrow-left", _("Back"), shortcut="Alt+Left")
        self.back.clicked.connect(self.go_back)
        self.back.hide()
        self.topbar.layout().insertWidget(0, self.back)
        self.notice = Notice(role="warning")
        self.problem = InlineError()
        self._stack = QStackedWidget()
        self._side = QStackedWidget()
        self.sidebar.chosen.connect(self.turn_to)
        self.setProperty("ground", "page")
        self._lay_out()

    def _lay_out(self) -> None:
        strips = QVBoxLayout()
        strips.setContentsMargins(24, 0, 24, 0)
        strips.setSpacing(8)
        for strip in (self.notice, self.problem):
            strips.addWidget(strip)
            strip.hide()
        work = QVBoxLayout()
        work.setSpacing(0)
        work.addLayout(strips)
        work.addWidget(self._stack, 1)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addLayout(work, 1)
        below.addWidget(self._side)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.topbar)
        right.addLayout(below, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.sidebar)
        whole.addLayout(right, 1)
        self._strips = strips
        self._side.hide()

    @property
    def key(self) -> str:
        """The key of the page in view."""
        return self._key

    def page(self, key: str) -> Page:
        """A page by its key, created if it is not there yet."""
        page = self._pages.get(key)
        if page is None:
            page = self._pages[key] = self.entries[key].make(self.session)
            page.key = key
            self._stack.addWidget(page)
            page.titled.connect(lambda _title: self._show_head())
            page.inspector_shown.connect(self._show_side)
            page.asked.connect(self.show_thing)
            if page.inspector is not None:
                self._side.addWidget(page.inspector)
                page.inspector.closed.connect(lambda: page.show_inspector(False))
            self.page_made.emit(page)
        return page

    def current(self) -> Page:
        """The page in view."""
        return self.page(self._key)

    def turn_to(self, key: str) -> None:
        """Bring a page into view."""
        page = self.page(key)
        if page.needs_workspace and self.session.workspace is None:
            key, page = "home", self.page("home")
        self._key = key
        self.sidebar.set_current(key if self.entries[key].in_sidebar else "")
        self.problem.clear()
        page.enter()
        self._stack.setCurrentWidget(page)
        self._show_head()
        self._show_side()
        self.turned.emit(key)

    def go_back(self) -> None:
        """Leave the one thing that shows for the list it is in."""
        if self._key and (back := self.current().back) is not None:
            back()

    def show_thing(self, key: str, kind: str, thing: object) -> None:
        """Bring a page into view and let it show one thing."""
        self.turn_to(key)
        if kind:
            self.current().show_thing(kind, thing)

    def forget(self) -> None:
        """Another workspace, or none, is open."""
        for page in self._pages.values():
            page.forget()
        for entry in self.entries.values():
            if entry.in_sidebar and entry.key != "home":
                open_ = self.session.workspace is not None
                self.sidebar.button(entry.key).setEnabled(open_)

    def show_notice(self, text: str) -> None:
        """Say something about the workspace above every page; empty for nothing."""
        self.notice.show_words("", text)
        self.notice.setVisible(bool(text))
        self._show_strips()

    def show_problem(self, sentence: str) -> None:
        """Say what went wrong above the page, until the person dismisses it or turns the page."""
        self.problem.show_error(sentence)
        self._show_strips()

    def _show_strips(self) -> None:
        on = self.notice.isVisibleTo(self) or self.problem.isVisibleTo(self)
        self._strips.setContentsMargins(24, 16 if on else 0, 24, 0)

    def _show_head(self) -> None:
        page = self.current()
        self.topbar.set_title(page.title or self.entries[self._key].title)
        self.topbar.show_tools(page.tools)
        self.back.setVisible(page.back is not None)

    def _show_side(self) -> None:
        inspector = self.current().inspector
        on = isinstance(inspector, Inspector) and self.current().wants_inspector
        if on and inspector is not None:
            self._side.setCurrentWidget(inspector)
            self._side.setFixedWidth(inspector.width())
        self._side.setVisible(on)
