"""The tokens of a theme: what its file says, before Qt has seen it."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from workbench import resources

NAMES = ("light", "dark")

_TOKEN = re.compile(r"@([a-z][a-z0-9_]*)")


@dataclass(frozen=True)
class Tokens:
    """One theme: colours by role and by the roadmap's themes, both as #RRGGBB, and font families."""

    name: str
    colours: dict[str, str]
    themes: dict[str, str]
    families: tuple[str, ...]

    @property
    def dark(self) -> bool:
        """Whether the ground is darker than the text."""
        return luminance(self.colours["ground"]) < luminance(self.colours["text"])


@cache
def load(name: str) -> Tokens:
    """Read a theme file. Roles of [colours] and [controls] share one table of colours."""
    with resources.path(f"themes/{name}.toml").open("rb") as file:
        said = tomllib.load(file)
    return Tokens(
        name=name,
        colours={**said["colours"], **said["controls"]},
        themes=said["themes"],
        families=tuple(said["type"]["family"]),
    )


@cache
def style_sheet(name: str) -> str:
    """Fill the style sheet's @tokens from a theme. Raises KeyError for a token it does not have."""
    tokens = load(name)
    values = {**tokens.colours, "art": name}
    template = resources.path("style.qss").read_text(encoding="utf-8")
    return _TOKEN.sub(lambda found: values[found[1]], template)


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB from 0 to 1 (WCAG 2.2, definition of relative luminance)."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours from 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
