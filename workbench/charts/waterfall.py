"""A waterfall: from one total to another, and what each part added or took away."""

from typing import TYPE_CHECKING

from workbench.charts import frame, plot, scale
from workbench.charts.paper import LINE_PITCH, Drawn, Paper, Rect, Spot
from workbench.charts.scale import Span
from workbench.charts.series import WaterfallData
from workbench.charts.style import Size, Style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_HALF = 0.34  # of the distance between two bars
_MOST = 24  # bars; more cannot be named


def waterfall(data: WaterfallData, *, style: Style, size: Size) -> Drawn:
    """Draw a waterfall: totals in the accent, parts up and down in grey, a signal in its colour.

    Pure: a new figure each time. The spots are at the ends of the bars, in pixels.
    """
    paper = Paper(style, size)
    if not data.has_values:
        return frame.nothing(paper, data)
    body = frame.framed(paper, data)
    count = min(len(data.steps), _MOST)
    px = paper.size.type.label
    names = _names(paper, data, body.width / count)
    below = max(len(lines) for lines in names) * px * LINE_PITCH + 0.6 * px
    span = _span(paper, data, body)
    lift = px * LINE_PITCH
    under = lift if span.low < 0 else 0.0
    box = Rect(body.left, body.top + lift, body.right, body.bottom - below - under)
    axes = paper.axes(box, (-0.5, count - 0.5), (span.low, span.high))
    plot.grid(paper, axes, box, span._replace(ticks=(0.0,)), None)
    _draw(paper, axes, data, count)
    return Drawn(paper.figure, _write(paper, data, box, span, names), box)


def step_words(data: WaterfallData, place: int) -> str:
    """The value of a step as it is written: a part with its sign."""
    step = data.steps[place]
    written = data.measure.written(
        abs(step.value) if not step.is_total else step.value,
        among=[abs(one.value) for one in data.steps],
    )
    if step.is_total or step.value == 0:
        return written
    return f"+{written}" if step.value > 0 else f"−{written}"


def step_colour(data: WaterfallData, place: int, style: Style) -> str:
    """The colour of a bar: totals the accent, a part that took something darker than one that gave."""
    step = data.steps[place]
    if step.is_total:
        return style.accent
    if step.signal == "bad":
        return style.bad
    if step.signal == "good":
        return style.fills[2 % len(style.fills)]
    return style.faded(style.accent, 0.55) if step.value >= 0 else style.faded(style.muted, 0.35)


def _names(paper: Paper, data: WaterfallData, room: float) -> list[list[str]]:
    px = paper.size.type.label
    return [
        paper.wrapped(paper.readable(step.name), px, room * 0.94, lines=2) or [""]
        for step in data.steps[:_MOST]
    ]


def _span(paper: Paper, data: WaterfallData, body: Rect) -> Span:
    ends = [end for span in data.spans[:_MOST] for end in span]
    return scale.span([0.0, *ends], most=plot.tick_count(paper, body), zero=True)


def _draw(paper: Paper, axes: "Axes", data: WaterfallData, count: int) -> None:
    """The bars, and a hairline from each to the next."""
    from matplotlib.collections import LineCollection, PolyCollection

    shapes, links = [], []
    for place, (foot, head) in enumerate(data.spans[:count]):
        left, right = place - _HALF, place + _HALF
        shapes.append([(left, foot), (left, head), (right, head), (right, foot)])
        if place + 1 < count:
            links.append([(right, head), (place + 1 - _HALF, head)])
    colours = [step_colour(data, place, paper.style) for place in range(count)]
    edge = paper.points(1.0)  # a part of next to nothing is still seen as a line
    bars = PolyCollection(
        shapes, facecolors=colours, edgecolors=colours, linewidths=edge, zorder=2.5
    )
    axes.add_collection(bars)
    color, wide = paper.style.muted, paper.points(0.8)
    axes.add_collection(LineCollection(links, colors=color, linewidths=wide, zorder=2))


def _write(
    paper: Paper, data: WaterfallData, box: Rect, span: Span, names: list[list[str]]
) -> tuple[Spot, ...]:
    """The value at the end of each bar and its name under the plot; answers where the ends are."""
    px, style = paper.size.type.label, paper.style
    pitch = box.width / len(names)
    foot = box.bottom + (px * LINE_PITCH if span.low < 0 else 0.0)
    spots = []
    for place, lines in enumerate(names):
        low, high = sorted(data.spans[place])
        down = data.steps[place].value < 0
        x, y = box.left + (place + 0.5) * pitch, plot.y_of(box, span, low if down else high)
        words = paper.elided(paper.readable(step_words(data, place)), px, pitch * 0.98, bold=True)
        middle = y + 0.75 * px if down and low < 0 else plot.y_of(box, span, high) - 0.75 * px
        total = data.steps[place].is_total
        paper.write(x, middle, words, px, bold=total, align="center")
        for n, line in enumerate(lines):
            at = foot + (n + 0.9) * px * LINE_PITCH
            paper.write(x, at, line, px, color=style.text if total else style.muted, align="center")
        spots.append(Spot(x, y, place))
    return tuple(spots)
