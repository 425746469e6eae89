"""All tests of the shop together: how many, how often they win, how much traffic they use, and what they taught."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from datetime import date, timedelta
from typing import NamedTuple

from workbench.errors import WorkbenchError
from workbench.experiments.intervals import Interval
from workbench.experiments.library import shelf
from workbench.experiments.plan import frozen
from workbench.experiments.record import Experiment, experiments
from workbench.experiments.stored import stored_verdict
from workbench.experiments.words import Choice, Kind, Status
from workbench.kpis.series import series
from workbench.store.clock import today as brand_today

MONTHS = 12
_PERCENT = re.compile(r"([+\-−]?)\s?(\d{1,3}(?:[.,]\d+)?)\s?%")
_FALLS = re.compile(r"\b(fall|drop|decrease|lower|less|daal|dalen|sink)", re.I)


class Outcome(NamedTuple):
    """A test that predicted something: the lift predicted and what came of it, fractions; the range is None if unknown.

    `held` says whether the prediction lies inside the likely range.
    """

    id: int
    name: str
    predicted: float
    lift: float | None
    likely: Interval | None
    held: bool | None


class ThemeCount(NamedTuple):
    """Tests, wins and learnings of one theme; `theme` is "" for tests without one."""

    theme: str
    tests: int
    wins: int
    lessons: tuple[str, ...]


class Portfolio(NamedTuple):
    """The last twelve months, and what the shop has learned in all.

    `months` are (first day, tests started), the oldest first. `decided` and `wins` count all decisions; `traffic_share`
    is the part of the sessions of those months that took part in a test, None without sessions.
    """

    months: tuple[tuple[date, int], ...]
    running: int
    decided: int
    wins: int
    traffic_share: float | None
    outcomes: tuple[Outcome, ...]
    themes: tuple[ThemeCount, ...]

    @property
    def win_rate(self) -> float | None:
        """Decided tests that were kept for everyone, a fraction; None before any decision."""
        return self.wins / self.decided if self.decided else None


def portfolio(db: sqlite3.Connection, *, today: date | None = None) -> Portfolio:
    """Look at all tests together."""
    day = today or brand_today(db)
    found = [one for one in experiments(db) if one.status is not Status.PLANNED]
    months = _months(day)
    decided = [one for one in found if one.choice is not None]
    started = Counter(one.start_day.replace(day=1) for one in found if one.start_day)
    return Portfolio(
        months=tuple((month, started[month]) for month in months),
        running=sum(one.status is Status.RUNNING for one in found),
        decided=len(decided),
        wins=sum(one.choice is Choice.SHIP for one in decided),
        traffic_share=_traffic_share(db, found, months[0], day),
        outcomes=tuple(filter(None, (_outcome(db, one, day) for one in found))),
        themes=_themes(db, found),
    )


def predicted_in(hypothesis: str) -> float | None:
    """The lift that a hypothesis names, a fraction; None where it names none or several percentages."""
    found = _PERCENT.findall(hypothesis)
    if len(found) != 1:
        return None
    sign, digits = found[0]
    value = float(digits.replace(",", ".")) / 100
    down = sign in ("-", "−") or (not sign and _FALLS.search(hypothesis) is not None)
    return -value if down else value


def _months(today: date) -> list[date]:
    found = [today.replace(day=1)]
    while len(found) < MONTHS:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found[::-1]


def _traffic_share(
    db: sqlite3.Connection, found: list[Experiment], first: date, last: date
) -> float | None:
    """Visitors counted in tests that began in these months, against the sessions of the shop."""
    try:
        held = series(db, "sessions", by="all", first=first, last=last)
    except WorkbenchError:
        return None
    sessions = held.points[0].value if held.points else None
    if not sessions:
        return None
    counted = sum(
        one.visitors or 0 for one in found if one.start_day and first <= one.start_day <= last
    )
    return min(counted / sessions, 1.0)


def _outcome(db: sqlite3.Connection, one: Experiment, today: date) -> Outcome | None:
    plan = frozen(db, one.id)
    predicted = plan.plan.predicted if plan else predicted_in(one.hypothesis)
    kind = Kind(one.kind or Kind.SPLIT)
    if predicted is None or not kind.is_split or not one.status.is_over:
        return None
    judged = stored_verdict(db, one.id, today=today)
    goals = [v.goals[0] for v in judged.verdict.variants if v.goals] if judged else []
    if not goals or goals[0].interval is None:
        return Outcome(one.id, one.name, predicted, None, None, None)
    read = goals[0]
    held = predicted in goals[0].interval
    return Outcome(one.id, one.name, predicted, read.lift, read.interval, held)


def _themes(db: sqlite3.Connection, found: list[Experiment]) -> tuple[ThemeCount, ...]:
    where = _theme_of(db)
    lessons = shelf(db).lessons
    made = []
    for theme in sorted({where.get(one.id, "") for one in found}, key=lambda t: (not t, t)):
        own = [one for one in found if where.get(one.id, "") == theme]
        wins = sum(one.choice is Choice.SHIP for one in own)
        texts = tuple(one.learning.text for one in lessons if one.theme == theme)
        made.append(ThemeCount(theme, len(own), wins, texts))
    return tuple(made)


def _theme_of(db: sqlite3.Connection) -> dict[int, str]:
    rows = db.execute(
        "SELECT experiment.id, theme.name FROM experiment JOIN item ON item.id = item_id"
        " JOIN theme ON theme.id = item.theme_id"
    ).fetchall()
    return {row[0]: row[1] for row in rows}
