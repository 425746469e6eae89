"""The backups of a workspace: what each holds, and opening one as a new file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.files import SUFFIX, Files
from ui.overlay import Overlay
from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.inline_error import InlineError
from ui.widgets.panel import Panel
from ui.widgets.text import label, title
from workbench.errors import WorkbenchError
from workbench.language import _, day

if TYPE_CHECKING:
    from workbench.store.backup import Backup


class BackupSheet(Overlay):
    """Lists the backups, newest first; restoring never overwrites, it opens a new file."""

    def __init__(self, window: QWidget, files: Files) -> None:
        super().__init__(window, width=600, name=_("Backups"))
        self._files = files
        self._session = files.session
        self._close = IconButton("close", _("Close"), side=28)
        self._close.clicked.connect(self.close_sheet)
        head = QHBoxLayout()
        head.addWidget(title(_("Backups")), 1)
        head.addWidget(self._close)
        self._words = label("", tone="muted", wrap=True)
        self._error = InlineError()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self.content.setContentsMargins(20, 16, 20, 20)
        self.content.addLayout(head)
        for part in (self._words, self._error, self._area):
            self.content.addWidget(part)

    def open(self) -> None:
        """Come up with the backups there are now."""
        from workbench.store import backup

        workspace = self._session.workspace
        if workspace is None:
            return
        found = self._session.ask(backup.backups, workspace.path)
        self._words.setText(
            _("A backup opens as a new file; the workspace that is open now stays as it is.")
            if found
            else _("No backup yet. One is made before each import and every half hour of work.")
        )
        self._error.clear()
        self._show(found)
        super().open()

    def first_focus(self) -> QWidget:
        """The button that closes it."""
        return self._close

    def _show(self, found: list[Backup]) -> None:
        holder = QWidget()
        holder.setProperty("ground", "none")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        panel = Panel()
        for backup in found:
            panel.add_row(self._row(backup))
        column.addWidget(panel)
        column.addStretch(1)
        self._area.setWidget(holder)
        self._area.setVisible(bool(found))
        self._area.setMinimumHeight(min(panel.sizeHint().height() + 4, 420))

    def _row(self, backup: Backup) -> QWidget:
        from workbench.store import backup as store

        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(16, 10, 10, 10)
        words = QVBoxLayout()
        words.setSpacing(2)
        when = _("{day}, {time}").format(
            day=day(backup.made.date(), "en", "EEE d MMM y"), time=f"{backup.made:%H:%M}"
        )
        words.addWidget(label(when, tabular=True))
        try:
            held = store.holding(backup.path)
            text = _("{orders} orders, {items} items, {experiments} experiments").format(
                orders=held.orders, items=held.items, experiments=held.experiments
            )
        except WorkbenchError as error:
            text = str(error)
        words.addWidget(label(text, size="small", tone="muted"))
        layout.addLayout(words, 1)
        button = LinkButton(_("Open as a new file …"))
        button.clicked.connect(lambda: self._restore(backup.path))
        layout.addWidget(button)
        return row

    def _restore(self, path: Path) -> None:
        workspace = self._session.workspace
        if workspace is None:
            return
        name = _("{name} restored").format(name=workspace.path.stem)
        start = str(workspace.path.with_name(name + SUFFIX))
        target, _kind = QFileDialog.getSaveFileName(
            self, _("Restore as"), start, _("Workspaces (*.workbench)")
        )
        if target:
            self.restore_to(path, Path(target).with_suffix(SUFFIX))

    def restore_to(self, path: Path, target: Path) -> None:
        """Write a backup to a new file and open that."""
        from workbench.store import backup

        try:
            backup.restore(path, target)
        except WorkbenchError as error:
            self._error.show_error(str(error))
            return
        self.close_sheet()
        self._files.open(target)
