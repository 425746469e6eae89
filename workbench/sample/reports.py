"""The shop's two daily reports: sales excluding VAT, refunds on their own day; and sessions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from workbench.sample.brand import days, money
from workbench.sample.orders import Booking, Order, bookings
from workbench.sample.season import TrafficDay

SALES_HEADER = [
    "Day", "Orders", "Gross sales", "Discounts", "Returns", "Net sales", "Shipping charges",
    "Duties", "Additional fees", "Taxes", "Total sales",
]  # fmt: skip

SESSIONS_HEADER = [
    "Day", "Online store visitors", "Sessions", "Sessions with cart additions",
    "Sessions that reached checkout", "Sessions that completed checkout",
]  # fmt: skip


def sales_rows(orders: Iterable[Order]) -> list[list[str]]:
    """The header and one row per day, also for a day on which nothing was sold."""
    return [SALES_HEADER, *(_sales_row(booked) for booked in by_day(orders).values())]


def by_day(orders: Iterable[Order]) -> dict[date, Booking]:
    """All bookings added up per day of the story; what happens after its end is not in it."""
    found = {day: Booking(day, 0, 0, 0, 0, 0, 0) for day in days()}
    for order in orders:
        for booked in bookings(order):
            if booked.day in found:
                found[booked.day] = _added(found[booked.day], booked)
    return found


def sessions_rows(traffic_days: Sequence[TrafficDay]) -> list[list[str]]:
    """The header and one row per day."""
    rows = [[row.day.isoformat(), *map(str, row[1:])] for row in traffic_days]
    return [SESSIONS_HEADER, *rows]


def _added(one: Booking, other: Booking) -> Booking:
    return Booking(
        one.day,
        one.orders + other.orders,
        one.gross + other.gross,
        one.discounts + other.discounts,
        one.returns + other.returns,
        one.shipping + other.shipping,
        one.taxes + other.taxes,
    )


def _sales_row(booked: Booking) -> list[str]:
    net = booked.gross + booked.discounts + booked.returns
    amounts = (booked.gross, booked.discounts, booked.returns, net, booked.shipping)
    after = (0, 0, booked.taxes, net + booked.shipping + booked.taxes)
    cells = [money(amount) if amount else "0" for amount in (*amounts, *after)]
    return [booked.day.isoformat(), str(booked.orders), *cells]
