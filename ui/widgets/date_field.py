"""A field for a date that may be left open."""

from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QWidget

from ui import theme
from workbench.language import _

_NONE = QDate(1900, 1, 1)


class DateField(QDateEdit):
    """A date with its calendar; Delete empties it. `picked` carries a date, or None for none."""

    picked = Signal(object)

    def __init__(
        self, value: date | None = None, parent: QWidget | None = None, *, none: str = ""
    ) -> None:
        super().__init__(parent)
        self._told = value
        self.setCalendarPopup(True)
        self.setDisplayFormat(full_year(self.locale().dateFormat(QLocale.FormatType.ShortFormat)))
        self.setMinimumDate(_NONE)
        self.setSpecialValueText(none or _("No date"))
        self.setKeyboardTracking(False)
        self._dress(self.calendarWidget())
        self.set_value(value)
        self.calendarWidget().installEventFilter(self)
        self.dateChanged.connect(self._changed)

    def value(self) -> date | None:
        """Return the date, or None while there is none."""
        shown = self.date()
        return None if shown == _NONE else date(shown.year(), shown.month(), shown.day())

    def set_value(self, value: date | None) -> None:
        """Show a date, or none, without a signal."""
        self._told = value
        self.setDate(QDate(value.year, value.month, value.day) if value else _NONE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and self.value() is None:
            self.calendarWidget().setCurrentPage(*_this_month())
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QEvent) -> None:
        empties = event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        if empties and (self.value() is None or self.lineEdit().selectedText() == self.text()):
            self.setDate(_NONE)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QEvent) -> None:
        event.ignore()  # scrolling the page must not change a date under the pointer

    def _changed(self) -> None:
        if self.value() != self._told:
            self._told = self.value()
            self.picked.emit(self._told)

    def _dress(self, calendar: QCalendarWidget) -> None:
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setMinimumSize(280, 240)
        dress_calendar(calendar)
        theme.current().changed.connect(self._redress)

    def _redress(self) -> None:
        dress_calendar(self.calendarWidget())


def dress_calendar(calendar: QCalendarWidget) -> None:
    """Take Qt's red out of the weekends, and write the days' names small and grey."""
    look = theme.current()
    plain, head = QTextCharFormat(), QTextCharFormat()
    plain.setForeground(look.colour("text"))
    head.setForeground(look.colour("faint"))
    head.setFont(look.font("small"))
    for day in Qt.DayOfWeek:
        calendar.setWeekdayTextFormat(day, plain)
    calendar.setHeaderTextFormat(head)


def full_year(pattern: str) -> str:
    """Return a date pattern with the year in four digits, so that 26 is no riddle."""
    return pattern if "yyyy" in pattern else pattern.replace("yy", "yyyy")


def _this_month() -> tuple[int, int]:
    today = QDate.currentDate()
    return today.year(), today.month()
