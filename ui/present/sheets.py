"""Two sheets of the Present page: the month in one page, and the meetings with their minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.overlay import Overlay
from ui.widgets.buttons import IconButton, PrimaryButton, QuietButton
from ui.widgets.text import label, section, title
from workbench.language import _, day
from workbench.presenting import meetings

if TYPE_CHECKING:
    from workbench.presenting.month import Month
    from workbench.store.workspace import Database

_WIDE = 620


class MonthSheet(Overlay):
    """The month in one page, as it will be printed; `save_asked` and `copy_asked(kind)` at its buttons."""

    save_asked = Signal()
    copy_asked = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, width=_WIDE + 64, name=_("The month in one page"))
        self._close = _head(self, _("The month in one page"))
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._picture.setText(_("Reading the month …"))
        self._area = _scrolled(self._picture)
        self.content.addWidget(self._area, 1)
        row = QHBoxLayout()
        save = PrimaryButton(_("Save …"), icon="download")
        picture = QuietButton(_("Copy picture"), icon="copy")
        words = QuietButton(_("Copy as text"), icon="note")
        save.clicked.connect(self.save_asked)
        picture.clicked.connect(lambda: self.copy_asked.emit("picture"))
        words.clicked.connect(lambda: self.copy_asked.emit("text"))
        for button in (save, picture, words):
            row.addWidget(button)
        row.addStretch(1)
        self.content.addLayout(row)
        self.month: Month | None = None
        self.image: QImage | None = None

    def open(self) -> None:
        """Come up as high as the window."""
        self._area.setMinimumHeight(max(self._window.height() - 290, 160))
        super().open()

    def first_focus(self) -> QWidget:
        """The button that closes it."""
        return self._close

    def show_month(self, month: Month, image: QImage) -> None:
        """Show the page."""
        from workbench.presenting.month_page import month_words

        self.month, self.image = month, image
        ratio = self.devicePixelRatioF()
        shown = QPixmap.fromImage(image).scaledToWidth(
            round(_WIDE * ratio), Qt.TransformationMode.SmoothTransformation
        )
        shown.setDevicePixelRatio(ratio)
        self._picture.setPixmap(shown)
        self._picture.setAccessibleName(month_words(month))


class MinutesSheet(Overlay):
    """Every meeting, the newest first, with what was decided, asked and promised; `delete_asked(meeting)`."""

    delete_asked = Signal(int)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, width=720, name=_("Meetings and minutes"))
        self._close = _head(self, _("Meetings and minutes"))
        self._area = _scrolled(QWidget())
        self.content.addWidget(self._area, 1)

    def open(self) -> None:
        """Come up as high as the window."""
        self._area.setMinimumHeight(max(self._window.height() - 260, 160))
        super().open()

    def first_focus(self) -> QWidget:
        """The button that closes it."""
        return self._close

    def show_log(self, log: list[Entry]) -> None:
        """List the meetings."""
        inside = QWidget()
        inside.setProperty("ground", "none")
        column = QVBoxLayout(inside)
        column.setContentsMargins(4, 0, 12, 8)
        column.setSpacing(6)
        if not log:
            words = _("No meeting yet. Present a deck, and press M to write down what is decided.")
            column.addWidget(label(words, tone="muted", wrap=True))
        for entry in log:
            column.addLayout(self._meeting(entry))
        column.addStretch(1)
        self._area.setWidget(inside)

    def _meeting(self, entry: Entry) -> QVBoxLayout:
        meeting, when, lines = entry
        box, head = QVBoxLayout(), QHBoxLayout()
        box.setContentsMargins(0, 6, 0, 10)
        forget = IconButton("trash", _("Forget this meeting"), side=26)
        forget.clicked.connect(lambda: self.delete_asked.emit(meeting.id))
        head.addWidget(section(f"{when} · {meeting.deck}"), 1)
        head.addWidget(forget)
        box.addLayout(head)
        for line in lines:
            words = _("{kind}: {text}").format(kind=meetings.kind_words(line.kind), text=line.text)
            box.addWidget(label(words, wrap=True, selectable=True))
        if not lines:
            box.addWidget(label(_("No minutes."), tone="muted"))
        return box


Entry = tuple[meetings.Meeting, str, list[meetings.Minute]]


def read_log(db: Database) -> list[Entry]:
    """Every meeting with its day in words and its minutes."""
    from workbench.store.brand import brand

    locale = brand(db).locale
    return [
        (one, day(meetings.local_day(db, one.at), locale), meetings.minutes(db, one.id))
        for one in meetings.meetings(db)
    ]


def _head(sheet: Overlay, text: str) -> IconButton:
    row = QHBoxLayout()
    row.setContentsMargins(4, 0, 0, 0)
    close = IconButton("close", _("Close"), side=28)
    close.clicked.connect(sheet.close_sheet)
    row.addWidget(title(text), 1)
    row.addWidget(close)
    sheet.content.addLayout(row)
    return close


def _scrolled(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    return area
