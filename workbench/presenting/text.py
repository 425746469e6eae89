"""A chart's data for the clipboard: cells for a spreadsheet, sentences for chat and e-mail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from workbench.charts.measure import Measure, period_words
from workbench.charts.series import BarsData, ChartData, ColumnsData, TrendData, WaterfallData
from workbench.language import _
from workbench.presenting.cells import clean, pasted
from workbench.presenting.sheet_rows import block_of
from workbench.presenting.slides import BoardSlide, KpiSlide, Prepared, TextSlide, Value

_NAMED = 12  # periods or categories that are written out in a message


def as_cells(slide: Prepared, locale: str) -> str:
    """Write a slide's rows with tabs and line ends, as Excel of the locale reads them when pasted.

    Numbers have the locale's decimal sign and no thousands, so that they arrive as numbers; rates
    arrive as percent; days as ISO days; text never becomes a formula.
    """
    if isinstance(slide, TextSlide):
        return "\n".join(pasted(line) for line in (slide.title, *slide.lines))
    block = block_of(slide)
    rows = ["\t".join(pasted(column.name) for column in block.columns)]
    for n, row in enumerate(block.rows):
        cells = (_cell(value, block.code(n, place), locale) for place, value in enumerate(row))
        rows.append("\t".join(cells))
    return "\n".join(rows) + "\n"


def as_text(slide: Prepared) -> str:
    """Write a slide as plain lines for a message: takeaway, values, source."""
    if isinstance(slide, KpiSlide):
        return "\n".join([slide.title, slide.subtitle, *_values(slide.data), slide.footer]).strip()
    lines = [slide.title, slide.subtitle]
    if isinstance(slide, TextSlide):
        lines += slide.lines
    elif isinstance(slide, BoardSlide):
        for column in slide.columns:
            titles = "; ".join(clean(card.title) for card in column.cards) or "–"
            lines.append(_("{name}: {value}").format(name=column.name, value=titles))
    else:
        from workbench.presenting.native_board import written

        for place, row in enumerate(slide.rows):
            fields = [slide.field_at(place, n) for n in range(len(row))]
            cells = zip(row, fields, strict=True)
            lines.append(
                " · ".join(written(value, one, one.measure.locale) for value, one in cells)
            )
        lines += slide.remarks
    return "\n".join(line for line in (*lines, slide.footer) if line)


def _cell(value: Value, code: str | None, locale: str) -> str:
    """Write one value so that the pasting program understands its type."""
    if value is None:
        return ""
    if isinstance(value, str):
        return pasted(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    percent = code is not None and "%" in code
    return plain_number(float(value) * (100 if percent else 1), locale) + ("%" if percent else "")


def plain_number(value: float, locale: str) -> str:
    """Write a number with up to ten digits and the locale's decimal sign, without grouping."""
    from babel.numbers import get_decimal_symbol

    plain = f"{value:.10f}".rstrip("0").rstrip(".")
    return plain.replace(".", str(get_decimal_symbol(locale)))


def _values(data: ChartData) -> Sequence[str]:
    """Write the last periods, or the first categories, one per line."""
    if not data.has_values:
        return [data.empty]
    if isinstance(data, BarsData):
        bars = [data.bars[place] for place in data.order]
        lines = [_line(clean(bar.name), data.measure, bar.known) for bar in bars[:_NAMED]]
        left = len(bars) - _NAMED
        return [*lines, _("and {count} more").format(count=left)] if left > 0 else lines
    if isinstance(data, WaterfallData):
        return [_line(clean(step.name), data.measure, step.value) for step in data.steps]
    return _periods(data)


def _periods(data: TrendData | ColumnsData) -> list[str]:
    line = data.line if isinstance(data, TrendData) else data.total
    lines = []
    for point in line.points[-_NAMED:]:
        name = period_words(point.first_day, point.last_day, data.grain, data.measure.locale)
        if not point.complete and point.days_in_period:
            part = _("{held} of {total} days")
            held = part.format(held=point.days_held, total=point.days_in_period)
            name = f"{name} ({held})"
        lines.append(_line(name, data.measure, point.known))
    return lines


def _line(name: str, measure: Measure, value: float | None) -> str:
    return _("{name}: {value}").format(name=name, value=measure.written(value))
