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
from workbench.importing.staged import About, about, has_table
from workbench.language import _
from workbench.store import rollup, seal, statements
from workbench.store.facts import FACTS, GENERIC_ROW, ORDERS, REPORTS, Fact
from workbench.store.statements import LINE_COLUMNS, ORDER_COLUMNS

# What users and scripts call the rows of each table.
PUBLIC = {
    "orders": "orders",
    "order_line": "order_lines",
    "sales_day": "sales_days",
    "traffic_day": "traffic_days",
    "generic_row": "generic_rows",
}
REFUSED_SHOWN = 1000


class Counts(NamedTuple):
    """Rows of one table: added, updated, stated again without change, and replaced by this file."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    replaced: int = 0

    @property
    def news(self) -> bool:
        """True when the file changed anything in this table."""
        return bool(self.added or self.updated or self.replaced)


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
        counts |= _merge_orders(db, import_id)
    for fact in REPORTS:
        if has_table(db, fact.table):
            merged = _merge_report(db, fact, staged, import_id)
            if merged.replaced > merged.added and not confirmed:
                raise BadInput(_fewer(staged, merged))
            counts[PUBLIC[fact.table]] = merged
    if has_table(db, GENERIC_ROW.table):
        counts[PUBLIC[GENERIC_ROW.table]] = _merge_generic(db, import_id)
    return counts


def _fewer(staged: About, merged: Counts) -> str:
    text = _(
        "{file} would leave {n} fewer rows between {first} and {last} than are there now;"
        " confirm it (--yes on the command line) if that is right."
    )
    fewer = merged.replaced - merged.added
    return text.format(file=staged.file, n=fewer, first=staged.first_day, last=staged.last_day)


# orders


def _merge_orders(db: sqlite3.Connection, import_id: int) -> dict[str, Counts]:
    db.execute(
        "CREATE TEMP TABLE pair AS SELECT s.n, o.id AS order_id, s.row_hash AS said,"
        " o.row_hash AS held, o.shown, o.lines_hash AS lines_held FROM incoming.orders s"
        " LEFT JOIN orders o ON o.source = s.source AND o.number = s.number"
    )
    db.execute("CREATE UNIQUE INDEX temp.pair_n ON pair(n)")
    try:
        added = _add_orders(db, import_id)
        known = _restate_orders(db, import_id)
        return {"orders": Counts(added[0], *known[0]), "order_lines": Counts(added[1], *known[1])}
    finally:
        db.execute("DROP TABLE temp.pair")


def _add_orders(db: sqlite3.Connection, import_id: int) -> tuple[int, int]:
    """Add the orders nobody has stated before, with their lines; answers how many of each."""
    base = int(db.execute("SELECT coalesce(max(id), 0) FROM orders").fetchone()[0])
    with (
        seal.moving(db, "orders", f"id > {base}"),
        seal.moving(db, "order_line", f"order_id > {base}"),
    ):
        orders = db.execute(
            f"INSERT INTO orders(id, {ORDER_COLUMNS}, row_hash, import_id, row, shown)"
            f" SELECT {base} + row_number() OVER (ORDER BY s.n), {_named('s', ORDERS.columns)},"
            " s.row_hash, ?, s.row, 1 FROM temp.pair p JOIN incoming.orders s ON s.n = p.n"
            " WHERE p.order_id IS NULL ORDER BY s.n",
            (import_id,),
        ).rowcount
        lines = db.execute(
            f"INSERT INTO order_line(order_id, n, {LINE_COLUMNS}, row)"
            f" SELECT f.id, l.n, {LINE_COLUMNS}, l.row FROM incoming.order_line l JOIN"
            f" (SELECT n, {base} + row_number() OVER (ORDER BY n) AS id FROM temp.pair"
            "   WHERE order_id IS NULL) f ON f.n = l.order_n ORDER BY 1, 2"
        ).rowcount
    db.execute(
        "INSERT OR IGNORE INTO temp.touched_day"
        " SELECT DISTINCT day FROM orders WHERE id > ? AND day NOT NULL",
        (base,),
    )
    return orders, lines


def _restate_orders(
    db: sqlite3.Connection, import_id: int
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Note a further statement about known orders and show what follows; (updated, unchanged) of both."""
    known = "FROM temp.pair p JOIN incoming.orders s ON s.n = p.n WHERE p.order_id NOT NULL"
    db.execute(
        "INSERT INTO stated(order_id, import_id, row_hash, row)"
        " SELECT o.id, o.import_id, o.row_hash, o.row FROM orders o WHERE o.id IN"
        " (SELECT order_id FROM temp.pair) AND NOT EXISTS"
        " (SELECT 1 FROM stated t WHERE t.order_id = o.id)"
    )
    db.execute(
        "INSERT INTO stated(order_id, import_id, row_hash, row)"
        f" SELECT p.order_id, ?, s.row_hash, s.row {known}",
        (import_id,),
    )
    _keep_versions(db)
    db.execute("DELETE FROM temp.touched_order")
    db.execute(
        "INSERT INTO temp.touched_order SELECT order_id FROM temp.pair"
        " WHERE order_id NOT NULL AND (said <> held OR shown = 0)"
    )
    statements.fold_orders(db)
    return _compare_orders(db)


