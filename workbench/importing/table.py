"""Find the table in a grid: its header row under whatever stands above, its columns, its body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice

from workbench.importing.amounts import take_apart
from workbench.importing.currencies import currency_of
from workbench.importing.dates import MONTHS, read_day
from workbench.importing.grids import Grid, Row
from workbench.importing.keys import header_of, text_of
from workbench.importing.periods import read_span

HEAD_ROWS = 200
CHUNK = 1000  # rows at a time: few enough to stay in the processor's cache
TOLD_EVERY = 20_000
_TOTAL = re.compile(
    r"(?:(?:grand|sub|report)\s*)?totals?|(?:totaa?l|gesamt|summe)\s*[-:].*|total of \d+ .*|"
    r"totaa?l(?:en)?|eindtotaal|(?:gesamt)?summe|gesamt(?:ergebnis)?|"
    r"insgesamt|totale|total g[ée]n[ée]ral|som|sum|suma",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"#\s*(?:-{3,}|[^\W\d].*)", re.DOTALL)


@dataclass
class Table:
    """A table found in a grid: names of its columns and where its body begins.

    `header_row` is 1-based, 0 where the table has none; `labels` are the names made different from each other;
    `first` is the 0-based index of the body's first row; `sample` holds up to 200 body rows; `next_row` is where
    another table begins, 0 for nowhere.
    """

    names: list[str]
    labels: list[str]
    header_row: int
    first: int
    sample: list[Row]
    preamble: list[Row]
    left_out: Counter[str] = field(default_factory=Counter)
    next_row: int = 0


@dataclass
class Column:
    """The cells of one column, and its different values."""

    values: list[object]
    distinct: list[object]


@dataclass
class Body:
    """The rows under the header: their row numbers, the wanted columns by index, rows with too many cells."""

    rows: list[int]
    columns: dict[int, Column]
    too_long: list[int]


def find_table(grid: Grid, known: frozenset[str]) -> Table:
    """Choose the header row among the first rows and describe the table under it."""
    head = grid.head(HEAD_ROWS)
    best, best_score = -1, 0.0
    width = _usual_width(head)
    for index, row in enumerate(head[:80]):
        score = _header_score(row, head[index + 1 : index + 6], width, known) - index * 0.05
        if score > best_score + 1e-9:
            best, best_score = index, score
    if best < 0:
        return _headless(head, width)
    names = [text_of(cell) for cell in head[best]]
    first = best + 1
    second = _second_header(head, best)
    if second is not None:
        names, first = second, best + 2
    names = _padded(names, head[first:])
    left_out: Counter[str] = Counter()
    preamble = [row for row in head[:best] if not _is_blank(row)]
    if preamble:
        left_out["preamble"] = len(preamble)
    sample = [row for row in head[first:] if _row_kind(row, head[best]) is None]
    return Table(names, _labels(names), best + 1, first, sample, preamble, left_out)


def _headless(head: list[Row], width: int) -> Table:
    names = [f"Column {n}" for n in range(1, max((len(r) for r in head), default=0) + 1)]
    sample = [row for row in head if not _is_blank(row)]
    return Table(names, list(names), 0, 0, sample, [])


def _is_blank(row: Row) -> bool:
    return not any(cell or cell == 0 for cell in row) or not any(
        cell.strip() if isinstance(cell, str) else cell is not None for cell in row
    )


def _filled(row: Row) -> list[object]:
    return [c for c in row if c is not None and not (isinstance(c, str) and not c.strip())]


def _usual_width(head: list[Row]) -> int:
    """The width that most rows reach; wide rows count more than short lines above the table."""
    widths = Counter(len(_filled(row)) for row in head)
    widths.pop(0, None)
    return max(widths, key=lambda w: (widths[w] * min(w, 5), w), default=0)


def _header_score(row: Row, below: list[Row], width: int, known: frozenset[str]) -> float:
    """How much a row looks like names of columns: text, different, as wide as the table, known."""
    cells = _filled(row)
    if not cells or (len(cells) == 1 and width > 1) or _is_comment(row):
        return 0.0
    words = [c for c in cells if isinstance(c, str) and not _is_value(c)]
    spans = [c for c in cells[1:] if _is_span(c)]
    shares = (len(words) + (len(spans) if len(spans) * 2 >= len(cells) - 1 else 0)) / len(cells)
    if shares < 0.6:
        return 0.0
    names = [header_of(c) for c in cells]
    hits = sum(1 for name in names if name in known)
    distinct = len(set(names)) / len(names)
    wide = min(len(cells), width) / max(width, 1)
    filled_below = [r for r in below if not _is_blank(r)]
    values_below = max(
        (sum(1 for c in _filled(r) if _is_value(c)) for r in filled_below), default=0
    )
    return (
        min(hits, 12) * 0.7
        + shares * 4
        + distinct
        + wide * 2
        + (1.0 if values_below else 0)
        - (0.5 if max(len(n) for n in names) > 60 else 0)
    )


def _is_comment(row: Row) -> bool:
    cell = row[0] if row else None
    return (
        isinstance(cell, str)
        and len(_filled(row)) == 1
        and _COMMENT.fullmatch(cell.strip()) is not None
    )


def _is_value(cell: object) -> bool:
    """A number or a date, not a name."""
    if not isinstance(cell, str):
        return cell is not None
    text = cell.strip()
    if not any(c.isdigit() for c in text):
        return False
    number = take_apart(text)
    if number is not None and (not number.mark or currency_of(number.mark, "EUR")):
        return True
    return len(text) <= 40 and read_day(text, "dmy") is not None


def _is_span(cell: object) -> bool:
    if isinstance(cell, str) and cell.strip().casefold() in MONTHS:
        return True
    if isinstance(cell, (int, float)) and not 1900 < cell < 2200 and not 20_000 < cell < 80_000:
        return False
    return read_span(cell, "dmy") is not None


def _second_header(head: list[Row], index: int) -> list[str] | None:
    """Join two header rows: groups above (blank where they go on), names below; None where there is one."""
    if index + 2 >= len(head):
        return None
    top, low = head[index], head[index + 1]
    if len(low) != len(top) or _is_blank(low):
        return None
    gaps = [i for i, cell in enumerate(top) if not text_of(cell) and text_of(low[i])]
    cells = _filled(low)
    if not gaps or any(_is_value(c) for c in cells):
        return None
    if not any(_is_value(c) for c in head[index + 2]) or len(cells) < 2:
        return None
    names, group = [], ""
    for upper, lower in zip(map(text_of, top), map(text_of, low), strict=True):
        group = upper or group
        names.append(f"{group} {lower}".strip() if lower else upper)
    return names


def _padded(names: list[str], below: list[Row]) -> list[str]:
    """Drop nameless empty columns at the end; name nameless columns that hold something."""
    held = {
        i for row in below for i, cell in enumerate(row) if i < len(names) and text_of(cell) != ""
    }
    names = [name or (f"Column {i + 1}" if i in held else "") for i, name in enumerate(names)]
    while names and not names[-1]:
        names.pop()
    return names


def _labels(names: list[str]) -> list[str]:
    seen: Counter[str] = Counter()
    labels = []
    for name in names:
        seen[name] += 1
        labels.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return labels


def _row_kind(row: Row, header: Row | None) -> str | None:
    """Why a row is left out: blank, totals, repeated_header or comment; None for a row of data."""
    if _is_blank(row):
        return "blank"
    if row == header:
        return "repeated_header"
    if _is_comment(row):
        return "comment"
    first = next((c for c in row if not (c is None or (isinstance(c, str) and not c.strip()))), "")
    if (
        isinstance(first, str)
        and _TOTAL.fullmatch(first.strip())
        and any(_is_value(c) for c in row)
    ):
        return "totals"
    return None


def read_body(
    grid: Grid, table: Table, wanted: Iterable[int], progress: Callable[[int], None]
) -> Body:
    """Read the wanted columns of all data rows, leaving out blank, totals and repeated header rows.

    Equal cells of a column become one object, so a million rows stay small; totals are counted in `table.left_out`.
    """
    kept: dict[int, tuple[list[object], dict[object, object]]] = {
        i: ([], {}) for i in sorted(wanted)
    }
    numbers: list[int] = []
    too_long: list[int] = []
    width = len(table.names)
    header = grid.head(table.first)[table.header_row - 1] if table.header_row else None
    rows = grid.rows()
    next(islice(rows, table.first - 1, table.first), None) if table.first else None
    at = table.first
    while chunk := list(islice(rows, CHUNK)):
        data, places = _sift(chunk, at, header, table)
        data = _even(data, places, width, too_long)
        numbers += places
        columns = list(zip(*data, strict=True)) if data else []
        for index, (values, same) in kept.items():
            cells = columns[index] if index < len(columns) else [""] * len(places)
            values.extend(map(same.setdefault, cells, cells))
        at += len(chunk)
        if at // TOLD_EVERY > (at - len(chunk)) // TOLD_EVERY:
            progress(at)
    progress(at)
    return Body(numbers, {i: Column(v, list(same)) for i, (v, same) in kept.items()}, too_long)


def _sift(
    chunk: list[Row], at: int, header: Row | None, table: Table
) -> tuple[list[Row], list[int]]:
    """Keep the rows of data, with their 1-based row numbers; comments in the body begin another table."""
    head_cell = header[0] if header else None
    firsts = [row[0] if row else "" for row in chunk]
    odd = {first for first in set(firsts) if _may_be_odd(first, head_cell)}
    if not odd and not table.next_row:
        return chunk, list(range(at + 1, at + 1 + len(chunk)))
    data, places = [], []
    for number, (row, first) in enumerate(zip(chunk, firsts, strict=True), at + 1):
        kind = _row_kind(row, header) if first in odd or table.next_row else None
        if kind == "comment" and not table.next_row:
            table.next_row = number
        if table.next_row and kind not in ("blank", "comment"):
            kind = "other_table"
        if kind:
            table.left_out[kind] += 1
            continue
        data.append(row)
        places.append(number)
    return data, places


def _may_be_odd(first: object, head_cell: object) -> bool:
    """A first cell that a left-out row could begin with."""
    if not isinstance(first, str):
        return first is None
    text = first.strip()
    if not text or first == head_cell:
        return True
    return bool(_COMMENT.match(text) if text[0] == "#" else _TOTAL.fullmatch(text))


def _even(data: list[Row], places: list[int], width: int, too_long: list[int]) -> list[Row]:
    """Give all rows the same number of cells; note those that hold something beyond the last column."""
    lengths = set(map(len, data))
    if len(lengths) <= 1 and (not lengths or min(lengths) >= width):
        return data
    most = max(*lengths, width)
    for index, row in enumerate(data):
        if len(row) > width and any(text_of(c) for c in row[width:]):
            too_long.append(places[index])
        if len(row) < most:
            data[index] = [*row, *[""] * (most - len(row))]
    return data
