"""Dated events on a native chart: a thin line with its title, as shapes that move together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from workbench.charts.series import Event, Point
from workbench.charts.style import Style
from workbench.presenting.cells import clean
from workbench.presenting.fitting import elided, width
from workbench.presenting.template import Box, add_words, rgb

ROW = 17.0  # points from one row of titles to the next
_ROWS = 3
_SIZE = 11.0
_GAP = 5.0


class Placed(NamedTuple):
    """An event at a distance from the left edge of the plot, with its title's place and row.

    Rows count from the top; an event whose title had no room has an empty one.
    """

    x: float
    text: str
    low: float
    high: float
    row: int


def spot(points: Sequence[Point], day: date) -> float | None:
    """Find a day's position counted in periods, e.g. 2.5 half way through the third; None outside."""
    if not points or not points[0].first_day <= day <= points[-1].last_day:
        return None
    place = max(n for n, point in enumerate(points) if point.first_day <= day)
    period = points[place]
    part = (day - period.first_day).days / ((period.last_day - period.first_day).days + 1)
    return place + part


def arranged(events: Sequence[tuple[float, Event]], wide: float) -> list[Placed]:
    """Find rows for the titles of events at distances from the left edge of a plot so wide.

    No title touches another or is crossed by the line of another event; one that finds no room
    keeps its line only (the notes have its words).
    """
    placed: list[Placed] = []
    ordered = sorted(events, key=lambda one: one[0])
    for n, (x, event) in enumerate(ordered):
        later = [other for other, _event in ordered[n + 1 :]]
        text = elided(clean(event.title).strip(), _SIZE, wide * 0.3)
        long = width(text, _SIZE) * 1.04 + 4
        tries = [(row, left) for row in range(_ROWS - 1, -1, -1) for left in (True, False)]
        fitting = (_at(x, text, long, row, left) for row, left in tries)
        good = [
            one
            for one in fitting
            if one.low >= 0 and one.high <= wide and not any(_clash(one, o) for o in placed)
        ]
        # Best is a place that leaves the lines of later events free to have titles of their own.
        free = (one for one in good if not any(one.low < other < one.high for other in later))
        lone = Placed(x, "", x, x, _ROWS - 1)
        placed.append(next(free, None) or (good[0] if good else lone))
    top = min((one.row for one in placed), default=0)
    return [one._replace(row=one.row - top) for one in placed]


def _at(x: float, text: str, long: float, row: int, left: bool) -> Placed:
    """Put a title left or right of its line."""
    low = x - _GAP - long if left else x + _GAP
    return Placed(x, text, low, low + long, row)


def _clash(one: Placed, other: Placed) -> bool:
    """Tell whether two titles touch, or the line of the upper one runs through the lower title."""
    if one.row == other.row:
        return one.low < other.high + _GAP and other.low < one.high + _GAP
    upper, lower = (one, other) if one.row < other.row else (other, one)
    return bool(lower.text) and lower.low - _GAP < upper.x < lower.high + _GAP


def rows_of(placed: Sequence[Placed]) -> int:
    """Count the rows that the titles need."""
    return max((one.row for one in placed), default=-1) + 1


def add_events(slide: Any, placed: Sequence[Placed], plot: Box, style: Style) -> None:
    """Draw the events over a plot; their titles stand in rows above it."""
    from pptx.enum.shapes import MSO_CONNECTOR
    from pptx.util import Pt

    top = plot.top - ROW * rows_of(placed) - 4
    for one in placed:
        start = top + ROW * one.row if one.text else plot.top - 4
        x = plot.left + one.x
        ends = (Pt(x), Pt(start), Pt(x), Pt(plot.top + plot.height))
        line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
        line.line.color.rgb = rgb(style.muted)
        line.line.width = Pt(0.75)
        parts = [line]
        if one.text:
            box = Box(plot.left + one.low, start, one.high - one.low, 14)
            at_right = one.low < one.x
            parts.append(
                add_words(slide, box, one.text, _SIZE, style.muted, at_right=at_right, wrap=False)
            )
        group = slide.shapes.add_group_shape(parts)
        group.name = one.text[:80] or "event"
