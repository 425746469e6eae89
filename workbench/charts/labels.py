"""Labels that keep out of each other's way: at the end of lines, and at the top of events."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from workbench.charts.paper import LINE_PITCH, Paper, Rect
from workbench.language import _

_ROWS = 3  # rows of event titles at most
_NARROWEST = 6.0  # an event title is not cut below this many letter heights


class Words(NamedTuple):
    """A line of a label with its colour."""

    text: str
    color: str
    bold: bool = False


class EndLabel(NamedTuple):
    """Lines of words beside the plot at a height in pixels; the lowest `rank` is kept longest.

    `swatch` is the colour of a small block before the words, "" for none.
    """

    y: float
    lines: tuple[Words, ...]
    rank: int = 0
    swatch: str = ""


class Title(NamedTuple):
    """An event at a place across the plot, with its title."""

    x: float
    text: str


class Placed(NamedTuple):
    """Where an event's title is written; `row` counts from the top, -1 has no title."""

    x: float
    text: str
    row: int
    left: float
    right: float
    at_left: bool


def column_width(paper: Paper, labels: Sequence[EndLabel], room: float) -> float:
    """How wide the labels beside the plot get, at most `room`; 0 without labels."""
    px = paper.size.type.label
    widths = (
        _indent(paper, label) + paper.width(words.text, px, bold=words.bold)
        for label in labels
        for words in label.lines
    )
    return min(max(widths, default=0.0), room)


def write_column(paper: Paper, labels: Sequence[EndLabel], box: Rect) -> None:
    """Write labels at their heights, pushed apart where they would touch, inside the box."""
    px = paper.size.type.label
    pitch = px * LINE_PITCH
    kept = _kept(labels, box.height, pitch)
    heights = [len(label.lines) * pitch for label in kept]
    tops = _spread([label.y for label in kept], heights, box.top, box.bottom)
    for label, top in zip(kept, tops, strict=True):
        x = box.left + _indent(paper, label)
        for count, words in enumerate(label.lines):
            text = paper.elided(words.text, px, box.right - x, bold=words.bold)
            middle = top + (count + 0.5) * pitch
            paper.write(x, middle, text, px, color=words.color, bold=words.bold)
        if label.swatch:
            _block(paper, box.left, top + pitch / 2, label.swatch)


def place_titles(
    paper: Paper, titles: Sequence[Title], left: float, right: float
) -> tuple[list[Placed], Placed | None]:
    """Find rows for the titles of events between two edges, and a place to count the others.

    A title stands left of its line where it can, else right of it; it is cut before it is dropped,
    and never crossed by the line of another event. Those without a title are counted at the right
    end of a row: "and 3 more".
    """
    placed = _placed(paper, titles, left, right, top_row_begins=left)
    more = _count(paper, placed, left, right)
    if more is not None and more.row < 0:  # no room beside the titles: keep a place for it
        words = paper.readable(_("and {count} more").format(count=len(titles)))
        edge = left + paper.width(words, paper.size.type.label) + 10 * paper.size.unit
        placed = _placed(paper, titles, left, right, top_row_begins=edge)
        more = _count(paper, placed, left, right)
    return placed, more


def _count(paper: Paper, placed: Sequence[Placed], left: float, right: float) -> Placed | None:
    """The place for "and 3 more", in the lowest row with room; None when nothing is missing."""
    missing = sum(1 for one in placed if one.row < 0)
    if not missing:
        return None
    px, gap = paper.size.type.label, 6 * paper.size.unit
    words = paper.readable(_("and {count} more").format(count=missing))
    words = paper.elided(words, px, right - left)
    wide = paper.width(words, px)
    for row in range(_rows(paper) - 1, -1, -1):
        for start, end in ((right - wide, right), (left, left + wide)):
            one = Placed(math.inf, words, row, start, end, True)
            if not any(_clash(one, other, gap) for other in placed):
                return one
    return Placed(math.inf, words, -1, left, left + wide, True)


