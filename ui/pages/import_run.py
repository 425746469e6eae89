"""Reading files one after the other in a process of their own, for the preview."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from ui.jobs import Handle, Job

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.importing.plan import Plan
    from workbench.importing.request import Progress, Staged
    from workbench.importing.stored import Stored


class Table(NamedTuple):
    """One table of a file, staged and planned.

    `rows` are the first ones as they stand in the file, `stored` as they will be kept; `mapping` is the one it was
    read with, if any.
    """

    file: Path
    staged: Staged
    plan: Plan
    rows: list[tuple[int, list[str]]]
    options: Mapping[str, Any]
    stored: Stored
    mapping: Mapping[str, Any] | None = None


class ImportRun(QObject):
    """Reads files in turn; `found` per file with its tables, `failed` with file and sentence."""

    began = Signal(str)
    progressed = Signal(object)
    found = Signal(object, object)
    failed = Signal(object, str)
    ended = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._waiting: list[tuple[Path, Mapping[str, Any]]] = []
        self._folders: list[Path] = []
        self._job: Job | None = None
        self._planned: list[Table] = []

    def is_busy(self) -> bool:
        """Whether a file is being read."""
        return self._job is not None

    def read(self, files: list[Path], **options: Any) -> None:
        """Read these files after those already waiting."""
        self._waiting += [(file, options) for file in files]
        if self._job is None:
            self._next()

    def cancel(self) -> None:
        """Stop reading; what was read before stays."""
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()

    def clear(self) -> None:
        """Throw the staged tables away."""
        for folder in self._folders:
            shutil.rmtree(folder, ignore_errors=True)
        self._folders.clear()

    def _next(self) -> None:
        if not self._waiting:
            self._job = None
            self.ended.emit()
            return
        from workbench.importing import reading, road

        file, options = self._waiting.pop(0)
        folder = reading.new_staging()
        self._folders.append(folder)
        request = replace(self._session.ask(road.request_for, file, folder), **options)
        self._job = job = Job(lambda handle: _read(request, handle, self), self)
        kept = request.remembered
        job.finished.connect(lambda tables: self._plan(file, tables, options, kept))
        job.failed.connect(lambda sentence: self._refuse(file, sentence))
        job.cancelled.connect(self._next)
        self.began.emit(file.name)
        job.start()

    def _plan(
        self,
        file: Path,
        tables: list[Staged],
        options: Mapping[str, Any],
        kept: Mapping[str, Any],
    ) -> None:
        self._session.ask_later(
            _plans, [table.path for table in tables], owner=self,
            then=lambda plans: self._tell(file, tables, plans, options, kept),
            fails=lambda sentence: self._refuse(file, sentence),
        )  # fmt: skip

    def _tell(
        self,
        file: Path,
        tables: list[Staged],
        plans: list[Any],
        options: Mapping[str, Any],
        kept: Mapping[str, Any],
    ) -> None:
        told = "as_source" in options
        made = [
            Table(
                file, table, plan, rows, options, stored,
                options.get("mapping") or (None if told else kept.get(plan.about.shape)),
            )
            for table, (plan, rows, stored) in zip(tables, plans, strict=True)
        ]  # fmt: skip
        self.found.emit(file, made)
        self._next()

    def _refuse(self, file: Path, sentence: str) -> None:
        self.failed.emit(file, sentence)
        self._next()


def _read(request: Any, handle: Handle, run: ImportRun) -> list[Staged]:
    from workbench.importing import reading, sources

    sources.known()  # the preview lists them; loading them on the window's thread would hold it up

    def told(progress: Progress) -> None:
        run.progressed.emit(progress)

    return reading.read(request, progress=told, cancelled=handle.cancelled)


def _plans(db: Any, paths: list[Path]) -> list[Any]:
    from workbench.importing import plan, stored

    return [
        (plan.plan(db, path), plan.first_rows(db, path), stored.stored_rows(db, path))
        for path in paths
    ]
