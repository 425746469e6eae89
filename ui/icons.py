"""Icons drawn from SVG at the size and in the colour that is asked for, when it is asked for."""

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from workbench import resources

GRID = 18
"""Width and height of an icon in pixels, unless said otherwise."""

Tint = Callable[[str], QColor]
"""Gives the colour of a role at this moment, so that an icon follows a change of theme."""


@cache
def source(name: str) -> str:
    """Return the SVG text of an icon. Raises FileNotFoundError for an unknown name."""
    return resources.path(f"icons/{name}.svg").read_text(encoding="utf-8")


@cache
def renderer(name: str, colour: str) -> QSvgRenderer:
    """Return the drawing of an icon in a colour written as #RRGGBB."""
    inked = source(name).replace("currentColor", colour)
    return QSvgRenderer(QByteArray(inked.encode()))


def paint(painter: QPainter, rect: QRect | QRectF, name: str, colour: QColor) -> None:
    """Draw an icon into a square, sharp at whatever scale the painter has."""
    painter.save()
    painter.setOpacity(painter.opacity() * colour.alphaF())
    renderer(name, colour.name()).render(painter, QRectF(rect))
    painter.restore()


class _Engine(QIconEngine):
    """Draws one icon; asks for its colour every time, so nothing is cached in an old one."""

    def __init__(self, name: str, role: str, tint: Tint) -> None:
        super().__init__()
        self._name, self._role, self._tint = name, role, tint

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        role = "disabled" if mode is QIcon.Mode.Disabled else self._role
        side = min(rect.width(), rect.height())
        square = QRect(0, 0, side, side)
        square.moveCenter(rect.center())
        paint(painter, square, self._name, self._tint(role))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, picture.rect(), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._role, self._tint)


def make(name: str, role: str, tint: Tint) -> QIcon:
    """Return an icon in a role's colour. Raises FileNotFoundError for an unknown name."""
    source(name)
    return QIcon(_Engine(name, role, tint))
