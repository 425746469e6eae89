"""A short message at the bottom of the window, with a way to take back what it tells."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ui import theme
from ui.announce import announce
from ui.widgets.buttons import escaped
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.surface import draw_surface

SHOWN_MS = 8000
_UP = 24


class Toast(QFrame):
    """Lies over its parent; goes by itself, but not while it is pointed at or has the focus."""

    gone = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._then: Callable[[], object] | None = None
        self._text = ElidedLabel()
        self._text.setProperty("tone", "toast")
        self._button = QPushButton()
        self._button.setProperty("kind", "toast")
        self._button.setFont(theme.current().font("body", theme.SEMIBOLD))
        self._button.clicked.connect(self._act)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 8, 4)
        layout.setSpacing(12)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._button)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(SHOWN_MS)
        self.timer.timeout.connect(self._time_is_up)
        parent.installEventFilter(self)
        self.hide()

    def show_message(
        self, text: str, action: str = "", then: Callable[[], object] | None = None
    ) -> None:
        """Show a message instead of the last one; the action calls `then`."""
        self._then = then
        self._text.setText(text)
        self._button.setText(escaped(action))
        self._button.setVisible(bool(action))
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self.timer.start()
        announce(self, text)

    def text(self) -> str:
        """Return the message."""
        return self._text.text()

    def button(self) -> QPushButton:
        """Return the action's button."""
        return self._button

    def dismiss(self) -> None:
        """Take the message away."""
        self.timer.stop()
        if not self.isHidden():
            self.hide()
            self.gone.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_surface(painter, QRectF(self.rect()), fill="toast", line=None, shadow=False)
        painter.end()

    def _act(self) -> None:
        then = self._then
        self.dismiss()
        if then is not None:
            then()

    def _time_is_up(self) -> None:
        if self.underMouse() or self._button.hasFocus():
            self.timer.start()
        else:
            self.dismiss()

    def _place(self) -> None:
        parent = self.parentWidget()
        room = max(parent.width() - 2 * _UP, 0)
        self.ensurePolished()
        size = self.sizeHint()
        width, height = min(size.width(), room, 640), max(size.height(), 44)
        self.setGeometry(
            (parent.width() - width) // 2, parent.height() - height - _UP, width, height
        )
