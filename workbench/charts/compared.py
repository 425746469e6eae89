"""The prepared data of pictures that compare without time: a heatmap, a cloud of points, bullets."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from workbench.charts.measure import Measure
from workbench.charts.series import Signal
from workbench.language import _

_NAMED = 5


@dataclass(frozen=True)
class HeatData:
    """A table of values as colours, e.g. cohorts by month; None where there is none yet.

    `values[row][column]`; rows may be shorter than the columns. `row_note` stands beside each row name (its size).
    """

    title: str
    subtitle: str
    measure: Measure
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    row_notes: tuple[str, ...] = ()
    footer: str = ""
    empty: str = ""

    @property
    def has_values(self) -> bool:
        """True when at least one cell has a value."""
        return any(
            self.at(row, column) is not None
            for row in range(len(self.values))
            for column in range(len(self.values[row]))
        )

    def at(self, row: int, column: int) -> float | None:
        """A cell's value, None where there is none."""
        cells = self.values[row]
        value = cells[column] if column < len(cells) else None
        return value if value is not None and math.isfinite(value) else None

    def named(self, place: int) -> str:
        """A cell in words; `place` counts cells row by row."""
        row, column = divmod(place, max(len(self.columns), 1))
        return _("{row}, {column}: {value}").format(
            row=self.rows[row],
            column=self.columns[column],
            value=self.measure.written(self.at(row, column)),
        )


@dataclass(frozen=True)
class Dot:
    """One thing with two measures; a named one is labelled where there is room."""

    name: str
    x: float
    y: float
    signal: Signal = "none"
    labelled: bool = True


@dataclass(frozen=True)
class ScatterData:
    """Two measures of many things against each other: `x_name` runs along, `y_name` up."""

    title: str
    subtitle: str
    x_measure: Measure
    y_measure: Measure
    x_name: str
    y_name: str
    dots: tuple[Dot, ...]
    footer: str = ""
    empty: str = ""

    @property
    def known(self) -> tuple[int, ...]:
        """The positions of dots with two finite values."""
        return tuple(
            n for n, dot in enumerate(self.dots) if math.isfinite(dot.x) and math.isfinite(dot.y)
        )

    @property
    def has_values(self) -> bool:
        """True when there is a dot to draw."""
        return bool(self.known)

    def named(self, place: int) -> str:
        """A dot in words."""
        dot = self.dots[place]
        return _("{name}: {x_name} {x}, {y_name} {y}").format(
            name=dot.name,
            x_name=self.x_name,
            x=self.x_measure.written(dot.x),
            y_name=self.y_name,
            y=self.y_measure.written(dot.y),
        )


@dataclass(frozen=True)
class BulletRow:
    """One measure against its target, each row on an axis of its own; `words` replace the written value."""

    name: str
    value: float | None
    target: float | None
    measure: Measure
    signal: Signal = "none"

    @property
    def reach(self) -> float:
        """The larger of value and target, which fills the row."""
        known = [abs(v) for v in (self.value, self.target) if v is not None and math.isfinite(v)]
        return max(known, default=0.0)


@dataclass(frozen=True)
class BulletData:
    """Measures against their targets: a bar each, and a mark where the target is."""

    title: str
    subtitle: str
    rows: tuple[BulletRow, ...]
    target_name: str = ""
    footer: str = ""
    empty: str = ""

    @property
    def has_values(self) -> bool:
        """True when at least one row has a value."""
        return any(row.value is not None and math.isfinite(row.value) for row in self.rows)

    def named(self, place: int) -> str:
        """A row in words."""
        row = self.rows[place]
        if row.target is None:
            value = row.measure.written(row.value)
            return _("{name}: {value}").format(name=row.name, value=value)
        return _("{name}: {value}, target {target}").format(
            name=row.name,
            value=row.measure.written(row.value),
            target=row.measure.written(row.target),
        )


ComparedPicture = HeatData | ScatterData | BulletData


def alternative(data: ComparedPicture) -> Iterable[str]:
    """The values of a picture in words, the first few of them."""
    if isinstance(data, HeatData):
        wide = len(data.columns)
        places = [
            row * wide + column
            for row in range(len(data.rows))
            for column in range(wide)
            if data.at(row, column) is not None
        ]
    elif isinstance(data, ScatterData):
        places = list(data.known)
    else:
        places = [n for n, row in enumerate(data.rows) if row.value is not None]
    yield "; ".join(data.named(place) for place in places[:_NAMED])
    if len(places) > _NAMED:
        yield _("and {count} more").format(count=len(places) - _NAMED)
