"""The same rows written the way programs of different countries write them, as text and as workbooks."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

HARD = "\u00a0"


class Row(NamedTuple):
    """A row of an ads report: day, campaign, cost in cents, views, clicks."""

    day: date
    campaign: str
    cents: int
    views: int
    clicks: int


class Country(NamedTuple):
    """How a country writes: sign for thousands and decimals, and the form of a day."""

    group: str
    decimal: str
    day: str


COUNTRIES = {
    "en-US": Country(",", ".", "%m/%d/%Y"),
    "nl-NL": Country(".", ",", "%d-%m-%Y"),
    "de-DE": Country(".", ",", "%d.%m.%Y"),
    "fr-FR": Country(HARD, ",", "%d/%m/%Y"),
    "de-CH": Country("'", ".", "%d.%m.%Y"),
}
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")
WORKBOOKS = ("xlsx", "xls", "ods")
HEADER = ("Day", "Campaign name", "Amount spent (EUR)", "Impressions", "Link clicks")


def number(value: int, country: Country, decimals: int = 0) -> str:
    """A number with its groups; `value` counts the last decimal."""
    whole, rest = divmod(value, 10**decimals)
    text = f"{whole:,}".replace(",", country.group)
    return f"{text}{country.decimal}{rest:0{decimals}d}" if decimals else text


def cells(row: Row, country: Country) -> list[str]:
    """A row as text cells."""
    return [
        row.day.strftime(country.day),
        row.campaign,
        number(row.cents, country, 2),
        number(row.views, country),
        number(row.clicks, country),
    ]


def text_file(
    folder: Path, rows: Sequence[Row], country: str, delimiter: str, encoding: str, end: str = "\n"
) -> Path:
    """The rows as delimited text."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=DELIMITERS[delimiter], lineterminator=end)
    writer.writerow(HEADER)
    writer.writerows(cells(row, COUNTRIES[country]) for row in rows)
    path = folder / f"{country} {delimiter} {encoding}.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def typed(row: Row) -> list[Any]:
    """A row as cells that know what they are."""
    day = datetime(row.day.year, row.day.month, row.day.day)  # noqa: DTZ001  (a cell has no zone)
    return [day, row.campaign, row.cents / 100, row.views, row.clicks]


def workbook(
    folder: Path,
    rows: Sequence[Row],
    kind: str,
    country: str | None = None,
    epoch_1904: bool = False,
) -> Path:
    """The rows as a workbook: typed cells, or with a country all as text."""
    path = folder / f"{country or 'typed'} {epoch_1904}.{kind}"
    table = [list(HEADER), *(cells(r, COUNTRIES[country]) if country else typed(r) for r in rows)]
    {"xlsx": _xlsx, "xls": _xls, "ods": _ods}[kind](path, table, epoch_1904)
    return path


def _xlsx(path: Path, table: list[list[Any]], epoch_1904: bool) -> None:
    import openpyxl
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = openpyxl.Workbook()
    if epoch_1904:
        book.epoch = CALENDAR_MAC_1904
    for row in table:
        book.worksheets[0].append(row)
    book.save(path)


def _xls(path: Path, table: list[list[Any]], epoch_1904: bool) -> None:
    import xlwt

    book = xlwt.Workbook()
    book.dates_1904 = epoch_1904
    sheet = book.add_sheet("Sheet1")
    days = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for y, row in enumerate(table):
        for x, cell in enumerate(row):
            sheet.write(y, x, cell, days) if isinstance(cell, datetime) else sheet.write(y, x, cell)
    book.save(str(path))


def _ods(path: Path, table: list[list[Any]], _epoch: bool) -> None:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableRow

    book = OpenDocumentSpreadsheet()
    sheet = Table(name="Sheet1")
    for row in table:
        line = TableRow()
        for cell in row:
            line.addElement(_ods_cell(cell))
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    book.save(str(path))


def _ods_cell(cell: Any) -> Any:
    from odf.table import TableCell
    from odf.text import P

    if isinstance(cell, datetime):
        return TableCell(valuetype="date", datevalue=cell.date().isoformat())
    if isinstance(cell, (int, float)):
        return TableCell(valuetype="float", value=repr(cell))
    made = TableCell(valuetype="string")
    made.addElement(P(text=cell))
    return made
