"""What a page shows while it has nothing: what belongs here and how to get it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.text import label

_WIDTH = 440


class _Medal(QWidget):
    """A large icon on a soft round ground."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setFixedSize(56, 56)

    def sizeHint(self) -> QSize:
        return QSize(56, 56)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().colour("accent_soft"))
        painter.drawEllipse(QRectF(self.rect()))
        theme.draw_icon(painter, QRectF(16, 16, 24, 24), self._icon, "accent")
        painter.end()


class EmptyState(QWidget):
    """An icon, a sentence, what to do next, and the buttons to do it with."""

    def __init__(
        self,
        icon: str,
        sentence: str,
        what_to_do: str = "",
        actions: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.sentence = label(sentence, size="title", weight=theme.BOLD, wrap=True)
        self.what_to_do = label(what_to_do, tone="muted", wrap=True)
        for words in (self.sentence, self.what_to_do):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            words.setFixedWidth(_WIDTH)
        self.setAccessibleName(" ".join(part for part in (sentence, what_to_do) if part))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(0)
        layout.addStretch(2)
        centre = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(_Medal(icon), 0, centre)
        layout.addSpacing(16)
        # Between stretches, not by alignment: an aligned label is measured at the page's width,
        # and loses the lines that it has at its own.
        layout.addLayout(_row([self.sentence]))
        layout.addSpacing(8)
        layout.addLayout(_row([self.what_to_do]))
        layout.addSpacing(20)
        layout.addLayout(_row(actions))
        layout.addStretch(3)


def _row(widgets: Sequence[QWidget]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addStretch(1)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
