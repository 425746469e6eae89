"""Fixtures for tests of the window."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from ui import theme as look


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
