"""The history of imports: what came in, when, from which file, and what was not taken."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from workbench.errors import NotFound
from workbench.importing.counts import Refused
from workbench.language import _
from workbench.store import statements


class ImportRow(NamedTuple):
    """One import; `at` is when it was brought in (UTC), `as_of` when the file was exported."""

    id: int
    file: str
    sheet: str
    source: str
    first_day: str | None
    last_day: str | None
    as_of: str | None
    at: str
    read: int
    refused: int
    live: bool


class SourceState(NamedTuple):
    """What a source has brought so far: the span of days held, and the newest export."""

    source: str
    first_day: str
    last_day: str
    as_of: str
    imports: int


def imports(db: sqlite3.Connection, *, live_only: bool = False) -> list[ImportRow]:
    """Every import, newest first."""
    where = "WHERE live = 1" if live_only else ""
    rows = db.execute(
        "SELECT id, file, sheet, source, first_day, last_day, as_of, at, read,"
        " (SELECT count(*) FROM import_refused r WHERE r.import_id = import.id), live"
        f" FROM import {where} ORDER BY id DESC"
    ).fetchall()
    return [ImportRow._make((*row[:-1], bool(row[-1]))) for row in rows]


def refused(db: sqlite3.Connection, import_id: int, limit: int = 10_000) -> list[Refused]:
    """The rows of an import that were not taken, with masked values and reasons."""
    rows = db.execute(
        'SELECT row, "column", value, reason FROM import_refused WHERE import_id = ?'
        " ORDER BY row LIMIT ?",
        (import_id, limit),
    ).fetchall()
    return [Refused(*row) for row in rows]


def left_out(db: sqlite3.Connection, import_id: int) -> dict[str, int]:
    """Rows that are no data, by kind: totals, blank, repeated_header, preamble."""
    rows = db.execute("SELECT kind, n FROM import_left_out WHERE import_id = ?", (import_id,))
    return dict(rows.fetchall())


def sources(db: sqlite3.Connection) -> list[SourceState]:
    """How far each source reaches, the one that stops first coming first."""
    rows = db.execute(
        "SELECT source, min(first_day), max(last_day), max(as_of), count(*) FROM import"
        " WHERE live = 1 AND last_day NOT NULL GROUP BY source ORDER BY max(last_day), source"
    ).fetchall()
    return [SourceState(*row) for row in rows]


def remove(db: sqlite3.Connection, import_id: int) -> list[str]:
    """Take an import back, also an older one: a command whose step can be undone.

    Answers the names of typed rows that stay because somebody edited them since. Raises NotFound.
    """
    from workbench.importing import typed  # it brings every typed part along; Home does without

    found = db.execute("SELECT live FROM import WHERE id = ?", (import_id,)).fetchone()
    if found is None or not found[0]:
        raise NotFound(_("This import is not there any more."))
    step = db.execute("SELECT step FROM temp.control").fetchone()[0]
    db.execute(
        "INSERT INTO step_import(step, import_id, live_after) VALUES (?, ?, 0)", (step, import_id)
    )
    stay = typed.remove(db, import_id)
    statements.set_live(db, import_id, live=False)
    db.execute("INSERT OR IGNORE INTO temp.touched_table(name) VALUES ('import')")
    return stay
