"""A cloud of points: two measures of many things, the ones that matter named."""

from workbench.charts import frame, plot, scale
from workbench.charts.compared import ScatterData
from workbench.charts.paper import LINE_PITCH, Drawn, Paper, Rect, Spot
from workbench.charts.scale import Span
from workbench.charts.style import Size, Style

_LABELS = 12  # at most
_TRIED = 100  # dots that may get one
_DOT = 5.0  # radius in pixels of the design


def scatter(data: ScatterData, *, style: Style, size: Size) -> Drawn:
    """Draw a cloud of points with both axes named; labels that would touch another or a dot are left out.

    Pure: a new figure each time. The spots are the dots, in pixels.
    """
    paper = Paper(style, size)
    if not data.has_values:
        return frame.nothing(paper, data)
    body = frame.framed(paper, data)
    px = paper.size.type.label
    pitch = px * LINE_PITCH
    dots = [data.dots[n] for n in data.known]
    up = scale.span([d.y for d in dots], most=plot.tick_count(paper, body))
    along = scale.span([d.x for d in dots], most=4 if paper.size.low else 6)
    gutter = plot.gutter(paper, data.y_measure, up, body.left)
    edge = 0.5 * px
    box = Rect(
        min(gutter.right, body.right - 2), body.top + pitch + edge,
        body.right - edge, body.bottom - 2 * pitch - edge,
    )  # fmt: skip
    axes = paper.axes(box, (along.low, along.high), (up.low, up.high))
    plot.grid(paper, axes, box, up, gutter)
    _names(paper, data, box, body)
    _ticks(paper, data, along, box)
    spots = tuple(
        Spot(_x_of(box, along, data.dots[n].x), plot.y_of(box, up, data.dots[n].y), n)
        for n in data.known
    )
    colours = [
        style.bad if data.dots[n].signal == "bad" else style.faded(style.accent, 0.15)
        for n in data.known
    ]
    axes.scatter(
        [d.x for d in dots], [d.y for d in dots], s=paper.points(2 * _DOT) ** 2, c=colours,
        linewidths=0, zorder=3, clip_on=False,
    )  # fmt: skip
    _labels(paper, data, spots, box)
    return Drawn(paper.figure, spots, box, "both")


def _x_of(box: Rect, along: Span, value: float) -> float:
    return box.left + (value - along.low) / (along.high - along.low) * box.width


def _names(paper: Paper, data: ScatterData, box: Rect, body: Rect) -> None:
    """What runs up stands above the plot, what runs along under it at the right."""
    px, muted = paper.size.type.label, paper.style.muted
    up = paper.elided(paper.readable(data.y_name), px, body.width)
    along = paper.elided(paper.readable(data.x_name), px, body.width)
    paper.write(body.left, body.top + 0.5 * px, up, px, color=muted)
    low = box.bottom + 0.5 * px + 1.75 * px * LINE_PITCH
    paper.write(body.right, low, along, px, color=muted, align="right")


def _ticks(paper: Paper, data: ScatterData, along: Span, box: Rect) -> None:
    px, end = paper.size.type.label, -1e9
    for tick, label in zip(along.ticks, data.x_measure.axis(along.ticks), strict=True):
        text = paper.readable(label.before + label.number + label.after)
        half = paper.width(text, px) / 2
        x = _x_of(box, along, tick)
        x = min(max(x, box.left + half), paper.inside.right - half)
        if x - half > end:
            middle = box.bottom + 0.5 * px + 0.6 * px * LINE_PITCH
            paper.write(x, middle, text, px, color=paper.style.muted, align="center")
            end = x + half + px


def _labels(paper: Paper, data: ScatterData, spots: tuple[Spot, ...], box: Rect) -> None:
    """Names beside the first labelled dots, right or left of them, never on another name."""
    px, gap = paper.size.type.label, (_DOT + 4) * paper.size.unit
    reach = _DOT * paper.size.unit
    dots = {s.place: _around(s, reach) for s in spots}
    taken: list[Rect] = []
    for spot in [s for s in spots if data.dots[s.place].labelled][:_TRIED]:
        if len(taken) == _LABELS:
            return
        text = paper.elided(paper.readable(data.dots[spot.place].name), px, box.width * 0.3)
        wide = paper.width(text, px)
        for start in (spot.x_px + gap, spot.x_px - gap - wide):
            here = Rect(start - 2, spot.y_px - 0.8 * px, start + wide + 2, spot.y_px + 0.8 * px)
            others = (dot for place, dot in dots.items() if place != spot.place)
            free = not any(here.meets(other) for other in (*taken, *others))
            if text and free and _inside(here, box):
                paper.write(start, spot.y_px, text, px)
                taken.append(here)
                break


def _around(spot: Spot, reach: float) -> Rect:
    return Rect(spot.x_px - reach, spot.y_px - reach, spot.x_px + reach, spot.y_px + reach)


def _inside(here: Rect, box: Rect) -> bool:
    across = here.left >= box.left and here.right <= box.right
    return across and here.top >= box.top and here.bottom <= box.bottom
