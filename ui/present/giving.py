"""Giving a deck: showing it in the meeting, and writing it as a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from ui import charting
from ui.present.exporting import Export, write_deck, write_page
from ui.present.meeting import Meeting
from ui.present.notes_window import NotesWindow
from ui.present.sheets import MinutesSheet, MonthSheet, read_log
from ui.present.show import Show, screens_for
from workbench.language import _

if TYPE_CHECKING:
    from ui.jobs import Handle
    from ui.present.page import PresentPage
    from workbench.presenting.month import Month
    from workbench.presenting.prepare import Presented
    from workbench.store.workspace import Database


class Giving(QObject):
    """What leaves the page: the show and the exports of the deck in view."""

    def __init__(self, page: PresentPage) -> None:
        super().__init__(page)
        self._page = page
        self.show: Show | None = None
        self.notes: NotesWindow | None = None
        self._meeting: Meeting | None = None
        self._month_sheet: MonthSheet | None = None
        self._minutes_sheet: MinutesSheet | None = None
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
        from workbench.presenting.prepare import meeting

        chosen = self._page.slides.current() or 0
        self._page.session.ask_later(
            meeting, deck.id, owner=self, fails=self._page.problem.show_error,
            then=lambda presented: self._open(presented, chosen, full=full),
        )  # fmt: skip

    def _open(self, presented: Presented, chosen: int, *, full: bool) -> None:
        if not presented.slides:
            self._page.problem.show_error(_("Every slide of this deck is left out."))
            return
        if self.show is not None:
            return
        self._meeting = meeting = Meeting(self._page.session, presented, self)
        ids = [slide.id for slide in presented.slides]
        at = ids.index(chosen) if chosen in ids else 0
        start = next(n for n, shown in enumerate(meeting.pages) if shown.slide == at)
        self.show = show = Show(meeting, start=start)
        show.ended.connect(self._ended)
        show.notes_asked.connect(self._turn_notes)
        slides, own = screens_for(self._page.window())
        if full:
            show.full(slides)
        else:
            show.setWindowTitle(_("{deck}: share this window").format(deck=presented.deck.name))
            show.show()
        if own is not None or not full:
            self._open_notes()
            if full and own is not None and self.notes is not None:
                self.notes.move(own.availableGeometry().topLeft())
        show.activateWindow()
        show.setFocus()

    def _turn_notes(self) -> None:
        if self.notes is None:
            self._open_notes()
        else:
            self.notes.close()

    def _open_notes(self) -> None:
        if self.show is None:
            return
        self.notes = notes = NotesWindow(self.show)
        notes.closed.connect(self._notes_gone)
        notes.show()

    def _notes_gone(self) -> None:
        self.notes = None

    def _ended(self) -> None:
        self.show = None
        if self._meeting is not None:
            self._meeting.deleteLater()
            self._meeting = None
        window = self._page.window()
        QTimer.singleShot(0, window, window.activateWindow)

    # sheets

    def show_month(self) -> None:
        """Show the month in one page over the window."""
        sheet = self._month_sheet = self._month_sheet or self._new_month_sheet()
        sheet.open()
        self._page.session.ask_later(
            _month_drawn, owner=self, fails=self._page.problem.show_error,
            then=lambda found: sheet.show_month(*found),
        )  # fmt: skip

    def _new_month_sheet(self) -> MonthSheet:
        sheet = MonthSheet(self._over())
        sheet.save_asked.connect(self.ask_month)
        sheet.copy_asked.connect(lambda kind: _copy_month(sheet, kind))
        return sheet

    def _over(self) -> QWidget:
        """What the sheets cover: the frame of the window."""
        window = self._page.window()
        return getattr(window, "frame", window)

    def show_minutes(self) -> None:
        """Show every meeting with its minutes over the window."""
        sheet = self._minutes_sheet
        if sheet is None:
            sheet = self._minutes_sheet = MinutesSheet(self._over())
            sheet.delete_asked.connect(self._forget_meeting)
        sheet.show_log(self._page.session.ask(read_log))
        sheet.open()

    def _forget_meeting(self, meeting: int) -> None:
        from workbench.presenting import meetings

        def forgotten(_none: object) -> None:
            if self._minutes_sheet is not None:
                self._minutes_sheet.show_log(self._page.session.ask(read_log))
            self._page.said.emit(_("Forgot the meeting"), True)

        self._page.do(_("Forget meeting"), meetings.delete_meeting, meeting, then=forgotten)

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
        from workbench.presenting.command import asked_before
        from workbench.presenting.prepare import prepare

        asked = asked_before(deck.settings)
        self._page.strip.start(_("Writing {file}").format(file=target.name))
        self._page.session.ask_later(
            prepare, deck.id, owner=self, fails=self._failed,
            then=lambda handout: self._begin(
                lambda handle: write_deck(handout, target, asked, handle), target
            ),
        )  # fmt: skip

    def ask_month(self) -> None:
        """Ask for a name and write the month in one page there."""
        name = str(Path.home() / f"{_('The month in one page')}.pdf")
        path, _kind = QFileDialog.getSaveFileName(self._page, _("Export"), name, "*.pdf *.png")
        if path:
            self.export_month(Path(path))

    def export_month(self, target: Path) -> None:
        """Write the month in one page in the background."""
        if self._export is not None:
            return
        from workbench.presenting.month import month

        target = target if target.suffix.lower() == ".png" else target.with_suffix(".pdf")
        self._page.strip.start(_("Writing {file}").format(file=target.name))
        self._page.session.ask_later(
            month, owner=self, fails=self._failed,
            then=lambda page: self._begin(lambda handle: write_page(page, target, handle), target),
        )  # fmt: skip

    def cancel_export(self) -> None:
        """Stop; the old file stays as it was."""
        if self._export is not None:
            self._export.cancel()

    def _begin(self, writing: Callable[[Handle], None], target: Path) -> None:
        self._export = export = Export(writing, target, self)
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


def _month_drawn(db: Database) -> tuple[Month, QImage]:
    """Read and draw the month in one page, away from the window's thread."""
    from workbench.charts.style import style
    from workbench.presenting.month import month
    from workbench.presenting.month_page import a4, month_picture

    page = month(db)
    return page, charting.draw_here(
        lambda: month_picture(page, style=style("light"), size=a4(1860))
    )


def _copy_month(sheet: MonthSheet, kind: str) -> None:
    from workbench.presenting.month_page import month_words

    if sheet.month is None or sheet.image is None:
        return
    if kind == "text":
        QGuiApplication.clipboard().setText(month_words(sheet.month))
    else:
        QGuiApplication.clipboard().setImage(sheet.image)
