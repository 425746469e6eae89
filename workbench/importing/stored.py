"""The first rows of a staged table as they will be stored, and what a column seems to hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from workbench.importing.amounts import take_apart
from workbench.importing.currencies import currency_in_header, currency_of
from workbench.importing.dates import read_day
from workbench.importing.staged import has_table
from workbench.language import _
from workbench.store import database
from workbench.store.facts import ENTITIES, GENERIC_ROW, ORDERS, REPORTS

FIRST = 6
_BOOKS = frozenset({"n", "row", "row_hash", "lines_hash", "customer", "source", "order_n", "key"})


class Stored(NamedTuple):
    """The first rows as they will be stored: the table, its columns that hold something, the values."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def stored_rows(db: sqlite3.Connection, staging: Path) -> Stored:
    """The first rows of the main table of a staging file; needs a connection of its own."""
    names = [ORDERS.table, *(fact.table for fact in (*REPORTS, *ENTITIES)), GENERIC_ROW.table]
    names += ["item", "snapshot", "experiment", "told_rate", "told_cost", "told_target"]
    with database.attached(db, staging):
        table = next((name for name in names if has_table(db, name)), "")
        if not table:
            return Stored("", (), ())
        read = db.execute(f'SELECT * FROM incoming."{table}" LIMIT ?', (FIRST,))
        columns = [column[0] for column in read.description]
        rows = read.fetchall()
    held = [
        n
        for n, name in enumerate(columns)
        if name not in _BOOKS and any(row[n] not in (None, "", "[]", "{}") for row in rows)
    ]
    texts = tuple(tuple("" if row[n] is None else str(row[n]) for n in held) for row in rows)
    return Stored(table, tuple(columns[n] for n in held), texts)


class Guess(NamedTuple):
    """What a column seems to hold (money, percent, number, date, text, hidden, nothing), and why, in words."""

    kind: str
    words: str
    why: str


def guess(name: str, samples: Sequence[str]) -> Guess:
    """Tell from a column's name and some of its values what it holds."""
    values = [text.strip() for text in samples if text.strip()]
    if not values:
        return Guess("nothing", _("empty"), _("The first rows hold nothing."))
    if all(set(text) <= {"•", "*", "…"} for text in values):
        return Guess("hidden", _("hidden"), _("It may name people."))
    example = values[0]
    if all(text.endswith("%") for text in values):
        return Guess(
            "percent",
            _("percent"),
            _("Written with a percent sign: {value}.").format(value=example),
        )
    currency = _currency(name, values)
    if currency and _all_numbers(values):
        why = _("{currency} stands in the name or beside the amounts.")
        return Guess(
            "money", _("money, {currency}").format(currency=currency), why.format(currency=currency)
        )
    if _all_numbers(values):
        return Guess("number", _("number"), _("Every example is a number."))
    if all(
        read_day(text, "dmy") is not None or read_day(text, "mdy") is not None for text in values
    ):
        return Guess("date", _("date"), _("Every example reads as a date."))
    return Guess("text", _("text"), _("Not every example is a number or a date."))


def _all_numbers(values: Iterable[str]) -> bool:
    return all(any(c.isdigit() for c in text) and take_apart(text) is not None for text in values)


def _currency(name: str, values: Iterable[str]) -> str | None:
    named = currency_in_header(name)
    if named:
        return named
    for text in values:
        number = take_apart(text)
        if number is not None and number.mark:
            return currency_of(number.mark, "EUR")
    return None
