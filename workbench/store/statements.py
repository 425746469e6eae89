"""What imports state, and which of it shows.

Every import's statement of an order is kept. Per column the shown value is the non-empty one with the highest (as-of,
import id) among the imports that are live; the lines of an order are one such column, named by their `lines_hash`. An
order stated once needs nothing beside its row in `orders`. From the second statement on, `stated` says who said what,
and where imports disagree `orders_version` and `order_line_version` hold each content.

A report is replaced by range: for each day of a slice the newest live import that covers the day shows. Of other
things with a key (products, reviews, payments ...) the row of the newest live import shows, whole.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from typing import NamedTuple

from workbench.store import rollup, seal
from workbench.store.disputed import fold_disputed
from workbench.store.facts import (
    ENTITIES,
    GENERIC_ROW,
    ORDER_LINE,
    ORDERS,
    REPORTS,
    Fact,
)

_CHOSEN = "id IN (SELECT id FROM temp.touched_order)"
_CHOSEN_LINES = "order_id IN (SELECT id FROM temp.touched_order)"
LINE_COLUMNS = ", ".join((*ORDER_LINE.columns, "row_hash"))
ORDER_COLUMNS = ", ".join(ORDERS.columns)


class Coverage(NamedTuple):
    """One live import's claim on a slice: the days it covers and when it was exported."""

    first_day: str
    last_day: str
    as_of: str
    import_id: int


def prepare(db: sqlite3.Connection) -> None:
    """Make the temporary tables in which a change collects the orders and days it touches."""
    db.execute("CREATE TEMP TABLE touched_order(id INTEGER PRIMARY KEY)")
    db.execute("CREATE TEMP TABLE touched_day(day TEXT PRIMARY KEY)")


def set_live(db: sqlite3.Connection, import_id: int, *, live: bool) -> None:
    """Let an import count, or not, and fold again everything that it stated."""
    db.execute("UPDATE import SET live = ? WHERE id = ?", (int(live), import_id))
    seal.touched(db, "import")
    db.execute("DELETE FROM temp.touched_order")
    db.execute(
        "INSERT INTO temp.touched_order SELECT id FROM orders WHERE import_id = ?1"
        " UNION SELECT order_id FROM stated WHERE import_id = ?1",
        (import_id,),
    )
    fold_orders(db)
    for table, slice_id, first, last in covered_slices(db, import_id):
        fold_report(db, table, slice_id, first, last)
    for fact in ENTITIES:
        fold_entities(db, fact, import_id)
    _show_generic(db, import_id, live=live)
    rollup.rebuild_days(db)


def _show_generic(db: sqlite3.Connection, import_id: int, *, live: bool) -> None:
    where = f"import_id = {int(import_id)}"
    with seal.moving(db, GENERIC_ROW.table, where):
        db.execute(f"UPDATE generic_row SET shown = ? WHERE {where}", (int(live),))


def fold_entities(db: sqlite3.Connection, fact: Fact, import_id: int) -> None:
    """Show, of all that live imports say about the keys of an import, the newest row of each key."""
    if not db.execute(
        f'SELECT 1 FROM "{fact.table}" WHERE import_id = ? LIMIT 1', (import_id,)
    ).fetchone():
        return
    same = " AND ".join(f"t.{column} IS o.{column}" for column in fact.key[2:])
    same_key = "t.source = o.source AND t.number = o.number" + (f" AND {same}" if same else "")
    chosen = (
        f'id IN (SELECT o.id FROM "{fact.table}" t JOIN "{fact.table}" o ON {same_key}'
        f" WHERE t.import_id = {int(import_id)})"
    )
    newest = (
        f'SELECT t.id FROM "{fact.table}" t JOIN import m ON m.id = t.import_id AND m.live = 1'
        f" WHERE {same_key} ORDER BY coalesce(m.as_of, '') DESC, m.id DESC LIMIT 1"
    )
    with seal.moving(db, fact.table, chosen):
        db.execute(
            f'UPDATE "{fact.table}" AS o SET shown = coalesce(id = ({newest}), 0) WHERE {chosen}'
        )


