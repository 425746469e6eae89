"""The spreadsheet of monthly numbers that the brand keeps by hand: NPS, reviews, list, ad spend."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from workbench.sample.brand import bell, dice
from workbench.sample.orders import Order
from workbench.sample.reports import by_day
from workbench.sample.season import INFLUENCERS
from workbench.sample.spreadsheet import Cell

HEADER = ("Month", "NPS", "Review score", "E-mail list size", "Ad spend")
FORMATS = {
    "Month": "mmm yyyy",
    "NPS": "0",
    "Review score": "0.0",
    "E-mail list size": "#,##0",
    "Ad spend": "#,##0.00",
}
WIDTHS = {"E-mail list size": 16}

_INFLUENCERS_COST = 1800
_NO_SURVEY = (date(2025, 8, 1), date(2026, 7, 1))


def rows(orders: Iterable[Order]) -> list[list[Cell]]:
    """The header and one row per finished month; ad spend in euros without VAT."""
    random = dice("own numbers")
    table: list[list[Cell]] = [list(HEADER)]
    subscribers = 3140
    for month, net in _net_by_month(orders).items():
        subscribers += round(95 + net / 100 * 0.0065 + bell(random) * 18)
        nps = None if month in _NO_SURVEY else round(52 + len(table) * 0.25 + bell(random) * 3.5)
        score = round(4.62 + bell(random) * 0.05 - (0.1 if month.month == 12 else 0.0), 1)
        spend = round(net * (0.172 + bell(random) * 0.009) / 1000) * 10
        spend += _INFLUENCERS_COST if month == INFLUENCERS[0].replace(day=1) else 0
        table.append([month, nps, score, subscribers, spend])
    return table


def _net_by_month(orders: Iterable[Order]) -> dict[date, int]:
    """Net sales per month in cents; the month that has only begun is left out."""
    found: dict[date, int] = {}
    for day, booked in by_day(orders).items():
        month = day.replace(day=1)
        net = booked.gross + booked.discounts + booked.returns
        found[month] = found.get(month, 0) + net
    found.popitem()
    return found
