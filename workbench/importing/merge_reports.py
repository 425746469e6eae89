"""Reports replace what the same slice held for the days they cover; tables of an unknown kind are kept as they are."""

from __future__ import annotations

import sqlite3

from workbench.importing.counts import Counts
from workbench.importing.staged import About
from workbench.store import seal, statements
from workbench.store.facts import GENERIC_ROW, Fact


def merge_report(db: sqlite3.Connection, fact: Fact, staged: About, import_id: int) -> Counts:
    """Bring a staged report in; `replaced` counts the rows that it no longer has."""
    slice_id = _slice(db, fact.table, staged)
    first, last = staged.first_day or "", staged.last_day or ""
    key = ", ".join(fact.key)
    same = f'SELECT {key}, row_hash FROM "{fact.table}" WHERE shown = 1 AND slice_id = ?'
    rows = db.execute(f'SELECT {key}, row_hash FROM incoming."{fact.table}"').fetchall()
    held = {
        row[:-1]: row[-1]
        for row in db.execute(
            f"{same} AND first_day BETWEEN ? AND ?", (slice_id, first, last)
        ).fetchall()
    }
    _insert_report(db, fact, slice_id, import_id)
    db.execute(
        "INSERT INTO covered(import_id, slice_id, first_day, last_day) VALUES (?, ?, ?, ?)",
        (import_id, slice_id, first, last),
    )
    statements.fold_report(db, fact.table, slice_id, first, last)
    now = {
        row[:-1]: row[-1]
        for row in db.execute(
            f"{same} AND first_day BETWEEN ? AND ?", (slice_id, first, last)
        ).fetchall()
    }
    added = sum(1 for k in now if k not in held)
    updated = sum(1 for k, hash_ in now.items() if k in held and held[k] != hash_)
    gone = sum(1 for k in held if k not in now)
    return Counts(added, updated, max(0, len(rows) - added - updated), gone)


def _slice(db: sqlite3.Connection, table: str, staged: About) -> int:
    values = (
        table,
        staged.source,
        staged.account,
        staged.report_shape,
        staged.grain,
        staged.filter,
    )
    names = "fact = ? AND source = ? AND account = ? AND shape = ? AND grain = ? AND filter = ?"
    row = db.execute(f"SELECT id FROM slice WHERE {names}", values).fetchone()
    if row:
        return int(row[0])
    made = db.execute(
        "INSERT INTO slice(fact, source, account, shape, grain, filter) VALUES (?, ?, ?, ?, ?, ?)",
        values,
    )
    return int(made.lastrowid or 0)


def _insert_report(db: sqlite3.Connection, fact: Fact, slice_id: int, import_id: int) -> None:
    columns = ", ".join(fact.columns)
    where = f"import_id = {int(import_id)}"
    with seal.moving(db, fact.table, where):
        db.execute(
            f'INSERT INTO "{fact.table}"(slice_id, {columns}, row_hash, import_id, row, shown)'
            f' SELECT ?, {columns}, row_hash, ?, row, 0 FROM incoming."{fact.table}" ORDER BY n',
            (slice_id, import_id),
        )


def merge_generic(db: sqlite3.Connection, import_id: int) -> Counts:
    """Rows of an unknown table are kept once per content: the same table again adds nothing."""
    total = db.execute("SELECT count(*) FROM incoming.generic_row").fetchone()[0]
    known = db.execute(
        "SELECT count(*) FROM incoming.generic_row s WHERE EXISTS (SELECT 1 FROM import m"
        " JOIN import mine ON mine.id = ?1 AND mine.shape = m.shape AND m.id <> ?1 AND m.live"
        " JOIN generic_row g ON g.import_id = m.id AND g.row = s.row AND g.row_hash = s.row_hash)",
        (import_id,),
    ).fetchone()[0]
    if known == total:
        return Counts(unchanged=total)
    where = f"import_id = {int(import_id)}"
    with seal.moving(db, GENERIC_ROW.table, where):
        db.execute(
            "INSERT INTO generic_row(field, value, row_hash, import_id, row, shown)"
            " SELECT field, value, row_hash, ?, row, 1 FROM incoming.generic_row ORDER BY n",
            (import_id,),
        )
    return Counts(added=total)