def covered_slices(db: sqlite3.Connection, import_id: int) -> list[tuple[str, int, str, str]]:
    """The (fact table, slice id, first day, last day) that an import covers."""
    return db.execute(
        "SELECT s.fact, s.id, c.first_day, c.last_day FROM covered c JOIN slice s ON s.id = c.slice_id"
        " WHERE c.import_id = ?",
        (import_id,),
    ).fetchall()


def fold_orders(db: sqlite3.Connection) -> None:
    """Show, for the orders in temp.touched_order, what the live imports say; note their days."""
    note_order_days(db)
    with seal.moving(db, "orders", _CHOSEN), seal.moving(db, "order_line", _CHOSEN_LINES):
        _fold_stated_once(db)
        _fold_agreed(db)
        fold_disputed(db)
    note_order_days(db)
    if db.execute("SELECT 1 FROM temp.touched_table WHERE name = 'orders'").fetchone():
        seal.touched(db, "order_line")  # lines show when their order does


def note_order_days(db: sqlite3.Connection) -> None:
    """Add the days of the touched orders to the days whose roll-ups must be made again."""
    db.execute(
        "INSERT OR IGNORE INTO temp.touched_day"
        f" SELECT DISTINCT day FROM orders WHERE day NOT NULL AND {_CHOSEN}"
    )


def _fold_stated_once(db: sqlite3.Connection) -> None:
    db.execute(
        "UPDATE orders SET shown = (SELECT live FROM import m WHERE m.id = orders.import_id)"
        f" WHERE {_CHOSEN} AND NOT EXISTS (SELECT 1 FROM stated s WHERE s.order_id = orders.id)"
    )


_LIVE_STATEMENTS = (
    " FROM stated s JOIN import m ON m.id = s.import_id AND m.live = 1"
    " WHERE s.order_id IN (SELECT id FROM temp.touched_order)"
)


def _fold_agreed(db: sqlite3.Connection) -> None:
    """Orders that several imports stated alike: shown while one of them is live, from the first."""
    agreed = (
        f"{_CHOSEN} AND EXISTS (SELECT 1 FROM stated s WHERE s.order_id = orders.id)"
        " AND NOT EXISTS (SELECT 1 FROM orders_version v WHERE v.order_id = orders.id)"
    )
    db.execute(f"UPDATE orders SET shown = 0 WHERE {agreed}")
    db.execute(
        "UPDATE orders SET shown = 1, import_id = best.import_id, row = best.row FROM ("
        f" SELECT s.order_id, min(s.import_id) AS import_id, s.row{_LIVE_STATEMENTS}"
        f" GROUP BY s.order_id) AS best WHERE best.order_id = orders.id AND {agreed}"
    )


def claims(db: sqlite3.Connection, slice_id: int, first_day: str, last_day: str) -> list[Coverage]:
    """The live imports that cover days of a slice between two days."""
    rows = db.execute(
        "SELECT c.first_day, c.last_day, coalesce(m.as_of, ''), m.id FROM covered c"
        " JOIN import m ON m.id = c.import_id AND m.live = 1"
        " WHERE c.slice_id = ? AND c.first_day <= ? AND c.last_day >= ?",
        (slice_id, last_day, first_day),
    ).fetchall()
    return [Coverage(*row) for row in rows]


def fold_report(
    db: sqlite3.Connection, table: str, slice_id: int, first_day: str, last_day: str
) -> None:
    """Show, for each day of a slice between two days, the newest live import that covers it."""
    claimed = claims(db, slice_id, first_day, last_day)
    where = f"slice_id = {int(slice_id)} AND first_day BETWEEN '{first_day}' AND '{last_day}'"
    with seal.moving(db, table, where):
        for start, end, winner in winners(claimed, first_day, last_day):
            db.execute(
                f'UPDATE "{table}" SET shown = (import_id = ?1)'
                " WHERE slice_id = ?2 AND first_day BETWEEN ?3 AND ?4 AND shown <> (import_id = ?1)",
                (winner, slice_id, start, end),
            )
    db.execute(
        f'INSERT OR IGNORE INTO temp.touched_day SELECT DISTINCT first_day FROM "{table}" WHERE {where}'
    )


