"""Orders about which imports disagree: what shows is folded column by column, the newest statement first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from workbench.store.facts import ORDER_LINE, ORDERS, Value, row_hash

_CHOSEN = "id IN (SELECT id FROM temp.touched_order)"
_CHUNK = 5_000
_LINE = ", ".join((*ORDER_LINE.columns, "row_hash"))
_LINES_HASH = ORDERS.columns.index("lines_hash")


class Statement(NamedTuple):
    """What one live import says of an order: where it says it, and the content of ORDERS.columns."""

    import_id: int
    row: int
    row_hash: int
    values: tuple[Value, ...]


def fold_disputed(db: sqlite3.Connection) -> None:
    """Show the disputed ones among the orders in temp.touched_order, with their lines."""
    db.execute(
        f"UPDATE orders SET shown = 0 WHERE {_CHOSEN}"
        " AND EXISTS (SELECT 1 FROM orders_version v WHERE v.order_id = orders.id)"
    )
    # The lines that are there now, to see afterwards whose lines have to change.
    db.execute("CREATE TEMP TABLE lines_before(id INTEGER PRIMARY KEY, lines_hash INTEGER)")
    db.execute(
        f"INSERT INTO lines_before SELECT id, lines_hash FROM orders WHERE shown = 0 AND {_CHOSEN}"
    )
    values = ", ".join(f"{column} = ?" for column in ORDERS.values)  # the key stays what it is
    show = (
        f"UPDATE orders SET {values}, import_id = ?, row = ?, row_hash = ?, shown = 1 WHERE id = ?"
    )
    for shown in _shown(db):
        db.executemany(show, shown)
    _change_lines(db)
    db.execute("DROP TABLE temp.lines_before")


def _shown(db: sqlite3.Connection) -> Iterator[list[tuple[Value, ...]]]:
    """What the update needs of each order that somebody still states, some thousands at a time."""
    newest_first = db.execute(
        "SELECT id FROM import WHERE live = 1 ORDER BY as_of DESC, id DESC"
    ).fetchall()
    rank = {import_id: place for place, (import_id,) in enumerate(newest_first)}
    ids = [row[0] for row in db.execute("SELECT id FROM temp.lines_before ORDER BY id").fetchall()]
    for place in range(0, len(ids), _CHUNK):
        chunk = ids[place : place + _CHUNK]
        said = _statements(db, chunk[0], chunk[-1])
        yield [
            _row(
                order_id, sorted((statement for _id, statement in group), key=lambda s: rank[s[0]])
            )
            for order_id, group in groupby(said, key=itemgetter(0))
        ]


def _statements(db: sqlite3.Connection, first: int, last: int) -> list[tuple[int, Statement]]:
    """The live statements about a run of orders, by order."""
    values = ", ".join(f"v.{c}" for c in ORDERS.columns)
    rows = db.execute(
        f"SELECT s.order_id, s.import_id, s.row, s.row_hash, {values} FROM temp.lines_before b"
        " CROSS JOIN stated s ON s.order_id = b.id"
        " JOIN import m ON m.id = s.import_id AND m.live = 1"
        " JOIN orders_version v ON v.order_id = s.order_id AND v.row_hash = s.row_hash"
        " WHERE b.id BETWEEN ? AND ? ORDER BY s.order_id",
        (first, last),
    ).fetchall()
    return [(row[0], Statement(row[1], row[2], row[3], row[4:])) for row in rows]


def _row(order_id: int, ranked: list[Statement]) -> tuple[Value, ...]:
    values = fold([statement.values for statement in ranked])
    newest = ranked[0]
    hash_ = newest.row_hash if values is newest.values else row_hash(values)
    same = [statement for statement in ranked if statement.row_hash == hash_]
    origin = min(same) if same else newest
    return (*values[len(ORDERS.key) :], origin.import_id, origin.row, hash_, order_id)


def fold(ranked: list[tuple[Value, ...]]) -> tuple[Value, ...]:
    """Per column the first value that is not empty, from statements ranked newest first."""
    newest = ranked[0]
    gaps = [place for place, value in enumerate(newest) if value is None]
    filled: dict[int, Value] = {}
    for older in ranked[1:]:
        for place in gaps:
            if older[place] is not None:
                filled.setdefault(place, older[place])
    if not filled:
        return newest
    return tuple(filled.get(place, value) for place, value in enumerate(newest))


def _change_lines(db: sqlite3.Connection) -> None:
    """Replace, as whole sets, the lines of the orders that now name other ones."""
    changed = (
        "(SELECT o.id, o.lines_hash FROM temp.lines_before b JOIN orders o ON o.id = b.id"
        " WHERE o.shown = 1 AND o.lines_hash IS NOT b.lines_hash)"
    )
    db.execute(f"DELETE FROM order_line WHERE order_id IN (SELECT id FROM {changed})")
    db.execute(
        f"INSERT INTO order_line(order_id, n, {_LINE}, row) SELECT v.order_id, v.n,"
        f" {', '.join(f'v.{c}' for c in _LINE.split(', '))}, v.row FROM {changed} AS c"
        " CROSS JOIN order_line_version v ON v.order_id = c.id AND v.lines_hash = c.lines_hash"
    )
