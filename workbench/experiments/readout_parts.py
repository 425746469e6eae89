"""The parts of what is said about one test: gates, details, and the whole readout."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from workbench.charts.likely import CourseData, IntervalsData
from workbench.charts.series import TrendData
from workbench.experiments.plan import Frozen
from workbench.experiments.record import Record
from workbench.experiments.verdict_words import Answer, Word
from workbench.experiments.words import Choice

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
