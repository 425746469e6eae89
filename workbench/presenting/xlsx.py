"""A deck as an Excel file: a sheet per view with the rows behind it, and what the KPIs mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any, NamedTuple

from workbench.charts.series import TrendData
from workbench.charts.style import Style
from workbench.language import _
from workbench.presenting.cells import clean, put
from workbench.presenting.formats import DAY
from workbench.presenting.sheet_chart import add_sheet_chart
from workbench.presenting.sheet_rows import Block, block_of
from workbench.presenting.slides import (
    Definition,
    Handout,
    KpiSlide,
    Prepared,
    TableSlide,
    TextSlide,
    footer,
)
from workbench.presenting.writing import Watch, replacing

_HEAD_ROW = 4  # title, subtitle, an empty row, then the names of the columns
_WIDEST = 60


class _Listed(NamedTuple):
    """A line of the first sheet."""

    sheet: str
    slide: Prepared


def write_xlsx(handout: Handout, target: Path, *, style: Style, watch: Watch | None = None) -> None:
    """Write a deck as an Excel workbook; an old file is replaced only by a whole new one.

    Numbers, percentages, money and days are typed cells; nothing from the data becomes a formula.
    Raises ExportFailed and Cancelled.
    """
    from openpyxl import Workbook

    watch, style = watch or Watch(), handout.look.styled(style)
    with replacing(target, watch) as beside:
        book = Workbook()
        contents: Any = book.active
        contents.title = _("Contents")
        listed: list[_Listed] = []
        for n, slide in enumerate(handout.slides):
            watch.step(n, len(handout.slides), clean(slide.title))
            name = _sheet_name(slide, book.sheetnames)
            _add(book.create_sheet(name), slide, handout, style, watch)
            listed.append(_Listed(name, slide))
        _list(contents, handout, listed)
        _define(book, handout)
        _describe(book, handout)
        watch.step(len(handout.slides), len(handout.slides), _("Saving"))
        book.save(beside)


def _add(sheet: Any, slide: Prepared, handout: Handout, style: Style, watch: Watch) -> None:
    """Fill the sheet of one slide: its words above, its rows, its chart beside them."""
    put(sheet["A1"], slide.title)
    sheet["A1"].font = _font(bold=True, size=14)
    put(sheet["A2"], " · ".join(part for part in (slide.subtitle, footer(slide, handout)) if part))
    sheet["A2"].font = _font(color="5B6470")
    if isinstance(slide, TextSlide):
        for n, line in enumerate(slide.lines):
            put(sheet.cell(_HEAD_ROW + n, 1), line)
            _wrap(sheet, _HEAD_ROW + n, (1,), (100,))
        sheet.column_dimensions["A"].width = 100
        _one_page_wide(sheet)
        return
    block = block_of(slide)
    _fill(sheet, block, watch)
    if isinstance(slide, TableSlide):
        for n, remark in enumerate(slide.remarks, _HEAD_ROW + len(block.rows) + 2):
            put(sheet.cell(n, 1), remark)
    if isinstance(slide, KpiSlide) and slide.data.has_values:
        add_sheet_chart(sheet, slide.data, block, style, _HEAD_ROW)


def _fill(sheet: Any, block: Block, watch: Watch) -> None:
    """Write names and rows with their types, and make the sheet pleasant to read."""
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    _head(sheet, block)
    aside = Alignment(indent=1)  # keeps text off the number to its left
    after = [n > 0 and block.columns[n - 1].number for n in range(len(block.columns))]
    for n, row in enumerate(block.rows, _HEAD_ROW + 1):
        if n % 1000 == 0:
            watch.ask()
        for place, (value, column) in enumerate(zip(row, block.columns, strict=True), 1):
            put(sheet.cell(n, place), value, block.code(n - _HEAD_ROW - 1, place - 1))
            if after[place - 1] and not column.number_format:
                sheet.cell(n, place).alignment = aside
    sheet.freeze_panes = sheet.cell(_HEAD_ROW + 1, block.fixed + 1)
    if block.rows:
        last = get_column_letter(len(block.columns))
        sheet.auto_filter.ref = f"A{_HEAD_ROW}:{last}{_HEAD_ROW + len(block.rows)}"
    _one_page_wide(sheet)
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"


def _head(sheet: Any, block: Block) -> None:
    """Write the names of the columns over a line, and make each column wide enough."""
    from openpyxl.styles import Alignment, Border, Side
    from openpyxl.utils import get_column_letter

    under = Border(bottom=Side(style="thin", color="5B6470"))
    before = None
    for n, column in enumerate(block.columns, 1):
        cell = sheet.cell(_HEAD_ROW, n)
        put(cell, column.name)
        cell.font, cell.border = _font(bold=True), under
        right, aside = bool(column.number_format), before is not None and before.number
        cell.alignment = Alignment(
            horizontal="right" if right else "left",
            vertical="top",
            indent=int(aside and not right),
        )
        values = (row[n - 1] for row in block.rows)
        sheet.column_dimensions[get_column_letter(n)].width = _wide(column.name, values)
        before = column


def _wrap(sheet: Any, row: int, places: Iterable[int], widths: Sequence[int]) -> None:
    """Break long text over lines; the height is set, as not every program finds it by itself."""
    from openpyxl.styles import Alignment

    most = 1
    for place, wide in zip(places, widths, strict=True):
        cell = sheet.cell(row, place)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        lines = str(cell.value or "").split("\n")
        most = max(most, sum(-(-len(line) // wide) or 1 for line in lines))
    if most > 1:
        sheet.row_dimensions[row].height = min(15.0 * most, 400.0)


def _one_page_wide(sheet: Any) -> None:
    """Print a sheet lying, as wide as the page and as long as it is."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _font(*, bold: bool = False, size: int = 11, color: str = "1B1F24", underline: str = "") -> Any:
    """Make a font of the family that a new workbook has."""
    from openpyxl.styles import Font

    return Font(name="Calibri", bold=bold, size=size, color=color, underline=underline or None)


