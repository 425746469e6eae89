"""Two years in the sample shop: who comes back, what they buy, what goes wrong afterwards."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from workbench.sample.brand import FIRST_DAY, LAST_DAY, TIME_ZONE, dice
from workbench.sample.catalogue import (
    CATALOGUE,
    EXTRAS,
    GIFT_SETS,
    price_on,
    weight_on,
)
from workbench.sample.orders import Line, Order, Refund
from workbench.sample.people import Buyer, buyer
from workbench.sample.season import REFILL_REMINDER, TrafficDay, promotion_on

FIRST_NUMBER = 3187
FREE_SHIPPING_FROM = 4500
POSTAGE = {"NL": 495, "BE": 695, "DE": 895}
MARKETS = (date(2024, 12, 14), date(2024, 12, 15), date(2025, 6, 14), date(2025, 12, 13),
           date(2025, 12, 14), date(2026, 6, 13))  # fmt: skip

_BEFORE_THE_STORY = 520
_LAST_TRANSFERS = LAST_DAY - timedelta(days=4)  # bank transfers still on their way at the end
# Days until a buyer comes back: (from, to, weight); a candle burns for about seven weeks.
_PAUSES = ((12, 28, 9), (28, 45, 20), (45, 65, 28), (65, 90, 20), (90, 130, 14), (130, 220, 9))
_HOURS = (1, 0, 0, 0, 0, 1, 2, 4, 6, 8, 9, 9, 10, 9, 8, 8, 9, 9, 10, 13, 17, 18, 12, 5)
_MOST_RETURNING, _MOST_RETURNING_IN_A_SALE = 0.55, 0.40


@dataclass
class _Shop:
    """What the shop knows while the days go by."""

    random: Random
    met: int = 0
    drawn: int = 0

    def __post_init__(self) -> None:
        self.due: list[tuple[date, int, Buyer]] = []
        for _ in range(_BEFORE_THE_STORY):
            self._remind(self._new_buyer(), FIRST_DAY + timedelta(days=self.random.randrange(170)))

    def buyers(self, day: date, wanted: int) -> list[tuple[Buyer, bool]]:
        """The day's buyers, and whether each has bought before; a sale brings them back early."""
        sale = promotion_on(day) is not None
        until = day + timedelta(days=14) if sale else day
        room = round(wanted * (_MOST_RETURNING_IN_A_SALE if sale else _MOST_RETURNING))
        back: list[tuple[Buyer, bool]] = []
        while len(back) < room and self.due and self.due[0][0] <= until:
            back.append((heapq.heappop(self.due)[2], True))
        found = back + [(self._new_buyer(), False) for _ in range(wanted - len(back))]
        self.random.shuffle(found)
        for person, returning in found:
            self._plan_return(person, day, returning=returning)
        return found

    def _new_buyer(self) -> Buyer:
        self.met += 1
        return buyer(self.random, self.met)

    def _plan_return(self, person: Buyer, day: date, *, returning: bool) -> None:
        if self.random.random() < _chance_to_return(day, returning=returning):
            first, last, _ = self.random.choices(_PAUSES, [weight for *_, weight in _PAUSES])[0]
            self._remind(person, day + timedelta(days=self.random.randrange(first, last)))

    def _remind(self, person: Buyer, day: date) -> None:
        self.drawn += 1
        heapq.heappush(self.due, (day, self.drawn, person))


def orders(traffic_days: Sequence[TrafficDay]) -> list[Order]:
    """Every order of the story, oldest first, with what happened to it later."""
    shop, random = _Shop(dice("buyers")), dice("orders")
    found: list[Order] = []
    for row in traffic_days:
        drafts = [
            _web_order(row.day, person, random, returning=returning)
            for person, returning in shop.buyers(row.day, row.completed)
        ]
        drafts += _market(row.day, random) + _company_gifts(row.day, random)
        for draft in sorted(drafts, key=lambda order: order.at):
            found.append(_later(replace(draft, number=FIRST_NUMBER + len(found)), random))
    return found


def _chance_to_return(day: date, *, returning: bool) -> float:
    """The chance of one more order: a little better since 2026, better again with the reminder."""
    chance = 0.275 if day < date(2026, 1, 1) else 0.345
    chance += 0.03 if day >= REFILL_REMINDER else 0.0
    return chance + (0.12 if returning else 0.0)


def _moment(day: date, random: Random) -> datetime:
    hour = random.choices(range(24), _HOURS)[0]
    clock = time(hour, random.randrange(60), random.randrange(60))
    return datetime.combine(day, clock, TIME_ZONE)


def _web_order(day: date, person: Buyer, random: Random, *, returning: bool) -> Order:
    at = _moment(day, random)
    code, off = _code(day, random, returning=returning)
    lines = _discounted(_basket(day, random, returning=returning), off)
    goods = sum(line.amount - line.discount for line in lines)
    shipping = 0 if goods >= FREE_SHIPPING_FROM else POSTAGE[person.country]
    return Order(0, at, person, lines, code, shipping, "web", at, _sent(at, random))


