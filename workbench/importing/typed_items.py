"""Backlog rows become items; the same row again is the same item."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from workbench.errors import BadInput
from workbench.importing import remembered
from workbench.importing.counts import Brought, Counts, Refused
from workbench.importing.remembered import Cell
from workbench.importing.staged import About, has_table
from workbench.language import _
from workbench.roadmap import items, scoring
from workbench.roadmap.frameworks import fitting
from workbench.roadmap.themes import ensure_theme

KIND = "item"
_FIELDS = (
    "title",
    "description",
    "theme",
    "stage",
    "horizon",
    "owner",
    "start_day",
    "due_day",
    "launched_day",
    "hypothesis",
)


class _Row(NamedTuple):
    key: str
    given: dict[str, Cell]
    scores: dict[str, float]
    row: int


def merge(db: sqlite3.Connection, staged: About, import_id: int) -> Brought:
    """Add or update items from the staged backlog; a row that does not fit is refused with its reason."""
    if not has_table(db, KIND):
        return Brought({}, [], [])
    known = remembered.rows_by_key(db, KIND)
    rows = db.execute("SELECT id, title FROM item").fetchall()
    by_title = {same_title(title): item_id for item_id, title in rows}
    alive = set(by_title.values())
    numbers = [0, 0, 0]
    refused: list[Refused] = []
    for row in staged_rows(db):
        title = same_title(str(row.given["title"]))
        held = known.get(row.key)
        item_id = held if held in alive else by_title.get(title)
        try:
            if item_id is None:
                by_title[title] = _add(db, row, import_id)
                numbers[0] += 1
            else:
                numbers[1 if _update(db, item_id, row, import_id) else 2] += 1
        except BadInput as error:
            refused.append(Refused(row.row, _("title"), str(row.given["title"]), str(error)))
    return Brought({"items": Counts(*numbers)}, refused, [])


def same_title(title: str) -> str:
    """A title made comparable: case and spaces do not matter."""
    return " ".join(title.casefold().split())


def staged_rows(db: sqlite3.Connection) -> list[_Row]:
    """The staged rows in the order of the sheet."""
    names = ", ".join(_FIELDS)
    rows = db.execute(
        f"SELECT key, tags, scores, row, {names} FROM incoming.item ORDER BY n"
    ).fetchall()
    return [
        _Row(
            str(key or same_title(str(values[0]))),
            {**dict(zip(_FIELDS, values, strict=True)), "tags": json.loads(tags or "[]")},
            json.loads(scores or "{}"),
            row,
        )
        for key, tags, scores, row, *values in rows
    ]


def _add(db: sqlite3.Connection, row: _Row, import_id: int) -> int:
    fields: dict[str, Any] = {k: v for k, v in row.given.items() if v not in (None, "", [])}
    if isinstance(theme := fields.get("theme"), str):
        ensure_theme(db, theme)
    title, tags = str(fields.pop("title")), fields.pop("tags", [])
    item_id = items.add(db, title, tags=tags if isinstance(tags, list) else (), **fields)
    _score(db, item_id, row.scores)
    told = {**held_values(db, item_id), **held_scores(db, item_id)}
    said = {field: remembered.text(value) for field, value in told.items()}
    remembered.remember(db, KIND, item_id, import_id, {remembered.KEY: row.key, **said})
    return item_id


def _update(db: sqlite3.Connection, item_id: int, row: _Row, import_id: int) -> bool:
    said = remembered.said_about(db, KIND, item_id)
    changes = remembered.untouched_changes(row.given, held_values(db, item_id), said)
    wanted: dict[str, Cell] = {f"score:{name}": value for name, value in row.scores.items()}
    rescored = remembered.untouched_changes(wanted, held_scores(db, item_id), said)
    if isinstance(theme := changes.get("theme"), str):
        ensure_theme(db, theme)
    if changes:
        items.set_fields(db, item_id, changes)
    _score(db, item_id, {k.removeprefix("score:"): float(str(v)) for k, v in rescored.items()})
    told = {name: remembered.text(value) for name, value in {**changes, **rescored}.items()}
    remembered.remember(db, KIND, item_id, import_id, told)
    if remembered.KEY not in said:
        remembered.remember(db, KIND, item_id, 0, {remembered.KEY: row.key})
    return bool(told)


def _score(db: sqlite3.Connection, row: int, scores: Mapping[str, float]) -> None:
    """Give a sheet's inputs to the framework that they are made for; one that does not fit is left out."""
    asked = fitting(scores)
    for criterion in asked.criteria:
        if criterion.key in scores:
            with suppress(BadInput):
                scoring.set_input(
                    db, row, asked.key, criterion.key, scores[criterion.key], source=_("sheet")
                )


def held_values(db: sqlite3.Connection, row: int) -> dict[str, Cell]:
    """What a sheet may change, as it is now, field by field."""
    item = items.item(db, row)
    current: dict[str, Cell] = {}
    for field in (*_FIELDS, "tags"):
        value = getattr(item, "own_horizon" if field == "horizon" else field)
        current[field] = list(value) if isinstance(value, tuple | list) else _plain(value)
    return current


def _plain(value: object) -> Cell:
    return None if value is None or value == "" else str(value)


def held_scores(db: sqlite3.Connection, row: int) -> dict[str, Cell]:
    """The inputs that an item has, named as a sheet's are remembered."""
    rows = db.execute(
        "SELECT criterion, value FROM score_input WHERE item_id = ?", (row,)
    ).fetchall()
    return {f"score:{criterion}": value for criterion, value in rows}


def remove(db: sqlite3.Connection, import_id: int) -> list[str]:
    """Delete the items that an import brought and nobody touched since; answers the titles that stay."""
    stay: list[str] = []
    for row in remembered.made_by(db, KIND, import_id):
        found = db.execute("SELECT title FROM item WHERE id = ?", (row,)).fetchone()
        if found is None:
            continue
        said = remembered.said_about(db, KIND, row)
        linked = items.has_parts(db, row)
        if not linked and remembered.is_untouched(
            {**held_values(db, row), **held_scores(db, row)}, said
        ):
            items.delete(db, row)
            remembered.forget(db, KIND, row)
        else:
            stay.append(found[0])
    return stay
