"""The rows behind a view, with a type and a number format for each column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workbench.charts.measure import Measure
from workbench.charts.series import (
    BarsData,
    ChartData,
    ColumnsData,
    Line,
    Point,
    TrendData,
    WaterfallData,
)
from workbench.language import _
from workbench.presenting.formats import DAY, number_format
from workbench.presenting.slides import BoardSlide, KpiSlide, TableSlide, Value


@dataclass(frozen=True)
class SheetColumn:
    """A column: its name and, for numbers and days, the format code of its cells."""

    name: str
    number_format: str | None = None
    number: bool = False
    # What a native chart draws from it: "line", "before", "part", "other", "target" or nothing.
    plotted: str = ""


@dataclass(frozen=True)
class Block:
    """Columns and rows of one sheet; `fixed` columns at the left stay when scrolling."""

    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    fixed: int = 1
    codes: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def code(self, row: int, column: int) -> str | None:
        """The format code of one cell: its own, else that of its column."""
        return self.codes.get((row, column), self.columns[column].number_format)


def block_of(slide: KpiSlide | BoardSlide | TableSlide) -> Block:
    """Choose the rows behind a slide."""
    if isinstance(slide, BoardSlide):
        return board_block(slide)
    return table_block(slide) if isinstance(slide, TableSlide) else chart_block(slide.data)


def chart_block(data: ChartData) -> Block:
    """The rows behind a chart."""
    if isinstance(data, BarsData):
        return bars_block(data)
    return waterfall_block(data) if isinstance(data, WaterfallData) else dated_block(data)


def waterfall_block(data: WaterfallData) -> Block:
    """Rows per step with its value; the invisible foot and the visible parts feed the native chart."""
    code = number_format(data.measure, [step.value for step in data.steps])
    names = (_("Step"), _("Value"), _("Foot"), _("Total"), _("Up"), _("Down"))
    roles = ("", "", "foot", "total", "up", "down")
    columns = [SheetColumn(names[0])]
    columns += [
        SheetColumn(name, code, True, role) for name, role in zip(names[1:], roles[1:], strict=True)
    ]
    rows = [
        (step.name, step.value, *parts) for step, parts in zip(data.steps, data.parts, strict=True)
    ]
    return Block(tuple(columns), tuple(rows))


def dated_block(data: TrendData | ColumnsData) -> Block:
    """Rows per period: days, values of every line, how complete, numerator and denominator."""
    main = data.line if isinstance(data, TrendData) else data.total
    columns = [SheetColumn(_("From"), DAY), SheetColumn(_("To"), DAY)]
    values: list[Sequence[Value]] = [
        [point.first_day for point in main.points],
        [point.last_day for point in main.points],
    ]
    for name, line, plotted in _lines(data):
        columns.append(_number(name, data.measure, line, plotted))
        values.append(_along(line, main, plotted))
    if data.target is not None:
        code = number_format(data.measure, [data.target.value])
        columns.append(SheetColumn(data.target.name, code, True, "target"))
        values.append([data.target.value] * len(main.points))
    _add_parts(columns, values, main.points)
    columns += [SheetColumn(_("Whole period")), SheetColumn(_("Days held"), "0", True)]
    values.append([_("yes") if point.complete else _("no") for point in main.points])
    values.append([point.days_held or None for point in main.points])
    if data.events:
        columns.append(SheetColumn(_("Events")))
        values.append([_events(data, point) for point in main.points])
    return Block(tuple(columns), tuple(zip(*values, strict=True)), fixed=2)


def bars_block(data: BarsData) -> Block:
    """Rows per category, all of them, in the order of the chart."""
    code = number_format(data.measure, [bar.known for bar in data.bars])
    columns = [SheetColumn(_("Name")), SheetColumn(_("Value"), code, True, "line")]
    if data.before_name:
        columns.append(SheetColumn(data.before_name, code, True, "before"))
    rows: list[tuple[Value, ...]] = []
    for place in data.order:
        bar = data.bars[place]
        row: tuple[Value, ...] = (bar.name, bar.known)
        rows.append((*row, bar.before) if data.before_name else row)
    return Block(tuple(columns), tuple(rows))


def board_block(slide: BoardSlide) -> Block:
    """Rows per card, in the order of the board."""
    names = (_("Column"), _("Title"), _("Theme"))
    columns = [SheetColumn(name) for name in names]
    points = [card.points for column in slide.columns for card in column.cards]
    columns.append(SheetColumn(slide.score_name or _("Score"), _plain(points), True))
    columns += [SheetColumn(_("Horizon")), SheetColumn(_("Owner"))]
    columns += [SheetColumn(_("Start"), DAY), SheetColumn(_("Due"), DAY)]
    rows = tuple(
        (
            *(column.name, card.title, card.theme, card.points),
            *(card.horizon, card.owner, card.start, card.due),
        )
        for column in slide.columns
        for card in column.cards
    )
    return Block(tuple(columns), rows, fixed=2)


def table_block(slide: TableSlide) -> Block:
    """The table's own rows; numbers keep the format of their measure."""
    columns = []
    for n, one in enumerate(slide.fields):
        numbers = [row[n] for row in slide.rows]
        known = [float(value) for value in numbers if isinstance(value, int | float)]
        codes = {"number": number_format(one.measure, known), "day": DAY}
        columns.append(SheetColumn(one.name, codes.get(one.kind), one.kind == "number"))
    return Block(tuple(columns), slide.rows, codes=_codes(slide))


