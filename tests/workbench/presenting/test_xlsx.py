"""Excel files, re-opened: typed cells, formats, charts over the rows, and no formula anywhere."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from workbench.charts.series import TrendData
from workbench.charts.style import Style
from workbench.errors import Cancelled
from workbench.presenting.slides import Handout
from workbench.presenting.writing import Watch
from workbench.presenting.xlsx import write_xlsx


@pytest.fixture
def book(handout: Handout, light: Style, tmp_path: Path) -> Any:
    write_xlsx(handout, tmp_path / "deck.xlsx", style=light)
    return load_workbook(tmp_path / "deck.xlsx")


def test_a_sheet_per_view_with_contents_and_definitions(book: Any, handout: Handout) -> None:
    assert book.sheetnames[:3] == ["Contents", "Conversion rate", "Half of the growth came from re"]
    assert book.sheetnames[-1] == "Definitions"
    assert len(book.sheetnames) == len(handout.slides) + 2
    contents = book["Contents"]
    assert contents["B6"].value == handout.slides[0].title
    assert contents["A6"].hyperlink.location == "'Conversion rate'!A1"
    assert [cell.value for cell in book["Definitions"][2]][:3] == [
        "Conversion rate", "completed ÷ sessions", "completed",
    ]  # fmt: skip


def test_rows_are_typed_and_gaps_are_empty(book: Any, trend: TrendData) -> None:
    sheet = book["Conversion rate"]
    head = [cell.value for cell in sheet[4]]
    assert head == [
        "From",
        "To",
        "Conversion rate",
        "last year",
        "Whole period",
        "Days held",
        "Events",
    ]
    rows = list(sheet.iter_rows(min_row=5, values_only=True))
    assert [row[2] for row in rows] == [point.value for point in trend.line.points]
    assert rows[0][0].date() == date(2026, 8, 31) and rows[0][6] is None
    assert (rows[2][2], rows[2][6]) == (None, "Checkout redesign")
    assert (rows[-1][4], rows[-1][5]) == ("no", 3)
    assert sheet["C5"].number_format == "0.00%" and sheet["A5"].number_format == "yyyy-mm-dd"


def test_sheets_are_pleasant_to_read(book: Any) -> None:
    sheet = book["Conversion rate"]
    assert sheet.freeze_panes == "C5"
    assert sheet.auto_filter.ref == "A4:G14"
    assert all(8 < sheet.column_dimensions[letter].width <= 60 for letter in "ABCDEFG")


def test_money_and_numbers_keep_their_formats(book: Any) -> None:
    table = book["What comes first"]
    assert table["B5"].value == -120.5 and table["B5"].number_format == '"€\u00a0"#,##0.00'
    assert table["C5"].value == 0.061 and table["C5"].number_format == "0.00%"
    assert table["D5"].value.date() == date(2026, 8, 31)
    board = book["Roadmap  1 being built"]
    assert [cell.value for cell in board[35]][:4] == ["Building", "=cmd|calc", "engagement", 4120]


def test_charts_draw_the_cells_of_their_sheet(
    handout: Handout, light: Style, tmp_path: Path
) -> None:
    write_xlsx(handout, tmp_path / "deck.xlsx", style=light)
    with zipfile.ZipFile(tmp_path / "deck.xlsx") as package:
        names = sorted(name for name in package.namelist() if "charts/chart" in name)
        charts = [package.read(name).decode() for name in names]
    assert len(charts) == 3
    line, columns, bars = charts
    assert re.findall(r"<(?:c:)?f>(.*?)</", line) == [
        "'Conversion rate'!C4", "'Conversion rate'!$A$5:$A$14", "'Conversion rate'!$C$5:$C$14",
        "'Conversion rate'!D4", "'Conversion rate'!$A$5:$A$14", "'Conversion rate'!$D$5:$D$14",
    ]  # fmt: skip
    assert (
        "<dateAx>" in line and 'dispBlanksAs val="gap"' in line and 'prstDash val="sysDot"' in line
    )
    assert "<barChart>" in columns and "<lineChart>" in columns and 'val="stacked"' in columns
    assert 'barDir val="bar"' in bars and 'orientation val="maxMin"' in bars


@pytest.mark.parametrize("name", ["handout", "hostile"])
def test_nothing_from_the_data_is_a_formula(
    name: str, light: Style, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    write_xlsx(request.getfixturevalue(name), tmp_path / "d.xlsx", style=light)
    book = load_workbook(tmp_path / "d.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(isinstance(cell.value, int | float) and cell.value < 0 for cell in cells)
    assert any(str(cell.value).startswith("=") for cell in cells)
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


def test_sheet_names_are_allowed_and_differ(light: Style, tmp_path: Path) -> None:
    from workbench.presenting.slides import TextSlide

    titles = ["a/b:c*d?[e]", "A b c d  e", "x" * 40, "X" * 31 + "y", "History", "''", ""]
    deck = Handout("d", tuple(TextSlide(title) for title in titles))
    write_xlsx(deck, tmp_path / "d.xlsx", style=light)
    names = load_workbook(tmp_path / "d.xlsx").sheetnames
    assert len({name.lower() for name in names}) == len(titles) + 1
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names)
    assert "History" not in names


def test_a_stopped_export_leaves_the_old_file(
    handout: Handout, light: Style, tmp_path: Path
) -> None:
    target = tmp_path / "deck.xlsx"
    target.write_bytes(b"old")
    with pytest.raises(Cancelled):
        write_xlsx(handout, target, style=light, watch=Watch(cancelled=lambda: True))
    assert target.read_bytes() == b"old" and list(tmp_path.iterdir()) == [target]
