"""What an import would do, told before anything is written."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from workbench.importing.counts import PUBLIC, Refused
from workbench.importing.merge import REFUSED_SHOWN
from workbench.importing.merge_entities import pairs
from workbench.importing.staged import About, about, has_table
from workbench.language import _
from workbench.store import database
from workbench.store.facts import ENTITIES, ORDERS, REPORTS, Fact

EXAMPLES = 8


class Planned(NamedTuple):
    """Rows of one kind: new, differing from what is held, the same, and rows of ours that would go."""

    new: int
    changed: int
    same: int
    gone: int = 0


class Difference(NamedTuple):
    """One value that would change: of which row, in which column, from what to what."""

    row: str
    column: str
    old: str
    new: str


class Plan(NamedTuple):
    """What an import would do, and the first rows as they would be stored."""

    about: About
    counts: Mapping[str, Planned]
    differences: tuple[Difference, ...]
    refused: tuple[Refused, ...]
    refused_total: int
    left_out: Mapping[str, int]
    warnings: tuple[str, ...]
    needs_confirmation: bool
    came_before: str | None

    @property
    def nothing_new(self) -> bool:
        """True when the file would change nothing."""
        return not any(c.new or c.changed or c.gone for c in self.counts.values())


def plan(db: sqlite3.Connection, staging: Path) -> Plan:
    """Compare a staging file with the workspace; needs a connection of its own, outside a transaction."""
    with database.attached(db, staging):
        return _plan(db)


def _plan(db: sqlite3.Connection) -> Plan:
    staged = about(db)
    counts: dict[str, Planned] = {}
    differences: list[Difference] = []
    if has_table(db, ORDERS.table):
        counts["orders"], differences = _plan_orders(db)
    for fact in REPORTS:
        if has_table(db, fact.table):
            counts[PUBLIC[fact.table]] = _plan_report(db, fact, staged)
    for fact in ENTITIES:
        if has_table(db, fact.table):
            counts[PUBLIC[fact.table]] = _plan_entities(db, fact)
    for kind, table, key in _TYPED:
        if has_table(db, table):
            counts[kind] = _plan_typed(db, table, key)
    if has_table(db, "generic_row"):
        n = db.execute("SELECT count(DISTINCT row) FROM incoming.generic_row").fetchone()[0]
        counts["rows"] = Planned(n, 0, 0)
    rows = db.execute(
        'SELECT row, "column", value, reason FROM incoming.refused ORDER BY row LIMIT ?',
        (REFUSED_SHOWN,),
    ).fetchall()
    shrinks = [c for c in counts.values() if c.gone > c.new]
    return Plan(
        about=staged,
        counts=counts,
        differences=tuple(differences),
        refused=tuple(Refused(*row) for row in rows),
        refused_total=db.execute("SELECT count(*) FROM incoming.refused").fetchone()[0],
        left_out=dict(db.execute("SELECT kind, n FROM incoming.left_out WHERE n > 0").fetchall()),
        warnings=tuple(_warning(staged, c) for c in shrinks),
        needs_confirmation=bool(shrinks),
        came_before=_came_before(db, staged),
    )


_TYPED = (
    ("items", "item", "title"),
    ("kpi_values", "snapshot", "kpi || first_day || last_day || segment"),
    ("experiments", "experiment", "name"),
)


def _warning(staged: About, counts: Planned) -> str:
    text = _("Between {first} and {last} this file has {n} fewer rows than are there now.")
    return text.format(first=staged.first_day, last=staged.last_day, n=counts.gone - counts.new)


def _came_before(db: sqlite3.Connection, staged: About) -> str | None:
    row = db.execute(
        "SELECT at FROM import WHERE sha256 = ? AND sheet IS ? AND live = 1 ORDER BY id LIMIT 1",
        (staged.sha256, staged.sheet),
    ).fetchone()
    return row[0] if row else None


def _plan_orders(db: sqlite3.Connection) -> tuple[Planned, list[Difference]]:
    pairs = (
        " FROM incoming.orders s LEFT JOIN orders o"
        " ON o.source = s.source AND o.number = s.number AND o.shown = 1"
        " LEFT JOIN import m ON m.id = o.import_id"
    )
    exported = (
        "SELECT coalesce(json_extract(value, '$'), '') FROM incoming.staged WHERE key = 'as_of'"
    )
    older = f"coalesce(m.as_of, '') > ({exported})"
    new, changed, same = db.execute(
        "SELECT coalesce(sum(o.id IS NULL), 0),"
        f" coalesce(sum(o.row_hash <> s.row_hash AND NOT {older}), 0),"
        f" coalesce(sum(o.row_hash = s.row_hash OR (o.id NOT NULL AND {older})), 0){pairs}"
    ).fetchone()
    names = ", ".join(f"o.{c}, s.{c}" for c in ORDERS.values)
    rows = db.execute(
        f"SELECT s.number, {names}{pairs} WHERE o.row_hash <> s.row_hash AND NOT {older} LIMIT ?",
        (EXAMPLES,),
    ).fetchall()
    return Planned(new, changed, same), [d for row in rows for d in _differences(row)]


def _differences(row: tuple[object, ...]) -> list[Difference]:
    number, *values = row
    found = []
    for place, column in enumerate(ORDERS.values):
        old, new = values[2 * place], values[2 * place + 1]
        if new is not None and old != new and column != "lines_hash":
            found.append(Difference(str(number), column, "" if old is None else str(old), str(new)))
    return found


def _plan_report(db: sqlite3.Connection, fact: Fact, staged: About) -> Planned:
    key = ", ".join(fact.key)
    held = dict(
        _keyed(row)
        for row in db.execute(
            f'SELECT {key}, f.row_hash FROM "{fact.table}" f JOIN slice s ON s.id = f.slice_id'
            " WHERE f.shown = 1 AND s.source = ? AND s.account = ? AND s.shape = ? AND s.grain = ?"
            " AND s.filter = ? AND first_day BETWEEN ? AND ?",
            (
                staged.source,
                staged.account,
                staged.report_shape,
                staged.grain,
                staged.filter,
                staged.first_day,
                staged.last_day,
            ),
        ).fetchall()
    )
    said = dict(
        _keyed(row)
        for row in db.execute(f'SELECT {key}, row_hash FROM incoming."{fact.table}"').fetchall()
    )
    changed = sum(1 for k, hash_ in said.items() if k in held and held[k] != hash_)
    new = len(said.keys() - held.keys())
    return Planned(new, changed, len(said) - new - changed, len(held.keys() - said.keys()))


def _plan_entities(db: sqlite3.Connection, fact: Fact) -> Planned:
    exported = (
        "SELECT coalesce(json_extract(value, '$'), '') FROM incoming.staged WHERE key = 'as_of'"
    )
    new, changed, total = db.execute(
        "SELECT coalesce(sum(o.id IS NULL), 0), coalesce(sum(o.row_hash <> s.row_hash"
        f" AND coalesce(m.as_of, '') <= ({exported})), 0), count(*){pairs(fact)}"
    ).fetchone()
    return Planned(new, changed, total - new - changed)


def _keyed(row: tuple[object, ...]) -> tuple[tuple[object, ...], object]:
    return row[:-1], row[-1]


def _plan_typed(db: sqlite3.Connection, table: str, key: str) -> Planned:
    total, known = db.execute(
        f"SELECT count(*), coalesce(sum(lower({key}) IN (SELECT lower({key}) FROM main.{table})), 0)"
        f" FROM incoming.{table}"
    ).fetchone()
    return Planned(total - known, 0, known)


def first_rows(db: sqlite3.Connection, staging: Path) -> list[tuple[int, list[str]]]:
    """The first rows as they stand in the file, personal columns masked; needs a connection of its own."""
    with database.attached(db, staging):
        rows = db.execute("SELECT row, cells FROM incoming.raw ORDER BY row").fetchall()
    return [(row, json.loads(cells)) for row, cells in rows]