def _codes(slide: TableSlide) -> Mapping[tuple[int, int], str]:
    """The formats of cells whose row has a unit of its own."""
    if not slide.units:
        return {}
    found = {}
    for place, row in enumerate(slide.rows):
        for n, value in enumerate(row):
            one = slide.field_at(place, n)
            if one is not slide.fields[n] and isinstance(value, int | float):
                found[place, n] = number_format(one.measure, [float(value)])
    return found


def _lines(data: TrendData | ColumnsData) -> list[tuple[str, Line, str]]:
    """Name the lines of a chart with what each is."""
    if isinstance(data, TrendData):
        lines = [(data.line.name, data.line, "line")]
        lines += [(line.name, line, "other") for line in data.others]
    else:
        lines = [(part.name, part, "part") for part in data.parts]
    if data.comparison is not None:
        lines.append((data.comparison.name, data.comparison, "before"))
    return lines


def _along(line: Line, main: Line, plotted: str) -> list[Value]:
    """Bring a line's values to the periods of the main one: others by day, the rest by position."""
    if plotted == "other":
        by_day = {point.first_day: point.known for point in line.points}
        return [by_day.get(point.first_day) for point in main.points]
    return [line.at(place) for place in range(len(main.points))]


def _number(name: str, measure: Measure, line: Line, plotted: str) -> SheetColumn:
    code = number_format(measure, (point.known for point in line.points))
    return SheetColumn(name or _("Value"), code, True, plotted)


def _add_parts(
    columns: list[SheetColumn], values: list[Sequence[Value]], points: Sequence[Point]
) -> None:
    """Add numerator and denominator of a ratio where they are known."""
    if all(point.denominator is None for point in points):
        return
    columns += [
        SheetColumn(_("Numerator"), _plain([point.numerator for point in points]), True),
        SheetColumn(_("Denominator"), _plain([point.denominator for point in points]), True),
    ]
    values.append([point.numerator for point in points])
    values.append([point.denominator for point in points])


def _plain(values: Sequence[float | None]) -> str:
    """Give a format for plain numbers; one with optional decimals would show a lone point."""
    whole = all(value is None or value == round(value) for value in values)
    return "#,##0" if whole else "#,##0.00"


def _events(data: TrendData | ColumnsData, point: Point) -> str | None:
    inside = [e.title for e in data.events if point.first_day <= e.day <= point.last_day]
    return "; ".join(inside) or None
