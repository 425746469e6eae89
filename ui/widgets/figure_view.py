"""A chart on the screen: drawn in the background, scaled while the window changes its size.

Hover shows the nearest value, Left and Right walk through the values, a right click copies the
picture or the numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from ui import charting, theme
from ui.jobs import Relay
from ui.widgets.focus import FocusRing
from workbench.language import _

if TYPE_CHECKING:
    from workbench.charts.paper import Spot
    from workbench.charts.series import ChartData

SETTLE_MS = 120
Copy = Callable[["ChartData"], str]


class FigureView(FocusRing, QWidget):
    """Shows prepared chart data; `drawn` follows every finished picture.

    `copy_cells` answers the data as cells for the clipboard.
    """

    drawn = Signal()
    failed = Signal(str)
    ring_radius = 10.0

    def __init__(self, parent: QWidget | None = None, *, copy_cells: Copy | None = None) -> None:
        super().__init__(parent)
        self._copy_cells = copy_cells
        self._data: ChartData | None = None
        self._picture: charting.Picture | None = None
        self._turn = self._asked = 0
        self._spot: Spot | None = None
        self._relay = Relay(self)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._draw)
        self.setMinimumSize(320, 220)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        theme.current().changed.connect(self._draw)

    def show_data(self, data: ChartData) -> None:
        """Show other data; the old picture stays until the new one is there."""
        if data != self._data:
            self._data = data
            self._spot = None
            self._draw()

    def clear(self) -> None:
        """Show nothing until other data come."""
        self._data = self._picture = self._spot = None
        self._asked = 0
        self.update()

    def data(self) -> ChartData | None:
        """What is shown."""
        return self._data

    def is_current(self) -> bool:
        """Whether the picture shows the data at the size there is."""
        return self._picture is not None and self._asked == 0 and not self._settle.isActive()

    def sizeHint(self) -> QSize:
        """As large as there is room."""
        return QSize(820, 560)

    # drawing

    def _draw(self) -> None:
        if self._data is None or not self.isVisible():
            return
        self._settle.stop()
        self.setAccessibleName(self.alternative())
        self._turn += 1
        mine = self._asked = self._turn
        future = self.begin()
        self._relay.when_done(future, lambda found: self._arrived(mine, found))

    def alternative(self) -> str:
        """The chart in words, for screen readers."""
        from workbench.charts.words import text_alternative

        assert self._data is not None
        return text_alternative(self._data)

    def begin(self) -> Future[charting.Picture]:
        """Have the picture drawn at the size there is."""
        from workbench.charts.style import Size

        assert self._data is not None
        size = Size.screen(self.width(), self.height(), scale=self.devicePixelRatioF())
        return charting.draw(self._data, theme.current().name, size)

    def _arrived(self, mine: int, found: Future[charting.Picture]) -> None:
        if mine != self._asked:
            return
        self._asked = 0
        error = found.exception()
        if error is not None:
            from ui import problems

            self.failed.emit(problems.sentence(error))
            return
        self._picture = found.result()
        self.update()
        self.drawn.emit()

    def showEvent(self, event: object) -> None:
        """Draw what came while it was hidden."""
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale the last picture, and draw anew when the size has settled."""
        if self._picture is None:
            self._draw()
        else:
            self._spot = None
            self._settle.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, the mark of the value in question, the ring of the focus."""
        painter = QPainter(self)
        if self._picture is None:
            painter.setPen(theme.current().colour("faint"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _("Drawing …"))
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(self.rect()), self._picture.image)
            if self._spot is not None:
                self._paint_spot(painter, self._spot)
        self.draw_focus(painter)
        painter.end()

    # one value

    def _scale(self) -> float:
        assert self._picture is not None
        return self._picture.image.width() / max(self.width(), 1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the value under the pointer."""
        if self._picture is None or not self.is_current():
            return
        scale, here = self._scale(), event.position()
        self._show_spot(self._picture.drawn.at(here.x() * scale, here.y() * scale))

    def leaveEvent(self, event: object) -> None:
        """The value goes with the pointer."""
        self._show_spot(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """And with the focus."""
        self._show_spot(None)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right walk from value to value."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        spots = self._picture.drawn.spots if self._picture else ()
        if step is None or not spots:
            super().keyPressEvent(event)
            return
        at = spots.index(self._spot) if self._spot in spots else (len(spots) if step < 0 else -1)
        self._show_spot(spots[max(0, min(len(spots) - 1, at + step))])

    def _show_spot(self, spot: Spot | None) -> None:
        if spot == self._spot:
            return
        self._spot = spot
        if spot is not None and self._data is not None:
            self.setAccessibleDescription(self._words(spot).replace("\n", ", "))
        self.update()

    def _words(self, spot: Spot) -> str:
        from workbench.charts.words import hover_text

        assert self._data is not None
        return hover_text(self._data, spot.place)

    def _paint_spot(self, painter: QPainter, spot: Spot) -> None:
        look, scale = theme.current(), self._scale()
        at = QPointF(spot.x_px / scale, spot.y_px / scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("panel"), 2))
        painter.setBrush(look.colour("accent"))
        painter.drawEllipse(at, 5, 5)
        self._paint_tip(painter, at, self._words(spot))

    def _paint_tip(self, painter: QPainter, at: QPointF, words: str) -> None:
        look = theme.current()
        painter.setFont(look.font("small", tabular=True))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        size = painter.fontMetrics().boundingRect(self.rect(), flags, words).size()
        box = QRectF(0, 0, size.width() + 20, size.height() + 14)
        box.moveBottomLeft(at + QPointF(12, -10))
        if box.right() > self.width() - 8:
            box.moveRight(at.x() - 12)
        box.moveTop(max(8.0, box.top()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("toast"))
        painter.drawRoundedRect(box, 7, 7)
        painter.setPen(look.colour("toast_text"))
        painter.drawText(box.adjusted(10, 7, -10, -7), flags, words)

    # copying

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy the picture or the numbers."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(theme.icon("copy"), _("Copy picture"), self.copy_picture)
        if self._copy_cells is not None:
            menu.addAction(theme.icon("table"), _("Copy numbers"), self.copy_numbers)
        where = event.globalPos() if event.globalPos() != QPoint() else self.mapToGlobal(QPoint())
        menu.popup(where)

    def image(self) -> QImage | None:
        """The picture as it is shown, or None before the first one."""
        return self._picture.image if self._picture else None

    def copy_picture(self) -> None:
        """Put the chart on the clipboard, in the size for documents."""
        if self._data is None:
            return
        from workbench.charts.style import Size

        future = charting.draw(self._data, "light", Size.slide())
        self._relay.when_done(
            future, lambda found: QGuiApplication.clipboard().setImage(found.result().image)
        )

    def copy_numbers(self) -> None:
        """Put the numbers on the clipboard as cells."""
        if self._data is not None and self._copy_cells is not None:
            QGuiApplication.clipboard().setText(self._copy_cells(self._data))
