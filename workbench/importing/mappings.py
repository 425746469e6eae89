"""Which column feeds which field, kept by the shape of a file's header for the next such file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workbench.errors import BadInput
from workbench.importing.made_columns import MADE, read_mapping_object
from workbench.language import _


def keep_mapping(
    db: sqlite3.Connection,
    shape: str,
    source: str,
    fields: Mapping[str, str],
    **made: Any,
) -> None:
    """Remember how a header was mapped: `fields` maps column names to fields of the source.

    Columns made of others (combined, split, constants) are kept beside them.
    """
    parts = {key: made[key] for key in MADE if made.get(key)}
    content = {"fields": dict(fields), **parts} if parts else dict(fields)
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
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


def read_mapping(path: Path) -> dict[str, Any]:
    """Read a mapping file, as `mapping_text` writes it. Raises BadInput."""
    try:
        found = read_mapping_object(json.loads(path.read_text("utf-8-sig")))
    except (OSError, ValueError):
        found = None
    if found is None:
        text = _("{name} is not a mapping file with a source and fields.")
        raise BadInput(text.format(name=path.name))
    return found


def mapping_text(mapping: Mapping[str, Any]) -> str:
    """A mapping as the content of a mapping file."""
    return json.dumps(dict(mapping), ensure_ascii=False, indent=2) + "\n"
