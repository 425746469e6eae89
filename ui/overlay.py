"""A sheet over the window: Ctrl+K, the shortcuts, quick add. Esc or a click beside it closes it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.surface import Surface

TOP = 88


class Overlay(QWidget):
    """A veil over the whole window with one sheet near its top."""

    closed = Signal()

    def __init__(self, window: QWidget, *, width: int = 560, name: str = "") -> None:
        super().__init__(window)
        self._window, self._width = window, width
        self._focus_before: QWidget | None = None
        self.sheet = Surface(self)
        self.sheet.setAccessibleName(name)
        self.content = QVBoxLayout(self.sheet)
        self.content.setContentsMargins(16, 16, 16, 16)
        self.content.setSpacing(12)
        self.hide()
        window.installEventFilter(self)

    def open(self) -> None:
        """Come up over the window and take the focus."""
        self._focus_before = QApplication.focusWidget()
        self.setGeometry(self._window.rect())
        self._place()
        self.show()
        self.raise_()
        self._place()
        first = self.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def first_focus(self) -> QWidget | None:
        """The field that takes the focus when the sheet comes up."""
        return self.sheet.focusWidget() or self.sheet

    def close_sheet(self) -> None:
        """Go, and give the focus back to where it was."""
        if self.isHidden():
            return
        self.hide()
        before, self._focus_before = self._focus_before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def resize_sheet(self) -> None:
        """Give the sheet the height that its content wants."""
        self._place()

    def _place(self) -> None:
        width = min(self._width, self.width() - 48)
        layout = self.sheet.layout()
        assert layout is not None
        wanted = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else -1
        height = max(wanted, layout.totalSizeHint().height())
        height = min(height, self.height() - TOP - 24)
        self.sheet.setGeometry((self.width() - width) // 2, TOP, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep covering the window when its size changes."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab inside the sheet while it is up."""
        fields = [w for w in self.sheet.findChildren(QWidget) if _takes_tab(w)]
        if not fields:
            return True
        now = QApplication.focusWidget()
        at = fields.index(now) if now in fields else -1
        step = 1 if forward else -1
        fields[(at + step) % len(fields)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the sheet closes it."""
        if not self.sheet.geometry().contains(event.position().toPoint()):
            self.close_sheet()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Darken what lies behind, more in the dark theme where a little does not show."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(10, 12, 15, 150 if theme.current().dark else 70))
        painter.end()


def _takes_tab(widget: QWidget) -> bool:
    tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(tab) and widget.isVisible() and widget.isEnabled()
