"""From a grid to a staging database: find the table, recognise it, read its fields, let the source build facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from workbench.errors import ImportFailed
from workbench.importing import asof, privacy, recognise, refused_rows, staging
from workbench.importing.customer_tokens import CUSTOMER
from workbench.importing.grids import Grid
from workbench.importing.keys import text_of
from workbench.importing.made_columns import (
    Made,
    add_columns,
    made_columns,
    plain_mapping,
    widened,
)
from workbench.importing.recognise import Match
from workbench.importing.request import Request, Staged
from workbench.importing.sheet import Sheet
from workbench.importing.table import Table, find_table, read_body
from workbench.language import _

RAW_ROWS = 50
SAMPLES = 3
_DATE_LIKE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ][\d:]{5,8})?(?:\s?[+-]\d{4})?$")
Report = Callable[[str, int, int | None], None]


def stage(
    grid: Grid,
    request: Request,
    *,
    file: str,
    sha256: str,
    out: Path,
    report: Report,
    further: list[int] | None = None,
) -> Staged:
    """Read one grid and write it to a staging database at `out`.

    Where another table begins further down, its first row is added to `further`. Raises ImportFailed where there is
    no table, or one that must not be imported.
    """
    table = find_table(grid, recognise.known_names())
    _check_is_table(table, file)
    shape = recognise.shape_of(table)
    mapping = request.mapping or (
        None if request.as_source else request.remembered.get(shape)  # a told source comes first
    )
    made = made_columns(table, mapping)
    wide = widened(table, made)
    match = recognise.recognise(wide, _with_made(request, mapping, made, shape), shape)
    refusal = match.source.refuse(table, file) if match.source.refuse else None
    if refusal:
        raise ImportFailed(refusal)
    sheet = _read(grid, request, table, match, report, made)
    _refuse_errors(grid, sheet)
    if table.next_row:
        _note_further(sheet, table.next_row + _skipped(grid), further)
    report("check", len(sheet), len(sheet))
    match.source.build(sheet)
    report("write", len(sheet), len(sheet))
    meta = _meta(grid, request, sheet, match, file) | {"sha256": sha256, "shape": shape}
    _write(out, sheet, meta, table, match)
    return _staged(out, meta, sheet)


def _with_made(
    request: Request, mapping: Mapping[str, Any] | None, made: list[Made], shape: str
) -> Request:
    """The request with the made columns named like the file's own."""
    if not made or mapping is None:
        return request
    plain = plain_mapping(mapping, made)
    if request.mapping:
        return replace(request, mapping=plain)
    return replace(request, remembered={**request.remembered, shape: plain})


def _note_further(sheet: Sheet, row: int, further: list[int] | None) -> None:
    if further is None:
        sheet.assume(_("Another table begins in row {row}; it was not read.").format(row=row))
        return
    sheet.left_out.pop("other_table", None)
    further.append(row)


def _skipped(grid: Grid) -> int:
    return int(getattr(grid, "skipped", 0))


