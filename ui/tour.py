"""Every page and sheet of the window as a picture, off-screen: a person looks before a page is done."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ui import options

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.window import Window

LONGEST_WAIT_MS = 20_000
SIZE = (1440, 900)


def main(arguments: list[str]) -> int:
    """Write the pictures; answers the exit status."""
    try:
        asked = options.read(arguments, options.TOUR_USAGE)
        if not 1 <= len(asked.files) <= 2:
            raise options.BadOptions(options.TOUR_USAGE)
    except options.BadOptions as error:
        return options.refuse(error)
    folder, file = Path(asked.files[0]), (asked.files[1:] or ("",))[0]
    if file and not Path(file).is_file():
        return options.refuse(options.BadOptions(f"There is no file {file}."))
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = str(asked.scale)
    folder.mkdir(parents=True, exist_ok=True)
    with own_folders() as home:
        for name in Tour(asked, home, Path(file) if file else None).walk(folder):
            print(name)
    return 0


@contextmanager
def own_folders() -> Iterator[Path]:
    """Folders of the tour's own, so that it neither reads nor writes the person's settings."""
    home = Path(tempfile.mkdtemp(prefix="workbench-tour-"))
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        os.environ[f"XDG_{name}_HOME"] = str(home / name.lower())
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


class Tour:
    """Walks through the window and takes a picture of the whole of it at each stop."""

    def __init__(self, asked: options.Options, home: Path, file: Path | None) -> None:
        self._asked, self._home, self._file = asked, home, file

    def walk(self, folder: Path) -> Iterator[str]:
        """Write the pictures into a folder; answers their names one by one."""
        from ui import app as starting
        from ui import theme
        from ui.session import Session
        from ui.window import Window

        app = starting.make_app()
        app.setQuitOnLastWindowClosed(False)
        theme.install(app, self._asked.theme or "light")
        window = Window(Session(keep=False))
        window.resize(*(self._asked.size or SIZE))
        window.show()
        window.turn_to("home")
        stops: list[tuple[str, Callable[[], object]]] = [("welcome", lambda: None)]
        stops += [*self._empty_stops(window), *self._sample_stops(window)]
        for n, (name, go) in enumerate(stops, start=1):
            shown = go()
            settle(app, window)
            target = folder / f"{n:02d}-{name}.png"
            picture = (shown if _is_window(shown) else window).grab()
            picture.save(str(target))
            for sheet in window.sheets.open_ones():
                sheet.close_sheet()
            yield target.name
        window.close()
        app.processEvents()

    def _empty_stops(self, window: Window) -> list[tuple[str, Callable[[], object]]]:
        def create() -> None:
            own = {"name": "New brand", "currency": "EUR", "zone": "Europe/Amsterdam"}
            window.session.create(self._home / "empty.workbench", **own)
            window.turn_to("home")

        def preview() -> None:
            from workbench.resources import path

            files = [path("samples") / name for name in ("backlog.xlsx", "sales_by_day.csv")]
            window.show_thing("imports", "files", [str(file) for file in files])

        pages = [entry.key for entry in window.frame.entries.values() if entry.key != "home"]
        return [
            ("empty-home", create),
            *((f"empty-{key}", lambda key=key: window.turn_to(key)) for key in pages),
            ("preview-new", preview),
        ]

    def _sample_stops(self, window: Window) -> list[tuple[str, Callable[[], object]]]:
        from ui.tour_stops import stops

        def open_file() -> None:
            window.session.open(self._workspace())
            window.turn_to("home")

        return [("home", open_file), *stops(window)]

    def _workspace(self) -> Path:
        """A copy of the file to show, or the sample brand made anew."""
        target = self._home / "shown.workbench"
        if self._file is not None:
            shutil.copy(self._file, target)
            return target
        from workbench.sample.workspace import make_sample

        make_sample(target).close()
        return target


def settle(app: QApplication, window: Window) -> None:
    """Let everything that is under way end: answers, charts, layouts."""
    from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer

    deadline = QDeadlineTimer(LONGEST_WAIT_MS)
    quiet = 0
    while quiet < 3 and not deadline.hasExpired():
        loop = QEventLoop()
        QTimer.singleShot(40, loop.quit)
        loop.exec()
        quiet = quiet + 1 if is_quiet(window) else 0
    app.processEvents()


def is_quiet(window: Window) -> bool:
    """Whether nothing is being read or drawn."""
    from PySide6.QtWidgets import QApplication

    from ui import charting
    from ui.widgets.figure_view import FigureView

    tops = [window, *(top for top in QApplication.topLevelWidgets() if top.isVisible())]
    views = [view for top in tops for view in top.findChildren(FigureView) if view.isVisible()]
    drawn = all(view.is_current() or view.data() is None for view in views)
    busy = window.session.is_busy() or window.frame.current().is_busy()
    return drawn and charting.is_idle() and not busy


def _is_window(shown: object) -> bool:
    from PySide6.QtWidgets import QWidget

    return isinstance(shown, QWidget)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
