"""Words of the person's own on a slide."""

from __future__ import annotations

import sqlite3

from workbench.presenting.deck import Settings
from workbench.presenting.slides import TextSlide


def text(_db: sqlite3.Connection, settings: Settings) -> TextSlide:
    """The lines of a text slide."""
    return TextSlide("", tuple(own_lines(settings)), cover=bool(settings.get("cover")))


def own_lines(settings: Settings) -> list[str]:
    """The lines that a person wrote into a slide's settings, as `lines` or `text`."""
    lines = settings.get("lines")
    if isinstance(lines, list):
        return [str(line) for line in lines]
    return str(settings.get("text") or "").splitlines()
