"""Excel and CSV files that come out byte for byte the same each time they are written."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from workbench.sample.brand import BRAND

Cell = str | int | float | date | None

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_MADE = datetime(2026, 11, 9, 8, 0, 0, tzinfo=UTC)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def csv_bytes(rows: Sequence[Sequence[str]]) -> bytes:
    """Rows as a comma-separated file: UTF-8 without mark, one line feed per row."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8")


def xlsx_bytes(
    title: str,
    rows: Sequence[Sequence[Cell]],
    *,
    formats: Mapping[str, str],
    widths: Mapping[str, int],
) -> bytes:
    """One sheet; number formats and widths are by the names in the first row."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.properties.creator = BRAND
    book.properties.created = book.properties.modified = _MADE.replace(tzinfo=None)
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for number, name in enumerate(rows[0], start=1):
        sheet.cell(1, number).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = widths.get(str(name), 12)
        for line in range(2, len(rows) + 1):
            sheet.cell(line, number).number_format = formats.get(str(name), "General")
    sheet.freeze_panes = "B2"
    written = io.BytesIO()
    book.save(written)
    return _timeless(written.getvalue())


def _timeless(book: bytes) -> bytes:
    """The same file without the time of writing, and stored uncompressed.

    Different zip libraries compress to different bytes; what is only stored is the same on all.
    """
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(result, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                stamp = _MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                part = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", part)
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            new.writestr(entry, part, zipfile.ZIP_STORED)
    return result.getvalue()
