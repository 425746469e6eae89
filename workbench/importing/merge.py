"""Merge a staged table into the workspace: a command, run as one step with the staging file attached.

Orders are entities: a new (source, number) is added, a known one is a further statement about the same order. Reports
are replaced by range. What a person types (items, KPI values, experiments) goes through `typed`. A file that brings
nothing new leaves no trace.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from workbench.errors import BadInput
from workbench.importing import typed
from workbench.importing.counts import PUBLIC, Counts
from workbench.importing.merge_orders import merge_orders
from workbench.importing.merge_reports import merge_generic, merge_report
from workbench.importing.staged import About, about, has_table
from workbench.language import _
from workbench.store import rollup, seal
from workbench.store.facts import GENERIC_ROW, ORDERS, REPORTS

REFUSED_SHOWN = 1000


class Refused(NamedTuple):
    """A row that was not taken: where it stands, a masked value, and why."""

    row: int
    column: str
    value: str
    reason: str


class ImportResult(NamedTuple):
    """What one import did; `import_id` is None when the file brought nothing new."""

    import_id: int | None
    about: About
    counts: Mapping[str, Counts]
    refused: tuple[Refused, ...]
    refused_total: int
    left_out: Mapping[str, int]
    notes: tuple[str, ...] = ()


def merge(db: sqlite3.Connection, *, confirmed: bool = False) -> ImportResult:
    """Bring the staged table attached as `incoming` into the workspace.

    Raises BadInput when a report would leave fewer rows than it replaces, unless that was confirmed.
    """
    staged = about(db)
    import_id = _register(db, staged)
    counts = _merge_facts(db, staged, import_id, confirmed)
    typed_counts, notes = typed.merge(db, staged, import_id)
    counts |= {name: Counts(*numbers) for name, numbers in typed_counts.items()}
    new = any(c.news for c in counts.values())
    refused, refused_total, left_out = _what_was_not_taken(db)
    if new:
        _keep_what_was_not_taken(db, import_id)
        rollup.rebuild_days(db)
    else:
        _withdraw(db, import_id)
    return ImportResult(
        import_id if new else None,
        staged,
        counts,
        refused,
        refused_total,
        left_out,
        tuple(notes),
    )


def _register(db: sqlite3.Connection, staged: About) -> int:
    last = db.execute("SELECT coalesce(max(id), 0) FROM import").fetchone()[0]
    import_id = int(last) + 1
    db.execute(
        "INSERT INTO import(id, file, sha256, sheet, source, shape, currency, first_day, last_day,"
        " as_of, at, read, summary, live) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', 1)",
        (
            import_id,
            staged.file,
            staged.sha256,
            staged.sheet,
            staged.source,
            staged.shape,
            staged.currency,
            staged.first_day,
            staged.last_day,
            staged.as_of,
            datetime.now(UTC).isoformat(timespec="seconds"),
            staged.read,
        ),
    )
    step = db.execute("SELECT step FROM temp.control").fetchone()[0]
    db.execute(
        "INSERT INTO step_import(step, import_id, live_after) VALUES (?, ?, 1)", (step, import_id)
    )
    return import_id


def _withdraw(db: sqlite3.Connection, import_id: int) -> None:
    """Take back the record of an import that changed nothing."""
    for table in ("stated", "covered", "step_import"):
        db.execute(f"DELETE FROM {table} WHERE import_id = ?", (import_id,))
    for fact in (*REPORTS, GENERIC_ROW):
        where = f"import_id = {import_id}"
        with seal.moving(db, fact.table, where):
            db.execute(f'DELETE FROM "{fact.table}" WHERE {where}')
    db.execute("DELETE FROM import WHERE id = ?", (import_id,))
    db.execute("DELETE FROM temp.touched_table")
    db.execute("DELETE FROM temp.touched_day")


def _merge_facts(
    db: sqlite3.Connection, staged: About, import_id: int, confirmed: bool
) -> dict[str, Counts]:
    counts: dict[str, Counts] = {}
    if has_table(db, ORDERS.table):
        counts |= merge_orders(db, import_id)
    for fact in REPORTS:
        if has_table(db, fact.table):
            merged = merge_report(db, fact, staged, import_id)
            if merged.replaced > merged.added and not confirmed:
                raise BadInput(_fewer(staged, merged))
            counts[PUBLIC[fact.table]] = merged
    if has_table(db, GENERIC_ROW.table):
        counts[PUBLIC[GENERIC_ROW.table]] = merge_generic(db, import_id)
    return counts


def _fewer(staged: About, merged: Counts) -> str:
    text = _(
        "{file} would leave {n} fewer rows between {first} and {last} than are there now;"
        " confirm it (--yes on the command line) if that is right."
    )
    fewer = merged.replaced - merged.added
    return text.format(file=staged.file, n=fewer, first=staged.first_day, last=staged.last_day)


def _what_was_not_taken(
    db: sqlite3.Connection,
) -> tuple[tuple[Refused, ...], int, dict[str, int]]:
    rows = db.execute(
        'SELECT row, "column", value, reason FROM incoming.refused ORDER BY row LIMIT ?',
        (REFUSED_SHOWN,),
    ).fetchall()
    total = db.execute("SELECT count(*) FROM incoming.refused").fetchone()[0]
    left_out = dict(db.execute("SELECT kind, n FROM incoming.left_out WHERE n > 0").fetchall())
    return tuple(Refused(*row) for row in rows), total, left_out


def _keep_what_was_not_taken(db: sqlite3.Connection, import_id: int) -> None:
    db.execute(
        'INSERT INTO import_refused(import_id, row, "column", value, reason)'
        ' SELECT ?, row, "column", value, reason FROM incoming.refused ORDER BY row',
        (import_id,),
    )
    db.execute(
        "INSERT INTO import_left_out(import_id, kind, n)"
        " SELECT ?, kind, n FROM incoming.left_out WHERE n > 0",
        (import_id,),
    )
