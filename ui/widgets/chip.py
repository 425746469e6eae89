"""Small pills that name a state, and the coloured mark that always stands beside its word."""

from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import theme
from ui.widgets.surface import hairline
from ui.widgets.text import plain_tip

Role = Literal["neutral", "accent", "bad", "warning"]
ROLES: tuple[Role, ...] = ("neutral", "accent", "bad", "warning")

HEIGHT = 20
_SIDE = 8
_MARK = 8
_MARK_GAP = 6

_GROUND = {"neutral": "ground", "accent": "accent_soft", "bad": "bad_soft"}
_INK = {"neutral": "muted"}


def chip_size(text: str) -> QSize:
    """Return the size that a chip with a text takes."""
    wide = QFontMetrics(theme.current().font("small")).horizontalAdvance(text)
    return QSize(wide + 2 * _SIDE + 2, HEIGHT)


def draw_chip(painter: QPainter, rect: QRect, text: str, role: Role = "neutral") -> None:
    """Draw a chip into a rectangle, shortening its text if it must."""
    look = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = hairline(painter)
    edge = QPen(look.colour("line"), line) if role == "neutral" else Qt.PenStyle.NoPen
    painter.setPen(edge)
    painter.setBrush(look.colour(_GROUND.get(role, f"{role}_soft")))
    half = line / 2 if role == "neutral" else 0.0
    pill = QRectF(rect).adjusted(half, half, -half, -half)
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    painter.setPen(look.colour(_INK.get(role, role)))
    painter.setFont(look.font("small"))
    inner = rect.adjusted(_SIDE, 0, -_SIDE, 0)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width() + 2)
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, shown)
    painter.restore()


class Chip(QLabel):
    """A pill with a word or two; colour only where it says something."""

    def __init__(
        self, text: str = "", role: Role = "neutral", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._role = role
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_text(text, role)

    def show_text(self, text: str, role: Role = "neutral") -> None:
        """Show a text in a role; raises ValueError for an unknown role."""
        if role not in ROLES:
            raise ValueError(role)
        self._role = role
        self.setText(" ".join(text.split()))
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    def role(self) -> Role:
        """Return the role."""
        return self._role

    def sizeHint(self) -> QSize:
        return chip_size(self.text())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 40), HEIGHT)

    def resizeEvent(self, event: object) -> None:
        cut = self.width() < self.sizeHint().width()
        self.setToolTip(plain_tip(self.text()) if cut else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_chip(painter, self.rect(), self.text(), self._role)
        painter.end()


def draw_theme_mark(
    painter: QPainter, rect: QRect, theme_name: str, word: str, *, size: str = "small"
) -> None:
    """Draw a theme's colour and its word into a rectangle, centred in its height."""
    look = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.theme_colour(theme_name))
    top = rect.center().y() + 0.5 - _MARK / 2
    painter.drawRoundedRect(QRectF(rect.left(), top, _MARK, _MARK), 2.5, 2.5)
    painter.setPen(look.colour("muted"))
    painter.setFont(look.font(size))
    words = rect.adjusted(_MARK + _MARK_GAP, 0, 0, 0)
    shown = painter.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, words.width())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
    painter.restore()


class ThemeMark(QLabel):
    """A roadmap theme: its colour, always with the word beside it."""

    def __init__(self, theme_name: str, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.current().font("small"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_theme(theme_name, word)

    def show_theme(self, theme_name: str, word: str) -> None:
        """Show another theme under the word the user knows it by."""
        self._theme = theme_name
        self.setText(" ".join(word.split()))
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(_MARK + _MARK_GAP + wide + 1, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(_MARK + _MARK_GAP + 24, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_theme_mark(painter, self.rect(), self._theme, self.text())
        painter.end()
