"""The one object that all pages share: the open workspace, the settings and two doors.

`do` changes, `ask` and `ask_later` read; there is no third door. Each change ends in one `changed`
with the names of the tables that it touched, or in `failed` with one sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui import problems
from ui.jobs import Relay
from workbench import settings as settings_of
from workbench.errors import WorkbenchError
from workbench.settings import Settings

if TYPE_CHECKING:
    from workbench.store.workspace import Done, Workspace

Then = Callable[[Any], None]


class Session(QObject):
    """The open workspace and the person's settings, and the only way to both.

    `changed` carries a frozenset of table names, once per step; `done` the step's label; `failed` a
    sentence; `opened` follows every opening and closing; `settings_changed` the new settings.
    """

    changed = Signal(object)
    done = Signal(str)
    failed = Signal(str)
    opened = Signal()
    settings_changed = Signal(object)

    def __init__(self, settings: Settings | None = None, *, keep: bool = True) -> None:
        super().__init__()
        self.workspace: Workspace | None = None
        self.settings = settings or Settings()
        self._keep = keep  # a tour or a test leaves the person's settings alone
        self._relay = Relay(self)
        self._asked: dict[tuple[int, Any], int] = {}
        self._under_way = 0

    def is_busy(self) -> bool:
        """Whether an answer or a step is still under way."""
        return self._under_way > 0

    # the workspace

    def open(self, path: Path | str, *, read_only: bool = False) -> bool:
        """Open a workspace in place of the one now open; False and `failed` if that cannot be."""
        from workbench.store.opening import open_workspace

        return self._take(lambda: open_workspace(Path(path), read_only=read_only))

    def create(self, path: Path | str, **brand: Any) -> bool:
        """Make an empty workspace and open it; `brand` as new_workspace wants it."""
        from workbench.new import new_workspace

        return self._take(lambda: new_workspace(Path(path), **brand))

    def adopt(self, workspace: Workspace, *, remember: bool = True) -> None:
        """Use a workspace that is open already, closing the one before it."""
        self.close()
        self.workspace = workspace
        if remember:
            self.change_settings(settings_of.opened(self.settings, workspace.path))
        self.opened.emit()

    def close(self) -> None:
        """Close the workspace; answers still under way are dropped."""
        self._asked.clear()
        if self.workspace is not None:
            old, self.workspace = self.workspace, None
            old.close()

    def _take(self, opening: Callable[[], Workspace]) -> bool:
        held = self.workspace
        try:
            if held is not None:
                # The file may be the one that is open now: its lock has to go first.
                self.close()
            workspace = opening()
        except Exception as error:
            self.failed.emit(problems.sentence(error))
            if held is not None:
                with suppress(WorkbenchError):
                    from workbench.store.opening import open_workspace

                    self.adopt(open_workspace(held.path, read_only=held.read_only))
            return False
        self.adopt(workspace)
        return True

    def _reopen(self, path: Path, *, read_only: bool) -> None:
        from workbench.store.opening import open_workspace

        with suppress(WorkbenchError):
            self.adopt(open_workspace(path, read_only=read_only))

    # the two doors

    def do(
        self,
        label: str,
        command: Callable[..., Any],
        /,
        *args: Any,
        then: Then | None = None,
        fails: Callable[[str], None] | None = None,
        **kwargs: Any,
    ) -> None:
        """Run a command as one step on the database thread.

        Then `changed`, `done` and `then(result)` follow, or `fails(sentence)`; `failed` where no
        `fails` is given.
        """
        if self.workspace is None:
            return
        future = self.workspace.submit(label, command, *args, **kwargs)
        self._follow(future, lambda found: self._stepped(found, then, fails))

    def merge(
        self,
        label: str,
        staging: Path,
        *,
        then: Then,
        fails: Callable[[str], None],
        confirmed: bool = False,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        """Bring a staged table in as one step; `confirmed` permits it to leave fewer rows."""
        if self.workspace is None:
            return
        from workbench.importing.merge import merge

        future = self.workspace.submit_merge(
            label, merge, staging, cancelled=cancelled, confirmed=confirmed
        )
        self._follow(future, lambda found: self._stepped(found, then, fails))

    def ask(self, query: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Read at once; only for what takes less than 20 ms."""
        if self.workspace is None:
            raise RuntimeError("a page asked although no workspace is open")
        return self.workspace.ask(query, *args, **kwargs)

    def ask_later(
        self,
        query: Callable[..., Any],
        /,
        *args: Any,
        then: Then,
        owner: QObject,
        fails: Callable[[str], None] | None = None,
        **kwargs: Any,
    ) -> None:
        """Read on another thread; the answer is dropped if `owner` asked again or is gone."""
        if self.workspace is None:
            return
        key = (id(owner), query)
        mine = self._asked[key] = self._asked.get(key, 0) + 1
        workspace = self.workspace

        def arrived(future: Future[Any]) -> None:
            if self.workspace is workspace and self._asked.get(key) == mine and _alive(owner):
                self._settle(future, then, fails)

        self._follow(workspace.ask_later(query, *args, **kwargs), arrived)

    def task(
        self,
        task: Callable[[], Any],
        *,
        then: Then | None = None,
        fails: Callable[[str], None] | None = None,
    ) -> None:
        """Run something that needs the file to hold still, such as a backup, between two steps."""
        if self.workspace is not None:
            future = self.workspace.between_steps(task)
            self._follow(future, lambda found: self._settle(found, then or _nothing, fails))

    def undo(self) -> None:
        """Take the last step back."""
        if self.workspace is not None:
            self._follow(self.workspace.submit_undo(), self._stepped)

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        if self.workspace is not None:
            self._follow(self.workspace.submit_redo(), self._stepped)

    def _follow(self, future: Future[Any], then: Callable[[Future[Any]], None]) -> None:
        self._under_way += 1

        def ended(found: Future[Any]) -> None:
            self._under_way -= 1
            then(found)

        self._relay.when_done(future, ended)

    def _stepped(
        self,
        future: Future[Done],
        then: Then | None = None,
        fails: Callable[[str], None] | None = None,
    ) -> None:
        def told(done: Done) -> None:
            if done.tables:
                self.changed.emit(done.tables)
                self.done.emit(done.label)
            if then is not None:
                then(done.result)

        self._settle(future, told, fails)

    def _settle(
        self, future: Future[Any], then: Then, fails: Callable[[str], None] | None = None
    ) -> None:
        if future.cancelled():
            return
        error = future.exception()
        if error is None:
            then(future.result())
        else:
            (fails or self.failed.emit)(problems.sentence(error))

    # the settings

    def change_settings(self, settings: Settings | None = None, **changes: Any) -> None:
        """Change some settings, or take a whole new value, and keep them on disk."""
        new = replace(settings or self.settings, **changes)
        if new != self.settings:
            self.settings = new
            if self._keep:
                settings_of.save(new)
            self.settings_changed.emit(new)


def _nothing(_result: Any) -> None:
    """Nobody waits for this answer."""


def _alive(owner: QObject) -> bool:
    from shiboken6 import isValid

    return bool(isValid(owner))
