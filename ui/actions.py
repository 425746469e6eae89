"""The one registry of what a person can do: it feeds the menus, Ctrl+K and the shortcut sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


def always() -> bool:
    """The condition of a command that can be used at any time."""
    return True


@dataclass(frozen=True)
class Command:
    """One thing to do: its name in the code, its words, its key, and the function behind it.

    `text` may be a function where the words change ("Undo move item"). `group` is the menu it
    stands in; empty for a command that only Ctrl+K and the sheet show. `keys` lists further keys.
    `listed` is False for what Ctrl+K itself need not offer; `rank` brings it up there. `words` are
    those of the shortcut sheet, where the text changes.
    """

    name: str
    text: str | Callable[[], str]
    run: Callable[[], None]
    shortcut: str = ""
    icon: str = ""
    group: str = ""
    enabled: Callable[[], bool] = always
    keys: tuple[str, ...] = ()
    separator: bool = False
    checked: Callable[[], bool] | None = None
    listed: bool = True
    words: str = ""
    rank: int = 0

    def label(self) -> str:
        """The words as they stand now."""
        return self.text() if callable(self.text) else self.text


class Registry:
    """All commands by name, in the order in which they were added, and their Qt actions."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._commands: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())

    def __getitem__(self, name: str) -> Command:
        return self._commands[name]

    def add(self, *commands: Command) -> None:
        """Take commands in; a name can be taken once."""
        for command in commands:
            if command.name in self._commands:
                raise ValueError(f"the command {command.name} is there already")
            self._commands[command.name] = command
            self._actions[command.name] = self._action_of(command)

    def action(self, name: str) -> QAction:
        """The Qt action of a command, for a menu."""
        return self._actions[name]

    def group(self, name: str) -> list[Command]:
        """The commands of one menu."""
        return [command for command in self if command.group == name]

    def run(self, name: str) -> None:
        """Do it, if it can be done now."""
        command = self._commands[name]
        if command.enabled():
            command.run()

    def refresh(self) -> None:
        """Bring words, ticks and greyness up to date."""
        for command in self:
            action = self._actions[command.name]
            action.setText(command.label().replace("&", "&&"))
            action.setEnabled(command.enabled())
            if command.checked is not None:
                action.setChecked(command.checked())

    def _action_of(self, command: Command) -> QAction:
        action = QAction(command.label().replace("&", "&&"), self._window)
        keys = [key for key in (command.shortcut, *command.keys) if key]
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setCheckable(command.checked is not None)
        action.triggered.connect(lambda: self.run(command.name))
        self._window.addAction(action)
        return action
