"""What stands in the sidebar: the brand's badge and the buttons of the pages."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import theme
from ui.widgets.focus import FocusRing
from ui.widgets.surface import draw_surface
from ui.widgets.text import plain_tip
from workbench.language import ngettext

_ICON = 18
_LEFT = 9
_TEXT = 36
_BADGE = 24
_FLAT = Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignVCenter


class _SidebarItem(FocusRing, QAbstractButton):
    """What both kinds share: a name, a place, a form with and one without words."""

    height_px = 34

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = text
        self.collapsed = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_collapsed(self, collapsed: bool) -> None:
        """Show the icon only, with the name as its tip."""
        self.collapsed = collapsed
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.height_px, self.height_px)

    def _tell(self) -> None:
        self.setAccessibleName(self.name)
        self.setToolTip(plain_tip(self.name) if self.collapsed else "")

    def _draw_ground(self, painter: QPainter) -> None:
        rect = QRectF(self.rect())
        if self.isChecked():
            dark = theme.current().dark
            fill = "hover" if dark else "panel"
            draw_surface(painter, rect, fill=fill, line=None, radius=7)
        elif self.underMouse() and self.isEnabled():
            draw_surface(painter, rect, fill="sidebar_hover", line=None, radius=7, shadow=False)


class SidebarButton(_SidebarItem):
    """A page: its icon, its name, and how many things wait there."""

    def __init__(self, text: str, icon: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._icon, self._count = icon, 0
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self._tell()

    def set_count(self, count: int) -> None:
        """Show how many things wait; 0 shows nothing."""
        self._count = count
        self._tell()
        self.update()

    def count(self) -> int:
        """Return how many things wait."""
        return self._count

    def _tell(self) -> None:
        super()._tell()
        if self._count:
            many = ngettext("{page}, {n} new", "{page}, {n} new", self._count)
            self.setAccessibleName(many.format(page=self.name, n=self._count))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, chosen = theme.current(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter)
        left = (self.width() - _ICON) / 2 if self.collapsed else _LEFT
        square = QRectF(left, (self.height() - _ICON) / 2, _ICON, _ICON)
        tone = "muted" if self.isEnabled() else "disabled"
        theme.draw_icon(painter, square, self._icon, "accent" if chosen else tone)
        if self.collapsed:
            self._draw_dot(painter)
        else:
            painter.setPen(look.colour("text" if chosen else tone))
            self._draw_words(painter, theme.SEMIBOLD if chosen else theme.REGULAR)
        self.draw_focus(painter)
        painter.end()

    def _draw_words(self, painter: QPainter, weight: int) -> None:
        look, right = theme.current(), 10
        words = self.rect().adjusted(_TEXT, 0, -right, 0)
        painter.setFont(look.font("body", weight))
        if self._count:
            number = str(self._count)
            words.adjust(0, 0, -QFontMetrics(look.font("small")).horizontalAdvance(number) - 8, 0)
        elided = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(self.name, elided, words.width())
        painter.drawText(words, _FLAT, shown)
        if self._count:
            painter.setFont(look.font("small", theme.SEMIBOLD))
            painter.setPen(look.colour("accent"))
            numbers = self.rect().adjusted(0, 0, -right, 0)
            painter.drawText(numbers, _FLAT | Qt.AlignmentFlag.AlignRight, number)

    def _draw_dot(self, painter: QPainter) -> None:
        if self._count:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.current().colour("accent"))
            painter.drawEllipse(QRectF(self.width() / 2 + 6, 6, 7, 7))


class BrandButton(_SidebarItem):
    """The brand's first letter in a badge, and its name."""

    height_px = 40

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.set_name("")

    def set_name(self, name: str) -> None:
        """Show another brand."""
        self.name = " ".join(name.split())
        self._tell()
        self.update()

    def letter(self) -> str:
        """Return the first letter or digit of the name, as a capital where there is one."""
        return next((c for c in self.name if c.isalnum()), self.name[:1]).upper()[:1]

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter)
        left = (self.width() - _BADGE) / 2 if self.collapsed else 8.0
        badge = QRectF(left, (self.height() - _BADGE) / 2, _BADGE, _BADGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent"))
        painter.drawRoundedRect(badge, 6, 6)
        painter.setPen(look.colour("on_accent"))
        painter.setFont(look.font("small", theme.BOLD))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, self.letter())
        if not self.collapsed:
            painter.setPen(look.colour("text"))
            painter.setFont(look.font("body", theme.SEMIBOLD))
            words = self.rect().adjusted(42, 0, -8, 0)
            elided = Qt.TextElideMode.ElideRight
            painter.drawText(
                words, _FLAT, painter.fontMetrics().elidedText(self.name, elided, words.width())
            )
        self.draw_focus(painter)
        painter.end()
