"""The day and the moment it is, where the brand is."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from workbench.store.brand import brand


def today(db: sqlite3.Connection) -> date:
    """The local date of the brand, in the time zone of its settings.

    A sample brand's story stands still: its workspace has a setting `today`.
    """
    row = db.execute("SELECT value FROM setting WHERE key = 'today'").fetchone()
    if row and row[0]:
        return date.fromisoformat(row[0])
    return datetime.now(ZoneInfo(brand(db).zone)).date()


def now() -> str:
    """This moment as UTC text to the second, e.g. '2026-11-09T08:15:00+00:00'."""
    return datetime.now(UTC).isoformat(timespec="seconds")
