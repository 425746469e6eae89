"""A label of one line that ends in … when there is no room, and then shows all in its tip."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui import theme
from ui.widgets.text import plain_tip

_NARROWEST = 24


class ElidedLabel(QLabel):
    """One line of plain text, shortened to the width there is."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        size: str = "body",
        tone: str = "text",
        weight: int = theme.REGULAR,
        middle: bool = False,
    ) -> None:
        super().__init__(parent)
        self._mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.current().font(size, weight))
        self.setProperty("tone", tone)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(" ".join(text.split()))
        self.updateGeometry()
        self._tell_in_tip()

    def shown_text(self) -> str:
        """Return what can be read at the present width."""
        return QFontMetrics(self.font()).elidedText(
            self.text(), self._mode, self.contentsRect().width()
        )

    def sizeHint(self) -> QSize:
        metrics, edge = QFontMetrics(self.font()), self.contentsMargins()
        # One more pixel: the advance is rounded, and a text that just fits must not be cut.
        wide = metrics.horizontalAdvance(self.text()) + 1 + edge.left() + edge.right()
        return QSize(wide, metrics.height() + edge.top() + edge.bottom())

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), _NARROWEST), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_in_tip()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.setFont(self.font())
        painter.drawText(
            self.contentsRect(), self.alignment() | Qt.TextFlag.TextSingleLine, self.shown_text()
        )
        painter.end()

    def _tell_in_tip(self) -> None:
        cut = self.shown_text() != self.text()
        self.setToolTip(plain_tip(self.text()) if cut else "")