def zone_of(name: str) -> ZoneInfo:
    """The time zone of a workspace; raises ImportFailed for a name the system does not know."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ImportFailed(_("The time zone {name} is not known.").format(name=name)) from error


def _check_is_table(table: Table, file: str) -> None:
    if not table.names or not any(table.names):
        raise ImportFailed(
            _(
                "No table was found in {name}; a table has a row of column names with rows below."
            ).format(name=file)
        )
    if not table.sample:
        raise ImportFailed(
            _("{name} has column names but no rows under them; export a longer period.").format(
                name=file
            )
        )
    if sum(map(bool, table.names)) == 1:
        raise ImportFailed(
            _("{name} holds text, not a table; export the data as CSV or Excel instead.").format(
                name=file
            )
        )


def _read(
    grid: Grid,
    request: Request,
    table: Table,
    match: Match,
    report: Report,
    made: list[Made],
) -> Sheet:
    width = len(table.names)
    wanted = {i for places in match.fields.values() for i in places if i < width}
    wanted.update(i for one in made for i in one.inputs)
    if match.source.all_columns:
        wanted = set(range(width))
    if CUSTOMER in table.labels:
        wanted.add(table.labels.index(CUSTOMER))
    body = read_body(grid, table, wanted, lambda done: report("read", done, grid.total))
    if skipped := _skipped(grid):
        body.rows[:] = [row + skipped for row in body.rows]
        body.too_long[:] = [row + skipped for row in body.too_long]
    _set_errors(grid, body.rows, body.columns)
    refused_rows.mend(table, body, request.corrections)
    refused_rows.take_tokens(table, body, match.fields.get("email", ()))
    if made:
        add_columns(body, made, width)
        wide = widened(table, made)
        table.names, table.labels, table.sample = wide.names, wide.labels, wide.sample
    return Sheet(
        request,
        match.source,
        table,
        body,
        match.fields,
        zone_of(request.zone),
        grid.formats,
        grid.hint,
    )


def _set_errors(grid: Grid, rows: list[int], columns: dict[int, Any]) -> None:
    """Put spreadsheet errors back into the cells that the reader left empty."""
    errors = grid.errors
    if not errors:
        return
    places = {row: index for index, row in enumerate(rows)}
    for (row, column), word in errors.items():
        index = places.get(row)
        if index is not None and column - 1 in columns:
            columns[column - 1].values[index] = word
            if word not in columns[column - 1].distinct:
                columns[column - 1].distinct.append(word)


def _refuse_errors(grid: Grid, sheet: Sheet) -> None:
    """A spreadsheet error in a text field refuses its row; number fields find theirs while reading."""
    errors = grid.errors
    if not errors or sheet.source.all_columns:
        return
    places = {row: index for index, row in enumerate(sheet.rows)}
    used = {i for found in sheet.fields.values() for i in found}
    kinds = {
        i: sheet.source.field(name).kind for name, found in sheet.fields.items() for i in found
    }
    for (row, column), word in sorted(errors.items()):
        index = places.get(row)
        if (
            index is not None
            and column - 1 in used
            and kinds[column - 1] in ("text", "key", "email")
        ):
            reason = _("The cell holds the spreadsheet error {error}.").format(error=word)
            sheet.refuse(index, sheet.label(column - 1), word, reason)


def _meta(grid: Grid, request: Request, sheet: Sheet, match: Match, file: str) -> dict[str, Any]:
    first, last = _days(sheet)
    stamp = asof.decide(
        told=request.as_of,
        path=request.file,
        preamble=sheet.table.preamble,
        newest=last,
        zone=zone_of(request.zone),
    )
    return {
        "file": file,
        "sheet": grid.sheet,
        "other_sheets": grid.other_sheets,
        "source": match.source.key,
        "title": match.source.title,
        "confidence": match.confidence,
        "reason": match.reason,
        "account": sheet.meta.get("account", ""),
        "grain": sheet.meta.get("grain", ""),
        "filter": sheet.meta.get("filter", ""),
        "report_shape": sheet.meta.get("report_shape", ""),
        "currency": sheet.currency,
        "first_day": first,
        "last_day": last,
        "as_of": stamp.at,
        "as_of_basis": stamp.basis,
        "read": len(sheet),
        "assumed": sheet.assumed,
        "questions": sheet.questions,
        "header_row": sheet.table.header_row + _skipped(grid),
        "columns": _columns(sheet, match),
        "facts": list(sheet.tables),
    }


def _days(sheet: Sheet) -> tuple[str | None, str | None]:
    """The first and the last day of the rows that go in."""
    if "first_day" in sheet.meta:
        return sheet.meta["first_day"], sheet.meta["last_day"]
    firsts: list[str] = []
    lasts: list[str] = []
    for columns, rows in sheet.tables.values():
        for one, two in (("day", "day"), ("first_day", "last_day"), ("start_day", "end_day")):
            if one in columns and two in columns:
                firsts += _values(columns, rows, one)
                lasts += _values(columns, rows, two)
                break
    return min(firsts, default=None), max(lasts, default=None)


def _values(columns: Sequence[str], rows: Iterable[Sequence[Any]], name: str) -> list[str]:
    place = list(columns).index(name)
    return [row[place] for row in rows if row[place]]


def _columns(sheet: Sheet, match: Match) -> list[dict[str, Any]]:
    """What the mapping editor shows of each column: name, field, samples as they may be shown, and why."""
    fields = {i: name for name, places in match.fields.items() for i in places}
    personal = {
        i for name, places in match.fields.items() for i in places if _is_personal(match, name)
    }
    found = []
    for index, label in enumerate(sheet.table.labels):
        names = label.split(" + ")  # a joined column is hidden where one of its parts is
        hidden = index in personal or any(_is_hidden(sheet, index, name) for name in names)
        cells = [row[index] for row in sheet.table.sample if index < len(row)]
        samples = _samples(cells, hidden, index in fields or _shows_all(match))
        found.append(
            {
                "name": label,
                "field": fields.get(index),
                "samples": samples,
                "reason": _why(index in fields, hidden, match),
            }
        )
    return found


def _shows_all(match: Match) -> bool:
    return match.source.own or match.source.all_columns


def _is_hidden(sheet: Sheet, index: int, label: str) -> bool:
    """The user's own words are shown; of unknown tables what is kept; else what no name forbids."""
    if "kept" in sheet.meta:
        return index not in sheet.meta["kept"]
    return not sheet.source.own and privacy.personal_by_name(label)


