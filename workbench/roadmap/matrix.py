"""The matrix: any two criteria as axes, a third as the size of the bubble, four quarters with names.

The numbers are the score inputs themselves, so matrix and list cannot disagree. The middle of an axis is the middle of
its criterion's own scale; where a scale has no end, the middle of what is there (the median).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from statistics import median
from typing import NamedTuple

from workbench.language import _
from workbench.roadmap.backlog import Item
from workbench.roadmap.criteria import Criterion
from workbench.roadmap.frameworks import Framework
from workbench.roadmap.scoring import inputs_of, score_of, set_input


class Axis(NamedTuple):
    """An axis: its criterion's key ('score' for the score itself), name, ends and middle."""

    key: str
    label: str
    low: float
    high: float
    middle: float


class Bubble(NamedTuple):
    """An item on the matrix; `quarter` counts from the top left, row by row."""

    item_id: int
    x: float
    y: float
    size: float | None
    quarter: int


class Matrix(NamedTuple):
    """Axes, bubbles, the names of the quarters, and the ids of items without a place."""

    x: Axis
    y: Axis
    bubbles: tuple[Bubble, ...]
    quarters: tuple[str, str, str, str]
    unplaced: tuple[int, ...]


def quarter_names() -> tuple[str, str, str, str]:
    """The usual names, for value upwards and effort to the right, from the top left, row by row."""
    return _("Quick wins"), _("Big bets"), _("Fill-ins"), _("Money pit")


def matrix(
    items: Iterable[Item],
    scheme: Framework,
    *,
    x: str = "effort",
    y: str = "value",
    size: str = "",
    names: tuple[str, str, str, str] | None = None,
) -> Matrix:
    """Place items by two criteria of a framework. Raises BadInput for a criterion that it has not."""
    placed: list[tuple[int, float, float, float | None]] = []
    unplaced = []
    for item in items:
        across, up = _number(scheme, item, x), _number(scheme, item, y)
        if across is None or up is None:
            unplaced.append(item.id)
        else:
            placed.append((item.id, across, up, _number(scheme, item, size) if size else None))
    horizontal = axis(scheme, x, [row[1] for row in placed])
    vertical = axis(scheme, y, [row[2] for row in placed])
    bubbles = tuple(
        Bubble(row, across, up, big, _quarter(horizontal, vertical, across, up))
        for row, across, up, big in placed
    )
    return Matrix(horizontal, vertical, bubbles, names or quarter_names(), tuple(unplaced))


def axis(scheme: Framework, key: str, values: list[float]) -> Axis:
    """The axis of a criterion, wide enough for these values. Raises BadInput."""
    asked = None if key == "score" else scheme.criterion(key)
    label = _("Score") if asked is None else asked.label
    low = asked.minimum if asked else 0.0
    if asked is not None and asked.maximum is not None:
        return Axis(key, label, low, asked.maximum, (low + asked.maximum) / 2)
    high = max([*values, low + 1.0])
    return Axis(key, label, low, high, median(values) if values else (low + high) / 2)


def drag(
    db: sqlite3.Connection, item_id: int, name: str, *, x: tuple[str, float], y: tuple[str, float]
) -> None:
    """Write the inputs of a bubble that was dragged: (criterion, value) across and up. Raises what set_input raises."""
    from workbench.roadmap.frameworks import framework_of

    scheme = framework_of(db, name)
    for key, value in (x, y):
        if key != "score":
            set_input(db, item_id, name, key, snapped(scheme.criterion(key), value))


def snapped(asked: Criterion, value: float) -> float:
    """A dragged value inside its scale: the nearest step of a scale of steps, else rounded to what one would type."""
    top = asked.maximum if asked.maximum is not None else float("inf")
    inside = min(top, max(asked.minimum, value))
    if asked.choices:
        return min((choice.value for choice in asked.choices), key=lambda step: abs(step - inside))
    whole = asked.maximum is not None and asked.maximum >= 5
    return float(round(inside)) if whole else float(f"{inside:.2g}")


def _number(scheme: Framework, item: Item, key: str) -> float | None:
    if key == "score":
        return score_of(scheme, item).value
    scheme.criterion(key)
    given = inputs_of(scheme, item).get(key)
    return None if given is None else given.value


def _quarter(x: Axis, y: Axis, across: float, up: float) -> int:
    return (across > x.middle) + 2 * (up < y.middle)
