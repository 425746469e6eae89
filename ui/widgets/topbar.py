"""The bar over the page: where one is, the page's own switches, and the way to everything."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui import theme
from ui.widgets.buttons import Button, native_keys
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.text import label
from workbench.language import _

HEIGHT = 54
_ROOM_FOR_WORDS = 760


class CommandButton(Button):
    """Looks like a field: click it, or press its keys, to search or do anything."""

    kind = "command"

    def __init__(self, parent: QWidget | None = None, *, shortcut: str = "Ctrl+K") -> None:
        super().__init__("", parent)
        self._words = label(_("Search or do anything"), tone="muted")
        self._keys = label(native_keys(shortcut).replace("+", " "), size="small", tone="faint")
        self._keys.setProperty("keycap", True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 10, 0)
        layout.setSpacing(10)
        layout.addWidget(self._words, 1)
        self._keys.setFixedHeight(20)
        layout.addWidget(self._keys, 0, Qt.AlignmentFlag.AlignVCenter)
        for child in (self._words, self._keys):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self._words.text())
        self.set_short(False)

    def set_short(self, short: bool) -> None:
        """Show an icon only."""
        self._words.setVisible(not short)
        self._keys.setVisible(not short)
        self.setIcon(theme.icon("search") if short else QIcon())
        self.setIconSize(QSize(18, 18))
        self.setToolTip(self._words.text() if short else "")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        if self._words.isHidden():
            return QSize(40, 34)
        return QSize(self.layout().sizeHint().width() + 2, 34)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Topbar(QFrame):
    """Title, the page's widgets, and at the right the button for commands."""

    commands_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.title = ElidedLabel(size="title", weight=theme.BOLD)
        self.title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._tools: QWidget | None = None
        self.command = CommandButton()
        self.command.clicked.connect(self.commands_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 0, 24, 1)
        layout.setSpacing(16)
        layout.addWidget(self.title)
        layout.addStretch(1)
        layout.addWidget(self.command)

    def set_title(self, text: str) -> None:
        """Say where one is."""
        self.title.setText(text)

    def show_tools(self, tools: QWidget | None) -> None:
        """Show a page's own widgets beside the title; the last page's stay its own, hidden."""
        if tools is self._tools:
            return
        layout = self.layout()
        assert isinstance(layout, QHBoxLayout)
        if self._tools is not None:
            self._tools.hide()
            layout.removeWidget(self._tools)
        self._tools = tools
        if tools is not None:
            layout.insertWidget(1, tools)
            tools.show()

    def tools(self) -> QWidget | None:
        """Return the page's widgets that show."""
        return self._tools

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        words = QFontMetrics(self.title.font()).horizontalAdvance(self.title.text())
        self.command.set_short(self.width() < max(_ROOM_FOR_WORDS, words))


def tool_row(*widgets: QWidget) -> QWidget:
    """Set widgets side by side, to be shown in the bar."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    for widget in widgets:
        layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    return row
