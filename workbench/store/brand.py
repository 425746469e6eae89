"""The brand a workspace belongs to: its name, currency, zone and calendar, kept as settings."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

DEFAULTS = {
    "name": "",
    "currency": "EUR",
    "zone": "Europe/Amsterdam",
    "locale": "en_GB",
    "week_start": "mon",
    "fiscal_start": "1",
    "prices_include_vat": "ask",
    "vat": "",
}


class Brand(NamedTuple):
    """A workspace's settings; `vat` is decimal text such as '0.21', or None where not told."""

    name: str
    currency: str
    zone: str
    locale: str
    week_start: str
    fiscal_start: int
    prices_include_vat: str
    vat: str | None


def brand(db: sqlite3.Connection) -> Brand:
    """Read the settings, with defaults where one is missing."""
    found = DEFAULTS | dict(db.execute("SELECT key, value FROM setting").fetchall())
    return Brand(
        name=found["name"],
        currency=found["currency"],
        zone=found["zone"],
        locale=found["locale"],
        week_start=found["week_start"],
        fiscal_start=int(found["fiscal_start"]),
        prices_include_vat=found["prices_include_vat"],
        vat=found["vat"] or None,
    )


def set_setting(db: sqlite3.Connection, key: str, value: str) -> None:
    """Change one setting of the brand; the same value again changes nothing."""
    old = db.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    if old is None:
        db.execute("INSERT INTO setting(key, value) VALUES (?, ?)", (key, value))
    elif old[0] != value:
        db.execute("UPDATE setting SET value = ? WHERE key = ?", (value, key))
