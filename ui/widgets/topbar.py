"""The bar over the page: where one is, the page's own switches, and the way to everything."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui import theme
from ui.widgets.buttons import Button, native_keys
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.text import label
from workbench.language import _

HEIGHT = 54


class CommandButton(Button):
    """Looks like a field: click it, or press its keys, to search or do anything."""

    kind = "command"

    def __init__(self, parent: QWidget | None = None, *, shortcut: str = "Ctrl+K") -> None:
        super().__init__("", parent)
        self._short = False
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

    def full_width(self) -> int:
        """Return the width in pixels that it takes with its words."""
        words, keys = self._words.sizeHint().width(), self._keys.sizeHint().width()
        return words + keys + 34

    def set_short(self, short: bool) -> None:
        """Show an icon only."""
        if short == self._short:
            return
        self._short = short
        self._words.setVisible(not short)
        self._keys.setVisible(not short)
        self.setIcon(theme.icon("search") if short else QIcon())
        self.setIconSize(QSize(18, 18))
        self.setToolTip(self._words.text() if short else "")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(40 if self._short else self.full_width(), 34)

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
        self._fit()

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
            layout.insertWidget(layout.indexOf(self.title) + 1, tools)
            tools.show()
        self._fit()

    def tools(self) -> QWidget | None:
        """Return the page's widgets that show."""
        return self._tools

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give up the words of the command button before those of the title."""
        margins = self.layout().contentsMargins()
        need = margins.left() + margins.right() + self.title.sizeHint().width()
        need += self.command.full_width() + 2 * self.layout().spacing()
        if self._tools is not None:
            need += self._tools.sizeHint().width() + self.layout().spacing()
        self.command.set_short(self.width() < need)
        self.layout().activate()


def tool_row(*widgets: QWidget) -> QWidget:
    """Set widgets side by side, to be shown in the bar."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    for widget in widgets:
        layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    return row
