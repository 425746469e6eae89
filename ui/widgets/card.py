"""How a card of the board is painted, measured and edited in place."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import pairwise

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import theme
from ui.models.cards import CARD, Card, Mark
from ui.widgets.chip import HEIGHT, chip_size, draw_chip
from ui.widgets.fields import LineEdit
from ui.widgets.surface import draw_surface

Index = QModelIndex | QPersistentModelIndex

PADDING, GAP, MOST_LINES = 12, 8, 3
LINE, CHIP, DOT = 19, HEIGHT + 3, 8


class CardDelegate(QStyledItemDelegate):
    """Paints cards: title over up to three lines, theme with its dot, score, small words."""

    def __init__(self, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._view = parent
        self._heights: dict[tuple[object, ...], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The size of a card at the width of its column, measured once."""
        width = self._view.viewport().width()
        card: Card = index.data(CARD)
        key = (card.title, tuple(len(mark.text) for mark in card.marks), width)
        height = self._heights.get(key)
        if height is None:
            if len(self._heights) > 20_000:
                self._heights.clear()
            height = self._heights[key] = card_height(card, width)
        return QSize(width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one card."""
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = selected and self._view.hasFocus()
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        body = QRect(option.rect).adjusted(1, 0, -1, -GAP)
        card: Card = index.data(CARD)
        paint_card(painter, body, card, selected=selected, focused=focused, hovered=hovered)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line for the title, over the card's first lines."""
        editor = LineEdit(parent=parent)
        editor.setFont(theme.current().font("body", theme.SEMIBOLD))
        editor.setAccessibleName(index.data())
        return editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Lay the line over the title."""
        editor.setGeometry(QRect(option.rect).adjusted(6, 6, -6, 0))
        editor.setFixedHeight(32)


def card_height(card: Card, width: int) -> int:
    """How high a card is, with the gap below it."""
    lines = len(title_lines(card.title, width - 2 - 2 * PADDING))
    chips = GAP + CHIP * len(_chip_rows(card.marks, width - 2 - 2 * PADDING)) if card.marks else 0
    return PADDING + lines * LINE + 4 + LINE + chips + PADDING + GAP


def title_lines(title: str, width: int) -> list[str]:
    """Break a title into at most three lines; the last one ends in … where it is cut."""
    font, metrics = _title_font()
    if metrics.horizontalAdvance(title) <= width:
        return [title]
    layout = QTextLayout(title, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) <= MOST_LINES and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    lines = _pieces(title, starts)
    if len(lines) > MOST_LINES:
        rest = _pieces(title, starts[:MOST_LINES])[-1]
        cut = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)
        lines = [*lines[: MOST_LINES - 1], cut]
    return lines


@cache
def _title_font() -> tuple[QFont, QFontMetricsF]:
    """The font of titles and its measures: making them anew for 2,000 cards takes a while."""
    font = theme.current().font("body", theme.SEMIBOLD)
    return font, QFontMetricsF(font)


@lru_cache(maxsize=1024)
def _chip_width(text: str) -> int:
    return chip_size(text).width()


def _pieces(text: str, starts: list[int]) -> list[str]:
    """Cut a text at places that Qt counted, which it does in UTF-16 units."""
    units = text.encode("utf-16-le")
    bounds = [2 * start for start in starts] + [len(units)]
    return [units[a:b].decode("utf-16-le").rstrip() for a, b in pairwise(bounds)]


def paint_card(
    painter: QPainter,
    body: QRect,
    card: Card,
    *,
    selected: bool = False,
    focused: bool = False,
    hovered: bool = False,
) -> None:
    """Draw a card into a rectangle."""
    painter.save()
    line = "accent" if selected else "border" if hovered else "line"
    draw_surface(painter, QRectF(body), line=line, width=2.0 if focused else None)
    inner = body.adjusted(PADDING, PADDING, -PADDING, -PADDING)
    top = _paint_title(painter, inner, card.title)
    top = _paint_facts(painter, inner, top + 4, card)
    _paint_marks(painter, inner, top + GAP, card.marks)
    painter.restore()


def _paint_title(painter: QPainter, inner: QRect, title: str) -> int:
    look = theme.current()
    painter.setFont(look.font("body", theme.SEMIBOLD))
    painter.setPen(look.colour("text"))
    top = inner.top()
    for text in title_lines(title, inner.width()):
        painter.drawText(
            QRect(inner.left(), top, inner.width(), LINE), Qt.AlignmentFlag.AlignVCenter, text
        )
        top += LINE
    return top


def _paint_facts(painter: QPainter, inner: QRect, top: int, card: Card) -> int:
    look = theme.current()
    row = QRect(inner.left(), top, inner.width(), LINE)
    painter.setFont(look.font("body", theme.BOLD, tabular=True))
    painter.setPen(look.colour("text" if card.score.strip("–") else "faint"))
    painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, card.score)
    taken = painter.fontMetrics().horizontalAdvance(card.score) + GAP
    if card.theme:
        paint_dot(painter, row, card.colour)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("muted"))
        room = row.adjusted(DOT + 7, 0, -taken, 0)
        text = painter.fontMetrics().elidedText(
            card.theme, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
    return top + LINE


def paint_dot(painter: QPainter, row: QRect, colour: str) -> None:
    """Draw a theme's mark at the left of a row."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour or theme.current().colour("muted")))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawRoundedRect(
        QRectF(row.left(), row.center().y() - DOT / 2 + 0.5, DOT, DOT), 2.5, 2.5
    )


def _chip_rows(marks: tuple[Mark, ...], width: int) -> list[list[tuple[Mark, int]]]:
    """Put the small words into rows, with their widths."""
    rows: list[list[tuple[Mark, int]]] = [[]]
    left = width
    for mark in marks:
        wide = min(_chip_width(mark.text), width)
        if wide > left and rows[-1]:
            rows.append([])
            left = width
        rows[-1].append((mark, wide))
        left -= wide + 4
    return rows


def _paint_marks(painter: QPainter, inner: QRect, top: int, marks: tuple[Mark, ...]) -> None:
    for row in _chip_rows(marks, inner.width()):
        left = inner.left()
        for mark, wide in row:
            draw_chip(painter, QRect(left, top, wide, HEIGHT), mark.text, mark.role)
            left += wide + 4
        top += CHIP
