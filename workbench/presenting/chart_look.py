"""Pens, fills and axes of native charts, in the colours of the style."""

from __future__ import annotations

from datetime import date
from math import floor
from typing import Any

from workbench.charts.scale import span
from workbench.charts.style import Style
from workbench.presenting import chart_xml
from workbench.presenting.end_labels import LABEL
from workbench.presenting.formats import axis_format
from workbench.presenting.plotted import Plot, Row
from workbench.presenting.template import rgb


def draw_line(series: Any, row: Row, style: Style) -> None:
    """Give a series the pen of its role."""
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    widths = {"main": 2.5, "unfinished": 2.5, "other": 2.0, "before": 1.25, "target": 1.25}
    dashes = {
        "unfinished": MSO_LINE.ROUND_DOT,
        "target": MSO_LINE.DASH,
        "usual": MSO_LINE.ROUND_DOT,
    }
    line = series.format.line
    line.color.rgb = rgb(row.colour)
    line.width = Pt(widths.get(row.role, 0.75))
    if row.role in dashes:
        line.dash_style = dashes[row.role]
    series.smooth = False
    series.marker.style = XL_MARKER_STYLE.NONE
    alone = [n for n in range(len(row.values)) if _alone(row, n)]
    if row.role == "unfinished" and row.last is not None:
        alone.append(row.last)
    for place in sorted(set(alone)):
        _dot(series.points[place], row, style, hollow=row.role == "unfinished")


def _alone(row: Row, place: int) -> bool:
    """A value without neighbours has no line; it needs a dot to be seen."""
    if row.values[place] is None or row.role in ("usual", "limit", "target"):
        return False
    near = [row.values[n] for n in (place - 1, place + 1) if 0 <= n < len(row.values)]
    return all(value is None for value in near)


def _dot(point: Any, row: Row, style: Style, *, hollow: bool) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    point.marker.style = XL_MARKER_STYLE.CIRCLE
    point.marker.size = 7
    point.marker.format.fill.solid()
    point.marker.format.fill.fore_color.rgb = rgb(style.panel if hollow else row.colour)
    point.marker.format.line.color.rgb = rgb(row.colour)
    point.marker.format.line.width = Pt(1.5)
    if hollow:  # a point's own format also draws the line that leads to it
        point.format.line.color.rgb = rgb(row.colour)
        point.format.line.width = Pt(2.5)
        point.format.line.dash_style = MSO_LINE.ROUND_DOT


def fill(series: Any, row: Row) -> None:
    """Fill bars with the row's colour, and single bars with their own."""
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = rgb(row.colour)
    series.invert_if_negative = False
    for place, colour in row.points.items():
        paint = series.points[place].format.fill
        paint.solid()
        paint.fore_color.rgb = rgb(colour)


def value_axis(chart: Any, plot: Plot, style: Style, *, zero: bool) -> None:
    """Set the axis of values: round steps, hairlines across, no line of its own."""
    from pptx.enum.chart import XL_TICK_MARK
    from pptx.util import Pt

    axis = chart.value_axis
    limits = span(plot.values, most=5, zero=zero, whole=plot.measure.unit == "count")
    step = limits.ticks[1] - limits.ticks[0]
    # The lowest end is fixed, so that a line is not pressed flat; the top grows with edited data.
    axis.minimum_scale = round(floor(limits.low / step + 1e-9) * step, 9)
    axis.major_unit = step
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = rgb(style.grid)
    axis.major_gridlines.format.line.width = Pt(0.75)
    axis.format.line.fill.background()
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.tick_labels.number_format = axis_format(plot.measure, limits.ticks)
    axis.tick_labels.number_format_is_linked = False
    axis.tick_labels.font.size = Pt(LABEL)
    axis.tick_labels.font.color.rgb = rgb(style.muted)


def text_axis(chart: Any, style: Style) -> None:
    """Set the axis of categories: its words under the plot, no ticks."""
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK
    from pptx.util import Pt

    axis = chart.category_axis
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.has_major_gridlines = False
    axis.format.line.color.rgb = rgb(style.muted)
    axis.format.line.width = Pt(0.75)
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.tick_labels.font.size = Pt(LABEL)
    axis.tick_labels.font.color.rgb = rgb(style.text)


def time_axis(chart: Any, plot: Plot, style: Style, wide: float) -> None:
    """Set the axis of periods: few labels, none turned."""
    text_axis(chart, style)
    chart.category_axis.tick_labels.font.color.rgb = rgb(style.muted)
    space = chart._chartSpace
    if plot.dated:
        days = [day for day in plot.categories if isinstance(day, date)]
        chart_xml.set_dates(space, days, plot.grain, wide)
    else:
        chart_xml.thin_out(space, plot.categories, wide)
