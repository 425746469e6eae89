"""Bullets: a bar per measure and a mark where its target is, each row filled by the larger of the two."""

from typing import TYPE_CHECKING

from workbench.charts import frame
from workbench.charts.compared import BulletData, BulletRow
from workbench.charts.frame import Key
from workbench.charts.paper import Drawn, Paper, Rect, Spot
from workbench.charts.style import Size, Style
from workbench.language import _

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_NAMES_AT_MOST, _VALUES_AT_MOST = 0.3, 0.3  # of the width
_TALLEST, _LOWEST = 4.0, 1.75  # a row, in letter heights


def bullet(data: BulletData, *, style: Style, size: Size) -> Drawn:
    """Draw measures against their targets. What has no room is counted in a last row.

    Pure: a new figure each time. The spots are at the ends of the bars, in pixels.
    """
    paper = Paper(style, size)
    if not data.has_values:
        return frame.nothing(paper, data)
    body = frame.framed(paper, data)
    name = data.target_name or _("target")
    body = frame.legend(paper, body, [Key(name, style.text, "mark")])
    px = paper.size.type.label
    room = max(1, int(body.height / (px * _LOWEST)))
    shown = len(data.rows) if len(data.rows) <= room else max(1, room - 1)
    pitch = min(body.height / (shown + (shown < len(data.rows))), px * _TALLEST)
    box = _box(paper, data, shown, body, pitch)
    axes = paper.axes(box, (0.0, 1.0), (shown, 0.0))
    _bars(paper, axes, data, shown)
    if shown < len(data.rows):
        words = paper.readable(_("and {count} more").format(count=len(data.rows) - shown))
        text = paper.elided(words, px, body.right - box.left)
        paper.write(box.left, box.bottom + 0.5 * pitch, text, px, color=style.muted)
    return Drawn(paper.figure, _write(paper, data, shown, box, pitch), box, "y")


def _values(paper: Paper, row: BulletRow, room: float) -> str:
    text = row.measure.written(row.value)
    if row.target is not None:
        text = _("{value} of {target}").format(value=text, target=row.measure.written(row.target))
    return paper.elided(paper.readable(text), paper.size.type.label, room)


def _box(paper: Paper, data: BulletData, shown: int, body: Rect, pitch: float) -> Rect:
    px, gap = paper.size.type.label, 10 * paper.size.unit
    names = max(
        paper.width(paper.elided(paper.readable(r.name), px, body.width * _NAMES_AT_MOST), px)
        for r in data.rows[:shown]
    )
    values = max(
        paper.width(_values(paper, r, body.width * _VALUES_AT_MOST), px, bold=True)
        for r in data.rows[:shown]
    )
    left = body.left + names + gap
    right = max(body.right - values - 2 * gap, left + 1)
    return Rect(left, body.top, right, body.top + pitch * shown)


def _share(row: BulletRow, value: float | None) -> float:
    """How far along its row a value lies; what is below zero has no bar."""
    return max(0.0, value or 0.0) / row.reach * 0.96 if row.reach else 0.0


def _bars(paper: Paper, axes: "Axes", data: BulletData, shown: int) -> None:
    from matplotlib.collections import LineCollection, PolyCollection

    style = paper.style
    shapes, colours, marks, rails = [], [], [], []
    for line, row in enumerate(data.rows[:shown]):
        end = _share(row, row.value)
        shapes.append([(0, line + 0.28), (end, line + 0.28), (end, line + 0.72), (0, line + 0.72)])
        colours.append(style.bad if row.signal == "bad" else style.accent)
        rails.append([(0.0, line + 0.5), (1.0, line + 0.5)])
        if row.target is not None:
            at = _share(row, row.target)
            marks.append([(at, line + 0.14), (at, line + 0.86)])
    thin, thick = paper.points(1.0), paper.points(2.5)
    axes.add_collection(LineCollection(rails, colors=style.grid, linewidths=thin, zorder=1))
    axes.add_collection(PolyCollection(shapes, facecolors=colours, linewidths=0, zorder=2))
    axes.add_collection(LineCollection(marks, colors=style.text, linewidths=thick, zorder=3))


def _write(paper: Paper, data: BulletData, shown: int, box: Rect, pitch: float) -> tuple[Spot, ...]:
    px, gap = paper.size.type.label, 10 * paper.size.unit
    whole = paper.inside.width
    spots = []
    for line, row in enumerate(data.rows[:shown]):
        middle = box.top + (line + 0.5) * pitch
        name = paper.elided(paper.readable(row.name), px, whole * _NAMES_AT_MOST)
        paper.write(box.left - gap, middle, name, px, align="right")
        room = min(whole * _VALUES_AT_MOST, paper.inside.right - box.right - gap)
        value = _values(paper, row, room)
        paper.write(box.right + gap, middle, value, px, bold=False)
        spots.append(Spot(box.left + _share(row, row.value) * box.width, middle, line))
    return tuple(spots)
