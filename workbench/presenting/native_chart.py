"""Native PowerPoint charts whose data can be edited: lines, standing bars, lying bars."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any, NamedTuple

from workbench.charts.scale import span
from workbench.charts.series import BarsData, ColumnsData, TrendData, WaterfallData
from workbench.charts.style import Style
from workbench.presenting import chart_xml
from workbench.presenting.cells import put
from workbench.presenting.chart_look import draw_line, fill, text_axis, time_axis, value_axis
from workbench.presenting.end_labels import LABEL, end_labels
from workbench.presenting.fitting import width
from workbench.presenting.formats import DAY, number_format
from workbench.presenting.native_events import ROW, add_events, arranged, rows_of, spot
from workbench.presenting.plotted import (
    Plot,
    Row,
    bars_plot,
    columns_plot,
    trend_plot,
    waterfall_plot,
)
from workbench.presenting.template import Box, rgb

_THIN = 0.06  # of the largest bar: what is lower has its value above it
_DIRECT = 3  # lines named at their end; more get a legend


class Frame(NamedTuple):
    """Where the axes of a chart lie: edges in points inside the chart's box."""

    left: float
    top: float
    right: float
    bottom: float


def add_bars(slide: Any, box: Box, data: BarsData, style: Style) -> None:
    """Add a ranking as lying bars; the data must have values."""
    _lying(slide, box, bars_plot(data, style), style)


def add_waterfall(slide: Any, box: Box, data: WaterfallData, style: Style) -> None:
    """Add a waterfall as stacked columns on an invisible foot; the data must have values."""
    from pptx.enum.chart import XL_CHART_TYPE

    plot = waterfall_plot(data, style)
    chart = _placed(slide, box, plot, XL_CHART_TYPE.COLUMN_STACKED)
    for series, row in zip(chart.plots[0].series, plot.rows, strict=True):
        fill(series, row)
        if row.role == "foot":
            series.format.fill.background()
        else:
            _label_steps(series, row, plot, data, style)
    chart.plots[0].gap_width = 45
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    text_axis(chart, style)
    _finish(chart, box, Frame(4.0, 18.0, box.width - 4, box.height - 44), style, legend=False)


def _label_steps(series: Any, row: Row, plot: Plot, data: WaterfallData, style: Style) -> None:
    """Write the value of each step inside its bar, with its sign; totals bold on the accent."""
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    most = max((abs(value) for value in plot.values), default=1.0) or 1.0
    thin = [n for n, v in enumerate(row.values) if v is not None and abs(v) < most * _THIN]
    labels = series.data_labels
    labels.show_value = True
    sign = {"up": '"+"', "down": '"−"'}.get(row.role, "")
    labels.number_format = sign + number_format(plot.measure, [step.value for step in data.steps])
    labels.number_format_is_linked = False
    labels.position = (
        XL_LABEL_POSITION.INSIDE_END if row.role == "main" else XL_LABEL_POSITION.CENTER
    )
    labels.font.size = Pt(LABEL)
    labels.font.bold = row.role == "main"
    colour = style.panel if row.role == "main" else style.text
    labels.font.color.rgb = rgb(colour)
    chart_xml.lift_labels(series._element, thin, labels.number_format)


def add_dated(slide: Any, box: Box, data: TrendData | ColumnsData, style: Style) -> None:
    """Add a chart over time with its events; the data must have values."""
    if isinstance(data, TrendData):
        plot, points = trend_plot(data, style), data.line.points
    else:
        plot, points = columns_plot(data, style), data.total.points
    frame = _frame(box, plot)
    wide = frame.right - frame.left
    spots = ((spot(points, event.day), event) for event in data.events)
    placed = arranged(
        [(plot.place(at) * wide, event) for at, event in spots if at is not None], wide
    )
    frame = frame._replace(top=frame.top + ROW * rows_of(placed))
    (_standing if plot.bars else _line)(slide, box, plot, frame, style)
    left, top = box.left + frame.left, box.top + frame.top
    add_events(slide, placed, Box(left, top, wide, frame.bottom - frame.top), style)


def _line(slide: Any, box: Box, plot: Plot, frame: Frame, style: Style) -> None:
    from pptx.enum.chart import XL_CHART_TYPE

    chart = _placed(slide, box, plot, XL_CHART_TYPE.LINE)
    direct = _named_directly(plot)
    for series, row in zip(chart.plots[0].series, plot.rows, strict=True):
        draw_line(series, row, style)
    value_axis(chart, plot, style, zero=False)
    time_axis(chart, plot, style, frame.right - frame.left)
    labels = end_labels(plot, frame.top, frame.bottom) if direct else []
    for series, row, label in zip(chart.plots[0].series, plot.rows, labels, strict=False):
        chart_xml.label_point(series._element, row, label, number_format(plot.measure, plot.values))
    _finish(chart, box, frame, style, legend=not direct)


def _named_directly(plot: Plot) -> bool:
    """Up to three lines are named at their ends; more, and several kinds of bars, in a legend."""
    if plot.bars:
        return len(plot.rows) < 2
    return sum(row.role in ("main", "before", "other", "target") for row in plot.rows) <= _DIRECT


