"""A measure over time as a line, with its comparison, usual range, target and events."""

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from workbench.charts import frame, plot, scale
from workbench.charts.frame import Key
from workbench.charts.labels import EndLabel, Words, column_width, write_column
from workbench.charts.paper import Drawn, Paper, Rect, Spot
from workbench.charts.scale import Span
from workbench.charts.series import Line, TrendData
from workbench.charts.style import Size, Style
from workbench.language import _

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_DIRECT = 3  # lines that are named at their end; above that there is a legend
_DOTS = (0, (0.1, 2.0))


class Strand(NamedTuple):
    """A line ready to draw: x in days, y as values (nan for a gap)."""

    line: Line
    x: list[float]
    y: list[float]
    color: str
    wide: float


def trend(data: TrendData, *, style: Style, size: Size) -> Drawn:
    """Draw a line over time. Gaps stay gaps, an unfinished last period is dotted.

    Pure: a new figure each time. The spots are those of `data.line`, in pixels.
    """
    paper = Paper(style, size)
    if not data.has_values:
        return frame.nothing(paper, data)
    body = frame.framed(paper, data)
    strands = _strands(data, style)
    named_above = len(strands) > _DIRECT
    if named_above:
        body = frame.legend(paper, body, [Key(one.line.name, one.color) for one in strands])
    return _drawn(paper, data, body, strands, named_above)


def _drawn(
    paper: Paper, data: TrendData, body: Rect, strands: list[Strand], named_above: bool
) -> Drawn:
    ticks = max(2, min(6, int(body.height / (4.2 * paper.size.type.label))))
    span = scale.span(_values(data, strands), most=ticks, whole=data.measure.unit == "count")
    left = plot.gutter(paper, data.measure, span, body.left)
    ends = _end_labels(paper, data, strands, named_above)
    gap = 9 * paper.size.unit
    column = column_width(paper, ends, body.width * 0.3)
    right = body.right - (column + gap if column else 0)
    left = left._replace(right=min(left.right, right - 8))
    across = _across(strands)

    def x_of(day: float) -> float:
        return left.right + (day - across[0]) / (across[1] - across[0]) * (right - left.right)

    events = [e for e in data.events if _first(strands) <= e.day <= _last(strands)]
    above = plot.events_above(
        paper, events, left.right, body.right, lambda day: x_of(_clamped(day.toordinal(), across))
    )
    bottom = body.bottom - plot.dates_height(paper)
    box = Rect(left.right, min(body.top + above.height, bottom - 1), right, bottom)
    axes = paper.axes(box, across, (span.low, span.high))
    _bands(paper, axes, data, across)
    plot.grid(paper, axes, box, span, left)
    if data.target is not None:
        plot.target_line(paper, axes, data.target.value)
    plot.draw_events(paper, above, box)
    for strand in reversed(strands):
        _line(paper, axes, strand, box)
    _marks(paper, axes, strands[0])
    ends = [label._replace(y=plot.y_of(box, span, label.y)) for label in ends]
    write_column(paper, ends, Rect(right + gap, box.top, body.right, box.bottom))
    dated = max(strands, key=lambda one: len(one.x)) if not strands[0].x else strands[0]
    plot.dates_below(
        paper,
        body,
        box,
        dated.line.points,
        data.grain,
        data.measure.locale,
        lambda index: x_of(dated.x[index]),
        most=6,
    )
    return Drawn(paper.figure, _spots(strands[0], x_of, box, span), box)


def _strands(data: TrendData, style: Style) -> list[Strand]:
    """The lines to draw, the main one first, then the comparison and the others."""
    main = Strand(data.line, _days(data.line), _heights(data.line), style.accent, 2.4)
    strands = [main]
    if data.comparison is not None:
        paired = data.comparison.points[: len(main.x)]  # the future is never drawn
        line = Line(data.comparison.name, paired)
        gray = style.faded(style.muted, 0.25)
        strands.append(Strand(line, main.x[: len(paired)], _heights(line), gray, 1.2))
    colors = style.series[1:]
    for place, line in enumerate(data.others):
        color = colors[place] if place < len(colors) else style.faint
        strands.append(Strand(line, _days(line), _heights(line), color, 1.8))
    return strands


def _days(line: Line) -> list[float]:
    """The middle of each period as a day number."""
    return [(p.first_day.toordinal() + p.last_day.toordinal()) / 2 for p in line.points]


def _heights(line: Line) -> list[float]:
    return [math.nan if point.known is None else point.known for point in line.points]


def _values(data: TrendData, strands: Sequence[Strand]) -> Iterable[float]:
    for strand in strands:
        yield from (value for value in strand.y if not math.isnan(value))
    for band in data.bands:
        yield from (band.low, band.high)
    if data.target is not None:
        yield data.target.value


def _across(strands: Sequence[Strand]) -> tuple[float, float]:
    days = [day for strand in strands for day in strand.x]
    first, last = min(days), max(days)
    return (first, last) if first < last else (first - 0.5, last + 0.5)


def _first(strands: Sequence[Strand]) -> date:
    return min(one.line.points[0].first_day for one in strands if one.x)


def _last(strands: Sequence[Strand]) -> date:
    return max(one.line.points[-1].last_day for one in strands if one.x)


def _clamped(day: float, across: tuple[float, float]) -> float:
    return max(across[0], min(day, across[1]))


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


def _bands(paper: Paper, axes: "Axes", data: TrendData, across: tuple[float, float]) -> None:
    for band in data.bands:
        days = (band.first_day.toordinal(), band.last_day.toordinal())
        first, last = (_clamped(day, across) for day in days)
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
    points = strand.line.points
    solid, dotted = _pieces(strand)
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
    alone = [i for i in range(len(points)) if _alone(strand.y, i)]
    _dots(paper, axes, strand, alone, size=2.2 * strand.wide, fill=strand.color)


def _pieces(strand: Strand) -> tuple[tuple[list[float], list[float]], ...]:
    """Two runs of coordinates, solid and dotted, broken by nan."""
    solid: tuple[list[float], list[float]] = ([], [])
    dotted: tuple[list[float], list[float]] = ([], [])
    points = strand.line.points
    for i in range(1, len(points)):
        if (points[i].first_day - points[i - 1].last_day).days > 1:
            continue  # a period is not even listed: a gap too
        both = points[i - 1].complete and points[i].complete
        run = solid if both else dotted
        run[0].extend((strand.x[i - 1], strand.x[i], math.nan))
        run[1].extend((strand.y[i - 1], strand.y[i], math.nan))
    return _joined(solid), _joined(dotted)


def _joined(run: tuple[list[float], list[float]]) -> tuple[list[float], list[float]]:
    """The same run without the breaks between pieces that share a point (for round joins)."""
    x: list[float] = []
    y: list[float] = []
    for i in range(0, len(run[0]), 3):
        if x and x[-1] == run[0][i]:
            x.append(run[0][i + 1])
            y.append(run[1][i + 1])
        else:
            x.extend(([math.nan] if x else []) + run[0][i : i + 2])
            y.extend(([math.nan] if y else []) + run[1][i : i + 2])
    return x, y


def _alone(y: Sequence[float], i: int) -> bool:
    before = y[i - 1] if i else math.nan
    after = y[i + 1] if i + 1 < len(y) else math.nan
    return not math.isnan(y[i]) and math.isnan(before) and math.isnan(after)


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
