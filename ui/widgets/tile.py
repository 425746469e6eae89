"""A KPI in one tile: its name, its value, how it changed, and the way it went."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.focus import FocusRing
from ui.widgets.spans import Span, SpanLabel
from ui.widgets.sparkline import Sparkline
from ui.widgets.surface import RADIUS, draw_surface
from ui.widgets.text import label
from workbench.language import _

Signal_ = Literal["good", "bad"]

ARROWS = {1: "▲", -1: "▼", 0: "±"}
_ROLE = {"good": "accent", "bad": "bad", None: "muted"}


class Change(NamedTuple):
    """How a value moved: 1 up, -1 down, 0 not; coloured only if it is a signal."""

    direction: int
    text: str
    note: str = ""
    signal: Signal_ | None = None

    @property
    def role(self) -> str:
        """The colour that the change has a right to."""
        return _ROLE[self.signal]


def change_spans(change: Change) -> list[Span]:
    """Return a change as a line: arrow and amount, then the note in grey."""
    mark = ARROWS[change.direction]
    lead = f"{mark}\N{NO-BREAK SPACE}{change.text}"
    noise = change.signal is None
    return [
        Span(lead, bold=not noise, role=change.role),
        Span(f"  {change.note}" if change.note else "", role="muted"),
    ]


class Tile(FocusRing, QAbstractButton):
    """A tile that can be clicked; `checked` marks the one that is shown large elsewhere."""

    ring_radius = RADIUS

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loading = False
        self._name = ElidedLabel(name, size="small", tone="muted")
        self._value = label(size="figure", weight=theme.BOLD)
        self._change = SpanLabel(size="small", tone="muted", limit=2, top=True)
        self._line = Sparkline()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._lay_out()
        self.show_loading()

    def show_value(
        self,
        value: str,
        change: Change | None = None,
        history: Sequence[float | None] = (),
        *,
        unfinished: int = 0,
    ) -> None:
        """Show a value, its change and the values that led to it, oldest first."""
        self._loading = False
        self._value.setText(value)
        self._change.set_spans(change_spans(change) if change else ())
        role = change.role if change else "muted"
        self._line.set_values(history, unfinished=unfinished, end_role=role)
        said = [self._name.text(), value, self._change.text()]
        self._finish(", ".join(part for part in said if part))

    def show_unknown(self, reason: str) -> None:
        """Show a dash and say why there is no value."""
        self.show_value("–")
        self._change.set_spans([Span(reason, role="muted")])
        self._finish(f"{self._name.text()}, {reason}")

    def show_loading(self) -> None:
        """Show grey bars where the value will be."""
        self._loading = True
        self._value.setText(" ")
        self._change.set_spans(())
        self._line.set_values(())
        self._finish(_("{name}, being worked out").format(name=self._name.text()))

    def set_name(self, name: str) -> None:
        """Give the tile another name."""
        self._name.setText(name)

    def name(self) -> str:
        """Return the KPI's name as it is read."""
        return self._name.text()

    def value(self) -> str:
        """Return the value as it is read."""
        return self._value.text().strip()

    def sizeHint(self) -> QSize:
        return QSize(216, self.layout().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(150, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        hot = self.isDown() or self.underMouse()
        edge = "border_strong" if hot else "line"
        chosen = self.isChecked()
        draw_surface(
            painter,
            QRectF(self.rect()),
            line="accent" if chosen else edge,
            width=2.0 if chosen else None,
        )
        if self._loading:
            self._paint_bars(painter)
        self.draw_focus(painter)
        painter.end()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(0)
        layout.addWidget(self._name)
        layout.addSpacing(4)
        layout.addWidget(self._value)
        layout.addSpacing(4)
        # Two lines are kept for the words, so that the lines below stand at one height in a row.
        self._change.setFixedHeight(2 * self._change.heightForWidth(10_000))
        layout.addWidget(self._change)
        layout.addSpacing(8)
        layout.addWidget(self._line)
        for child in (self._name, self._value, self._change, self._line):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _paint_bars(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().colour("line"))
        left, top = 16.0, self._value.y() + 6.0
        for width, height, step in ((96, 18, 36), (132, 8, 50), (self.width() - 32, 2, 0)):
            painter.drawRoundedRect(QRectF(left, top, width, height), 3, 3)
            top += step

    def _finish(self, spoken: str) -> None:
        self.setAccessibleName(spoken)
        self.update()
