"""A heatmap: a table of values as colours, light for little, dark for much."""

from typing import TYPE_CHECKING

from workbench.charts import frame
from workbench.charts.compared import HeatData
from workbench.charts.paper import LINE_PITCH, Drawn, Paper, Rect, Spot
from workbench.charts.style import Size, Style
from workbench.language import _

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HEAT = ("#CFE8F3", "#73BFE2", "#1696D2", "#0A4C6A")
_DARK_FROM = 0.76  # from here on a cell's words are white
_ON_LIGHT, _ON_DARK = "#0A0C10", "#FFFFFF"
_ROWS_AT_MOST, _COLUMNS_AT_MOST = 0.3, 60  # of the width; cells


def heatmap(data: HeatData, *, style: Style, size: Size) -> Drawn:
    """Draw a table of colours. What has no room is counted under it: "and 4,980 more rows".

    Pure: a new figure each time. The spots are the middles of the cells, in pixels.
    """
    paper = Paper(style, size)
    if not data.has_values or not data.columns:
        return frame.nothing(paper, data)
    body = frame.framed(paper, data)
    px = paper.size.type.label
    pitch = px * LINE_PITCH
    room = max(1, int((body.height - pitch) / (px * 1.3)))
    shown = len(data.rows) if len(data.rows) <= room else max(1, room - 1)
    columns = min(len(data.columns), _COLUMNS_AT_MOST)
    names = _row_names(paper, data, shown, body)
    left = body.left + max(paper.width(name, px) for name in names) + 10 * paper.size.unit
    low = body.bottom - (pitch if shown < len(data.rows) else 0.0)
    bottom = min(low, body.top + pitch + shown * px * 3.2)
    box = Rect(min(left, body.right - 1), body.top + pitch, body.right, bottom)
    axes = paper.axes(box, (0, columns), (shown, 0))
    _cells(paper, axes, data, shown, columns)
    _write_names(paper, names, box)
    _write_columns(paper, data, columns, box)
    if shown < len(data.rows):
        _write_rest(paper, len(data.rows) - shown, box, body)
    return Drawn(paper.figure, _write_cells(paper, data, shown, columns, box), box, "both")


def heat_colour(share: float) -> str:
    """The colour of a value between the least (0) and the most (1)."""
    place = min(max(share, 0.0), 1.0) * (len(HEAT) - 1)
    first = min(int(place), len(HEAT) - 2)
    part = place - first
    ends = (HEAT[first], HEAT[first + 1])
    mixed = (
        round(int(ends[0][at : at + 2], 16) * (1 - part) + int(ends[1][at : at + 2], 16) * part)
        for at in (1, 3, 5)
    )
    return "#{:02X}{:02X}{:02X}".format(*mixed)


def words_on(share: float) -> str:
    """The colour of words on a cell of this share, chosen by contrast."""
    return _ON_DARK if share >= _DARK_FROM else _ON_LIGHT


def _shares(data: HeatData, shown: int, columns: int) -> dict[tuple[int, int], float]:
    known = {
        (row, column): value
        for row in range(shown)
        for column in range(columns)
        if (value := data.at(row, column)) is not None
    }
    low, high = min(known.values(), default=0.0), max(known.values(), default=0.0)
    wide = high - low
    return {cell: (value - low) / wide if wide else 0.5 for cell, value in known.items()}


def _cells(paper: Paper, axes: "Axes", data: HeatData, shown: int, columns: int) -> None:
    from matplotlib.collections import PolyCollection

    shares = _shares(data, shown, columns)
    gap = 0.03
    shapes = [
        [(c + gap, r + gap), (c + 1 - gap, r + gap), (c + 1 - gap, r + 1 - gap), (c + gap, r + 1 - gap)]
        for r, c in shares
    ]  # fmt: skip
    colours = [heat_colour(share) for share in shares.values()]
    axes.add_collection(PolyCollection(shapes, facecolors=colours, linewidths=0, zorder=2))


def _row_names(paper: Paper, data: HeatData, shown: int, body: Rect) -> list[str]:
    px, room = paper.size.type.label, body.width * _ROWS_AT_MOST
    found = []
    for place in range(shown):
        note = data.row_notes[place] if place < len(data.row_notes) else ""
        text = f"{data.rows[place]}  {note}" if note else data.rows[place]
        found.append(paper.elided(paper.readable(text), px, room))
    return found


def _write_names(paper: Paper, names: list[str], box: Rect) -> None:
    px, high = paper.size.type.label, box.height / len(names)
    for place, name in enumerate(names):
        middle = box.top + (place + 0.5) * high
        paper.write(box.left - 10 * paper.size.unit, middle, name, px, align="right")


def _write_columns(paper: Paper, data: HeatData, columns: int, box: Rect) -> None:
    """Names above the columns, as many as fit without touching."""
    px, wide = paper.size.type.label, box.width / columns
    end = box.left
    for place in range(columns):
        name = paper.elided(paper.readable(data.columns[place]), px, max(wide * 0.94, 3 * px))
        half = paper.width(name, px) / 2
        middle = box.left + (place + 0.5) * wide
        if not name or middle - half < end or middle + half > box.right:
            continue
        at = box.top - 0.7 * px
        paper.write(middle, at, name, px, color=paper.style.muted, align="center")
        end = middle + half + 0.4 * px


def _write_cells(
    paper: Paper, data: HeatData, shown: int, columns: int, box: Rect
) -> tuple[Spot, ...]:
    """The values inside their cells, where all have room, and the middles of the cells."""
    px = paper.size.type.small
    wide, high = box.width / columns, box.height / shown
    shares = _shares(data, shown, columns)
    among = [value for cell in shares if (value := data.at(*cell)) is not None]
    texts = {
        cell: paper.readable(data.measure.written(data.at(*cell), among=among)) for cell in shares
    }
    fits = high > 1.3 * px and all(paper.width(t, px) < 0.9 * wide for t in texts.values())
    spots = []
    for (row, column), share in shares.items():
        x, y = box.left + (column + 0.5) * wide, box.top + (row + 0.5) * high
        if fits:
            color = words_on(share)
            paper.write(x, y, texts[row, column], px, color=color, align="center")
        spots.append(Spot(x, y, row * len(data.columns) + column))
    return tuple(spots)


def _write_rest(paper: Paper, hidden: int, box: Rect, body: Rect) -> None:
    px = paper.size.type.label
    words = paper.readable(_("and {count} more").format(count=hidden))
    at = box.bottom + 0.75 * px
    paper.write(
        box.left, at, paper.elided(words, px, body.right - box.left), px, color=paper.style.muted
    )
