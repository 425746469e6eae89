"""How wide text is on a slide, without the machine that will show it.

Widths are those of Helvetica and Helvetica Bold (Arial has the same), in thousandths of the type size, from Adobe's
published Core 14 font metrics; letters outside ASCII count as wide, so an estimate errs large.
"""

from __future__ import annotations

import unicodedata

_ASCII = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 "
    "556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 "
    "1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 "
    "667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 "
    "333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 "
    "556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"
)
_BOLD = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 "
    "556 556 556 556 556 556 556 556 556 556 333 333 584 584 584 611 "
    "975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 "
    "667 778 722 667 611 722 667 944 667 667 611 333 278 333 584 556 "
    "333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 "
    "611 611 389 556 333 611 556 778 556 556 500 389 280 389 584"
)
# Signs of sentences and numbers outside ASCII, nearly alike in both weights.
_SIGNS = {"\u00a0": 278, "\u202f": 278, "–": 556, "—": 1000, "−": 584, "€": 556, "£": 556, "·": 333}
_SIGNS |= {
    "…": 1000,
    "‘": 278,
    "’": 278,
    "“": 500,
    "”": 500,
    "÷": 584,
    "×": 584,
    "●": 610,
    "•": 350,
}
_WIDTHS = {
    bold: {chr(32 + n): int(width) for n, width in enumerate(table.split())} | _SIGNS
    for bold, table in ((False, _ASCII), (True, _BOLD))
}


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Estimate the width of one line in points, for a type size in points."""
    known = _WIDTHS[bold]
    thousandths = sum(known.get(letter) or _other(letter, known) for letter in text)
    return thousandths / 1000 * size


def _other(letter: str, known: dict[str, int]) -> int:
    """Estimate a letter outside ASCII: full em for East Asian and symbols, none for accents."""
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Cf", "Mn", "Me"):
        return 0
    if unicodedata.east_asian_width(letter) in ("W", "F"):
        return 1000
    base = unicodedata.normalize("NFD", letter)[0]
    return known.get(base, 650 if letter.isalpha() else 1000)


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """Break text into lines no wider than the room (points); a word too long is cut."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            wider = f"{line} {word}" if line else word
            if width(wider, size, bold=bold) <= room:
                line = wider
                continue
            if line:
                lines.append(line)
            line = word
            while width(line, size, bold=bold) > room and len(line) > 1:
                cut = _longest(line, size, room, bold)
                lines.append(line[:cut])
                line = line[cut:]
        lines.append(line)
    return lines


def _longest(text: str, size: float, room: float, bold: bool) -> int:
    """Count how many letters fit the room; at least one."""
    used = 0.0
    for n, letter in enumerate(text):
        used += width(letter, size, bold=bold)
        if used > room:
            return max(n, 1)
    return len(text)


def elided(text: str, size: float, room: float, *, lines: int = 1, bold: bool = False) -> str:
    """Shorten text to so many lines of the room, ending in '…' where something is left out."""
    broken = wrapped(text, size, room, bold=bold)
    if len(broken) <= lines:
        return text
    keep = min(sum(len(line) + 1 for line in broken[:lines]), len(text))
    while keep:
        short = text[:keep].rstrip() + "…"
        if len(wrapped(short, size, room, bold=bold)) <= lines:
            return short
        keep -= 1
    return "…"


def fitted(
    text: str, sizes: tuple[float, ...], room: float, *, lines: int, bold: bool = False
) -> tuple[str, float]:
    """Choose the first size at which the text fits so many lines; else shorten it at the last."""
    for size in sizes:
        if len(wrapped(text, size, room, bold=bold)) <= lines:
            return text, size
    return elided(text, sizes[-1], room, lines=lines, bold=bold), sizes[-1]
