"""The presenter's own window: notes, the next slide, clock and time gone; it is not shared."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Qt, QTime, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.present.page_view import PageView
from ui.present.show import Show
from ui.widgets.buttons import QuietButton
from ui.widgets.surface import Surface
from ui.widgets.text import label, section
from workbench.language import _
from workbench.presenting.meetings import kind_words


class NotesWindow(QWidget):
    """Follows a show; its keys are the keys of the show. `closed` when it goes."""

    closed = Signal()

    def __init__(self, show: Show) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._show = show
        self.setProperty("ground", "page")
        self.setWindowTitle(_("Notes: {deck}").format(deck=show.meeting.handout.name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._clock = label("", size="title", tabular=True)
        self._gone = label("", size="figure", weight=600, tabular=True)
        self._number = label("", size="title", tone="muted", tabular=True)
        self._hidden = label("", tone="warning")
        self._notes = label("", size="title", wrap=True)
        self._notes.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._minutes = label("", tone="muted", wrap=True)
        size_of = show.view.page_size  # the same pictures as in the show, made smaller
        self.now = PageView(ahead=show.ahead, size_of=size_of)
        self.next = PageView(ahead=show.ahead, size_of=size_of)
        for view in (self.now, self.next):
            view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._timer = QElapsedTimer()
        self._timer.start()
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._show_time)
        self._tick.start()
        self._lay_out()
        show.turned.connect(self._turned)
        show.meeting.changed.connect(lambda: self._turned(show.place))
        show.meeting.noted.connect(lambda _kind, _text: self._show_minutes())
        show.timer_reset.connect(self.reset_timer)
        show.ended.connect(self.close)
        self.resize(1180, 740)
        self._turned(show.place)
        self._show_time()

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(10)
        left.addLayout(self._times())
        left.addWidget(self._hidden)
        left.addWidget(section(_("Notes")))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._notes)
        left.addWidget(area, 1)
        left.addWidget(section(_("Minutes")))
        left.addWidget(self._minutes)
        left.addLayout(self._buttons())
        for words, view in ((_("Now"), self.now), (_("Next"), self.next)):
            right.addWidget(section(words))
            right.addWidget(_framed(view))
        right.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 20, 24, 20)
        row.setSpacing(24)
        row.addLayout(left, 5)
        row.addLayout(right, 4)

    def _times(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self._gone)
        row.addWidget(self._clock)
        row.addStretch(1)
        row.addWidget(self._number)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        back, on = (
            QuietButton(_("Back"), icon="arrow-left"),
            QuietButton(_("Next"), icon="arrow-right"),
        )
        note, restart = (
            QuietButton(_("Minutes (M)"), icon="note"),
            QuietButton(_("Restart timer (R)"), icon="clock"),
        )
        back.clicked.connect(lambda: self._show.go(self._show.place - 1))
        on.clicked.connect(lambda: self._show.go(self._show.place + 1))
        note.clicked.connect(self._show._ask_minute)
        restart.clicked.connect(self.reset_timer)
        for button in (back, on, note, restart):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def notes_text(self) -> str:
        """The notes that show."""
        return self._notes.text()

    def gone(self) -> str:
        """The time gone, as it shows."""
        return self._gone.text()

    def reset_timer(self) -> None:
        """Count the time from here on."""
        self._timer.restart()
        self._show_time()

    def _turned(self, place: int) -> None:
        meeting = self._show.meeting
        pages = meeting.pages
        self._notes.setText(meeting.notes(place) or _("No notes for this slide."))
        self._number.setText(f"{place + 1} / {len(pages)}")
        hidden = ", ".join(meeting.hidden)
        self._hidden.setText(_("Hidden from this audience: {fields}").format(fields=hidden))
        self._hidden.setVisible(bool(hidden))
        self.now.show_page(pages[place].page, meeting.handout)
        following = place + 1 < len(pages)
        self.next.setVisible(following)
        if following:
            self.next.show_page(pages[place + 1].page, meeting.handout)
        self._show_minutes()

    def _show_minutes(self) -> None:
        lines = [
            _("{kind}: {text}").format(kind=kind_words(kind), text=text)
            for kind, text in self._show.meeting.minutes
        ]
        self._minutes.setText(
            "\n".join(lines[-6:]) or _("M writes a decision, an action or a question.")
        )

    def _show_time(self) -> None:
        seconds = self._timer.elapsed() // 1000
        self._gone.setText(f"{seconds // 60:02d}:{seconds % 60:02d}")
        self._clock.setText(self.locale().toString(QTime.currentTime(), "HH:mm"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the show work here too."""
        self._show.keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the clock."""
        self._tick.stop()
        self.closed.emit()
        super().closeEvent(event)


def _framed(view: PageView) -> Surface:
    box = Surface()
    inner = QVBoxLayout(box)
    inner.setContentsMargins(3, 3, 3, 4)
    inner.addWidget(view)
    return box
