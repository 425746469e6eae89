"""What Ctrl+Z would do now: the words for the menu, read from the history."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ui.session import Session
from workbench.language import _


class Steps(QObject):
    """Keeps the labels of the next undo and redo; `moved` when they may have changed."""

    moved = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._undo: str | None = None
        self._redo: str | None = None
        session.changed.connect(self.read)
        session.opened.connect(self.read)

    def read(self) -> None:
        """Read the history again."""
        self._undo = self._redo = None
        workspace = self._session.workspace
        if workspace is not None and not workspace.read_only:
            from workbench.store import history

            self._undo = self._session.ask(history.next_undo)
            self._redo = self._session.ask(history.next_redo)
        self.moved.emit()

    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._undo is not None

    def can_redo(self) -> bool:
        """Whether there is a step to bring back."""
        return self._redo is not None

    def undo_text(self) -> str:
        """The menu's words for undo."""
        return _("Undo: {step}").format(step=self._undo) if self._undo else _("Undo")

    def redo_text(self) -> str:
        """The menu's words for redo."""
        return _("Redo: {step}").format(step=self._redo) if self._redo else _("Redo")
