"""The roadmap over time: bars, milestones, what has no dates, and weeks of work against weeks available.

Pure: it takes items that were read before. An item with both dates is a bar, with one a milestone. One that is late
keeps its plan and shows the rest as actual.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from heapq import heappop, heappush
from math import ceil
from typing import NamedTuple

from workbench.kpis.calendar import Period
from workbench.language import _
from workbench.roadmap.backlog import Item
from workbench.roadmap.frameworks import Criterion, Framework
from workbench.roadmap.scoring import inputs_of
from workbench.roadmap.words import Stage

WORKDAYS = 5
_WEEKS = (("rice", "effort"), ("moscow", "effort"), ("cd3", "duration"))
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
    busy: list[tuple[date, int]] = []  # the last day of each track in use, the earliest on top
    free: list[int] = []
    found = []
    for span in spans:
        while busy and busy[0][0] < span.first_day:
            heappush(free, heappop(busy)[1])
        track = heappop(free) if free else len(busy)
        heappush(busy, (max(span.last_day, span.planned_last), track))
        found.append(track)
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
    inputs = [item.inputs.get(name, {}).get(key) for name, key in _WEEKS]
    if scheme is not None:
        inputs = [
            inputs_of(scheme, item).get(c.key) for c in scheme.criteria if _is_weeks(c)
        ] + inputs
    return next((given.value for given in inputs if given is not None and given.value > 0), None)


def capacity(
    items: Iterable[Item],
    periods: Sequence[Period],
    *,
    people: float = 1.0,
    days_off: Days = frozenset(),
) -> list[Load]:
    """Work and room in each period; what is launched or dropped is left out.

    An item's weeks are spread evenly over its working days; one that has none is done on its first day.
    """
    work = dict.fromkeys(periods, 0.0)
    unknown: dict[Period, list[int]] = {period: [] for period in periods}
    for item in items:
        first, last = item.start_day or item.due_day, item.due_day or item.start_day
        if not item.stage.is_open or first is None or last is None:
            continue
        effort = effort_weeks(item)
        for period, part in _shares(first, last, periods, days_off):
            if effort is None:
                unknown[period].append(item.id)
            else:
                work[period] += effort * part
    return [
        Load(
            period,
            round(work[period], 9),
            people * workdays(period.first_day, period.last_day, days_off) / WORKDAYS,
            tuple(unknown[period]),
        )
        for period in periods
    ]


def workdays(first: date, last: date, days_off: Days = frozenset()) -> int:
    """How many working days there are from one day to another, both included."""
    if last < first:
        return 0
    weeks, rest = divmod((last - first).days + 1, 7)
    odd = sum((first.weekday() + n) % 7 < WORKDAYS for n in range(rest))
    return (
        weeks * WORKDAYS
        + odd
        - sum(first <= d <= last and d.weekday() < WORKDAYS for d in days_off)
    )


def _shares(
    first: date, last: date, periods: Sequence[Period], days_off: Days
) -> list[tuple[Period, float]]:
    """Which part of the working days between two days lies in each period that has any."""
    total = workdays(first, last, days_off)
    if total == 0:
        return [(period, 1.0) for period in periods if first in period]
    found = []
    for period in periods:
        inside = workdays(max(first, period.first_day), min(last, period.last_day), days_off)
        if inside:
            found.append((period, inside / total))
    return found


def weeks_needed(effort: float, people: float = 1.0) -> int:
    """Whole weeks on the calendar for so many weeks of work."""
    return max(1, ceil(effort / people)) if people > 0 else 0


def _is_weeks(criterion: Criterion) -> bool:
    return (criterion.cost and criterion.unit == _("weeks")) or not criterion.counts
