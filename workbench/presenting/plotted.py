"""What a native chart of an office program plots: categories and rows of values, with a role each.

An office chart has no half-finished points and no gaps with a reason, so the prepared data are laid
out here once for PowerPoint and Excel: unfinished periods become a row of their own (dotted), what
is not known stays empty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from workbench.charts.measure import Measure
from workbench.charts.series import BarsData, ColumnsData, Line, Point, TrendData, WaterfallData
from workbench.charts.style import Style
from workbench.charts.waterfall import step_colour
from workbench.language import _
from workbench.presenting.cells import clean

Role = Literal[
    "main", "unfinished", "before", "other", "target", "usual", "limit", "foot", "up", "down"
]

MOST_BARS = 14
_MOST_LABEL = 60  # letters of a category on an axis; the Excel file has them whole


@dataclass(frozen=True)
class Row:
    """One series: its name, a value (or None) per category, its colour as '#RRGGBB'.

    `points` holds colours of single points that differ.
    """

    name: str
    values: tuple[float | None, ...]
    role: Role
    colour: str
    points: Mapping[int, str] = field(default_factory=dict)

    @property
    def last(self) -> int | None:
        """The position of the last value."""
        known = (n for n in range(len(self.values) - 1, -1, -1) if self.values[n] is not None)
        return next(known, None)


@dataclass(frozen=True)
class Plot:
    """A chart's categories (all days, or all text) and its rows; `left_out` counts categories."""

    measure: Measure
    categories: tuple[date, ...] | tuple[str, ...]
    rows: tuple[Row, ...]
    grain: str = ""
    bars: bool = False
    left_out: int = 0

    @property
    def dated(self) -> bool:
        """True where the categories are days on a time axis."""
        return bool(self.categories) and isinstance(self.categories[0], date)

    def place(self, spot: float) -> float:
        """Turn a position counted in periods (2.5 = half way through the third) into a share of the axis.

        A bar stands for its whole period. A line's point stands for the period's first day, and office
        programs leave half a unit of the axis free on both sides: half a day on an axis of days.
        """
        if self.bars:
            return spot / max(len(self.categories), 1)
        spot = min(spot, float(len(self.categories) - 1))
        step = {"day": 1, "week": 7}.get(self.grain, 1) if self.dated else 1
        return (spot * step + 0.5) / (max(len(self.categories) - 1, 0) * step + 1)

    @property
    def values(self) -> list[float]:
        """All known values, for the limits of the axis."""
        return [value for row in self.rows for value in row.values if value is not None]


def trend_plot(data: TrendData, style: Style) -> Plot:
    """Lay out a trend: the line, its unfinished periods, comparison, others, target, usual range."""
    points = data.line.points
    days = tuple(point.first_day for point in points)
    rows = [Row(clean(data.line.name), _finished(points), "main", style.accent)]
    if any(not point.complete and point.known is not None for point in points):
        rows.append(Row(held_words(points), _unfinished(points), "unfinished", style.accent))
    if data.comparison is not None:
        rows.append(_before(data.comparison, len(points), style))
    for line, colour in zip(data.others, _cycle(style.series[1:]), strict=False):
        rows.append(_other(line, days, colour))
    if data.target is not None:
        level = (data.target.value,) * len(points)
        rows.append(Row(clean(data.target.name), level, "target", style.muted))
    rows += _usual(data, days, style)
    texts = tuple(
        period_label(data.grain, points, n, data.measure.locale) for n in range(len(days))
    )
    dated = data.grain in ("day", "week", "month")
    return Plot(data.measure, days if dated else texts, tuple(rows), data.grain)


def columns_plot(data: ColumnsData, style: Style) -> Plot:
    """Lay out standing bars: one row per part, unfinished periods paler, then comparison, target."""
    points = data.parts[0].points if data.parts else ()
    rows = []
    for part, colour in zip(data.parts, _cycle(style.fills), strict=False):
        pale = {
            n: style.faded(colour, 0.55)
            for n, point in enumerate(part.points)
            if not point.complete
        }
        values = tuple(point.known for point in part.points)
        rows.append(Row(clean(part.name), values, "main", colour, pale))
    if data.comparison is not None:
        rows.append(_before(data.comparison, len(points), style))
    if data.target is not None:
        level = (data.target.value,) * len(points)
        rows.append(Row(clean(data.target.name), level, "target", style.muted))
    locale = data.measure.locale
    labels = tuple(period_label(data.grain, points, n, locale) for n in range(len(points)))
    return Plot(data.measure, labels, tuple(rows), data.grain, bars=True)


