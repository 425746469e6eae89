"""Likely ranges of several measures on one axis, with what was worth having."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from workbench.charts import frame
from workbench.charts.likely import IntervalRow, IntervalsData
from workbench.charts.paper import LINE_PITCH, Drawn, Paper, Rect, Spot
from workbench.charts.style import Size, Style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_NAMES_AT_MOST = 0.42  # of the width
_TALLEST = 5.4  # a row, in letter heights
_WIDEST_LIFT = 1.0  # beyond twice as much, or nothing left, a range is cut at the edge


class _Row(NamedTuple):
    """A row with its place; `middle` is its height in pixels."""

    place: int
    row: IntervalRow
    middle: float


def intervals(data: IntervalsData, *, style: Style, size: Size) -> Drawn:
    """Draw a bar from the low to the high end of each range, with a dot at the value.

    Pure: a new figure each time. The spots are at the dots, in pixels.
    """
    paper = Paper(style, size)
    if not data.has_values:
        return frame.nothing(paper, data)
    body = frame.framed(paper, data)
    px, unit = paper.size.type.label, paper.size.unit
    head = px * LINE_PITCH if data.worth is not None else 0.0
    foot = px * LINE_PITCH + 4 * unit if data.zero_name else 0.0
    area = body._replace(top=body.top + head, bottom=max(body.bottom - foot, body.top + head + 1))
    pitch = min(area.height / len(data.rows), px * _TALLEST)
    rows = [_Row(n, row, area.top + (n + 0.5) * pitch) for n, row in enumerate(data.rows)]
    box = _box(paper, data, area)._replace(bottom=area.top + pitch * len(rows))
    limits = _limits(data)
    axes = paper.axes(box, limits, (1.0, 0.0))

    def x_of(value: float) -> float:
        inside = min(max(value, limits[0]), limits[1])
        return box.left + (inside - limits[0]) / (limits[1] - limits[0]) * box.width

    _levels(paper, axes, data, box, x_of)
    for one in rows:
        _name(paper, one, body.left, box.left - 16 * unit, compact=pitch < px * 2.6)
        _range(paper, axes, one, box, x_of)
    _remarks(paper, data, body._replace(top=box.bottom + foot + px))
    spots = (Spot(x_of(r.row.value), r.middle, r.place) for r in rows if r.row.value is not None)
    return Drawn(paper.figure, tuple(spots), box, "y")


def _box(paper: Paper, data: IntervalsData, area: Rect) -> Rect:
    """The plot between the names and the room for the words after the bars."""
    label, small, unit = paper.size.type.label, paper.size.type.small, paper.size.unit
    names = max(
        max(paper.width(row.name, label, bold=True), paper.width(row.detail, small))
        for row in data.rows
    )
    left = area.left + min(names + 24 * unit, area.width * _NAMES_AT_MOST)
    words = max((_words_width(paper, row) for row in data.rows), default=0.0)
    return area._replace(left=left, right=max(area.right - words - 12 * unit, left + 40 * unit))


def _words_width(paper: Paper, row: IntervalRow) -> float:
    px, unit = paper.size.type.label, paper.size.unit
    if row.likely_range is None:
        return 0.0
    return paper.width(row.written, px, bold=True) + paper.width(row.likely, px) + 16 * unit


def _limits(data: IntervalsData) -> tuple[float, float]:
    """From the lowest to the highest end, zero and what was worth having inside."""
    zero = [0.0] if data.zero_name else []
    values = [row.value for row in data.rows if row.value is not None]
    most = max([_WIDEST_LIFT, *(abs(value) * 1.5 for value in values)])
    ends = [end for row in data.rows for end in row.likely_range or ()]
    marks = [row.limit for row in data.rows if row.limit is not None]
    worth = [data.worth] if data.worth is not None else []
    found = [max(min(end, most), -1.0, -most) for end in (*ends, *marks, *worth, *zero, *values)]
    low, high = min(found, default=0.0), max(found, default=1.0)
    if high - low < 1e-9:
        low, high = low - 0.05, high + 0.05
    air = (high - low) * 0.04
    return low - air, high + air


def _remarks(paper: Paper, data: IntervalsData, room: Rect) -> None:
    """Write sentences into the room that is left under the plot, whole ones only."""
    px = paper.size.type.subtitle
    y = room.top
    for remark in data.remarks:
        lines = paper.wrapped(paper.readable(remark), px, room.width, lines=3)
        if y + len(lines) * px * LINE_PITCH > room.bottom:
            return
        for line in lines:
            paper.write(room.left, y + 0.6 * px * LINE_PITCH, line, px)
            y += px * LINE_PITCH
        y += 0.5 * px


def _levels(
    paper: Paper, axes: "Axes", data: IntervalsData, box: Rect, x_of: Callable[[float], float]
) -> None:
    """The line of no difference and the dotted one of what was worth having, with their words."""
    px, unit, style = paper.size.type.label, paper.size.unit, paper.style
    if data.zero_name:
        axes.axvline(0, color=style.muted, linewidth=paper.points(1.5), zorder=1)
        middle = box.bottom + 0.7 * px * LINE_PITCH
        _centred(paper, x_of(0.0), middle, data.zero_name)
    if data.worth is not None:
        axes.axvline(
            data.worth,
            color=style.muted,
            linewidth=paper.points(1.3),
            linestyle=(0, (1.2, 2.4)),
            zorder=1,
        )
        _centred(
            paper, x_of(data.worth), box.top - 0.5 * px * LINE_PITCH - 2 * unit, data.worth_name
        )


def _centred(paper: Paper, x: float, middle: float, words: str) -> None:
    """Write a word about a place, kept on the sheet."""
    px = paper.size.type.label
    text = paper.elided(paper.readable(words), px, paper.inside.width)
    wide = paper.width(text, px)
    left = max(paper.inside.left, min(x - wide / 2, paper.inside.right - wide))
    paper.write(left, middle, text, px, color=paper.style.muted)


def _name(paper: Paper, one: _Row, left: float, right: float, *, compact: bool) -> None:
    label, small = paper.size.type.label, paper.size.type.small
    name = paper.elided(paper.readable(one.row.name), label, right - left, bold=True)
    detail = "" if compact else paper.readable(one.row.detail)
    lines = paper.wrapped(detail, small, right - left, lines=1) if detail else []
    up = 0.5 * LINE_PITCH * label if lines else 0.0
    paper.write(left, one.middle - up, name, label, bold=True)
    for line in lines:
        paper.write(left, one.middle + up, line, small, color=paper.style.muted)


def _range(
    paper: Paper, axes: "Axes", one: _Row, box: Rect, x_of: Callable[[float], float]
) -> None:
    px, unit, style, row = paper.size.type.label, paper.size.unit, paper.style, one.row
    if row.likely_range is None or row.value is None:
        note = paper.elided(
            paper.readable(row.note), px, paper.inside.right - x_of(0.0) - 12 * unit
        )
        paper.write(x_of(0.0) + 12 * unit, one.middle, note, px, color=style.warning)
        return
    color = _color(style, row)
    high = (one.middle - box.top) / box.height
    low_end, high_end = row.likely_range
    axes.plot(
        [max(low_end, axes.get_xlim()[0]), min(high_end, axes.get_xlim()[1])],
        [high, high],
        color=style.faded(color, 0.6),
        linewidth=paper.points(7.0),
        solid_capstyle="round",
        zorder=2,
    )
    axes.plot([row.value], [high], "o", color=color, markersize=paper.points(11.0), zorder=3)
    if row.limit is not None:
        axes.plot(
            [row.limit], [high], "|", color=style.text, markersize=paper.points(20.0), zorder=4
        )
    start = max(x_of(high_end), x_of(row.limit) if row.limit is not None else 0.0) + 12 * unit
    wide = _words_width(paper, row)
    if start < x_of(0.0) < start + wide:
        start = x_of(0.0) + 12 * unit  # not across the line of no difference
    paper.write(start, one.middle, row.written, px, bold=True)
    after = start + paper.width(row.written, px, bold=True) + 8 * unit
    likely = paper.elided(paper.readable(row.likely), px, paper.inside.right - after)
    paper.write(after, one.middle, likely, px, color=style.muted)


def _color(style: Style, row: IntervalRow) -> str:
    if row.signal == "bad":
        return style.bad
    return style.accent if row.role == "goal" else style.muted
