"""What a staging file says about itself, read by the preview and the merge."""

from __future__ import annotations

import json
import sqlite3
from typing import Any, NamedTuple

from workbench.errors import ImportFailed
from workbench.language import _


class About(NamedTuple):
    """A staged table: where it came from, how it was recognised, what it covers.

    `shape` is the fingerprint of the header; `report_shape`, `account`, `grain` and `filter` name a report's slice.
    """

    file: str
    sha256: str
    sheet: str
    other_sheets: tuple[str, ...]
    source: str
    shape: str
    confidence: float
    reason: str
    account: str
    report_shape: str
    grain: str
    filter: str
    currency: str | None
    first_day: str | None
    last_day: str | None
    as_of: str | None
    as_of_basis: str
    read: int
    assumed: tuple[str, ...]
    questions: tuple[dict[str, Any], ...]
    columns: tuple[dict[str, Any], ...]


def about(db: sqlite3.Connection, schema: str = "incoming") -> About:
    """Read the description in a staging file attached under a name. Raises ImportFailed if it is not one of ours."""
    odd = db.execute(
        f"SELECT count(*) FROM {schema}.sqlite_master WHERE type IN ('trigger', 'view')"
    ).fetchone()[0]
    if odd or not has_table(db, "staged", schema):
        raise ImportFailed(_("The file could not be read; try again."))
    rows = db.execute(f"SELECT key, value FROM {schema}.staged").fetchall()
    said: dict[str, Any] = {key: json.loads(value) for key, value in rows}
    values: dict[str, Any] = {name: said.get(name) for name in About._fields}
    values |= {name: values[name] or "" for name in _TEXTS}
    values |= {name: tuple(values[name] or ()) for name in _LISTS}
    values |= {"confidence": float(values["confidence"] or 0), "read": int(values["read"] or 0)}
    return About(**values)


_TEXTS = (
    "file",
    "sha256",
    "sheet",
    "source",
    "shape",
    "reason",
    "account",
    "report_shape",
    "grain",
    "filter",
    "as_of_basis",
)
_LISTS = ("other_sheets", "assumed", "questions", "columns")


def has_table(db: sqlite3.Connection, table: str, schema: str = "incoming") -> bool:
    """True when the staging file feeds this table."""
    found = db.execute(
        f"SELECT 1 FROM {schema}.sqlite_master WHERE type = 'table' AND name = ?", (table,)
    ).fetchone()
    return found is not None