def _rows(paper: Paper) -> int:
    return 1 if paper.size.low else _ROWS


def _indent(paper: Paper, label: EndLabel) -> float:
    return 13 * paper.size.unit if label.swatch else 0.0


def _kept(labels: Sequence[EndLabel], room: float, pitch: float) -> list[EndLabel]:
    """As many labels as there is room for, by rank, in the order of their height."""
    kept: list[EndLabel] = []
    used = 0.0
    for label in sorted(labels, key=lambda one: one.rank):
        used += len(label.lines) * pitch
        if used > room and kept:
            break
        kept.append(label)
    return sorted(kept, key=lambda one: one.y)


def _spread(
    middles: Sequence[float], heights: Sequence[float], top: float, bottom: float
) -> list[float]:
    """Upper edges near the wanted heights: pushed down, then up again from the bottom."""
    tops: list[float] = []
    edge = top
    for middle, height in zip(middles, heights, strict=True):
        edge = max(edge, middle - height / 2)
        tops.append(edge)
        edge += height
    edge = bottom
    for place in range(len(tops) - 1, -1, -1):
        edge = min(edge, tops[place] + heights[place])
        tops[place] = edge = edge - heights[place]
    return tops


def _placed(
    paper: Paper, titles: Sequence[Title], left: float, right: float, *, top_row_begins: float
) -> list[Placed]:
    """Places for all titles. With one row only, the latest events are served first."""
    rows = _rows(paper)
    done: list[Placed] = []
    for title in reversed(titles) if rows == 1 else titles:
        done.append(_place(paper, title, done, rows, left, right, top_row_begins))
    return done


def _place(
    paper: Paper,
    title: Title,
    done: Sequence[Placed],
    rows: int,
    left: float,
    right: float,
    top_row_begins: float,
) -> Placed:
    px, gap = paper.size.type.label, 6 * paper.size.unit
    full = paper.width(title.text, px) if len(title.text) < 80 else right - left
    longest = min(full, (right - left) * 0.32)
    for share in (1.0, 0.6, 0.0):
        wide = max(longest * share, min(longest, _NARROWEST * px))
        for one in _candidates(title, wide, gap, rows):
            begins = left if one.row else top_row_begins
            if one.left < begins or one.right > right or title.x < begins:
                continue
            if not any(_clash(one, other, gap) for other in done):
                text = paper.elided(title.text, px, wide + 1)
                return one._replace(text=text) if text else one._replace(row=-1)
    return Placed(title.x, "", -1, title.x, title.x, True)


def _candidates(title: Title, wide: float, gap: float, rows: int) -> Iterator[Placed]:
    """Places to try: left of the line from the lowest row up, then right of it.

    Left first, because later lines never run through a title on the left of its own.
    """
    for row in range(rows - 1, -1, -1):
        yield Placed(title.x, title.text, row, title.x - gap - wide, title.x - gap, True)
    for row in range(rows - 1, -1, -1):
        yield Placed(title.x, title.text, row, title.x + gap, title.x + gap + wide, False)


def _clash(one: Placed, other: Placed, gap: float) -> bool:
    """True when two titles touch, or the line of one runs through the title of the other."""
    if other.row < 0:
        return False
    if one.row == other.row and one.left < other.right + gap and other.left < one.right + gap:
        return True
    upper, lower = (one, other) if one.row <= other.row else (other, one)
    return lower.left - gap < upper.x < lower.right + gap and upper.row < lower.row


def _block(paper: Paper, x: float, middle: float, color: str) -> None:
    from matplotlib.patches import Rectangle

    size, side = paper.size, 8 * paper.size.unit
    corner = (x / size.width_px, 1 - (middle + side / 2) / size.height_px)
    box = Rectangle(
        corner,
        side / size.width_px,
        side / size.height_px,
        transform=paper.figure.transFigure,
        facecolor=color,
        linewidth=0,
    )
    paper.figure.add_artist(box)
