"""Bring a file of an older version up to date: on a copy, checked, and then put in the file's place.

Killed at any moment, either the old file is there or the new one. The old one becomes a backup first. Foreign keys are
off while tables are made anew, and everything is compared with what a new file would be before it counts.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from workbench.errors import CannotOpen, WorkbenchError
from workbench.language import _
from workbench.store import backup, books, database, history, migrations, rollup, seal


def upgrade(path: Path) -> None:
    """Replace a workspace file by one of today's version. The caller holds the lock, and no connection is open.

    Raises CannotOpen; the file is then as it was.
    """
    beside = path.with_name(path.name + ".upgrade")
    beside.unlink(missing_ok=True)
    try:
        backup.back_up(path)
        _copy(path, beside)
        with closing(sqlite3.connect(beside, isolation_level=None)) as db:
            _bring_up(db)
        database.put_in_place(beside, path)
    except (OSError, sqlite3.Error, WorkbenchError, ValueError) as error:
        text = _("{name} could not be brought up to date, and is as it was; restore a backup.")
        raise CannotOpen(text.format(name=path.name)) from error
    finally:
        for left in (beside, beside.with_name(beside.name + "-journal")):
            left.unlink(missing_ok=True)


def _copy(path: Path, target: Path) -> None:
    with (
        closing(database.connect_reader(path)) as db,
        closing(sqlite3.connect(target, isolation_level=None)) as copy,
    ):
        database.make_private(target)
        db.backup(copy)


def _bring_up(db: sqlite3.Connection) -> None:
    database.prepare(db)
    db.execute("PRAGMA recursive_triggers = ON")
    db.execute("PRAGMA foreign_keys = OFF")
    held = _typed_of(db)
    missing = {table: _set_damaged_apart(db, table, columns) for table, columns in held.items()}
    migrations.apply(db)
    db.execute(f"PRAGMA user_version = {len(database.MIGRATIONS)}")
    if db.execute("PRAGMA foreign_key_check").fetchall():
        raise CannotOpen(_("Rows point to something that is gone."))
    database.check_schema(db, "")
    history.prepare(db)
    db.execute("BEGIN")
    _seal_anew(db, missing)
    history.clear(db)
    rollup.rebuild(db)
    books.close(db)
    db.execute("COMMIT")
    if db.execute("PRAGMA quick_check").fetchone()[0] != "ok":
        raise CannotOpen(_("The copy came out damaged; check the original."))


def _typed_of(db: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """The typed tables as this older file has them, with their columns (without id and row_hash)."""
    names = db.execute(
        "SELECT substr(name, 6) FROM sqlite_master"
        " WHERE type = 'table' AND substr(name, 1, 5) = 'undo_' ORDER BY name"
    ).fetchall()
    return {name: _columns(db, name) for (name,) in names}


def _columns(db: sqlite3.Connection, table: str) -> tuple[str, ...]:
    rows = db.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall()
    return tuple(name for (name,) in rows if name not in ("id", "row_hash"))


def _set_damaged_apart(db: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> seal.Sum:
    """Take the fingerprint from rows that do not match theirs; answers what the table's seal is short of.

    New columns mean new fingerprints and seals. Damage that was there must not be sealed as if it were right.
    """
    kept = db.execute('SELECT n, low, high FROM seal WHERE "table" = ?', (table,)).fetchone()
    now = seal.sums(db, table).get((0, 1), seal.NOTHING)
    names = ", ".join(f'"{c}"' for c in ("id", *columns))
    db.execute(f'UPDATE "{table}" SET row_hash = NULL WHERE row_hash IS NOT fingerprint({names})')
    return seal.difference(now, seal.Sum(*kept) if kept else seal.NOTHING)


def _seal_anew(db: sqlite3.Connection, missing: dict[str, seal.Sum]) -> None:
    db.execute("UPDATE temp.control SET swapping = 1")
    for table, columns in database.typed_tables().items():
        names = ", ".join(f'"{c}"' for c in ("id", *columns))
        # A table of this version's own has never been fingerprinted; in the others, NULL marks damage.
        known = "WHERE row_hash NOT NULL" if table in missing else ""
        db.execute(f'UPDATE "{table}" SET row_hash = fingerprint({names}) {known}')
        db.execute('DELETE FROM seal WHERE "table" = ?', (table,))
        now = seal.sums(db, table).get((0, 1), seal.NOTHING)
        seal.add(db, table, (0, 1), now)
        seal.add(db, table, (0, 1), missing.get(table, seal.NOTHING))
    db.execute("UPDATE temp.control SET swapping = 0")
