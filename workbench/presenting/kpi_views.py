"""Views of numbers: one KPI, several in a table, a KPI by channel, and what made a difference."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any, NamedTuple

from workbench.charts.measure import Measure
from workbench.charts.series import BarsData, Step, WaterfallData
from workbench.kpis import calendar, compare, typed
from workbench.kpis.calendar import Calendar, Period
from workbench.kpis.catalogue import Card
from workbench.kpis.series import Point, series
from workbench.kpis.wording import change_text, value_text
from workbench.language import _, day, minor_digits, ngettext
from workbench.presenting.deck import Settings
from workbench.presenting.slides import ROW_UNIT, Definition, Field, KpiSlide, TableSlide
from workbench.store.brand import Brand, brand

_PERIODS = {"day": 90, "week": 53, "month": 25, "quarter": 12}  # shown unless told otherwise
_TABLE = (
    *("net_sales", "orders", "average_order_value", "sessions", "conversion_rate"),
    *("customers", "new_customers", "returning_customers", "discounts", "returns"),
    *("gross_margin", "contribution_margin", "ad_spend", "mer", "blended_cac"),
)
_MARGINS = ("margin", "profit", "cm1", "cm2", "cm3", "cost")


def kpi(db: sqlite3.Connection, settings: Settings) -> KpiSlide:
    """A KPI over time. Settings: `kpi`, `grain`, `compare` ("year", "previous"), and `periods` up to the last one
    held (0 is all) or `first` and `last` as ISO days.
    """
    from workbench.kpis.pictures import trend_data

    key = str(settings.get("kpi", ""))
    by = str(settings.get("grain") or settings.get("by") or "week")
    first, last = _day(settings.get("first")), _day(settings.get("last"))
    compared = settings.get("compare") or None
    data = trend_data(db, key, by=by, first=first, last=last, compare=compared)
    count = int(settings.get("periods") or _PERIODS.get(by, 0))
    points = data.line.points
    if first is None and settings.get("periods") != 0 and 0 < count < len(points):
        # Read anew rather than cut: subtitle, events and footer belong to what is shown.
        first = points[-count].first_day
        data = trend_data(db, key, by=by, first=first, last=last, compare=compared)
    return KpiSlide(data, definition(db, key, data.footer), private=_private(key))


def channels(db: sqlite3.Connection, settings: Settings) -> KpiSlide:
    """A KPI by sales channel, as a ranking."""
    from workbench.kpis.pictures import channel_bars

    key = str(settings.get("kpi", ""))
    first, last = _day(settings.get("first")), _day(settings.get("last"))
    data: BarsData = channel_bars(db, key, first=first, last=last)
    return KpiSlide(data, definition(db, key, data.footer), private=_private(key))


def channel_count(db: sqlite3.Connection, key: str) -> int:
    """How many sales channels a KPI is told for."""
    from workbench.kpis.pictures import channel_bars

    return len(channel_bars(db, key).bars)


def definition(db: sqlite3.Connection, key: str, sources: str) -> Definition:
    """Put a KPI's definition card into words."""
    card = typed.card(db, key)
    units = {"money": _("money"), "rate": _("share"), "count": _("count"), "number": _("number")}
    return Definition(
        name=card.name,
        formula=card.formula,
        numerator=card.numerator,
        denominator=card.denominator or "",
        unit=brand(db).currency if card.unit == "money" else units.get(card.unit, card.unit),
        date_basis=card.date_basis,
        exclusions=card.exclusions,
        sources=sources,
    )


class Row(NamedTuple):
    """One KPI of the table: the last whole period, the one before, and the one a year ago."""

    card: Card
    now: Point
    before: Point | None
    year: Point | None


def trading(db: sqlite3.Connection, settings: Settings) -> TableSlide:
    """KPIs down; the last whole month, the one before and last year across. Settings: `grain` and `kpis`."""
    by = str(settings.get("grain") or "week")
    keys = settings.get("kpis") or [key for key in _TABLE if key in typed.all_cards(db)]
    rows = [row for key in keys if (row := compared(db, str(key), by)) is not None]
    own = brand(db)
    names = _columns(by)
    unit = Measure(ROW_UNIT, own.currency, own.locale)
    rate = Measure("rate", "", own.locale)
    fields = (
        Field(_("KPI")),
        Field(names[0], "number", unit),
        Field(names[1], "number", unit),
        Field(_("Change"), "number", rate),
        Field(names[2], "number", unit),
        Field(_("Change on last year"), "number", rate),
    )
    return TableSlide(
        _trading_title(rows, own, by),
        fields,
        tuple(_cells(row, own.currency) for row in rows),
        _period_words(rows, own, by),
        units=tuple(measure(row.card, own) for row in rows),
        empty=_("Import sales first; then the table fills itself."),
    )


def compared(db: sqlite3.Connection, key: str, by: str, *, last: date | None = None) -> Row | None:
    """A KPI in its last whole period (up to `last`) with the one before and last year's; None if not known."""
    card = typed.card(db, key)
    whole = [p for p in series(db, key, by=by, last=last).points if p.complete]
    known = [point for point in whole if point.value is not None]
    if not known:
        return None
    found = {
        one.to: one.before for one in compare.comparisons(db, key, by=by, last=known[-1].last_day)
    }
    return Row(card, known[-1], found.get(compare.PREVIOUS), found.get(compare.YEAR))


