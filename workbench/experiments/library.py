"""What was learned, to be searched: by words, theme, KPI and page; and what was tried here before."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import NamedTuple

from workbench.experiments import shop
from workbench.experiments.record import Experiment, Learning, experiments, learnings


class Lesson(NamedTuple):
    """A learning with where it belongs; `theme`, `kpi` and `page` are "" where not known."""

    learning: Learning
    theme: str
    kpi: str
    page: str


class Shelf(NamedTuple):
    """The whole library and the words to choose by: themes, KPIs, and pages as they were typed."""

    lessons: tuple[Lesson, ...]
    themes: tuple[str, ...]
    kpis: tuple[str, ...]
    pages: tuple[str, ...]


class Before(NamedTuple):
    """A test that was run before on the same KPI or page, and what came of it."""

    id: int
    name: str
    end_day: date | None
    learning: str


def shelf(db: sqlite3.Connection) -> Shelf:
    """Every learning with its theme, KPI and page."""
    where = _where(db)
    lessons = tuple(
        Lesson(one, *where.get(one.experiment_id or 0, ("", "", ""))) for one in learnings(db)
    )
    return Shelf(
        lessons,
        tuple(sorted({one.theme for one in lessons if one.theme})),
        tuple(sorted({one.kpi for one in lessons if one.kpi})),
        tuple(sorted({one.page for one in lessons if one.page})),
    )


def chosen(
    lessons: tuple[Lesson, ...], *, words: str = "", theme: str = "", kpi: str = "", page: str = ""
) -> tuple[Lesson, ...]:
    """Those that hold all the words and belong where asked."""
    wanted = words.casefold().split()

    def fits(one: Lesson) -> bool:
        text = (
            f"{one.learning.text} {one.learning.experiment or ''} {one.kpi} {one.page}".casefold()
        )
        same = (not theme or one.theme == theme) and (not kpi or one.kpi == kpi)
        return same and (not page or one.page == page) and all(word in text for word in wanted)

    return tuple(one for one in lessons if fits(one))


def seen_before(db: sqlite3.Connection, experiment_id: int) -> list[Before]:
    """Earlier tests on the same KPI or page, the newest first."""
    found = {one.id: one for one in experiments(db)}
    own = found.get(experiment_id)
    if own is None:
        return []
    told = {one.experiment_id: one.text for one in reversed(learnings(db))}
    same = [one for one in found.values() if one.id != own.id and _alike(own, one)]
    same.sort(key=lambda one: one.end_day or date.min, reverse=True)
    return [Before(one.id, one.name, one.end_day, told.get(one.id, "")) for one in same]


def _alike(own: Experiment, other: Experiment) -> bool:
    if not other.status.is_over:
        return False
    if own.start_day and other.end_day and other.end_day >= own.start_day:
        return False
    page = bool(own.page) and own.page.casefold() == other.page.casefold()
    return page or (bool(own.kpi) and own.kpi == other.kpi)


def _where(db: sqlite3.Connection) -> dict[int, tuple[str, str, str]]:
    """Of each experiment: its item's theme, its KPI's name, its page."""
    rows = db.execute(
        "SELECT experiment.id, coalesce(theme.name, ''), coalesce(experiment.kpi, ''), coalesce(page, '')"
        " FROM experiment"
        " LEFT JOIN item ON item.id = experiment.item_id LEFT JOIN theme ON theme.id = item.theme_id"
    ).fetchall()
    return {row[0]: (row[1], shop.kpi_name(db, row[2]), row[3].strip()) for row in rows}
