"""How a brand's slides look: its accent colour, its font and its logo, kept as settings of the workspace."""

from __future__ import annotations

import base64
import binascii
import re
import sqlite3
from dataclasses import dataclass, replace
from functools import lru_cache

from workbench.charts.style import Style
from workbench.errors import BadInput
from workbench.language import _
from workbench.store.brand import set_setting

ACCENT, FONT, LOGO = "brand_accent", "brand_font", "brand_logo"
LARGEST_LOGO = 400_000  # bytes; a picture for the corner of a slide is far smaller
_PNG = b"\x89PNG\r\n\x1a\n"
_READABLE = 4.5  # contrast of text, WCAG 2.2 criterion 1.4.3


@dataclass(frozen=True)
class Look:
    """A brand's accent ('#RRGGBB' or ''), font family ('' for the theme's), and logo (PNG bytes or none)."""

    accent: str = ""
    font: str = ""
    logo: bytes = b""

    def styled(self, style: Style) -> Style:
        """The style in the brand's colour and font; a colour too pale to read is taken darker."""
        if self.accent:
            style = replace(style, accent=readable(self.accent, style.panel))
        if self.font:
            style = replace(style, family=(self.font, *style.family))
        return style


PLAIN = Look()


def look(db: sqlite3.Connection) -> Look:
    """Read the brand's look from the settings; what cannot be read counts as not set."""
    sql = "SELECT key, value FROM setting WHERE key IN (?, ?, ?)"
    found = dict(db.execute(sql, (ACCENT, FONT, LOGO)).fetchall())
    accent = found.get(ACCENT) or ""
    try:
        logo = base64.b64decode(found.get(LOGO) or "", validate=True)
    except (binascii.Error, ValueError):
        logo = b""
    is_colour = re.fullmatch(r"#[0-9A-Fa-f]{6}", accent)
    return Look(accent.upper() if is_colour else "", found.get(FONT) or "", logo)


def set_accent(db: sqlite3.Connection, colour: str) -> None:
    """Give the brand a colour as '#RRGGBB', or none. Raises BadInput."""
    if colour and not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
        raise BadInput(_("A colour is written like #006BA8."))
    set_setting(db, ACCENT, colour.upper())


def set_font(db: sqlite3.Connection, family: str) -> None:
    """Give the brand a font family by its name, or none."""
    set_setting(db, FONT, " ".join(family.split()))


def set_logo(db: sqlite3.Connection, png: bytes) -> None:
    """Give the brand a logo as a PNG picture, or none. Raises BadInput for another kind or a large file."""
    if png and not png.startswith(_PNG):
        raise BadInput(_("The logo must be a PNG picture."))
    if len(png) > LARGEST_LOGO:
        raise BadInput(_("This picture is too large for a logo; make it smaller than 400 KB."))
    set_setting(db, LOGO, base64.b64encode(png).decode("ascii"))


@lru_cache(maxsize=64)
def readable(colour: str, ground: str) -> str:
    """The colour, moved towards black or white until it has a contrast of 4.5 on the ground."""
    toward = 0 if _luminance(_rgb(ground)) > 0.4 else 255
    parts = _rgb(colour)
    for step in range(21):
        mixed = tuple(round(part + (toward - part) * step / 20) for part in parts)
        if contrast(mixed, _rgb(ground)) >= _READABLE:
            break
    return "#{:02X}{:02X}{:02X}".format(*mixed)


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The contrast of two colours from 1 to 21, as WCAG 2.2 defines it."""
    lights = sorted((_luminance(one), _luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(rgb: tuple[int, ...]) -> float:
    parts = [value / 255 for value in rgb]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[n : n + 2], 16) for n in (1, 3, 5))
