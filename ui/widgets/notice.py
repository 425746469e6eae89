"""A few words on a soft ground: something to know before going on."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.chip import Role
from ui.widgets.spans import Span, SpanLabel
from ui.widgets.surface import RADIUS, draw_surface

_GROUND = {"neutral": "ground", "accent": "accent_soft", "bad": "bad_soft"}


class Notice(QFrame):
    """A bold line in its role's colour, and an explanation below it."""

    def __init__(
        self,
        title: str = "",
        text: str = "",
        role: Role = "neutral",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role = role
        self._title, self._text = SpanLabel(), SpanLabel(size="small")
        self._words = QVBoxLayout()
        self._words.setSpacing(2)
        self._words.addWidget(self._title)
        self._words.addWidget(self._text)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 10, 12, 10)
        self._row.setSpacing(10)
        self._row.addLayout(self._words, 1)
        self.show_words(title, text, role)

    def show_words(self, title: str, text: str = "", role: Role | None = None) -> None:
        """Show other words, in another role if one is given."""
        self._role = role or self._role
        self._title.set_spans([Span(title, bold=True)])
        self._text.set_spans([Span(text)])
        self._title.setVisible(bool(title))
        self._text.setVisible(bool(text))
        self._title.set_tone("text" if self._role == "neutral" else self._role)
        self.setAccessibleName(" ".join(part for part in (title, text) if part))
        self.update()

    def add_action(self, widget: QWidget) -> None:
        """Put a button at the right of the words."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground = _GROUND.get(self._role, f"{self._role}_soft")
        rect = QRectF(self.rect())
        draw_surface(painter, rect, fill=ground, line=None, radius=RADIUS, shadow=False)
        painter.end()
