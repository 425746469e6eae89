"""The staging database: what the reader process found in one table, for the preview and the merge."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

FEW_ROWS = 100  # a small table is written as it is
LONGEST_LITERAL = 1000  # SQLite limits the length of a statement
VALUES_AT_ONCE = 900  # several rows per statement take half the time; old SQLite allows 999 values

_WHOLE_NAMES = (
    "n order_n experiment_n row row_hash customer vat_included lines_hash orders visitors sessions carts checkouts "
    "completed conversions impressions clicks recipients delivered opens unsubscribes complaints bounces "
    "email_consent sms_consent"
)
_WHOLE = frozenset(_WHOLE_NAMES.split())
_REAL_NAMES = (
    "quantity units key_events purchases position on_hand available incoming rating score first_reply_s "
    "resolution_s"
)
_REAL = frozenset(_REAL_NAMES.split())

Rows = tuple[Sequence[str], Iterable[Sequence[Any]]]


def write(
    path: Path,
    *,
    tables: Mapping[str, Rows],
    meta: Mapping[str, Any],
    refused: Iterable[Sequence[Any]],
    left_out: Mapping[str, int],
    raw: Iterable[tuple[int, list[str]]],
    same: Mapping[str, Mapping[str, Any]] | None = None,
) -> None:
    """Write one staging database; it is thrown away after the merge, so nothing waits for the disk.

    `same` holds, per table, further columns with the one value that they have in all rows.
    """
    db = sqlite3.connect(path, isolation_level=None)
    try:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.execute("PRAGMA cache_size = -65536")
        db.execute("BEGIN")
        for name, (columns, rows) in tables.items():
            _write_table(db, name, columns, rows)
            _add_same(db, name, (same or {}).get(name, {}))
        _write_table(db, "staged", ("key", "value"), ((k, json.dumps(v)) for k, v in meta.items()))
        _write_table(db, "refused", ("row", "column", "value", "reason"), refused)
        _write_table(db, "left_out", ("kind", "n"), left_out.items())
        _write_table(db, "raw", ("row", "cells"), ((row, json.dumps(cells)) for row, cells in raw))
        db.execute("COMMIT")
    finally:
        db.close()


def _write_table(
    db: sqlite3.Connection, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    declared = ", ".join(f'"{c}" {_type(name, c)}{_key(name, c)}' for c in columns)
    db.execute(f'CREATE TABLE "{name}" ({declared})')
    one = f"({', '.join('?' * len(columns))})"
    block = max(1, VALUES_AT_ONCE // len(columns))
    many = f'INSERT INTO "{name}" VALUES {", ".join([one] * block)}'
    stream = iter(rows)
    while held := list(islice(stream, block * 200)):
        whole = len(held) // block * block
        blocks = (held[i : i + block] for i in range(0, whole, block))
        db.executemany(many, (list(chain.from_iterable(rows)) for rows in blocks))
        db.executemany(f'INSERT INTO "{name}" VALUES {one}', held[whole:])


def _add_same(db: sqlite3.Connection, table: str, values: Mapping[str, Any]) -> None:
    """Add columns that take no room in the rows: SQLite answers their default."""
    for name, value in values.items():
        told = "" if value is None else f" DEFAULT {_literal(value)}"
        db.execute(f'ALTER TABLE "{table}" ADD COLUMN "{name}" {_type(table, name)}{told}')


def _literal(value: str | int) -> str:
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)


def is_constant(column: Sequence[Any]) -> bool:
    """True for a column with the same text, whole number or nothing in every row (1, 1.0 and True differ)."""
    if len(column) < FEW_ROWS or isinstance(column, range):
        return False
    first = column[0]
    if type(first) not in (str, int, type(None)) or column[-1] != first:
        return False
    if isinstance(first, str) and ("\0" in first or len(first) > LONGEST_LITERAL):
        return False
    return column.count(first) == len(column) and set(map(type, column)) == {type(first)}


def _type(table: str, column: str) -> str:
    if column in _WHOLE or column.endswith("_minor"):
        return "INTEGER"
    return "REAL" if column in _REAL else "TEXT"


def _key(table: str, column: str) -> str:
    """n is the key of every table but the lines and variants, whose n counts within their parent."""
    if column == "n" and table not in ("order_line", "variant", "left_out"):
        return " PRIMARY KEY"
    return " PRIMARY KEY" if (table, column) == ("staged", "key") else ""


def meta(path: Path) -> dict[str, Any]:
    """Read what is said of a staged table: source, confidence, columns, assumed, questions and so on."""
    db = sqlite3.connect(path)
    try:
        return {
            key: json.loads(value) for key, value in db.execute("SELECT key, value FROM staged")
        }
    finally:
        db.close()


def add_notes(path: Path, texts: Sequence[str]) -> None:
    """Add sentences to what was assumed, for what lay beside the table and could not be read."""
    assumed = [*meta(path)["assumed"], *texts]
    db = sqlite3.connect(path, isolation_level=None)
    try:
        db.execute("UPDATE staged SET value = ? WHERE key = 'assumed'", (json.dumps(assumed),))
    finally:
        db.close()
