"""A KPI's values in the words of the workspace's locale."""

from __future__ import annotations

from typing import NamedTuple

from workbench.kpis.catalogue import Card
from workbench.language import (
    NO_BREAK_SPACE,
    _,
    compact_money,
    local_money,
    minor_digits,
    money,
    number,
    percent,
)
from workbench.store.brand import Brand

UNKNOWN = "–"
_RATE_WITH_TWO_DECIMALS = 0.1


def value_text(value: int | float | None, card: Card, brand: Brand) -> str:
    """A value with its unit, e.g. '€ 38,420', '€ 54.10', '2.31 %', '312'; a dash when not known.

    Money comes in minor units; sums are written without cents, averages with them.
    """
    if value is None:
        return UNKNOWN
    if card.unit == "money":
        cents = card.under is not None or bool(card.expression)
        return money(round(value, 6), brand.currency, brand.locale, cents=cents)
    if card.unit == "rate":
        decimals = 2 if abs(value) < _RATE_WITH_TWO_DECIMALS else 1
        return percent(round(value, decimals + 2), brand.locale, decimals=decimals)
    if card.unit == "count" and value == round(value):
        return number(value, brand.locale)
    return number(round(value, 6), brand.locale, decimals=0 if value == round(value) else 1)


_SHORT_FROM = 1_000_000  # major units


def plain_text(value: int | float | None, card: Card, brand: Brand) -> str:
    """A value for chat and e-mail: money as the locale itself writes it, from a million on short."""
    if value is None or card.unit != "money":
        return value_text(value, card, brand)
    if abs(value) >= _SHORT_FROM * 10 ** minor_digits(brand.currency):
        return compact_money(value, brand.currency, brand.locale)
    return local_money(value, brand.currency, brand.locale)


def change_text(ratio: float, brand: Brand) -> str:
    """A relative change with its sign, e.g. '+6.1 %', '−3.2 %', '± 0 %'."""
    size = percent(round(abs(ratio), 4), brand.locale)
    if round(abs(ratio), 3) == 0:
        return f"±{NO_BREAK_SPACE}{percent(0, brand.locale, decimals=0)}"
    return f"+{size}" if ratio > 0 else f"−{size}"


class ChangeWords(NamedTuple):
    """A change in words: what, e.g. '+6.1 %' or 'was 2.71 %', and against what."""

    change: str
    note: str

    @property
    def sentence(self) -> str:
        """Both as one line."""
        return _("{change} {note}").format(change=self.change, note=self.note)


def change_words(
    now: float, before: float, card: Card, brand: Brand, by: str, to: str
) -> ChangeWords:
    """What changed, in words: money and counts in percent, rates and plain numbers as what they were.

    `to` is 'year' (the same weekdays or dates last year) or 'previous'.
    """
    if card.unit in ("money", "count") and before > 0 and now >= 0:
        return ChangeWords(change_text(now / before - 1, brand), against(by, to))
    was = _("was {value}").format(value=value_text(before, card, brand))
    return ChangeWords(was, compared_in(by, to))


def against(by: str, to: str) -> str:
    """Against what a change in percent is measured, e.g. 'on the week before'."""
    return {
        ("day", "year"): _("on the same weekday last year"),
        ("day", "previous"): _("on the day before"),
        ("week", "year"): _("on the same week last year"),
        ("week", "previous"): _("on the week before"),
        ("month", "year"): _("on the same month last year"),
        ("month", "previous"): _("on the month before"),
        ("quarter", "year"): _("on the same quarter last year"),
        ("quarter", "previous"): _("on the quarter before"),
        ("year", "year"): _("on the year before"),
        ("year", "previous"): _("on the year before"),
        ("all", "year"): _("on the same dates last year"),
        ("all", "previous"): _("on as many days before"),
    }[by, to]


def compared_in(by: str, to: str) -> str:
    """When a value was what it was, e.g. 'in the week before'."""
    return {
        ("day", "year"): _("on the same weekday last year"),
        ("day", "previous"): _("on the day before"),
        ("week", "year"): _("in the same week last year"),
        ("week", "previous"): _("in the week before"),
        ("month", "year"): _("in the same month last year"),
        ("month", "previous"): _("in the month before"),
        ("quarter", "year"): _("in the same quarter last year"),
        ("quarter", "previous"): _("in the quarter before"),
        ("year", "year"): _("in the year before"),
        ("year", "previous"): _("in the year before"),
        ("all", "year"): _("a year earlier"),
        ("all", "previous"): _("as long before"),
    }[by, to]


def compared_with(by: str, to: str) -> str:
    """What a period is compared with, e.g. 'the week before'."""
    return {
        ("day", "year"): _("the same weekday last year"),
        ("day", "previous"): _("the day before"),
        ("week", "year"): _("the same week last year"),
        ("week", "previous"): _("the week before"),
        ("month", "year"): _("the same month last year"),
        ("month", "previous"): _("the month before"),
        ("quarter", "year"): _("the same quarter last year"),
        ("quarter", "previous"): _("the quarter before"),
        ("year", "year"): _("the year before"),
        ("year", "previous"): _("the year before"),
        ("all", "year"): _("a year earlier"),
        ("all", "previous"): _("as long before"),
    }[by, to]


def so_far_words(by: str) -> str:
    """The name of an unfinished period, with {value} and {days} to fill in."""
    return {
        "week": _("This week so far {value}, {days}"),
        "month": _("This month so far {value}, {days}"),
        "quarter": _("This quarter so far {value}, {days}"),
        "year": _("This year so far {value}, {days}"),
    }.get(by, _("So far {value}, {days}"))
