"""What a chart looks like: the colours of a theme and the sizes of a target."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from workbench.errors import WorkbenchError
from workbench.language import _
from workbench.resources import path

# Distinct for colour-blind readers; the accent of the theme takes the first place.
_LINE_COLOURS = ("#D55E00", "#009E73", "#CC79A7")
_FILL_COLOURS = ("#E69F00", "#56B4E9", "#0072B2")
_ROLES = (
    *("ground", "panel", "line", "grid", "text", "muted", "faint", "accent", "accent_soft"),
    *("bad", "bad_soft", "warning", "warning_soft"),
)


@dataclass(frozen=True)
class Style:
    """All colours of a chart by role, as "#RRGGBB", and the font families to try in order.

    `series` holds the colours of several lines; the first one is the accent. `fills` are for areas
    only: two of them are too light for a line or a text.
    """

    name: str
    dark: bool
    ground: str
    panel: str
    line: str
    grid: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_soft: str
    bad: str
    bad_soft: str
    warning: str
    warning_soft: str
    themes: Mapping[str, str] = field(default_factory=dict, hash=False)
    family: tuple[str, ...] = ("DejaVu Sans",)

    @property
    def series(self) -> tuple[str, ...]:
        """Colours for lines, the most important first."""
        return (self.accent, *_LINE_COLOURS, self.text)

    @property
    def fills(self) -> tuple[str, ...]:
        """Colours for areas and stacked bars, the most important first."""
        rest = tuple(colour for colour in _FILL_COLOURS if colour != self.accent)
        return (self.accent, *_LINE_COLOURS, *rest)

    def faded(self, colour: str, share: float) -> str:
        """A colour mixed with the panel: 0 leaves it, 1 is the panel itself."""
        pairs = zip(_rgb(colour), _rgb(self.panel), strict=True)
        mixed = (round(one + (other - one) * share) for one, other in pairs)
        return "#{:02X}{:02X}{:02X}".format(*mixed)


class Type(NamedTuple):
    """Letter heights in pixels of the target (the size of the font, not of a capital)."""

    title: float
    subtitle: float
    label: float
    small: float


@dataclass(frozen=True)
class Size:
    """The target's size in pixels, its resolution and the letter sizes that belong to it.

    `unit` is the number of pixels in one step of the design (a hairline, a gap of 1).
    """

    width_px: int
    height_px: int
    dpi: float
    unit: float
    pad_px: float
    type: Type

    @classmethod
    def screen(cls, width: float, height: float, *, scale: float = 1.0) -> "Size":
        """A place on a screen: logical pixels and the display's scale (1.0, 1.5, 2.0)."""
        pad = 24.0 if min(width, height) >= 360 else 14.0
        sizes = Type(21.5, 13.5, 12.5, 12.0) if width >= 560 else Type(17.0, 12.5, 12.0, 11.5)
        return cls(
            width_px=max(1, round(width * scale)),
            height_px=max(1, round(height * scale)),
            dpi=96.0 * scale,
            unit=scale,
            pad_px=pad * scale,
            type=Type(*(px * scale for px in sizes)),
        )

    @classmethod
    def slide(cls, width_px: int = 1920, height_px: int = 1080) -> "Size":
        """A slide or a picture for a document; 1920 x 1080 is 16 x 9 in at 120 dpi.

        Letters are 26, 19, 15 and 13.5 pt at that height and grow with it, so that nothing is
        smaller than a fiftieth of the height.
        """
        dpi = 120.0 * height_px / 1080.0
        sizes = Type(*(points * dpi / 72.0 for points in (26.0, 19.0, 15.0, 13.5)))
        unit = 1.9 * height_px / 1080.0
        return cls(width_px, height_px, dpi, unit, 34.0 * unit, sizes)

    @property
    def inches(self) -> tuple[float, float]:
        """Width and height in inches, never a hair less than the whole number of pixels."""
        return _inches(self.width_px, self.dpi), _inches(self.height_px, self.dpi)

    @property
    def low(self) -> bool:
        """True where there is no room for a second line of subtitle or footer."""
        return self.height_px < 420 * self.unit


@cache
def style(theme: str) -> Style:
    """The style of a theme of resources/themes, "light" or "dark".

    Raises WorkbenchError when the theme is missing or is not complete.
    """
    file = path(f"themes/{theme}.toml")
    try:
        tokens = tomllib.loads(file.read_text(encoding="utf-8"))
        return from_tokens(theme, tokens)
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        sentence = _("The colour theme “{name}” cannot be read.").format(name=theme)
        raise WorkbenchError(sentence) from error


def from_tokens(name: str, tokens: Mapping[str, Any]) -> Style:
    """A style from a theme's tables: colours, themes and type (family).

    Raises KeyError when a colour is missing, ValueError when one is not "#RRGGBB".
    """
    colours = {role: str(tokens["colours"][role]) for role in _ROLES}
    red, green, blue = _rgb(colours["panel"])
    family = tokens.get("type", {}).get("family", ())
    return Style(
        name=name,
        dark=red + green + blue < 3 * 128,
        themes=dict(tokens.get("themes", {})),
        family=(family,) if isinstance(family, str) else tuple(family),
        **colours,
    )


def _rgb(colour: str) -> tuple[int, int, int]:
    if len(colour) != 7 or not colour.startswith("#"):
        raise ValueError(f"not a colour: {colour}")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _inches(pixels: int, dpi: float) -> float:
    inches = pixels / dpi
    # The canvas cuts off fractions of a pixel, so 822.9999 would lose a whole one.
    return inches if inches * dpi >= pixels else math.nextafter(inches, math.inf)
