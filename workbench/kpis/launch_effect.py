"""What a launch did: the days before it against those after, by matched weekdays; never more than a hint.

Days with promotions, season or a stock-out are masked, last year's level is taken out where it is held, the interval
allows for days that resemble the day before (AR(1)), and is at least as wide as jumps were on days without a launch.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import sqrt
from statistics import fmean
from typing import NamedTuple

from workbench.errors import BadInput, NotFound
from workbench.kpis import typed, xmr
from workbench.kpis.calendar import Period
from workbench.kpis.span_events import SpanEvent, span_events
from workbench.kpis.watch import DayLevels, Known, day_levels, known
from workbench.kpis.weekday import weekday_factors
from workbench.kpis.wording import change_text, value_text
from workbench.language import _
from workbench.store.brand import Brand, brand

MOST_DAYS, LEAST_DAYS = 56, 14
_LEAST_PLACEBOS = 8
_TIED_AT_MOST = 0.8
Freed = Mapping[date, float]


class LaunchEffect(NamedTuple):
    """A KPI before and after a launch: means per day in the KPI's unit, and the relative change with its interval.

    `words` say it in a sentence that ends in "a hint only"; with `missing` there is no number. `others` are further
    launches and tests in the same days, which may be the cause as well.
    """

    key: str
    title: str
    launched: date
    before: float | None
    after: float | None
    days_before: int
    days_after: int
    masked: int
    relative: float | None
    low: float | None
    high: float | None
    clear: bool
    words: str
    note: str
    missing: str
    others: tuple[SpanEvent, ...]


def launch_effect(
    db: sqlite3.Connection,
    item_id: int,
    key: str,
    *,
    last: date | None = None,
    about: Known | None = None,
) -> LaunchEffect:
    """The effect of a launched item on a KPI, from at most eight weeks on each side.

    `last` is the last day to look at, by default the last one held. Raises NotFound, and BadInput for an item that is
    not launched.
    """
    row = db.execute("SELECT title, launched_day FROM item WHERE id = ?", (item_id,)).fetchone()
    if row is None:
        raise NotFound(_("This item is no longer there."))
    if row[1] is None:
        raise BadInput(_("“{title}” has no launch date yet.").format(title=row[0]))
    launched, card, own = date.fromisoformat(row[1]), typed.card(db, key), brand(db)
    levels = day_levels(db, key, last=last, about=about or known(db))
    freed = levels.freed(_span(launched))
    window = _window(freed, launched)
    others = _others(db, launched, window, item_id)
    empty = LaunchEffect(
        key, row[0], launched, None, None, *_counts(window), levels.masked_in(_span(launched)),
        None, None, None, False, "", _season_note(levels, launched), "", others,
    )  # fmt: skip
    missing = _too_little(window, freed, launched)
    if missing:
        return empty._replace(missing=missing, words=missing)
    relative, half = _jump(window)
    wide = max(half, _placebo(freed, launched, _counts(window)))
    low, high = relative - wide, relative + wide
    made = empty._replace(
        before=_mean(levels.parts, window[0]), after=_mean(levels.parts, window[1]),
        relative=relative, low=low, high=high, clear=low > 0 or high < 0,
    )  # fmt: skip
    texts = [value_text(v, card, own) for v in (made.before, made.after)]
    return made._replace(words=_words(made, card.name, texts, own, per_day=card.under is None))


def _season_note(levels: DayLevels, launched: date) -> str:
    if levels.has_last_year(_span(launched)):
        return ""
    return _("Last year is not held for these days: the season may be part of the change.")


Window = tuple[dict[date, float], dict[date, float]]


def _window(freed: Freed, launched: date) -> Window:
    """Freed values before and after, as many whole weeks as there are, at most eight; the launch day is after."""
    span = _span(launched)
    before = {d: v for d, v in freed.items() if span.first_day <= d < launched}
    after = {d: v for d, v in freed.items() if launched <= d <= span.last_day}
    return before, after


def _span(launched: date) -> Period:
    return Period(launched - timedelta(MOST_DAYS), launched + timedelta(MOST_DAYS - 1))


def _counts(window: Window) -> tuple[int, int]:
    return len(window[0]), len(window[1])


def _too_little(window: Window, freed: Freed, launched: date) -> str:
    n, m = _counts(window)
    if not freed:
        return _("Not enough data: this KPI is not held by day.")
    if m < LEAST_DAYS and max(freed) < launched + timedelta(LEAST_DAYS):
        return _("Not enough data yet: {n} usable days after the launch, 14 are needed.").format(
            n=m
        )
    if min(n, m) < LEAST_DAYS:
        text = _(
            "Not enough data: {before} usable days before and {after} after the launch, "
            "14 of each are needed."
        )
        return text.format(before=n, after=m)
    if fmean(window[0].values()) <= 0:
        return _("Not enough data: there was nothing before the launch to compare with.")
    return ""


def _jump(window: Window) -> tuple[float, float]:
    """The relative change of the mean, and the half width of its 95 % interval (delta method, AR(1))."""
    from workbench.experiments.lift import t_quantile

    before, after = (_by_weekday(window[0], side) for side in window)
    means = fmean(before), fmean(after)
    rest = [
        [value - mean for value in side] for side, mean in zip((before, after), means, strict=True)
    ]
    spread = sum(r * r for side in rest for r in side) / (len(before) + len(after) - 2)
    tie = min(max(xmr.autocorrelation([*rest[0], *rest[1]]), 0.0), _TIED_AT_MOST)
    longer = (1 + tie) / (1 - tie)
    ratio = means[1] / means[0]
    variance = spread * longer * (1 / len(after) + ratio * ratio / len(before)) / means[0] ** 2
    df = max(4.0, (len(before) + len(after)) / longer - 2)
    return ratio - 1, t_quantile(0.975, df) * sqrt(variance)


def _by_weekday(before: Mapping[date, float], side: Mapping[date, float]) -> list[float]:
    """A side's values as if all weekdays were alike, by the weekdays of the days before."""
    factors = weekday_factors(before.items())
    return [side[day] / factors[day.weekday()] for day in sorted(side)]