def _standing(slide: Any, box: Box, plot: Plot, frame: Frame, style: Style) -> None:
    from pptx.enum.chart import XL_CHART_TYPE

    parts = [row for row in plot.rows if row.role == "main"]
    stacked = len(parts) > 1
    kind = XL_CHART_TYPE.COLUMN_STACKED if stacked else XL_CHART_TYPE.COLUMN_CLUSTERED
    chart = _placed(slide, box, plot, kind)
    for series, row in zip(chart.plots[0].series, plot.rows, strict=True):
        fill(series, row)
    chart.plots[0].gap_width = 45
    value_axis(chart, plot, style, zero=True)
    text_axis(chart, style)
    chart_xml.thin_out(chart._chartSpace, plot.categories, frame.right - frame.left)
    chart_xml.lines_from_bars(chart._chartSpace, plot.rows)
    _finish(chart, box, frame, style, legend=not _named_directly(plot))


def _lying(slide: Any, box: Box, plot: Plot, style: Style) -> None:
    from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
    from pptx.util import Pt

    chart = _placed(slide, box, plot, XL_CHART_TYPE.BAR_CLUSTERED)
    widest = max((width(str(name), LABEL) for name in plot.categories), default=0.0)
    legend = len(plot.rows) > 1
    # Few bars do not grow fat: the plot is only as high as they need.
    spare = 4 + 24 * legend + 18 * bool(plot.left_out)
    high = min(box.height - spare, len(plot.categories) * 52.0 + 12)
    frame = Frame(min(widest + 14, box.width * 0.36), 4.0, box.width - 70, 4.0 + high)
    for series, row in zip(chart.plots[0].series, plot.rows, strict=True):
        fill(series, row)
    bars = chart.plots[0]
    bars.gap_width = 45
    bars.has_data_labels = True
    labels = bars.data_labels
    labels.number_format, labels.number_format_is_linked = (
        number_format(plot.measure, plot.values),
        False,
    )
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size = Pt(LABEL)
    labels.font.color.rgb = rgb(style.text)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    if all(value >= 0 for value in plot.values):
        chart.value_axis.minimum_scale = 0
    text_axis(chart, style)
    chart.category_axis.reverse_order = True
    _finish(chart, box, frame, style, legend=legend)


def _placed(slide: Any, box: Box, plot: Plot, kind: Any) -> Any:
    """Put the chart on the slide, with a workbook of our own in which no name is a formula."""
    from pptx.chart.data import CategoryChartData

    made: Any = CategoryChartData  # not typed in python-pptx
    filled = made(number_format=number_format(plot.measure, plot.values))
    filled.categories = plot.categories
    for row in plot.rows:
        filled.add_series(row.name, row.values)
    shape = slide.shapes.add_chart(kind, *box.emu(), filled)
    shape.chart.part.chart_workbook.update_from_xlsx_blob(workbook(plot))
    return shape.chart


def workbook(plot: Plot) -> bytes:
    """Write the little workbook behind a chart: names in row 1, categories in column A."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Sheet1"  # the chart's references name it
    code = number_format(plot.measure, plot.values)
    for n, row in enumerate(plot.rows, 2):
        put(sheet.cell(1, n), row.name)
        for place, value in enumerate(row.values, 2):
            put(sheet.cell(place, n), value, code)
    for place, category in enumerate(plot.categories, 2):
        put(sheet.cell(place, 1), category, DAY if isinstance(category, date) else None)
    sheet.column_dimensions["A"].width = 28
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _frame(box: Box, plot: Plot) -> Frame:
    """Find the edges of the plot, leaving room for axis labels, end labels and legend."""
    direct = _named_directly(plot)
    right = _end_room(plot) if direct and not plot.bars else 8.0
    left = 8 + max((width(text, LABEL) for text in _axis_words(plot)), default=20.0)
    return Frame(left, 8.0, box.width - right, box.height - (26 if direct else 50))


def _axis_words(plot: Plot) -> list[str]:
    """Guess the labels of the value axis from the measure's own words."""
    ticks = span(plot.values, most=5, whole=plot.measure.unit == "count").ticks
    return [label.number + label.after for label in plot.measure.axis(ticks)]


def _end_room(plot: Plot) -> float:
    """The room that the labels at the ends of the lines need, at most a quarter of the page."""
    words = [
        row.name for row in plot.rows if row.role in ("before", "other", "target", "unfinished")
    ]
    words += [plot.measure.written(value) for value in plot.values[-1:]] + ["0,000.00 %"]
    return min(22 + max(width(word, LABEL, bold=True) for word in words), 220.0)


def _finish(chart: Any, box: Box, frame: Frame, style: Style, *, legend: bool) -> None:
    """Switch off the chart's own title, set its type, pin the plot's place."""
    from pptx.enum.chart import XL_LEGEND_POSITION
    from pptx.util import Pt

    chart.has_title = False
    chart.font.size = Pt(LABEL)
    chart.font.color.rgb = rgb(style.text)
    chart.has_legend = legend
    if legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(LABEL)
        chart.legend.font.color.rgb = rgb(style.text)
    edges = (frame.left, frame.top, frame.right - frame.left, frame.bottom - frame.top)
    chart_xml.pin(chart._chartSpace, edges, (box.width, box.height))
