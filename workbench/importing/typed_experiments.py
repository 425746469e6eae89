"""Rows of an experiments table become experiments with variants and readings."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any, NamedTuple

from workbench.errors import BadInput
from workbench.experiments import ledger, readings, record
from workbench.importing import remembered
from workbench.importing.counts import Brought, Counts, Refused
from workbench.importing.remembered import Cell
from workbench.importing.staged import About, has_table
from workbench.language import _

KIND = "experiment"
_FIELDS = ("name", "status", "hypothesis", "kpi", "start_day", "end_day")


class _Row(NamedTuple):
    n: int
    given: dict[str, Cell]
    decision: str | None
    learning: str | None
    row: int


def merge(db: sqlite3.Connection, staged: About, import_id: int) -> Brought:
    """Add or update experiments and their counts; a row that does not fit is refused with its reason."""
    if not has_table(db, KIND):
        return Brought({}, [], [])
    held = {e.name.casefold(): e.id for e in record.experiments(db)}
    experiments, counted = [0, 0, 0], [0, 0, 0]
    refused: list[Refused] = []
    for row in staged_rows(db):
        known = held.get(str(row.given["name"]).casefold())
        try:
            row_id = _add(db, row, import_id) if known is None else known
            changed = known is not None and _update(db, row, row_id, import_id)
        except BadInput as error:
            refused.append(Refused(row.row, _("name"), str(row.given["name"]), str(error)))
            continue
        experiments[0 if known is None else 1 if changed else 2] += 1
        _tell(db, row, row_id)
        _count(db, row.n, row_id, import_id, counted, refused)
    counts = {"experiments": Counts(*experiments), "readings": Counts(*counted)}
    return Brought(counts, refused, [])


def staged_rows(db: sqlite3.Connection) -> list[_Row]:
    """The staged rows in the order of the sheet."""
    names = ", ".join(_FIELDS)
    rows = db.execute(
        f"SELECT n, decision, learning, row, {names} FROM incoming.experiment ORDER BY n"
    ).fetchall()
    return [
        _Row(n, dict(zip(_FIELDS, values, strict=True)), decision, learning, row)
        for n, decision, learning, row, *values in rows
    ]


def _add(db: sqlite3.Connection, row: _Row, import_id: int) -> int:
    given = {k: v for k, v in row.given.items() if v not in (None, "") and k != "status"}
    name = str(given.pop("name"))
    row_id = ledger.add(db, name, status=str(row.given["status"] or "planned"), **given)
    said = {field: remembered.text(value) for field, value in held_values(db, row_id).items()}
    remembered.remember(db, KIND, row_id, import_id, {remembered.KEY: name.casefold(), **said})
    return row_id


def _update(db: sqlite3.Connection, row: _Row, row_id: int, import_id: int) -> bool:
    said = remembered.said_about(db, KIND, row_id)
    changes = remembered.untouched_changes(row.given, held_values(db, row_id), said)
    if changes:
        ledger.set_fields(db, row_id, changes)
        told = {field: remembered.text(value) for field, value in changes.items()}
        remembered.remember(db, KIND, row_id, import_id, told)
    return bool(changes)


def held_values(db: sqlite3.Connection, row_id: int) -> dict[str, Cell]:
    """What a sheet may change, as it is now, field by field."""
    experiment = record.record(db, row_id).experiment
    values = {field: getattr(experiment, field) for field in _FIELDS}
    return {field: None if value in (None, "") else str(value) for field, value in values.items()}


def _tell(db: sqlite3.Connection, row: _Row, row_id: int) -> None:
    """Write the decision and the learning down where the experiment has none yet."""
    held = record.record(db, row_id)
    day = held.experiment.end_day
    if row.decision and held.decision is None:
        ledger.decide(db, row_id, choice=row.decision, day=day)
    if row.learning and row.learning not in [learning.text for learning in held.learnings]:
        ledger.learn(db, row_id, row.learning, day=day)


def _count(
    db: sqlite3.Connection,
    n: int,
    row_id: int,
    import_id: int,
    counted: list[int],
    refused: list[Refused],
) -> None:
    rows = db.execute(
        "SELECT name, visitors, conversions, revenue_minor, currency, day, row FROM incoming.variant"
        " WHERE experiment_n = ? ORDER BY n",
        (n,),
    ).fetchall()
    for name, *counts, day, row in rows:
        variants = {v.name.casefold(): v for v in record.record(db, row_id).variants}
        known = variants.get(str(name).casefold())
        variant_id = known.id if known else readings.add_variant(db, row_id, name)
        try:
            counted[_read(db, variant_id, counts, day, import_id, known)] += 1
        except BadInput as error:
            refused.append(Refused(row, _("variant"), str(name), str(error)))


def _read(
    db: sqlite3.Connection,
    variant_id: int,
    counts: list[Any],
    day: str | None,
    import_id: int,
    known: record.Variant | None,
) -> int:
    """Write one reading; answers 0 for a new one, 1 for a changed one, 2 where nothing changed."""
    visitors, conversions, revenue, currency = counts
    if visitors is None and conversions is None:
        return 2
    held = {r.day.isoformat() if r.day else None: r for r in known.readings} if known else {}
    before = held.get(day)
    if before and (before.visitors, before.conversions, before.revenue_minor) == (
        visitors,
        conversions,
        revenue,
    ):
        return 2
    readings.record_reading(
        db,
        variant_id,
        visitors=visitors,
        conversions=conversions,
        revenue_minor=revenue,
        currency=currency,
        day=date.fromisoformat(day) if day else None,
        import_id=import_id,
    )
    return 1 if before else 0


def remove(db: sqlite3.Connection, import_id: int) -> list[str]:
    """Delete the experiments that an import brought and nobody touched since; answers the names that stay."""
    stay: list[str] = []
    for row_id in remembered.made_by(db, KIND, import_id):
        if row_id not in {e.id for e in record.experiments(db)}:
            continue
        current = held_values(db, row_id)
        if remembered.is_untouched(current, remembered.said_about(db, KIND, row_id)):
            ledger.delete(db, row_id)
            remembered.forget(db, KIND, row_id)
        else:
            stay.append(str(current["name"]))
    return stay
