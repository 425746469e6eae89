"""Seals: the number and sum of row fingerprints, per table and import (or step), kept with every change.

A flipped bit in a value breaks that row's fingerprint; a lost or doubled row breaks its table's seal. Sums are kept as
two halves of 32 bits, because SQLite's sum() of whole fingerprints overflows. What a fingerprint does not cover, such
as the source row number or the order that a line belongs to, is added to the lower half, so that it is sealed too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from workbench.store.database import typed_tables
from workbench.store.facts import ENTITIES, GENERIC_ROW, REPORTS


def _low(value: str) -> str:
    return f"(coalesce({value}, 0) & 4294967295)"


def _high(value: str) -> str:
    return f"((coalesce({value}, 0) >> 32) & 4294967295)"


LOW, HIGH = _low("row_hash"), _high("row_hash")
_REFUSED = 'fingerprint(id, "row", "column", value, reason)'


class _Shape(NamedTuple):
    """How the rows of a table are grouped and summed."""

    key: str
    shown: str
    low: str
    high: str = HIGH


_SHAPES = {
    "orders": _Shape("import_id", "shown", f"{LOW} + coalesce(row, 0) + id"),
    "order_line": _Shape("0", "1", f"{LOW} + coalesce(row, 0) + n + order_id"),
    **{
        fact.table: _Shape("import_id", "shown", f"{LOW} + coalesce(row, 0) + slice_id")
        for fact in REPORTS
    },
    **{
        fact.table: _Shape("import_id", "shown", f"{LOW} + coalesce(row, 0)")
        for fact in (*ENTITIES, GENERIC_ROW)
    },
    "stated": _Shape("import_id", "1", f"{LOW} + coalesce(row, 0) + order_id"),
    "orders_version": _Shape("0", "1", f"{LOW} + order_id"),
    "order_line_version": _Shape(
        "0",
        "1",
        f"{LOW} + coalesce(row, 0) + n + order_id + {_low('lines_hash')}",
        f"{HIGH} + {_high('lines_hash')}",
    ),
    "import_refused": _Shape("import_id", "1", _low(_REFUSED), _high(_REFUSED)),
    "customer_alias": _Shape(
        "coalesce(import_id, 0)",
        "1",
        f"{_low('other')} + {_low('customer')}",
        f"{_high('other')} + {_high('customer')}",
    ),
}
FACT_TABLES = tuple(_SHAPES)
# Tables in which the sums are kept per import.
_OF_IMPORTS = tuple(table for table, shape in _SHAPES.items() if "import_id" in shape.key)
_TYPED = _Shape("0", "1", LOW)
_TWIN = _Shape("step", "gone", f"{LOW} + id")


class Sum(NamedTuple):
    """Rows counted, and the sums of both halves of their fingerprints."""

    n: int
    low: int
    high: int


NOTHING = Sum(0, 0, 0)
Sums = dict[tuple[int, int], Sum]


def difference(old: Sum, new: Sum) -> Sum:
    """What has to be added to the old sums to get the new ones."""
    return Sum(new.n - old.n, new.low - old.low, new.high - old.high)


def sums(db: sqlite3.Connection, table: str, where: str = "1") -> Sums:
    """Sum the rows of a table that meet a condition, per (import or step, shown or gone)."""
    shape = _SHAPES.get(table) or (_TWIN if table.startswith("undo_") else _TYPED)
    rows = db.execute(
        f"SELECT {shape.key}, {shape.shown}, count(*), sum({shape.low}), sum({shape.high})"
        f' FROM "{table}" WHERE {where} GROUP BY 1, 2'
    ).fetchall()
    return {(key, shown): Sum(n, low, high) for key, shown, n, low, high in rows if n}


def add(db: sqlite3.Connection, table: str, key: tuple[int, int], change: Sum) -> None:
    """Add a change to a seal; a seal of nothing is removed."""
    if change == NOTHING:
        return
    db.execute(
        'INSERT INTO seal("table", import_id, shown, n, low, high) VALUES (?, ?, ?, ?, ?, ?)'
        ' ON CONFLICT("table", import_id, shown) DO UPDATE SET'
        " n = n + excluded.n, low = low + excluded.low, high = high + excluded.high",
        (table, *key, *change),
    )
    db.execute("DELETE FROM seal WHERE n = 0 AND low = 0 AND high = 0")


def renew(db: sqlite3.Connection, twin: str, step: int) -> None:
    """Seal anew what an undo table remembers of one step."""
    drop(db, twin, step, step)
    for key, total in sums(db, twin, f"step = {int(step)}").items():
        add(db, twin, key, total)


def drop(db: sqlite3.Connection, twin: str, first: int, last: int) -> None:
    """Forget the seals of an undo table's steps."""
    db.execute(
        'DELETE FROM seal WHERE "table" = ? AND import_id BETWEEN ? AND ?', (twin, first, last)
    )


@contextmanager
def moving(db: sqlite3.Connection, table: str, where: str) -> Iterator[None]:
    """Keep a fact table's seal while the rows that meet a condition are changed.

    The condition must name the rows by something that the change leaves alone (their id, their order).
    """
    before = sums(db, table, where)
    yield
    after = sums(db, table, where)
    for key in before.keys() | after.keys():
        add(db, table, key, difference(before.get(key, NOTHING), after.get(key, NOTHING)))
    if before != after:
        touched(db, table)


def touched(db: sqlite3.Connection, table: str) -> None:
    """Note that the current step changed a table of facts; the step tells it to the views."""
    db.execute("INSERT OR IGNORE INTO temp.touched_table(name) VALUES (?)", (table,))


def sealed_tables() -> tuple[str, ...]:
    """Every table whose rows have a seal."""
    typed = typed_tables()
    return (*FACT_TABLES, *typed, *(f"undo_{table}" for table in typed))


def broken(db: sqlite3.Connection) -> list[str]:
    """Tables whose rows do not add up to their seal."""
    kept = _kept(db)
    known = sealed_tables()
    wrong = {table for table in known if sums(db, table) != kept.get(table, {})}
    return sorted(wrong | (kept.keys() - set(known)))


def broken_imports(db: sqlite3.Connection) -> set[int]:
    """Imports whose rows do not add up to their seals."""
    kept = _kept(db)
    wrong: set[int] = set()
    for table in _OF_IMPORTS:
        was, now = kept.get(table, {}), sums(db, table)
        wrong |= {key[0] for key in was.keys() | now.keys() if was.get(key) != now.get(key)}
    return wrong


def _kept(db: sqlite3.Connection) -> dict[str, Sums]:
    kept: dict[str, Sums] = {}
    for table, key, shown, n, low, high in db.execute(
        'SELECT "table", import_id, shown, n, low, high FROM seal'
    ).fetchall():
        kept.setdefault(table, {})[key, shown] = Sum(n, low, high)
    return kept
