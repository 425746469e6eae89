"""What the screen and the slide say about one test: a word, a sentence, pictures, gates and what lies behind them."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Literal, NamedTuple

from workbench.charts.likely import CourseData, IntervalsData
from workbench.charts.series import TrendData
from workbench.experiments.plan import Frozen, drifts, frozen
from workbench.experiments.record import Record, record
from workbench.experiments.verdict_words import Answer, Word
from workbench.experiments.words import Choice, Kind
from workbench.language import _, day
from workbench.store.brand import brand
from workbench.store.clock import today as brand_today

Tone = Literal["good", "bad", "warning", "neutral"]

TONES: dict[Answer, Tone] = {
    Answer.YES: "good",
    Answer.NO: "bad",
    Answer.NOT_YET: "warning",
    Answer.UNCLEAR: "warning",
    Answer.NOT_ASKED: "neutral",
}


class GateCard(NamedTuple):
    """One gate: its question, the answer in a word, and why in a line."""

    question: str
    answer: str
    because: str
    tone: Tone


class Details(NamedTuple):
    """The numbers behind a verdict: a column per variant, rows of (name, cell, cell ...)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


NO_DETAILS = Details((), ())


class Readout(NamedTuple):
    """All that is said about one test; `word` is None where nothing was counted yet.

    `money` says what it is worth, "" where nothing can be said; `when` how fresh this is and whether the plan holds.
    `outlook` is about how much longer; `choice` what the numbers suggest to decide, None where they suggest nothing.
    """

    word: Word | None
    headline: str
    money: str = ""
    when: str = ""
    gates: tuple[GateCard, ...] = ()
    reasons: tuple[str, ...] = ()
    outlook: tuple[str, ...] = ()
    picture: IntervalsData | None = None
    course: CourseData | TrendData | None = None
    split: CourseData | None = None
    details: Details = NO_DETAILS
    choice: Choice | None = None


class Asked(NamedTuple):
    """One test with what is needed to read it."""

    held: Record
    plan: Frozen | None
    today: date
    locale: str
    currency: str


def readout(db: sqlite3.Connection, experiment_id: int, *, today: date | None = None) -> Readout:
    """Read one test, whatever its kind. Raises NotFound."""
    from workbench.experiments.readout_hint import read_hint
    from workbench.experiments.readout_share import read_share
    from workbench.experiments.readout_split import read_split

    own = brand(db)
    held, plan = record(db, experiment_id), frozen(db, experiment_id)
    asked = Asked(held, plan, today or brand_today(db), own.locale, own.currency)
    kind = Kind(held.experiment.kind or Kind.SPLIT)
    if kind in (Kind.PAINTED_DOOR, Kind.SURVEY):
        found = read_share(asked, kind)
    elif kind in (Kind.BEFORE_AFTER, Kind.DIFFERENCE):
        found = read_hint(db, asked, kind) or read_split(db, asked)
    else:
        found = read_split(db, asked)
    return (found or _nothing(asked, kind))._replace(when=_when(db, asked))


def _nothing(asked: Asked, kind: Kind) -> Readout:
    """Nothing can be read; the reason says what to do."""
    if kind in (Kind.BEFORE_AFTER, Kind.DIFFERENCE):
        reason = _("Give the day of the change and a KPI with daily data, or enter counts by day.")
    elif len(asked.held.variants) < (1 if kind in (Kind.PAINTED_DOOR, Kind.SURVEY) else 2):
        reason = _("Add the control and at least one variant on the Readings tab.")
    else:
        reason = _("Type, paste or import the visitors of every variant on the Readings tab.")
    return Readout(None, _("Nothing has been counted yet."), reasons=(reason,))


def _when(db: sqlite3.Connection, asked: Asked) -> str:
    """On which day this was computed, and whether the plan is still the one it started with."""
    computed = day(asked.today, asked.locale)
    if asked.plan is None:
        return _("computed on {day}; no plan was frozen").format(day=computed)
    planned = day(date.fromisoformat(asked.plan.at[:10]), asked.locale, "d MMM")
    if not asked.plan.is_intact:
        text = _("computed on {day}; the plan of {planned} was altered in the file")
    elif drifts(db, asked.held.experiment.id):
        text = _("computed on {day}; some things differ from the plan of {planned}")
    else:
        text = _("computed on {day}, plan of {planned} unchanged")
    return text.format(day=computed, planned=planned)
