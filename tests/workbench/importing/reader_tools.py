"""Read a file in this process and look at what was staged; the child process has tests of its own."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workbench.importing.readers import read_file
from workbench.importing.request import Request, Staged

FILES = Path(__file__).resolve().parents[2] / "files"
SHARED = Path(__file__).resolve().parents[4] / "shared"
KEY = b"0123456789abcdef0123456789abcdef"


def request(file: Path, staging: Path, **changes: Any) -> Request:
    """A request with the settings of a Dutch shop."""
    settings: dict[str, Any] = {
        "zone": "Europe/Amsterdam",
        "currency": "EUR",
        "locale": "nl_NL",
        "prices_include_vat": "ask",
        "vat": None,
    }
    return Request(file=file, staging=staging, customer_key=KEY, **(settings | changes))


class Found:
    """One staged table, opened for looking."""

    def __init__(self, staged: Staged) -> None:
        self.staged = staged
        db = sqlite3.connect(f"file:{staged.path}?mode=ro", uri=True)
        db.row_factory = sqlite3.Row
        tables = [r[0] for r in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        self.tables = {t: [dict(r) for r in db.execute(f'SELECT * FROM "{t}"')] for t in tables}
        db.close()
        self.meta = {r["key"]: json.loads(r["value"]) for r in self.tables["staged"]}
        self.refused = [
            (r["row"], r["column"], r["value"], r["reason"]) for r in self.tables["refused"]
        ]
        self.left_out = {r["kind"]: r["n"] for r in self.tables["left_out"]}

    def column(self, table: str, name: str) -> list[Any]:
        """All values of a column, in order."""
        return [row[name] for row in self.tables[table]]


def stage_all(
    file: Path, staging: Path, *, engine: str = "calamine", **changes: Any
) -> list[Found]:
    """Read a file and open every table staged."""
    staging.mkdir(exist_ok=True)
    asked = request(file, staging, **changes)
    return [Found(one) for one in read_file(asked, lambda *_: None, engine=engine)]


def stage(file: Path, staging: Path, **changes: Any) -> Found:
    """Read a file that holds one table."""
    (found,) = stage_all(file, staging, **changes)
    return found


def shared(*parts: str) -> Path:
    """A public file beside the repository; the test is skipped where it is not there."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"{path.name} is not here")
    return path


Writer = Callable[..., Path]


def write(folder: Path, name: str, *lines: str, encoding: str = "utf-8", end: str = "\n") -> Path:
    """Write a small text file."""
    path = folder / name
    path.write_bytes((end.join(lines) + end).encode(encoding))
    return path


def workbook(folder: Path, name: str, sheets: dict[str, list[list[Any]]]) -> Path:
    """Write a small workbook."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(folder / name)
    return folder / name
