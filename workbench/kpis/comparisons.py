"""Several comparisons of one period at once, to date on every side: before, last year by weekday, date or event."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from workbench.errors import BadInput
from workbench.kpis import calendar, sums, typed
from workbench.kpis.calendar import Period
from workbench.kpis.catalogue import Card
from workbench.kpis.points import Point
from workbench.kpis.record import Record, record
from workbench.kpis.season import same_event_last_year
from workbench.kpis.series import series_of
from workbench.kpis.wording import change_text, value_text
from workbench.language import _, day

PREVIOUS, WEEKDAYS, DATES, EVENT = "previous", "weekdays", "dates", "event"
ALL = (PREVIOUS, WEEKDAYS, DATES, EVENT)
_SAME = 0.0005


class Against(NamedTuple):
    """One comparison: with what, its days, its value, and the change in words; `why_not` says why there is none.

    `ratio` is the relative change, None where it makes no sense. Values as in the KPI: minor units, fractions.
    """

    to: str
    name: str
    period: Period
    value: float | None
    value_text: str
    change: str
    ratio: float | None
    why_not: str


class Compared(NamedTuple):
    """A period with its comparisons; `period` is cut to the days held, `partial` says "3 of 7 days"."""

    key: str
    period: Period
    value: float | None
    value_text: str
    partial: str
    against: tuple[Against, ...]


def compared(
    db: sqlite3.Connection,
    key: str,
    period: Period,
    *,
    to: Sequence[str | Period] = ALL,
    by: str = "all",
) -> Compared:
    """A KPI in a period against others; a Period in `to` is a range of the user's own.

    An unfinished period is compared with as many days of each other one, counted from its first day. `by` is the
    period's kind: what lies before a month is a month. Raises NotFound and BadInput.
    """
    card = typed.card(db, key)
    held = record(db, sums.measures(card))
    now = _point(db, card, held, period)
    days = _days_to_date(now, period)
    shown = Period(period.first_day, period.first_day + timedelta(days - 1))
    return Compared(
        key=key,
        period=shown,
        value=now.value if now else None,
        value_text=value_text(now.value if now else None, card, held.brand),
        partial=calendar.partial_words(days, period.days),
        against=tuple(_against(db, card, held, now, shown, period, one, by) for one in to),
    )


def other_period(period: Period, to: str | Period, by: str, cal: calendar.Calendar) -> Period:
    """The whole period to compare with. Raises BadInput for an unknown comparison."""
    if isinstance(to, Period):
        return to
    if to == PREVIOUS:
        return calendar.before(period, by, cal)
    if to == WEEKDAYS:
        return period.back(calendar.SAME_WEEKDAYS.days)
    if to == DATES:
        return calendar.year_before(period, "all" if by in ("day", "week", "all") else by, cal)
    if to == EVENT:
        return same_event_last_year(period)
    text = _("“{to}” is not a comparison; choose one of {choices}.")
    raise BadInput(text.format(to=to, choices=", ".join(ALL)))


def _point(db: sqlite3.Connection, card: Card, held: Record, period: Period) -> Point | None:
    found = series_of(db, card, held, by="all", first=period.first_day, last=period.last_day).points
    return found[0] if found and found[0].value is not None else None


def _days_to_date(now: Point | None, period: Period) -> int:
    """How many days from the first on are held; all where the period is whole or nothing is known."""
    return now.days_held if now is not None and 0 < now.days_held < period.days else period.days


def _against(
    db: sqlite3.Connection,
    card: Card,
    held: Record,
    now: Point | None,
    shown: Period,
    whole: Period,
    to: str | Period,
    by: str,
) -> Against:
    cal = calendar.Calendar(held.brand.week_start, held.brand.fiscal_start)
    other = other_period(whole, to, by, cal)
    if shown.days < whole.days:
        other = Period(other.first_day, min(other.last_day, _after(other, shown.days)))
    name = _name(to, other, held)
    before = _point(db, card, held, other)
    if now is None or before is None or now.value is None or before.value is None:
        return Against(_key(to), name, other, None, "", "", None, _("Nothing is held of it."))
    if before.days_held < other.days:
        text = calendar.partial_words(before.days_held, other.days)
        why = _("Only {days} are held.").format(days=text)
        return Against(_key(to), name, other, None, "", "", None, why)
    text = value_text(before.value, card, held.brand)
    change, ratio = _change(now.value, before.value, card, held)
    return Against(_key(to), name, other, float(before.value), text, change, ratio, "")


def _after(period: Period, days: int) -> date:
    return period.first_day + timedelta(days - 1)


def _key(to: str | Period) -> str:
    return to if isinstance(to, str) else "custom"


def _name(to: str | Period, other: Period, held: Record) -> str:
    if isinstance(to, Period) or to == DATES:
        if other.first_day == other.last_day:
            return day(other.first_day, held.brand.locale)
        return _("{first} to {last}").format(
            first=day(other.first_day, held.brand.locale),
            last=day(other.last_day, held.brand.locale),
        )
    return {
        PREVIOUS: _("the period before"),
        WEEKDAYS: _("the same weekdays last year"),
        EVENT: _("the same event last year"),
    }[to]


def _change(now: float, before: float, card: Card, held: Record) -> tuple[str, float | None]:
    """The change in words: percent for money and counts, what it was for everything else."""
    ratio = now / before - 1 if before > 0 else None
    if card.unit in ("money", "count") and ratio is not None and now >= 0:
        return change_text(ratio if abs(ratio) >= _SAME else 0.0, held.brand), ratio
    was = _("was {value}").format(value=value_text(before, card, held.brand))
    return was, ratio