def _wide(name: str, values: Iterable[Any]) -> float:
    """Choose a column's width in characters from its first rows; never absurdly wide."""
    longest = min(len(name), 40)
    for _n, value in zip(range(200), values, strict=False):
        if value is not None:
            longest = max(longest, 12 if not isinstance(value, str) else len(value))
    return min(longest + 3, _WIDEST)


def _list(sheet: Any, handout: Handout, listed: Sequence[_Listed]) -> None:
    """Fill the first sheet: whose deck it is, and what stands where, each with a link."""
    put(sheet["A1"], handout.name)
    sheet["A1"].font = _font(bold=True, size=14)
    about = [handout.brand] if handout.brand else []
    put(sheet["A2"], " · ".join(about))
    if handout.as_of is not None:
        put(sheet["A3"], _("Data up to"))
        put(sheet["B3"], handout.as_of, DAY)
    for n, name in enumerate((_("Sheet"), _("Title"), _("Source"), _("Notes")), 1):
        put(sheet.cell(5, n), name)
        sheet.cell(5, n).font = _font(bold=True)
    for n, one in enumerate(listed, 6):
        put(sheet.cell(n, 1), one.sheet)
        sheet.cell(n, 1).hyperlink = _link(sheet.cell(n, 1).coordinate, one.sheet)
        sheet.cell(n, 1).font = _font(color="006BA8", underline="single")
        put(sheet.cell(n, 2), one.slide.title)
        put(sheet.cell(n, 3), footer(one.slide, handout))
        put(sheet.cell(n, 4), one.slide.notes)
        _wrap(sheet, n, (1, 2, 3, 4), (31, 70, 50, 50))
    for letter, wide in zip("ABCD", (32, 70, 50, 50), strict=True):
        sheet.column_dimensions[letter].width = wide
    sheet.freeze_panes = "A6"
    _one_page_wide(sheet)


def _link(cell: str, sheet: str) -> Any:
    """Make a link to a sheet of this workbook; it is not a formula."""
    from openpyxl.worksheet.hyperlink import Hyperlink

    quoted = sheet.replace("'", "''")
    return Hyperlink(ref=cell, location=f"'{quoted}'!A1")


def _define(book: Any, handout: Handout) -> None:
    """Add the sheet that says what every KPI means and where it comes from."""
    cards: dict[str, Definition] = {}
    for slide in handout.slides:
        if isinstance(slide, KpiSlide) and slide.definition is not None:
            cards.setdefault(slide.definition.name, slide.definition)
    if not cards:
        return
    sheet = book.create_sheet(_free(_("Definitions"), book.sheetnames))
    names = [_("KPI"), _("Formula"), _("Numerator"), _("Denominator"), _("Unit")]
    names += [_("Date basis"), _("Left out"), _("Sources")]
    for n, name in enumerate(names, 1):
        put(sheet.cell(1, n), name)
        sheet.cell(1, n).font = _font(bold=True)
        sheet.column_dimensions["ABCDEFGH"[n - 1]].width = 22 if n in (1, 5) else 36
    for row, card in enumerate(cards.values(), 2):
        for n, text in enumerate(_card(card), 1):
            put(sheet.cell(row, n), text)
        _wrap(sheet, row, range(1, 9), (22, 36, 36, 36, 22, 36, 36, 36))
    sheet.freeze_panes = "B2"
    _one_page_wide(sheet)


def _card(card: Definition) -> tuple[str, ...]:
    words = (card.name, card.formula, card.numerator, card.denominator, card.unit)
    return (*words, card.date_basis, card.exclusions, card.sources)


def _sheet_name(slide: Prepared, taken: Sequence[str]) -> str:
    """Name a slide's sheet by what it shows, in at most 31 letters that Excel allows."""
    if isinstance(slide, KpiSlide):
        if isinstance(slide.data, TrendData):
            return _free(slide.data.line.name or slide.title, taken)
        if slide.definition is not None:
            return _free(slide.definition.name, taken)
    return _free(slide.title, taken)


def _free(text: str, taken: Sequence[str]) -> str:
    """Make a sheet name that is allowed and not taken (Excel compares without case)."""
    name = re.sub(r"[\[\]:*?/\\']", " ", clean(text)).strip()[:31].strip() or _("Sheet")
    lower = {one.lower() for one in taken} | {"history"}  # a name that Excel keeps for itself
    tried, n = name, 1
    while tried.lower() in lower:
        n += 1
        tried = f"{name[: 30 - len(str(n))].rstrip()} {n}"
    return tried


def _describe(book: Any, handout: Handout) -> None:
    """Fill in the file's own properties; the day is that of the data."""
    about = book.properties
    about.title, about.creator = clean(handout.name)[:250], clean(handout.brand)[:250]
    if handout.as_of is not None:
        about.created = about.modified = datetime.combine(handout.as_of, time())
