"""A workspace: one brand's file, two doors. `do` changes it in steps, `ask` reads it.

One connection writes and belongs to the database thread; one only reads and belongs to the thread that opened the
workspace. Every change is one transaction and one step of the history.
"""

from __future__ import annotations

import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from workbench.errors import ReadOnly
from workbench.language import _
from workbench.store import database
from workbench.store.lock import Lock
from workbench.store.writer import Done, Writer, damaged

__all__ = ["Done", "Workspace", "damaged"]

Result = TypeVar("Result")

# What commands and readers are given; the window names it without knowing SQL.
Database = sqlite3.Connection


class Workspace:
    """An open workspace file. Use `workbench.store.opening` to create or open one."""

    def __init__(self, path: Path, *, lock: Lock | None, notices: tuple[str, ...] = ()) -> None:
        self.path = path
        self.notices = notices
        self._lock = lock
        self._tasks: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._writer: Writer | None = None
        self._thread: threading.Thread | None = None
        if lock is not None:
            self._start_writing()
        try:
            self._reader = database.connect_reader(path)
        except BaseException:
            self._stop_writing()
            raise

    @property
    def read_only(self) -> bool:
        """True when another program writes this file, or it lies where nobody can write."""
        return self._lock is None

    def ask(self, query: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Result:
        """Answer a reader at once, on this thread; for what takes less than 20 ms."""
        return query(self._reader, *args, **kwargs)

    def ask_later(self, query: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Answer a reader on a thread of its own, with a connection of its own."""
        future: Future[Any] = Future()

        def answer() -> Any:
            db = database.connect_reader(self.path)
            try:
                return query(db, *args, **kwargs)
            finally:
                db.close()

        threading.Thread(
            target=_fulfil, args=(future, answer), name="question", daemon=True
        ).start()
        return future

    def do(self, label: str, command: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Done:
        """Run a command as one step and wait for it.

        Whatever the command raises is raised here, and nothing of the step remains. Raises ReadOnly, and NotWritten
        where the disk is full or the file cannot be written.
        """
        return self.submit(label, command, *args, **kwargs).result()

    def submit(
        self, label: str, command: Callable[..., Any], /, *args: Any, **kwargs: Any
    ) -> Future[Done]:
        """Run a command as one step on the database thread, after those already waiting."""
        return self._on_thread(lambda writer: writer.step(label, command, *args, **kwargs))

    def submit_merge(
        self,
        label: str,
        command: Callable[..., Any],
        staging: Path,
        /,
        *args: Any,
        cancelled: Callable[[], bool] = lambda: False,
        **kwargs: Any,
    ) -> Future[Done]:
        """Run a command as one step while a staging file is readable as `incoming`.

        The future raises Cancelled when `cancelled` turns true before the step is committed.
        """
        return self._on_thread(
            lambda writer: writer.merge(label, command, staging, cancelled, *args, **kwargs)
        )

    def undo(self) -> Done:
        """Take back the last step. Raises NothingToUndo."""
        return self.submit_undo().result()

    def redo(self) -> Done:
        """Bring back the step undone last. Raises NothingToUndo."""
        return self.submit_redo().result()

    def submit_undo(self) -> Future[Done]:
        """Take back the last step, on the database thread."""
        return self._on_thread(lambda writer: writer.undo())

    def submit_redo(self) -> Future[Done]:
        """Bring back the step undone last, on the database thread."""
        return self._on_thread(lambda writer: writer.redo())

    def between_steps(self, task: Callable[[], Result]) -> Future[Result]:
        """Run something that needs the file to hold still, such as a backup, between two steps."""
        return self._on_thread(lambda _writer: task())

    def cancel_reading(self) -> None:
        """Stop whatever the reader is answering."""
        self._reader.interrupt()

    def close(self) -> None:
        """Finish what is waiting, then let go of the file."""
        self._stop_writing()
        self._reader.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def _on_thread(self, task: Callable[[Writer], Result]) -> Future[Result]:
        future: Future[Result] = Future()
        writer = self._writer
        if writer is None:
            text = _("This workspace is open read-only; nothing can be changed in it.")
            future.set_exception(ReadOnly(text))
        else:
            self._tasks.put(lambda: _fulfil(future, lambda: task(writer)))
        return future

    def _start_writing(self) -> None:
        started: Future[Writer] = Future()
        self._tasks.put(lambda: _fulfil(started, lambda: Writer(self.path)))
        self._thread = threading.Thread(target=self._work, name="database", daemon=True)
        self._thread.start()
        try:
            self._writer = started.result()
        except BaseException:
            self._stop_writing()
            raise
        if self._writer.notice:
            self.notices = (*self.notices, self._writer.notice)

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None:
            task()

    def _stop_writing(self) -> None:
        if self._thread is None:
            return
        writer, self._writer = self._writer, None  # what comes now is answered with ReadOnly
        if writer is not None:
            self._tasks.put(writer.close)
        self._tasks.put(None)
        self._thread.join()
        self._thread = None


def _fulfil(future: Future[Result], task: Callable[[], Result]) -> None:
    if not future.set_running_or_notify_cancel():
        return  # given up while it waited
    try:
        answer = task()
    except BaseException as error:
        future.set_exception(error)
    else:
        future.set_result(answer)