def _code(day: date, random: Random, *, returning: bool) -> tuple[str, float]:
    promotion, roll = promotion_on(day), random.random()
    if promotion is not None and roll < promotion.share:
        return promotion.code, promotion.off
    if not returning and random.random() < 0.14:
        return "WELCOME10", 0.10
    return "", 0.0


def _basket(day: date, random: Random, *, returning: bool) -> list[Line]:
    count = random.choices((1, 2, 3, 4), (50, 31, 14, 5))[0]
    weights = [weight_on(product, day, returning=returning) for product in CATALOGUE]
    chosen = random.choices(CATALOGUE, weights, k=count)
    if count > 1 and random.random() < 0.35:
        chosen[-1] = random.choice(EXTRAS)
    lines = []
    for product in dict.fromkeys(chosen):
        quantity = random.choices((1, 2, 3), (86, 11, 3))[0]
        lines.append(Line(product, price_on(product, day), quantity))
    return lines


def _discounted(lines: Sequence[Line], off: float) -> tuple[Line, ...]:
    """The lines with their share of the discount; the cents left over go to the last line."""
    gross = sum(line.amount for line in lines)
    left = round(gross * off)
    shares = [round(line.amount * off) for line in lines[:-1]]
    shares.append(left - sum(shares))
    return tuple(replace(line, discount=share) for line, share in zip(lines, shares, strict=True))


def _sent(at: datetime, random: Random) -> datetime:
    """Parcels leave on the next working day, now and then later."""
    day = at.date() + timedelta(days=1 if random.random() < 0.9 else 3)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return datetime.combine(day, time(random.randrange(9, 17), random.randrange(60)), TIME_ZONE)


def _market(day: date, random: Random) -> list[Order]:
    """Sales at a market stall: no e-mail, no shipping, no visit to the site."""
    if day not in MARKETS:
        return []
    found = []
    for _ in range(random.randrange(11, 20)):
        clock = time(random.randrange(10, 18), random.randrange(60), random.randrange(60))
        at = datetime.combine(day, clock, TIME_ZONE)
        lines = tuple(_basket(day, random, returning=False))
        found.append(Order(0, at, None, lines, "", 0, "pos", at, at))
    return found


def _company_gifts(day: date, random: Random) -> list[Order]:
    """Gift sets for companies, on invoice: about one a month, more before Christmas."""
    chance = 0.2 if (11, 10) <= (day.month, day.day) <= (12, 16) else 0.03
    if day.weekday() > 4 or random.random() >= chance:
        return []
    person = buyer(random, 90_000 + (day - FIRST_DAY).days)
    product = random.choice(GIFT_SETS)
    line = Line(product, price_on(product, day), random.choice((4, 5, 6, 8, 10)))
    clock = time(random.randrange(9, 17), random.randrange(60), random.randrange(60))
    at = datetime.combine(day, clock, TIME_ZONE)
    lines = _discounted([line], 0.15)
    paid = at + timedelta(days=random.randrange(5, 21))
    return [Order(0, at, person, lines, "", 0, "shopify_draft_order", paid, _sent(at, random))]


def _later(order: Order, random: Random) -> Order:
    """The order with its cancellation, late payment or refund; each at most once."""
    roll = random.random()
    if order.source != "web":
        return order
    if roll < 0.009:
        at = order.at + timedelta(minutes=random.randrange(5, 1500))
        refund = Refund(at, tuple(line.quantity for line in order.lines), order.shipping)
        return replace(order, cancelled=at, refund=refund, sent=None)
    if roll < (0.06 if order.at.date() >= _LAST_TRANSFERS else 0.022):
        return _by_transfer(order, random, arrives=roll >= 0.0125)
    if roll < 0.068:
        return replace(order, refund=_refund(order, random))
    return order


def _by_transfer(order: Order, random: Random, *, arrives: bool) -> Order:
    """A bank transfer: the money comes days later, or never, and then the order is cancelled."""
    if not arrives:
        cancelled = order.at + timedelta(days=10, hours=random.randrange(1, 9))
        return replace(order, paid=None, sent=None, cancelled=cancelled)
    wait = 6 if order.at.date() >= _LAST_TRANSFERS else random.randrange(1, 6)
    paid = order.at + timedelta(days=wait, minutes=random.randrange(600))
    return replace(order, paid=paid, sent=_sent(paid, random))


def _refund(order: Order, random: Random) -> Refund | None:
    """All of the order, or one piece of one line, six to thirty days later."""
    at = order.at + timedelta(days=random.randrange(6, 31), minutes=random.randrange(-300, 300))
    if at.date() > LAST_DAY:
        return None
    if random.random() < 0.35:
        pieces = tuple(line.quantity for line in order.lines)
        return Refund(at, pieces, order.shipping if random.random() < 0.6 else 0)
    one = random.randrange(len(order.lines))
    return Refund(at, tuple(int(n == one) for n in range(len(order.lines))), 0)
