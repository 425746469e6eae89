"""Read workbooks of every Excel kind: the fast reader first, the careful one where that fails."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from workbench.errors import ImportFailed
from workbench.importing import formats
from workbench.importing.files import Content
from workbench.importing.grids import Grid, ListGrid, Row
from workbench.language import _


class CalamineGrid:
    """One sheet, read by calamine; rows are made when asked for."""

    def __init__(
        self, sheet: Any, name: str, other_sheets: list[str], scan: formats.Scan | None
    ) -> None:
        self.sheet = name
        self.other_sheets = other_sheets
        start = sheet.start
        self.total: int | None = sheet.height + (start[0] if start else 0)
        self.hint: str | None = None
        self._sheet = sheet
        self._scan = scan
        self._shift = start[1] if start else 0

    @property
    def errors(self) -> dict[tuple[int, int], str]:
        """Spreadsheet errors, which calamine leaves empty; waits for the scan."""
        found = self._scan.errors(self.sheet) if self._scan else {}
        return {(row, column - self._shift): word for (row, column), word in found.items()}

    @property
    def formats(self) -> dict[int, str]:
        """Percent and currency formats by column; waits for the scan."""
        found = self._scan.formats(self.sheet) if self._scan else {}
        return {column - self._shift: kind for column, kind in found.items()}

    def head(self, n: int) -> list[Row]:
        """The first n rows."""
        return list(islice(self._sheet.iter_rows(), n))

    def rows(self) -> Iterator[Row]:
        """All rows."""
        return iter(self._sheet.iter_rows())


def grids(content: Content, *, wanted: str | None, engine: str) -> list[Grid]:
    """The sheet asked for ('*' for all that hold something), else the likely one.

    Raises ImportFailed.
    """
    if engine == "calamine":
        try:
            return _by_calamine(content, wanted)
        except ImportFailed:
            raise
        except BaseException as error:
            if isinstance(error, (KeyboardInterrupt, SystemExit)):
                raise
            if _is_locked(error):
                raise ImportFailed(_locked(content.name)) from error
    return _by_openpyxl(content, wanted)


def _by_calamine(content: Content, wanted: str | None) -> list[Grid]:
    import python_calamine

    source = str(content.path) if content.path is not None else io.BytesIO(content.data or b"")
    book = python_calamine.load_workbook(source)
    scan = formats.Scan(content) if content.kind == "xlsx" else None
    visible = [
        m.name
        for m in book.sheets_metadata
        if m.typ == python_calamine.SheetTypeEnum.WorkSheet
        and m.visible == python_calamine.SheetVisibleEnum.Visible
    ] or list(book.sheet_names)
    if not visible:
        raise ImportFailed(_empty(content.name))
    names = _chosen(visible, wanted, content.name)
    made: list[CalamineGrid] = []
    for name in names:
        sheet = book.get_sheet_by_name(name)
        others = [other for other in visible if other != name]
        made.append(CalamineGrid(sheet, name, others, scan))
    return list(_likely(made, wanted, content.name))


def _chosen(names: list[str], wanted: str | None, file: str) -> list[str]:
    if wanted in (None, "*"):
        return names
    if wanted not in names:
        raise ImportFailed(
            _("{file} has no sheet {name}; it has {names}.").format(
                file=file, name=wanted, names=", ".join(names)
            )
        )
    return [wanted]


def _likely(found: list[Any], wanted: str | None, file: str) -> list[Any]:
    """The sheet with the most telling table; ties go to the one that stands first."""
    held = [grid for grid in found if (grid.total or 0) > 0]
    if not held:
        raise ImportFailed(_empty(file))
    if wanted == "*" or len(held) == 1:
        return held
    return [max(held, key=lambda grid: _promise(grid))]


def _promise(grid: Grid) -> float:
    """How much a sheet looks like a known export; its size decides only between unknown ones."""
    from workbench.importing import recognise
    from workbench.importing.table import find_table

    table = find_table(grid, recognise.known_names())
    if not table.sample:
        return 0.0
    match = recognise._best(table)
    size = min(1.0, (grid.total or 0) / 1000) * 0.05 + min(1.0, len(table.names) / 20) * 0.02
    return match.confidence + size


def _by_openpyxl(content: Content, wanted: str | None) -> list[Grid]:
    """The careful way: slower, and it reads only .xlsx and .xlsm."""
    if content.kind != "xlsx":
        raise ImportFailed(_damaged(content.name))
    import warnings

    import openpyxl

    try:
        with warnings.catch_warnings(), content.open() as file:
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            names = _chosen(list(book.sheetnames), wanted, content.name)
            made = [_list_grid(book[name], name, book.sheetnames) for name in names]
    except ImportFailed:
        raise
    except MemoryError:
        raise
    except Exception as error:  # openpyxl lets many kinds of errors through for damaged files
        raise ImportFailed(_damaged(content.name)) from error
    return list(_likely(made, wanted, content.name))


def _list_grid(sheet: Any, name: str, names: list[str]) -> ListGrid:
    rows: list[Row] = []
    if hasattr(sheet, "reset_dimensions"):
        sheet.reset_dimensions()
    for row in sheet.iter_rows(values_only=True):
        rows.append(["" if cell is None else cell for cell in row])
    while rows and not any(cell != "" for cell in rows[-1]):
        rows.pop()
    width = max(map(len, rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    return ListGrid(rows, name, [other for other in names if other != name])


def _is_locked(error: BaseException) -> bool:
    return type(error).__name__ == "PasswordError" or bool(
        re.search(r"password|encrypt", str(error), re.IGNORECASE)
    )


def _locked(name: str) -> str:
    return _("{name} is locked with a password; save it without one and try again.").format(
        name=name
    )


def _damaged(name: str) -> str:
    return _(
        "{name} is damaged or no real workbook; open it in Excel, save it anew and try that."
    ).format(name=name)


def _empty(name: str) -> str:
    return _("{name} has no sheet with anything in it.").format(name=name)
