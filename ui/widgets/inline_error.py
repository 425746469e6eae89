"""What went wrong, in words, at the place where it went wrong."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.announce import announce
from ui.widgets.buttons import IconButton, QuietButton
from ui.widgets.notice import Notice
from workbench.language import _

_ICON = 18


class InlineError(Notice):
    """Hidden until there is something to say; `retried` when the offered way out is taken."""

    retried = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", "bad", parent)
        self._row.setContentsMargins(12 + _ICON + 10, 10, 8, 10)
        self._way_out = QuietButton()
        self._way_out.clicked.connect(self.retried)
        self._close = IconButton("close", _("Dismiss"), side=26)
        self._close.clicked.connect(self._dismiss)
        self.add_action(self._way_out)
        self.add_action(self._close)
        self.hide()

    def show_error(self, sentence: str, detail: str = "", *, action: str = "") -> None:
        """Say what went wrong, and offer a way out if there is one."""
        self.show_words(sentence, detail)
        self._way_out.setText(action)
        self._way_out.setVisible(bool(action))
        self.show()
        announce(self, self.accessibleName(), urgent=True)

    def clear(self) -> None:
        """Hide it again."""
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        top = self._title.y() + 1
        theme.draw_icon(painter, QRectF(12, top, _ICON, _ICON), "warning", "bad")
        painter.end()

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()
