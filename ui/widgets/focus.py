"""The ring around what the keyboard is on."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen

from ui import theme

RING = 2.0
"""Width of the ring in pixels."""

_KEEPS = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class FocusRing:
    """Mix into a widget, before its Qt class: draws the ring when the focus came by keyboard.

    A click focuses too, but does not show the ring: the eye is already there.
    """

    ring_radius = 7.0
    ring_gap_role: str | None = None  # on a filled control: the colour of a second line inside
    _ring = False

    @property
    def shows_ring(self) -> bool:
        """Whether the ring is drawn now."""
        return self._ring and self.hasFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in _KEEPS:
            self._ring = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Whoever clicked and then uses the keys needs to see where they go.
        self._ring = True
        super().keyPressEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        self.draw_focus(painter)
        painter.end()

    def draw_focus(self, painter: QPainter) -> None:
        """Draw the ring if it shows; for widgets that paint all of themselves."""
        if self.shows_ring:
            draw_ring(painter, QRectF(self.rect()), self.ring_radius, self.ring_gap_role)


def draw_ring(
    painter: QPainter, rect: QRectF, radius: float = 7.0, gap_role: str | None = None
) -> None:
    """Draw the ring just inside a rectangle; a gap role adds a line of that colour within it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    look = theme.current()
    for role, inset in (("accent", RING / 2), (gap_role, RING * 1.5)):
        if role:
            painter.setPen(QPen(look.colour(role), RING))
            inner = rect.adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(inner, max(radius - inset, 1), max(radius - inset, 1))
    painter.restore()
