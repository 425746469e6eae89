"""Cells of a KPI sheet become snapshots: one value of one KPI for one period."""

from __future__ import annotations

import sqlite3

from workbench.importing.counts import Brought, Counts
from workbench.importing.staged import About, has_table
from workbench.kpis.catalogue import cards
from workbench.kpis.typed import add_kpi
from workbench.language import _

KIND = "snapshot"


def merge(db: sqlite3.Connection, staged: About, import_id: int) -> Brought:
    """Add or update snapshots, and the KPIs that they are values of.

    A value that a person typed or changed stays; a note says how many.
    """
    if not has_table(db, KIND):
        return Brought({}, [], [])
    kpis = _add_kpis(db)
    numbers, kept = [0, 0, 0], 0
    rows = db.execute(
        "SELECT kpi, first_day, last_day, coalesce(segment, ''), value, row"
        " FROM incoming.snapshot ORDER BY n"
    ).fetchall()
    for *key, value, row in rows:
        held = db.execute(
            "SELECT id, value, import_id FROM snapshot"
            " WHERE kpi = ? AND first_day = ? AND last_day = ? AND segment = ?",
            key,
        ).fetchone()
        if held is None:
            _insert(db, (*key, value, import_id, row))
            numbers[0] += 1
        elif held[1] == value or held[2] is None:
            numbers[2] += 1
            kept += held[1] != value
        else:
            sql = "UPDATE snapshot SET value = ?, import_id = ?, row = ? WHERE id = ?"
            db.execute(sql, (value, import_id, row, held[0]))
            numbers[1] += 1
    notes = [_("{n} values that you typed were kept.").format(n=kept)] if kept else []
    return Brought({"kpis": Counts(kpis), "snapshots": Counts(*numbers)}, [], notes)


def _insert(db: sqlite3.Connection, values: tuple[object, ...]) -> None:
    db.execute(
        "INSERT INTO snapshot(kpi, first_day, last_day, segment, value, import_id, row)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        values,
    )


def _add_kpis(db: sqlite3.Connection) -> int:
    """Give the KPIs that a sheet names, and nobody has defined yet, a definition of their own."""
    rows = db.execute("SELECT DISTINCT kpi, name, unit FROM incoming.snapshot").fetchall()
    held = {key for (key,) in db.execute("SELECT key FROM kpi").fetchall()} | cards().keys()
    new = [row for row in rows if row[0] not in held]
    for key, name, unit in new:
        add_kpi(db, name, unit=unit or "number", key=key)
    return len(new)


def remove(db: sqlite3.Connection, import_id: int) -> list[str]:
    """Delete the values that an import brought last, and KPIs that are left without any."""
    rows = db.execute(
        "SELECT DISTINCT kpi FROM snapshot WHERE import_id = ?", (import_id,)
    ).fetchall()
    db.execute("DELETE FROM snapshot WHERE import_id = ?", (import_id,))
    for (key,) in rows:
        db.execute(
            "DELETE FROM kpi WHERE key = ? AND NOT EXISTS (SELECT 1 FROM snapshot s WHERE s.kpi = kpi.key)",
            (key,),
        )
    return []
