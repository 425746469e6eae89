"""Open the app: settings, look, window, and the workspace that was open last."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from ui import options, problems, theme
from ui.session import Session
from ui.window import Window
from workbench import language, settings


def main(arguments: list[str]) -> int:
    """Open the window; answers the exit status."""
    try:
        asked = options.read(arguments, options.WINDOW_USAGE)
    except options.BadOptions as error:
        return options.refuse(error)
    app = make_app()
    session = Session(settings.load(), keep=not asked.exit_when_painted)
    if session.settings.language != "en":
        language.use(session.settings.language)
    theme.install(app, asked.theme or session.settings.theme)
    window = Window(session)
    problems.catch_all(window.frame.show_problem)
    app.opens_files_with(window.files.take)
    if asked.size:
        window.resize(*asked.size)
    first_workspace(session, window, asked)
    if asked.exit_when_painted:
        Painted(window, app.quit)
    window.show()
    if not asked.exit_when_painted:
        QTimer.singleShot(0, lambda: after_paint(window))
    status = app.exec()
    # Widgets go before the application, or Qt takes them down in an order of its own.
    window.close()
    return int(status)


def first_workspace(session: Session, window: Window, asked: options.Options) -> None:
    """Open what the command line names, else the sample brand, else the last workspace."""
    files = [str(Path(name).absolute()) for name in asked.files]
    named = [name for name in files if name.casefold().endswith(".workbench")]
    last = session.settings.last_workspace
    if asked.sample:
        window.turn_to("home")
        window.files.open_sample()
    elif named:
        session.open(named[0])
    elif last and os.path.exists(last):
        session.open(last)
    if not window.frame.key:
        window.turn_to("home")
    sheets = [name for name in files if name not in named]
    if sheets:
        window.files.take(sheets)


def after_paint(window: Window) -> None:
    """What can wait until the window shows: a backup, old staging files, the chart library."""
    from ui import background

    window.files.back_up()
    background.warm_up(window)


class App(QApplication):
    """The application; on a Mac files are opened by an event, not by the command line."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self._take: Callable[[list[str]], None] | None = None

    def opens_files_with(self, take: Callable[[list[str]], None]) -> None:
        """Have files that the system hands over opened by `take`."""
        self._take = take

    def event(self, event: QEvent) -> bool:
        """Take a file that was double-clicked."""
        if isinstance(event, QFileOpenEvent) and self._take is not None:
            self._take([event.file()])
            return True
        return super().event(event)


def make_app() -> App:
    """The application with its names; sizes between 100 and 200 % are taken as they are."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    os.environ.setdefault("QT_STYLE_OVERRIDE", "Fusion")
    app = App(sys.argv[:1])
    app.setApplicationName("workbench")
    app.setApplicationDisplayName("Workbench")
    app.setDesktopFileName("workbench")
    return app


class Painted(QObject):
    """Calls a function once the window has been painted with its content."""

    def __init__(self, window: Window, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then = then
        self._window = window
        window.frame.current().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first paint of the page; what it holds was read before it was shown."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False
