"""What sheets said about typed rows, field by field, so that a person's own edits win."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

Cell = str | int | float | None | list[str]
KEY = ""  # under this field the row's key in its sheet is kept


class Said(NamedTuple):
    """The last value a sheet gave for one field, and the import that brought it."""

    value: str
    import_id: int


def text(value: Cell) -> str:
    """One way of writing a value, so that a sheet's and a row's can be compared."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def rows_by_key(db: sqlite3.Connection, kind: str) -> dict[str, int]:
    """Which typed row a sheet's key led to."""
    rows = db.execute(
        "SELECT value, row_id FROM imported_value WHERE kind = ? AND field = ?", (kind, KEY)
    ).fetchall()
    return dict(rows)


def said_about(db: sqlite3.Connection, kind: str, row_id: int) -> dict[str, Said]:
    """What sheets said about one row, by field."""
    rows = db.execute(
        "SELECT field, value, import_id FROM imported_value WHERE kind = ? AND row_id = ?",
        (kind, row_id),
    ).fetchall()
    return {field: Said(value, import_id) for field, value, import_id in rows}


def remember(
    db: sqlite3.Connection, kind: str, row_id: int, import_id: int, values: Mapping[str, str]
) -> None:
    """Keep what a sheet said now; what it said before is replaced only where it differs."""
    held = said_about(db, kind, row_id)
    for field, value in values.items():
        if field not in held:
            db.execute(
                "INSERT INTO imported_value(kind, row_id, field, value, import_id)"
                " VALUES (?, ?, ?, ?, ?)",
                (kind, row_id, field, value, import_id),
            )
        elif held[field].value != value:
            db.execute(
                "UPDATE imported_value SET value = ?, import_id = ?"
                " WHERE kind = ? AND row_id = ? AND field = ?",
                (value, import_id, kind, row_id, field),
            )


def forget(db: sqlite3.Connection, kind: str, row_id: int) -> None:
    """Forget what sheets said about a row that is gone."""
    db.execute("DELETE FROM imported_value WHERE kind = ? AND row_id = ?", (kind, row_id))


def untouched_changes(
    given: Mapping[str, Cell], current: Mapping[str, Cell], said: Mapping[str, Said]
) -> dict[str, Cell]:
    """The fields in which a sheet may change a row: those the person has not edited since the last import.

    An empty cell changes nothing.
    """
    changes: dict[str, Cell] = {}
    for field, value in given.items():
        now = current.get(field)
        if value in (None, "", []) or text(value) == text(now):
            continue
        if now in (None, "", []) or (field in said and said[field].value == text(now)):
            changes[field] = value
    return changes


def made_by(db: sqlite3.Connection, kind: str, import_id: int) -> list[int]:
    """Rows that an import brought first, by their sheet's key."""
    rows = db.execute(
        "SELECT row_id FROM imported_value WHERE kind = ? AND field = ? AND import_id = ?",
        (kind, KEY, import_id),
    ).fetchall()
    return [row_id for (row_id,) in rows]


def is_untouched(current: Mapping[str, Cell], said: Mapping[str, Said]) -> bool:
    """True when every field still holds what the sheets said last."""
    return all(
        text(current.get(field)) == told.value for field, told in said.items() if field != KEY
    )
