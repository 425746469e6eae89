"""Writing a deck as a file, in the background, with progress and a way to stop."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from ui.jobs import Handle, Job
from workbench.language import _

if TYPE_CHECKING:
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
    ]


class Export(QObject):
    """One export; ends in `finished(path)`, `failed(sentence)` or `cancelled`."""

    progressed = Signal(int, int, str)
    finished = Signal(object)
    failed = Signal(str)
    cancelled = Signal()

    def __init__(self, handout: Handout, target: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._job = Job(lambda handle: write(handout, target, handle), self)
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


def write(handout: Handout, target: Path, handle: Handle) -> None:
    """Write a deck in the format that the name of the file asks for."""
    from workbench.charts.style import style
    from workbench.presenting.writing import Watch

    watch = Watch(handle.progress, handle.cancelled)
    light = style("light")
    suffix = target.suffix.lower()
    if suffix == ".pptx":
        from workbench.presenting.pptx import write_pptx

        write_pptx(handout, target, style=light, watch=watch)
    elif suffix == ".pdf":
        from workbench.presenting.pdf import write_pdf

        write_pdf(handout, target, style=light, watch=watch)
    elif suffix == ".png":
        from workbench.presenting.png import write_png

        write_png(handout, target, style=light, watch=watch)
    else:
        from workbench.presenting.xlsx import write_xlsx

        write_xlsx(handout, target, style=light, watch=watch)
