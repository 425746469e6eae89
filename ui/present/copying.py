"""A view on the clipboard: as a picture and as cells at once, so that each program takes what it can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage

from ui import charting

if TYPE_CHECKING:
    from ui.jobs import Relay
    from workbench.presenting.slides import Handout, Prepared

COPY_WIDTH = 1920


def copy_cells(page: Prepared, handout: Handout) -> None:
    """Put the rows behind a view on the clipboard, in the signs of the brand's locale."""
    from workbench.presenting.text import as_cells

    QGuiApplication.clipboard().setText(as_cells(page, handout.locale))


def copy_picture(page: Prepared, handout: Handout, relay: Relay) -> None:
    """Put a view on the clipboard as a picture for documents, with its cells beside it."""
    from workbench.charts.style import Size

    future = charting.draw_page(page, handout, "light", Size.slide(COPY_WIDTH, 1080))
    relay.when_done(future, lambda done: _put(page, handout, done.result().image))


def _put(page: Prepared, handout: Handout, image: QImage) -> None:
    from workbench.presenting.text import as_cells

    both = QMimeData()
    both.setImageData(image)
    both.setText(as_cells(page, handout.locale))
    QGuiApplication.clipboard().setMimeData(both)
