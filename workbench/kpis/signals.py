"""Signals: what moved beyond the usual ups and downs, why we think so, and what it is worth per week."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from workbench.kpis import typed
from workbench.kpis.calendar import Period
from workbench.kpis.record import last_day_held, record
from workbench.kpis.signal_notes import seen_days, snoozed_until
from workbench.kpis.signal_words import Episode, began, episodes, reason, rule_of
from workbench.kpis.span_events import SpanEvent, span_events
from workbench.kpis.stakes import Recent, recent, recent_points, stake
from workbench.kpis.watch import LEAST_EVENTS, Known, Watched, known, watched
from workbench.kpis.wording import value_text
from workbench.language import _, money
from workbench.store.brand import Brand, brand

WATCHED = (
    "net_sales",
    "orders",
    "sessions",
    "conversion_rate",
    "average_order_value",
    "new_customers",
)
FLOOR = 0.02  # of a usual week's net sales: rules 2 and 3 below this stay off Home
_FRESH = {"day": timedelta(days=6)}  # how long before the last day held an episode may have ended
_BEFORE = 7  # days before the beginning in which something may have caused it


class Signal(NamedTuple):
    """A move that is unlikely to be chance.

    From `first_day` (it began) to `last_day`; `good` is None for a KPI without direction. `value` and `usual` are those
    of the last point, in minor units or as a fraction. `stake_minor` is what it is worth in net sales per week, None
    where nobody can tell; `events` are launches, tests, promotions and notes from a week before it began, `beside` the
    words of the launch or note that came last before it, empty where there is none.
    """

    key: str
    name: str
    by: str
    first_day: date
    last_day: date
    high: bool
    good: bool | None
    rule: int
    reason: str
    began: str
    value: float
    usual: float
    low: float
    limit: float
    value_text: str
    usual_text: str
    stake_minor: int | None
    stake_text: str
    events: tuple[SpanEvent, ...]
    beside: str
    seen: bool


def signals(
    db: sqlite3.Connection,
    *,
    keys: Sequence[str] | None = None,
    last: date | None = None,
    home: bool = True,
    least_events: int = LEAST_EVENTS,
) -> list[Signal]:
    """The signals that stand on the last day held (or on `last`), most money at stake first; one per KPI.

    For Home, snoozed KPIs and small moves by rules 2 and 3 are left out. Takes some 0.1 s per KPI.
    """
    end = last or last_day_held(record(db, ()))
    if end is None:
        return []
    own, about = brand(db), known(db)
    asleep = {key for key, until in snoozed_until(db).items() if end < until} if home else set()
    chosen = keys if keys is not None else (*WATCHED, *typed.own_cards(db))
    now = recent(db, end)
    found = [
        signal
        for key in chosen
        if key not in asleep
        and (signal := _of(db, key, end, own, about, now, least_events)) is not None
    ]
    if home:
        found = [s for s in found if _worth_showing(s, now)]
    return sorted(found, key=lambda s: (-abs(s.stake_minor or 0), s.rule != 1, s.key))


def _worth_showing(signal: Signal, now: Recent) -> bool:
    if signal.rule == 1 or signal.stake_minor is None:
        return True
    return abs(signal.stake_minor) >= FLOOR * (now.net_a_week or 0)


def _of(
    db: sqlite3.Connection,
    key: str,
    last: date,
    own: Brand,
    about: Known,
    now: Recent,
    least_events: int,
) -> Signal | None:
    """The signal of a KPI: by day where days say more than one far point, else by week, else by month."""
    grains = ("month", "week") if key in typed.own_cards(db) else ("day", "week")
    found = []
    for by in grains:
        seen = watched(db, key, by=by, last=last, about=about, least_events=least_events)
        signal = _standing(db, seen, last, own, now)
        if signal is not None:
            found.append(signal)
    if not found:
        return None
    return min(found, key=lambda s: s.by == "day" and s.rule == 1)


def _standing(
    db: sqlite3.Connection, seen: Watched, last: date, own: Brand, now: Recent
) -> Signal | None:
    """The episode that has not ended yet, or ended within the last days."""
    points = seen.found.points
    judged = [place for place, one in enumerate(points) if one.deviation is not None]
    if not judged:
        return None
    newest = points[judged[-1]].point
    if (last - newest.last_day).days > (2 * newest.days_in_period if seen.series.card.own else 6):
        return None  # nothing new is held, or the last week is known to be unlike others
    since = newest.first_day - _FRESH.get(seen.series.by, timedelta(0))
    standing = [
        e for e in episodes(seen.found.hits, points) if points[e.last].point.first_day >= since
    ]
    if not standing:
        return None
    latest = max(standing, key=lambda e: (e.last, e.run))
    return _signal(db, seen, latest, own, now, is_last=latest.last == judged[-1])


def _signal(
    db: sqlite3.Connection,
    seen: Watched,
    episode: Episode,
    own: Brand,
    now: Recent,
    *,
    is_last: bool,
) -> Signal:
    card, points = seen.series.card, seen.found.points
    first, end = points[episode.first].point, points[episode.last]
    worth = stake(card.key, recent_points(seen, episode.last), now)
    series = seen.series._replace(points=tuple(one.point for one in points))
    value, usual = float(end.point.value or 0), float(end.usual or 0)
    events = span_events(
        db, Period(first.first_day - timedelta(days=_BEFORE), end.point.last_day), key=card.key
    )
    return Signal(
        key=card.key,
        name=card.name,
        by=seen.series.by,
        first_day=first.first_day,
        last_day=end.point.last_day,
        high=episode.high,
        good=None if card.direction == "none" else episode.high == (card.direction == "up"),
        rule=rule_of(episode),
        reason=reason(episode, series, own, is_last=is_last),
        began=began(first.first_day, own),
        value=value,
        usual=usual,
        low=float(end.low or 0),
        limit=float(end.high or 0),
        value_text=value_text(end.point.value, card, own),
        usual_text=value_text(usual, card, own),
        stake_minor=round(worth) if worth is not None else None,
        stake_text=_stake_text(worth, own),
        events=tuple(events),
        beside=_beside(events, first.last_day),
        seen=seen_days(db).get(card.key, date.min) >= first.first_day,
    )


def _beside(events: Sequence[SpanEvent], day: date) -> str:
    """What began last before a day: of a test that runs for weeks nobody would think first."""
    before = [e for e in events if e.first_day <= day and e.kind != "test"]
    return max(before, key=lambda e: e.first_day).words if before else ""


def _stake_text(worth: float | None, own: Brand) -> str:
    if worth is None:
        return ""
    amount = money(round(abs(worth)), own.currency, own.locale, cents=False)
    if worth < 0:
        return _("At stake: {amount} a week").format(amount=amount)
    return _("Worth {amount} a week").format(amount=amount)
