"""The lines of a trend as coordinates: days across, values up, and where they break."""

import math
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from workbench.charts.series import Line, TrendData
from workbench.charts.style import Style

Run = tuple[list[float], list[float]]


class Strand(NamedTuple):
    """A line ready to draw: x in days, y as values (nan for a gap)."""

    line: Line
    x: list[float]
    y: list[float]
    color: str
    wide: float


def strands(data: TrendData, style: Style) -> list[Strand]:
    """The lines to draw, the main one first, then the comparison and the others."""
    main = Strand(data.line, _days(data.line), _heights(data.line), style.accent, 2.4)
    found = [main]
    if data.comparison is not None:
        paired = data.comparison.points[: len(main.x)]  # the future is never drawn
        line = Line(data.comparison.name, paired)
        gray = style.faded(style.muted, 0.25)
        found.append(Strand(line, main.x[: len(paired)], _heights(line), gray, 1.2))
    colors = style.series[1:]
    for place, line in enumerate(data.others):
        color = colors[place] if place < len(colors) else style.faint
        found.append(Strand(line, _days(line), _heights(line), color, 1.8))
    return found


def across(strands: Sequence[Strand]) -> tuple[float, float]:
    """The first and the last day of the axis, never the same."""
    days = [day for strand in strands for day in strand.x]
    first, last = min(days), max(days)
    return (first, last) if first < last else (first - 0.5, last + 0.5)


def held(strands: Sequence[Strand], day: date) -> bool:
    """True when a day lies in a period of one of the lines, or between two of them."""
    lines = [one.line.points for one in strands if one.x]
    return (
        min(line[0].first_day for line in lines) <= day <= max(line[-1].last_day for line in lines)
    )


def pieces(strand: Strand) -> tuple[Run, Run]:
    """Two runs of coordinates, solid and dotted, broken by nan."""
    solid: Run = ([], [])
    dotted: Run = ([], [])
    points = strand.line.points
    for i in range(1, len(points)):
        if not _joins(strand, i):
            continue
        both = points[i - 1].complete and points[i].complete
        run = solid if both else dotted
        run[0].extend((strand.x[i - 1], strand.x[i]))
        run[1].extend((strand.y[i - 1], strand.y[i]))
    return _joined(solid), _joined(dotted)


def alone(strand: Strand) -> list[int]:
    """The positions of values with a gap on both sides."""
    places = range(len(strand.x))
    known = (i for i in places if not math.isnan(strand.y[i]))
    return [i for i in known if not _joins(strand, i) and not _joins(strand, i + 1)]


def _joins(strand: Strand, i: int) -> bool:
    """True when a point continues the one before it: both known, no period between them."""
    if not 0 < i < len(strand.x):
        return False
    before, point = strand.line.points[i - 1 : i + 1]
    listed = (point.first_day - before.last_day).days <= 1
    return listed and not math.isnan(strand.y[i - 1]) and not math.isnan(strand.y[i])


def _days(line: Line) -> list[float]:
    """The middle of each period as a day number."""
    return [(p.first_day.toordinal() + p.last_day.toordinal()) / 2 for p in line.points]


def _heights(line: Line) -> list[float]:
    return [math.nan if point.known is None else point.known for point in line.points]


def _joined(run: Run) -> Run:
    """The same run without the breaks between pieces that share a point (for round joins)."""
    x: list[float] = []
    y: list[float] = []
    for i in range(0, len(run[0]), 2):
        if x and x[-1] == run[0][i]:
            x.append(run[0][i + 1])
            y.append(run[1][i + 1])
        else:
            x.extend(([math.nan] if x else []) + run[0][i : i + 2])
            y.extend(([math.nan] if y else []) + run[1][i : i + 2])
    return x, y
