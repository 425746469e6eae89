"""A waterfall is a native stacked chart whose numbers are those of the screen."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE

from workbench.charts.measure import Measure
from workbench.charts.series import Step, WaterfallData
from workbench.charts.style import Style
from workbench.presenting.pptx import write_pptx
from workbench.presenting.slides import Handout, KpiSlide
from workbench.presenting.text import as_cells
from workbench.presenting.xlsx import write_xlsx

EURO = Measure("money", "EUR", "en_GB")
STEPS = (
    Step("Oct 2025", 1000.0, True),
    Step("=SUM(1)", 400.0),
    Step("Returns", -150.0),
    Step("Tiny", 0.5),
    Step("Oct 2026", 1250.5, True),
)


@pytest.fixture
def told(handout: Handout) -> Handout:
    return replace(handout, slides=(KpiSlide(WaterfallData("Up", "Net sales", EURO, STEPS)),))


def test_powerpoint_has_the_stacks_and_their_workbook(
    told: Handout, light: Style, tmp_path: Path
) -> None:
    write_pptx(told, tmp_path / "a.pptx", style=light)
    (slide,) = Presentation(str(tmp_path / "a.pptx")).slides
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    assert chart.chart_type == XL_CHART_TYPE.COLUMN_STACKED
    foot, total, up, down = (tuple(one.values) for one in chart.plots[0].series)
    assert foot == (None, 1000.0, 1250.0, 1250.0, None)
    assert total == (1000.0, None, None, None, 1250.5)
    assert (up[1], down[2], up[3]) == (400.0, 150.0, 0.5)
    book = load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    cells = [cell for row in book.active for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert book.active["D3"].value == 400.0


def test_excel_has_the_steps_typed(told: Handout, light: Style, tmp_path: Path) -> None:
    write_xlsx(told, tmp_path / "a.xlsx", style=light)
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[1]
    found = {row[0].value: row[1].value for row in sheet.iter_rows(min_row=5, max_row=9)}
    assert found == {step.name: step.value for step in STEPS}
    assert all(row[0].data_type == "s" for row in sheet.iter_rows(min_row=5, max_row=9))
    assert len(sheet._charts) == 1


def test_cells_for_the_clipboard_begin_with_step_and_value(told: Handout) -> None:
    lines = as_cells(told.slides[0], "nl_NL").splitlines()
    assert lines[0].startswith("Step\tValue")
    assert lines[3].startswith("Returns\t-150\t")
    assert lines[2].startswith("'=SUM(1)\t400\t")
