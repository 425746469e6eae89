"""The roadmap over time: bars, milestones, what has no dates, and weeks of work against weeks available.

Pure: it takes items that were read before. An item with both dates is a bar, with one a milestone. One that is late
keeps its plan and shows the rest as actual.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from math import ceil
from typing import NamedTuple

from workbench.kpis.calendar import Period
from workbench.roadmap.backlog import Item
from workbench.roadmap.frameworks import Framework, framework
from workbench.roadmap.scoring import inputs_of
from workbench.roadmap.words import Stage

WORKDAYS = 5
Days = frozenset[date]


class Span(NamedTuple):
    """An item on the timeline. `planned_last` is drawn dotted where it differs from `last_day`, the actual end.

    `is_milestone` for a single day; `is_late` when the plan has passed and it is not launched.
    """

    item_id: int
    first_day: date
    last_day: date
    planned_last: date
    is_milestone: bool
    is_late: bool
    past_deadline: bool


class Row(NamedTuple):
    """A row of the timeline: its name and its spans, laid on tracks so that none overlap."""

    name: str
    spans: tuple[Span, ...]
    tracks: tuple[int, ...]

    @property
    def height(self) -> int:
        """How many tracks it needs."""
        return max(self.tracks, default=0) + 1


class Timeline(NamedTuple):
    """Rows in their order, and the ids of open items without dates, for the strip beside it."""

    rows: tuple[Row, ...]
    undated: tuple[int, ...]


class Load(NamedTuple):
    """Weeks of work against weeks available in a period; `unknown` items have dates there but no effort."""

    period: Period
    work: float
    available: float
    unknown: tuple[int, ...]

    @property
    def is_over(self) -> bool:
        """Whether there is more work than there are weeks."""
        return self.work > self.available + 1e-9


def timeline(
    items: Iterable[Item],
    *,
    today: date,
    row_of: Callable[[Item], str] = lambda item: item.theme or "",
) -> Timeline:
    """Lay items out in rows, by theme unless told otherwise; the row without a name comes last."""
    rows: dict[str, list[Span]] = {}
    undated = []
    for item in items:
        span = span_of(item, today=today)
        if span is not None:
            rows.setdefault(row_of(item), []).append(span)
        elif item.stage.is_open:
            undated.append(item.id)
    names = sorted(rows, key=lambda name: (name == "", name.casefold()))
    laid = []
    for name in names:
        spans = sorted(rows[name], key=lambda s: (s.first_day, s.last_day, s.item_id))
        laid.append(Row(name, tuple(spans), tracks(spans)))
    return Timeline(tuple(laid), tuple(undated))


def span_of(item: Item, *, today: date) -> Span | None:
    """An item's place in time; None without dates, or when it was dropped."""
    start, due = item.start_day, item.due_day
    launched = item.launched_day if item.stage == Stage.LAUNCHED else None
    days = [day for day in (start, due, launched) if day is not None]
    if item.stage == Stage.DROPPED or not days:
        return None
    first = min(days[0], launched) if launched else days[0]
    planned = due or launched or days[0]
    late = launched is None and planned < today and item.stage.is_open
    last = launched or (today if late and start is not None else planned)
    gone = item.deadline_day is not None and max(last, planned) > item.deadline_day
    single = start is None or start == planned == last
    return Span(item.id, first, max(first, last), max(first, planned), single, late, gone)


def tracks(spans: Sequence[Span]) -> tuple[int, ...]:
    """The track of each span, from 0, so that no two on one track share a day; spans come by their first day."""
    ends: list[date] = []
    found = []
    for span in spans:
        last = max(span.last_day, span.planned_last)
        free = next((n for n, end in enumerate(ends) if end < span.first_day), len(ends))
        ends[free : free + 1] = [last]
        found.append(free)
    return tuple(found)


def moved(item: Item, *, days: int, end: str = "both") -> dict[str, date]:
    """The dates of a bar dragged by so many days, whole or by its 'first' or 'last' end.

    An end never passes the other.
    """
    step = timedelta(days)
    found = {}
    if item.start_day and end in ("both", "first"):
        found["start_day"] = item.start_day + step
    if item.due_day and end in ("both", "last"):
        found["due_day"] = item.due_day + step
    if end == "first" and item.due_day and "start_day" in found:
        found["start_day"] = min(found["start_day"], item.due_day)
    if end == "last" and item.start_day and "due_day" in found:
        found["due_day"] = max(found["due_day"], item.start_day)
    return found


def effort_weeks(item: Item, scheme: Framework | None = None) -> float | None:
    """The weeks of work of an item: its RICE effort, or another input in weeks; None where none is given."""
    for one in (scheme, framework("rice"), framework("moscow"), framework("cd3")):
        if one is None:
            continue
        given = inputs_of(one, item)
        for key in ("effort", "duration"):
            if key in given and _is_weeks(one, key) and given[key].value > 0:
                return given[key].value
    return None


def capacity(
    items: Iterable[Item],
    periods: Sequence[Period],
    *,
    people: float = 1.0,
    days_off: Days = frozenset(),
) -> list[Load]:
    """Work and room in each period; what is launched or dropped is left out.

    An item's weeks are spread evenly over its working days.
    """
    open_items = [item for item in items if item.stage.is_open]
    work = dict.fromkeys(periods, 0.0)
    unknown: dict[Period, list[int]] = {period: [] for period in periods}
    for item in open_items:
        _spread(item, work, unknown, days_off)
    return [
        Load(
            period,
            round(work[period], 9),
            people * len(_workdays(period.first_day, period.last_day, days_off)) / WORKDAYS,
            tuple(unknown[period]),
        )
        for period in periods
    ]


def weeks_needed(effort: float, people: float = 1.0) -> int:
    """Whole weeks on the calendar for so many weeks of work."""
    return max(1, ceil(effort / people)) if people > 0 else 0


def _spread(
    item: Item,
    work: dict[Period, float],
    unknown: Mapping[Period, list[int]],
    days_off: Days,
) -> None:
    first, last = item.start_day or item.due_day, item.due_day or item.start_day
    if first is None or last is None:
        return
    effort = effort_weeks(item)
    days = _workdays(first, last, days_off) or [first]
    for period in work:
        inside = sum(day in period for day in days)
        if inside and effort is None:
            unknown[period].append(item.id)
        elif inside and effort is not None:
            work[period] += effort * inside / len(days)


def _workdays(first: date, last: date, days_off: Days) -> list[date]:
    days = (date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))
    return [day for day in days if day.weekday() < WORKDAYS and day not in days_off]


def _is_weeks(scheme: Framework, key: str) -> bool:
    return any(
        c.key == key and c.unit == framework("rice").criterion("effort").unit
        for c in scheme.criteria
    )
