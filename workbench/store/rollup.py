"""Roll-ups: facts added up per day, so that a chart reads hundreds of rows and not a million.

Everything here can be made again from the shown facts; it is written by imports and their undoing, never by hand.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from workbench.store import (
    rollup_customers,
    rollup_entities,
    rollup_orders,
    rollup_rates,
    rollup_reports,
)
from workbench.store.rollup_missing import missing

__all__ = ["MEASURES", "TABLES", "missing", "rebuild", "rebuild_days", "stale"]

TABLES = ("rollup", "customer_day", "customer_first", "customer_bucket")
MEASURES = tuple(
    dict.fromkeys(
        (
            *rollup_orders.MONEY,
            *rollup_orders.COUNTS,
            *(name for measures in rollup_reports.REPORTS.values() for name in measures),
            *rollup_entities.ENTITY_MEASURES,
        )
    )
)


def rebuild(db: sqlite3.Connection) -> None:
    """Make all roll-ups anew from the shown facts."""
    db.execute("DELETE FROM rollup")
    rollup_orders.insert_days(db)
    rollup_reports.insert_days(db)
    rollup_entities.rebuild(db)
    rollup_rates.convert(db)
    rollup_customers.rebuild(db)


def rebuild_days(db: sqlite3.Connection, days: Iterable[str] | None = None) -> None:
    """Make the roll-ups of some days anew: those given, or those in temp.touched_day(day).

    A day touches every report span around it, and the weeks, months, quarters and years it lies in.
    """
    if days is not None:
        db.execute("CREATE TEMP TABLE IF NOT EXISTS touched_day (day TEXT PRIMARY KEY)")
        db.execute("DELETE FROM temp.touched_day")
        db.executemany("INSERT OR IGNORE INTO temp.touched_day VALUES (?)", ((d,) for d in days))
    _find_spans(db)
    spans = "SELECT day FROM temp.touched_span"
    measures = rollup_orders.quoted(MEASURES)  # named, so that the delete can use the key
    db.execute(f"DELETE FROM rollup WHERE measure IN ({measures}) AND first_day IN ({spans})")
    rollup_orders.insert_days(db, spans)
    rollup_reports.insert_days(db, spans)
    rollup_entities.rebuild(db)
    rollup_rates.convert(db)
    rollup_customers.rebuild_days(db)
    db.execute("DROP TABLE temp.touched_span")


def _find_spans(db: sqlite3.Connection) -> None:
    """Collect the touched days and the first days of the report spans around them."""
    db.execute("DROP TABLE IF EXISTS temp.touched_span")
    db.execute("CREATE TEMP TABLE touched_span (day TEXT PRIMARY KEY)")
    db.execute("INSERT INTO temp.touched_span SELECT day FROM temp.touched_day")
    held = ["SELECT DISTINCT first_day, last_day FROM rollup WHERE first_day <> last_day"]
    held += [
        f"""SELECT DISTINCT f.first_day, f.last_day FROM slice AS s JOIN {fact} AS f
        ON f.slice_id = s.id WHERE s.fact = '{fact}' AND coalesce(s.grain, '') <> 'day'
        AND f.first_day <> f.last_day"""
        for fact in rollup_reports.REPORTS
    ]
    db.execute(
        f"""INSERT OR IGNORE INTO temp.touched_span
        SELECT first_day FROM ({" UNION ".join(held)}) AS span
        WHERE EXISTS (SELECT 1 FROM temp.touched_day
                      WHERE day BETWEEN span.first_day AND span.last_day)"""
    )


def stale(db: sqlite3.Connection) -> list[str]:
    """The roll-up tables that differ from what the shown facts give; empty when all is well.

    Works beside the real tables, in temporary ones that hide them while it counts.
    """
    for table in TABLES:
        db.execute(f"DROP TABLE IF EXISTS temp.{table}")
        db.execute(f"CREATE TEMP TABLE {table} AS SELECT * FROM main.{table} LIMIT 0")
    try:
        rebuild(db)
        return [table for table in TABLES if _differ(db, table)]
    finally:
        for table in TABLES:
            db.execute(f"DROP TABLE temp.{table}")


def _differ(db: sqlite3.Connection, table: str) -> bool:
    ours, stored = f"SELECT * FROM temp.{table}", f"SELECT * FROM main.{table}"
    found = db.execute(
        f"SELECT EXISTS ({ours} EXCEPT {stored}) OR EXISTS ({stored} EXCEPT {ours})"
    ).fetchone()
    return bool(found[0])
