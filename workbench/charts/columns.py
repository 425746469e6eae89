"""A measure by period as standing bars from zero, stacked where it has parts."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from workbench.charts import frame, plot, scale
from workbench.charts.frame import Key
from workbench.charts.labels import EndLabel, Words
from workbench.charts.paper import LINE_PITCH, Drawn, Paper, Rect, Spot
from workbench.charts.scale import Span
from workbench.charts.series import ColumnsData, Line
from workbench.charts.style import Size, Style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_DIRECT = 3  # parts that are named beside the last bar; above that there is a legend
_ALL_VALUES = 14  # up to so many bars each gets its value


class Piece(NamedTuple):
    """One block of a bar: which period and part it is, and from where to where it stands."""

    place: int
    part: int
    foot: float
    head: float


def columns(data: ColumnsData, *, style: Style, size: Size) -> Drawn:
    """Draw standing bars by period; an unfinished one is pale with a dotted edge.

    Pure: a new figure each time. The spots are at the heads of the bars (of the stacks), in pixels.
    """
    paper = Paper(style, size)
    if not data.has_values:
        return frame.nothing(paper, data)
    body = frame.framed(paper, data)
    keys = []
    if len(data.parts) > _DIRECT:
        named = zip(data.parts, _colors(data, style), strict=True)
        keys = [Key(part.name, color, "block") for part, color in named]
    if data.comparison is not None:
        keys.append(Key(data.comparison.name, style.muted))
    if keys:
        body = frame.legend(paper, body, keys)
    return _drawn(paper, data, body)


def _drawn(paper: Paper, data: ColumnsData, body: Rect) -> Drawn:
    """Lay out once, from the outside in, then draw from the back to the front."""
    total, pieces = data.total, _pieces(data)
    span = _span(paper, data, body, pieces)
    valued = _all_valued(paper, data, total, body)
    left = plot.gutter(paper, data.measure, span, body.left)
    ends = _end_labels(paper, data, pieces, valued=valued)
    sides = plot.sides(paper, body, body.left if valued else left.right, ends)
    count = len(total.points)

    def x_of(place: float) -> float:
        return sides.left + (place + 0.5) / count * (sides.right - sides.left)

    above = plot.events_above(
        paper,
        [event for event in data.events if _place(total, event.day) is not None],
        Rect(sides.left, body.top, body.right, body.bottom),
        lambda day: x_of(_place(total, day) or 0.0),
    )
    lift = paper.size.type.label * LINE_PITCH if valued else 0.0
    box = plot.box(paper, body, sides, above.height + lift, lift if span.low < 0 else 0.0)
    axes = paper.axes(box, (-0.5, count - 0.5), (span.low, span.high))
    plot.grid(paper, axes, box, *((_zero(span), None) if valued else (span, left)))
    _draw_bars(paper, axes, data, pieces, box.width / count)
    plot.draw_events(paper, above, box)
    if valued:
        _values(paper, data, total, box, span, x_of)
    plot.write_ends(paper, ends, sides.labels_in(body, box), lambda y: plot.y_of(box, span, y))
    dates = plot.Dates(total.points, data.grain, data.measure.locale, 12)
    below = plot.box(paper, body, sides, 0.0)
    plot.dates_below(paper, body, below, dates, x_of)
    return Drawn(paper.figure, _spots(total, box, span, x_of), box)


def _draw_bars(
    paper: Paper, axes: "Axes", data: ColumnsData, pieces: list[Piece], pitch: float
) -> None:
    _blocks(paper, axes, data, pieces, pitch=pitch)
    _compared(paper, axes, data)
    if data.target is not None:
        plot.target_line(paper, axes, data.target.value)


def _colors(data: ColumnsData, style: Style) -> list[str]:
    fills = style.fills
    return [fills[part % len(fills)] for part in range(len(data.parts))]


def _pieces(data: ColumnsData) -> list[Piece]:
    """All blocks: parts above zero stand on each other, those below hang from each other."""
    pieces: list[Piece] = []
    for index in range(len(data.parts[0].points)):
        up = down = 0.0
        for part, line in enumerate(data.parts):
            value = line.at(index)
            if value is None:
                continue
            foot = up if value >= 0 else down
            pieces.append(Piece(index, part, foot, foot + value))
            up, down = (foot + value, down) if value >= 0 else (up, foot + value)
    return pieces


def _span(paper: Paper, data: ColumnsData, body: Rect, pieces: list[Piece]) -> Span:
    values = [0.0, *(piece.head for piece in pieces)]
    if data.comparison is not None:
        values += [p.known for p in data.comparison.points[: len(data.total.points)] if p.known]
    if data.target is not None:
        values.append(data.target.value)
    most, whole = plot.tick_count(paper, body), data.measure.unit == "count"
    return scale.span(values, most=most, zero=True, whole=whole)


def _zero(span: Span) -> Span:
    return span._replace(ticks=(0.0,))


def _all_valued(paper: Paper, data: ColumnsData, total: Line, body: Rect) -> bool:
    """True when each bar can carry its value and nothing else would run through it."""
    if data.events or data.target or data.comparison or len(total.points) > _ALL_VALUES:
        return False
    px = paper.size.type.label
    texts = [paper.readable(data.measure.written(point.known)) for point in total.points]
    widest = max(paper.width(text, px, bold=True) for text in texts)
    return widest * 1.1 < body.width * 0.8 / len(total.points)


def _end_labels(
    paper: Paper, data: ColumnsData, pieces: list[Piece], *, valued: bool
) -> list[EndLabel]:
    """Labels beside the last bar; their height is a value until the plot has one."""
    total, style = data.total, paper.style
    last = total.last
    if last is None:
        return []
    words = plot.latest(paper, total, data.measure, style.text)
    lines = words[1:] if valued else words
    found = [EndLabel(total.at(last) or 0.0, lines)] if lines else []
    if 1 < len(data.parts) <= _DIRECT:
        found += _part_labels(paper, data, [piece for piece in pieces if piece.place == last])
    if data.target is not None:
        value = data.measure.written(data.target.value)
        found.append(plot.target_label(paper, data.target.name, value, data.target.value))
    return found


def _part_labels(paper: Paper, data: ColumnsData, last: list[Piece]) -> list[EndLabel]:
    colors = _colors(data, paper.style)
    middles = {piece.part: (piece.foot + piece.head) / 2 for piece in last}
    return [
        EndLabel(
            middles.get(part, 0.0),
            (Words(paper.readable(line.name), paper.style.text),),
            rank=part - len(data.parts),
            swatch=colors[part],
        )
        for part, line in enumerate(data.parts)
    ]


def _place(total: Line, day: date) -> float | None:
    """Where a day lies among the bars: 0 is the middle of the first one; None outside them."""
    for index, point in enumerate(total.points):
        if point.first_day <= day <= point.last_day:
            days = (point.last_day - point.first_day).days + 1
            return index - 0.5 + ((day - point.first_day).days + 0.5) / days
    return None


def _blocks(
    paper: Paper, axes: "Axes", data: ColumnsData, pieces: list[Piece], *, pitch: float
) -> None:
    """The bars; pale with a dotted edge where the period is unfinished."""
    from matplotlib.collections import PolyCollection

    half = 0.5 if pitch < 4 * paper.size.unit else 0.34
    colors, style, points = _colors(data, paper.style), paper.style, data.total.points
    for done in (True, False):
        chosen = [piece for piece in pieces if points[piece.place].complete is done]
        shapes = [_shape(piece, half) for piece in chosen]
        edges = [_color(data, piece, colors, style) for piece in chosen]
        if not shapes:
            continue
        drawn = PolyCollection(
            shapes,
            facecolors=edges if done else [style.faded(color, 0.8) for color in edges],
            edgecolors="none" if done else edges,
            linewidths=0 if done else paper.points(1.6),
            linestyles="solid" if done else (0, (0.1, 2.0)),
            capstyle="round",
            zorder=2.5,
            clip_on=False,
        )
        axes.add_collection(drawn)


def _shape(piece: Piece, half: float) -> list[tuple[float, float]]:
    left, right = piece.place - half, piece.place + half
    return [(left, piece.foot), (left, piece.head), (right, piece.head), (right, piece.foot)]


def _color(data: ColumnsData, piece: Piece, colors: list[str], style: Style) -> str:
    bad = data.parts[piece.part].points[piece.place].signal == "bad"
    return style.bad if bad else colors[piece.part]


def _compared(paper: Paper, axes: "Axes", data: ColumnsData) -> None:
    """A thin mark across each bar at the value of the period compared with."""
    from matplotlib.collections import LineCollection

    if data.comparison is None:
        return
    count = len(data.parts[0].points)
    values = [(i, data.comparison.at(i)) for i in range(count)]
    marks = [[(i - 0.44, v), (i + 0.44, v)] for i, v in values if v is not None]
    color, wide = paper.style.muted, paper.points(2.0)
    axes.add_collection(LineCollection(marks, colors=color, linewidths=wide, zorder=3))


def _values(
    paper: Paper,
    data: ColumnsData,
    total: Line,
    box: Rect,
    span: Span,
    x_of: Callable[[float], float],
) -> None:
    px, last = paper.size.type.label, total.last
    for index, point in enumerate(total.points):
        value = point.known
        text = paper.readable(data.measure.written(value))
        y = plot.y_of(box, span, value or 0.0)
        middle = y + 0.75 * px if (value or 0.0) < 0 else y - 0.75 * px
        color = paper.style.text if value is not None else paper.style.muted
        paper.write(x_of(index), middle, text, px, color=color, bold=index == last, align="center")


def _spots(total: Line, box: Rect, span: Span, x_of: Callable[[float], float]) -> tuple[Spot, ...]:
    known = ((i, point.known) for i, point in enumerate(total.points))
    return tuple(Spot(x_of(i), plot.y_of(box, span, v), i) for i, v in known if v is not None)
