"""A text pasted from Excel, understood: which column is what. pasting.py makes items of it.

The first row is taken for headers when it names at least a title. Without headers the columns are told by what they
hold. Header words are those of the backlog importer, so pasting and importing understand the same sheets.
"""

from __future__ import annotations

import csv
import io
import sqlite3
from typing import NamedTuple

from workbench.errors import BadInput
from workbench.importing.dates import read_day
from workbench.importing.keys import header_of
from workbench.importing.sources.backlog import SOURCES, STAGE_OF
from workbench.language import _
from workbench.roadmap.custom_fields import FieldKind, custom_fields
from workbench.roadmap.frameworks import Framework, framework_of
from workbench.roadmap.themes import themes

MOST_ROWS = 5000
SCORE, OWN = "score:", "own:"
DATES = {"start": "start_day", "due": "due_day", "launched": "launched_day"}
_TYPE = {"type", "kind", "item type", "issue type", "soort", "art"}
Table = list[list[str]]


class Pasted(NamedTuple):
    """A pasted table as it is understood: the field of each column (None: left out), whether it has headers, rows."""

    fields: tuple[str | None, ...]
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def column(self, field: str) -> list[str]:
        """All cells of a field's first column."""
        at = self.fields.index(field)
        return [row[at] for row in self.rows]


def understood(db: sqlite3.Connection, text: str, *, framework: str = "rice") -> Pasted:
    """Read a pasted text for a preview. Raises BadInput where it holds no rows, or too many."""
    table = _table(text)
    known = _known_headers(db, framework_of(db, framework))
    headers = [known.get(header_of(cell)) for cell in table[0]]
    if "title" in headers and len(table) > 1:
        return Pasted(tuple(_once(headers)), tuple(table[0]), tuple(map(tuple, table[1:])))
    guessed = _guessed(db, table)
    return Pasted(tuple(guessed), (), tuple(map(tuple, table)))


def _table(text: str) -> Table:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))
    except csv.Error:
        rows = [line.split("\t") for line in text.splitlines()]
    found = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if not found:
        raise BadInput(_("There is nothing to paste."))
    if len(found) > MOST_ROWS:
        raise BadInput(
            _("Paste at most {n} rows at once; import the file instead.").format(n=MOST_ROWS)
        )
    width = max(map(len, found))
    return [row + [""] * (width - len(row)) for row in found]


def _known_headers(db: sqlite3.Connection, scheme: Framework) -> dict[str, str]:
    """Normalised header -> field, for the item's fields, the framework's criteria and the own fields."""
    source = next(one for one in SOURCES if one.key == "backlog")
    found = {header: name for header, name in source.known_headers().items() if name != "key"}
    criteria = {c.key for c in scheme.criteria}
    found = {h: SCORE + f if f in criteria else f for h, f in found.items()}
    known = {
        "title",
        "theme",
        "description",
        "stage",
        "owner",
        "tags",
        "horizon",
        "hypothesis",
        *DATES,
    }
    found = {h: f for h, f in found.items() if f in known or f.startswith(SCORE)}
    found |= {header_of(c.label): SCORE + c.key for c in scheme.criteria}
    found |= dict.fromkeys(_TYPE, "tags")
    found |= {
        header_of(f.name): OWN + f.key for f in custom_fields(db) if f.kind != FieldKind.FORMULA
    }
    return found


def _once(fields: list[str | None]) -> list[str | None]:
    """Only tags may come from several columns."""
    return [
        None if field != "tags" and field in fields[:n] else field for n, field in enumerate(fields)
    ]


def _guessed(db: sqlite3.Connection, table: Table) -> list[str | None]:
    """Columns by what they hold: dates are start and due, known words stages and themes, the first text the title."""
    known = {theme.name.casefold() for theme in themes(db)}
    found: list[str | None] = [None] * len(table[0])
    days = ["due", "start"]
    for n in range(len(found)):
        cells = [row[n] for row in table if row[n]]
        if cells and all(header_of(cell) in STAGE_OF for cell in cells):
            found[n] = "stage"
        elif cells and all(cell.casefold() in known for cell in cells):
            found[n] = "theme"
        elif cells and days and all(read_day(cell, "dmy") and not cell.isdigit() for cell in cells):
            found[n] = days.pop()
    if found.count("start") == 1 and "due" not in found:
        found[found.index("start")] = "due"
    texts = [n for n, field in enumerate(found) if field is None and any(row[n] for row in table)]
    if not texts:
        raise BadInput(_("No column looks like a title."))
    found[texts[0]] = "title"
    for n in texts[1:2]:
        found[n] = "description" if any(" " in row[n] for row in table) else None
    return _once(found)
