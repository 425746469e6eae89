"""What charts over time share: the rows of the sheet, the grid, dates below, events above."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from workbench.charts import labels
from workbench.charts.labels import EndLabel, Placed, Title, Words
from workbench.charts.measure import AxisLabel, Measure
from workbench.charts.paper import LINE_PITCH, Align, Paper, Rect
from workbench.charts.scale import DateTick, Span, date_ticks
from workbench.charts.series import Event, Grain, Line, Point
from workbench.language import _

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class Gutter(NamedTuple):
    """The words of the value axis and where their numbers end, in pixels from the left."""

    words: tuple[AxisLabel, ...]
    numbers_end: float
    right: float


class Above(NamedTuple):
    """Events with the rows of their titles; `height` in pixels is what the rows take."""

    placed: list[Placed]
    more: Placed | None
    first_row: int
    height: float


class Dates(NamedTuple):
    """The periods under a plot, and how many labels they may have at most."""

    points: Sequence[Point]
    grain: Grain
    locale: str
    most: int


class Sides(NamedTuple):
    """The left and right edge of the plot, and where the labels beside it begin."""

    left: float
    right: float
    labels: float

    def labels_in(self, body: Rect, plot: Rect) -> Rect:
        """The column for the labels beside the plot."""
        return Rect(self.labels, plot.top, body.right, plot.bottom)


def tick_count(paper: Paper, body: Rect) -> int:
    """How many grid lines a plot of this height should have, 2 to 6."""
    return max(2, min(6, int(body.height / (4.2 * paper.size.type.label))))


def sides(paper: Paper, body: Rect, start: float, ends: Sequence[EndLabel]) -> Sides:
    """Share the width between the plot, which begins at `start`, and the labels beside it."""
    gap = 9 * paper.size.unit
    column = labels.column_width(paper, ends, body.width * 0.3)
    right = body.right - (column + gap if column else 0)
    return Sides(min(start, right - 8), right, right + gap)


def box(paper: Paper, body: Rect, sides: Sides, above: float, below: float = 0.0) -> Rect:
    """The plot between what is written above and the dates below it."""
    bottom = body.bottom - dates_height(paper) - below
    return Rect(sides.left, min(body.top + above, bottom - 1), sides.right, bottom)


def write_ends(
    paper: Paper, ends: Sequence[EndLabel], column: Rect, y_of: Callable[[float], float]
) -> None:
    """Write the labels beside the plot, whose heights are values until here."""
    placed = [label._replace(y=y_of(label.y)) for label in ends]
    labels.write_column(paper, placed, column)


def gutter(paper: Paper, measure: Measure, span: Span, left: float) -> Gutter:
    """Room for the words of the value axis, numbers aligned at their right."""
    px, unit = paper.size.type.label, paper.size.unit
    words = tuple(
        AxisLabel(*(paper.readable(part) for part in label)) for label in measure.axis(span.ticks)
    )
    numbers = max(paper.width(label.before + label.number, px) for label in words)
    after = max(paper.width(label.after, px) for label in words)
    return Gutter(words, left + numbers, left + numbers + after + 12 * unit)


def grid(paper: Paper, axes: "Axes", plot: Rect, span: Span, gutter: Gutter | None) -> None:
    """Draw the horizontal grid with its words; the zero line in the colour of the text."""
    px, style = paper.size.type.label, paper.style
    for place, tick in enumerate(span.ticks):
        zero = abs(tick) < 1e-12
        axes.axhline(
            tick,
            color=style.text if zero else style.grid,
            linewidth=paper.points(1.0),
            zorder=1.5 if zero else 1,
            clip_on=False,
        )
        if gutter is None:
            continue
        label = gutter.words[place]
        middle = y_of(plot, span, tick)
        number = label.before + label.number
        if label.after:
            start = gutter.numbers_end - paper.width(number, px)
            paper.write(start, middle, number + label.after, px, color=style.muted)
        else:
            paper.write(gutter.numbers_end, middle, number, px, color=style.muted, align="right")
    if span.low < 0 < span.high and not any(abs(tick) < 1e-12 for tick in span.ticks):
        axes.axhline(0, color=style.text, linewidth=paper.points(1.0), zorder=1.5)


def y_of(plot: Rect, span: Span, value: float) -> float:
    """The height of a value in pixels from the top of the picture."""
    return plot.bottom - (value - span.low) / (span.high - span.low) * plot.height


def dates_below(
    paper: Paper, body: Rect, plot: Rect, dates: Dates, x_of: Callable[[int], float]
) -> None:
    """Write a few round dates under the plot, centred at their points, never touching."""
    px, gap = paper.size.type.label, 16 * paper.size.unit

    def boxes(ticks: list[DateTick]) -> list[tuple[float, float]]:
        return [_box(paper, tick, x_of(tick.place), body.left, plot.right) for tick in ticks]

    def fits(ticks: list[DateTick]) -> bool:
        places = boxes(ticks)
        return all(one[1] + gap <= other[0] for one, other in pairwise(places))

    days = [point.first_day for point in dates.points]
    ticks = date_ticks(days, dates.grain, dates.locale, most=dates.most, fits=fits)
    middle = plot.bottom + 0.5 * px * LINE_PITCH + 8 * paper.size.unit
    for tick, (left, _right) in zip(ticks, boxes(ticks), strict=True):
        paper.write(left, middle, tick.words, px, color=paper.style.muted)


def dates_height(paper: Paper) -> float:
    """The height that the dates under a plot take, in pixels."""
    return paper.size.type.label * LINE_PITCH + 10 * paper.size.unit


def events_above(
    paper: Paper, events: Sequence[Event], room: Rect, x_of: Callable[[date], float]
) -> Above:
    """Give the titles of events their rows above the plot, between the edges of the room."""
    if not events:
        return Above([], None, 0, 0.0)
    ordered = sorted(events, key=lambda event: event.day)
    titles = [Title(x_of(event.day), paper.readable(event.title)) for event in ordered]
    placed, more = labels.place_titles(paper, titles, room.left, room.right)
    used = [one.row for one in (*placed, more) if one is not None and one.row >= 0]
    if not used:
        return Above(placed, None, 0, 0.0)
    pitch = paper.size.type.label * LINE_PITCH
    height = (max(used) - min(used) + 1) * pitch + 6 * paper.size.unit
    return Above(placed, more, min(used), height)


def draw_events(paper: Paper, above: Above, plot: Rect) -> None:
    """Draw a thin line per event, up to its title, and the titles."""
    from matplotlib.collections import LineCollection

    px, style = paper.size.type.label, paper.style
    pitch, top = px * LINE_PITCH, plot.top - above.height
    wide, high = paper.size.width_px, paper.size.height_px
    lines = []
    for one in above.placed:
        row_top = plot.top if one.row < 0 else top + (one.row - above.first_row) * pitch
        x = one.x / wide
        lines.append([(x, 1 - plot.bottom / high), (x, 1 - row_top / high)])
        if one.row >= 0:
            at = one.right if one.at_left else one.left
            align: Align = "right" if one.at_left else "left"
            middle = row_top + pitch / 2
            paper.write(at, middle, one.text, px, color=style.muted, align=align)
    drawn = LineCollection(
        lines,
        colors=style.faded(style.muted, 0.25),
        linewidths=paper.points(1.2),
        transform=paper.figure.transFigure,
        zorder=3,
    )
    paper.figure.add_artist(drawn)
    if above.more is not None and above.more.row >= 0:
        middle = top + (above.more.row - above.first_row + 0.5) * pitch
        paper.write(above.more.left, middle, above.more.text, px, color=style.muted)


def latest(paper: Paper, line: Line, measure: Measure, color: str) -> tuple[Words, ...]:
    """Words for the end of a line: its last value, and how much of its period is there."""
    place = line.last
    if place is None:
        return ()
    words = [Words(paper.readable(measure.written(line.at(place))), color, True)]
    note = unfinished(line.points[place])
    if not note and place < len(line.points) - 1:
        until = _("until {day}").format(day=_short_day(line.points[place].last_day, measure.locale))
        note = until
    if note:
        words.append(Words(paper.readable(note), paper.style.muted))
    return tuple(words)


def unfinished(point: Point) -> str:
    """ "3 of 7 days" for a period that is not complete, else ""."""
    if point.complete:
        return ""
    if not point.days_in_period:
        return _("not complete")
    words = _("{held} of {total} days")
    return words.format(held=point.days_held, total=point.days_in_period)


def target_line(paper: Paper, axes: "Axes", value: float) -> None:
    """Draw the dashed line of a target."""
    axes.axhline(
        value,
        color=paper.style.muted,
        linewidth=paper.points(1.2),
        linestyle=(0, (6, 3)),
        zorder=3,
    )


def target_label(paper: Paper, name: str, value: str, y: float) -> EndLabel:
    """The words at the end of a target's line."""
    px = paper.size.type.label
    short = paper.elided(paper.readable(name), px, 9 * px)  # the value is what must be read
    words = _("{name} {value}").format(name=short, value=value)
    return EndLabel(y, (Words(paper.readable(words), paper.style.muted),), rank=2)


def _box(
    paper: Paper, tick: DateTick, center: float, left: float, right: float
) -> tuple[float, float]:
    wide = paper.width(tick.words, paper.size.type.label)
    start = max(left, min(center - wide / 2, right - wide))
    return start, start + wide


def _short_day(day: date, locale: str) -> str:
    from babel.dates import format_skeleton

    return str(format_skeleton("MMMd", day, locale=locale))
