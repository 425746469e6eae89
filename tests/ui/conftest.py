"""Fixtures for tests of the window."""

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui import theme as look
from ui.session import Session
from ui.tour import is_quiet
from ui.window import Window


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[look.Theme]:
    """The light theme, installed; it is light again after the test."""
    yield look.install(qapp, "light")
    look.install(qapp, "light")


class Seen:
    """Reads colours off what a widget paints."""

    @staticmethod
    def picture(widget: QWidget) -> QImage:
        """Return what a widget paints, one pixel of the picture for one of the widget."""
        return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)

    @staticmethod
    def colours(image: QImage) -> Counter[str]:
        """Count the pixels of each colour, as #rrggbb."""
        wide, high = range(image.width()), range(image.height())
        return Counter(QColor(image.pixel(x, y)).name() for x in wide for y in high)

    def has(self, widget: QWidget, colour: QColor, *, at_least: int = 1) -> bool:
        """Whether a widget paints so many pixels in exactly this colour."""
        return self.colours(self.picture(widget))[colour.name()] >= at_least


@pytest.fixture
def seen() -> Seen:
    """Reads colours off what a widget paints."""
    return Seen()


@pytest.fixture
def session(theme: look.Theme, tmp_path: Path) -> Iterator[Session]:
    """A session with an empty workspace of its own; the person's settings stay as they are."""
    made = Session(keep=False)
    assert made.create(tmp_path / "Shop.workbench", name="Shop", currency="EUR", locale="en_GB")
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, session: Session) -> Window:
    """The whole window on Home, over the empty workspace of `session`."""
    made = Window(session)
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.turn_to("home")
    made.show()
    return made


@pytest.fixture
def sample_window(qtbot: QtBot, theme: look.Theme, sample_file: Path, tmp_path: Path) -> Window:
    """The whole window over a copy of the sample brand."""
    copy = tmp_path / "Oak & Ember.workbench"
    shutil.copy(sample_file, copy)
    session = Session(keep=False)
    made = Window(session)
    qtbot.addWidget(made)
    made.resize(1440, 900)
    assert session.open(copy)
    made.turn_to("home")
    made.show()
    return made


class Steps:
    """Waits for what goes on away from the window's thread."""

    def __init__(self, qtbot: QtBot) -> None:
        self._bot = qtbot

    def settled(self, window: Window) -> None:
        """Wait until nothing is being read, written or drawn."""
        self._bot.waitUntil(lambda: is_quiet(window), timeout=20_000)


@pytest.fixture
def steps(qtbot: QtBot) -> Steps:
    """Waits until the window has come to rest."""
    return Steps(qtbot)