def bars_plot(data: BarsData, style: Style) -> Plot:
    """Lay out a ranking: at most 14 bars, the one that matters in the accent."""
    order = data.order[:MOST_BARS]
    if data.emphasis is not None and data.emphasis not in order and order:
        order = (*order[:-1], data.emphasis)
    bars = [data.bars[place] for place in order]
    names = tuple(_short(clean(bar.name)) for bar in bars)
    plain = style.accent if data.emphasis is None else style.faded(style.faint, 0.45)
    points = {n: style.accent for n, place in enumerate(order) if place == data.emphasis}
    points |= {n: style.bad for n, bar in enumerate(bars) if bar.signal == "bad"}
    name = clean(data.measure.unit if not data.subtitle else data.subtitle)
    rows = [Row(_short(name), tuple(bar.known for bar in bars), "main", plain, points)]
    if data.before_name and any(bar.before is not None for bar in bars):
        before = tuple(bar.before for bar in bars)
        rows.append(Row(clean(data.before_name), before, "before", style.grid))
    return Plot(data.measure, names, tuple(rows), bars=True, left_out=len(data.bars) - len(bars))


def waterfall_plot(data: WaterfallData, style: Style) -> Plot:
    """Lay out a waterfall as stacked columns: an invisible foot, totals, what was added and what was taken."""
    names = tuple(_short(clean(step.name)) for step in data.steps)
    roles: tuple[Role, ...] = ("foot", "main", "up", "down")
    words = (_("Foot"), _("Total"), _("Up"), _("Down"))
    colours = (style.panel, style.accent, style.faded(style.accent, 0.55), style.muted)
    rows = []
    for place, role in enumerate(roles):
        values = tuple(parts[place] for parts in data.parts)
        own = {
            n: step_colour(data, n, style) for n, value in enumerate(values) if value is not None
        }
        points = {} if role == "foot" else own
        rows.append(Row(words[place], values, role, colours[place], points))
    return Plot(data.measure, names, tuple(rows), bars=True)


def held_words(points: Sequence[Point]) -> str:
    """Say how much of the last unfinished period is held: '3 of 7 days'."""
    open_ones = [point for point in points if not point.complete and point.known is not None]
    if not open_ones or not open_ones[-1].days_in_period:
        return _("not finished yet")
    last = open_ones[-1]
    return _("{held} of {total} days").format(held=last.days_held, total=last.days_in_period)


def period_label(grain: str, points: Sequence[Point], place: int, locale: str) -> str:
    """Write a period short, for an axis: '3 Nov', 'Nov 2025', 'Q1 2026', '2026'."""
    from babel.dates import format_skeleton

    long = bool(points) and (points[-1].first_day - points[0].first_day).days > 300
    daily = "yMMMd" if long else "MMMd"
    skeletons = {"month": "yMMM", "quarter": "yQQQ", "year": "y"}
    skeleton = skeletons.get(grain, daily)
    words = str(format_skeleton(skeleton, points[place].first_day, locale=locale))
    return words.replace(" ", "\u00a0")  # an axis must not break a date over lines


def _finished(points: Sequence[Point]) -> tuple[float | None, ...]:
    return tuple(point.known if point.complete else None for point in points)


def _unfinished(points: Sequence[Point]) -> tuple[float | None, ...]:
    """Unfinished values, joined to their neighbours so that a dotted line leads to them."""
    shown: set[int] = set()
    for place, point in enumerate(points):
        if not point.complete and point.known is not None:
            shown |= {place - 1, place, place + 1}
    return tuple(point.known if place in shown else None for place, point in enumerate(points))


def _before(line: Line, count: int, style: Style) -> Row:
    values = tuple(line.at(place) for place in range(count))
    return Row(clean(line.name), values, "before", style.muted)


def _other(line: Line, days: Sequence[date], colour: str) -> Row:
    by_day = {point.first_day: point.known for point in line.points}
    return Row(clean(line.name), tuple(by_day.get(day) for day in days), "other", colour)


def _usual(data: TrendData, days: Sequence[date], style: Style) -> list[Row]:
    """The usual range as three quiet lines; where it was set anew, the line steps."""
    if not data.bands:
        return []
    names = {"centre": _("usual"), "low": _("usual, lowest"), "high": _("usual, highest")}
    rows = []
    for part, name in names.items():
        values = tuple(_in_band(data, day, part) for day in days)
        rows.append(Row(name, values, "usual" if part == "centre" else "limit", style.faint))
    return rows


def _in_band(data: TrendData, day: date, part: str) -> float | None:
    inside = (band for band in data.bands if band.first_day <= day <= band.last_day)
    found = next(inside, None)
    return None if found is None else float(getattr(found, part))


def _cycle(colours: Sequence[str]) -> list[str]:
    return list(colours) * 10


def _short(text: str) -> str:
    return text if len(text) <= _MOST_LABEL else text[: _MOST_LABEL - 1].rstrip() + "…"
