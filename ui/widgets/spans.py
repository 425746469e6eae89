"""A sentence in which some words are bold, set as plain text piece by piece."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontInfo,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import theme

_LEADING = 1.42
"""Height of a line as a multiple of the size of its letters."""


class Span(NamedTuple):
    """A piece of a sentence; role is a colour of the theme, None for that of the sentence."""

    text: str
    bold: bool = False
    role: str | None = None


Spans = Sequence[Span | tuple[str, bool]]


def plain(spans: Spans) -> str:
    """Return the sentence without its emphasis."""
    return "".join(span[0] for span in spans)


class SpanLabel(QLabel):
    """Shows spans as one sentence that wraps; `limit` caps the number of lines.

    It stands in the middle of the height it has, or at its top.
    """

    def __init__(
        self,
        spans: Spans = (),
        parent: QWidget | None = None,
        *,
        size: str = "body",
        tone: str = "text",
        limit: int | None = None,
        top: bool = False,
    ) -> None:
        super().__init__(parent)
        self._tone, self._limit, self._top = tone, limit, top
        self._spans: tuple[Span, ...] = ()
        self._heights: dict[int, int] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFont(theme.current().font(size))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_spans(spans)

    def set_spans(self, spans: Spans) -> None:
        """Show another sentence."""
        self._spans = tuple(Span(*span) for span in spans if span[0])
        self._heights.clear()
        self.setText(plain(self._spans))
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    def set_tone(self, tone: str) -> None:
        """Give the words another colour of the theme."""
        self._tone = tone
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._heights.clear()
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._lines(self._layout(), width) * self._step()
        return self._heights[width]

    def sizeHint(self) -> QSize:
        wide = QFontMetricsF(self._bold()).horizontalAdvance(self.text())
        return QSize(min(round(wide) + 2, 560), self._step())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._step())

    def paintEvent(self, event: QPaintEvent) -> None:
        layout = self._layout()
        lines = self._lines(layout, self.width())
        painter = QPainter(self)
        painter.setPen(theme.current().colour(self._tone if self.isEnabled() else "disabled"))
        lead = (self._step() - QFontMetricsF(self.font()).height()) / 2
        spare = 0 if self._top else (self.height() - lines * self._step()) / 2
        top = round(spare + lead)
        layout.draw(painter, QPointF(0, top))
        painter.end()

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight(theme.SEMIBOLD))
        return font

    def _step(self) -> int:
        return round(QFontInfo(self.font()).pixelSize() * _LEADING)

    def _layout(self) -> QTextLayout:
        layout = QTextLayout(self.text(), self.font(), self)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        return layout

    def _formats(self) -> list[QTextLayout.FormatRange]:
        ranges, start = [], 0
        for span in self._spans:
            length = len(span.text.encode("utf-16-le")) // 2  # Qt counts in UTF-16 units
            if span.bold or span.role:
                part = QTextLayout.FormatRange()
                part.start, part.length, part.format = start, length, self._format(span)
                ranges.append(part)
            start += length
        return ranges

    def _format(self, span: Span) -> QTextCharFormat:
        shape = QTextCharFormat()
        if span.bold:
            shape.setFontWeight(theme.SEMIBOLD)
        if span.role:
            shape.setForeground(theme.current().colour(span.role))
        return shape

    def _lines(self, layout: QTextLayout, width: int) -> int:
        """Break the text into lines of a width and return how many there are."""
        count = 0
        layout.beginLayout()
        while self._limit is None or count < self._limit:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, count * self._step()))
            count += 1
        layout.endLayout()
        return max(count, 1)


def paragraph(text: str, *, size: str = "small", tone: str = "text") -> SpanLabel:
    """Make a plain-text paragraph with room between its lines."""
    return SpanLabel([Span(text)], size=size, tone=tone)
