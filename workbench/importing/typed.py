"""Rows from sheets that a person could have typed: backlog items, KPI values, experiments.

What a sheet said is remembered per field. The same sheet again changes only what the person has not touched since;
taking an import back removes only what nobody touched since, and names the rest.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from workbench.importing import (
    typed_experiments,
    typed_items,
    typed_settings,
    typed_snapshots,
)
from workbench.importing.counts import Brought
from workbench.importing.staged import About

Merge = Callable[[sqlite3.Connection, About, int], Brought]
Remove = Callable[[sqlite3.Connection, int], list[str]]

_MERGES: tuple[Merge, ...] = (
    typed_items.merge,
    typed_snapshots.merge,
    typed_experiments.merge,
    typed_settings.merge,
)
_REMOVES: tuple[Remove, ...] = (
    typed_items.remove,
    typed_snapshots.remove,
    typed_experiments.remove,
    typed_settings.remove,
)


def merge(db: sqlite3.Connection, staged: About, import_id: int) -> Brought:
    """Bring typed rows in; answers the counts per kind, rows that do not fit, and notes for the user."""
    total = Brought({}, [], [])
    for bring in _MERGES:
        counts, refused, notes = bring(db, staged, import_id)
        total = Brought(total.counts | counts, total.refused + refused, total.notes + notes)
    return total


def remove(db: sqlite3.Connection, import_id: int) -> list[str]:
    """Remove what an import brought and nobody touched since; answers the names of what stays."""
    return [name for take in _REMOVES for name in take(db, import_id)]
