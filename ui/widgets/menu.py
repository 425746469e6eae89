"""A menu with round corners."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

_BARE = (
    Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
)


class Menu(QMenu):
    """A context or button menu; its window is clear, so that its corners can be round."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        round_off(self)

    def add_menu(self, text: str) -> "Menu":
        """Add a menu within this one. The text is shown as it is."""
        inner = Menu(self)
        inner.setTitle(text.replace("&", "&&"))
        self.addMenu(inner)
        return inner


def round_off(popup: QWidget) -> None:
    """Let the style sheet draw a popup's corners round, on a window that is clear behind them."""
    popup.setWindowFlags(popup.windowFlags() | _BARE)
    popup.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    popup.setProperty("rounded", True)
