"""A table of a kind nobody has named yet: kept cell by cell, without the columns that may hold people."""

from __future__ import annotations

from typing import Any

from workbench.importing import amounts, privacy
from workbench.importing.keys import text_of
from workbench.importing.sheet import Sheet
from workbench.importing.source import Source
from workbench.importing.sources.order_rows import fingerprints
from workbench.language import _

LONG_TEXT = 60  # characters on average: words of somebody, not a name of something


def build(sheet: Sheet) -> None:
    """Hand over one row per kept cell; a mapping that names a column keeps it."""
    kept, dropped = _kept(sheet)
    sheet.meta["kept"] = {index for _field, index in kept}
    stated: list[tuple[str, str]] = []
    places: list[int] = []
    columns = [(field, index, _texts(sheet, index)) for field, index in kept]
    for place, row in enumerate(sheet.rows):
        if place in sheet.bad:
            continue
        for field, _index, values in columns:
            if values[place]:
                stated.append((field, values[place]))
                places.append(row)
    prints = fingerprints(stated)
    rows = [
        (n, *cell, row, print_)
        for n, (cell, row, print_) in enumerate(zip(stated, places, prints, strict=True), 1)
    ]
    sheet.give("generic_row", ("n", "field", "value", "row", "row_hash"), rows)
    _say(sheet, dropped)


def _kept(sheet: Sheet) -> tuple[list[tuple[str, int]], list[str]]:
    """Field name and place of each column that is kept, and the names of the others."""
    if sheet.fields:
        kept = [(field, i) for field, places in sheet.fields.items() for i in places]
        return kept, []
    kept, dropped = [], []
    for index, label in enumerate(sheet.table.labels):
        if not label:
            continue
        if may_hold_people(label, sheet.column(index).distinct):
            dropped.append(label)
        else:
            kept.append((label, index))
    return kept, dropped


def may_hold_people(name: str, values: list[object]) -> bool:
    """A column that names people, or holds words that may."""
    if privacy.personal_by_name(name):
        return True
    texts = [v for v in values[:2000] if isinstance(v, str) and v.strip() and not _is_number(v)]
    if not texts:
        return False
    return privacy.personal_by_look(texts, name=name) or sum(map(len, texts)) > LONG_TEXT * len(
        texts
    )


def _is_number(text: str) -> bool:
    return amounts.take_apart(text.strip()) is not None and not privacy.looks_personal(text)


def _texts(sheet: Sheet, index: int) -> list[str]:
    column = sheet.column(index)
    known: dict[Any, str] = {value: _shown(value) for value in column.distinct}
    return [known[value] for value in column.values]


def _shown(value: object) -> str:
    text = text_of(value)
    return privacy.unmarked(text) if "@" in text else text


def _say(sheet: Sheet, dropped: list[str]) -> None:
    sheet.assume(_("The columns are not known; the values are kept as they are, and feed no KPI."))
    if dropped:
        words = _("Left out, because they may name people: {names}.")
        sheet.assume(words.format(names=", ".join(dropped)))
        for name in dropped:
            sheet.questions.append(
                {
                    "key": f"keep:{name}",
                    "text": _("Keep the column {name}?").format(name=name),
                    "options": ["no", "yes"],
                }
            )


SOURCE = Source(
    key="generic",
    title="A table",
    facts=("generic_row",),
    fields=(),
    all_columns=True,
    build=build,
)
