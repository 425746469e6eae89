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
from typing import Any, NamedTuple, TypeVar

from workbench.errors import Cancelled, CannotOpen, NothingToUndo, ReadOnly
from workbench.language import _
from workbench.store import books, database, history, rollup
from workbench.store.brand import brand
from workbench.store.lock import Lock

Result = TypeVar("Result")


class Done(NamedTuple):
    """What a step did: the command's answer, the step's number (None when nothing changed), tables it touched."""

    result: Any
    step: int | None
    label: str
    tables: frozenset[str]


class Workspace:
    """An open workspace file. Use `workbench.store.opening` to create or open one."""

    def __init__(self, path: Path, *, lock: Lock | None, notices: tuple[str, ...] = ()) -> None:
        self.path = path
        self.notices = notices
        self._lock = lock
        self._counter = 0
        self._tasks: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._writer: sqlite3.Connection | None = None
        if lock is not None:
            self._thread = threading.Thread(target=self._work, name="database", daemon=True)
            self._thread.start()
            self._on_thread(self._start_writing).result()
        self._reader = database.connect_reader(path)

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

        def answer() -> None:
            with_own = database.connect_reader(self.path)
            try:
                _fulfil(future, lambda: query(with_own, *args, **kwargs))
            finally:
                with_own.close()

        threading.Thread(target=answer, name="question", daemon=True).start()
        return future

    def do(self, label: str, command: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Done:
        """Run a command as one step and wait for it.

        Whatever the command raises is raised here, and nothing of the step remains. Raises ReadOnly.
        """
        return self.submit(label, command, *args, **kwargs).result()

    def submit(
        self, label: str, command: Callable[..., Any], /, *args: Any, **kwargs: Any
    ) -> Future[Done]:
        """Run a command as one step on the database thread, after those already waiting."""
        return self._on_thread(lambda: self._step(label, command, args, kwargs))

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
            lambda: self._merge(label, command, staging, args, kwargs, cancelled)
        )

    def undo(self) -> Done:
        """Take back the last step. Raises NothingToUndo."""
        return self.submit_undo().result()

    def redo(self) -> Done:
        """Bring back the step undone last. Raises NothingToUndo."""
        return self.submit_redo().result()

    def submit_undo(self) -> Future[Done]:
        """Take back the last step, on the database thread."""
        return self._on_thread(lambda: self._swap("undone = 0 ORDER BY id DESC", undone=True))

    def submit_redo(self) -> Future[Done]:
        """Bring back the step undone last, on the database thread."""
        return self._on_thread(lambda: self._swap("undone = 1 ORDER BY id", undone=False))

    def between_steps(self, task: Callable[[], Result]) -> Future[Result]:
        """Run something that needs the file to hold still, such as a backup, between two steps."""
        return self._on_thread(task)

    def cancel_reading(self) -> None:
        """Stop whatever the reader is answering."""
        self._reader.interrupt()

    def close(self) -> None:
        """Finish what is waiting, then let go of the file."""
        if self._thread is not None and self._thread.is_alive():
            self._on_thread(self._stop_writing).result()
            self._tasks.put(None)
            self._thread.join()
        self._reader.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def _on_thread(self, task: Callable[[], Result]) -> Future[Result]:
        future: Future[Result] = Future()
        if self._thread is None or self._lock is None:
            text = _("This workspace is open read-only; nothing can be changed in it.")
            future.set_exception(ReadOnly(text))
        else:
            self._tasks.put(lambda: _fulfil(future, task))
        return future

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None:
            task()

    def _start_writing(self) -> None:
        self._counter = database.read_header(self.path).change_counter
        db = self._writer = database.connect_writer(self.path)
        try:
            db.execute("BEGIN IMMEDIATE")  # rolls back what a crash left half done
            db.execute("ROLLBACK")
            database.check_schema(db, self.path.name)
        except sqlite3.DatabaseError as error:
            db.close()
            raise CannotOpen(damaged(self.path)) from error
        except CannotOpen:
            db.close()
            raise
        history.prepare(db)
        if not books.counter_holds(db, self._counter):
            self._write(lambda: history.clear(db))
            text = _("Another program changed this file, so earlier steps cannot be undone.")
            self.notices = (*self.notices, text)

    def _stop_writing(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def _write(self, change: Callable[[], Result]) -> Result:
        """Run a change in one transaction; the file's change counter is kept, so that we know our own writes."""
        db = self._writer
        assert db is not None
        db.execute("BEGIN IMMEDIATE")
        try:
            result = change()
            books.close(db, self._counter + 1)
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise
        self._counter += 1
        return result

    def _step(
        self, label: str, command: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Done:
        db = self._writer
        assert db is not None
        made: list[Done] = []

        def change() -> None:
            before = brand(db)
            step = history.begin(db, label)
            result = command(db, *args, **kwargs)
            if brand(db) != before:
                rollup.rebuild(db)
            tables = history.end(db, step)
            made.append(Done(result, step if tables else None, label, tables))
            if not tables:
                raise _NothingChanged

        try:
            self._write(change)
        except _NothingChanged:
            db.execute("UPDATE temp.control SET step = NULL")
        except BaseException:
            db.execute("UPDATE temp.control SET step = NULL, swapping = 0")
            raise
        return made[0]

    def _merge(
        self,
        label: str,
        command: Callable[..., Any],
        staging: Path,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        cancelled: Callable[[], bool],
    ) -> Done:
        db = self._writer
        assert db is not None
        with database.attached(db, staging):
            db.set_progress_handler(lambda: int(cancelled()), _INSTRUCTIONS)
            try:
                return self._step(label, command, args, kwargs)
            except sqlite3.OperationalError as error:
                if cancelled():
                    raise Cancelled(_("Stopped; nothing was written.")) from error
                raise
            finally:
                db.set_progress_handler(None, 0)

    def _swap(self, which: str, *, undone: bool) -> Done:
        db = self._writer
        assert db is not None
        row = db.execute(f"SELECT id, label FROM step WHERE {which} LIMIT 1").fetchone()
        if row is None:
            text = _("There is nothing to undo.") if undone else _("There is nothing to redo.")
            raise NothingToUndo(text)
        step, label = row

        def change() -> frozenset[str]:
            before = brand(db)
            tables = history.swap(db, step, undone=undone)
            if brand(db) != before:
                rollup.rebuild(db)
            return tables

        db.execute("PRAGMA foreign_keys = OFF")  # both sides of every link are swapped together
        try:
            tables = self._write(change)
        except BaseException:
            db.execute("UPDATE temp.control SET step = NULL, swapping = 0")
            raise
        finally:
            db.execute("PRAGMA foreign_keys = ON")
        return Done(None, step, label, tables)


# How many of SQLite's instructions pass between two looks at whether the user cancelled: some milliseconds.
_INSTRUCTIONS = 50_000


class _NothingChanged(Exception):
    """The command changed nothing: its transaction is dropped, and no step is left."""


def damaged(path: Path) -> str:
    """The sentence for a file that SQLite can no longer read."""
    return _("{name} is damaged; restore a backup from the File menu.").format(name=path.name)


def _fulfil(future: Future[Result], task: Callable[[], Result]) -> None:
    try:
        future.set_result(task())
    except BaseException as error:
        future.set_exception(error)
