"""What one KPI's page needs, read in one go on a thread of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from workbench.language import _

if TYPE_CHECKING:
    from ui.pages.kpi_targets import TargetView
    from workbench.charts.series import TrendData
    from workbench.kpis.calendar import Period
    from workbench.kpis.catalogue import Card
    from workbench.kpis.compare import Tile
    from workbench.kpis.comparisons import Against
    from workbench.kpis.series import Series
    from workbench.kpis.signals import Signal
    from workbench.kpis.typed import Snapshot


class KpiView(NamedTuple):
    """One KPI: its card, its tile, the chart, comparisons, targets, where it comes from.

    `period` is the last whole period of the chart, `against` what it is compared with; `silent` says
    why there can be no signal.
    """

    card: Card
    tile: Tile
    trend: TrendData
    period: Period | None
    against: tuple[Against, ...]
    silent: str
    targets: TargetView
    whole: Series
    files: list[str]
    values: list[Snapshot]


class Group(NamedTuple):
    """KPIs that belong together on the page."""

    name: str
    tiles: list[Tile]


def spans() -> list[tuple[str, str, int]]:
    """The spans to choose from: key, words, days (0 for all)."""
    return [
        ("quarter", _("Last 13 weeks"), 91),
        ("half", _("Last 6 months"), 183),
        ("year", _("Last 12 months"), 365),
        ("two", _("Last 24 months"), 730),
        ("all", _("All there is"), 0),
    ]


def periods(span: str, grain: str) -> int:
    """How many periods a span holds, for a slide; 0 for all."""
    days = next(days for key, _words, days in spans() if key == span)
    length = {"day": 1, "week": 7, "month": 30.4, "quarter": 91.3, "year": 365}[grain]
    return round(days / length) if days else 0


def comparison_names() -> list[tuple[str, str]]:
    """What a KPI may be compared with."""
    return [("", _("No comparison")), ("year", _("vs last year")), ("previous", _("vs before"))]


def read(db: Any, key: str, *, by: str, days: int, compare: str) -> KpiView:
    """Read one KPI; `days` back from the last day held, 0 for all."""
    from ui.pages import kpi_targets
    from workbench.importing import ledger
    from workbench.kpis import compare as comparing
    from workbench.kpis import typed
    from workbench.kpis.comparisons import compared
    from workbench.kpis.series import series

    card = typed.card(db, key)
    whole = series(db, key, by="all")
    trend, silent = _trend(db, key, by, _first(whole, by, days), compare or None)
    period = _last_whole(trend)
    names = {entry.id: entry.file for entry in ledger.imports(db)}
    return KpiView(
        card=card,
        tile=comparing.tiles(db, [key])[0],
        trend=_aimed(db, card, trend, period),
        period=period,
        against=compared(db, key, period, by=by).against if period else (),
        silent=silent,
        targets=kpi_targets.read(db, key, whole.points[0].last_day if whole.points else None),
        whole=whole,
        files=[names[i] for i in whole.imports if i in names],
        values=typed.snapshots(db, key) if card.own else [],
    )


def signal(db: Any, key: str) -> Signal | None:
    """The signal of a KPI that stands; it takes longer than all the rest, so it is read for itself."""
    from workbench.kpis.signals import signals

    found = signals(db, keys=[key], home=False)
    return found[0] if found else None


def _trend(
    db: Any, key: str, by: str, first: date | None, compare: str | None
) -> tuple[TrendData, str]:
    """The chart with the usual range, and why there is none."""
    from workbench.kpis.watch import watched
    from workbench.kpis.watched_pictures import watched_trend

    seen = watched(db, key, by=by) if by in ("day", "week", "month") else None
    trend = watched_trend(db, key, by=by, first=first, compare=compare, seen=seen)
    return trend, seen.silent if seen else ""


def _last_whole(trend: TrendData) -> Period | None:
    """The last whole period with a value, else the last one with any."""
    from workbench.kpis.calendar import Period

    known = [point for point in trend.line.points if point.known is not None]
    chosen = [point for point in known if point.complete] or known
    return Period(chosen[-1].first_day, chosen[-1].last_day) if chosen else None


def _aimed(db: Any, card: Card, trend: TrendData, period: Period | None) -> TrendData:
    """The chart with the target of such a period as a line."""
    from workbench.charts.series import Target
    from workbench.kpis.targets import target_for, targets
    from workbench.language import minor_digits
    from workbench.store.brand import brand

    value = target_for(targets(db, card.key), card, period) if period else None
    if value is None:
        return trend
    scale = 10 ** minor_digits(brand(db).currency) if card.unit == "money" else 1
    return replace(trend, target=Target(value / scale, _("target")))


def _first(whole: Series, by: str, days: int) -> date | None:
    from workbench.kpis import calendar

    if not days or not whole.points:
        return None
    held = whole.points[0]
    wanted = max(held.first_day, held.last_day - timedelta(days=days))
    return calendar.period(wanted, by, whole.calendar).first_day


def groups(db: Any) -> list[Group]:
    """All KPIs with their tiles, by what they are about."""
    from workbench.kpis import compare, typed

    cards = typed.all_cards(db)
    found = compare.tiles(db, list(cards))
    by_key = {tile.key: tile for tile in found}
    names: dict[str, list[str]] = {}
    for key, card in cards.items():
        names.setdefault(_group_of(card), []).append(key)
    return [
        Group(words, [by_key[key] for key in names[name] if key in by_key])
        for name, words in _group_names()
        if name in names
    ]


def _group_names() -> list[tuple[str, str]]:
    return [
        ("sales", _("Sales, excl. VAT")),
        ("orders", _("Orders and customers")),
        ("traffic", _("Traffic")),
        ("own", _("Your own")),
    ]


def _group_of(card: Card) -> str:
    if card.own:
        return "own"
    if card.key in ("sessions", "visitors", "conversion_rate") or card.unit == "rate":
        return "traffic"
    return "sales" if card.unit == "money" and card.under is None else "orders"