def measure(card: Card, own: Brand) -> Measure:
    """How a KPI's values are written on slides."""
    return Measure(card.unit, own.currency, own.locale)


def major(point: Point | None, card: Card, currency: str) -> float | None:
    """A value of a KPI as slides show it: money in major units."""
    if point is None or point.value is None:
        return None
    return float(point.value) / (10 ** minor_digits(currency) if card.unit == "money" else 1)


def bridge(db: sqlite3.Connection, settings: Settings) -> KpiSlide:
    """Net sales from one period to another as a waterfall of what moved them.

    Settings: `grain`, `compare` ("year" or "previous") and `split` ("" by visits, conversion and order value, or
    "channel", "product", "customer", "country").
    """
    from workbench.kpis.bridge import bridge as bridged

    by, own = str(settings.get("grain") or "month"), brand(db)
    row, cal = compared(db, "net_sales", by), Calendar(own.week_start, own.fiscal_start)
    money = Measure("money", own.currency, own.locale)
    if row is None:
        return KpiSlide(
            WaterfallData(
                _("What made the difference"), "", money, (), empty=_("Import sales first.")
            )
        )
    to = "year" if (settings.get("compare") or "year") == "year" else "previous"
    before = compare.earlier(row.now.period, by, cal, to)
    found = bridged(db, row.now.period, before, by=settings.get("split") or None)
    words = {"now": _label(row.now.period, by, own), "then": _label(before, by, own)}
    subtitle = _("Net sales excl. VAT, {now} against {then}").format(**words)
    if found.before_minor is None or found.now_minor is None:
        title = _("What made the difference")
        return KpiSlide(WaterfallData(title, subtitle, money, (), empty=found.missing or ""))
    digits = 10 ** minor_digits(own.currency)
    steps = [Step(part.name, part.amount_minor / digits) for part in found.parts]
    ends = (found.before_minor / digits, found.now_minor / digits)
    data = WaterfallData(
        _bridge_title(steps, ends, to, own),
        subtitle,
        money,
        (
            Step(words["then"], ends[0], is_total=True),
            *steps,
            Step(words["now"], ends[1], is_total=True),
        ),
        footer=" ".join(found.notes),
    )
    return KpiSlide(data, definition(db, "net_sales", data.footer))


def _bridge_title(steps: list[Step], ends: tuple[float, float], to: str, own: Brand) -> str:
    """The takeaway: by how much, and which part moved most in that direction."""
    before, now = ends
    against = _("last year") if to == "year" else _("the period before")
    if not before or not steps:
        return _("What made the difference to {before}").format(before=against)
    up = now >= before
    most = max(steps, key=lambda step: step.value if up else -step.value)
    told = _("Net sales {change} on {before}, most of it from: {part}")
    change = change_text(now / before - 1, own)
    return told.format(change=change, before=against, part=most.name)


def _label(span: Period, by: str, own: Brand) -> str:
    if by == "week":
        return _("Week of {day}").format(day=day(span.first_day, own.locale))
    return calendar.label(span, by, Calendar(own.week_start, own.fiscal_start), own.locale)


def _columns(by: str) -> tuple[str, str, str]:
    if by == "month":
        return _("Last month"), _("Month before"), _("Same month last year")
    return _("Last week"), _("Week before"), _("Same week last year")


def _cells(row: Row, currency: str) -> tuple[str | float | None, ...]:
    values = [major(point, row.card, currency) for point in row[1:]]
    return (
        *(row.card.name, values[0], values[1], ratio(row.now, row.before)),
        *(values[2], ratio(row.now, row.year)),
    )


def ratio(now: Point, then: Point | None) -> float | None:
    """The relative change of a value, None where it cannot be told."""
    if then is None or now.value is None or not then.value or then.value < 0:
        return None
    return float(now.value / then.value - 1)


def _trading_title(rows: list[Row], own: Brand, by: str) -> str:
    """The takeaway: how net sales (else the first KPI) stand against last year, and how many are up."""
    judged = [(row, ratio(row.now, row.year)) for row in rows]
    known = [(row, change) for row, change in judged if change is not None]
    if not known:
        return _("The numbers of last month") if by == "month" else _("The numbers of last week")
    first, change = known[0]
    up = sum(1 for _row, c in known if c > 0)
    text = ngettext(
        "{name} {value}, {change} on last year; {up} of {n} KPI is up",
        "{name} {value}, {change} on last year; {up} of {n} KPIs are up",
        len(known),
    )
    value = value_text(first.now.value, first.card, own)
    return text.format(
        name=first.card.name, value=value, change=change_text(change, own), up=up, n=len(known)
    )


def _period_words(rows: list[Row], own: Brand, by: str) -> str:
    if not rows:
        return ""
    now = rows[0].now
    span = _("{first} to {last}").format(
        first=day(now.first_day, own.locale), last=day(now.last_day, own.locale)
    )
    return f"{_label(now.period, by, own)} · {span}" if by != "week" else span


def _private(key: str) -> str:
    return "margins" if any(word in key for word in _MARGINS) else ""


def _day(value: Any) -> date | None:
    """Read an ISO day of a slide's settings."""
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None
