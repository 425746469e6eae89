"""What stands around every plot: takeaway, subtitle, legend, footer, and the empty chart."""

from typing import Literal, NamedTuple, Protocol

from workbench.charts.paper import LINE_PITCH, Drawn, Paper, Rect
from workbench.language import _

_SWATCHES = {"line": (16, 2.5), "block": (16, 10), "mark": (2, 13)}  # width and height


class Headed(Protocol):
    """Any chart's data: they all have these words."""

    @property
    def title(self) -> str:
        """The takeaway."""

    @property
    def subtitle(self) -> str:
        """Measure, unit and period."""

    @property
    def footer(self) -> str:
        """Source, as-of date and n."""

    @property
    def empty(self) -> str:
        """What to say without values."""


class Key(NamedTuple):
    """One entry of a legend: a name, its colour, and what it looks like in the plot."""

    name: str
    color: str
    looks: Literal["line", "block", "mark"] = "line"


def framed(paper: Paper, data: Headed) -> Rect:
    """Write title, subtitle and footer; the rectangle that is left for the plot."""
    inside = paper.inside
    top = _heading(paper, data, inside)
    bottom = _footer(paper, data.footer, inside)
    return Rect(inside.left, min(top, bottom - 1), inside.right, bottom)


def nothing(paper: Paper, data: Headed) -> Drawn:
    """A calm chart without values: the heading and one sentence that says what to do."""
    body = framed(paper, data)
    px = paper.size.type.subtitle
    sentence = paper.readable(data.empty or _("There is nothing to show for this period yet."))
    room = min(body.width, 34 * px)
    lines = paper.wrapped(sentence, px, room, lines=3)
    middle = (body.top + body.bottom) / 2 - (len(lines) - 1) * px * LINE_PITCH / 2
    for count, line in enumerate(lines):
        at = middle + count * px * LINE_PITCH
        center = (body.left + body.right) / 2
        paper.write(center, at, line, px, color=paper.style.muted, align="center")
    return Drawn(paper.figure, plot=body)


def legend(paper: Paper, body: Rect, keys: list[Key]) -> Rect:
    """Write the names of the lines above the plot in rows; the rectangle that is left.

    Names are shortened rather than left out; what still has no room is counted in the last entry.
    """
    px, unit = paper.size.type.label, paper.size.unit
    swatch, gap, pitch = 16 * unit, 18 * unit, px * LINE_PITCH
    most = 2 if paper.size.low else 3
    rows: list[list[tuple[Key, str, float]]] = [[]]
    placed, x = 0, body.left
    for key in keys:
        name = paper.elided(paper.readable(key.name), px, body.width * 0.4 - swatch)
        wide = swatch + 6 * unit + paper.width(name, px)
        more = _more(paper, len(keys) - placed - 1)
        last_row = len(rows) == most
        reserve = gap + paper.width(more, px) if last_row and more else 0.0
        if x + wide + reserve > body.right and (last_row or not rows[-1]):
            break
        if x + wide > body.right:
            rows.append([])
            x = body.left
        rows[-1].append((key, name, x))
        placed, x = placed + 1, x + wide + gap
    _write_rows(paper, body, rows, _more(paper, len(keys) - placed), x)
    return body._replace(top=min(body.top + len(rows) * pitch + 4 * unit, body.bottom - 1))


def _heading(paper: Paper, data: Headed, inside: Rect) -> float:
    sizes, unit = paper.size.type, paper.size.unit
    y = inside.top
    title = paper.readable(data.title)
    for line in _balanced(paper, title, inside.width):
        paper.write(inside.left, y + sizes.title * 0.55, line, sizes.title, bold=True)
        y += sizes.title * 1.28
    y += 3 * unit if title else 0
    subtitle = paper.readable(data.subtitle)
    most = 1 if paper.size.low else 2
    for line in paper.wrapped(subtitle, sizes.subtitle, inside.width, lines=most):
        middle = y + sizes.subtitle * 0.7
        paper.write(inside.left, middle, line, sizes.subtitle, color=paper.style.muted)
        y += sizes.subtitle * LINE_PITCH
    return y + (8 if paper.size.low else 18) * unit


def _balanced(paper: Paper, title: str, room: float) -> list[str]:
    """The title in one or two lines, never with a single short word in the second."""
    px = paper.size.type.title
    lines = paper.wrapped(title, px, room, lines=2, bold=True)
    if len(lines) == 2 and paper.width(lines[1], px, bold=True) < room * 0.2:
        lines = paper.wrapped(title, px, room * 0.8, lines=2, bold=True)
    return lines


def _footer(paper: Paper, footer: str, inside: Rect) -> float:
    px, unit = paper.size.type.small, paper.size.unit
    most = 1 if paper.size.low else 2
    lines = paper.wrapped(paper.readable(footer), px, inside.width, lines=most)
    y = inside.bottom - len(lines) * px * LINE_PITCH
    for count, line in enumerate(lines):
        middle = y + (count + 0.6) * px * LINE_PITCH
        paper.write(inside.left, middle, line, px, color=paper.style.faint)
    return y - (10 * unit if lines else 0)


def _more(paper: Paper, count: int) -> str:
    return paper.readable(_("and {count} more").format(count=count)) if count > 0 else ""


def _write_rows(
    paper: Paper, body: Rect, rows: list[list[tuple[Key, str, float]]], more: str, x_more: float
) -> None:
    px, unit, style = paper.size.type.label, paper.size.unit, paper.style
    pitch = px * LINE_PITCH
    middle = body.top
    for count, row in enumerate(rows):
        middle = body.top + (count + 0.5) * pitch
        for key, name, x in row:
            _swatch(paper, x, middle, key)
            paper.write(x + 22 * unit, middle, name, px, color=style.text)
    paper.write(x_more, middle, more, px, color=style.muted)


def _swatch(paper: Paper, x: float, middle: float, key: Key) -> None:
    from matplotlib.patches import Rectangle

    unit, size = paper.size.unit, paper.size
    wide, high = (length * unit for length in _SWATCHES[key.looks])
    left = x + (16 * unit - wide) / 2
    corner = (left / size.width_px, 1 - (middle + high / 2) / size.height_px)
    box = Rectangle(
        corner,
        wide / size.width_px,
        high / size.height_px,
        transform=paper.figure.transFigure,
        facecolor=key.color,
        linewidth=0,
    )
    paper.figure.add_artist(box)