def _is_personal(match: Match, field: str) -> bool:
    return any(f.name == field and f.personal for f in match.source.fields)


def _why(used: bool, hidden: bool, match: Match) -> str:
    if used and hidden:
        return _("Counts customers; the value itself is not kept.")
    if used:
        return match.reason if match.confidence == 1.0 else _("Known by its name.")
    return _("Not read: it may name people.") if hidden else _("Not used.")


def _samples(cells: list[object], hidden: bool, used: bool) -> list[str]:
    found: list[str] = []
    for cell in cells:
        text = text_of(cell)
        if text and text not in found:
            found.append(text)
        if len(found) == SAMPLES:
            break
    return (
        [show(text, hidden, used) for text in found]
        if not hidden
        else ([privacy.MASK] if found else [])
    )


def show(text: str, hidden: bool, used: bool) -> str:
    """A cell as the preview may show it: words of columns that are not read stay hidden."""
    if not text:
        return ""
    if hidden or privacy.looks_personal(text):
        return privacy.MASK
    if used or _is_harmless(text):
        return text[:200]
    return privacy.MASK


def _is_harmless(text: str) -> bool:
    """A short number, a date, yes or no."""
    if _DATE_LIKE.match(text):
        return True
    return len(text) <= 12 and sum(c.isdigit() for c in text) < 7 and not _is_words(text)


def _is_words(text: str) -> bool:
    return any(c.isalpha() for c in text) and text.casefold() not in ("yes", "no", "true", "false")


def _raw(
    sheet: Sheet, table: Table, columns: list[dict[str, Any]], shown: bool
) -> list[tuple[int, list[str]]]:
    """The first rows as the file has them, hidden where they may name people."""
    hidden = [c["samples"] == [privacy.MASK] for c in columns]
    used = [c["field"] is not None or shown for c in columns]
    found = []
    for row, number in zip(table.sample[:RAW_ROWS], sheet.rows, strict=False):
        cells = [text_of(row[i]) if i < len(row) else "" for i in range(len(columns))]
        found.append((number, [show(*x) for x in zip(cells, hidden, used, strict=True)]))
    return found


def _write(out: Path, sheet: Sheet, meta: dict[str, Any], table: Table, match: Match) -> None:
    shown = _shows_all(match)
    tables = dict(sheet.tables)
    if sheet.refused:
        read = [i for i in range(len(table.labels)) if sheet.is_read(i)]
        cells = refused_rows.refused_cells(sheet, read, show)
        tables["refused_cells"] = (("row", "reason", "cells"), cells)
    staging.write(
        out,
        tables=tables,
        meta=meta,
        refused=sorted(sheet.refused, key=lambda r: r[0]),
        left_out=sheet.left_out,
        same=sheet.same,
        raw=_raw(sheet, table, meta["columns"], shown),
    )


def _staged(out: Path, meta: dict[str, Any], sheet: Sheet) -> Staged:
    return Staged(
        path=out,
        file=meta["file"],
        sheet=meta["sheet"],
        source=meta["source"],
        confidence=meta["confidence"],
        reason=meta["reason"],
        facts=tuple(meta["facts"]),
        read=meta["read"],
        refused=len(sheet.refused),
        first_day=meta["first_day"],
        last_day=meta["last_day"],
    )
