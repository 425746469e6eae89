"""A measure over time as a line, with its comparison, usual range, target and events."""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from workbench.charts import frame, plot, scale
from workbench.charts.frame import Key
from workbench.charts.labels import EndLabel, Words
from workbench.charts.paper import Drawn, Paper, Rect, Spot
from workbench.charts.scale import Span
from workbench.charts.series import TrendData
from workbench.charts.strands import Strand, across, alone, held, pieces
from workbench.charts.strands import strands as strands_of
from workbench.charts.style import Size, Style
from workbench.language import _

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_DIRECT = 3  # lines that are named at their end; above that there is a legend
_DOTS = (0, (0.1, 2.0))


def trend(data: TrendData, *, style: Style, size: Size) -> Drawn:
    """Draw a line over time. Gaps stay gaps, an unfinished last period is dotted.

    Pure: a new figure each time. The spots are those of `data.line`, in pixels.
    """
    paper = Paper(style, size)
    if not data.has_values:
        return frame.nothing(paper, data)
    body = frame.framed(paper, data)
    lines = strands_of(data, style)
    named_above = len(lines) > _DIRECT
    if named_above:
        body = frame.legend(paper, body, [Key(one.line.name, one.color) for one in lines])
    return _drawn(paper, data, body, lines, named_above)


def _drawn(
    paper: Paper, data: TrendData, body: Rect, strands: list[Strand], named_above: bool
) -> Drawn:
    """Lay out once, from the outside in, then draw from the back to the front."""
    most = plot.tick_count(paper, body)
    whole = data.measure.unit == "count"
    span = scale.span(_values(data, strands), most=most, whole=whole)
    left = plot.gutter(paper, data.measure, span, body.left)
    ends = _end_labels(paper, data, strands, named_above)
    sides = plot.sides(paper, body, left.right, ends)
    first, last = across(strands)

    def x_of(day: float) -> float:
        return sides.left + (day - first) / (last - first) * (sides.right - sides.left)

    above = plot.events_above(
        paper,
        [event for event in data.events if held(strands, event.day)],
        Rect(sides.left, body.top, body.right, body.bottom),
        lambda day: x_of(max(first, min(day.toordinal(), last))),
    )
    box = plot.box(paper, body, sides, above.height)
    axes = paper.axes(box, (first, last), (span.low, span.high))
    _bands(paper, axes, data, (first, last))
    plot.grid(paper, axes, box, span, left)
    plot.draw_events(paper, above, box)
    _draw_lines(paper, axes, data, strands, box)
    plot.write_ends(paper, ends, sides.labels_in(body, box), lambda y: plot.y_of(box, span, y))
    dated = strands[0] if strands[0].x else max(strands, key=lambda one: len(one.x))
    dates = plot.Dates(dated.line.points, data.grain, data.measure.locale, 6)
    plot.dates_below(paper, body, box, dates, lambda place: x_of(dated.x[place]))
    return Drawn(paper.figure, _spots(strands[0], x_of, box, span), box)


def _draw_lines(
    paper: Paper, axes: "Axes", data: TrendData, strands: Sequence[Strand], box: Rect
) -> None:
    if data.target is not None:
        plot.target_line(paper, axes, data.target.value)
    for strand in reversed(strands):
        _line(paper, axes, strand, box)
    _marks(paper, axes, strands[0])


def _values(data: TrendData, strands: Sequence[Strand]) -> Iterable[float]:
    for strand in strands:
        yield from (value for value in strand.y if not math.isnan(value))
    for band in data.bands:
        yield from (band.low, band.high)
    if data.target is not None:
        yield data.target.value


def _end_labels(
    paper: Paper, data: TrendData, strands: Sequence[Strand], named_above: bool
) -> list[EndLabel]:
    """Labels with their value as height; it becomes a place once the plot has one."""
    found: list[EndLabel] = []
    for place, strand in enumerate(strands):
        last = strand.line.last
        if last is None or (place and named_above):
            continue
        found.append(EndLabel(strand.y[last], _words(paper, data, strand, place), rank=place))
    if data.bands:
        usual = _("usual {value}").format(value=data.measure.written(data.bands[-1].centre))
        words = Words(paper.readable(usual), paper.style.muted)
        found.append(EndLabel(data.bands[-1].centre, (words,), rank=len(strands) + 1))
    if data.target is not None:
        value = data.measure.written(data.target.value)
        found.append(plot.target_label(paper, data.target.name, value, data.target.value))
    return found


