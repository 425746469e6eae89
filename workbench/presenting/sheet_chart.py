"""Native Excel charts beside the rows that they draw."""

from __future__ import annotations

from typing import Any

from workbench.charts.series import BarsData, ChartData, ColumnsData, TrendData, WaterfallData
from workbench.charts.style import Style
from workbench.presenting.chart_xml import date_step
from workbench.presenting.formats import axis_format
from workbench.presenting.plotted import MOST_BARS
from workbench.presenting.sheet_rows import Block

_WIDE, _HIGH = 24.0, 11.5  # centimetres
_MOST_TICKS = 10


def add_sheet_chart(sheet: Any, data: ChartData, block: Block, style: Style, head_row: int) -> None:
    """Add a chart right of the rows; it follows the cells when they are edited.

    Comparison and target of standing bars are drawn as lines over them.
    """
    from openpyxl.utils import get_column_letter

    rows = min(len(block.rows), MOST_BARS) if isinstance(data, BarsData) else len(block.rows)
    over = ("before", "target") if isinstance(data, ColumnsData) else ()
    main = {n for n, column in enumerate(block.columns, 1) if column.plotted}
    lines = {n for n in main if block.columns[n - 1].plotted in over}
    chart = _empty(data)
    _add_rows(chart, sheet, block, sorted(main - lines), (head_row, rows), style)
    if lines:
        from openpyxl.chart import LineChart

        above = LineChart()
        _add_rows(above, sheet, block, sorted(lines), (head_row, rows), style)
        chart += above
    if isinstance(data, WaterfallData):
        _hide_foot(chart)
    elif not isinstance(data, BarsData):
        _mark_unfinished(chart, data, style)
    _axes(chart, data, block, rows)
    chart.width, chart.height = _WIDE, _HIGH
    chart.legend.position = "b"
    if len(main) == 1 or isinstance(data, WaterfallData):
        chart.legend = None
    sheet.add_chart(chart, f"{get_column_letter(len(block.columns) + 2)}{head_row}")


def _add_rows(
    chart: Any, sheet: Any, block: Block, places: list[int], rows: tuple[int, int], style: Style
) -> None:
    """Let a chart draw some columns of the sheet, each in the pen of its role."""
    from openpyxl.chart import LineChart, Reference

    head, count = rows
    for n in places:
        chart.add_data(Reference(sheet, n, head, n, head + count), titles_from_data=True)
    chart.set_categories(Reference(sheet, 1, head + 1, 1, head + count))
    for n, (series, place) in enumerate(zip(chart.series, places, strict=True)):
        role = block.columns[place - 1].plotted
        _paint(series, role, n, style, line=isinstance(chart, LineChart))


def _hide_foot(chart: Any) -> None:
    """Let the bars of a waterfall float: what they stand on is not drawn."""
    from openpyxl.chart.shapes import GraphicalProperties

    chart.series[0].graphicalProperties = GraphicalProperties(noFill=True)
    chart.series[0].graphicalProperties.line.noFill = True


def _mark_unfinished(chart: Any, data: TrendData | ColumnsData, style: Style) -> None:
    """Dot the line to an unfinished period, and fade its bar."""
    from openpyxl.chart.marker import DataPoint
    from openpyxl.chart.shapes import GraphicalProperties

    lines = (data.line,) if isinstance(data, TrendData) else data.parts
    for n, (series, line) in enumerate(zip(chart.series, lines, strict=False)):
        for place, point in enumerate(line.points):
            if point.complete:
                continue
            pen = _pen(style.accent.lstrip("#"), 2.5)
            pen.prstDash = "sysDot"
            paint = GraphicalProperties(ln=pen)
            if isinstance(data, ColumnsData):
                pale = style.faded(style.fills[n % len(style.fills)], 0.55).lstrip("#")
                paint = GraphicalProperties(solidFill=pale)
            series.dPt.append(DataPoint(idx=place, spPr=paint))


