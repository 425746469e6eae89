"""A grid of cells, whatever file it came from: the first rows, and all rows once more."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import Protocol

from workbench.importing.files import Content
from workbench.importing.sniffing import Dialect, dialect_of, encoding_of, reader_options
from workbench.language import _

Row = list[object]

SAMPLE = 1 << 18
LONGEST_CELL = 16_000_000


class Grid(Protocol):
    """Rows of cells; row 1 is the first row of the sheet. `errors` are spreadsheet errors by (row, column) from 1.

    `formats` tells, per column index, 'percent' or a currency for number cells formatted so.
    """

    sheet: str
    other_sheets: list[str]
    total: int | None
    hint: str | None

    @property
    def errors(self) -> dict[tuple[int, int], str]:
        """Error words by (row, column), from 1."""
        ...

    @property
    def formats(self) -> dict[int, str]:
        """Formats by column, from 0."""
        ...

    def head(self, n: int) -> list[Row]:
        """The first n rows."""
        ...

    def rows(self) -> Iterator[Row]:
        """All rows from the first."""
        ...


class DelimitedGrid:
    """A text file whose cells are separated by a sign."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.sheet = ""
        self.other_sheets: list[str] = []
        self.total: int | None = None
        self.errors = dict[tuple[int, int], str]()
        self.formats = dict[int, str]()
        csv.field_size_limit(LONGEST_CELL)
        with content.open() as file:
            self.encoding = encoding_of(file)
        self.dialect = self._dialect()
        self.hint = "," if self.dialect.delimiter == ";" else None

    def _dialect(self) -> Dialect:
        with self._text() as text:
            sample = text.read(SAMPLE)
        if len(sample) == SAMPLE:
            sample = sample[: sample.rfind("\n") + 1] or sample
        return dialect_of(sample)

    def _text(self) -> io.TextIOWrapper:
        return io.TextIOWrapper(
            self.content.open(), encoding=self.encoding, errors="replace", newline=""
        )

    def head(self, n: int) -> list[Row]:
        """The first n rows."""
        return list(islice(self.rows(), n))

    def rows(self) -> Iterator[Row]:
        """All rows; a `sep=` line counts as a row, as it does in the sheet."""
        options = reader_options(self.dialect)
        with self._text() as text:
            reader = csv.reader(text, **options)  # type: ignore[arg-type]
            yield from reader


class ListGrid:
    """Rows that are already in memory."""

    def __init__(self, rows: list[Row], sheet: str, other_sheets: list[str]) -> None:
        self.sheet = sheet
        self.other_sheets = other_sheets
        self.total: int | None = len(rows)
        self.errors = dict[tuple[int, int], str]()
        self.formats = dict[int, str]()
        self.hint: str | None = None
        self._rows = rows

    def head(self, n: int) -> list[Row]:
        """The first n rows."""
        return self._rows[:n]

    def rows(self) -> Iterator[Row]:
        """All rows."""
        return iter(self._rows)


class RestGrid:
    """The rows of a grid from one of them on: where a second table begins. `skipped` rows lie above it."""

    def __init__(self, grid: Grid, first_row: int) -> None:
        self.sheet = f"{grid.sheet} {_('from row {row}').format(row=first_row)}".strip()
        self.other_sheets = grid.other_sheets
        self.total = grid.total
        self.hint = grid.hint
        self.errors = grid.errors
        self.formats = grid.formats
        self.skipped = first_row - 1
        self._grid = grid

    def head(self, n: int) -> list[Row]:
        """The first n rows from there."""
        return list(islice(self.rows(), n))

    def rows(self) -> Iterator[Row]:
        """All rows from there."""
        return islice(self._grid.rows(), self.skipped, None)
