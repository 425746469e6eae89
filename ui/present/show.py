"""Showing a deck in the meeting: full screen or in a 16:9 window, moved by keys or a clicker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme
from ui.announce import announce
from ui.present.drawn_ahead import DrawnAhead
from ui.present.meeting import Meeting
from ui.present.one_line import FILTER, OneLine
from ui.present.page_view import PageView
from ui.present.pointer import Pointer
from ui.widgets.surface import Surface
from ui.widgets.text import label
from workbench.language import _, ngettext
from workbench.presenting.meetings import kind_words

if TYPE_CHECKING:
    from workbench.presenting.slides import Prepared

NEXT = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_PageDown)
BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Backspace, Qt.Key.Key_PageUp)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SAID_MS = 2500


class Show(QWidget):
    """Shows the pages of a meeting; `turned(place)` at each page, `ended` when it is left.

    `notes_asked` when the presenter wants the window with the notes.
    """

    ended = Signal()
    turned = Signal(int)
    notes_asked = Signal()
    timer_reset = Signal()

    def __init__(self, meeting: Meeting, *, start: int = 0) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.meeting = meeting
        self._place, self._typed = 0, ""
        self._blank = self._zoomed = self._asking = False
        self._zoomed_pages: dict[int, Prepared] = {}
        self.ahead = DrawnAhead()
        self.setWindowTitle(meeting.handout.name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.view = PageView(self, ahead=self.ahead)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.installEventFilter(self)
        self.view.drawn.connect(self._draw_ahead)
        self._number = label("", size="small", tone="muted", tabular=True, parent=self)
        self._said = Sentence(self)
        self.line = OneLine(self)
        self.pointer = Pointer(self)
        self._connect()
        self.resize(1280, 720)
        self.go(start)

    def _connect(self) -> None:
        self.line.written.connect(self._written)
        self.line.closed.connect(self.setFocus)
        self.meeting.changed.connect(self._show_page)
        self.meeting.failed.connect(self.say)
        self.meeting.noted.connect(
            lambda kind, text: self.say(
                _("{kind}: {text}").format(kind=kind_words(kind), text=text)
            )
        )
        self._keys: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Home: lambda: self.go(0),
            Qt.Key.Key_End: lambda: self.go(len(self.meeting.pages) - 1),
            Qt.Key.Key_B: self._turn_blank,
            Qt.Key.Key_Period: self._turn_blank,
            Qt.Key.Key_Z: self._turn_zoom,
            Qt.Key.Key_M: self._ask_minute,
            Qt.Key.Key_F: self._ask_filter,
            Qt.Key.Key_L: self._turn_pointer,
            Qt.Key.Key_N: self.notes_asked.emit,
            Qt.Key.Key_R: self.timer_reset.emit,
            Qt.Key.Key_F5: self._turn_full,
            Qt.Key.Key_F11: self._turn_full,
            Qt.Key.Key_Escape: self._leave,
        }

    @property
    def place(self) -> int:
        """Which page shows, from 0."""
        return self._place

    @property
    def is_blank(self) -> bool:
        """Whether the screen is black."""
        return self._blank

    @property
    def is_zoomed(self) -> bool:
        """Whether the chart alone fills the page."""
        return self._zoomed

    @property
    def is_asking(self) -> bool:
        """Whether it waits for what becomes of the changes."""
        return self._asking

    def full(self, screen: QScreen) -> None:
        """Fill a screen."""
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    def go(self, place: int) -> None:
        """Show a page by its place."""
        pages = self.meeting.pages
        if not pages:
            return
        self._place = max(0, min(place, len(pages) - 1))
        self._blank = self._zoomed = False
        self.meeting.saw(self._place)
        self._show_page()
        words = _("Slide {n} of {total}: {title}")
        title = pages[self._place].page.title
        announce(self, words.format(n=self._place + 1, total=len(pages), title=title))
        self.turned.emit(self._place)

    def _show_page(self) -> None:
        pages = self.meeting.pages
        self._place = min(self._place, len(pages) - 1)
        page = pages[self._place].page
        shown = self._alone(page) if self._zoomed else page
        self.view.show_page(shown, self.meeting.handout)
        self.view.setVisible(not self._blank)
        self._number.setVisible(not self._blank)
        self._number.setText(f"{self._place + 1} / {len(pages)}")
        self._lay_out()
        self.update()

    def _alone(self, page: Prepared) -> Prepared:
        """The page without the words around it, so that the chart has the whole of it."""
        from workbench.presenting.slides import KpiSlide, TextSlide

        if isinstance(page, TextSlide):
            return page
        if isinstance(page, KpiSlide):
            return replace(page, data=replace(page.data, title="", subtitle=""))
        return replace(page, title="", subtitle="")

    def _draw_ahead(self) -> None:
        """Draw the neighbours while this page is being looked at."""
        for place in (self._place + 1, self._place - 1, self._place + 2):
            if 0 <= place < len(self.meeting.pages):
                page = self.meeting.pages[place].page
                self.ahead.draw(page, self.meeting.handout, self.view.look(), self.view.page_size())

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a meeting."""
        key = event.key()
        if self._asking:
            self._answer(key)
        elif key in NEXT:
            self.go(self._place + 1)
        elif key in BACK:
            self.go(self._place - 1)
        elif key in self._keys:
            self._keys[key]()
        elif event.text().isdigit():
            self._typed += event.text()
            self.say(self._typed)
        elif key in ENTER:
            typed, self._typed = self._typed, ""
            self.go(int(typed) - 1 if typed else self._place + 1)
        elif not self.meeting.step(self._place, event.text().upper()):
            self._typed = ""
            super().keyPressEvent(event)

    def _turn_blank(self) -> None:
        self._blank = not self._blank
        self._show_page()

    def _turn_zoom(self) -> None:
        self._zoomed = not self._zoomed
        self._show_page()

    def _turn_pointer(self) -> None:
        self.pointer.setVisible(self.pointer.isHidden())
        self.pointer.move_to(self.rect().center())

    def _turn_full(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _ask_minute(self) -> None:
        self.line.ask_minute()
        self._lay_out()

    def _ask_filter(self) -> None:
        held = self.meeting.filter(self._place)
        if held is not None:
            self.line.ask_filter(held)
            self._lay_out()

    def _written(self, kind: str, text: str) -> None:
        if kind == FILTER:
            self.meeting.change(self._place, "filter", text.strip())
        else:
            self.meeting.note(self._place, text, kind)

    def say(self, text: str) -> None:
        """Show a short sentence for a moment."""
        from PySide6.QtCore import QTimer

        self._said.setText(text)
        self._said.show()
        self._lay_out()
        QTimer.singleShot(_SAID_MS, self._said, lambda: self._hush(text))

    def _hush(self, text: str) -> None:
        if self._said.text() == text and not self._asking:
            self._said.hide()

    # leaving

    def _leave(self) -> None:
        count = self.meeting.changes()
        if not count:
            self.close()
            return
        self._asking = True
        words = ngettext(
            "You changed {n} slide. Enter keeps it in the deck, Delete drops it, Esc goes on.",
            "You changed {n} slides. Enter keeps them in the deck, Delete drops them, Esc goes on.",
            count,
        )
        self.say(words.format(n=count))

    def _answer(self, key: int) -> None:
        if key not in (*ENTER, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Escape):
            return
        self._asking = False
        self._said.hide()
        if key == Qt.Key.Key_Escape:
            return
        if key in ENTER:
            self.meeting.keep()
        else:
            self.meeting.drop()
        self.close()

    def closeEvent(self, event: object) -> None:
        """Write down what was shown, and tell that it is over."""
        self.meeting.end()
        self.ended.emit()
        super().closeEvent(event)

    # the mouse

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the spot follow the mouse."""
        if (
            event.type() == QEvent.Type.MouseMove
            and isinstance(event, QMouseEvent)
            and self.pointer.isVisible()
        ):
            self.pointer.move_to(self.mapFromGlobal(event.globalPosition().toPoint()))
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click goes on, a right click back."""
        back = event.button() == Qt.MouseButton.RightButton
        self.go(self._place + (-1 if back else 1))

    # the window

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page in 16:9, as large as it fits."""
        self._lay_out()

    def _lay_out(self) -> None:
        size = QSize(16, 9).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRect(0, 0, size.width(), size.height())
        box.moveCenter(self.rect().center())
        self.view.setGeometry(box)
        self._number.adjustSize()
        corner = box.bottomRight()
        self._number.move(corner.x() - self._number.width() - 20, corner.y() - 28)
        self._number.raise_()
        high = self.line.sizeHint().height()
        wide = min(box.width() - 48, 900)
        self.line.setGeometry(box.center().x() - wide // 2, box.bottom() - high - 36, wide, high)
        self._said.adjustSize()
        self._said.move(box.center().x() - self._said.width() // 2, box.bottom() - 72)
        self._said.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """What is beside the page: its own ground, or black while blank."""
        painter = QPainter(self)
        black = QColor(0, 0, 0)
        painter.fillRect(self.rect(), black if self._blank else theme.current().colour("panel"))
        painter.end()


class Sentence(Surface):
    """A short sentence over the page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = label("", weight=600)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.addWidget(self._words)
        self.hide()

    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def setText(self, text: str) -> None:
        """Say something else."""
        self._words.setText(text)


def screens_for(window: QWidget) -> tuple[QScreen, QScreen | None]:
    """The screen for the slides, and the one for the notes: another where there are two, else none."""
    own = window.screen()
    other = next((screen for screen in QGuiApplication.screens() if screen is not own), None)
    return (other, own) if other is not None else (own, None)
