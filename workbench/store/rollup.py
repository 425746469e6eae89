"""Daily roll-ups of the shown facts (being written)."""

import sqlite3


def rebuild(db: sqlite3.Connection) -> None:
    """Make all roll-ups again from the shown facts."""


def rebuild_days(db: sqlite3.Connection) -> None:
    """Make the roll-ups of the days in temp.touched_day again."""
