"""Read a small table of variants from a sheet: one row per variant, or per variant and day.

Stricter than an import and more lenient: every number must be readable, but numbers that cannot be (more conversions
than visitors) are handed on, because the verdict has a word for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from workbench.errors import BadInput, ImportFailed
from workbench.experiments.counted import CONVERSIONS, REVENUE, Arm, Counted, counted
from workbench.experiments.measured import sums
from workbench.importing import amounts, files
from workbench.importing.grids import DelimitedGrid, Grid
from workbench.importing.keys import header_of, text_of
from workbench.language import _

_NAMES = {
    "variant": "variant,variation,variante,arm,group,groep,gruppe,version,versie,bucket,treatment,name",
    "visitors": "visitors,users,sessions,participants,sample,sample size,n,bezoekers,besucher,people,exposures,"
    "unique visitors,total users,views",
    "conversions": "conversions,converted,orders,successes,conversies,conversion count,purchases,bestellungen,"
    "bestellingen,konversionen,x,sales count,transactions",
    "revenue": "revenue,total revenue,omzet,umsatz,sum,revenue total",
    "squares": "sum of squares,sum squares,revenue squared,squares,sumsq,sum sq",
    "share": "share,weight,split,allocation,planned share,traffic share",
    "day": "day,date,datum,dag,tag",
}
_FIELD_OF = {header_of(name): field for field, names in _NAMES.items() for name in names.split(",")}
_TOTALS = {"total", "totals", "grand total", "totaal", "summe", "gesamt", "sum", "all"}
_CONTROL = {"control", "controle", "kontrolle", "controlgroep", "kontrollgruppe"}
_GROUPED = re.compile(r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+")
_SCIENTIFIC = re.compile(r"\d+(?:\.\d+)?[eE][+]?\d{1,2}")
_HEAD_ROWS = 50
_MOST_ROWS = 100_000


class _Row(NamedTuple):
    number: int
    cells: dict[str, object]


def read_table(path: Path) -> Counted:
    """The variants of a CSV or Excel file; the first one, or the one named control, comes first.

    Raises BadInput or ImportFailed, each one sentence.
    """
    rows = _rows(_grid(path), path.name)
    by_name: dict[str, list[_Row]] = {}
    for row in rows:
        by_name.setdefault(text_of(row.cells["variant"]), []).append(row)
    if len(by_name) < 2:
        raise BadInput(_("A table needs a control and at least one variant, each with a name."))
    names = sorted(by_name, key=lambda name: not _is_control(name))
    sign = _decimal_sign(rows)
    arms = [_arm(name, by_name[name], sign) for name in names]
    days = {text_of(row.cells["day"]) for row in rows if text_of(row.cells.get("day"))}
    without = all(arm.conversions is None for arm in arms)
    if without and any(arm.revenue is None for arm in arms):
        raise BadInput(_("{name} has no column of conversions.").format(name=path.name))
    return counted(arms, goals=[REVENUE if without else CONVERSIONS], days=len(days) or None)


def _is_control(name: str) -> bool:
    return bool(_CONTROL & set(header_of(name).split()))


def _grid(path: Path) -> Grid:
    for content in files.contents(path, allow_large=False):
        if isinstance(content, ImportFailed):
            raise content
        if content.kind == "text":
            return DelimitedGrid(content)
        from workbench.importing import workbooks

        found = workbooks.grids(content, wanted=None, engine="calamine")
        if found:
            return found[0]
    raise BadInput(_("No table was found in {name}.").format(name=path.name))


def _rows(grid: Grid, name: str) -> list[_Row]:
    """The rows under the first row that names the columns, without totals and blank rows."""
    columns: dict[str, int] = {}
    found: list[_Row] = []
    for number, cells in enumerate(grid.rows(), 1):
        if not columns:
            columns = _columns(cells)
            if number > _HEAD_ROWS:
                break
            continue
        row = {field: cells[n] if n < len(cells) else None for field, n in columns.items()}
        label = text_of(row["variant"])
        if label and header_of(label) not in _TOTALS:
            found.append(_Row(number, row))
        if len(found) > _MOST_ROWS:
            raise BadInput(_("{name} has too many rows for a table of variants.").format(name=name))
    if not columns:
        text = _("{name} has no row that names the columns variant, visitors and conversions.")
        raise BadInput(text.format(name=name))
    return found


def _columns(cells: Sequence[object]) -> dict[str, int]:
    """Which column holds which field; empty where this row is not the header."""
    found: dict[str, int] = {}
    for n, cell in enumerate(cells):
        field = _FIELD_OF.get(header_of(cell))
        if field and field not in found:
            found[field] = n
    if "visitors" not in found or not {"conversions", "revenue"} & found.keys():
        return {}
    if "variant" not in found and 0 not in found.values():
        found["variant"] = 0
    return found if "variant" in found else {}


def _arm(name: str, rows: Sequence[_Row], sign: str) -> Arm:
    visitors = sum(_count(row, "visitors") or 0 for row in rows)
    conversions = [_count(row, "conversions") for row in rows if "conversions" in row.cells]
    revenue = _sum(_amount(row, "revenue", sign) for row in rows)
    squares = _sum(_amount(row, "squares", sign) for row in rows)
    shares = [_amount(row, "share", sign) for row in rows]
    measured = None
    if revenue is not None and squares is not None and visitors >= 2:
        measured = sums(visitors, revenue, squares)
    return Arm(
        name,
        visitors,
        sum(n or 0 for n in conversions) if conversions else None,
        next((share for share in shares if share and share > 0), 1.0),
        measured,
        revenue,
    )


def _sum(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _count(row: _Row, field: str) -> int | None:
    """A whole number; 1.234 and 1,234 are a thousand and more, because people are whole."""
    value = row.cells[field]
    text = text_of(value)
    bare = text.lstrip("-−+")
    if _GROUPED.fullmatch(bare):
        bare = re.sub(r"\D", "", bare)
    try:
        number = float(bare)
        whole = int(number) if number.is_integer() and number < 1e15 else None
    except (ValueError, OverflowError):
        whole = None
    if whole is None:
        text = _("Row {row}: “{value}” under {column} is not a whole number.")
        raise BadInput(
            text.format(row=row.number, value=text_of(value)[:40], column=_column(field))
        )
    return -whole if text_of(value)[:1] in ("-", "−") else whole


def _amount(row: _Row, field: str, sign: str) -> float | None:
    """An amount with decimals; None where the table has none. Raises BadInput."""
    if field not in row.cells:
        return None
    value = row.cells[field]
    if isinstance(value, str) and _SCIENTIFIC.fullmatch(value.strip()):
        return float(value)
    try:
        number, _written = amounts.read_number(value, sign)
    except amounts.Unreadable:
        text = _("Row {row}: “{value}” under {column} is not a number.")
        shown = text_of(value)[:40]
        raise BadInput(text.format(row=row.number, value=shown, column=_column(field))) from None
    return None if number is None else float(number)


def _decimal_sign(rows: Sequence[_Row]) -> str:
    cells: list[Any] = [row.cells.get(field) for row in rows for field in ("revenue", "squares")]
    return amounts.evidence(cells).sign or "."


def _column(field: str) -> str:
    return {
        "visitors": _("visitors"),
        "conversions": _("conversions"),
        "revenue": _("revenue"),
        "squares": _("sum of squares"),
        "share": _("share"),
    }[field]


def column_of(cell: object) -> str | None:
    """Which field a header cell names: variant, visitors, conversions, revenue, squares, share, day; None for none."""
    return _FIELD_OF.get(header_of(cell))


def is_total(cell: object) -> bool:
    """Whether a name is that of a total, which is no variant."""
    return bool(text_of(cell)) and header_of(cell) in _TOTALS
