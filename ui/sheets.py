"""Two sheets over the window: every shortcut, and what this program is."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.actions import Registry
from ui.menus import menu_names
from ui.overlay import Overlay
from ui.shortcuts import board_keys, presenting_keys
from ui.widgets.buttons import IconButton, native_keys
from ui.widgets.text import label, section, title
from workbench.language import _

Keys = Sequence[tuple[str, str]]


class ShortcutSheet(Overlay):
    """All keys, by where they work."""

    def __init__(self, window: QWidget, registry: Registry) -> None:
        super().__init__(window, width=980, name=_("Keyboard shortcuts"))
        self._registry = registry
        self._close = _head(self, _("Keyboard shortcuts"))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.content.addWidget(self._area)

    def open(self) -> None:
        """Come up with the keys as they are now."""
        columns = QWidget()
        columns.setProperty("ground", "none")
        row = QHBoxLayout(columns)
        row.setContentsMargins(4, 0, 12, 8)
        row.setSpacing(40)
        for column in self._columns():
            stack = QVBoxLayout()
            stack.setSpacing(20)
            for name, keys in column:
                stack.addWidget(_key_list(name, keys))
            stack.addStretch(1)
            row.addLayout(stack, 1)
        self._area.setWidget(columns)
        self._area.setMinimumHeight(
            min(columns.sizeHint().height() + 24, self._window.height() - 200)
        )
        super().open()

    def first_focus(self) -> QWidget:
        """The button that closes it."""
        return self._close

    def _columns(self) -> list[list[tuple[str, Keys]]]:
        groups = {key: self._keys_of(key) for key in menu_names()}
        names = menu_names()
        left = [(names[key], groups[key]) for key in ("file", "edit", "view") if groups[key]]
        middle = [(names[key], groups[key]) for key in ("go", "help") if groups[key]]
        right = [(_("On the board"), board_keys()), (_("While presenting"), presenting_keys())]
        return [left, middle, right]

    def _keys_of(self, group: str) -> list[tuple[str, str]]:
        found = []
        for command in self._registry.group(group):
            keys = [key for key in (command.shortcut, *command.keys) if key]
            if keys:
                shown = "  ".join(native_keys(key) for key in keys)
                found.append((shown, command.words or command.label()))
        return found


class About(Overlay):
    """What this program is, and what it does not do."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, width=460, name=_("About Workbench"))
        self._close = _head(self, _("Workbench {version}").format(version=_version()))
        for text in (
            _("For the person who runs product alone at a small brand that sells online."),
            _("Everything stays in one file on this computer. The app never uses the network."),
            _(
                "Customers are counted, not identified: names and addresses are never stored."
                " Whoever has the file could still test an e-mail address against it."
            ),
        ):
            self.content.addWidget(label(text, tone="muted", wrap=True))

    def first_focus(self) -> QWidget:
        """The button that closes it."""
        return self._close


def _head(sheet: Overlay, text: str) -> IconButton:
    row = QHBoxLayout()
    row.setContentsMargins(4, 0, 0, 0)
    close = IconButton("close", _("Close"), side=28)
    close.clicked.connect(sheet.close_sheet)
    row.addWidget(title(text), 1)
    row.addWidget(close)
    sheet.content.addLayout(row)
    return close


def _key_list(name: str, keys: Keys) -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    grid.addWidget(section(name), 0, 0, 1, 2)
    for row, (key, words) in enumerate(keys, start=1):
        grid.addWidget(label(words, wrap=True), row, 0)
        shown = label(key, size="small")
        shown.setProperty("keycap", True)
        grid.addWidget(shown, row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return box


def _version() -> str:
    try:
        return version("workbench")
    except PackageNotFoundError:
        return ""
