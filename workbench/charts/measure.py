"""How the values of a chart are written: one measure, one locale, units once per axis."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from workbench import language
from workbench.language import NO_BREAK_SPACE

UNKNOWN = "–"
_DURATIONS = ("second", "minute", "hour", "day", "week", "month", "year")
_COMPACT_FROM = 1_000_000
_COMPACT_AXIS_FROM = 10_000


class AxisLabel(NamedTuple):
    """The words at one tick; the unit stands at one tick only, before or after the number."""

    before: str
    number: str
    after: str


@dataclass(frozen=True)
class Measure:
    """The unit of a chart's values and the locale in which they are written.

    `unit` is "money" (values in major units of `currency`), "rate" (fractions), "count", "ratio",
    or a duration: "days", "weeks" ...; anything else is written as a plain number.
    """

    unit: str = "count"
    currency: str = ""
    locale: str = "en_GB"

    @property
    def additive(self) -> bool:
        """True where values may be added up across categories."""
        return self.unit in ("money", "count")

    def written(self, value: float | None, *, among: Sequence[float] = ()) -> str:
        """A value as a label, e.g. "€ 38,420", "€ 54.10", "2.31 %"; a dash when it is not known.

        With the values it stands `among`, it gets as many decimals as they do.
        """
        if value is None or not math.isfinite(value):
            return UNKNOWN
        if self.unit == "money":
            return self._money(value, (*among, value))
        if self.unit == "rate":
            decimals = 2 if max(map(abs, (*among, value))) < 0.1 else 1
            return language.percent(_tidy(value, decimals + 2), self.locale, decimals=decimals)
        if self._duration:
            return _duration(value, self._duration, self.locale)
        return self._plain(value)

    def axis(self, ticks: Sequence[float]) -> tuple[AxisLabel, ...]:
        """Words for the ticks of a value axis, with the unit at the last tick only."""
        scaled = [tick * 100 if self.unit == "rate" else tick for tick in ticks]
        largest = max((abs(tick) for tick in scaled), default=0.0)
        decimals = _decimals(scaled)
        compact = largest >= _COMPACT_AXIS_FROM
        numbers = [self._tick(tick, decimals, compact=compact) for tick in scaled]
        before, after = self._around()
        labels = [AxisLabel("", number, "") for number in numbers[:-1]]
        return (*labels, *(AxisLabel(before, number, after) for number in numbers[-1:]))

    @property
    def _duration(self) -> str:
        name = self.unit.removesuffix("s")
        return name if name in _DURATIONS else ""

    def _money(self, value: float, among: Sequence[float]) -> str:
        if abs(value) >= _COMPACT_FROM:
            return self._symbol() + NO_BREAK_SPACE + _compact(value, self.locale, 2)
        small = all(round(abs(one), 2) < 1000 for one in among)
        cents = small and any(round(one, 2) != round(one) for one in among)
        scaled = Decimal(str(_tidy(value, 6))).scaleb(language.minor_digits(self.currency))
        return language.money(scaled, self.currency, self.locale, cents=cents)

    def _plain(self, value: float) -> str:
        if abs(value) >= _COMPACT_FROM:
            return _compact(value, self.locale, 2)
        if self.unit == "count" or value == round(value):
            decimals = 0 if round(value, 1) == round(value) else 1
        else:
            decimals = 2 if abs(value) < 10 else 1
        return language.number(_tidy(value, decimals), self.locale, decimals=decimals)

    def _tick(self, value: float, decimals: int, *, compact: bool) -> str:
        if compact:
            return _compact(value, self.locale, 3)
        return language.number(_tidy(value, decimals), self.locale, decimals=decimals)

    def _around(self) -> tuple[str, str]:
        if self.unit == "money":
            return self._symbol() + NO_BREAK_SPACE, ""
        return "", NO_BREAK_SPACE + "%" if self.unit == "rate" else ""

    def _symbol(self) -> str:
        from babel.numbers import get_currency_symbol

        return str(get_currency_symbol(self.currency, locale=self.locale))


def period_words(first_day: date, last_day: date, grain: str, locale: str) -> str:
    """A period in words: "Tue 3 Nov 2026", "2 – 8 Nov 2026", "November 2026", "2026"."""
    from babel.dates import format_date, format_interval, format_skeleton

    if grain in ("month", "quarter", "year"):
        skeleton = {"month": "yMMMM", "quarter": "yQQQ", "year": "y"}[grain]
        return str(format_skeleton(skeleton, first_day, locale=locale))
    if first_day == last_day:
        return str(format_date(first_day, "EEE d MMM y", locale=locale))
    return str(format_interval(first_day, last_day, "yMMMd", locale=locale))


def _compact(value: float, locale: str, digits: int) -> str:
    from babel.numbers import format_compact_decimal

    return str(format_compact_decimal(_tidy(value, 6), locale=locale, fraction_digits=digits))


def _duration(value: float, name: str, locale: str) -> str:
    from babel.units import format_unit

    unit, rounded, pattern = f"duration-{name}", round(value, 1), "#,##0.#"
    text = str(format_unit(rounded, unit, locale=locale, format=pattern))
    if unit not in text:
        return text
    # Some languages have only the short words, and Babel then writes its own key.
    return str(format_unit(rounded, unit, length="short", locale=locale, format=pattern))


def _decimals(ticks: Sequence[float]) -> int:
    """The fewest decimals that write every tick exactly, up to 6."""
    for decimals in range(6):
        if all(math.isclose(tick, round(tick, decimals), abs_tol=1e-9) for tick in ticks):
            return decimals
    return 6


def _tidy(value: float, decimals: int) -> float:
    """Rounded, and without the minus sign of a zero."""
    return round(value, decimals) + 0.0
