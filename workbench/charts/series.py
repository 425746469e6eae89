"""The prepared data of a chart: what the screen, the pictures and the office files all draw from.

Everything here is plain and frozen: no data frame, no colour, no position.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from workbench.charts.measure import Measure

Grain = Literal["day", "week", "month", "quarter", "year"]
Signal = Literal["none", "good", "bad"]


@dataclass(frozen=True)
class Point:
    """The value of one period; None when it is not known (a gap, never a zero).

    `days_held` of `days_in_period` say how much of an unfinished period there is.
    """

    first_day: date
    last_day: date
    value: float | None
    complete: bool = True
    days_held: int = 0
    days_in_period: int = 0
    signal: Signal = "none"
    numerator: float | None = None
    denominator: float | None = None

    @property
    def known(self) -> float | None:
        """The value, or None when it is missing or not a finite number."""
        return self.value if self.value is not None and math.isfinite(self.value) else None


@dataclass(frozen=True)
class Line:
    """A named row of points in the order of time."""

    name: str
    points: tuple[Point, ...]

    @property
    def last(self) -> int | None:
        """The position of the last point with a value."""
        known = (i for i in range(len(self.points) - 1, -1, -1) if self.at(i) is not None)
        return next(known, None)

    def at(self, index: int) -> float | None:
        """The value at a position, None where there is none."""
        return self.points[index].known if 0 <= index < len(self.points) else None


@dataclass(frozen=True)
class Event:
    """Something dated that may explain a move: a launch, a promotion, a finished test."""

    day: date
    title: str
    kind: str = "note"


@dataclass(frozen=True)
class Band:
    """Usual ups and downs between two days: from `low` to `high` around `centre`."""

    first_day: date
    last_day: date
    low: float
    high: float
    centre: float


@dataclass(frozen=True)
class Target:
    """A value to reach, with its word: "target"."""

    value: float
    name: str


@dataclass(frozen=True)
class TrendData:
    """A measure over time: one line that matters, and what helps to judge it.

    `title` is the takeaway in a sentence, `subtitle` says measure, unit and period. The points of
    `comparison` pair with those of `line` by position and keep their own dates. `others` are
    further lines of the same measure, by date. `empty` is the sentence shown without any value.
    """

    title: str
    subtitle: str
    measure: Measure
    grain: Grain
    line: Line
    comparison: Line | None = None
    others: tuple[Line, ...] = ()
    bands: tuple[Band, ...] = ()
    target: Target | None = None
    events: tuple[Event, ...] = ()
    footer: str = ""
    empty: str = ""

    @property
    def has_values(self) -> bool:
        """True when at least one line has a value."""
        return any(line.last is not None for line in (self.line, *self.others))


@dataclass(frozen=True)
class ColumnsData:
    """A measure by period as standing bars; several `parts` (at most 4) are stacked.

    The points of all parts, and of `comparison` (a total), pair by position.
    """

    title: str
    subtitle: str
    measure: Measure
    grain: Grain
    parts: tuple[Line, ...]
    comparison: Line | None = None
    target: Target | None = None
    events: tuple[Event, ...] = ()
    footer: str = ""
    empty: str = ""

    @property
    def has_values(self) -> bool:
        """True when at least one period has a value."""
        return any(part.last is not None for part in self.parts)

    @property
    def total(self) -> Line:
        """The sums of the parts per period; None only where no part has a value."""
        if len(self.parts) == 1:
            return self.parts[0]
        columns = zip(*(part.points for part in self.parts), strict=True)
        return Line("", tuple(_summed(column) for column in columns))


@dataclass(frozen=True)
class Bar:
    """One category of a ranking; `before` is its value in the period compared with."""

    name: str
    value: float | None
    before: float | None = None
    signal: Signal = "none"

    @property
    def known(self) -> float | None:
        """The value, or None when it is missing or not a finite number."""
        return self.value if self.value is not None and math.isfinite(self.value) else None


@dataclass(frozen=True)
class BarsData:
    """Categories ranked by one measure, drawn as lying bars, largest first.

    `emphasis` is the position in `bars` of the one the title speaks of; without it all are equal.
    `ranked` False keeps the given order (the steps of a funnel). `before_name` names what `before`
    is: "last year".
    """

    title: str
    subtitle: str
    measure: Measure
    bars: tuple[Bar, ...]
    emphasis: int | None = None
    ranked: bool = True
    before_name: str = ""
    footer: str = ""
    empty: str = ""

    @property
    def has_values(self) -> bool:
        """True when at least one category has a value."""
        return any(bar.known is not None for bar in self.bars)

    @property
    def order(self) -> tuple[int, ...]:
        """Positions in `bars` in the order of drawing; unknown values come last."""
        places = range(len(self.bars))
        if not self.ranked:
            return tuple(places)
        return tuple(sorted(places, key=self._rank))

    def _rank(self, place: int) -> tuple[bool, float]:
        value = self.bars[place].known
        return value is None, -(value or 0.0)


@dataclass(frozen=True)
class Step:
    """One bar of a waterfall: what it adds, or with `is_total` where all of it has come to.

    `signal` colours it only where it is more than noise.
    """

    name: str
    value: float
    is_total: bool = False
    signal: Signal = "none"


@dataclass(frozen=True)
class WaterfallData:
    """How a number came to be: a start, what each part added or took, and the end.

    The parts between two totals add up to their difference; the builder draws them as they are given.
    """

    title: str
    subtitle: str
    measure: Measure
    steps: tuple[Step, ...]
    footer: str = ""
    empty: str = ""

    @property
    def has_values(self) -> bool:
        """True when there is a step to draw."""
        return any(math.isfinite(step.value) for step in self.steps)

    @property
    def spans(self) -> tuple[tuple[float, float], ...]:
        """From where to where each bar stands: a total from zero, a part from what was before."""
        found: list[tuple[float, float]] = []
        level = 0.0
        for step in self.steps:
            foot, level = (0.0, step.value) if step.is_total else (level, level + step.value)
            found.append((foot, level))
        return tuple(found)

    @property
    def parts(self) -> tuple[tuple[float | None, float | None, float | None, float | None], ...]:
        """Each bar as a stack that an office program can draw: invisible foot, total, up, down.

        Only where a bar does not cross zero; what crosses it stands on zero as a plain bar.
        """
        return tuple(
            _stacked(step, foot, head)
            for step, (foot, head) in zip(self.steps, self.spans, strict=True)
        )


ChartData = TrendData | ColumnsData | BarsData | WaterfallData


def _stacked(
    step: Step, foot: float, head: float
) -> tuple[float | None, float | None, float | None, float | None]:
    if step.is_total:
        return None, step.value, None, None
    low, high = min(foot, head), max(foot, head)
    under, size = (low, high - low) if low >= 0 else (high, low - high) if high <= 0 else (0.0, 0.0)
    if low < 0 < high:
        size = step.value
    up = step.value >= 0
    return under, None, size if up else None, None if up else size


def _summed(points: Sequence[Point]) -> Point:
    first = points[0]
    known = [point.known for point in points if point.known is not None]
    return Point(
        first.first_day,
        first.last_day,
        sum(known) if known else None,
        all(point.complete for point in points),
        first.days_held,
        first.days_in_period,
    )
