"""Which installed fonts write a text, and how wide it gets; never a missing sign, never a warning."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from matplotlib.backends.backend_agg import RendererAgg
    from matplotlib.font_manager import FontProperties

# Fonts with Chinese, Japanese and Korean signs, then symbols; the first is on every system that
# has matplotlib.
_FALLBACKS = (
    "DejaVu Sans",
    *("Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans SC", "Noto Sans JP", "Microsoft YaHei"),
    *("Yu Gothic", "Meiryo", "PingFang SC", "Hiragino Sans", "Hiragino Sans GB", "Malgun Gothic"),
    *("Apple SD Gothic Neo", "WenQuanYi Micro Hei", "Droid Sans Fallback", "Arial Unicode MS"),
    *("Segoe UI Symbol", "Segoe UI Emoji", "Noto Sans Symbols2", "Noto Emoji", "Apple Symbols"),
)
_STAND_IN = "□"
_SPACES = re.compile(r"[ \t\n\r\f\v\u2028\u2029]+")  # a no-break space stays one
_WEIGHTS = {True: (600, 700, 400), False: (400,)}


class Face(NamedTuple):
    """Font families in the order of trying, and the one weight that all of them have."""

    families: tuple[str, ...]
    weight: int

    def properties(self, points: float) -> "FontProperties":
        """The face at a size in points, as matplotlib wants it."""
        from matplotlib.font_manager import FontProperties

        return FontProperties(family=list(self.families), weight=self.weight, size=points)


@lru_cache(maxsize=4096)
def face(text: str, family: tuple[str, ...], *, bold: bool = False) -> Face:
    """The face that has every sign of a readable text, semi-bold or bold where it can be.

    Only the families that the text needs are in it: looking for the others takes time.
    """
    faces = [_face(family, weight) for weight in _WEIGHTS[bold]]
    chosen = next((one for one in faces if _covers(one, text)), faces[-1])
    letters = set(text) or {" "}
    needed = []
    for name in chosen.families:
        there = {letter for letter in letters if _has(name, chosen.weight, letter)}
        if there:
            needed.append(name)
            letters -= there
    return Face(tuple(needed) or chosen.families[:1], chosen.weight)


@lru_cache(maxsize=4096)
def readable(text: str, family: tuple[str, ...]) -> str:
    """The text on one line, with a small square for each sign that no installed font has."""
    plain = _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip(" ")
    regular = _face(family, 400)
    return "".join(_sign(letter, regular) for letter in plain)


@lru_cache(maxsize=8192)
def width(text: str, family: tuple[str, ...], px: float, *, bold: bool = False) -> float:
    """The width of a readable text in pixels at a letter size in pixels."""
    from workbench.charts.sheet import unhinted

    properties = face(text, family, bold=bold).properties(px)
    measured = _renderer().get_text_width_height_descent
    with unhinted():
        wide, _high, _descent = measured(text, properties, False)  # type: ignore[no-untyped-call]
    return float(wide)


@lru_cache(maxsize=8192)
def letter_width(letter: str, family: tuple[str, ...], px: float, *, bold: bool = False) -> float:
    """What one letter adds to the width of a text, in pixels."""
    return width(f"n{letter}n", family, px, bold=bold) - width("nn", family, px, bold=bold)


def _sign(letter: str, regular: Face) -> str:
    if unicodedata.category(letter) in ("Cc", "Cf") or letter in "\ufe0e\ufe0f":
        return ""  # controls, and marks that only choose between two drawings of a sign
    if _covers(regular, letter):
        return letter
    if unicodedata.category(letter) == "Zs":
        return " "
    return _STAND_IN if _covers(regular, _STAND_IN) else "?"


@cache
def _face(family: tuple[str, ...], weight: int) -> Face:
    installed = _installed()
    names = dict.fromkeys((*family, *_FALLBACKS))
    return Face(tuple(name for name in names if (name, weight) in installed), weight)


@cache
def _installed() -> frozenset[tuple[str, int]]:
    """Upright fonts of normal width, by family and exact weight (anything else is logged)."""
    from matplotlib.font_manager import fontManager

    upright = (f for f in fontManager.ttflist if f.style == "normal" and f.stretch == "normal")
    return frozenset((font.name, int(font.weight)) for font in upright if _is_number(font.weight))


def _is_number(weight: object) -> bool:
    return isinstance(weight, int | float)


def _covers(one: Face, text: str) -> bool:
    if not one.families:
        return False
    return all(any(_has(name, one.weight, letter) for name in one.families) for letter in set(text))


@lru_cache(maxsize=65536)
def _has(name: str, weight: int, letter: str) -> bool:
    from matplotlib.font_manager import get_font

    path = _path(name, weight)
    try:
        return path is not None and bool(get_font(path).get_char_index(ord(letter)))
    except (OSError, RuntimeError):  # removed since matplotlib made its list, or damaged
        return False


@cache
def _path(name: str, weight: int) -> "str | None":
    from matplotlib.font_manager import FontProperties, findfont

    try:
        return findfont(FontProperties(family=[name], weight=weight), fallback_to_default=False)
    except ValueError:
        return None


@cache
def _renderer() -> "RendererAgg":
    from matplotlib.backends.backend_agg import RendererAgg

    # At 72 dots per inch a point is a pixel.
    return RendererAgg(8, 8, 72.0)  # type: ignore[no-untyped-call]
