"""The veil that says a file may be let go here."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.widgets.surface import draw_surface
from workbench.language import _

_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove)


class DropOverlay(QWidget):
    """Watches a widget for files that are dragged over it; `dropped` carries their paths.

    `suffixes` are those it takes, in lower case with a dot; a folder or another file is let go on
    to whatever else would take it.
    """

    dropped = Signal(list)

    def __init__(self, over: QWidget, suffixes: Sequence[str], text: str = "") -> None:
        super().__init__(over)
        self._suffixes = tuple(suffixes)
        self._text = text or _("Drop to import")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self._text)
        over.setAcceptDrops(True)
        over.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _DRAGS and isinstance(event, QDropEvent):
            return self._take(event)
        if kind is QEvent.Type.DragLeave:
            self.hide()
        elif kind is QEvent.Type.Drop and isinstance(event, QDropEvent):
            return self._drop(event)
        elif kind is QEvent.Type.Resize and not self.isHidden():
            self.setGeometry(self.parentWidget().rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = look.colour("ground")
        veil.setAlphaF(0.94)
        painter.fillRect(self.rect(), veil)
        pen = QPen(look.colour("accent"), 2)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(16, 16, -16, -16), 12, 12)
        centre = self.rect().center()
        card = QRectF(centre.x() - 180, centre.y() - 92, 360, 170)
        draw_surface(painter, card)
        square = QRectF(centre.x() - 20, centre.y() - 52, 40, 40)
        theme.draw_icon(painter, square, "import", "accent")
        painter.setPen(look.colour("text"))
        painter.setFont(look.font("takeaway", theme.BOLD))
        words = card.adjusted(16, 96, -16, 0)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(words, flags | Qt.TextFlag.TextWordWrap, self._text)
        painter.end()

    def _take(self, event: QDropEvent) -> bool:
        if not self._files(event.mimeData()):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if self.isHidden():
            self.setGeometry(self.parentWidget().rect())
            self.show()
            self.raise_()
        return True

    def _drop(self, event: QDropEvent) -> bool:
        files = self._files(event.mimeData())
        self.hide()
        if not files:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(files)
        return True

    def _files(self, data: QMimeData) -> list[str]:
        paths = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        return [path for path in paths if Path(path).suffix.lower() in self._suffixes]
