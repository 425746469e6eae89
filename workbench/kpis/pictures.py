"""KPIs made ready for drawing: values in major units, a takeaway, events, and a footer that says where from."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta

from workbench.charts import series as charts
from workbench.charts.measure import Measure
from workbench.kpis import calendar, sums, typed
from workbench.kpis.calendar import Calendar, Period
from workbench.kpis.compare import PREVIOUS, YEAR, to_date
from workbench.kpis.points import Point
from workbench.kpis.reasons import source_name
from workbench.kpis.record import Record, record
from workbench.kpis.series import Series, segments, series_of
from workbench.kpis.takeaway import takeaway
from workbench.language import _, day, minor_digits, number
from workbench.store.brand import Brand

Pairs = list[tuple[Point, Point | None]]


def trend_data(
    db: sqlite3.Connection,
    key: str,
    *,
    by: str = "week",
    first: date | None = None,
    last: date | None = None,
    compare: str | None = None,
    locale: str | None = None,
) -> charts.TrendData:
    """A KPI over time as a line; `compare` is 'year', 'previous' or None. Money in major units.

    Raises NotFound for an unknown KPI and BadInput for an unknown period.
    """
    held, found = _read(db, key, by, first, last, locale)
    pairs = _pairs(db, found, held, compare)
    return charts.TrendData(
        title=takeaway(found, held.brand, pairs, compare),
        subtitle=_subtitle(found, held.brand),
        measure=_measure(found, held.brand),
        grain=_grain(by),
        line=charts.Line(found.name, tuple(_drawn(now, found) for now, _then in pairs)),
        comparison=_comparison(pairs, found, compare),
        events=_events(db, found),
        footer=_footer(db, found, held.brand),
        empty=found.missing or "",
    )


def columns_data(
    db: sqlite3.Connection,
    key: str,
    *,
    by: str = "month",
    first: date | None = None,
    last: date | None = None,
    compare: str | None = None,
    locale: str | None = None,
) -> charts.ColumnsData:
    """A KPI by period as standing bars; see trend_data."""
    trend = trend_data(db, key, by=by, first=first, last=last, compare=compare, locale=locale)
    return charts.ColumnsData(
        title=trend.title,
        subtitle=trend.subtitle,
        measure=trend.measure,
        grain=trend.grain,
        parts=(trend.line,),
        comparison=trend.comparison,
        events=trend.events,
        footer=trend.footer,
        empty=trend.empty,
    )


def channel_bars(
    db: sqlite3.Connection,
    key: str,
    *,
    first: date | None = None,
    last: date | None = None,
    locale: str | None = None,
) -> charts.BarsData:
    """A KPI by sales channel as lying bars, over all that is held or between two days."""
    held, found = _read(db, key, "all", first, last, locale)
    parts: dict[str, int | float | None] = {}
    if found.points:
        span = found.points[0].period
        parts = segments(db, key, first=span.first_day, last=span.last_day)
    ranked = sorted(parts.items(), key=lambda part: -(part[1] or 0))
    top = ranked[0][0] if len(ranked) > 1 else None
    title = _("{name} by channel: {channel} brings most").format(name=found.name, channel=top)
    return charts.BarsData(
        title=title if top else found.name,
        subtitle=_subtitle(found, held.brand),
        measure=_measure(found, held.brand),
        bars=tuple(charts.Bar(_channel(name), _major(value, found)) for name, value in ranked),
        emphasis=0 if top else None,
        footer=_footer(db, found, held.brand),
        empty=found.missing or _("This KPI is not told by channel."),
    )


def _read(
    db: sqlite3.Connection,
    key: str,
    by: str,
    first: date | None,
    last: date | None,
    locale: str | None,
) -> tuple[Record, Series]:
    card = typed.card(db, key)
    held = record(db, sums.measures(card))
    if locale:
        held = held._replace(brand=held.brand._replace(locale=locale))
    return held, series_of(db, card, held, by=by, first=first, last=last)


def _pairs(db: sqlite3.Connection, found: Series, held: Record, to: str | None) -> Pairs:
    """Each point with the one it is compared with; an unfinished one with as many days."""
    if to not in (YEAR, PREVIOUS) or not found.points:
        return [(point, None) for point in found.points]
    periods = [_earlier(point, found, to) for point in found.points]
    first, last = periods[0].first_day, max(period.last_day for period in periods)
    earlier = series_of(db, found.card, held, by=found.by, first=first, last=last)
    by_day = {point.first_day: point for point in earlier.points}
    pairs: Pairs = [
        (now, by_day.get(period.first_day))
        for now, period in zip(found.points, periods, strict=True)
    ]
    now = found.points[-1]
    if not now.complete and not found.card.own:
        then = to_date(_natural(now, found), periods[-1], now.days_held)
        cut = series_of(
            db, found.card, held, by="all", first=then.first_day, last=then.last_day
        ).points
        pairs[-1] = (now, cut[0] if cut else None)
    return pairs


def _natural(point: Point, found: Series) -> Period:
    if found.by == "all":
        return point.period
    return calendar.period(point.first_day, found.by, found.calendar)


def _earlier(point: Point, found: Series, to: str) -> Period:
    """Last year's period, or the one as many periods back as are shown."""
    natural = _natural(point, found)
    if to == YEAR:
        return calendar.year_before(natural, found.by, found.calendar)
    return _back(natural, len(found.points), found.by, found.calendar)


