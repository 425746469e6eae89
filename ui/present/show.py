"""Showing a deck in the meeting: full screen or in a 16:9 window, moved by keys or a clicker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.announce import announce
from ui.present.page_view import PageView
from ui.widgets.text import label
from workbench.language import _

if TYPE_CHECKING:
    from workbench.presenting.slides import Handout

NEXT = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_PageDown)
BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Backspace, Qt.Key.Key_PageUp)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Show(QWidget):
    """Shows the pages of a deck; `ended` when it is left."""

    ended = Signal()
    turned = Signal(int)

    def __init__(self, handout: Handout, *, start: int = 0) -> None:
        super().__init__(None, Qt.WindowType.Window)
        from workbench.presenting.slides import pages

        self._handout, self._pages = handout, pages(handout)
        self._place, self._blank, self._typed = 0, False, ""
        self.setWindowTitle(handout.name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.view = PageView(self)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._number = label("", size="small", tone="muted", tabular=True, parent=self)
        self.resize(1280, 720)
        self.go(start)

    @property
    def place(self) -> int:
        """Which page shows, from 0."""
        return self._place

    def full(self, on: QWidget | None = None) -> None:
        """Fill the other screen if there is one, else this one."""
        screens = QGuiApplication.screens()
        own = on.screen() if on is not None else self.screen()
        other = next((screen for screen in screens if screen is not own), own)
        self.setGeometry(other.geometry())
        self.showFullScreen()

    def go(self, place: int) -> None:
        """Show a page by its place."""
        if not self._pages:
            return
        self._place = max(0, min(place, len(self._pages) - 1))
        self._blank = False
        page = self._pages[self._place]
        self.view.show_page(page, self._handout)
        self.view.show()
        self._number.setText(f"{self._place + 1} / {len(self._pages)}")
        words = _("Slide {n} of {total}: {title}")
        announce(self, words.format(n=self._place + 1, total=len(self._pages), title=page.title))
        self._lay_out()
        self.turned.emit(self._place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a meeting."""
        key = Qt.Key(event.key())
        if key in NEXT:
            self.go(self._place + 1)
        elif key in BACK:
            self.go(self._place - 1)
        elif key == Qt.Key.Key_Home:
            self.go(0)
        elif key == Qt.Key.Key_End:
            self.go(len(self._pages) - 1)
        elif key in (Qt.Key.Key_B, Qt.Key.Key_Period):
            self._turn_blank()
        elif key in (Qt.Key.Key_F5, Qt.Key.Key_F11):
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            self._digit(event)

    def _digit(self, event: QKeyEvent) -> None:
        """A number and Enter jump to that page."""
        if event.text().isdigit():
            self._typed += event.text()
        elif event.key() in ENTER:
            place, self._typed = self._typed, ""
            self.go(int(place) - 1 if place else self._place + 1)
        else:
            self._typed = ""
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click goes on, a right click back."""
        back = event.button() == Qt.MouseButton.RightButton
        self.go(self._place + (-1 if back else 1))

    def _turn_blank(self) -> None:
        self._blank = not self._blank
        self.view.setVisible(not self._blank)
        self._number.setVisible(not self._blank)
        self.update()

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

    def paintEvent(self, event: QPaintEvent) -> None:
        """What is beside the page: its own ground, or black while blank."""
        painter = QPainter(self)
        black = QColor(0, 0, 0)
        painter.fillRect(self.rect(), black if self._blank else theme.current().colour("panel"))
        painter.end()

    def closeEvent(self, event: object) -> None:
        """Tell that it is over."""
        self.ended.emit()
        super().closeEvent(event)
