"""Steps, undo and redo: what a person types is remembered row by row, by triggers that live only in our connection.

Each typed table has a twin, `undo_<table>`, which holds the first old state of every row that a step touched (`gone`
is 1 where the row did not exist). Undo swaps the twin's rows with the table's, which is its own redo. Facts are not
copied: a step that imported remembers which imports it made live or not, and the facts are folded again.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import NamedTuple

from workbench.store import item_log, seal, statements
from workbench.store.database import typed_tables

KEPT = 100


class StepRow(NamedTuple):
    """One entry of the history: what was done and when (UTC), and whether it is undone now."""

    id: int
    label: str
    at: str
    undone: bool


def prepare(db: sqlite3.Connection) -> None:
    """Make the temporary tables and triggers that log every change; once per writing connection."""
    db.execute("CREATE TEMP TABLE control(step INTEGER, swapping INTEGER NOT NULL)")
    db.execute("INSERT INTO control VALUES (NULL, 0)")
    db.execute("CREATE TEMP TABLE touched_table(name TEXT PRIMARY KEY)")
    statements.prepare(db)
    for table, columns in typed_tables().items():
        for text in _triggers(table, columns):
            db.execute(text)
    for text in item_log.triggers():
        db.execute(text)


def _triggers(table: str, columns: tuple[str, ...]) -> list[str]:
    names = ", ".join(f'"{c}"' for c in columns)
    old = ", ".join(f'OLD."{c}"' for c in columns)
    live = "WHEN (SELECT swapping FROM control) = 0"
    guard = "SELECT RAISE(ABORT, 'edit outside a step') WHERE (SELECT step FROM control) IS NULL;"
    first = (
        f'NOT EXISTS (SELECT 1 FROM "undo_{table}" u'
        " WHERE u.step = (SELECT step FROM control) AND u.id = {row}.id)"
    )
    keep_new = (
        f'INSERT INTO "undo_{table}"(step, id, gone) SELECT step, NEW.id, 1 FROM control'
        f" WHERE {first.format(row='NEW')};"
    )
    keep_old = (
        f'INSERT INTO "undo_{table}"(step, id, gone, {names}, row_hash)'
        f" SELECT step, OLD.id, 0, {old}, OLD.row_hash FROM control"
        f" WHERE {first.format(row='OLD')};"
    )
    print_ = f'UPDATE "{table}" SET row_hash = fingerprint(id, {names}) WHERE id = NEW.id;'
    head = f'CREATE TEMP TRIGGER "log_{table}'
    still = "SELECT RAISE(ABORT, 'a row keeps its id') WHERE NEW.id IS NOT OLD.id;"
    return [
        f'{head}_insert" AFTER INSERT ON main."{table}" {live} BEGIN {guard} {keep_new} {print_} END',
        f'{head}_before" BEFORE UPDATE OF id, {names} ON main."{table}" {live}'
        f" BEGIN {guard} {still} {keep_old} END",
        f'{head}_after" AFTER UPDATE OF {names} ON main."{table}" {live} BEGIN {print_} END',
        f'{head}_delete" BEFORE DELETE ON main."{table}" {live} BEGIN {guard} {keep_old} END',
    ]


def begin(db: sqlite3.Connection, label: str) -> int:
    """Open a step inside the running transaction; what was undone can no longer be redone."""
    _forget(db, "undone = 1")
    at = datetime.now(UTC).isoformat(timespec="seconds")
    last = db.execute("SELECT coalesce(max(id), 0) FROM step").fetchone()[0]
    db.execute("INSERT INTO step(id, label, at, undone) VALUES (?, ?, ?, 0)", (last + 1, label, at))
    _clear_touched(db)
    db.execute("UPDATE temp.control SET step = ?", (last + 1,))
    return int(last) + 1


def _clear_touched(db: sqlite3.Connection) -> None:
    for name in ("touched_table", "touched_day", "touched_order"):
        db.execute(f"DELETE FROM temp.{name}")


def end(db: sqlite3.Connection, step: int) -> frozenset[str]:
    """Close a step: seal what changed, drop what did not, and answer which tables it touched."""
    tables = set()
    for table in typed_tables():
        if _drop_unchanged(db, table, step):
            _seal_step(db, table, step)
            tables.add(table)
    tables |= {name for (name,) in db.execute("SELECT name FROM temp.touched_table").fetchall()}
    db.execute("UPDATE temp.control SET step = NULL")
    if tables <= {item_log.TABLE}:  # there and back again: the diary alone is no change
        return frozenset()
    if tables:
        oldest = db.execute(
            "SELECT id FROM step ORDER BY id DESC LIMIT 1 OFFSET ?", (KEPT,)
        ).fetchone()
        if oldest:
            _forget(db, f"id <= {int(oldest[0])}")
    return frozenset(tables)


def _drop_unchanged(db: sqlite3.Connection, table: str, step: int) -> bool:
    """Forget rows that ended as they began; True when the step changed something in this table."""
    if not _exists(db, table, step):
        return False
    db.execute(
        f'DELETE FROM "undo_{table}" AS u WHERE step = ? AND ('
        f' (gone = 1 AND NOT EXISTS (SELECT 1 FROM "{table}" t WHERE t.id = u.id)) OR'
        f' (gone = 0 AND EXISTS (SELECT 1 FROM "{table}" t'
        "  WHERE t.id = u.id AND t.row_hash IS u.row_hash)))",
        (step,),
    )
    return _exists(db, table, step)


def _exists(db: sqlite3.Connection, table: str, step: int) -> bool:
    found = db.execute(f'SELECT 1 FROM "undo_{table}" WHERE step = ? LIMIT 1', (step,)).fetchone()
    return found is not None


def _seal_step(db: sqlite3.Connection, table: str, step: int) -> None:
    """Move a typed table's seal from the twin's old rows to the rows that stand there now."""
    sums = f"count(*), coalesce(sum({seal.LOW}), 0), coalesce(sum({seal.HIGH}), 0)"
    old = db.execute(
        f'SELECT {sums} FROM "undo_{table}" WHERE step = ? AND gone = 0', (step,)
    ).fetchone()
    new = db.execute(
        f'SELECT {sums} FROM "{table}" WHERE id IN (SELECT id FROM "undo_{table}" WHERE step = ?)',
        (step,),
    ).fetchone()
    seal.add(db, table, (0, 1), seal.difference(seal.Sum(*old), seal.Sum(*new)))
    seal.renew(db, f"undo_{table}", step)


def swap(db: sqlite3.Connection, step: int, *, undone: bool) -> frozenset[str]:
    """Exchange a step's remembered rows with the present ones: undo it, or redo it.

    Foreign keys must be off; the caller holds the transaction.
    """
    _clear_touched(db)
    db.execute("UPDATE temp.control SET swapping = 1")
    tables = set()
    for table, columns in typed_tables().items():
        if _exists(db, table, step):
            _swap_table(db, table, columns, step)
            _seal_step(db, table, step)
            tables.add(table)
    db.execute("UPDATE temp.control SET swapping = 0")
    made = db.execute(
        "SELECT import_id, live_after FROM step_import WHERE step = ?", (step,)
    ).fetchall()
    for import_id, live_after in made:
        statements.set_live(db, import_id, live=bool(live_after) != undone)
    tables |= {name for (name,) in db.execute("SELECT name FROM temp.touched_table").fetchall()}
    db.execute("UPDATE step SET undone = ? WHERE id = ?", (int(undone), step))
    return frozenset(tables)


def _swap_table(db: sqlite3.Connection, table: str, columns: tuple[str, ...], step: int) -> None:
    """Exchange one table's rows. They pass through Python: making a table for them would cost a small undo more."""
    names = ", ".join(f'"{c}"' for c in (*columns, "row_hash"))
    theirs = ", ".join(f't."{c}"' for c in (*columns, "row_hash"))
    now = db.execute(
        f'SELECT u.step, u.id, t.id IS NULL, {theirs} FROM "undo_{table}" u'
        f' LEFT JOIN "{table}" t ON t.id = u.id WHERE u.step = ?',
        (step,),
    ).fetchall()
    db.execute(
        f'DELETE FROM "{table}" WHERE id IN (SELECT id FROM "undo_{table}" WHERE step = ?)', (step,)
    )
    db.execute(
        f'INSERT INTO "{table}"(id, {names}) SELECT id, {names} FROM "undo_{table}"'
        " WHERE step = ? AND gone = 0",
        (step,),
    )
    db.execute(f'DELETE FROM "undo_{table}" WHERE step = ?', (step,))
    marks = ", ".join("?" * (len(columns) + 4))
    db.executemany(f'INSERT INTO "undo_{table}"(step, id, gone, {names}) VALUES ({marks})', now)


