"""Opening the sample brand: made once in the background, through the real import road."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.jobs import Handle, Job
from ui.overlay import Overlay
from ui.widgets.progress_strip import ProgressStrip
from ui.widgets.text import label, title
from workbench.language import _

if TYPE_CHECKING:
    from ui.window import Window


class SampleMaker(QObject):
    """Makes the sample brand if it is not there, with its progress over the window, and opens it."""

    def __init__(self, window: Window, *, fresh: bool) -> None:
        super().__init__(window)
        self._window, self._fresh = window, fresh
        self._sheet: SampleSheet | None = None

    def start(self) -> None:
        """Open it at once where it is there; else make it first."""
        from workbench.sample import workspace

        file = workspace.own_sample()
        if file.exists() and not self._fresh:
            self._window.files.open(file)
            return
        held = self._window.session.workspace
        if held is not None and held.path == file:
            self._window.session.close()
            self._window.session.opened.emit()
        self._make()

    def _make(self) -> None:
        self._sheet = sheet = SampleSheet(self._window.frame)
        job = Job(self._work, self._window)
        job.progressed.connect(sheet.show_progress)
        job.finished.connect(self._made)
        job.failed.connect(self._failed)
        job.start()
        sheet.open()

    def _work(self, handle: Handle) -> Any:
        from workbench.sample import workspace

        return workspace.open_sample(afresh=self._fresh, progress=handle.progress)

    def _made(self, file: Path) -> None:
        self._gone()
        self._window.files.open(file)

    def _failed(self, sentence: str) -> None:
        self._gone()
        self._window.frame.show_problem(sentence)

    def _gone(self) -> None:
        if self._sheet is not None:
            self._sheet.close_sheet()
            self._sheet.deleteLater()
        self.deleteLater()


class SampleSheet(Overlay):
    """Says what is going on while the sample brand is made."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, width=480, name=_("Sample brand"))
        self._strip = ProgressStrip()
        row = QHBoxLayout()
        row.addWidget(title(_("Getting the sample brand ready")))
        self.content.addLayout(row)
        words = _("Its export files come in the same way as yours would. This happens once.")
        self.content.addWidget(label(words, tone="muted", wrap=True))
        self.content.addWidget(self._strip)
        self._strip.start(_("Reading the files"), cancellable=False)

    def show_progress(self, done: int, total: int, file: str) -> None:
        """Show the file at hand."""
        self._strip.start(file, cancellable=False)
        number = _("file {n} of {total}").format(n=done + 1, total=total)
        self._strip.set_progress(done, total, number)

    def mousePressEvent(self, event: object) -> None:
        """A click beside it changes nothing: it goes when the brand is there."""
