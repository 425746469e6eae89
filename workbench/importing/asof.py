"""When an export was made: a stamp in it or in its name, else the file's time, else its newest date."""

from __future__ import annotations

import re
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import NamedTuple

from workbench.importing.dates import read_moment
from workbench.importing.grids import Row

_DAY = re.compile(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_MADE = re.compile(
    r"(?:generated|exported|created|downloaded|report (?:date|time)|gegenereerd|erstellt)\b[^\d]*(\S.*)",
    re.I,
)


class AsOf(NamedTuple):
    """The moment (local, ISO text) and what it rests on: told, in the file, file name, file time, newest date."""

    at: str
    basis: str


def decide(
    *, told: str | None, path: Path, preamble: list[Row], newest: str | None, zone: tzinfo
) -> AsOf:
    """Decide when the export was made; a stamp before the newest date in the file is no such stamp."""
    if told:
        return AsOf(told, "told")
    inside = _stamp_inside(preamble, zone)
    if inside and inside >= (newest or ""):
        return AsOf(inside, "in the file")
    named = _stamp_in_name(path.name)
    if named and named >= (newest or ""):
        return AsOf(named, "file name")
    try:
        changed = datetime.fromtimestamp(path.stat().st_mtime, zone)
    except (OSError, OverflowError, ValueError):
        return AsOf(newest or date.today().isoformat(), "newest date")
    return AsOf(changed.strftime("%Y-%m-%dT%H:%M:%S"), "file time")


def _stamp_in_name(name: str) -> str | None:
    found = [f"{y}-{m}-{d}" for y, m, d in _DAY.findall(name)]
    for day in reversed(found):
        try:
            return date.fromisoformat(day).isoformat()
        except ValueError:
            continue
    return None


def _stamp_inside(preamble: list[Row], zone: tzinfo) -> str | None:
    for row in preamble[:20]:
        for cell in row:
            found = _MADE.search(cell) if isinstance(cell, str) else None
            moment = read_moment(found[1].strip(" :"), "dmy", zone) if found else None
            if moment:
                return moment.at[:19]
    return None
