"""Limits that warn: work in progress per column, and the musts of MoSCoW against all of the effort."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from workbench.errors import BadInput
from workbench.language import _
from workbench.roadmap.backlog import Item
from workbench.roadmap.frameworks import framework
from workbench.roadmap.scoring import inputs_of
from workbench.roadmap.timeline import effort_weeks
from workbench.store.brand import set_setting

MUSTS = 0.60
KEY = "work_limits"


class Limit(NamedTuple):
    """The most a column should hold: a number of items, or weeks of effort."""

    most: float
    by_effort: bool = False


class Fill(NamedTuple):
    """How full a column is: '6/5', whether that is too much, and items whose effort is not known."""

    held: float
    most: float | None
    unknown: int

    @property
    def is_over(self) -> bool:
        """Whether the limit is passed; it warns and never blocks."""
        return self.most is not None and self.held > self.most

    @property
    def text(self) -> str:
        """The count for the head of a column."""
        held = f"{self.held:g}"
        return held if self.most is None else f"{held}/{self.most:g}"


class Promise(NamedTuple):
    """The weeks of each MoSCoW word, the part that musts take, and a sentence; items without effort are `unknown`."""

    weeks: Mapping[str, float]
    musts: float | None
    is_over: bool
    unknown: tuple[int, ...]
    sentence: str


def limits(db: sqlite3.Connection) -> dict[str, Limit]:
    """The limits by column, written as 'field:value' ('stage:building')."""
    row = db.execute("SELECT value FROM setting WHERE key = ?", (KEY,)).fetchone()
    kept = json.loads(row[0]) if row and row[0] else {}
    return {column: Limit(float(most), bool(effort)) for column, (most, effort) in kept.items()}


def set_limit(db: sqlite3.Connection, column: str, limit: Limit | None) -> None:
    """Set or lift the limit of a column ('stage:building'). Raises BadInput for one that is not above 0."""
    if limit is not None and not limit.most > 0:
        raise BadInput(_("A limit is above 0."))
    kept = limits(db)
    if limit is None:
        kept.pop(column, None)
    else:
        kept[column] = limit
    set_setting(db, KEY, json.dumps(kept))


def fill(items: Iterable[Item], limit: Limit | None) -> Fill:
    """How full a column with these items is."""
    found = list(items)
    if limit is None or not limit.by_effort:
        return Fill(len(found), limit.most if limit else None, 0)
    efforts = [effort_weeks(item) for item in found]
    held = round(sum(effort for effort in efforts if effort is not None), 9)
    return Fill(held, limit.most, sum(effort is None for effort in efforts))


def promise(items: Iterable[Item]) -> Promise:
    """Musts may take 60 % of the effort of musts, shoulds and coulds together (DSDM handbook, MoSCoW)."""
    scheme = framework("moscow")
    words = {choice.value: choice.label for choice in scheme.criterion("promise").choices}
    weeks = dict.fromkeys(words.values(), 0.0)
    unknown = []
    for item in items:
        given = inputs_of(scheme, item).get("promise")
        if given is None or not item.stage.is_open:
            continue
        effort = effort_weeks(item, scheme)
        if effort is None and given.value > 0:
            unknown.append(item.id)
        weeks[words[round(given.value)]] += effort or 0.0
    counted = sum(weeks[words[value]] for value in words if value > 0)
    part = weeks[words[3]] / counted if counted else None
    over = part is not None and part > MUSTS + 1e-9
    return Promise(weeks, part, over, tuple(unknown), _promise_words(part, over))


def _promise_words(part: float | None, over: bool) -> str:
    if part is None:
        return _("No effort is known yet for what was promised.")
    if over:
        return _(
            "Musts take {part:.0%} of the effort; above 60 % nothing is left to give way."
        ).format(part=part)
    return _("Musts take {part:.0%} of the effort, 60 % at most.").format(part=part)
