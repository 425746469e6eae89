"""A field for one day that may stay empty: typed in many ways, or picked from a calendar."""

from __future__ import annotations

import re
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.fields import LineEdit, mark_wrong
from workbench.language import _

_NUMBERS = re.compile(r"(\d{1,4})[-./ ](\d{1,2})(?:[-./ ](\d{1,4}))?")
_WORDS = re.compile(r"(\d{1,2})\.?\s+([^\W\d]{3,})\.?(?:\s+(\d{4}))?")
_AHEAD = re.compile(r"\+(\d{1,3})\s*([dw]?)")


def read_day(text: str, today: date) -> date | None:
    """Read a day as people type it; None for an empty text.

    Takes 2026-11-27, 27-11-2026, 27/11, 27 nov, +14, +2w, today. Without a year it is the next such
    day from half a year ago on. Raises ValueError.
    """
    text = text.strip().casefold()
    if not text:
        return None
    if text in ("today", _("today").casefold()):
        return today
    if found := _AHEAD.fullmatch(text):
        return today + timedelta(days=int(found[1]) * (7 if found[2] == "w" else 1))
    if found := _NUMBERS.fullmatch(text):
        return _from_numbers(found, today)
    if found := _WORDS.fullmatch(text):
        return _with_year(int(found[1]), _month(found[2]), found[3], today)
    raise ValueError(text)


def _from_numbers(found: re.Match[str], today: date) -> date:
    if len(found[1]) == 4:
        return date(int(found[1]), int(found[2]), int(found[3] or 1))
    return _with_year(int(found[1]), int(found[2]), found[3], today)


def _month(word: str) -> int:
    for locale in (QLocale(), QLocale(QLocale.Language.English)):
        for month in range(1, 13):
            if locale.monthName(month).casefold().startswith(word[:3]):
                return month
    raise ValueError(word)


def _with_year(day: int, month: int, year: str | None, today: date) -> date:
    if year:
        number = int(year)
        return date(number + 2000 if number < 100 else number, month, day)
    half_a_year_ago = today - timedelta(days=183)
    found = date(half_a_year_ago.year, month, day)
    return found if found >= half_a_year_ago else date(found.year + 1, month, day)


class DayField(LineEdit):
    """Shows a day, or nothing; `picked` carries the new day (or None) when a person changed it."""

    picked = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, placeholder=_("no date"))
        self.setAccessibleName(name)
        self._day: date | None = None
        self._calendar: QWidget | None = None
        icon = self.addAction(
            theme.icon("calendar", "faint"), QLineEdit.ActionPosition.TrailingPosition
        )
        icon.setToolTip(_("Pick a day"))
        icon.triggered.connect(self._open)
        self.editingFinished.connect(self._read)

    def day(self) -> date | None:
        """The day it holds."""
        return self._day

    def set_day(self, day: date | None) -> None:
        """Show another day without a signal."""
        self._day = day
        self.setText(_written(day))
        mark_wrong(self, False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the day back; Down opens the calendar."""
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.set_day(self._day)
            return
        if event.key() == Qt.Key.Key_Down:
            self._open()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Typing replaces the day."""
        super().focusInEvent(event)
        self.selectAll()

    def _read(self) -> None:
        if not self.isModified():
            return
        try:
            found = read_day(self.text(), date.today())
        except ValueError:
            mark_wrong(self, True)
            self.setToolTip(_("Write a day as 27 Nov or 2026-11-27."))
            return
        self._take(found)

    def _take(self, found: date | None) -> None:
        changed = found != self._day
        self.set_day(found)
        self.setToolTip("")
        if changed:
            self.picked.emit(found)

    def _open(self) -> None:
        box = QWidget(self, Qt.WindowType.Popup)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(box)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        shown = self._day or date.today()
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        layout = QVBoxLayout(box)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(calendar)

        def choose(day: QDate) -> None:
            box.close()
            self._take(date(day.year(), day.month(), day.day()))

        calendar.clicked.connect(choose)
        calendar.activated.connect(choose)
        box.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        box.show()
        calendar.setFocus()


def _written(day: date | None) -> str:
    if day is None:
        return ""
    month = QLocale(QLocale.Language.English).monthName(day.month, QLocale.FormatType.ShortFormat)
    return f"{day.day} {month} {day.year}"
