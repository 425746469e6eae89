"""Rows pasted from Excel become items: with stages, themes, dates, tags, scores and own fields."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from workbench.errors import BadInput
from workbench.importing.amounts import Unreadable, read_number, sign_of_locale
from workbench.importing.amounts import evidence as sign_evidence
from workbench.importing.dates import decide_order, order_of_locale, read_day
from workbench.importing.keys import header_of
from workbench.importing.sources.backlog import STAGE_OF
from workbench.language import _, ngettext
from workbench.roadmap import items, scoring
from workbench.roadmap.custom_fields import Field, FieldKind, custom_fields
from workbench.roadmap.custom_values import set_value
from workbench.roadmap.frameworks import framework_of
from workbench.roadmap.pasted import DATES, OWN, SCORE, Pasted, understood
from workbench.roadmap.themes import ensure_theme
from workbench.roadmap.words import horizon_in
from workbench.store.brand import brand


class PasteResult(NamedTuple):
    """What a paste did: ids added and updated, and what was left out, in sentences."""

    added: tuple[int, ...]
    updated: tuple[int, ...]
    notes: tuple[str, ...]


def paste(
    db: sqlite3.Connection, text: str, *, framework: str = "rice", update: bool = True
) -> PasteResult:
    """Make items of a pasted text, all in one step; with `update`, a row with a known title changes that item.

    A cell that does not fit is left out and told. Raises BadInput where there are no rows.
    """
    pasted = understood(db, text, framework=framework)
    held = {_same(title): row for row, title in db.execute("SELECT id, title FROM item").fetchall()}
    reader = _Reader(db, pasted, framework)
    added, updated = [], []
    for row in pasted.rows:
        fields = reader.fields(row)
        title = str(fields.pop("title", ""))
        if not title:
            reader.skipped += 1
            continue
        found = held.get(_same(title)) if update else None
        if found is None:
            found = held[_same(title)] = _add(db, title, fields)
            added.append(found)
        else:
            items.set_fields(db, found, fields)
            updated.append(found)
        reader.rest(found, row)
    return PasteResult(tuple(added), tuple(dict.fromkeys(updated)), tuple(reader.notes()))


def copied(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as text for the clipboard, as Excel takes it: tabs, headers, cells with breaks in quotes."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([["" if cell is None else cell for cell in row] for row in rows])
    return out.getvalue()


class _Reader:
    """Reads the cells of a pasted table; remembers what did not fit."""

    def __init__(self, db: sqlite3.Connection, pasted: Pasted, framework: str) -> None:
        self.db, self.pasted = db, pasted
        self.scheme = framework_of(db, framework)
        self.own = {field.key: field for field in custom_fields(db)}
        self.skipped = 0
        locale = brand(db).locale
        self._sign = sign_of_locale(locale)
        self._order = order_of_locale(locale)
        self._misfits: dict[str, int] = {}
        self._decide()

    def _decide(self) -> None:
        """Let the columns themselves say how they write dates and decimals, where they do."""
        days = [c for f in DATES if f in self.pasted.fields for c in self.pasted.column(f)]
        self._order = decide_order(days).order or self._order
        numbers = [f for f in self.pasted.fields if f and f.startswith((SCORE, OWN))]
        cells = [cell for field in numbers for cell in self.pasted.column(field)]
        self._sign = sign_evidence(cells).sign or self._sign

    def fields(self, row: Sequence[str]) -> dict[str, object]:
        """The item's own fields in a row; empty cells say nothing."""
        found: dict[str, object] = {}
        tags: list[str] = []
        for field, cell in zip(self.pasted.fields, row, strict=True):
            if not field or not cell.strip() or field.startswith((SCORE, OWN)):
                continue
            if field == "tags":
                tags += [part for part in cell.replace(";", ",").split(",") if part.strip()]
            elif field == "theme":
                ensure_theme(self.db, cell)
                found[field] = cell
            else:
                self._put(found, field, cell.strip())
        if tags:
            found["tags"] = tags
        start, due = found.get("start_day"), found.get("due_day")
        if start and due and str(due) < str(start):
            self._misfit("due_day")
            del found["due_day"]
        return found

    def _put(self, found: dict[str, object], field: str, cell: str) -> None:
        if field in DATES:
            day = read_day(cell, self._order)
            if day is None:
                self._misfit(field)
            else:
                found[DATES[field]] = day
        elif field == "stage":
            stage = STAGE_OF.get(header_of(cell))
            if stage is None:
                self._misfit(field)
            else:
                found[field] = stage
        elif field == "horizon":
            try:
                found[field] = horizon_in(cell)
            except BadInput:
                self._misfit(field)
        else:
            found[field] = cell

    def rest(self, item_id: int, row: Sequence[str]) -> None:
        """Write score inputs and own fields of a row."""
        for field, cell in zip(self.pasted.fields, row, strict=True):
            if not field or not cell.strip():
                continue
            try:
                if field.startswith(SCORE):
                    self._score(item_id, field.removeprefix(SCORE), cell)
                elif field.startswith(OWN):
                    self._own_value(item_id, self.own[field.removeprefix(OWN)], cell)
            except (BadInput, Unreadable):
                self._misfit(field)

    def _score(self, item_id: int, key: str, cell: str) -> None:
        asked = self.scheme.criterion(key)
        if any(choice.label.casefold() == cell.strip().casefold() for choice in asked.choices):
            value = scoring.read_input(asked, cell)
        else:
            number = read_number(cell.replace("%", ""), self._sign)[0]
            value = None if number is None else scoring.read_input(asked, f"{number}")
            if number is not None and "%" in cell:
                value = float(number) / 100
        scoring.set_input(self.db, item_id, self.scheme.key, key, value, source=_("sheet"))

    def _own_value(self, item_id: int, field: Field, cell: str) -> None:
        if field.kind == FieldKind.NUMBER:
            set_value(self.db, item_id, field.key, read_number(cell, self._sign)[0])
        elif field.kind == FieldKind.DATE:
            set_value(self.db, item_id, field.key, read_day(cell, self._order) or cell)
        else:
            set_value(self.db, item_id, field.key, cell)

    def _misfit(self, field: str) -> None:
        name = field.removeprefix(SCORE).removeprefix(OWN).removesuffix("_day")
        self._misfits[name] = self._misfits.get(name, 0) + 1

    def notes(self) -> list[str]:
        """What was left out, in sentences."""
        found = []
        left = [
            h
            for h, field in zip(self.pasted.headers, self.pasted.fields, strict=False)
            if field is None
        ]
        if left:
            found.append(
                _("Columns left out: {names}.").format(names=", ".join(filter(None, left)))
            )
        for name, n in self._misfits.items():
            text = ngettext(
                "{n} cell did not fit “{name}” and was left out.",
                "{n} cells did not fit “{name}” and were left out.",
                n,
            )
            found.append(text.format(n=n, name=name))
        if self.skipped:
            text = ngettext("{n} row has no title.", "{n} rows have no title.", self.skipped)
            found.append(text.format(n=self.skipped))
        return found


def _add(db: sqlite3.Connection, title: str, fields: Mapping[str, object]) -> int:
    tags = fields.get("tags", ())
    rest = {field: value for field, value in fields.items() if field not in ("tags", "stage")}
    stage = str(fields.get("stage", "inbox"))
    return items.add(db, title, stage=stage, tags=tags if isinstance(tags, list) else (), **rest)


def _same(title: str) -> str:
    return " ".join(title.casefold().split())