def _forget(db: sqlite3.Connection, which: str) -> None:
    """Drop steps from the history, and the facts of imports that nobody can bring back any more."""
    steps = [row[0] for row in db.execute(f"SELECT id FROM step WHERE {which}").fetchall()]
    if not steps:
        return
    first, last = min(steps), max(steps)
    for table in typed_tables():
        db.execute(f'DELETE FROM "undo_{table}" WHERE step BETWEEN ? AND ?', (first, last))
        seal.drop(db, f"undo_{table}", first, last)
    db.execute("DELETE FROM step_import WHERE step BETWEEN ? AND ?", (first, last))
    db.execute("DELETE FROM step WHERE id BETWEEN ? AND ?", (first, last))
    statements.purge(db)


def clear(db: sqlite3.Connection) -> None:
    """End the history, after a migration or a change by another program."""
    _forget(db, "1")


def next_undo(db: sqlite3.Connection) -> str | None:
    """The label of the step that undo would take back."""
    row = db.execute("SELECT label FROM step WHERE undone = 0 ORDER BY id DESC LIMIT 1").fetchone()
    return row[0] if row else None


def next_redo(db: sqlite3.Connection) -> str | None:
    """The label of the step that redo would bring back."""
    row = db.execute("SELECT label FROM step WHERE undone = 1 ORDER BY id LIMIT 1").fetchone()
    return row[0] if row else None


def steps(db: sqlite3.Connection, limit: int = KEPT) -> list[StepRow]:
    """The history, newest first."""
    rows = db.execute(
        "SELECT id, label, at, undone FROM step ORDER BY id DESC LIMIT ?", (limit,)
    ).fetchall()
    return [StepRow(id_, label, at, bool(undone)) for id_, label, at, undone in rows]
