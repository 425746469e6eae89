"""The takeaway of a trend in one line: what happened in the last whole period, or over the whole span."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.kpis import calendar
from workbench.kpis.calendar import Period
from workbench.kpis.catalogue import Card
from workbench.kpis.points import Point
from workbench.kpis.series import Series
from workbench.kpis.wording import change_text, compared_in, compared_with, value_text
from workbench.language import _, day, ngettext
from workbench.store.brand import Brand

_SAME = 0.0005


def takeaway(
    found: Series, brand: Brand, pairs: Sequence[tuple[Point, Point | None]], to: str | None
) -> str:
    """One line about a series; growth is told between whole periods only.

    `pairs` are its points with those compared with, by `to` ('year', 'previous' or None for no comparison).
    """
    whole = [(now, then) for now, then in pairs if now.complete and now.value is not None]
    if not whole:
        return _so_far(found, brand, [now for now, _then in pairs if now.value is not None])
    if to is not None and len(whole) > 1 and all(_whole(then) for _now, then in whole):
        return _over_the_span(found, brand, whole, to)
    now, then = whole[-1]
    if to == "year" and _whole(then):
        return _one_period(found, brand, now, then, to)
    before = whole[-2][0] if len(whole) > 1 else None
    if before is not None and before.last_day + calendar.ONE_DAY != now.first_day:
        before = None
    return _one_period(found, brand, now, before, "previous")


def _so_far(found: Series, brand: Brand, known: Sequence[Point]) -> str:
    if not known:
        return found.name
    now = known[-1]
    return _("{name} at {value} {when} so far, {days}").format(
        name=found.name,
        value=value_text(now.value, found.card, brand),
        when=when_words(now.period, found.by, found, brand),
        days=calendar.partial_words(now.days_held, now.days_in_period),
    )


def _whole(point: Point | None) -> bool:
    return point is not None and point.complete and point.value is not None


def _one_period(found: Series, brand: Brand, now: Point, then: Point | None, to: str) -> str:
    when = when_words(now.period, found.by, found, brand)
    if then is None or then.value is None or now.value is None:
        value = value_text(now.value, found.card, brand)
        return _("{name} at {value} {when}").format(name=found.name, value=value, when=when)
    return _moved(found, brand, (now.value, then.value), when, (found.by, to))


def _over_the_span(
    found: Series, brand: Brand, whole: Sequence[tuple[Point, Point | None]], to: str
) -> str:
    now = summed([point for point, _then in whole], found.card)
    then = summed([point for _now, point in whole if point is not None], found.card)
    if now is None or then is None:
        last, before = whole[-1] if to == "year" else (whole[-1][0], whole[-2][0])
        return _one_period(found, brand, last, before, to)
    return _moved(found, brand, (now, then), _span_words(found.by, len(whole)), ("all", to))


def _moved(
    found: Series, brand: Brand, values: tuple[float, float], when: str, against: tuple[str, str]
) -> str:
    """The line about a move from the second value to the first."""
    now, then = values
    if in_percent(found.card, then):
        change = change_text(abs(now / then - 1), brand).lstrip("+")
        return _percent_line(now / then - 1).format(
            name=found.name, change=change, when=when, what=compared_with(*against)
        )
    return _value_line(now, then).format(
        name=found.name,
        value=value_text(now, found.card, brand),
        before=value_text(then, found.card, brand),
        when=when,
        note=compared_in(*against),
    )


def summed(points: Sequence[Point], card: Card) -> float | None:
    """The value over several periods: a sum, a ratio of sums; None for what cannot be added up."""
    values = [point.value for point in points if point.value is not None]
    if len(values) < len(points) or not values:
        return None
    if card.under:
        over = sum(point.numerator or 0 for point in points)
        under = sum(point.denominator or 0 for point in points)
        return over / under if under else None
    return sum(values) if card.additive else None


def in_percent(card: Card, before: float) -> bool:
    """True where a change is told in percent: money and counts that were above zero."""
    return card.unit in ("money", "count") and before > 0


def _percent_line(ratio: float) -> str:
    if abs(ratio) < _SAME:
        return _("{name} unchanged {when}, compared with {what}")
    if ratio > 0:
        return _("{name} up {change} {when}, compared with {what}")
    return _("{name} down {change} {when}, compared with {what}")


def _value_line(now: float, then: float) -> str:
    if now == then:
        return _("{name} at {value} {when}, as before")
    if now > then:
        return _("{name} up to {value} {when}, from {before} {note}")
    return _("{name} down to {value} {when}, from {before} {note}")


def when_words(period: Period, by: str, found: Series, brand: Brand) -> str:
    """A period inside a sentence: 'in week 45', 'on Sun 8 Nov', 'in Nov 2026', 'in Q4 2026'."""
    if by == "day":
        return _("on {day}").format(day=day(period.first_day, brand.locale, "EEE d MMM"))
    if by == "week":
        number = calendar.week_number(
            calendar.period(period.first_day, "week", found.calendar).first_day
        )
        return _("in week {number}").format(number=number)
    return _("in {period}").format(period=calendar.label(period, by, found.calendar, brand.locale))


def _span_words(by: str, n: int) -> str:
    text = {
        "day": ngettext("over {n} day", "over {n} days", n),
        "week": ngettext("over {n} week", "over {n} weeks", n),
        "month": ngettext("over {n} month", "over {n} months", n),
        "quarter": ngettext("over {n} quarter", "over {n} quarters", n),
        "year": ngettext("over {n} year", "over {n} years", n),
    }[by]
    return text.format(n=n)
