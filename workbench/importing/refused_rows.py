"""Refused rows: a cell mended in place, and a spreadsheet of them that this workspace reads again.

Values that name people do not leave the reader. In their place stands, under `Customer (workbench)`, the customer's
keyed number with a signature: only the workspace whose key made it takes it back.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from workbench.importing.customer_tokens import CUSTOMER, TOKEN, token_of
from workbench.importing.keys import text_of
from workbench.importing.privacy import customer_hash, personal_by_name
from workbench.language import _
from workbench.store.facts import REPORTS

if TYPE_CHECKING:
    from workbench.importing.sheet import Sheet
    from workbench.importing.table import Body, Table

REASON = "Refused because (workbench)"
MOST = 20_000


# -- in the reader process


def mend(table: Table, body: Body, corrections: Iterable[Mapping[str, Any]]) -> None:
    """Put the values in place that a person gave for single cells: {row, column, value}."""
    places = {row: index for index, row in enumerate(body.rows)}
    for one in corrections:
        index = places.get(int(one["row"]))
        column = table.labels.index(one["column"]) if one["column"] in table.labels else -1
        if index is None or column not in body.columns:
            continue
        held = body.columns[column]
        held.values[index] = value = str(one["value"])
        if value not in held.distinct:
            held.distinct.append(value)


def take_tokens(table: Table, body: Body, email: Sequence[int]) -> None:
    """Let the customers of a saved file of refused rows stand where their e-mails stood."""
    if CUSTOMER not in table.labels or not email or email[0] not in body.columns:
        return
    tokens = body.columns.get(table.labels.index(CUSTOMER))
    held = body.columns[email[0]]
    if tokens is None:
        return
    for index, token in enumerate(tokens.values):
        if isinstance(token, str) and token.startswith(TOKEN):
            held.values[index] = token
    held.distinct[:] = list(dict.fromkeys(held.values))


Show = Callable[[str, bool, bool], str]


def refused_cells(sheet: Sheet, wanted: Sequence[int], show: Show) -> list[tuple[int, str, str]]:
    """Per refused row its number, reason and cells by column as JSON; other rows of the same order come along."""
    reasons = {row: reason for row, _column, _value, reason in sheet.refused}
    hidden = {
        i
        for name, places in sheet.fields.items()
        for i in places
        if not sheet.source.all_columns
        and (sheet.source.field(name).personal or sheet.source.field(name).kind == "email")
    }
    hidden |= {i for i in wanted if not sheet.source.own and personal_by_name(sheet.label(i))}
    found = []
    chosen = _rows_to_save(sheet, reasons)
    if len(chosen) > MOST:  # a part of them would take the place of the whole
        return []
    for index in chosen:
        texts = {i: text_of(sheet.column(i).values[index]) for i in wanted}
        cells = {sheet.label(i): show(text, i in hidden, True) for i, text in texts.items()}
        if (token := _token(sheet, index)) is not None:
            cells[CUSTOMER] = token
        row = sheet.rows[index]
        found.append((row, reasons.get(row, ""), json.dumps(cells)))
    return found


def _token(sheet: Sheet, index: int) -> str | None:
    if not sheet.has("email"):
        return None
    key = sheet.request.customer_key
    customer = customer_hash(key, sheet.source.key, sheet.cells("email")[index])
    return None if customer is None else token_of(key, customer)


def _rows_to_save(sheet: Sheet, reasons: Mapping[int, str]) -> list[int]:
    """The refused rows, with those whose place a file of them alone would take.

    A file replaces all lines of an order that it holds, and a report all days that it covers.
    """
    if any(fact.table in sheet.tables for fact in REPORTS):
        return list(range(len(sheet)))
    refused = {index for index, row in enumerate(sheet.rows) if row in reasons}
    keys = [f.name for f in sheet.source.fields if f.kind == "key" and sheet.has(f.name)]
    if "orders" not in sheet.tables or not keys:
        return sorted(refused)
    numbers = sheet.keys(keys[0])
    held = {numbers[index] for index in refused} - {None}
    return [index for index, number in enumerate(numbers) if index in refused or number in held]


# -- in the window's process


class RefusedCells(NamedTuple):
    """The rows to save: names of the columns, and per row its cells in that order."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def read_refused(staging: Path) -> RefusedCells:
    """The refused rows of a staging file, the reason in the last column."""
    db = sqlite3.connect(f"{staging.resolve().as_uri()}?mode=ro", uri=True)
    try:
        rows = db.execute("SELECT cells, reason FROM refused_cells ORDER BY row").fetchall()
    finally:
        db.close()
    read = [(json.loads(cells), reason) for cells, reason in rows]
    names = list(dict.fromkeys(name for cells, _reason in read for name in cells))
    made = tuple((*(cells.get(name, "") for name in names), reason) for cells, reason in read)
    return RefusedCells((*names, REASON), made)


def save_refused(staging: Path, target: Path) -> int:
    """Write the refused rows of a staging file as a spreadsheet that can be imported again.

    Answers how many rows; 0, and no file, where there are too many to stand for the whole.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font

    found = read_refused(staging)
    if not found.rows:
        return 0
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = _("Refused rows")[:31]
    for place, row in enumerate((found.columns, *found.rows), start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(place, column)
            cell.value, cell.data_type = _clean(text), "s"  # text, never a formula
            if place == 1:
                cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    book.save(target)
    return len(found.rows)


def _clean(text: str) -> str:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return str(ILLEGAL_CHARACTERS_RE.sub("", text))[:32_000]
