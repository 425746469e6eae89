"""The buttons: one main thing to do, quiet ones beside it, links in rows, icons."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QStyleOptionButton, QWidget

from ui import theme
from ui.widgets.focus import FocusRing
from ui.widgets.text import plain_tip


def escaped(text: str) -> str:
    """Double each & so that Qt shows it and does not take it for a shortcut's mark."""
    return text.replace("&", "&&")


class Button(FocusRing, QPushButton):
    """A button whose text is shown as it is; `label` gives it back."""

    kind = ""
    icon_role = "muted"

    def __init__(self, text: str = "", parent: QWidget | None = None, *, icon: str = "") -> None:
        super().__init__(parent)
        self.setProperty("kind", self.kind)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if icon:
            self.set_icon(icon)
        self.setText(text)

    def setText(self, text: str) -> None:
        self._label = text
        super().setText(escaped(text))
        if text:
            self.setAccessibleName(text)

    def label(self) -> str:
        """Return the text as it is read."""
        return self._label

    def set_icon(self, name: str) -> None:
        """Show an icon before the text."""
        self.setIcon(theme.icon(name, self.icon_role))
        self.setIconSize(QSize(20, 16))  # the icon is square: the rest is air before the words


class QuietButton(Button):
    """The usual button: white with a hairline."""

    kind = "quiet"


class PrimaryButton(Button):
    """The one main thing to do here."""

    kind = "primary"
    icon_role = "on_accent"
    ring_gap_role = "on_accent"

    def __init__(self, text: str = "", parent: QWidget | None = None, *, icon: str = "") -> None:
        super().__init__(text, parent, icon=icon)
        self.setFont(theme.current().font("body", theme.SEMIBOLD))


class DangerButton(Button):
    """Something that takes away, such as deleting; still quiet until it is meant."""

    kind = "danger"
    icon_role = "bad"


class LinkButton(Button):
    """An action in a row: words in the accent's colour."""

    kind = "link"
    bleed = 6  # its words stand this far inside it
    icon_role = "accent"

    def __init__(self, text: str = "", parent: QWidget | None = None, *, icon: str = "") -> None:
        super().__init__(text, parent, icon=icon)
        self.setFont(theme.current().font("small", theme.SEMIBOLD))
        self.setCursor(Qt.CursorShape.PointingHandCursor)


_ARROW, _ARROW_ROOM = 14, 30


class MenuButton(Button):
    """A quiet button that opens a menu and shows what was picked."""

    kind = "menu"

    def __init__(
        self, text: str = "", menu: QMenu | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        if menu is not None:
            self.setMenu(menu)

    def sizeHint(self) -> QSize:
        # Qt leaves room for its own arrow; the padding of the style sheet has it already.
        wide = QFontMetrics(self.font()).horizontalAdvance(self._label)
        return QSize(wide + 12 + _ARROW_ROOM + 2, super().sizeHint().height())

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        super().initStyleOption(option)
        # Else Qt keeps room for its own arrow, which moves the words from the middle.
        option.features &= ~QStyleOptionButton.ButtonFeature.HasMenu

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        left = self.width() - _ARROW_ROOM + 7
        square = QRectF(left, (self.height() - _ARROW) / 2, _ARROW, _ARROW)
        role = "muted" if self.isEnabled() else "disabled"
        theme.draw_icon(painter, square, "chevron-down", role)
        painter.end()


class IconButton(Button):
    """A button that is only an icon; its name is read aloud and shown as a tip."""

    kind = "icon"

    def __init__(
        self,
        icon: str,
        name: str,
        parent: QWidget | None = None,
        *,
        shortcut: str = "",
        side: int = 30,
        role: str = "muted",
    ) -> None:
        self.icon_role = role
        super().__init__("", parent, icon=icon)
        self.setFixedSize(side, side)
        self.setIconSize(QSize(18, 18) if side >= 28 else QSize(14, 14))
        self.set_name(name, shortcut)

    def set_name(self, name: str, shortcut: str = "") -> None:
        """Say what the button does; a shortcut is written as Qt's portable text, "Ctrl+Z"."""
        self.setAccessibleName(name)
        keys = native_keys(shortcut)
        self.setToolTip(plain_tip(f"{name}  {keys}" if keys else name))

    def set_action(self, action: QAction) -> None:
        """Do what an action does, and be enabled when it is."""
        self.clicked.connect(action.trigger)
        action.enabledChanged.connect(self.setEnabled)
        self.setEnabled(action.isEnabled())


def native_keys(shortcut: str) -> str:
    """Write a portable shortcut the way this system does: Ctrl+K, or ⌘K on a Mac."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
