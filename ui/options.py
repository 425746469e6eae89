"""The options of the window and of the tour, read by hand: a parser's import is felt at every start."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace

THEMES = ("light", "dark", "system")
WINDOW_USAGE = (
    "Usage: main.py [FILE ...] [--sample] [--exit-when-painted]"
    " [--theme light|dark|system] [--size 1440x900]"
)
TOUR_USAGE = "Usage: main.py tour DIR [FILE] [--theme light|dark] [--size 1440x900] [--scale 1.5]"


class BadOptions(Exception):
    """The command line is not one of ours; its text is one sentence."""


@dataclass(frozen=True)
class Options:
    """What the command line asked for; `size` in pixels, None for the size last used."""

    files: tuple[str, ...] = field(default=())
    sample: bool = False
    exit_when_painted: bool = False
    theme: str = ""
    size: tuple[int, int] | None = None
    scale: float = 1.0


def read(arguments: list[str], usage: str) -> Options:
    """Read a command line; raises BadOptions with one sentence."""
    found = Options()
    rest = list(arguments)
    while rest:
        part = rest.pop(0)
        name, sign, value = part.partition("=")
        if name in ("--theme", "--size", "--scale"):
            if not sign and not rest:
                raise BadOptions(usage)
            found = _valued(found, name, value if sign else rest.pop(0), usage)
        elif part in ("--sample", "--exit-when-painted") and usage == WINDOW_USAGE:
            found = replace(found, **{part[2:].replace("-", "_"): True})
        elif part.startswith("-"):
            raise BadOptions(usage)
        else:
            found = replace(found, files=(*found.files, part))
    return found


def _valued(found: Options, name: str, value: str, usage: str) -> Options:
    try:
        if name == "--theme" and value in THEMES:
            return replace(found, theme=value)
        if name == "--size":
            width, height = (int(part) for part in value.lower().split("x"))
            if 200 <= width <= 10_000 and 200 <= height <= 10_000:
                return replace(found, size=(width, height))
        if name == "--scale" and usage == TOUR_USAGE and 0.5 <= float(value) <= 4:
            return replace(found, scale=float(value))
    except ValueError:
        raise BadOptions(usage) from None
    raise BadOptions(usage)


def refuse(error: BadOptions) -> int:
    """Say on standard error what would have been right, and answer the exit status."""
    print(error, file=sys.stderr)
    return 2
