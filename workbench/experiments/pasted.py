"""Counts pasted from a spreadsheet: cells parted by tabs, with or without a row that names the columns."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from workbench.errors import BadInput
from workbench.experiments.readings import add_variant, record_reading
from workbench.experiments.record import record
from workbench.experiments.variant_table import column_of, is_total
from workbench.importing import amounts
from workbench.importing.dates import decide_order, order_of_locale, read_day
from workbench.importing.keys import text_of
from workbench.language import _, minor_digits
from workbench.store.brand import brand

_GUESSED = ("variant", "visitors", "conversions", "revenue")
_MOST_ROWS = 5_000


class Pasted(NamedTuple):
    """One row: a variant, a day (None for a total), what was counted, revenue in minor units."""

    variant: str
    day: date | None
    visitors: int | None
    conversions: int | None
    revenue_minor: int | None


class Sheet(NamedTuple):
    """What was understood: the rows, which columns were found, and sentences about what was left out."""

    rows: tuple[Pasted, ...]
    columns: tuple[str, ...]
    left_out: tuple[str, ...]


def read_cells(text: str, *, locale: str, currency: str, variants: Sequence[str] = ()) -> Sheet:
    """Read pasted cells; pure. A row that cannot be read is told with its number. Raises BadInput for no numbers.

    Without a variant column all rows belong to the only variant, or to the first one.
    """
    lines = [line for line in text.replace("\r\n", "\n").split("\n") if line.strip()]
    cells = [[text_of(cell) for cell in _cut(line)] for line in lines[:_MOST_ROWS]]
    if not cells:
        raise BadInput(_("There is nothing to paste: copy the cells in your spreadsheet first."))
    columns, body, first = _columns(cells)
    if not {"visitors", "conversions"} & set(columns):
        raise BadInput(_("No column of visitors or conversions was found."))
    own = [dict(zip(columns, row, strict=False)) for row in body]
    order = decide_order(row.get("day", "") for row in own).order or order_of_locale(locale)
    sign = amounts.evidence([row.get("revenue", "") for row in own]).sign or amounts.sign_of_locale(
        locale
    )
    rows, left_out = [], []
    for n, row in enumerate(own, first):
        name = row.get("variant") or (variants[0] if variants else _("Control"))
        if is_total(name) or is_total(row.get("day", "")):
            continue
        try:
            day = _day(row.get("day", ""), order)
            counts = _count(row.get("visitors", "")), _count(row.get("conversions", ""))
            money = _minor(row.get("revenue", ""), sign, minor_digits(currency))
        except ValueError as error:
            told = _("Row {n}: “{value}” cannot be read.")
            left_out.append(told.format(n=n, value=str(error)[:40]))
            continue
        if counts != (None, None):
            rows.append(Pasted(name, day, *counts, money))
    if not rows:
        raise BadInput(left_out[0] if left_out else _("No row with counts was found."))
    return Sheet(tuple(rows), tuple(filter(None, columns)), tuple(left_out))


def record_pasted(db: sqlite3.Connection, experiment_id: int, rows: Sequence[Pasted]) -> int:
    """Write pasted rows as readings, adding variants that are new; answers how many rows.

    Raises NotFound and BadInput; then nothing of it is kept.
    """
    known = {v.name.casefold(): v.id for v in record(db, experiment_id).variants}
    for row in rows:
        key = " ".join(row.variant.split()).casefold()
        if key not in known:
            known[key] = add_variant(db, experiment_id, row.variant)
        record_reading(
            db, known[key], day=row.day, visitors=row.visitors, conversions=row.conversions,
            revenue_minor=row.revenue_minor,
        )  # fmt: skip
    return len(rows)


def _cut(line: str) -> list[str]:
    for mark in ("\t", ";"):
        if mark in line:
            return line.split(mark)
    return line.split(",")


def _columns(cells: list[list[str]]) -> tuple[list[str], list[list[str]], int]:
    """Names of the columns ("" where not known), the rows under them, and the number of the first one."""
    named = [column_of(cell) or "" for cell in cells[0]]
    if sum(bool(name) for name in named) >= 2 or (len(named) == 1 and named[0]):
        return named, cells[1:], 2
    head = cells[0]
    guessed = list(_GUESSED)
    if head and _is_number(head[0]):
        guessed.remove("variant")
    if len(head) > 1 and read_day(head[0], "dmy") is not None and not _is_number(head[0]):
        guessed = ["day", *(guessed if not _is_number(head[1]) else guessed[1:])]
    elif len(head) > 1 and read_day(head[1], "dmy") is not None and not _is_number(head[1]):
        guessed.insert(1, "day")
    return guessed[: len(head)], cells, 1


def _is_number(text: str) -> bool:
    try:
        return _count(text) is not None
    except ValueError:
        return False


def _day(text: str, order: str) -> date | None:
    if not text:
        return None
    found = read_day(text, order)  # type: ignore[arg-type]
    if found is None:
        raise ValueError(text)
    return date.fromisoformat(found)


def _count(text: str) -> int | None:
    """A whole number; separators of thousands are left out."""
    bare = "".join(c for c in text if c not in " .,'’\u00a0\u202f")
    if not bare:
        return None
    if not bare.isdigit():
        raise ValueError(text)
    return int(bare)


def _minor(text: str, sign: str, digits: int) -> int | None:
    try:
        number, _written = amounts.read_number(text, sign)
    except amounts.Unreadable:
        raise ValueError(text) from None
    return None if number is None else amounts.minor_of(number, digits)


def paste(db: sqlite3.Connection, experiment_id: int, text: str) -> Sheet:
    """Read pasted cells and write them as readings in one step. Raises NotFound and BadInput."""
    own, held = brand(db), record(db, experiment_id)
    names = [variant.name for variant in held.variants]
    found = read_cells(text, locale=own.locale, currency=own.currency, variants=names)
    record_pasted(db, experiment_id, found.rows)
    return found