def _keep_versions(db: sqlite3.Connection) -> None:
    """Where this file and the workspace differ about an order, keep both contents and both line sets."""
    differing = "p.order_id NOT NULL AND p.said <> p.held"
    # What is shown now is a statement of its own only while nobody has disagreed about the order yet.
    undisputed = "NOT EXISTS (SELECT 1 FROM orders_version v WHERE v.order_id = p.order_id)"
    db.execute(
        "INSERT OR IGNORE INTO order_line_version"
        f"(order_id, lines_hash, n, {LINE_COLUMNS}, row)"
        f" SELECT l.order_id, p.lines_held, l.n, {_named('l', LINE_COLUMNS.split(', '))}, l.row"
        " FROM temp.pair p JOIN order_line l ON l.order_id = p.order_id"
        f" WHERE {differing} AND p.lines_held NOT NULL AND {undisputed}"
    )
    db.execute(
        f"INSERT OR IGNORE INTO orders_version(order_id, row_hash, {ORDER_COLUMNS})"
        f" SELECT o.id, o.row_hash, {_named('o', ORDERS.columns)}"
        f" FROM temp.pair p JOIN orders o ON o.id = p.order_id WHERE {differing} AND {undisputed}"
    )
    db.execute(
        "INSERT OR IGNORE INTO order_line_version"
        f"(order_id, lines_hash, n, {LINE_COLUMNS}, row)"
        f" SELECT p.order_id, s.lines_hash, l.n, {_named('l', LINE_COLUMNS.split(', '))}, l.row"
        " FROM temp.pair p JOIN incoming.orders s ON s.n = p.n"
        f" JOIN incoming.order_line l ON l.order_n = s.n WHERE {differing} AND s.lines_hash NOT NULL"
    )
    # A content that was agreed on so far must be there too once anybody disputes it.
    db.execute(
        f"INSERT OR IGNORE INTO orders_version(order_id, row_hash, {ORDER_COLUMNS})"
        f" SELECT p.order_id, s.row_hash, {_named('s', ORDERS.columns)}"
        " FROM temp.pair p JOIN incoming.orders s ON s.n = p.n WHERE p.order_id NOT NULL AND"
        " EXISTS (SELECT 1 FROM orders_version v WHERE v.order_id = p.order_id)"
        f" OR ({differing})"
    )


def _compare_orders(db: sqlite3.Connection) -> tuple[tuple[int, int], tuple[int, int]]:
    changed = (
        "SELECT o.id, o.lines_hash IS NOT p.lines_held OR p.shown = 0 AS lines FROM temp.pair p"
        " JOIN orders o ON o.id = p.order_id WHERE o.row_hash IS NOT p.held OR p.shown = 0"
    )
    known = db.execute("SELECT count(*) FROM temp.pair WHERE order_id NOT NULL").fetchone()[0]
    lines = db.execute(
        "SELECT count(*) FROM incoming.order_line l JOIN temp.pair p ON p.n = l.order_n"
        " WHERE p.order_id NOT NULL"
    ).fetchone()[0]
    updated = db.execute(f"SELECT count(*) FROM ({changed})").fetchone()[0]
    lines_updated = db.execute(
        "SELECT count(*) FROM order_line WHERE order_id IN"
        f" (SELECT id FROM ({changed}) WHERE lines)"
    ).fetchone()[0]
    return (updated, known - updated), (lines_updated, max(0, lines - lines_updated))


def _named(alias: str, columns: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f"{alias}.{c}" for c in columns)


# reports


def _merge_report(db: sqlite3.Connection, fact: Fact, staged: About, import_id: int) -> Counts:
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


def _merge_generic(db: sqlite3.Connection, import_id: int) -> Counts:
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


# what was not taken


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


assert set(PUBLIC) == {fact.table for fact in FACTS}
