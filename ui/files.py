"""The File menu: workspaces, the sample brand, copies and backups."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from workbench.language import _

if TYPE_CHECKING:
    from ui.window import Window

SUFFIX = ".workbench"
BACKUP_MINUTES = 30
SHEETS = (
    ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt", ".tab", ".zip", ".gz",
)  # fmt: skip


class Files(QObject):
    """Asks for files and hands them on; also sees to the backups while a workspace is open."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.session = window.session
        self._backup = QTimer(self, interval=BACKUP_MINUTES * 60_000)
        self._backup.timeout.connect(self.back_up)
        self.session.opened.connect(self._backup.start)

    # workspaces

    def open(self, path: str | Path) -> None:
        """Open a workspace; a file that is gone leaves the list of recent ones."""
        path = Path(path)
        if not path.exists():
            kept = tuple(p for p in self.session.settings.recent if p != str(path))
            self.session.change_settings(recent=kept)
        if self.session.open(path):
            self._window.turn_to("home")

    def take(self, paths: list[str]) -> None:
        """Take files that were dropped or named: a workspace is opened, others are imported."""
        workspaces = [path for path in paths if path.casefold().endswith(SUFFIX)]
        sheets = [path for path in paths if path not in workspaces]
        if workspaces:
            self.open(workspaces[0])
        if not sheets:
            return
        if self.session.workspace is None:
            self._window.frame.page("home").show_thing("files", sheets)
        else:
            self._window.show_thing("imports", "files", sheets)

    def ask_new(self) -> None:
        """Show the form for a new workspace."""
        self._window.sheets.new()

    def ask_open(self) -> None:
        """Ask for a workspace and open it."""
        path, _kind = QFileDialog.getOpenFileName(
            self._window, _("Open workspace"), self._folder(), _("Workspaces (*.workbench)")
        )
        if path:
            self.open(path)

    def open_sample(self) -> None:
        """Open the sample brand; it is made on first use."""
        self._sample(fresh=False)

    def reset_sample(self) -> None:
        """Make the sample brand anew, without what was tried out in it."""
        self._sample(fresh=True)

    def _sample(self, *, fresh: bool) -> None:
        from ui.sample import SampleMaker

        SampleMaker(self._window, fresh=fresh).start()

    # exports to import

    def ask_import(self) -> None:
        """Ask for files and show what is in them."""
        sheets = " ".join(f"*{suffix}" for suffix in SHEETS)
        kinds = _("Spreadsheets and exports ({kinds})").format(kinds=sheets)
        paths, _kind = QFileDialog.getOpenFileNames(
            self._window, _("Import files"), self._folder(), f"{kinds};;{_('All files')} (*)"
        )
        if paths:
            self.take(paths)

    # copies and backups

    def ask_copy(self) -> None:
        """Ask for a name and save a copy there."""
        workspace = self.session.workspace
        if workspace is None:
            return
        name = str(workspace.path.with_stem(_("{name} copy").format(name=workspace.path.stem)))
        path, _kind = QFileDialog.getSaveFileName(
            self._window, _("Save a copy"), name, _("Workspaces (*.workbench)")
        )
        if path:
            self.save_copy(Path(path).with_suffix(SUFFIX))

    def save_copy(self, target: Path) -> None:
        """Save a copy with a life of its own."""
        from workbench.store import backup

        workspace = self.session.workspace
        if workspace is None:
            return
        said = _("Saved a copy as {name}").format(name=target.name)

        def copy() -> None:
            # The system's dialog has already asked whether to replace an older copy.
            if target.exists() and target != workspace.path:
                target.unlink()
            backup.save_copy(workspace.path, target)

        if workspace.read_only:
            self._window.busy(copy, then=lambda _none: self._window.say(said))
        else:
            self.session.task(copy, then=lambda _none: self._window.say(said))

    def ask_restore(self) -> None:
        """Show the backups of this workspace."""
        self._window.sheets.backups()

    def back_up(self) -> None:
        """Make a backup if something changed since the last one."""
        workspace = self.session.workspace
        if workspace is not None and not workspace.read_only:
            from workbench.store import backup

            self.session.task(lambda: backup.back_up(workspace.path))

    def _folder(self) -> str:
        workspace = self.session.workspace
        return str(workspace.path.parent if workspace else Path.home())
