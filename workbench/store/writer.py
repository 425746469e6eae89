"""The writing half of a workspace: one connection, owned by the database thread; every change one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from workbench.errors import Cancelled, CannotOpen, NothingToUndo, NotWritten
from workbench.language import _
from workbench.store import books, database, history, rollup

Result = TypeVar("Result")
IsCancelled = Callable[[], bool]

# How many of SQLite's instructions pass between two looks at whether the user cancelled: some milliseconds.
_INSTRUCTIONS = 50_000
# The settings from which roll-ups are made: where one changes, all are made anew.
_ROLLUP_SETTINGS = (
    "currency",
    "zone",
    "week_start",
    "fiscal_start",
    "prices_include_vat",
    "vat",
    "count_pending",
)


class Done(NamedTuple):
    """What a step did: the command's answer, the step's number (None when nothing changed), tables it touched."""

    result: Any
    step: int | None
    label: str
    tables: frozenset[str]


class _NothingChanged(Exception):
    """The command changed nothing: its transaction is dropped, and no step is left."""


class Writer:
    """The connection that writes. All of it runs on the thread that made it.

    Raises CannotOpen when the file is damaged or not a workspace. `notice` says what the user should know, or nothing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._db = database.connect_writer(path)
        except sqlite3.Error as error:
            raise CannotOpen(damaged(path)) from error
        try:
            # Only now: a crash may have left a counter in the file that connecting has rolled back.
            self._counter = database.read_header(path).change_counter
            database.check_schema(self._db, path.name)
            history.prepare(self._db)
            self.notice = self._notice_strangers()
        except BaseException as error:
            self._db.close()
            if isinstance(error, sqlite3.DatabaseError):
                raise CannotOpen(damaged(path)) from error
            raise

    def _notice_strangers(self) -> str:
        if books.counter_holds(self._db, self._counter):
            return ""
        self._write(lambda: history.clear(self._db))
        return _("Another program changed this file, so earlier steps cannot be undone.")

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def step(self, label: str, command: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Done:
        """Run a command in one transaction, as one step. What it raises is raised, and nothing remains of it."""
        db = self._db
        made: list[Done] = []

        def change() -> None:
            step = history.begin(db, label)
            with self._rollups_follow():
                result = command(db, *args, **kwargs)
            self._must_be_inside()
            tables = history.end(db, step)
            made.append(Done(result, step if tables else None, label, tables))
            if not tables:
                raise _NothingChanged

        with suppress(_NothingChanged):
            self._write(change)
        return made[0]

    def merge(
        self,
        label: str,
        command: Callable[..., Any],
        staging: Path,
        cancelled: IsCancelled,
        /,
        *args: Any,
        **kwargs: Any,
    ) -> Done:
        """Run a command as one step while a staging file is readable as `incoming`. Raises Cancelled."""
        stopped = Cancelled(_("Stopped; nothing was written."))

        def unless_cancelled(db: sqlite3.Connection, *args: Any, **kwargs: Any) -> Any:
            result = command(db, *args, **kwargs)
            if cancelled():
                raise stopped
            return result

        with database.attached(self._db, staging):
            self._db.set_progress_handler(lambda: int(cancelled()), _INSTRUCTIONS)
            try:
                return self.step(label, unless_cancelled, *args, **kwargs)
            except sqlite3.OperationalError as error:
                if cancelled():
                    raise stopped from error
                raise
            finally:
                self._db.set_progress_handler(None, 0)

    def undo(self) -> Done:
        """Take back the last step. Raises NothingToUndo."""
        return self._swap("undone = 0 ORDER BY id DESC", undone=True)

    def redo(self) -> Done:
        """Bring back the step undone last. Raises NothingToUndo."""
        return self._swap("undone = 1 ORDER BY id", undone=False)

    def _swap(self, which: str, *, undone: bool) -> Done:
        db = self._db
        row = db.execute(f"SELECT id, label FROM step WHERE {which} LIMIT 1").fetchone()
        if row is None:
            text = _("There is nothing to undo.") if undone else _("There is nothing to redo.")
            raise NothingToUndo(text)
        step, label = row

        def change() -> frozenset[str]:
            with self._rollups_follow():
                return history.swap(db, step, undone=undone)

        db.execute("PRAGMA foreign_keys = OFF")  # both sides of every link are swapped together
        try:
            return Done(None, step, label, self._write(change))
        finally:
            db.execute("PRAGMA foreign_keys = ON")

    def _must_be_inside(self) -> None:
        """Stop a step whose transaction is gone: SQLite itself ends it when the disk is full."""
        if not self._db.in_transaction:
            raise sqlite3.OperationalError("the transaction ended inside the step")

    @contextmanager
    def _rollups_follow(self) -> Iterator[None]:
        before = self._rollup_settings()
        yield
        if self._rollup_settings() != before:
            rollup.rebuild(self._db)

    def _rollup_settings(self) -> list[tuple[str, str]]:
        marks = ", ".join("?" * len(_ROLLUP_SETTINGS))
        return self._db.execute(
            f"SELECT key, value FROM setting WHERE key IN ({marks})"
            " UNION ALL SELECT currency || ' ' || day, rate FROM exchange_rate ORDER BY 1",
            _ROLLUP_SETTINGS,
        ).fetchall()

    def _write(self, change: Callable[[], Result]) -> Result:
        """Run a change in one transaction; the file's change counter is kept, so that we know our own writes."""
        db = self._db
        try:
            db.execute("BEGIN IMMEDIATE")
            result = change()
            self._must_be_inside()
            books.close(db, self._counter + 1)
            db.execute("COMMIT")
        except BaseException as error:
            if db.in_transaction:
                db.execute("ROLLBACK")
            if (words := in_words(error, self._path)) is None:
                raise
            raise words from error
        self._counter += 1
        return result


def damaged(path: Path) -> str:
    """The sentence for a file that SQLite can no longer read."""
    return _("{name} is damaged; restore a backup from the File menu.").format(name=path.name)


def in_words(error: BaseException, path: Path) -> NotWritten | None:
    """What to raise instead of an error of SQLite that is nobody's mistake; None for any other error."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return NotWritten(_("The disk is full; nothing was changed. Make room and try again."))
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
        return NotWritten(
            _("{name} cannot be written; nothing was changed.").format(name=path.name)
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        text = _("Another program is using {name}; nothing was changed. Try again.")
        return NotWritten(text.format(name=path.name))
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return NotWritten(damaged(path))
    return None
