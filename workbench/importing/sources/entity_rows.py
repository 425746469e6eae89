"""From rows about things with a number of their own to facts; shared by every source of such things."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from workbench.importing import privacy
from workbench.importing.sheet import Sheet
from workbench.importing.sources.order_rows import fingerprints
from workbench.language import _
from workbench.store.facts import Fact

Values = Mapping[str, Sequence[Any]]


def stage(
    sheet: Sheet,
    fact: Fact,
    numbers: Sequence[str | None],
    values: Values,
    *,
    places: Sequence[int] | None = None,
    source: str | None = None,
) -> None:
    """Hand over one row per number; a number that comes back says it anew, so its last row counts.

    `values` holds a column for the other columns of the fact, those missing are null; `places` names the data row of
    each value where there is not one per row. A row without a number is refused.
    """
    places = range(len(sheet)) if places is None else places
    nothing: list[Any] = [None] * len(numbers)
    columns = [list(values.get(name, nothing)) for name in fact.columns[2:]]
    held: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    rows_of: dict[tuple[Any, ...], int] = {}
    for n, (number, place) in enumerate(zip(numbers, places, strict=True)):
        if place in sheet.bad:
            continue
        if number is None:
            sheet.refuse(place, "", "", _("The row has nothing that tells it from others."))
            continue
        row = (source or sheet.source.key, number, *(column[n] for column in columns))
        key = row[: len(fact.key)]
        if key in held:
            sheet.left_out["repeated"] += 1
            del held[key]
        held[key] = row
        rows_of[key] = sheet.rows[place]
    stated = list(held.values())
    prints = fingerprints(stated)
    rows = [
        (n, *row, rows_of[row[: len(fact.key)]], print_)
        for n, (row, print_) in enumerate(zip(stated, prints, strict=True), 1)
    ]
    sheet.give(fact.table, ("n", *fact.columns, "row", "row_hash"), rows)


def numbered(given: Sequence[str | None], *parts: Sequence[Any]) -> list[str | None]:
    """The source's own number of each row; where it has none a hash of the parts, None if they are all empty."""
    found: list[str | None] = []
    for number, *told in zip(given, *parts, strict=True):
        if number:
            found.append(number)
        elif any(told):
            text = repr(tuple(told)).encode("utf-8", "replace")
            found.append("~" + hashlib.blake2b(text, digest_size=8).hexdigest())
        else:
            found.append(None)
    return found


def counted(given: Sequence[str | None]) -> list[str | None]:
    """Numbers made different where one comes several times, such as the fees of one order: '12', '12/2'."""
    seen: dict[str, int] = {}
    found: list[str | None] = []
    for number in given:
        if number is None:
            found.append(None)
            continue
        seen[number] = seen.get(number, 0) + 1
        found.append(number if seen[number] == 1 else f"{number}/{seen[number]}")
    return found


def words(texts: Sequence[str | None]) -> list[str | None]:
    """What people wrote, with e-mail addresses and phone numbers in it replaced."""
    return [privacy.unmarked(text) if text else None for text in texts]
