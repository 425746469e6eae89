"""Writing a deck as a file, in the background, with progress and a way to stop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from ui.jobs import Handle, Job
from workbench.language import _

if TYPE_CHECKING:
    from workbench.presenting.command import Asked
    from workbench.presenting.month import Month
    from workbench.presenting.slides import Handout


class Format(NamedTuple):
    """A kind of file: its suffix, its words in the menu, its icon."""

    suffix: str
    words: str
    icon: str


def formats() -> list[Format]:
    """The kinds of files a deck can become."""
    return [
        Format(".pptx", _("PowerPoint …"), "present"),
        Format(".pdf", _("PDF …"), "file"),
        Format(".png", _("Pictures …"), "expand"),
        Format(".xlsx", _("Excel …"), "table"),
        Format(".csv", _("CSV for Excel …"), "list"),
    ]


class Export(QObject):
    """One export; ends in `finished(path)`, `failed(sentence)` or `cancelled`."""

    progressed = Signal(int, int, str)
    finished = Signal(object)
    failed = Signal(str)
    cancelled = Signal()

    def __init__(self, writing: Callable[[Handle], None], target: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._job = Job(writing, self)
        self._job.progressed.connect(self.progressed)
        self._job.finished.connect(lambda _none: self.finished.emit(target))
        self._job.failed.connect(self.failed)
        self._job.cancelled.connect(self.cancelled)

    def start(self) -> None:
        """Begin."""
        self._job.start()

    def cancel(self) -> None:
        """Stop; the old file stays as it was."""
        self._job.cancel()


def write_deck(handout: Handout, target: Path, asked: Asked, handle: Handle) -> None:
    """Write a deck in the format that the name of the file asks for."""
    from workbench.presenting.command import write
    from workbench.presenting.writing import Watch

    write(handout, target, asked=asked, watch=Watch(handle.progress, handle.cancelled))


def write_page(page: Month, target: Path, handle: Handle) -> None:
    """Write the month in one page."""
    from workbench.charts.style import style
    from workbench.presenting.month_page import write_month
    from workbench.presenting.writing import Watch

    watch = Watch(handle.progress, handle.cancelled)
    write_month(page, target, style=style("light"), watch=watch)
