"""What an import would do, told before anything is written."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from workbench.importing.counts import PUBLIC, Refused
from workbench.importing.merge import REFUSED_SHOWN, came_in_before, is_said_before
from workbench.importing.plan_facts import (
    Difference,
    Foreseen,
    Planned,
    foresee_entities,
    foresee_generic,
    foresee_orders,
    foresee_report,
    undated,
)
from workbench.importing.staged import About, about, has_table
from workbench.language import _
from workbench.store import database
from workbench.store.facts import ENTITIES, GENERIC_ROW, ORDERS, REPORTS


class Plan(NamedTuple):
    """What an import would do, told by the merge's own rules.

    `kept` is False when the file says nothing that is not said already, so that bringing it in leaves no trace; a file
    that is kept without changes says that its days were looked at again.
    """

    about: About
    counts: Mapping[str, Planned]
    differences: tuple[Difference, ...]
    refused: tuple[Refused, ...]
    refused_total: int
    left_out: Mapping[str, int]
    warnings: tuple[str, ...]
    needs_confirmation: bool
    came_before: str | None
    kept: bool = True

    @property
    def nothing_new(self) -> bool:
        """True when the file would change nothing."""
        return not any(c.news for c in self.counts.values())


def plan(db: sqlite3.Connection, staging: Path) -> Plan:
    """Compare a staging file with the workspace; needs a connection of its own, outside a transaction."""
    with database.attached(db, staging):
        return _plan(db)


def _plan(db: sqlite3.Connection) -> Plan:
    staged = about(db)
    again = came_in_before(db, staged)
    foreseen = _foreseen(db, staged, again)
    counts = {kind: planned for kind, (planned, _differences) in foreseen.items()}
    rows = db.execute(
        'SELECT row, "column", value, reason FROM incoming.refused ORDER BY row LIMIT ?',
        (REFUSED_SHOWN,),
    ).fetchall()
    shrinks = [c for kind, c in counts.items() if c.gone > c.new]
    return Plan(
        about=staged,
        counts=counts,
        differences=tuple(d for _planned, found in foreseen.values() for d in found),
        refused=tuple(Refused(*row) for row in rows),
        refused_total=db.execute("SELECT count(*) FROM incoming.refused").fetchone()[0],
        left_out=dict(db.execute("SELECT kind, n FROM incoming.left_out WHERE n > 0").fetchall()),
        warnings=tuple(_warning(staged, c) for c in shrinks),
        needs_confirmation=bool(shrinks),
        came_before=_came_before(db, staged),
        kept=any(c.news for c in counts.values()) or not (again or is_said_before(db, staged)),
    )


def _foreseen(db: sqlite3.Connection, staged: About, again: bool) -> dict[str, Foreseen]:
    found: dict[str, Foreseen] = {}
    skipped = undated(staged, again)
    if has_table(db, ORDERS.table):
        found["orders"] = foresee_orders(db)
    for fact in (*REPORTS, *ENTITIES):
        if not has_table(db, fact.table):
            continue
        name = PUBLIC[fact.table]
        if fact.table in skipped:
            n = db.execute(f'SELECT count(*) FROM incoming."{fact.table}"').fetchone()[0]
            found[name] = Planned(same=n), []
        elif fact in REPORTS:
            found[name] = foresee_report(db, fact, staged)
        else:
            found[name] = foresee_entities(db, fact)
    if has_table(db, GENERIC_ROW.table):
        found[PUBLIC[GENERIC_ROW.table]] = foresee_generic(db, staged), []
    if any(has_table(db, table) for table in TYPED):
        from workbench.importing.plan_typed import foresee_typed  # brings every typed part along

        found |= foresee_typed(db)
    return found


TYPED = ("item", "snapshot", "experiment", "told_rate", "told_cost", "told_target")


def _warning(staged: About, counts: Planned) -> str:
    text = _("Between {first} and {last} this file has {n} fewer rows than are there now.")
    return text.format(first=staged.first_day, last=staged.last_day, n=counts.gone - counts.new)


def _came_before(db: sqlite3.Connection, staged: About) -> str | None:
    row = db.execute(
        "SELECT at FROM import WHERE sha256 = ? AND sheet IS ? AND live = 1 ORDER BY id LIMIT 1",
        (staged.sha256, staged.sheet),
    ).fetchone()
    return row[0] if row else None


def first_rows(db: sqlite3.Connection, staging: Path) -> list[tuple[int, list[str]]]:
    """The first rows as they stand in the file, personal columns masked; needs a connection of its own."""
    with database.attached(db, staging):
        rows = db.execute("SELECT row, cells FROM incoming.raw ORDER BY row").fetchall()
    return [(row, json.loads(cells)) for row, cells in rows]
