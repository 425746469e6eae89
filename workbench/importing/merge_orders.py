"""Orders are entities: new ones are added, known ones get a further statement, and what shows is folded again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from workbench.importing.counts import Counts
from workbench.store import seal, statements
from workbench.store.facts import ORDER_LINE, ORDERS
from workbench.store.statements import LINE_COLUMNS, ORDER_COLUMNS

_LINE = (*ORDER_LINE.columns, "row_hash")


def merge_orders(db: sqlite3.Connection, import_id: int) -> dict[str, Counts]:
    """Bring the staged orders and lines in; answers the counts of both."""
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
        f" SELECT l.order_id, p.lines_held, l.n, {_named('l', _LINE)}, l.row"
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
        f" SELECT p.order_id, s.lines_hash, l.n, {_named('l', _LINE)}, l.row"
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


def _named(alias: str, columns: Iterable[str]) -> str:
    return ", ".join(f"{alias}.{c}" for c in columns)
