"""Things with a number of their own: every import's rows are kept, and of each key the newest row shows."""

from __future__ import annotations

import sqlite3

from workbench.importing.counts import Counts
from workbench.store import seal, statements
from workbench.store.facts import Fact


def merge_entities(db: sqlite3.Connection, fact: Fact, import_id: int) -> Counts:
    """Bring the staged rows in; a row that an export made later says otherwise is kept, but does not show."""
    columns = ", ".join(fact.columns)
    added, updated, total = _compared(db, fact, import_id)
    with seal.moving(db, fact.table, f"import_id = {int(import_id)}"):
        db.execute(
            f'INSERT INTO "{fact.table}"({columns}, row_hash, import_id, row, shown)'
            f' SELECT {columns}, row_hash, ?, row, 0 FROM incoming."{fact.table}" ORDER BY n',
            (import_id,),
        )
    statements.fold_entities(db, fact, import_id)
    return Counts(added, updated, total - added - updated)


def _compared(db: sqlite3.Connection, fact: Fact, import_id: int) -> tuple[int, int, int]:
    """How many staged rows are new, how many will show something else than now, and how many there are."""
    row = db.execute(
        "SELECT coalesce(sum(o.id IS NULL), 0), coalesce(sum(o.row_hash <> s.row_hash"
        " AND coalesce(m.as_of, '') <= coalesce(mine.as_of, '')), 0), count(*)"
        f"{pairs(fact)} JOIN import mine ON mine.id = ?",
        (import_id,),
    ).fetchone()
    return int(row[0]), int(row[1]), int(row[2])


def pairs(fact: Fact) -> str:
    """SQL that joins the staged rows (s) with those that show now (o) and their imports (m)."""
    same = " AND ".join(f"o.{column} IS s.{column}" for column in fact.key[2:])
    more = f" AND {same}" if same else ""
    return (
        f' FROM incoming."{fact.table}" s LEFT JOIN main."{fact.table}" o ON o.source = s.source'
        f" AND o.number = s.number{more} AND o.shown = 1 LEFT JOIN import m ON m.id = o.import_id"
    )


def entities_said(db: sqlite3.Connection, fact: Fact, as_of: str) -> bool:
    """True when every staged row is said alike by the newest live import, exported no earlier."""
    found = db.execute(
        f"SELECT 1{pairs(fact)} WHERE o.id IS NULL OR o.row_hash <> s.row_hash"
        " OR coalesce(m.as_of, '') < ? LIMIT 1",
        (as_of,),
    ).fetchone()
    return found is None
