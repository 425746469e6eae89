"""The sheets over the window: each is made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ui.models.choices import Choice
from ui.overlay import Overlay

if TYPE_CHECKING:
    from ui.window import Window


class Sheets:
    """Opens Ctrl+K, quick add, the shortcuts and the other sheets of the window."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._made: dict[str, Any] = {}

    def sheet(self, name: str, make: Callable[[], Any]) -> Any:
        """A sheet by its name."""
        if name not in self._made:
            self._made[name] = make()
        return self._made[name]

    def open_ones(self) -> list[Overlay]:
        """The sheets that are up now, also those that a page has opened."""
        return [s for s in self._window.frame.findChildren(Overlay) if s.isVisible()]

    def palette(self) -> None:
        """Ctrl+K."""
        from ui.palette import Palette

        self.sheet("palette", lambda: Palette(self._window.frame, self.choices)).open()

    def choices(self) -> list[Choice]:
        """What Ctrl+K offers now."""
        from ui.finding import things

        registry = self._window.registry
        done = [
            Choice(c.label(), "", c.icon, lambda c=c: registry.run(c.name), c.shortcut, c.rank)
            for c in registry
            if c.listed and c.enabled()
        ]
        return [*done, *things(self._window.session, self._window.show_thing)]

    def quick_add(self) -> None:
        """Ctrl+N."""
        from ui.quick_add import QuickAdd

        frame, session = self._window.frame, self._window.session
        self.sheet("quick_add", lambda: QuickAdd(frame, session)).open()

    def shortcuts(self) -> None:
        """F1."""
        from ui.sheets import ShortcutSheet

        frame, registry = self._window.frame, self._window.registry
        self.sheet("shortcuts", lambda: ShortcutSheet(frame, registry)).open()

    def about(self) -> None:
        """What this program is."""
        from ui.sheets import About

        self.sheet("about", lambda: About(self._window.frame)).open()

    def new(self) -> None:
        """The form for a new workspace."""
        from ui.new_workspace import NewWorkspaceSheet

        frame, session = self._window.frame, self._window.session
        self.sheet("new", lambda: NewWorkspaceSheet(frame, session)).open()

    def backups(self) -> None:
        """The backups of this workspace."""
        from ui.backups import BackupSheet

        frame, files = self._window.frame, self._window.files
        self.sheet("backups", lambda: BackupSheet(frame, files)).open()
