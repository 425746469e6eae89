"""From rows of a report (one period each, perhaps split) to facts; shared by every source of reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import Any

from workbench.importing.periods import Span
from workbench.importing.sheet import Sheet
from workbench.importing.sources.order_rows import fingerprints
from workbench.language import _
from workbench.store.facts import Fact

GRAINS = ("day", "week", "month", "quarter", "year")
TIME_NAMES = {
    "day": ("Day", "Date", "By Day", "Dag", "Datum", "Tag", "Jour", "Día", "Giorno"),
    "week": ("Week", "Woche", "Semaine", "Semana", "Settimana"),
    "month": ("Month", "Maand", "Monat", "Mois", "Mes", "Mese"),
    "quarter": ("Quarter", "Kwartaal", "Quartal", "Trimestre"),
    "year": ("Year", "Jaar", "Jahr", "Année", "Año", "Anno"),
}


def grain_of(sheet: Sheet) -> str:
    """The finest period that the report has a column for."""
    return next(grain for grain in GRAINS if sheet.has(grain))


def spans(sheet: Sheet, grain: str, skip: Set[int] = frozenset()) -> list[Span | None]:
    """First and last day of each row; a row without a period is refused, unless it is to be skipped."""
    found = sheet.spans(grain, grain)
    for index, span in enumerate(found):
        if span is None and index not in sheet.bad and index not in skip:
            sheet.refuse(index, sheet.name(grain), "", _("The row has no date."))
    return found


def stage(
    sheet: Sheet,
    fact: Fact,
    found: Sequence[Span | None],
    keys: Mapping[str, Sequence[str]],
    values: Mapping[str, Sequence[Any]],
    *,
    grain: str,
    split: Sequence[str],
    skip: Set[int] = frozenset(),
) -> None:
    """Hand over the rows of a report that can be read; values that the file does not have are null.

    The report's shape is what it is split by and what it measures: another shape never replaces it.
    """
    nothing: list[Any] = [None] * len(sheet)
    good = [
        i
        for i, span in enumerate(found)
        if span is not None and i not in sheet.bad and i not in skip
    ]
    columns = [[s.first if s else None for s in found], [s.last if s else None for s in found]]
    columns += [list(keys[name]) for name in fact.key[2:]]
    columns += [list(values.get(name, nothing)) for name in fact.values]
    stated = [tuple(column[i] for column in columns) for i in good]
    prints = fingerprints(stated)
    rows = [
        (n, *row, sheet.rows[i], print_)
        for n, (row, i, print_) in enumerate(zip(stated, good, prints, strict=True), 1)
    ]
    measured = sorted(name for name in values if name != "currency")
    sheet.meta["grain"] = grain
    sheet.meta["report_shape"] = f"{'+'.join(split) or 'total'}: {' '.join(measured)}"
    sheet.give(fact.table, ("n", *fact.columns, "row", "row_hash"), rows)


def positive(values: Sequence[int | None]) -> list[int | None]:
    """Amounts that a report writes as negative (discounts, returns), as positive ones."""
    if all(v is None or v >= 0 for v in values):
        return list(values)
    return [None if v is None else -v for v in values]
