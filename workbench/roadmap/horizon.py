"""Now, next or later: what the dates of an item say.

Measured in quarters of the brand's year, on the day it is:

- now: the work has begun (start day reached), or it is due by the end of this quarter (also when overdue);
- next: otherwise, it starts by the end of the next quarter, or, without a start, is due by then;
- later: it has dates, and they lie beyond;
- none: it has no dates, or is launched or dropped.

A horizon that the person set by hand wins over all of it.
"""

from __future__ import annotations

from datetime import date, timedelta

from workbench.roadmap.words import Horizon, Stage


def quarter_end(day: date, *, fiscal_start: int = 1) -> date:
    """The last day of the quarter that holds a day, for a year that begins in month `fiscal_start`."""
    months_to_go = 3 - (day.month - fiscal_start) % 3
    month = day.month + months_to_go
    first_of_next = date(day.year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    return first_of_next - timedelta(days=1)


def ends_of_quarters(today: date, *, fiscal_start: int = 1) -> tuple[date, date]:
    """The last days of this quarter and of the next one."""
    this = quarter_end(today, fiscal_start=fiscal_start)
    return this, quarter_end(this + timedelta(days=1), fiscal_start=fiscal_start)


def horizon(
    stage: Stage,
    start_day: date | None,
    due_day: date | None,
    *,
    today: date,
    ends: tuple[date, date],
    override: Horizon | None = None,
) -> Horizon | None:
    """The horizon of an item, as the rules above say; `ends` comes from `ends_of_quarters`."""
    if override is not None:
        return override
    if not stage.is_open or (start_day is None and due_day is None):
        return None
    begun = start_day is not None and start_day <= today
    if begun or (due_day is not None and due_day <= ends[0]):
        return Horizon.NOW
    first = start_day or due_day
    return Horizon.NEXT if first is not None and first <= ends[1] else Horizon.LATER
