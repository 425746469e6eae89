"""Format codes, shown by openpyxl's re-opened cells elsewhere; here the choice of the code."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.charts.measure import Measure
from workbench.charts.series import ColumnsData, TrendData
from workbench.charts.style import Style
from workbench.presenting.formats import axis_format, number_format
from workbench.presenting.native_events import spot
from workbench.presenting.plotted import columns_plot, trend_plot

EURO, YEN = Measure("money", "EUR", "nl_NL"), Measure("money", "JPY", "en_GB")


@pytest.mark.parametrize(
    ("measure", "largest", "code"),
    [
        (EURO, 54.1, '"€\u00a0"#,##0.00'),
        (EURO, 38_420, '"€\u00a0"#,##0'),
        (YEN, 54, '"JP¥\u00a0"#,##0'),
        (Measure("rate"), 0.0231, "0.00%"),
        (Measure("rate"), 0.31, "0.0%"),
        (Measure("count"), 12_000, "#,##0"),
        (Measure("days"), 3.5, '0.0" days"'),
        (Measure("ratio"), 3.5, "#,##0.00"),
        (Measure("money", '"=1', "en_GB"), 5000, '"=1\u00a0"#,##0'),
    ],
)
def test_a_code_per_measure(measure: Measure, largest: float, code: str) -> None:
    assert number_format(measure, [None, -largest]) == code


def test_axes_are_short() -> None:
    assert axis_format(EURO, [80_000]) == '[=0]0;#,##0,"K"'
    assert axis_format(Measure("rate"), [0.03]) == "0.0%"
    assert axis_format(Measure("count"), [0, None, 400]) == "#,##0"


def test_an_event_lies_in_its_period(trend: TrendData, columns: ColumnsData, light: Style) -> None:
    """Ten weeks from 31 August: Thursday 17 September is day 17 of 63 (+ half a day on both sides)."""
    at = spot(trend.line.points, date(2026, 9, 17))
    assert at is not None and trend_plot(trend, light).place(at) == pytest.approx(17.5 / 64)
    assert spot(trend.line.points, date(2026, 8, 30)) is None
    at = spot(columns.total.points, date(2026, 9, 17))  # day 17 of 21 in three bars
    assert at is not None and columns_plot(columns, light).place(at) == pytest.approx(17 / 21)
