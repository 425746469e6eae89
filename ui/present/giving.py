"""Giving a deck: showing it in the meeting, and writing it as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from ui.present.exporting import Export
from ui.present.show import Show
from workbench.language import _

if TYPE_CHECKING:
    from ui.present.page import PresentPage
    from workbench.presenting.slides import Handout


class Giving(QObject):
    """What leaves the page: the show and the exports of the deck in view."""

    def __init__(self, page: PresentPage) -> None:
        super().__init__(page)
        self._page = page
        self.show: Show | None = None
        self._export: Export | None = None

    # showing

    def present(self) -> None:
        """Show the deck full screen, from the chosen slide on."""
        self._start(full=True)

    def present_in_window(self) -> None:
        """Show the deck in a window that can be shared in a call."""
        self._start(full=False)

    def _start(self, *, full: bool) -> None:
        deck = self._page.deck_in_view()
        if deck is None:
            return
        from workbench.presenting.prepare import prepare

        chosen, shown = self._page.slides.current(), self._page.shown_slides()
        start = shown.index(chosen) if chosen in shown else 0
        self._page.session.ask_later(
            prepare, deck.id, owner=self, fails=self._page.problem.show_error,
            then=lambda handout: self._open(handout, start, full=full),
        )  # fmt: skip

    def _open(self, handout: Handout, start: int, *, full: bool) -> None:
        if not handout.slides:
            self._page.problem.show_error(_("Every slide of this deck is left out."))
            return
        self.show = show = Show(handout, start=start)
        show.ended.connect(self._ended)
        if full:
            show.full(self._page)
        else:
            show.show()
        show.activateWindow()

    def _ended(self) -> None:
        self.show = None
        window = self._page.window()
        QTimer.singleShot(0, window, window.activateWindow)

    # files

    def ask_export(self, suffix: str) -> None:
        """Ask for a name and write the deck there."""
        deck = self._page.deck_in_view()
        if deck is None:
            return
        name = str(Path.home() / f"{deck.name}{suffix}")
        path, _kind = QFileDialog.getSaveFileName(self._page, _("Export"), name, f"*{suffix}")
        if path:
            self.export(Path(path).with_suffix(suffix))

    def export(self, target: Path) -> None:
        """Write the deck to a file in the background."""
        deck = self._page.deck_in_view()
        if deck is None or self._export is not None:
            return
        from workbench.presenting.prepare import prepare

        self._page.strip.start(_("Writing {file}").format(file=target.name))
        self._page.session.ask_later(
            prepare, deck.id, owner=self, fails=self._failed,
            then=lambda handout: self._begin(handout, target),
        )  # fmt: skip

    def cancel_export(self) -> None:
        """Stop; the old file stays as it was."""
        if self._export is not None:
            self._export.cancel()

    def _begin(self, handout: Handout, target: Path) -> None:
        self._export = export = Export(handout, target, self)
        export.progressed.connect(self._progressed)
        export.finished.connect(self._finished)
        export.failed.connect(self._failed)
        export.cancelled.connect(self._stopped)
        export.start()

    def _progressed(self, done: int, total: int, _text: str) -> None:
        number = _("{n} of {total}").format(n=done, total=total)
        self._page.strip.set_progress(done, total, number)

    def _finished(self, target: Path) -> None:
        self._stopped()
        self._page.said.emit(_("Wrote {file}").format(file=target.name), False)

    def _failed(self, sentence: str) -> None:
        self._stopped()
        self._page.problem.show_error(sentence)

    def _stopped(self) -> None:
        self._export = None
        self._page.strip.finish()