def _placebo(freed: Freed, launched: date, counts: tuple[int, int]) -> float:
    """How large a jump was on nine of ten Mondays-apart days before, where nothing was launched; 0 with too few."""
    found = []
    for weeks in range(counts[1] // 7 + 1, 52):
        day = launched - timedelta(weeks=weeks)
        window = (
            {d: v for d, v in freed.items() if day - timedelta(counts[0]) <= d < day},
            {d: v for d, v in freed.items() if day <= d < day + timedelta(counts[1])},
        )
        if min(_counts(window)) >= LEAST_DAYS and fmean(window[0].values()) > 0:
            found.append(abs(_jump_only(window)))
    if len(found) < _LEAST_PLACEBOS:
        return 0.0
    return sorted(found)[int(0.9 * (len(found) - 1))]


def _jump_only(window: Window) -> float:
    before, after = (_by_weekday(window[0], side) for side in window)
    return fmean(after) / fmean(before) - 1


def _mean(
    parts: Mapping[date, tuple[float, float, float | None]], side: Mapping[date, float]
) -> float:
    """The mean per day, for a rate the ratio of sums."""
    shown = [parts[day] for day in side]
    under = [n for _value, _over, n in shown if n is not None]
    if len(under) == len(shown):
        return sum(over for _value, over, _n in shown) / sum(under) if sum(under) else 0.0
    return fmean(value for value, _over, _n in shown)


def _others(
    db: sqlite3.Connection, launched: date, window: Window, item_id: int
) -> tuple[SpanEvent, ...]:
    last = max(window[1], default=launched)
    span = Period(min(window[0], default=launched), max(last, launched))
    return tuple(
        event
        for event in span_events(db, span)
        if event.kind in ("launch", "test") and not (event.kind == "launch" and event.id == item_id)
    )


def _words(
    effect: LaunchEffect, name: str, texts: Sequence[str], own: Brand, *, per_day: bool
) -> str:
    low, high = change_text(effect.low or 0.0, own), change_text(effect.high or 0.0, own)
    fields = {
        "name": name,
        "after": texts[1],
        "before": texts[0],
        "change": change_text(effect.relative or 0.0, own),
        "low": low,
        "high": high,
        "title": effect.title,
    }
    if not effect.clear:
        text = _(
            "{name} after “{title}”: no clear change ({change}, likely {low} to {high}); a hint only."
        )
        return text.format(**fields)
    text = _(
        "{name} after “{title}”: {after}, before {before} ({change}, likely {low} to {high}); "
        "a hint only."
    )
    if per_day:
        text = _(
            "{name} after “{title}”: {after} a day, before {before} ({change}, likely {low} to "
            "{high}); a hint only."
        )
    return text.format(**fields)
