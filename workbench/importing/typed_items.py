"""Backlog rows become items; the same row again is the same item."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import suppress

from workbench.errors import BadInput
from workbench.importing import remembered
from workbench.importing.remembered import Cell
from workbench.importing.staged import About, has_table
from workbench.language import _
from workbench.roadmap import items, scoring
from workbench.roadmap.frameworks import framework
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


def merge(
    db: sqlite3.Connection, staged: About, import_id: int
) -> tuple[dict[str, tuple[int, int, int]], list[str]]:
    """Add or update items from the staged backlog; answers (added, updated, unchanged) and notes."""
    if not has_table(db, KIND):
        return {}, []
    known = remembered.rows_by_key(db, KIND)
    by_title = {
        _same(title): row for row, title in db.execute("SELECT id, title FROM item").fetchall()
    }
    alive = set(by_title.values())
    numbers = [0, 0, 0]
    notes: list[str] = []
    for key, given, scores in _rows(db):
        row = known.get(key)
        if row not in alive:
            row = by_title.get(_same(str(given["title"])))
        if row is None:
            row = _add(db, key, given, scores, import_id)
            by_title[_same(str(given["title"]))] = row
            numbers[0] += 1
        else:
            numbers[1 if _update(db, row, key, given, scores, import_id, notes) else 2] += 1
    return {"items": (numbers[0], numbers[1], numbers[2])}, notes


def _same(title: str) -> str:
    return " ".join(title.casefold().split())


def _rows(db: sqlite3.Connection) -> list[tuple[str, dict[str, Cell], dict[str, float]]]:
    names = ", ".join(_FIELDS)
    rows = db.execute(f"SELECT key, tags, scores, {names} FROM incoming.item ORDER BY n").fetchall()
    return [
        (
            str(key or _same(str(values[0]))),
            {**dict(zip(_FIELDS, values, strict=True)), "tags": json.loads(tags or "[]")},
            json.loads(scores or "{}"),
        )
        for key, tags, scores, *values in rows
    ]


def _add(
    db: sqlite3.Connection,
    key: str,
    given: Mapping[str, Cell],
    scores: Mapping[str, float],
    import_id: int,
) -> int:
    fields = {k: v for k, v in given.items() if v not in (None, "", [])}
    if isinstance(theme := fields.get("theme"), str):
        ensure_theme(db, theme)
    title, tags = str(fields.pop("title")), fields.pop("tags", [])
    row = items.add(db, title, tags=tags if isinstance(tags, list) else (), **fields)
    _score(db, row, scores)
    said = {field: remembered.text(value) for field, value in _current(db, row).items()}
    said |= {f"score:{name}": remembered.text(value) for name, value in scores.items()}
    remembered.remember(db, KIND, row, import_id, {remembered.KEY: key, **said})
    return row


def _update(
    db: sqlite3.Connection,
    row: int,
    key: str,
    given: Mapping[str, Cell],
    scores: Mapping[str, float],
    import_id: int,
    notes: list[str],
) -> bool:
    said = remembered.said_about(db, KIND, row)
    changes = remembered.untouched_changes(given, _current(db, row), said)
    held = _scores(db, row)
    wanted = {f"score:{name}": value for name, value in scores.items()}
    rescored = remembered.untouched_changes(wanted, held, said)
    if isinstance(theme := changes.get("theme"), str):
        ensure_theme(db, theme)
    try:
        if changes:
            items.set_fields(db, row, changes)
        _score(
            db, row, {name.removeprefix("score:"): float(str(v)) for name, v in rescored.items()}
        )
    except BadInput as error:
        notes.append(str(error))
        return False
    told = {name: remembered.text(value) for name, value in {**changes, **rescored}.items()}
    remembered.remember(db, KIND, row, import_id, told)
    if remembered.KEY not in said:
        remembered.remember(db, KIND, row, 0, {remembered.KEY: key})
    return bool(told)


def _score(db: sqlite3.Connection, row: int, scores: Mapping[str, float]) -> None:
    """Give a sheet's inputs to the framework that they are made for; one that does not fit is left out."""
    asked = framework("ice" if "ease" in scores else "rice")
    for criterion in asked.criteria:
        if criterion.key in scores:
            with suppress(BadInput):
                scoring.set_input(
                    db, row, asked.key, criterion.key, scores[criterion.key], source=_("sheet")
                )


def _current(db: sqlite3.Connection, row: int) -> dict[str, Cell]:
    item = items.item(db, row)
    current: dict[str, Cell] = {}
    for field in (*_FIELDS, "tags"):
        value = getattr(item, "own_horizon" if field == "horizon" else field)
        current[field] = list(value) if isinstance(value, tuple | list) else _plain(value)
    return current


def _plain(value: object) -> Cell:
    return None if value is None or value == "" else str(value)


def _scores(db: sqlite3.Connection, row: int) -> dict[str, Cell]:
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
        linked = db.execute("SELECT 1 FROM experiment WHERE item_id = ?", (row,)).fetchone()
        if not linked and remembered.is_untouched({**_current(db, row), **_scores(db, row)}, said):
            items.delete(db, row)
            remembered.forget(db, KIND, row)
        else:
            stay.append(found[0])
    return stay
