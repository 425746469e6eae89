"""The main window: the frame, the sheets over it, and the menus. It has no connection to data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QByteArray, QLocale, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from ui import menus, theme
from ui.actions import Registry
from ui.files import SHEETS, SUFFIX, Files
from ui.frame import Frame
from ui.jobs import Job
from ui.pages.page import Page
from ui.session import Session
from ui.shortcuts import UndoKeys
from ui.steps import Steps
from ui.widgets.drop_overlay import DropOverlay
from ui.widgets.toast import Toast
from ui.window_sheets import Sheets
from workbench.language import _

WIDTH, HEIGHT = 1240, 800


class Window(QMainWindow):
    """One window with one workspace in it, or with the welcome page."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._look = session.settings.theme
        self.frame = Frame(session, self)
        self.setCentralWidget(self.frame)
        self.sheets = Sheets(self)
        self.steps = Steps(session)
        self.files = Files(self)
        self.registry = Registry(self)
        self.registry.add(*menus.commands(self))
        menus.fill_bar(self.menuBar(), self.registry, self)
        self.menuBar().setVisible(self.menuBar().isNativeMenuBar())
        self.toast = Toast(self.frame)
        self._drops = DropOverlay(self.frame, (*SHEETS, SUFFIX), _("Drop to import"))
        self._connect()
        self.resize(WIDTH, HEIGHT)
        self.setMinimumSize(760, 520)
        self._opened()
        if session.settings.window:
            self.restoreGeometry(QByteArray.fromBase64(session.settings.window.encode()))

    def _connect(self) -> None:
        frame, session = self.frame, self.session
        self._undo_keys = UndoKeys(_app(), self)
        self._drops.dropped.connect(self.files.take)
        frame.topbar.commands_requested.connect(self.sheets.palette)
        frame.sidebar.brand_clicked.connect(self._open_menu)
        frame.page_made.connect(self._page_made)
        frame.turned.connect(lambda _key: self.registry.refresh())
        session.opened.connect(self._opened)
        session.failed.connect(self.frame.show_problem)
        session.done.connect(lambda _label: frame.sidebar.set_status(_("Saved")))
        session.settings_changed.connect(lambda now: self._take_look(now.theme))
        self.steps.moved.connect(self.registry.refresh)

    def _take_look(self, choice: str) -> None:
        """Be light or dark when the person has just chosen so; other settings leave it alone."""
        if choice != self._look:
            self._look = choice
            theme.install(_app(), choice)

    # pages

    def turn_to(self, key: str) -> None:
        """Bring a page into view."""
        self.frame.turn_to(key)

    def show_thing(self, page: str, kind: str, thing: object) -> None:
        """Bring a page into view and let it show one thing."""
        self.frame.show_thing(page, kind, thing)

    def _page_made(self, page: Page) -> None:
        page.said.connect(self._page_said)
        self.registry.add(*page.commands())

    def _page_said(self, text: str, undo: bool) -> None:
        action = _("Undo") if undo else ""
        self.toast.show_message(text, action, self.session.undo if undo else None)

    def say(self, text: str) -> None:
        """Say something at the bottom for a few seconds."""
        self.toast.show_message(text)

    # the workspace

    def _opened(self) -> None:
        workspace, name = self.session.workspace, ""
        if workspace is not None:
            from workbench.store.brand import brand

            own = self.session.ask(brand)
            name = own.name or workspace.path.stem
            QLocale.setDefault(QLocale(own.locale))
        self.frame.forget()
        self.frame.sidebar.set_brand(name or _("Workbench"))
        self.frame.sidebar.set_status(self._status())
        self.frame.show_notice("\n".join(workspace.notices) if workspace else "")
        self.setWindowTitle(f"{name} – Workbench" if name else "Workbench")
        if self.frame.key:
            self.turn_to(self.frame.key)

    def _status(self) -> str:
        workspace = self.session.workspace
        if workspace is None:
            return ""
        return _("Read-only") if workspace.read_only else _("Saved")

    def has_workspace(self) -> bool:
        """Whether a workspace is open."""
        return self.session.workspace is not None

    def can_change(self) -> bool:
        """Whether a workspace is open that can be changed."""
        workspace = self.session.workspace
        return workspace is not None and not workspace.read_only

    def busy(self, function: Callable[[], Any], *, then: Callable[[Any], None]) -> None:
        """Run something short on another thread."""
        job = Job(lambda _handle: function(), self)
        job.finished.connect(then)
        job.failed.connect(self.frame.show_problem)
        job.start()

    # the window itself

    def has_inspector(self) -> bool:
        """Whether the page in view has details to show."""
        return bool(self.frame.key) and self.frame.current().inspector is not None

    def toggle_inspector(self) -> None:
        """Show or hide the details."""
        page = self.frame.current()
        page.show_inspector(not page.wants_inspector)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or be a window again."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _open_menu(self) -> None:
        menus.popup(self.registry, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt by itself shows the menus, where the system does not show them already."""
        bar = self.menuBar()
        if event.key() == Qt.Key.Key_Alt and not bar.isNativeMenuBar():
            bar.setVisible(not bar.isVisible())
            return
        super().keyPressEvent(event)

    def quit(self) -> None:
        """Close the window and with it the app."""
        QTimer.singleShot(0, self.close)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window's place, and let go of the file."""
        place = bytes(self.saveGeometry().toBase64().data()).decode()
        self.session.change_settings(window=place)
        for job in self.findChildren(Job):
            job.wait()
        self.session.close()
        event.accept()


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
