"""The sidebar: the brand, the pages, and whether everything is saved."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.elided_label import ElidedLabel
from ui.widgets.sidebar_entry import BrandButton, SidebarButton

WIDE, NARROW = 204, 60
"""Widths in pixels, with words and with icons only."""

COLLAPSE_BELOW = 1000
"""Width of the window in pixels under which only icons are shown."""


class Entry(NamedTuple):
    """A page of the sidebar: its key, its name, its icon."""

    key: str
    text: str
    icon: str


class Sidebar(QFrame):
    """Lists the pages; `chosen` carries a page's key, `brand_clicked` asks for the file's menu."""

    chosen = Signal(str)
    brand_clicked = Signal()

    def __init__(self, entries: Sequence[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._collapsed = False
        self._asked: bool | None = None
        self.brand = BrandButton(self)
        self.brand.clicked.connect(self.brand_clicked)
        self._buttons = {entry.key: self._button(entry) for entry in entries}
        self._status = ElidedLabel(size="small", tone="muted")
        self._lay_out()
        self.set_collapsed(False)

    def set_brand(self, name: str) -> None:
        """Show whose file is open."""
        self.brand.set_name(name)

    def set_status(self, text: str) -> None:
        """Show one line at the bottom, such as when it was last saved."""
        self._status.setText(text)
        self._show_status()

    def set_current(self, key: str) -> None:
        """Mark a page as the one that shows, without a signal; "" marks none."""
        if key:
            self._buttons[key].setChecked(True)
            return
        for button in self._buttons.values():
            button.setAutoExclusive(False)
            button.setChecked(False)
            button.setAutoExclusive(True)

    def current(self) -> str:
        """Return the key of the page that shows, or "" before one does."""
        return next((key for key, one in self._buttons.items() if one.isChecked()), "")

    def set_count(self, key: str, count: int) -> None:
        """Show how many things wait on a page; 0 shows nothing."""
        self._buttons[key].set_count(count)

    def button(self, key: str) -> SidebarButton:
        """Return a page's button, to disable it or give it a tip."""
        return self._buttons[key]

    def set_collapsed(self, collapsed: bool) -> None:
        """Show icons only, or icons with words."""
        self._collapsed = collapsed
        self.setFixedWidth(NARROW if collapsed else WIDE)
        for button in (self.brand, *self._buttons.values()):
            button.set_collapsed(collapsed)
        self._show_status()

    def is_collapsed(self) -> bool:
        """Whether only icons are shown."""
        return self._collapsed

    def keep_collapsed(self, asked: bool | None) -> None:
        """Hold one form whatever the window's width; None lets the width decide again."""
        self._asked = asked
        self.fit(self.window().width())

    def fit(self, window_width: int) -> None:
        """Take the form that suits the window's width."""
        wanted = window_width < COLLAPSE_BELOW if self._asked is None else self._asked
        if wanted != self._collapsed:
            self.set_collapsed(wanted)

    def showEvent(self, event: QEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)
        self.fit(self.window().width())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and watched is self.window():
            self.fit(self.window().width())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        buttons = list(self._buttons.values())
        at = next((i for i, one in enumerate(buttons) if one.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
        else:
            buttons[(at + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _button(self, entry: Entry) -> SidebarButton:
        button = SidebarButton(entry.text, entry.icon, self)
        button.clicked.connect(lambda: self.chosen.emit(entry.key))
        return button

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 11, 12)
        layout.setSpacing(2)
        layout.addWidget(self.brand)
        layout.addSpacing(8)
        for button in self._buttons.values():
            layout.addWidget(button)
        layout.addStretch(1)
        self._status.setContentsMargins(8, 0, 4, 4)
        self._status.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        layout.addWidget(self._status)

    def _show_status(self) -> None:
        self._status.setVisible(bool(self._status.text()) and not self._collapsed)
