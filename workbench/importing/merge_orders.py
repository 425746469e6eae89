"""Orders are entities: new ones are added, known ones get a further statement, and what shows is folded again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import ExitStack

from workbench.importing.counts import Counts
from workbench.store import seal, statements
from workbench.store.facts import ORDER_LINE, ORDERS
from workbench.store.statements import LINE_COLUMNS, ORDER_COLUMNS

_LINE = (*ORDER_LINE.columns, "row_hash")


def merge_orders(db: sqlite3.Connection, import_id: int) -> dict[str, Counts]:
    """Bring the staged orders and lines in; answers the counts of both."""
    db.execute("DROP TABLE IF EXISTS temp.pair")
    db.execute(
        "CREATE TEMP TABLE pair AS SELECT s.n, o.id AS order_id, s.row_hash AS said,"
        " o.row_hash AS held, o.shown, o.lines_hash AS lines_held FROM incoming.orders s"
        " JOIN orders o ON o.source = s.source AND o.number = s.number ORDER BY s.n"
    )
    db.execute("CREATE UNIQUE INDEX temp.pair_n ON pair(n)")
    db.execute("CREATE INDEX temp.pair_order ON pair(order_id)")
    added = _add_orders(db, import_id)
    back, back_lines = db.execute(_COMING_BACK).fetchone()
    known = _restate_orders(db, import_id)
    db.execute("DROP TABLE temp.pair")
    orders = Counts(added[0] + back, known[0][0] - back, known[0][1])
    lines = Counts(added[1] + back_lines, max(0, known[1][0] - back_lines), known[1][1])
    return {"orders": orders, "order_lines": lines}


# Orders that were taken back, and are known to this file only as far as that: for a person they are new.
_COMING_BACK = (
    "SELECT count(DISTINCT p.n), count(l.order_n) FROM temp.pair p"
    " LEFT JOIN incoming.order_line l ON l.order_n = p.n WHERE p.shown = 0"
)


def orders_said(db: sqlite3.Connection, as_of: str) -> bool:
    """True when every staged order is stated alike by a live import that was exported no earlier."""
    found = db.execute(
        "SELECT 1 FROM incoming.orders s LEFT JOIN orders o"
        " ON o.source = s.source AND o.number = s.number WHERE NOT EXISTS ("
        "  SELECT 1 FROM stated t JOIN import m ON m.id = t.import_id WHERE t.order_id = o.id"
        "  AND t.row_hash = s.row_hash AND m.live = 1 AND coalesce(m.as_of, '') >= ?1)"
        " AND NOT (NOT EXISTS (SELECT 1 FROM stated t WHERE t.order_id = o.id)"
        "  AND o.row_hash IS s.row_hash AND EXISTS (SELECT 1 FROM import m"
        "   WHERE m.id = o.import_id AND m.live = 1 AND coalesce(m.as_of, '') >= ?1)) LIMIT 1",
        (as_of,),
    ).fetchone()
    return found is None


def _add_orders(db: sqlite3.Connection, import_id: int) -> tuple[int, int]:
    """Add the orders nobody has stated before, with their lines; answers how many of each."""
    base = int(db.execute("SELECT coalesce(max(id), 0) FROM orders").fetchone()[0])
    # A new order's id is its place in the file after the ids that are taken: a known one leaves a gap, which harms
    # nobody and keeps both inserts a plain walk through the staging file.
    known = db.execute("SELECT 1 FROM temp.pair LIMIT 1").fetchone()
    fresh = "NOT IN (SELECT n FROM temp.pair)"
    orders_of, lines_of = (f"WHERE {n} {fresh}" if known else "" for n in ("s.n", "l.order_n"))
    with (
        seal.moving(db, "orders", f"id > {base}"),
        seal.moving(db, "order_line", f"order_id > {base}"),
    ):
        orders = db.execute(
            f"INSERT INTO orders(id, {ORDER_COLUMNS}, row_hash, import_id, row, shown)"
            f" SELECT {base} + s.n, {_named('s', ORDERS.columns)}, s.row_hash, ?, s.row, 1"
            f" FROM incoming.orders s {orders_of} ORDER BY s.n",
            (import_id,),
        ).rowcount
        lines = db.execute(
            f"INSERT INTO order_line(order_id, n, {LINE_COLUMNS}, row)"
            f" SELECT {base} + l.order_n, l.n, {LINE_COLUMNS}, l.row"
            f" FROM incoming.order_line l {lines_of}"
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
    if not db.execute("SELECT 1 FROM temp.pair LIMIT 1").fetchone():
        return (0, 0), (0, 0)
    with ExitStack() as seals:
        for table in ("stated", "orders_version", "order_line_version"):
            seals.enter_context(seal.moving(db, table, _KNOWN))
        _note_statements(db, import_id)
        _keep_lines(db)
        _keep_contents(db)
    db.execute("DELETE FROM temp.touched_order")
    db.execute(
        "INSERT INTO temp.touched_order SELECT order_id FROM temp.pair p"
        f" WHERE (said <> held OR shown = 0 OR {_DISPUTED})"
    )
    statements.fold_orders(db)
    return _compare_orders(db)


_KNOWN = "order_id IN (SELECT order_id FROM temp.pair)"
_DIFFERING = "p.said <> p.held"
_DISPUTED = "EXISTS (SELECT 1 FROM orders_version v WHERE v.order_id = p.order_id)"
_STAGED = "temp.pair p JOIN incoming.orders s ON s.n = p.n"


def _note_statements(db: sqlite3.Connection, import_id: int) -> None:
    """Write down who said what; of an order stated once so far, that first statement too."""
    db.execute(
        "INSERT INTO stated(order_id, import_id, row_hash, row)"
        " SELECT o.id, o.import_id, o.row_hash, o.row FROM orders o WHERE o.id IN (SELECT order_id FROM temp.pair)"
        " AND NOT EXISTS (SELECT 1 FROM stated t WHERE t.order_id = o.id)"
    )
    db.execute(
        "INSERT INTO stated(order_id, import_id, row_hash, row)"
        f" SELECT p.order_id, ?, s.row_hash, s.row FROM {_STAGED}",
        (import_id,),
    )


def _keep_lines(db: sqlite3.Connection) -> None:
    """Where this file and the workspace differ about an order, keep both sets of lines.

    A set that is there already is left alone: the same lines may be numbered in another order.
    """
    absent = (
        "NOT EXISTS (SELECT 1 FROM order_line_version k"
        " WHERE k.order_id = p.order_id AND k.lines_hash = {hash})"
    )
    into = f"INSERT INTO order_line_version(order_id, lines_hash, n, {LINE_COLUMNS}, row)"
    line = f"l.n, {_named('l', _LINE)}, l.row"
    # What is shown now is a statement of its own only while nobody has disagreed about the order yet.
    db.execute(
        f"{into} SELECT l.order_id, p.lines_held, {line} FROM temp.pair p"
        f" JOIN order_line l ON l.order_id = p.order_id WHERE {_DIFFERING}"
        f" AND NOT {_DISPUTED} AND p.lines_held NOT NULL AND {absent.format(hash='p.lines_held')}"
    )
    db.execute(
        f"{into} SELECT p.order_id, s.lines_hash, {line} FROM {_STAGED}"
        " JOIN incoming.order_line l ON l.order_n = s.n"
        f" WHERE (p.said <> p.held OR {_DISPUTED})"
        f" AND s.lines_hash NOT NULL AND {absent.format(hash='s.lines_hash')}"
    )


def _keep_contents(db: sqlite3.Connection) -> None:
    """Where anybody disagrees about an order, keep what each said, as `_keep_lines` does."""
    into = f"INSERT OR IGNORE INTO orders_version(order_id, row_hash, {ORDER_COLUMNS})"
    db.execute(
        f"{into} SELECT o.id, o.row_hash, {_named('o', ORDERS.columns)} FROM temp.pair p"
        f" JOIN orders o ON o.id = p.order_id WHERE {_DIFFERING} AND NOT {_DISPUTED}"
    )
    db.execute(
        f"{into} SELECT p.order_id, s.row_hash, {_named('s', ORDERS.columns)} FROM {_STAGED}"
        f" WHERE {_DISPUTED}"
    )


def _compare_orders(db: sqlite3.Connection) -> tuple[tuple[int, int], tuple[int, int]]:
    changed = (
        "SELECT o.id, o.lines_hash IS NOT p.lines_held OR p.shown = 0 AS lines FROM temp.pair p"
        " JOIN orders o ON o.id = p.order_id WHERE o.row_hash IS NOT p.held OR p.shown = 0"
    )
    known = db.execute("SELECT count(*) FROM temp.pair").fetchone()[0]
    lines = db.execute(
        "SELECT count(*) FROM incoming.order_line l JOIN temp.pair p ON p.n = l.order_n"
    ).fetchone()[0]
    updated = db.execute(f"SELECT count(*) FROM ({changed})").fetchone()[0]
    lines_updated = db.execute(
        "SELECT count(*) FROM order_line WHERE order_id IN"
        f" (SELECT id FROM ({changed}) WHERE lines)"
    ).fetchone()[0]
    return (updated, known - updated), (lines_updated, max(0, lines - lines_updated))


def _named(alias: str, columns: Iterable[str]) -> str:
    return ", ".join(f"{alias}.{c}" for c in columns)
