"""A ranking as lying bars from zero, the largest on top, each with its value."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from workbench.charts import frame
from workbench.charts.frame import Key
from workbench.charts.paper import Align, Drawn, Paper, Rect, Spot
from workbench.charts.series import Bar, BarsData
from workbench.charts.style import Size, Style
from workbench.language import _

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_NAMES_AT_MOST = 0.36  # of the width
_TALLEST = 4.0  # a row, in letter heights
_LOWEST = 1.75


class Row(NamedTuple):
    """A bar with the words beside it; `middle` is its height in pixels."""

    place: int
    bar: Bar
    name: str
    value: str
    middle: float


def bars(data: BarsData, *, style: Style, size: Size) -> Drawn:
    """Draw a ranking. What has no room is counted in a last row: "and 4,980 more".

    Pure: a new figure each time. The spots are at the ends of the bars, in pixels.
    """
    paper = Paper(style, size)
    if not data.has_values:
        return frame.nothing(paper, data)
    body = frame.framed(paper, data)
    if data.before_name and any(bar.before is not None for bar in data.bars):
        body = frame.legend(paper, body, [Key(data.before_name, style.muted, "mark")])
    pitch, shown = _rows(paper, body, len(data.bars))
    values = [data.bars[place].known or 0.0 for place in data.order[:shown]]
    rows = [
        _row(paper, data, place, values, body, body.top + (line + 0.5) * pitch)
        for line, place in enumerate(data.order[:shown])
    ]
    names = max(
        paper.width(row.name, paper.size.type.label, bold=row.place == data.emphasis)
        for row in rows
    )
    area = body._replace(left=min(body.left + names + 12 * paper.size.unit, body.right - 2))
    if shown < len(data.bars):
        _write_rest(paper, data, shown, area.left, body.top + (shown + 0.5) * pitch)
    return _drawn(paper, data, rows, area, pitch)


def _drawn(paper: Paper, data: BarsData, rows: list[Row], area: Rect, pitch: float) -> Drawn:
    box, limits = _box(paper, rows, area)
    box = box._replace(bottom=min(box.top + pitch * len(rows), area.bottom))
    axes = paper.axes(box, limits, (len(rows), 0.0))

    def x_of(value: float) -> float:
        return box.left + (value - limits[0]) / (limits[1] - limits[0]) * box.width

    _bodies(paper, axes, data, rows, high=min(0.72, 26 * paper.size.unit / pitch))
    _before(paper, axes, rows)
    axes.axvline(0, color=paper.style.text, linewidth=paper.points(1.0), zorder=4, clip_on=False)
    for row in rows:
        _write(paper, data, row, area.left - 12 * paper.size.unit, x_of)
    spots = (Spot(x_of(row.bar.known or 0.0), row.middle, row.place) for row in rows)
    return Drawn(paper.figure, tuple(spots), box, "y")


def _rows(paper: Paper, body: Rect, count: int) -> tuple[float, int]:
    """The height of a row in pixels, and how many categories are shown."""
    px = paper.size.type.label
    room = max(1, int(body.height / (px * _LOWEST)))
    shown = count if count <= room else max(1, room - 1)
    rows = shown if shown == count else shown + 1
    return min(body.height / rows, px * _TALLEST), shown


def _row(
    paper: Paper, data: BarsData, place: int, values: list[float], body: Rect, middle: float
) -> Row:
    px = paper.size.type.label
    bar = data.bars[place]
    strong = place == data.emphasis
    name = paper.elided(paper.readable(bar.name), px, body.width * _NAMES_AT_MOST, bold=strong)
    return Row(
        place, bar, name, paper.readable(data.measure.written(bar.known, among=values)), middle
    )


def _box(paper: Paper, rows: list[Row], area: Rect) -> tuple[Rect, tuple[float, float]]:
    """The plot and its limits: zero inside, room at both ends for the values."""
    px, gap = paper.size.type.label, 8 * paper.size.unit
    known = [
        value for row in rows for value in (row.bar.known, row.bar.before) if value is not None
    ]
    low, high = min(0.0, *known, 0.0), max(0.0, *known, 0.0)
    if low == high:
        high = 1.0
    below = [row for row in rows if (row.bar.known or 0.0) < 0]
    above = [row for row in rows if (row.bar.known or 0.0) >= 0]
    before, after = (
        max((paper.width(row.value, px, bold=True) + gap for row in part), default=0.0)
        for part in (below, above)
    )
    left = area.left + before
    right = max(area.right - after, left + 1)
    return Rect(left, area.top, right, area.bottom), (low, high)


def _color(paper: Paper, data: BarsData, row: Row) -> str:
    style = paper.style
    if row.bar.signal == "bad":
        return style.bad
    if data.emphasis is None or row.place == data.emphasis:
        return style.accent
    return style.faded(style.faint, 0.5)


def _bodies(paper: Paper, axes: "Axes", data: BarsData, rows: list[Row], *, high: float) -> None:
    from matplotlib.collections import PolyCollection

    shapes = []
    for line, row in enumerate(rows):
        value, top, bottom = row.bar.known or 0.0, line + 0.5 - high / 2, line + 0.5 + high / 2
        shapes.append([(0.0, top), (value, top), (value, bottom), (0.0, bottom)])
    colors = [_color(paper, data, row) for row in rows]
    axes.add_collection(PolyCollection(shapes, facecolors=colors, linewidths=0, zorder=2))


def _before(paper: Paper, axes: "Axes", rows: list[Row]) -> None:
    """A thin mark across each bar at the value of the period compared with."""
    from matplotlib.collections import LineCollection

    marks = [
        [(row.bar.before, line + 0.12), (row.bar.before, line + 0.88)]
        for line, row in enumerate(rows)
        if row.bar.before is not None
    ]
    color, wide = paper.style.muted, paper.points(2.0)
    axes.add_collection(LineCollection(marks, colors=color, linewidths=wide, zorder=3))


def _write(
    paper: Paper, data: BarsData, row: Row, names_end: float, x_of: Callable[[float], float]
) -> None:
    px, gap, style = paper.size.type.label, 7 * paper.size.unit, paper.style
    strong = row.place == data.emphasis
    value = row.bar.known or 0.0
    end = x_of(value)
    ahead = row.bar.before
    if ahead is not None and abs(ahead) > abs(value) and ahead * value >= 0:
        end = _past_mark(paper, row, end, x_of(ahead), gap)
    align: Align = "right" if value < 0 else "left"
    at = end - gap if value < 0 else end + gap
    color = style.text if row.bar.known is not None else style.muted
    paper.write(names_end, row.middle, row.name, px, bold=strong, align="right")
    paper.write(at, row.middle, row.value, px, color=color, bold=strong, align=align)


def _past_mark(paper: Paper, row: Row, end: float, mark: float, gap: float) -> float:
    """The end of the bar, or the mark beyond it where the value would be written on the mark."""
    wide = paper.width(row.value, paper.size.type.label, bold=True) + 2 * gap
    return mark if abs(mark - end) < wide else end


def _write_rest(paper: Paper, data: BarsData, shown: int, left: float, middle: float) -> None:
    """How many categories are not drawn, and what they come to where values add up."""
    measure, px = data.measure, paper.size.type.label
    hidden = [data.bars[place].known for place in data.order[shown:]]
    count = type(measure)("count", locale=measure.locale).written(len(hidden))
    if measure.additive:
        total = measure.written(sum(value for value in hidden if value is not None))
        words = _("and {count} more, together {total}").format(count=count, total=total)
    else:
        words = _("and {count} more").format(count=count)
    text = paper.elided(paper.readable(words), px, paper.inside.right - left)
    paper.write(left, middle, text, px, color=paper.style.muted)
