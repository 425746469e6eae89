"""The prepared data of the pictures of a test: intervals per measure, and a course day by day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from workbench.charts.measure import Measure
from workbench.charts.series import Signal

Role = Literal["goal", "also", "guardrail"]
Range = tuple[float, float]


@dataclass(frozen=True)
class IntervalRow:
    """One measure of one variant: its value and likely range, fractions, or `note` where there is none.

    `written` is the value in words, `likely` the range in words. `limit` is the margin of a guardrail, drawn as a
    short mark. `signal` colours a range that is clear.
    """

    name: str
    detail: str = ""
    value: float | None = None
    likely_range: Range | None = None
    written: str = ""
    likely: str = ""
    note: str = ""
    role: Role = "goal"
    signal: Signal = "none"
    limit: float | None = None


@dataclass(frozen=True)
class IntervalsData:
    """Likely ranges of several measures on one axis.

    `worth` is the smallest effect worth having, a fraction, with its words; `zero_name` says what no difference is,
    "" where zero means nothing (rates of a painted door). `remarks` are sentences under the plot, where there is room.
    """

    title: str
    subtitle: str
    rows: tuple[IntervalRow, ...]
    worth: float | None = None
    worth_name: str = ""
    zero_name: str = ""
    footer: str = ""
    empty: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def has_values(self) -> bool:
        """True when there is a row."""
        return bool(self.rows)


@dataclass(frozen=True)
class Mark:
    """A level line across a course, with its words."""

    value: float
    name: str


@dataclass(frozen=True)
class CourseData:
    """A value after each day with the range that goes with it; None where it cannot be told.

    `limits` cut the axis, so that the wide ranges of the first days do not hide the rest.
    """

    title: str
    subtitle: str
    measure: Measure
    days: tuple[date, ...]
    values: tuple[float | None, ...]
    ranges: tuple[Range | None, ...]
    marks: tuple[Mark, ...] = ()
    limits: Range | None = None
    footer: str = ""
    empty: str = ""

    @property
    def has_values(self) -> bool:
        """True when there is a value on at least two days."""
        return sum(value is not None for value in self.values) > 1


TestPicture = IntervalsData | CourseData  # what is drawn of a test, and of nothing else


def alternative(data: TestPicture) -> Iterable[str]:
    """What a picture of a test shows, in sentences."""
    if isinstance(data, IntervalsData):
        return [hover(data, place).replace("\n", ", ") for place in range(len(data.rows))]
    known = [place for place, value in enumerate(data.values) if value is not None]
    return [hover(data, known[-1]).replace("\n", ", ")] if known else []


def hover(data: TestPicture, place: int) -> str:
    """The words of one row or one day, in lines."""
    if isinstance(data, IntervalsData):
        row = data.rows[place]
        return "\n".join(filter(None, (row.name, row.note or row.written, row.likely)))
    from workbench.language import day

    locale = data.measure.locale
    words = [day(data.days[place], locale, "EEE d MMM"), data.measure.written(data.values[place])]
    ends = data.ranges[place]
    if ends is not None:
        words.append(" – ".join(data.measure.written(end) for end in ends))
    return "\n".join(words)
