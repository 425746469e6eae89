"""Reports replace what the same slice held for the days they cover; tables of an unknown kind are kept as they are."""

from __future__ import annotations

import sqlite3

from workbench.importing.counts import Counts
from workbench.importing.staged import About
from workbench.store import seal, statements
from workbench.store.facts import GENERIC_ROW, Fact, Value


def merge_report(db: sqlite3.Connection, fact: Fact, staged: About, import_id: int) -> Counts:
    """Bring a staged report in; `replaced` counts the rows that it no longer has."""
    span = span_of(db, fact, staged)
    if span is None:
        return Counts()
    slice_id = slice_of(db, fact.table, staged) or _new_slice(db, fact.table, staged)
    held = _shown(db, fact, slice_id, span)
    staged_rows = _insert_report(db, fact, slice_id, import_id)
    db.execute(
        "INSERT INTO covered(import_id, slice_id, first_day, last_day) VALUES (?, ?, ?, ?)",
        (import_id, slice_id, *span),
    )
    statements.fold_report(db, fact.table, slice_id, *span)
    now = _shown(db, fact, slice_id, span)
    added = len(now.keys() - held.keys())
    updated = sum(1 for key, hash_ in now.items() if held.get(key, hash_) != hash_)
    gone = len(held.keys() - now.keys())
    return Counts(added, updated, max(0, staged_rows - added - updated), gone)


def report_said(db: sqlite3.Connection, fact: Fact, staged: About, as_of: str) -> bool:
    """True when imports exported no earlier already cover all days of a staged report."""
    span, slice_id = span_of(db, fact, staged), slice_of(db, fact.table, staged)
    if span is None:
        return True
    if slice_id is None:
        return False
    claims = [c for c in statements.claims(db, slice_id, *span) if c.as_of >= as_of]
    return all(winner for _first, _last, winner in statements.winners(claims, *span))


def span_of(db: sqlite3.Connection, fact: Fact, staged: About) -> tuple[str, str] | None:
    """The days that a staged report covers: those it names, and in any case those of its rows."""
    first, last = db.execute(
        f'SELECT min(first_day), max(first_day) FROM incoming."{fact.table}"'
    ).fetchone()
    firsts = [day for day in (staged.first_day, first) if day]
    lasts = [day for day in (staged.last_day, last) if day]
    return (min(firsts), max(lasts)) if firsts and lasts else None


def _shown(
    db: sqlite3.Connection, fact: Fact, slice_id: int, span: tuple[str, str]
) -> dict[tuple[Value, ...], int]:
    key = ", ".join(fact.key)
    rows = db.execute(
        f'SELECT {key}, row_hash FROM "{fact.table}"'
        " WHERE shown = 1 AND slice_id = ? AND first_day BETWEEN ? AND ?",
        (slice_id, *span),
    ).fetchall()
    return {row[:-1]: row[-1] for row in rows}


_SLICE = ("fact", "source", "account", "shape", "grain", "filter")


def _slice_values(table: str, staged: About) -> tuple[str, ...]:
    return (
        table,
        staged.source,
        staged.account,
        staged.report_shape,
        staged.grain,
        staged.filter,
    )


def slice_of(db: sqlite3.Connection, table: str, staged: About) -> int | None:
    """The slice that a staged report belongs to, if anything of it came in before."""
    names = " AND ".join(f"{name} = ?" for name in _SLICE)
    row = db.execute(f"SELECT id FROM slice WHERE {names}", _slice_values(table, staged)).fetchone()
    return int(row[0]) if row else None


def _new_slice(db: sqlite3.Connection, table: str, staged: About) -> int:
    made = db.execute(
        f"INSERT INTO slice({', '.join(_SLICE)}) VALUES (?, ?, ?, ?, ?, ?)",
        _slice_values(table, staged),
    )
    return int(made.lastrowid or 0)


def _insert_report(db: sqlite3.Connection, fact: Fact, slice_id: int, import_id: int) -> int:
    columns = ", ".join(fact.columns)
    with seal.moving(db, fact.table, f"import_id = {int(import_id)}"):
        return db.execute(
            f'INSERT INTO "{fact.table}"(slice_id, {columns}, row_hash, import_id, row, shown)'
            f' SELECT ?, {columns}, row_hash, ?, row, 0 FROM incoming."{fact.table}" ORDER BY n',
            (slice_id, import_id),
        ).rowcount


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
