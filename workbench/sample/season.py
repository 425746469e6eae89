"""The brand's calendar: season, promotions, events, and what they do to each day's visits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import NamedTuple

from workbench.sample.brand import FIRST_DAY, bell, days, dice

PRICE_INCREASE = date(2026, 2, 1)
CHECKOUT_REDESIGN = date(2026, 5, 12)
REFILL_REMINDER = date(2026, 8, 31)
NEW_PRODUCT_PAGE = date(2026, 11, 2)
SOLD_OUT = (date(2026, 3, 23), date(2026, 4, 12))
INFLUENCERS = (date(2026, 9, 14), date(2026, 9, 27))
BLACK_FRIDAYS = (date(2024, 11, 29), date(2025, 11, 28))

SESSIONS_AT_THE_START = 405.0
GROWTH_A_YEAR = 0.17
RATE_BEFORE, RATE_AFTER_REDESIGN, RATE_ON_NEW_PAGE = 0.0245, 0.0273, 0.0235
CART_RATE, CHECKOUT_OF_CART = 0.066, 0.62
VISITORS_OF_SESSIONS = 0.82

# Anchors of a year, (month, day, level); straight lines between them.
_YEAR = (
    (1, 1, 0.95), (1, 10, 0.87), (2, 1, 0.92), (2, 11, 1.02), (2, 16, 0.90), (3, 15, 0.92),
    (4, 10, 0.93), (4, 26, 0.98), (5, 8, 1.25), (5, 14, 0.92), (6, 1, 0.86), (7, 1, 0.76),
    (8, 1, 0.69), (8, 20, 0.73), (9, 10, 0.89), (10, 1, 0.98), (10, 20, 1.04), (11, 5, 1.08),
    (11, 20, 1.22), (12, 1, 1.62), (12, 4, 1.80), (12, 11, 1.62), (12, 18, 1.55), (12, 23, 0.95),
    (12, 27, 0.75), (12, 31, 0.90),
)  # fmt: skip
_WEEKDAYS = (1.03, 0.99, 0.98, 0.99, 0.92, 0.94, 1.15)
_AROUND_BLACK_FRIDAY = {-2: 1.15, -1: 1.35, 0: 2.05, 1: 1.45, 2: 1.40, 3: 1.70}


class Promotion(NamedTuple):
    """A discount code, its days, its fraction off, and the fraction of orders that use it."""

    code: str
    first: date
    last: date
    off: float
    share: float
    lift: float


PROMOTIONS = (
    Promotion("BLACKFRIDAY25", date(2024, 11, 28), date(2024, 12, 2), 0.25, 0.82, 1.34),
    Promotion("MOTHERSDAY", date(2025, 4, 28), date(2025, 5, 11), 0.10, 0.38, 1.09),
    Promotion("SUMMER15", date(2025, 7, 7), date(2025, 7, 20), 0.15, 0.55, 1.08),
    Promotion("BLACKFRIDAY25", date(2025, 11, 27), date(2025, 12, 1), 0.25, 0.84, 1.34),
    Promotion("MOTHERSDAY", date(2026, 4, 27), date(2026, 5, 10), 0.10, 0.40, 1.09),
    Promotion("SUMMER15", date(2026, 7, 6), date(2026, 7, 19), 0.15, 0.56, 1.08),
)


class TrafficDay(NamedTuple):
    """One day of the shop's site; `completed` is also the number of web orders of that day."""

    day: date
    visitors: int
    sessions: int
    carts: int
    checkouts: int
    completed: int


def promotion_on(day: date) -> Promotion | None:
    """The promotion that runs on a day, if one does."""
    return next((p for p in PROMOTIONS if p.first <= day <= p.last), None)


def within(day: date, span: tuple[date, date]) -> bool:
    """Whether a day lies in a span, both ends included."""
    return span[0] <= day <= span[1]


def season(day: date) -> float:
    """How busy the time of year is, 1 being an ordinary day in October."""
    anchors = [(date(day.year, month, number), level) for month, number, level in _YEAR]
    for (first, low), (last, high) in pairwise(anchors):
        if first <= day <= last:
            return low + (high - low) * (day - first).days / (last - first).days
    return anchors[-1][1]


def usual_rate(day: date) -> float:
    """Orders per session on an ordinary day, as the shop stands on that day."""
    if day >= NEW_PRODUCT_PAGE:
        return RATE_ON_NEW_PAGE
    return RATE_AFTER_REDESIGN if day >= CHECKOUT_REDESIGN else RATE_BEFORE


def traffic() -> list[TrafficDay]:
    """Every day's visits and web orders.

    The rates wobble less than coin tosses would at this size of shop (about 0.1 points a day,
    0.05 a week), so that the redesign and the new product page can be seen in a demonstration.
    """
    random = dice("traffic")
    found: list[TrafficDay] = []
    owed, week = 0.0, 0.0
    for day in days():
        week = bell(random) * 0.014 if day.weekday() == 0 else week
        buying, idle = _sessions(day, random)
        owed += buying * usual_rate(day) * _mood(day) * (1 + week + bell(random) * 0.036)
        completed = max(0, round(owed))
        owed -= completed
        found.append(_funnel(day, buying, idle, completed, random))
    return found


def span_of(traffic_days: Sequence[TrafficDay], first: date, last: date) -> TrafficDay:
    """The sums of a span of days, dated its first day."""
    rows = [row[1:] for row in traffic_days if first <= row.day <= last]
    return TrafficDay(first, *(sum(column) for column in zip(*rows, strict=True)))


def _sessions(day: date, random: Random) -> tuple[int, int]:
    """Sessions of people who may buy, and of those an influencer sent to look."""
    years = (day - FIRST_DAY).days / 365
    level = SESSIONS_AT_THE_START * (1 + GROWTH_A_YEAR * years + 0.015 * years * years)
    level *= season(day) * _WEEKDAYS[day.weekday()] * (1 + bell(random) * 0.05)
    for friday in BLACK_FRIDAYS:
        level *= _AROUND_BLACK_FRIDAY.get((day - friday).days, 1.0)
    promotion = promotion_on(day)
    if promotion is not None and promotion.code == "SUMMER15":
        level *= 1.12
    noise = bell(random) * 0.02
    idle = level * (_influence(day) + noise) if within(day, INFLUENCERS) else 0.0
    return round(level), round(idle)


def _influence(day: date) -> float:
    return 0.17 if day < INFLUENCERS[0] + timedelta(days=7) else 0.12


def _mood(day: date) -> float:
    """What season, promotions and an empty shelf do to the rate."""
    promotion = promotion_on(day)
    mood = promotion.lift if promotion is not None else 1.0
    if day.month == 12:
        mood *= 1.08 if day.day <= 19 else 0.93
    return mood * (0.95 if within(day, SOLD_OUT) else 1.0)


def _funnel(day: date, buying: int, idle: int, completed: int, random: Random) -> TrafficDay:
    """The steps before the order: the redesign helped the last one, the new page hurt the first."""
    page = RATE_ON_NEW_PAGE / RATE_AFTER_REDESIGN if day >= NEW_PRODUCT_PAGE else 1.0
    cart_rate = CART_RATE * _mood(day) * page * (1 + bell(random) * 0.04)
    carts = round(buying * cart_rate + idle * 0.008)
    checkouts = round(carts * CHECKOUT_OF_CART * (1 + bell(random) * 0.035))
    visitors = round((buying + idle) * (VISITORS_OF_SESSIONS + bell(random) * 0.008))
    checkouts = max(checkouts, completed)
    return TrafficDay(day, visitors, buying + idle, max(carts, checkouts), checkouts, completed)
