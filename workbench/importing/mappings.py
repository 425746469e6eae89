"""Which column feeds which field, kept by the shape of a file's header for the next such file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping


def keep_mapping(
    db: sqlite3.Connection, shape: str, source: str, fields: Mapping[str, str]
) -> None:
    """Remember how a header was mapped: `fields` maps column names to fields of the source."""
    text = json.dumps(dict(fields), ensure_ascii=False, sort_keys=True)
    held = db.execute("SELECT source, fields FROM mapping WHERE shape = ?", (shape,)).fetchone()
    if held is None:
        sql = "INSERT INTO mapping(shape, source, fields) VALUES (?, ?, ?)"
        db.execute(sql, (shape, source, text))
    elif held != (source, text):
        sql = "UPDATE mapping SET source = ?, fields = ? WHERE shape = ?"
        db.execute(sql, (source, text, shape))


def forget_mapping(db: sqlite3.Connection, shape: str) -> None:
    """Let files of this shape be recognised by their columns again."""
    db.execute("DELETE FROM mapping WHERE shape = ?", (shape,))
