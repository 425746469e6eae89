"""Seals: the number and sum of row fingerprints, per table and import, kept with every change.

A flipped bit in a value breaks that row's fingerprint; a lost or doubled row breaks its table's seal. Sums are kept as
two halves of 32 bits, because SQLite's sum() of whole fingerprints overflows; the source row number is added to the
lower half, so that where a row came from is sealed too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

LOW = "(coalesce(row_hash, 0) & 4294967295)"
HIGH = "((coalesce(row_hash, 0) >> 32) & 4294967295)"

# How the rows of each fact table are grouped and summed.
_FACT_SUMS = {
    "orders": ("import_id", "shown", f"{LOW} + coalesce(row, 0)"),
    "order_line": ("0", "1", f"{LOW} + coalesce(row, 0) + n"),
    "sales_day": ("import_id", "shown", f"{LOW} + coalesce(row, 0)"),
    "traffic_day": ("import_id", "shown", f"{LOW} + coalesce(row, 0)"),
    "generic_row": ("import_id", "shown", f"{LOW} + coalesce(row, 0)"),
}
FACT_TABLES = tuple(_FACT_SUMS)


class Sum(NamedTuple):
    """Rows counted, and the sums of both halves of their fingerprints."""

    n: int
    low: int
    high: int


Sums = dict[tuple[int, int], Sum]


def fact_sums(db: sqlite3.Connection, table: str, where: str = "1") -> Sums:
    """Sum the fact rows of a table that meet a condition, per (import, shown)."""
    group, shown, low = _FACT_SUMS[table]
    rows = db.execute(
        f"SELECT {group}, {shown}, count(*), sum({low}), sum({HIGH})"
        f' FROM "{table}" WHERE {where} GROUP BY 1, 2'
    ).fetchall()
    return {(key, is_shown): Sum(n, low, high) for key, is_shown, n, low, high in rows}


def typed_sum(db: sqlite3.Connection, table: str) -> Sum:
    """Sum all rows of a typed table."""
    n, low, high = db.execute(
        f'SELECT count(*), coalesce(sum({LOW}), 0), coalesce(sum({HIGH}), 0) FROM "{table}"'
    ).fetchone()
    return Sum(n, low, high)


def add(db: sqlite3.Connection, table: str, key: tuple[int, int], change: Sum) -> None:
    """Add a change to a seal; a seal of nothing is removed."""
    if change == (0, 0, 0):
        return
    db.execute(
        'INSERT INTO seal("table", import_id, shown, n, low, high) VALUES (?, ?, ?, ?, ?, ?)'
        ' ON CONFLICT("table", import_id, shown) DO UPDATE SET'
        " n = n + excluded.n, low = low + excluded.low, high = high + excluded.high",
        (table, *key, *change),
    )
    db.execute("DELETE FROM seal WHERE n = 0 AND low = 0 AND high = 0")


@contextmanager
def moving(db: sqlite3.Connection, table: str, where: str) -> Iterator[None]:
    """Keep a fact table's seal while the rows that meet a condition are changed.

    The condition must name the rows by something that the change leaves alone (their id, their order).
    """
    before = fact_sums(db, table, where)
    yield
    after = fact_sums(db, table, where)
    for key in before.keys() | after.keys():
        old, new = before.get(key, Sum(0, 0, 0)), after.get(key, Sum(0, 0, 0))
        add(db, table, key, Sum(new.n - old.n, new.low - old.low, new.high - old.high))
    if before != after:
        touched(db, table)


def touched(db: sqlite3.Connection, table: str) -> None:
    """Note that the current step changed a table of facts; the step tells it to the views."""
    db.execute("INSERT OR IGNORE INTO temp.touched_table(name) VALUES (?)", (table,))


def broken(db: sqlite3.Connection, typed: tuple[str, ...]) -> list[str]:
    """Tables whose rows do not add up to their seal."""
    kept = _kept(db)
    found: dict[str, Sums] = {table: fact_sums(db, table) for table in FACT_TABLES}
    for table in typed:
        total = typed_sum(db, table)
        found[table] = {(0, 1): total} if total.n else {}
    return sorted(t for t in kept.keys() | found.keys() if kept.get(t, {}) != found.get(t, {}))


def broken_imports(db: sqlite3.Connection) -> set[int]:
    """Imports whose fact rows do not add up to their seals."""
    kept = _kept(db)
    wrong: set[int] = set()
    for table in FACT_TABLES:
        was, now = kept.get(table, {}), fact_sums(db, table)
        wrong |= {key[0] for key in was.keys() | now.keys() if was.get(key) != now.get(key)}
    return wrong


def _kept(db: sqlite3.Connection) -> dict[str, Sums]:
    kept: dict[str, Sums] = {}
    for table, key, shown, n, low, high in db.execute(
        'SELECT "table", import_id, shown, n, low, high FROM seal'
    ).fetchall():
        kept.setdefault(table, {})[key, shown] = Sum(n, low, high)
    return kept
