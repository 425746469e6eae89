"""Create and open workspaces, and say in one sentence why a file cannot be opened."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from workbench.errors import BadInput, CannotOpen
from workbench.language import _
from workbench.store import books, database, history
from workbench.store.brand import DEFAULTS, check_settings, set_setting
from workbench.store.lock import Answer, Lock
from workbench.store.workspace import Workspace, damaged

SUFFIX = ".workbench"
Command = Callable[[sqlite3.Connection], object]


def create_workspace(
    path: Path | str, *, fill: Command | None = None, **settings: str | None
) -> Workspace:
    """Make an empty workspace file, let `fill` put its first rows in, and open it.

    Settings are those of `workbench.store.brand`; what is not given has its default. Raises BadInput for a file that
    exists or a setting that cannot be, CannotOpen where no file can be made.
    """
    path = Path(path)
    values = DEFAULTS | {key: str(value) for key, value in settings.items() if value is not None}
    check_settings(values)
    if path.exists():
        text = _("There is already a file {name}; choose another name.")
        raise BadInput(text.format(name=path.name))
    beside = path.with_name(path.name + ".part")  # a crash here must not leave half a workspace
    try:
        beside.unlink(missing_ok=True)
        _write_new(beside, values, fill)
        database.put_in_place(beside, path)
    except (OSError, sqlite3.Error) as error:
        text = _("No file can be made in the folder {folder}.")
        raise CannotOpen(text.format(folder=path.resolve().parent.name or "/")) from error
    finally:
        beside.unlink(missing_ok=True)
    return open_workspace(path)


def _write_new(path: Path, values: dict[str, str], fill: Command | None) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    try:
        database.make_private(path)
        db.execute(f"PRAGMA application_id = {database.APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {len(database.MIGRATIONS)}")
        database.prepare(db)
        db.execute("PRAGMA recursive_triggers = ON")
        db.execute("BEGIN")
        for statement in database.expected_schema():
            db.execute(statement)
        _note_migrations(db)
        books.begin(db)
        history.prepare(db)
        step = history.begin(db, _("New workspace"))
        for key, value in values.items():
            set_setting(db, key, value)
        if fill is not None:
            fill(db)
        history.end(db, step)
        history.clear(db)
        books.close(db)
        db.execute("COMMIT")
    finally:
        db.close()


def _note_migrations(db: sqlite3.Connection) -> None:
    """Note, as sqlite-utils would, that this file already is what the migrations make."""
    db.executemany(
        "INSERT INTO _sqlite_migrations(migration_set, name, applied_at) VALUES (?, ?, ?)",
        [(database.MIGRATION_SET, name, str(datetime.now(UTC))) for name in database.MIGRATIONS],
    )


def open_workspace(path: Path | str, *, read_only: bool = False) -> Workspace:
    """Open a workspace for writing, or only for reading where another program writes it.

    A file of an older version is brought up to date first. Raises CannotOpen with one sentence when the file is
    missing, foreign, newer or damaged.
    """
    path = Path(path)
    database.check_header(path, database.read_header(path))
    lock = Lock(path)
    answer = lock.take()
    try:
        if answer is not Answer.OURS:
            return _open_as_reader(path, _why_read_only(path, lock, answer, asked=read_only))
        notices = _settle(path)
        if not read_only:
            return Workspace(path, lock=lock, notices=notices)
        lock.release()
        return _open_as_reader(path, notices)
    except BaseException:
        lock.release()
        raise


def _why_read_only(path: Path, lock: Lock, answer: Answer, *, asked: bool) -> tuple[str, ...]:
    if asked:
        return ()
    holder = lock.holder() if answer is Answer.THEIRS else None
    if holder is not None:
        text = _(
            "{name} is open in another window (process {process} on {host}), so it is read-only here."
        )
        return (text.format(name=path.name, process=holder.process, host=holder.host),)
    if answer is Answer.THEIRS:
        text = _("{name} is open in another window, so it is read-only here.")
    else:
        text = _("{name} cannot be written here, so it is read-only.")
    return (text.format(name=path.name),)


def _settle(path: Path) -> tuple[str, ...]:
    """With the lock held: roll back what a crash left half done, and bring an older file up to date."""
    if path.with_name(path.name + "-journal").exists():
        try:
            database.connect_writer(path).close()
        except sqlite3.Error as error:
            raise CannotOpen(damaged(path)) from error
    header = database.read_header(path)
    database.check_header(path, header)
    if header.version == len(database.MIGRATIONS):
        return ()
    from workbench.store.upgrading import upgrade  # loads sqlite-utils, which takes its time

    upgrade(path)
    text = _(
        "{name} was made by an earlier version and has been brought up to date; the file as it was is among"
        " the backups, and earlier steps cannot be undone."
    )
    return (text.format(name=path.name),)


def _open_as_reader(path: Path, notices: tuple[str, ...]) -> Workspace:
    if database.read_header(path).version < len(database.MIGRATIONS):
        text = _(
            "{name} was made by an earlier version; it must be writable once to be brought up to date."
        )
        raise CannotOpen(text.format(name=path.name))
    try:
        workspace = Workspace(path, lock=None, notices=notices)
        try:
            workspace.ask(database.check_schema, path.name)
        except BaseException:
            workspace.close()
            raise
    except sqlite3.Error as error:
        raise CannotOpen(_why_unreadable(path)) from error
    return workspace


def _why_unreadable(path: Path) -> str:
    if path.with_name(path.name + "-journal").exists():
        text = _(
            "{name} was not closed properly and cannot be repaired where it lies; copy it elsewhere."
        )
        return text.format(name=path.name)
    return damaged(path)
