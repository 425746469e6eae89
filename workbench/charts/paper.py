"""The sheet a chart is drawn on: pixels from the top left, texts that are measured before use."""

from typing import TYPE_CHECKING, Literal, NamedTuple

from workbench.charts import fonts
from workbench.charts.style import Size, Style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Align = Literal["left", "center", "right"]
LINE_PITCH = 1.4  # the distance between two lines of text, in letter heights
_CAPITAL = 0.36  # half the height of a capital, in letter heights
_MORE = "…"


class Rect(NamedTuple):
    """A rectangle in pixels from the top left of the picture."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right, in pixels."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom, in pixels."""
        return self.bottom - self.top

    def meets(self, other: "Rect") -> bool:
        """True when the two share more than an edge."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


class Spot(NamedTuple):
    """Where one value is drawn: its place in pixels and its position in the data."""

    x_px: float
    y_px: float
    place: int


class Drawn(NamedTuple):
    """A finished chart: the figure, and where its values are, for hover, click and keyboard.

    `along` is the direction in which the values follow each other, "both" where they lie about.
    """

    figure: "Figure"
    spots: tuple[Spot, ...] = ()
    plot: Rect = Rect(0, 0, 0, 0)
    along: Literal["x", "y", "both"] = "x"

    def at(self, x_px: float, y_px: float, *, reach: float = 12.0) -> Spot | None:
        """The value nearest to a place in the plot; None outside it (by more than `reach`)."""
        plot = self.plot
        inside = plot.left - reach <= x_px <= plot.right + reach
        if not inside or not plot.top - reach <= y_px <= plot.bottom + reach:
            return None
        if self.along == "both":
            return min(
                self.spots,
                key=lambda spot: (spot.x_px - x_px) ** 2 + (spot.y_px - y_px) ** 2,
                default=None,
            )
        place, name = (x_px, "x_px") if self.along == "x" else (y_px, "y_px")
        return min(self.spots, key=lambda spot: abs(getattr(spot, name) - place), default=None)


class Paper:
    """A new figure with the ground of the theme, written on in pixels."""

    def __init__(self, style: Style, size: Size) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        from workbench.charts.sheet import Sheet

        self.style = style
        self.size = size
        self.figure: Figure = Sheet(figsize=size.inches, dpi=size.dpi, facecolor=style.panel)
        FigureCanvasAgg(self.figure)

    @property
    def inside(self) -> Rect:
        """The sheet without its margin."""
        pad = self.size.pad_px
        return Rect(pad, pad, self.size.width_px - pad, self.size.height_px - pad)

    def readable(self, text: str) -> str:
        """The text with only signs that can be drawn, on one line."""
        return fonts.readable(text, self.style.family)

    def width(self, text: str, px: float, *, bold: bool = False) -> float:
        """The width of a readable text in pixels."""
        return fonts.width(text, self.style.family, px, bold=bold) if text else 0.0

    def write(
        self,
        x: float,
        middle: float,
        text: str,
        px: float,
        *,
        color: str = "",
        bold: bool = False,
        align: Align = "left",
    ) -> None:
        """Write a readable text with the middle of its capitals at a height; sizes in pixels."""
        if not text:
            return
        points = px * 72.0 / self.size.dpi
        face = fonts.face(text, self.style.family, bold=bold)
        self.figure.text(
            x / self.size.width_px,
            1.0 - (middle + _CAPITAL * px) / self.size.height_px,
            text,
            fontproperties=face.properties(points),
            color=color or self.style.text,
            ha=align,
            va="baseline",
            parse_math=False,
        )

    def elided(self, text: str, px: float, room: float, *, bold: bool = False) -> str:
        """The readable text, cut with "…" where it is wider than the room; "" if nothing fits."""
        if self._sum(text, px, bold) <= room * 1.5 and self.width(text, px, bold=bold) <= room:
            return text
        keep = self._fitting(text, px, room - self._sum(_MORE, px, bold), bold)
        while keep:
            cut = text[:keep].rstrip() + _MORE
            if self.width(cut, px, bold=bold) <= room:
                return cut
            keep -= 1
        return ""

    def wrapped(
        self, text: str, px: float, room: float, *, lines: int, bold: bool = False
    ) -> list[str]:
        """The readable text in at most so many lines; what is too much ends in "…"."""
        done: list[str] = []
        rest = text
        while rest and len(done) < lines - 1:
            line, rest = self._first_line(rest, px, room, bold)
            done.append(line)
        last = self.elided(rest, px, room, bold=bold)
        return [*done, last] if last else done

    def axes(self, box: Rect, x: tuple[float, float], y: tuple[float, float]) -> "Axes":
        """Bare axes in a box with these limits: nothing drawn but what is put on them."""
        wide, high = self.size.width_px, self.size.height_px
        place = (box.left / wide, 1 - box.bottom / high, box.width / wide, box.height / high)
        axes = self.figure.add_axes(place)
        axes.set_axis_off()
        axes.set(xlim=x, ylim=y)
        axes.set_autoscale_on(False)
        return axes

    def points(self, design: float) -> float:
        """A length of the design (1 = a hairline on a plain screen) in points."""
        return design * self.size.unit * 72.0 / self.size.dpi

    def _first_line(self, text: str, px: float, room: float, bold: bool) -> tuple[str, str]:
        fits = self._fitting(text, px, room, bold)
        while fits and self.width(text[:fits].rstrip(" "), px, bold=bold) > room:
            fits -= 1
        if fits >= len(text):
            return text, ""
        fits = max(1, fits)
        cut = _break_before(text, fits)
        return text[:cut].rstrip(" "), text[cut:].lstrip(" ")

    def _fitting(self, text: str, px: float, room: float, bold: bool) -> int:
        """How many letters fit, counted letter by letter."""
        used = 0.0
        for count, letter in enumerate(text):
            used += fonts.letter_width(letter, self.style.family, px, bold=bold)
            if used > room:
                return count
        return len(text)

    def _sum(self, text: str, px: float, bold: bool) -> float:
        family = self.style.family
        return sum(fonts.letter_width(letter, family, px, bold=bold) for letter in text)


def _break_before(text: str, fits: int) -> int:
    """The last place to break within the letters that fit: at a space, else between signs."""
    if text[fits : fits + 1] == " ":
        return fits
    space = text.rfind(" ", 0, fits)
    if space > 0:
        return space
    return fits
