"""Loose ends for Home: where the chain from idea to decision is open, and what was launched lately."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from workbench.language import _, ngettext
from workbench.roadmap.frameworks import framework_of
from workbench.roadmap.scoring import ranked
from workbench.roadmap.words import Stage
from workbench.store.clock import today as brand_today

MEASURED_WITHIN = timedelta(weeks=26)


class Gap(StrEnum):
    """What is missing in the chain."""

    NO_HYPOTHESIS = "no hypothesis"
    NO_DECISION = "no decision"
    NO_SCORE = "no score"
    NO_EVIDENCE = "no evidence"
    NO_EFFECT = "no effect"


class LooseEnd(NamedTuple):
    """One kind of gap and the things that have it; `thing` is 'item' or 'experiment', `ids` are in order of age.

    `sentence` says it, `action` is the text of the one button that leads there. Where there are several, `filter` is
    what to write into the filter bar to see them; empty where no filter can say it.
    """

    gap: Gap
    thing: str
    ids: tuple[int, ...]
    sentence: str
    action: str
    filter: str = ""


class Launch(NamedTuple):
    """An item that was launched, and when."""

    id: int
    title: str
    theme: str | None
    day: date


def loose_ends(
    db: sqlite3.Connection, name: str = "rice", *, today: date | None = None
) -> list[LooseEnd]:
    """The open links of the chain, the most urgent kind first; kinds without any are left out."""
    day = today or brand_today(db)
    found = (
        _undecided(db),
        _without_hypothesis(db),
        _without_evidence(db),
        _without_effect(db, day),
        _without_score(db, name),
    )
    return [end for end in found if end is not None]


def launches(db: sqlite3.Connection, *, today: date | None = None, weeks: int = 4) -> list[Launch]:
    """What was launched in the last weeks, up to and including today; the newest first."""
    until = today or brand_today(db)
    since = until - timedelta(weeks=weeks)
    rows = db.execute(
        "SELECT item.id, title, theme.name, launched_day FROM item"
        " LEFT JOIN theme ON theme.id = item.theme_id"
        " WHERE stage = ? AND launched_day > ? AND launched_day <= ? ORDER BY launched_day DESC, item.id",
        (Stage.LAUNCHED.value, since.isoformat(), until.isoformat()),
    ).fetchall()
    return [Launch(row, title, theme, date.fromisoformat(day)) for row, title, theme, day in rows]


def _undecided(db: sqlite3.Connection) -> LooseEnd | None:
    rows = db.execute(
        "SELECT id, name FROM experiment WHERE status IN ('finished', 'stopped', 'decided')"
        " AND NOT EXISTS (SELECT 1 FROM decision WHERE decision.experiment_id = experiment.id)"
        " ORDER BY id"
    ).fetchall()
    if not rows:
        return None
    sentence = ngettext(
        "“{title}” has ended, and no decision is written down.",
        "{n} experiments have ended, and no decision is written down.",
        len(rows),
    ).format(n=len(rows), title=rows[0][1])
    return LooseEnd(Gap.NO_DECISION, "experiment", _ids(rows), sentence, _("Decide"))


def _without_hypothesis(db: sqlite3.Connection) -> LooseEnd | None:
    rows = db.execute(
        "SELECT id, title FROM item WHERE stage IN (?, ?) AND trim(coalesce(hypothesis, '')) = '' ORDER BY id",
        (Stage.PLANNED.value, Stage.BUILDING.value),
    ).fetchall()
    if not rows:
        return None
    sentence = ngettext(
        "“{title}” is planned or being built without a hypothesis.",
        "{n} items are planned or being built without a hypothesis.",
        len(rows),
    ).format(n=len(rows), title=rows[0][1])
    filter_ = "stage:planned,building hypothesis:none"
    return LooseEnd(Gap.NO_HYPOTHESIS, "item", _ids(rows), sentence, _("Write it"), filter_)


def _without_evidence(db: sqlite3.Connection) -> LooseEnd | None:
    """Work that was begun on nobody's word: no evidence, no test; only where evidence is used at all."""
    rows = db.execute(
        "SELECT id, title FROM item WHERE stage = ? AND EXISTS (SELECT 1 FROM evidence)"
        " AND NOT EXISTS (SELECT 1 FROM evidence WHERE item_id = item.id)"
        " AND NOT EXISTS (SELECT 1 FROM experiment WHERE item_id = item.id) ORDER BY id",
        (Stage.BUILDING.value,),
    ).fetchall()
    if not rows:
        return None
    sentence = ngettext(
        "“{title}” is being built without evidence.",
        "{n} items are being built without evidence.",
        len(rows),
    ).format(n=len(rows), title=rows[0][1])
    filter_ = "stage:building evidence:none"
    return LooseEnd(Gap.NO_EVIDENCE, "item", _ids(rows), sentence, _("Add evidence"), filter_)


def _without_effect(db: sqlite3.Connection, today: date) -> LooseEnd | None:
    """What was launched lately, with no prediction to read and no decided test: its effect is never measured."""
    rows = db.execute(
        "SELECT id, title FROM item WHERE stage = ? AND launched_day > ? AND launched_day <= ?"
        " AND NOT EXISTS (SELECT 1 FROM decision WHERE item_id = item.id AND due_day NOT NULL)"
        " AND NOT EXISTS (SELECT 1 FROM experiment JOIN decision ON experiment_id = experiment.id"
        " WHERE experiment.item_id = item.id) ORDER BY launched_day, id",
        (Stage.LAUNCHED.value, (today - MEASURED_WITHIN).isoformat(), today.isoformat()),
    ).fetchall()
    if not rows:
        return None
    sentence = ngettext(
        "“{title}” was launched, and its effect was never measured.",
        "{n} items were launched, and their effect was never measured.",
        len(rows),
    ).format(n=len(rows), title=rows[0][1])
    since = (today - MEASURED_WITHIN).isoformat()
    filter_ = f"stage:launched launched>{since}"
    return LooseEnd(Gap.NO_EFFECT, "item", _ids(rows), sentence, _("Measure it"), filter_)


def _without_score(db: sqlite3.Connection, name: str) -> LooseEnd | None:
    """Ideas that were looked at (past the inbox) and have no score under the framework."""
    rows = [
        (row.id, row.title)
        for row in ranked(db, name)
        if row.missing and row.stage.is_open and row.stage != Stage.INBOX
    ]
    if not rows:
        return None
    sentence = ngettext(
        "“{title}” has no {framework} score yet.",
        "{n} items have no {framework} score yet.",
        len(rows),
    ).format(n=len(rows), title=rows[0][1], framework=framework_of(db, name).label)
    filter_ = "score:none -stage:inbox,launched,dropped"
    return LooseEnd(Gap.NO_SCORE, "item", _ids(rows), sentence, _("Score"), filter_)


def _ids(rows: list[tuple[int, str]]) -> tuple[int, ...]:
    return tuple(row[0] for row in rows)
