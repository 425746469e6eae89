"""Tables written the way careless programs write them: lines above, ragged rows, stray quotes, mixed line ends.

Each comes with what it holds, so that a reader can be held against the truth.
"""

from __future__ import annotations

import random
from typing import NamedTuple

WORDS = (
    "Cedar candle",
    "Fig, 220 g",
    "Zürich",
    "blue; red",
    'the "big" one',
    "O'Neil",
    "a|b",
    "Noël\tset",
    '12" wick',
)
LONG = ("two\nlines", "one; two, three", 'says "yes", often', "1,5 - 2,5 | 3")
FAULTS = ("preamble", "ragged", "stray", "ends", "few", "long", "wordy")
NAMES = (
    "Date",
    "Campaign",
    "Product",
    "Note",
    "City size",
    "Amount",
    "Clicks",
    "Rate",
    "Status",
    "Group",
)


class Messy(NamedTuple):
    """A text with a table in it, and the cells that the table holds, header first."""

    text: str
    rows: list[list[str]]
    faults: frozenset[str]


def messy(seed: int) -> Messy:
    """One such text; the same seed gives the same."""
    rng = random.Random(seed)
    delimiter = rng.choice(",;\t|")
    width, height = rng.randint(2, 8), rng.randint(4, 30)
    faults = frozenset(f for f in FAULTS if rng.random() < 0.4)
    if "few" in faults:
        height = rng.randint(1, 3)
    usual = ("word", "word", "long") if "wordy" in faults else ("word", "number", "day", "money")
    kinds = [rng.choice((*usual, "long") if "long" in faults else usual) for _ in range(width)]
    header = rng.sample(NAMES, width)
    rows = [header, *([_cell(rng, kind, delimiter) for kind in kinds] for _ in range(height))]
    lines = [_line(rng, row, delimiter, faults) for row in rows]
    if "preamble" in faults:
        lines = [*_above(rng, delimiter), *lines]
    ends = ("\n", "\r\n") if "ends" in faults else ("\n",)
    text = "".join(line + rng.choice(ends) for line in lines)
    return Messy(text, rows, faults)


def _cell(rng: random.Random, kind: str, delimiter: str) -> str:
    if rng.random() < 0.06:
        return ""
    if kind == "number":
        return str(rng.randint(0, 9999))
    if kind == "day":
        return f"2026-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    if kind == "money":
        whole, rest = rng.randint(0, 99), rng.randint(0, 99)
        return f"{whole}{',' if delimiter == ';' else '.'}{rest:02d}"
    return rng.choice(LONG if kind == "long" else WORDS)


def _line(rng: random.Random, row: list[str], delimiter: str, faults: frozenset[str]) -> str:
    cells = []
    for cell in row:
        if (
            delimiter in cell
            or cell.startswith('"')
            or "\n" in cell
            or ('"' in cell and "stray" not in faults)
        ):
            cells.append('"' + cell.replace('"', '""') + '"')
        elif rng.random() < 0.15 and '"' not in cell:
            cells.append(f'"{cell}"')
        else:
            cells.append(cell)  # a quote in the middle of a bare cell is only a quote
    if "ragged" in faults:
        while len(cells) > 2 and not row[len(cells) - 1]:
            cells.pop()
    return delimiter.join(cells)


def _above(rng: random.Random, delimiter: str) -> list[str]:
    titles = (
        "Report of the shop",
        "All amounts in EUR; unless said otherwise",
        "Period: 1 Sept 2026 - 30 Sept 2026",
        "Shops, channels, countries: all",
        "",
    )
    told = [title for title in rng.sample(titles, rng.randint(1, 4)) if delimiter not in title]
    return [title + delimiter * rng.choice((0, 0, 2)) for title in told]