def _back(period: Period, n: int, by: str, cal: Calendar) -> Period:
    if by in ("day", "week"):
        return period.back(n * period.days)
    for _step in range(n):
        period = calendar.before(period, by, cal)
    return period


def _comparison(pairs: Pairs, found: Series, to: str | None) -> charts.Line | None:
    if not any(then is not None and then.value is not None for _now, then in pairs):
        return None
    name = _("last year") if to == YEAR else _("before")
    return charts.Line(
        name,
        tuple(
            _drawn(then if then is not None else now._replace(value=None), found)
            for now, then in pairs
        ),
    )


def _drawn(point: Point, found: Series) -> charts.Point:
    return charts.Point(
        first_day=point.first_day,
        last_day=point.last_day,
        value=_major(point.value, found),
        complete=point.complete,
        days_held=point.days_held,
        days_in_period=point.days_in_period,
        numerator=_major(point.numerator, found),
        denominator=point.denominator,
    )


def _major(value: int | float | None, found: Series) -> float | None:
    if value is None or found.unit != "money":
        return value
    return value / float(10 ** minor_digits(found.currency))


def _grain(by: str) -> charts.Grain:
    grains: dict[str, charts.Grain] = {
        "day": "day",
        "week": "week",
        "month": "month",
        "quarter": "quarter",
    }
    return grains.get(by, "year")


def _measure(found: Series, own: Brand) -> Measure:
    return Measure(found.unit, found.currency, own.locale)


def _channel(name: str) -> str:
    return _("All channels") if name == "all" else name


def _subtitle(found: Series, own: Brand) -> str:
    """What is drawn: measure, how it is made, per what, from when to when."""
    per = {
        "day": _("per day"),
        "week": _("per week"),
        "month": _("per month"),
        "quarter": _("per quarter"),
        "year": _("per year"),
    }.get(found.by, "")
    what = found.name
    if found.card.under:
        what = f"{found.name}, {found.card.formula}"
    elif not found.card.own and found.unit == "money" and found.key not in ("taxes", "total_sales"):
        what = _("{name} excl. VAT").format(name=found.name)
    parts = [what, per]
    if found.points:
        parts.append(_span(found.points[0].first_day, _last_known(found), found.by, own))
    return ", ".join(part for part in parts if part)


def _last_known(found: Series) -> date:
    """The last day held; an unfinished period is held from its start."""
    known = [point for point in found.points if point.value is not None]
    last = known[-1] if known else found.points[-1]
    if last.complete or not last.days_held:
        return last.last_day
    return min(last.last_day, last.first_day + timedelta(days=last.days_held - 1))


def _span(first: date, last: date, by: str, own: Brand) -> str:
    pattern = "d MMM y" if by in ("day", "all") and (last - first).days < 62 else "MMM y"
    start, end = day(first, own.locale, pattern), day(last, own.locale, pattern)
    return start if start == end else f"{start} – {end}"


def _footer(db: sqlite3.Connection, found: Series, own: Brand) -> str:
    """How many cases stand behind a rate, which source, exported when, and what to know."""
    parts = []
    under = sum(point.denominator or 0 for point in found.points)
    if found.card.under and under:
        parts.append(
            _("{number} {what}.").format(
                number=number(under, own.locale), what=found.card.denominator
            )
        )
    if found.sources:
        names = ", ".join(source_name(source) for source in found.sources)
        as_of = _as_of(db, found)
        if as_of is not None:
            told = _("Source: {names}, exported {day}.")
            parts.append(told.format(names=names, day=day(as_of, own.locale)))
        else:
            parts.append(_("Source: {names}.").format(names=names))
    return " ".join([*parts, *found.notes])


def _as_of(db: sqlite3.Connection, found: Series) -> date | None:
    marks = ", ".join("?" * len(found.sources))
    newest = db.execute(
        f"SELECT max(as_of) FROM import WHERE live = 1 AND source IN ({marks})", found.sources
    ).fetchone()[0]
    return date.fromisoformat(newest[:10]) if newest else None


def _events(db: sqlite3.Connection, found: Series) -> tuple[charts.Event, ...]:
    """Launched items, annotations and changes of the source inside the span."""
    if not found.points:
        return ()
    span = (found.points[0].first_day.isoformat(), found.points[-1].last_day.isoformat())
    rows = db.execute(
        """SELECT launched_day, title, 'launch' FROM item
        WHERE stage <> 'dropped' AND launched_day BETWEEN ?1 AND ?2
        UNION ALL
        SELECT day, title, coalesce(kind, 'note') FROM annotation
        WHERE day BETWEEN ?1 AND ?2 AND kind IS NOT 'baseline' AND coalesce(kpi, ?3) = ?3
        ORDER BY 1, 2""",
        (*span, found.key),
    ).fetchall()
    events = [charts.Event(date.fromisoformat(d), title, kind) for d, title, kind in rows]
    events += [
        charts.Event(d, _("Source: {name}").format(name=_names(names)), "source")
        for d, names in found.changes
    ]
    return tuple(sorted(events, key=lambda event: event.day))


def _names(names: str) -> str:
    return ", ".join(source_name(name) for name in names.split(", "))
