"""The labels at the ends of a native chart's lines: which line says what, and none over another."""

from __future__ import annotations

from typing import NamedTuple

from workbench.charts.scale import span
from workbench.presenting.plotted import Plot, Row

LABEL = 12.0  # points
_BELOW = 26.0  # points under the plot, for its dates


class EndLabel(NamedTuple):
    """What stands at the end of a line: its value, its name, and how far it is moved down.

    `shift` is a share of the chart's height, `at` the position of the point; None has no label.
    """

    at: int | None
    value: bool = False
    name: bool = False
    shift: float = 0.0


def end_labels(plot: Plot, top: float, bottom: float) -> list[EndLabel]:
    """Decide the label at the end of each row, moved apart where they would touch.

    `top` and `bottom` are the edges of the plot in its box, in points.
    """
    axis = span(plot.values, most=5)
    high = bottom - top
    main_open = any(row.role == "unfinished" for row in plot.rows)
    labels = [_end_label(row, plot, main_open) for row in plot.rows]
    wanted: list[tuple[float, float, int]] = []
    for place, (row, label) in enumerate(zip(plot.rows, labels, strict=True)):
        if label.at is not None and (value := row.values[label.at]) is not None:
            middle = high * (axis.high - value) / (axis.high - axis.low)
            tall = LABEL * 1.3 * (int(label.value) + int(label.name))
            wanted.append((middle, tall, place))
    for place, shift in _apart(wanted, high):
        labels[place] = labels[place]._replace(shift=shift / (bottom + _BELOW))
    return labels


def _end_label(row: Row, plot: Plot, main_open: bool) -> EndLabel:
    last = row.last
    if last is None or row.role in ("limit",):
        return EndLabel(None)
    if row.role == "main":
        several = any(other.role == "other" for other in plot.rows)
        return EndLabel(None) if main_open else EndLabel(last, value=True, name=several)
    return EndLabel(last, value=row.role in ("unfinished", "usual"), name=True)


def _apart(wanted: list[tuple[float, float, int]], high: float) -> list[tuple[int, float]]:
    """Push labels down where they touch, then up from the bottom; gives how far each moved."""
    edge = 0.0
    tops = []
    for middle, tall, place in sorted(wanted):
        edge = max(edge, middle - tall / 2)
        tops.append([edge, tall, place, middle])
        edge += tall
    edge = high + LABEL
    for one in reversed(tops):
        one[0] = min(one[0], edge - one[1])
        edge = one[0]
    return [(int(place), top + tall / 2 - middle) for top, tall, place, middle in tops]
