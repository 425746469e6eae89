"""Rows of small sheets become what a person would have typed: exchange rates, costs, targets."""

from __future__ import annotations

import sqlite3
from datetime import date

from workbench.errors import WorkbenchError
from workbench.importing.counts import Brought, Counts, Refused
from workbench.importing.staged import About, has_table
from workbench.kpis.costs import add_cost
from workbench.kpis.targets import set_target

_TABLES = ("exchange_rate", "cost")


def merge(db: sqlite3.Connection, staged: About, import_id: int) -> Brought:
    """Add rates, costs and targets; the same row again changes nothing."""
    total = Brought({}, [], [])
    for table, bring in (("told_rate", _rates), ("told_cost", _costs), ("told_target", _targets)):
        if has_table(db, table):
            found = bring(db, import_id)
            total = Brought(total.counts | found.counts, total.refused + found.refused, [])
    return total


def _rates(db: sqlite3.Connection, import_id: int) -> Brought:
    numbers = [0, 0, 0]
    rows = db.execute("SELECT currency, day, rate FROM incoming.told_rate ORDER BY n").fetchall()
    for currency, day, rate in rows:
        held = db.execute(
            "SELECT id, rate FROM exchange_rate WHERE currency = ? AND day = ?", (currency, day)
        ).fetchone()
        if held is None:
            made = db.execute(
                "INSERT INTO exchange_rate(currency, day, rate) VALUES (?, ?, ?)",
                (currency, day, rate),
            )
            _remember(db, "exchange_rate", int(made.lastrowid or 0), rate, import_id)
            numbers[0] += 1
        elif held[1] == rate:
            numbers[2] += 1
        else:
            db.execute("UPDATE exchange_rate SET rate = ? WHERE id = ?", (rate, held[0]))
            _remember(db, "exchange_rate", held[0], rate, import_id)
            numbers[1] += 1
    return Brought({"rates": Counts(*numbers)}, [], [])


def _costs(db: sqlite3.Connection, import_id: int) -> Brought:
    numbers, refused = [0, 0, 0], []
    rows = db.execute(
        "SELECT kind, name, basis, ref, value, first_day, last_day, row FROM incoming.told_cost ORDER BY n"
    ).fetchall()
    for kind, name, basis, ref, value, first, last, row in rows:
        newest = db.execute("SELECT coalesce(max(id), 0) FROM cost").fetchone()[0]
        span = {"first_day": _day(first), "last_day": _day(last)}
        try:
            made = add_cost(db, kind, basis, value, ref=ref or "", name=name or "", **span)
        except WorkbenchError as error:
            refused.append(Refused(row, "", str(value), str(error)))
            continue
        if made > newest:
            _remember(db, "cost", made, value, import_id)
            numbers[0] += 1
        else:
            numbers[2] += 1
    return Brought({"costs": Counts(*numbers)}, refused, [])


def _targets(db: sqlite3.Connection, import_id: int) -> Brought:
    numbers, refused = [0, 0, 0], []
    rows = db.execute(
        "SELECT kpi, name, first_day, last_day, value, row FROM incoming.told_target ORDER BY n"
    ).fetchall()
    for kpi, name, first, last, value, row in rows:
        span = (kpi, first, last)
        held = db.execute(
            "SELECT value FROM target WHERE kpi = ? AND first_day = ? AND last_day = ?", span
        ).fetchone()
        if held is not None and held[0] == value:
            numbers[2] += 1
            continue
        days = date.fromisoformat(first), date.fromisoformat(last)
        try:
            set_target(db, kpi, *days, value, import_id=import_id)
        except WorkbenchError as error:
            refused.append(Refused(row, name, str(value), str(error)))
            continue
        numbers[0 if held is None else 1] += 1
    return Brought({"targets": Counts(*numbers)}, refused, [])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _remember(db: sqlite3.Connection, kind: str, row_id: int, value: str, import_id: int) -> None:
    db.execute(
        "DELETE FROM imported_value WHERE kind = ? AND row_id = ? AND field = 'value'",
        (kind, row_id),
    )
    db.execute(
        "INSERT INTO imported_value(kind, row_id, field, value, import_id) VALUES (?, ?, 'value', ?, ?)",
        (kind, row_id, value, import_id),
    )


def remove(db: sqlite3.Connection, import_id: int) -> list[str]:
    """Take back what an import brought and nobody changed since; answers the names of what stays."""
    db.execute("DELETE FROM target WHERE import_id = ?", (import_id,))
    stay: list[str] = []
    for table in _TABLES:
        column = "rate" if table == "exchange_rate" else "value"
        label = (
            "t.currency || ' ' || t.day"
            if table == "exchange_rate"
            else "t.kind || ' ' || coalesce(t.ref, '')"
        )
        rows = db.execute(
            f"SELECT t.id, t.{column} IS v.value, {label} FROM imported_value v JOIN {table} t ON t.id = v.row_id"
            " WHERE v.kind = ? AND v.import_id = ?",
            (table, import_id),
        ).fetchall()
        stay += [name for _id, same, name in rows if not same]
        db.executemany(f"DELETE FROM {table} WHERE id = ?", [(r[0],) for r in rows if r[1]])
        db.execute(
            "DELETE FROM imported_value WHERE kind = ? AND import_id = ?", (table, import_id)
        )
    return stay
