"""Charts of signals and their reasons: a trend inside its usual range, a bridge, a pace, a funnel."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from statistics import fmean

from workbench.charts import series as charts
from workbench.charts.measure import Measure
from workbench.kpis import typed
from workbench.kpis.bridge import Bridge
from workbench.kpis.calendar import ONE_DAY, Period
from workbench.kpis.catalogue import Card
from workbench.kpis.one_value import point_of, value_of
from workbench.kpis.pace import Pace
from workbench.kpis.pictures import trend_data
from workbench.kpis.signal_notes import baselines
from workbench.kpis.signal_words import episodes, reason
from workbench.kpis.usual import Judged
from workbench.kpis.watch import Watched, watched
from workbench.language import _, day, minor_digits
from workbench.store.brand import Brand, brand

_ALIKE = 0.25  # of a band's height: limits this close are drawn as one


def watched_trend(
    db: sqlite3.Connection,
    key: str,
    *,
    by: str = "week",
    first: date | None = None,
    last: date | None = None,
    compare: str | None = None,
    locale: str | None = None,
    seen: Watched | None = None,
) -> charts.TrendData:
    """A KPI over time with its usual range shaded, signals marked and the signal as title where one stands.

    As pictures.trend_data; `seen` saves judging it again. Raises NotFound and BadInput.
    """
    plain = trend_data(db, key, by=by, first=first, last=last, compare=compare, locale=locale)
    if by not in ("day", "week", "month") or not plain.has_values:
        return plain
    own = brand(db)
    seen = seen or watched(db, key, by=by, last=last)
    if seen.silent:
        return plain
    scale = _scale(seen.series.card, own)
    shown = {point.first_day for point in plain.line.points}
    judged = [one for one in seen.found.points if one.point.first_day in shown]
    title = _signal_title(seen, own)
    return replace(
        plain,
        title=title or plain.title,
        line=_marked(plain.line, seen),
        bands=tuple(_bands(judged, scale)),
        footer=" ".join(filter(None, (_shaded(db, key, judged, own), plain.footer))),
    )


def _scale(card: Card, own: Brand) -> float:
    return float(10 ** minor_digits(own.currency)) if card.unit == "money" else 1.0


def _marked(line: charts.Line, seen: Watched) -> charts.Line:
    """The line with good and bad signals on its points; the direction of the KPI says which is which."""
    up = {"up": True, "down": False}.get(seen.series.card.direction)
    sides = {seen.found.points[h.place].point.first_day: h.high for h in seen.found.hits}
    if up is None:
        return line
    words: dict[date, charts.Signal] = {
        first: "good" if high is up else "bad" for first, high in sides.items()
    }
    return replace(
        line,
        points=tuple(
            replace(point, signal=words.get(point.first_day, "none")) for point in line.points
        ),
    )


def _bands(judged: Sequence[Judged], scale: float) -> list[charts.Band]:
    """The usual range in stretches: neighbours with nearly the same limits are one band at their mean."""
    groups: list[list[Judged]] = []
    for one in judged:
        if one.low is None or one.high is None:
            continue
        if not groups or not _joins(groups[-1][0], groups[-1][-1], one):
            groups.append([])
        groups[-1].append(one)
    return [
        _band(group, scale, later[0] if later else None)
        for group, later in zip(groups, [*groups[1:], None], strict=False)
    ]


def _joins(first: Judged, last: Judged, later: Judged) -> bool:
    low, high = first.low or 0.0, first.high or 0.0
    near = (high - low) * _ALIKE
    alike = abs(low - (later.low or 0.0)) <= near and abs(high - (later.high or 0.0)) <= near
    return alike and last.point.last_day + ONE_DAY == later.point.first_day


def _band(group: Sequence[Judged], scale: float, later: Judged | None) -> charts.Band:
    """One band; where the next follows at once it reaches up to it."""
    end = group[-1].point.last_day
    if later is not None and end + ONE_DAY == later.point.first_day:
        end = later.point.first_day
    return charts.Band(
        group[0].point.first_day,
        end,
        fmean(one.low or 0.0 for one in group) / scale,
        fmean(one.high or 0.0 for one in group) / scale,
        fmean(one.usual or 0.0 for one in group) / scale,
    )


def _signal_title(seen: Watched, own: Brand) -> str:
    """The signal that stands on the last judged point, as a line; empty where there is none."""
    points = seen.found.points
    judged = [place for place, one in enumerate(points) if one.deviation is not None]
    standing = [e for e in episodes(seen.found.hits, points) if judged and e.last == judged[-1]]
    if not standing:
        return ""
    found = seen.series._replace(points=tuple(one.point for one in points))
    words = reason(standing[-1], found, own, is_last=True)
    return _("{name} {reason}").format(name=seen.series.name, reason=words[:1].lower() + words[1:])


def _shaded(db: sqlite3.Connection, key: str, judged: Sequence[Judged], own: Brand) -> str:
    if not any(one.usual is not None for one in judged):
        return ""
    first, last = judged[0].point.first_day, judged[-1].point.last_day
    changes = [b for b in baselines(db, key) if first <= b.day <= last]
    if not changes:
        return _("Shaded: usual ups and downs.")
    return _("Shaded: usual ups and downs, set anew at “{title}” ({day}).").format(
        title=changes[-1].title, day=day(changes[-1].day, own.locale, "d MMM")
    )


def bridge_picture(found: Bridge, own: Brand) -> charts.WaterfallData:
    """A bridge as a waterfall from the earlier net sales to the later, in major units."""
    scale = float(10 ** minor_digits(found.currency))
    measure = Measure("money", found.currency, own.locale)
    subtitle = _("Net sales excl. VAT, {before} to {now}").format(
        before=_days(found.before, own), now=_days(found.now, own)
    )
    if found.missing or found.before_minor is None or found.now_minor is None:
        return charts.WaterfallData(
            _("Why net sales moved"), subtitle, measure, (), empty=found.missing or ""
        )
    parts = [charts.Step(p.name, p.amount_minor / scale) for p in found.parts if p.amount_minor]
    return charts.WaterfallData(
        title=_bridge_title(found, measure, scale),
        subtitle=subtitle,
        measure=measure,
        steps=(
            charts.Step(_("Before"), found.before_minor / scale, is_total=True),
            *parts,
            charts.Step(_("Now"), found.now_minor / scale, is_total=True),
        ),
        footer=" ".join(found.notes),
    )


def _days(period: Period, own: Brand) -> str:
    return _("{first} – {last}").format(
        first=day(period.first_day, own.locale, "d MMM"),
        last=day(period.last_day, own.locale, "d MMM y"),
    )


def _bridge_title(found: Bridge, measure: Measure, scale: float) -> str:
    change = (found.now_minor or 0) - (found.before_minor or 0)
    if not found.parts or change == 0:
        return _("Net sales did not change")
    side = [p for p in found.parts if (p.amount_minor > 0) == (change > 0) and p.amount_minor]
    amount = measure.written(round(abs(change) / scale))
    if not side:
        return _("Net sales changed by {amount}").format(amount=amount)
    most = max(side, key=lambda part: abs(part.amount_minor)).name
    text = (
        _("Net sales are up {amount}: most of it is “{part}”")
        if change > 0
        else _("Net sales are down {amount}: most of it is “{part}”")
    )
    return text.format(amount=amount, part=most)


def pace_picture(db: sqlite3.Connection, found: Pace) -> charts.TrendData:
    """A cumulative target with its pace line and what was reached, by day, in the chart's units."""
    card, own = typed.card(db, found.target.kpi), brand(db)
    scale = _scale(card, own)

    reached = dict(found.actual)
    actual = [(d, reached.get(d)) for d, _value in found.line]

    def line(name: str, values: Sequence[tuple[date, float | None]]) -> charts.Line:
        points = (charts.Point(d, d, v / scale if v is not None else None) for d, v in values)
        return charts.Line(name, tuple(points))

    return charts.TrendData(
        title=found.words,
        subtitle=_("{name}, added up since {day}").format(
            name=card.name, day=day(found.target.period.first_day, own.locale)
        ),
        measure=Measure(card.unit, own.currency, own.locale),
        grain="day",
        line=line(card.name, actual),
        comparison=line(_("pace"), found.line),
        target=charts.Target(found.target.value / scale, _("target")),
        empty="" if found.actual else _("This target is not one that adds up."),
    )


def funnel_picture(db: sqlite3.Connection, days: Period) -> charts.BarsData:
    """Sessions, carts, checkouts and completed ones as bars in their order, each with its part of all sessions."""
    own = brand(db)
    counts = [
        (name, value_of(db, key, days))
        for key, name in (
            ("sessions", _("Sessions")),
            ("carts", _("Put into the cart")),
            ("checkouts", _("Reached checkout")),
        )
    ]
    rate = point_of(db, "conversion_rate", days)
    done = rate.numerator if rate is not None else None
    counts.append((_("Completed checkout"), float(done) if done is not None else None))
    bars = tuple(charts.Bar(name, value) for name, value in counts)
    whole, last = bars[0].known, bars[-1].known
    title = _("Where visits end")
    if whole and last is not None:
        part = Measure("rate", locale=own.locale).written(last / whole)
        title = _("{part} of sessions end in an order").format(part=part)
    return charts.BarsData(
        title=title,
        subtitle=_("Sessions that came this far, {days}").format(days=_days(days, own)),
        measure=Measure("count", locale=own.locale),
        bars=bars,
        emphasis=len(bars) - 1,
        ranked=False,
        empty=_("Import sessions by day to see this."),
    )
