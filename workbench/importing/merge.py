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
from workbench.importing.counts import PUBLIC, Counts, Refused
from workbench.importing.merge_entities import entities_said, merge_entities
from workbench.importing.merge_orders import merge_orders, orders_said
from workbench.importing.merge_reports import merge_generic, merge_report, report_said
from workbench.importing.staged import About, about, has_table
from workbench.language import _
from workbench.store import books, rollup, seal
from workbench.store.facts import ENTITIES, GENERIC_ROW, ORDERS, REPORTS, STOCK_LEVEL
from workbench.store.rollup_reports import UNDATED

REFUSED_SHOWN = 1000


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

    The same file again, or one that says only what newer ones say, leaves no trace: its `import_id` is None. An older
    file that says something else is kept, though it changes nothing that shows: when the newer one is taken back,
    it counts. Raises BadInput when a report would leave fewer rows than it replaces, unless that was confirmed.
    """
    staged = about(db)
    again = came_in_before(db, staged)
    said_before = again or is_said_before(db, staged)
    db.execute("SAVEPOINT merging")
    import_id = _register(db, staged)
    counts = _merge_facts(db, staged, import_id, confirmed, again)
    brought = typed.merge(db, staged, import_id)
    counts |= brought.counts
    kept = any(c.news for c in counts.values()) or not said_before
    if kept:
        _keep_what_was_not_taken(db, import_id, brought.refused)
        rollup.rebuild_days(db)
    else:
        db.execute("ROLLBACK TO merging")
    db.execute("RELEASE merging")
    return ImportResult(
        import_id if kept else None,
        staged,
        counts,
        *_what_was_not_taken(db, brought.refused),
        tuple(brought.notes),
    )


def came_in_before(db: sqlite3.Connection, staged: About) -> bool:
    """True when the very same file is among the live imports, read as the same source."""
    same = db.execute(
        "SELECT 1 FROM import WHERE sha256 = ? AND sheet IS ? AND source IS ? AND live = 1 LIMIT 1",
        (staged.sha256, staged.sheet, staged.source),
    ).fetchone()
    return bool(same and staged.sha256)


def is_said_before(db: sqlite3.Connection, staged: About) -> bool:
    """True when everything in the file is said by imports exported on the same day or later."""
    as_of = (staged.as_of or "")[:10]
    if has_table(db, ORDERS.table) and not orders_said(db, as_of):
        return False
    if not all(entities_said(db, f, as_of) for f in ENTITIES if has_table(db, f.table)):
        return False
    return all(
        report_said(db, fact, staged, as_of) for fact in REPORTS if has_table(db, fact.table)
    )


def _register(db: sqlite3.Connection, staged: About) -> int:
    import_id = books.next_import(db)
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
    seal.touched(db, "import")
    return import_id


def _merge_facts(
    db: sqlite3.Connection, staged: About, import_id: int, confirmed: bool, again: bool
) -> dict[str, Counts]:
    counts: dict[str, Counts] = {}
    # Only the day of the export dates these rows; a copy of the same file would seem to be a later count.
    undated = (STOCK_LEVEL, *(REPORTS if staged.grain == UNDATED else ())) if again else ()
    if has_table(db, ORDERS.table):
        counts |= merge_orders(db, import_id)
    for fact in (f for f in REPORTS if f not in undated):
        if has_table(db, fact.table):
            merged = merge_report(db, fact, staged, import_id)
            if merged.replaced > merged.added and not confirmed:
                raise BadInput(_fewer(staged, merged))
            counts[PUBLIC[fact.table]] = merged
    for fact in (f for f in ENTITIES if f not in undated):
        if has_table(db, fact.table):
            counts[PUBLIC[fact.table]] = merge_entities(db, fact, import_id)
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
    db: sqlite3.Connection, refused: list[Refused]
) -> tuple[tuple[Refused, ...], int, dict[str, int]]:
    """The first rows that were not taken, how many there are, and how many rows are no data, by kind."""
    rows = db.execute(
        'SELECT row, "column", value, reason FROM incoming.refused ORDER BY row LIMIT ?',
        (REFUSED_SHOWN,),
    ).fetchall()
    total = db.execute("SELECT count(*) FROM incoming.refused").fetchone()[0]
    left_out = dict(db.execute("SELECT kind, n FROM incoming.left_out WHERE n > 0").fetchall())
    listed = sorted([*(Refused(*row) for row in rows), *refused], key=lambda row: row.row)
    return tuple(listed[:REFUSED_SHOWN]), total + len(refused), left_out


def _keep_what_was_not_taken(
    db: sqlite3.Connection, import_id: int, refused: list[Refused]
) -> None:
    into = 'INSERT INTO import_refused(import_id, row, "column", value, reason)'
    with seal.moving(db, "import_refused", f"import_id = {int(import_id)}"):
        db.execute(
            f'{into} SELECT ?, row, "column", value, reason FROM incoming.refused ORDER BY row',
            (import_id,),
        )
        db.executemany(f"{into} VALUES (?, ?, ?, ?, ?)", [(import_id, *row) for row in refused])
    db.execute(
        "INSERT INTO import_left_out(import_id, kind, n)"
        " SELECT ?, kind, n FROM incoming.left_out WHERE n > 0",
        (import_id,),
    )