def _empty(data: ChartData) -> Any:
    """Make the chart without its rows: lines, standing or lying bars."""
    from openpyxl.chart import BarChart, LineChart
    from openpyxl.chart.label import DataLabelList

    chart: Any = LineChart() if isinstance(data, TrendData) else BarChart()
    chart.title = None
    if isinstance(data, TrendData):
        return chart
    chart.type, chart.gapWidth = "col", 45
    if isinstance(data, BarsData):
        chart.type = "bar"
        chart.dataLabels = DataLabelList(showVal=True, showSerName=False, showCatName=False)
        chart.dataLabels.showLegendKey = False
    elif isinstance(data, WaterfallData) or len(data.parts) > 1:
        chart.grouping, chart.overlap = "stacked", 100
    return chart


def _axes(chart: Any, data: ChartData, block: Block, rows: int) -> None:
    """Show both axes plainly: days as days, few labels, hairlines across."""
    from openpyxl.chart.shapes import GraphicalProperties

    values = _values(block)
    # openpyxl leaves `delete` unset, which some programs read as "no axis at all".
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format = axis_format(data.measure, values)
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=_pen("DADDE2", 0.75))
    chart.y_axis.graphicalProperties = GraphicalProperties(noFill=True)
    chart.y_axis.graphicalProperties.line.noFill = True
    chart.x_axis.tickLblPos = "low"
    if isinstance(data, BarsData):  # every bar carries its value
        chart.x_axis.scaling.orientation = "maxMin"
        chart.y_axis.delete, chart.y_axis.majorGridlines = True, None
        return
    if isinstance(data, WaterfallData):
        return
    if isinstance(data, TrendData) and rows:
        _time_axis(chart, data)
        low, high = min(values, default=0.0), max(values, default=0.0)
        if low > 0.35 * high:  # as on the slide: a line far from zero does not start there
            chart.y_axis.scaling.min = _below(low - (high - low) * 0.1)
        return
    chart.x_axis.number_format = "d mmm yyyy" if data.grain in ("day", "week") else "mmm yyyy"
    chart.x_axis.tickLblSkip = chart.x_axis.tickMarkSkip = max(1, -(-rows // _MOST_TICKS))


def _time_axis(chart: Any, data: TrendData) -> None:
    """Give a line its axis of days with a few round dates."""
    from openpyxl.chart.axis import DateAxis

    days = [point.first_day for point in data.line.points]
    gap = {"day": 1, "week": 7}.get(data.grain, 28)
    unit, step, code = date_step(days, gap, _MOST_TICKS)
    chart.x_axis = DateAxis(crossAx=100, majorTimeUnit=unit, majorUnit=step)
    chart.x_axis.number_format = code
    chart.x_axis.baseTimeUnit = "months" if gap == 28 else "days"
    chart.x_axis.delete, chart.x_axis.tickLblPos = False, "low"
    chart.y_axis.crossAx = 500


def _values(block: Block) -> list[float]:
    """Collect all numbers that the chart draws."""
    return [
        float(value)
        for row in block.rows
        for value, column in zip(row, block.columns, strict=True)
        if column.plotted and isinstance(value, int | float)
    ]


def _below(value: float) -> float:
    """Round down to two figures."""
    from math import floor, log10

    if value <= 0:
        return 0.0
    step = 10.0 ** (floor(log10(value)) - 1)
    return round(floor(value / step) * step, 12)


def _paint(series: Any, role: str, place: int, style: Style, *, line: bool) -> None:
    """Give a row of the chart its colour and pen; comparisons are thin and muted."""
    from openpyxl.chart.shapes import GraphicalProperties

    colours = {"before": style.muted, "target": style.muted, "line": style.accent}
    colours |= {"total": style.accent, "up": style.faded(style.accent, 0.55)}
    colours |= {"down": style.faded(style.muted, 0.35)}
    colour = colours.get(role) or style.fills[place % len(style.fills)]
    if role == "before" and not line:
        colour = style.faded(style.muted, 0.55)
    paint = colour.lstrip("#")
    if not line:
        series.graphicalProperties = GraphicalProperties(solidFill=paint)
        series.invertIfNegative = False
        return
    series.smooth = False
    series.marker.symbol = "none"
    pen = _pen(paint, 2.5 if role == "line" else 1.25)
    if role == "target":
        pen.prstDash = "dash"
    series.graphicalProperties = GraphicalProperties(ln=pen)


def _pen(colour: str, points: float) -> Any:
    from openpyxl.drawing.line import LineProperties

    return LineProperties(solidFill=colour, w=int(points * 12700))
