"""A switch between a few views of one thing, such as Day, Week, Month."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from ui import theme
from ui.widgets.focus import FocusRing
from ui.widgets.surface import draw_surface

HEIGHT = 34
_PAD = 3
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class Segment(FocusRing, QAbstractButton):
    """One of the views; wide enough for its name in bold, so that nothing jumps."""

    ring_radius = 5.0

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        bold = QFontMetrics(theme.current().font("body", theme.SEMIBOLD))
        return QSize(bold.horizontalAdvance(self.label) + 24, HEIGHT - 2 * _PAD)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt would move by where the buttons lie and skip the group's order.
        if event.key() in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        chosen = self.isChecked()
        painter = QPainter(self)
        if chosen:
            draw_surface(painter, QRectF(self.rect()), fill="raised", line=None, radius=5)
        tone = "text" if chosen or self.underMouse() else "muted"
        painter.setPen(look.colour(tone if self.isEnabled() else "disabled"))
        painter.setFont(look.font("body", theme.SEMIBOLD if chosen else theme.REGULAR))
        middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(self.rect(), middle, self.label)
        self.draw_focus(painter)
        painter.end()


class Segmented(QWidget):
    """Shows options side by side, one chosen; `chosen` carries its key when a person switches."""

    chosen = Signal(str)

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        current: str = "",
        parent: QWidget | None = None,
        *,
        name: str = "",
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._segments: dict[str, Segment] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_PAD, _PAD, _PAD, _PAD)
        layout.setSpacing(0)
        for key, text in options:
            self._add(key, text)
        if options:
            self.set_current(current or options[0][0])

    def current(self) -> str:
        """Return the key of the option that is chosen."""
        return next((key for key, one in self._segments.items() if one.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Choose an option without a signal. Raises KeyError for an unknown key."""
        self._segments[key].setChecked(True)
        self._keep_one_tab_stop()

    def segment(self, key: str) -> Segment:
        """Return the button of an option, to disable it or give it a tip."""
        return self._segments[key]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = [key for key, one in self._segments.items() if one.isEnabled()]
        self._choose(keys[(keys.index(self.current()) + step) % len(keys)])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        draw_surface(painter, rect, fill="ground", line=None, radius=7, shadow=False)
        painter.end()

    def _add(self, key: str, text: str) -> None:
        segment = Segment(text, self)
        segment.clicked.connect(lambda: self._chosen_by_hand(key))
        self._segments[key] = segment
        self.layout().addWidget(segment)

    def _choose(self, key: str) -> None:
        self._segments[key].setChecked(True)
        self._keep_one_tab_stop()
        self._segments[key].setFocus(Qt.FocusReason.TabFocusReason)
        self.chosen.emit(key)

    def _chosen_by_hand(self, key: str) -> None:
        self._keep_one_tab_stop()
        self.chosen.emit(key)

    def _keep_one_tab_stop(self) -> None:
        """Tab reaches the chosen one only; arrows reach the others."""
        for one in self._segments.values():
            strong, click = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus
            one.setFocusPolicy(strong if one.isChecked() else click)