def winners(
    claimed: list[Coverage], first_day: str, last_day: str
) -> Iterator[tuple[str, str, int]]:
    """Cut a span of days into runs (first, last, import id) by the newest claim; 0 where none covers."""
    day, end = date.fromisoformat(first_day), date.fromisoformat(last_day)
    run_start, run_winner = day, -1
    while day <= end:
        text = day.isoformat()
        covering = [c for c in claimed if c.first_day <= text <= c.last_day]
        winner = max(covering, key=lambda c: (c.as_of, c.import_id)).import_id if covering else 0
        if winner != run_winner:
            if run_winner >= 0:
                yield run_start.isoformat(), (day - timedelta(1)).isoformat(), run_winner
            run_start, run_winner = day, winner
        day += timedelta(1)
    yield run_start.isoformat(), end.isoformat(), run_winner


def purge(db: sqlite3.Connection) -> None:
    """Delete for good what only imports said that are not live and that no step can bring back."""
    dead = [
        row[0]
        for row in db.execute(
            "SELECT id FROM import WHERE live = 0 AND id NOT IN (SELECT import_id FROM step_import)"
        ).fetchall()
    ]
    for import_id in dead:
        _purge_orders(db, import_id)
        where = f"import_id = {int(import_id)}"
        for table in (*(fact.table for fact in (*REPORTS, *ENTITIES, GENERIC_ROW)), *_SEALED_BOOKS):
            with seal.moving(db, table, where):
                db.execute(f'DELETE FROM "{table}" WHERE {where}')
        for table in ("covered", "import_left_out"):
            db.execute(f"DELETE FROM {table} WHERE {where}")
        db.execute("DELETE FROM import WHERE id = ?", (import_id,))


_SEALED_BOOKS = ("import_refused", "customer_alias")
_VERSIONS = ("orders_version", "order_line_version")


def _purge_orders(db: sqlite3.Connection, import_id: int) -> None:
    """Take an import's statements away; none of them is shown any more."""
    db.execute("DELETE FROM temp.touched_order")
    db.execute(
        "INSERT INTO temp.touched_order SELECT id FROM orders WHERE import_id = ?1 AND shown = 0"
        " UNION SELECT order_id FROM stated WHERE import_id = ?1",
        (import_id,),
    )
    sealed = [
        ("orders", _CHOSEN),
        *((t, _CHOSEN_LINES) for t in ("order_line", "stated", *_VERSIONS)),
    ]
    with ExitStack() as seals:
        for table, where in sealed:
            seals.enter_context(seal.moving(db, table, where))
        db.execute("DELETE FROM stated WHERE import_id = ?", (import_id,))
        _delete_unsaid(db, import_id)


def _delete_unsaid(db: sqlite3.Connection, import_id: int) -> None:
    """Among the touched orders, delete those that nobody states any more, and contents that nobody states."""
    unsaid = (
        f"{_CHOSEN} AND import_id = {int(import_id)}"
        " AND NOT EXISTS (SELECT 1 FROM stated s WHERE s.order_id = orders.id)"
    )
    db.execute(f"DELETE FROM order_line WHERE order_id IN (SELECT id FROM orders WHERE {unsaid})")
    db.execute(f"DELETE FROM orders WHERE {unsaid}")
    # A hidden order may still name the import that goes, as the one that it was shown from last.
    db.execute(
        "UPDATE orders SET import_id = other.import_id, row = other.row FROM"
        " (SELECT order_id, min(import_id) AS import_id, row FROM stated"
        f"  WHERE {_CHOSEN_LINES} GROUP BY order_id) AS other"
        f" WHERE other.order_id = orders.id AND orders.import_id = {int(import_id)}"
    )
    db.execute(
        f"DELETE FROM orders_version AS v WHERE {_CHOSEN_LINES} AND NOT EXISTS"
        " (SELECT 1 FROM stated s WHERE s.order_id = v.order_id AND s.row_hash = v.row_hash)"
    )
    db.execute(
        f"DELETE FROM order_line_version AS l WHERE {_CHOSEN_LINES} AND NOT EXISTS"
        " (SELECT 1 FROM orders_version v WHERE v.order_id = l.order_id"
        "  AND v.lines_hash = l.lines_hash)"
    )