def _words(paper: Paper, data: TrendData, strand: Strand, place: int) -> tuple[Words, ...]:
    style = paper.style
    if place and strand.line is not data.line and data.comparison is not None and place == 1:
        return (Words(paper.readable(strand.line.name), style.muted),)
    if place:
        return (Words(paper.readable(strand.line.name), style.text),)
    words = plot.latest(paper, strand.line, data.measure, style.accent)
    if data.others and strand.line.name:
        return (Words(paper.readable(strand.line.name), style.text), *words)
    return words


def _bands(paper: Paper, axes: "Axes", data: TrendData, limits: tuple[float, float]) -> None:
    for band in data.bands:
        days = (band.first_day.toordinal(), band.last_day.toordinal())
        first, last = (max(limits[0], min(day, limits[1])) for day in days)
        if first >= last:
            continue
        color = paper.style.faded(paper.style.accent_soft, 0.25)
        axes.fill_between([first, last], band.low, band.high, color=color, linewidth=0, zorder=0.5)
        axes.plot(
            [first, last],
            [band.centre] * 2,
            color=paper.style.faded(paper.style.muted, 0.2),
            linewidth=paper.points(1.3),
            linestyle=(0, (1.2, 2.2)),
            zorder=1.6,
        )


def _line(paper: Paper, axes: "Axes", strand: Strand, box: Rect) -> None:
    """Solid between finished periods, dotted to and from one that is not; nothing over a gap."""
    crowded = len(strand.x) > box.width / (2 * paper.size.unit)
    wide = paper.points(min(strand.wide, 1.2) if crowded else strand.wide)
    solid, dotted = pieces(strand)
    axes.plot(
        *solid,
        color=strand.color,
        linewidth=wide,
        solid_capstyle="round",
        solid_joinstyle="round",
        clip_on=False,
        zorder=4 + strand.wide,
    )
    axes.plot(
        *dotted,
        color=strand.color,
        linewidth=wide,
        linestyle=_DOTS,
        dash_capstyle="round",
        clip_on=False,
        zorder=4 + strand.wide,
    )
    _dots(paper, axes, strand, alone(strand), size=2.2 * strand.wide, fill=strand.color)


def _marks(paper: Paper, axes: "Axes", strand: Strand) -> None:
    """Hollow dots on signals, a dot at the end: hollow too while its period is unfinished."""
    style, points = paper.style, strand.line.points
    for word, color in (("bad", style.bad), ("good", style.accent)):
        there = [i for i, p in enumerate(points) if p.signal == word and p.known is not None]
        _dots(paper, axes, strand, there, size=9, fill=style.panel, edge=color)
    last = strand.line.last
    if last is not None and points[last].signal == "none":
        fill = strand.color if points[last].complete else style.panel
        _dots(paper, axes, strand, [last], size=6.5, fill=fill, edge=strand.color)


def _dots(
    paper: Paper,
    axes: "Axes",
    strand: Strand,
    places: Sequence[int],
    *,
    size: float,
    fill: str,
    edge: str = "",
) -> None:
    if places:
        axes.plot(
            [strand.x[i] for i in places],
            [strand.y[i] for i in places],
            linestyle="none",
            marker="o",
            markersize=paper.points(size),
            markerfacecolor=fill,
            markeredgecolor=edge or fill,
            markeredgewidth=paper.points(2.0 if edge else 0.0),
            clip_on=False,
            zorder=8,
        )


def _spots(
    strand: Strand, x_of: Callable[[float], float], box: Rect, span: Span
) -> tuple[Spot, ...]:
    pairs = enumerate(zip(strand.x, strand.y, strict=True))
    return tuple(
        Spot(x_of(x), plot.y_of(box, span, y), i) for i, (x, y) in pairs if not math.isnan(y)
    )
