"""A value after each day of a test, with the range that goes with it."""

import math
from datetime import date
from typing import TYPE_CHECKING

from workbench.charts import frame, plot, scale
from workbench.charts.labels import EndLabel, Words
from workbench.charts.likely import CourseData
from workbench.charts.paper import Drawn, Paper, Rect, Spot
from workbench.charts.scale import Span
from workbench.charts.series import Point
from workbench.charts.style import Size, Style

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def course(data: CourseData, *, style: Style, size: Size) -> Drawn:
    """Draw a line by day inside its band, with level lines that are named at the right.

    Pure: a new figure each time. The spots are on the line, in pixels.
    """
    paper = Paper(style, size)
    if not data.has_values:
        return frame.nothing(paper, data)
    body = frame.framed(paper, data)
    span = _span(paper, data, body)
    left = plot.gutter(paper, data.measure, span, body.left)
    ends = _ends(paper, data, span)
    sides = plot.sides(paper, body, left.right, ends)
    box = plot.box(paper, body, sides, 0.0)
    first, last = data.days[0].toordinal(), data.days[-1].toordinal()
    axes = paper.axes(box, (first, max(last, first + 1)), (span.low, span.high))

    def x_of(day: date) -> float:
        return box.left + (day.toordinal() - first) / max(last - first, 1) * box.width

    _band(paper, axes, data)
    plot.grid(paper, axes, box, span, left)
    _line(paper, axes, data)
    plot.write_ends(paper, ends, sides.labels_in(body, box), lambda y: plot.y_of(box, span, y))
    points = [Point(day, day, 0.0) for day in data.days]
    dates = plot.Dates(points, "day", data.measure.locale, 6)
    plot.dates_below(paper, body, box, dates, lambda place: x_of(data.days[place]))
    spots = tuple(
        Spot(x_of(day), plot.y_of(box, span, value), place)
        for place, (day, value) in enumerate(zip(data.days, data.values, strict=True))
        if value is not None and span.low <= value <= span.high
    )
    return Drawn(paper.figure, spots, box)


def _span(paper: Paper, data: CourseData, body: Rect) -> Span:
    values = [value for value in data.values if value is not None]
    values += [end for ends in data.ranges if ends is not None for end in ends]
    values += [mark.value for mark in data.marks]
    if data.limits is not None:
        low, high = data.limits
        values = [min(max(value, low), high) for value in values]
    return scale.span(values, most=plot.tick_count(paper, body))


def _ends(paper: Paper, data: CourseData, span: Span) -> list[EndLabel]:
    """The last value and the names of the level lines; heights are values until they have a place."""
    last = next(value for value in reversed(data.values) if value is not None)
    words = Words(paper.readable(data.measure.written(last)), paper.style.accent, True)
    found = [EndLabel(min(max(last, span.low), span.high), (words,))]
    for rank, mark in enumerate(data.marks, 1):
        text = Words(paper.readable(mark.name), paper.style.muted)
        found.append(EndLabel(mark.value, (text,), rank=rank))
    return found


def _band(paper: Paper, axes: "Axes", data: CourseData) -> None:
    known = [
        (day.toordinal(), *ends)
        for day, ends in zip(data.days, data.ranges, strict=True)
        if ends is not None
    ]
    if known:
        days, lows, highs = zip(*known, strict=True)
        color = paper.style.accent_soft
        axes.fill_between(days, lows, highs, color=color, linewidth=0, zorder=0.5)


def _line(paper: Paper, axes: "Axes", data: CourseData) -> None:
    days = [day.toordinal() for day in data.days]
    values = [math.nan if value is None else value for value in data.values]
    width = paper.points(2.2)
    axes.plot(days, values, color=paper.style.accent, linewidth=width, zorder=3)
    for mark in data.marks:
        axes.axhline(
            mark.value,
            color=paper.style.muted,
            linewidth=paper.points(1.2),
            linestyle=(0, (1.2, 2.4)),
            zorder=2,
        )
