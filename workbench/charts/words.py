"""Charts in words: a text alternative for screen readers and notes, and the text of a hover."""

from collections.abc import Iterable

from workbench.charts import compared, likely
from workbench.charts.compared import BulletData, ComparedPicture, HeatData, ScatterData
from workbench.charts.likely import CourseData, IntervalsData, TestPicture
from workbench.charts.measure import Measure, period_words
from workbench.charts.plot import unfinished
from workbench.charts.series import (
    BarsData,
    ChartData,
    ColumnsData,
    Event,
    Grain,
    Line,
    Point,
    TrendData,
    WaterfallData,
)
from workbench.charts.waterfall import step_words
from workbench.language import _

_NAMED = 5  # categories and events that are read out


def text_alternative(data: ChartData | TestPicture | ComparedPicture) -> str:
    """The chart in a few sentences: takeaway, what is measured, the values that matter, source."""
    if not data.has_values:
        nothing = data.empty or _("There is nothing to show for this period yet.")
        return _sentences((data.title, data.subtitle, nothing))
    if isinstance(data, IntervalsData | CourseData):
        facts = [*likely.alternative(data)]
    elif isinstance(data, HeatData | ScatterData | BulletData):
        facts = [*compared.alternative(data)]
    elif isinstance(data, BarsData):
        facts = _ranking(data)
    elif isinstance(data, WaterfallData):
        facts = [_listed([_step(data, n) for n in range(len(data.steps))])]
    else:
        line = data.line if isinstance(data, TrendData) else data.total
        facts = [*_course(data, line), *_helpers(data), *_events(data.events)]
    return _sentences((data.title, data.subtitle, *facts, data.footer))


def hover_text(data: ChartData | TestPicture | ComparedPicture, index: int) -> str:
    """One value with its period or category, and what it is compared with, in lines."""
    if isinstance(data, IntervalsData | CourseData):
        return likely.hover(data, index)
    if isinstance(data, HeatData | ScatterData | BulletData):
        return data.named(index)
    if isinstance(data, BarsData):
        bar = data.bars[index]
        lines = [_named(bar.name, data.measure.written(bar.known))]
        if bar.before is not None:
            lines.append(_named(data.before_name, data.measure.written(bar.before)))
        return "\n".join(lines)
    if isinstance(data, WaterfallData):
        return _step(data, index)
    return "\n".join(_period_lines(data, index))


def _step(data: WaterfallData, index: int) -> str:
    return _named(data.steps[index].name, step_words(data, index))


def _period_lines(data: TrendData | ColumnsData, index: int) -> list[str]:
    line = data.line if isinstance(data, TrendData) else data.total
    measure, point = data.measure, line.points[index]
    lines = [period_words(point.first_day, point.last_day, data.grain, measure.locale)]
    lines.append(measure.written(point.known))
    lines += [unfinished(point)] if not point.complete else []
    if isinstance(data, ColumnsData) and len(data.parts) > 1:
        lines += [_named(part.name, measure.written(part.at(index))) for part in data.parts]
    if data.comparison is not None and index < len(data.comparison.points):
        lines.append(_named(data.comparison.name, measure.written(data.comparison.at(index))))
    if isinstance(data, TrendData):
        lines += _others(data, point)
    events = (e for e in data.events if point.first_day <= e.day <= point.last_day)
    return [*lines, *(event.title for event in events)]


def _others(data: TrendData, point: Point) -> list[str]:
    """The values of the other lines in the same period."""
    same = (
        (line.name, other.known)
        for line in data.others
        for other in line.points
        if other.first_day == point.first_day
    )
    return [_named(name, data.measure.written(value)) for name, value in same]


def _course(data: TrendData | ColumnsData, line: Line) -> list[str]:
    last = line.last
    if last is None:
        return []
    measure, grain = data.measure, data.grain
    known = [point for point in line.points if point.known is not None]
    lowest = min(known, key=lambda point: point.known or 0.0)
    highest = max(known, key=lambda point: point.known or 0.0)
    words = [_in_period(_("Latest: {value} ({period})"), line.points[last], measure, grain)]
    if not line.points[last].complete:
        words.append(_("The latest period is unfinished: {note}").format(note=_note(line, last)))
    words.append(_in_period(_("Lowest: {value} ({period})"), lowest, measure, grain))
    words.append(_in_period(_("Highest: {value} ({period})"), highest, measure, grain))
    missing = len(line.points) - len(known)
    if missing:
        words.append(_("Periods without a value: {count}").format(count=missing))
    return words


def _note(line: Line, last: int) -> str:
    return unfinished(line.points[last])


def _helpers(data: TrendData | ColumnsData) -> list[str]:
    measure = data.measure
    words = []
    if data.comparison is not None and data.comparison.last is not None:
        value = measure.written(data.comparison.at(data.comparison.last))
        words.append(_named(data.comparison.name, value))
    if data.target is not None:
        words.append(_named(data.target.name, measure.written(data.target.value)))
    if isinstance(data, TrendData) and data.bands:
        band = data.bands[-1]
        low, high = measure.written(band.low), measure.written(band.high)
        words.append(_("Usually between {low} and {high}").format(low=low, high=high))
    return words


def _events(events: tuple[Event, ...]) -> list[str]:
    titles = [event.title for event in sorted(events, key=lambda event: event.day)]
    if not titles:
        return []
    return [_named(_("Events"), _listed(titles))]


def _ranking(data: BarsData) -> list[str]:
    named = [data.bars[index] for index in data.order]
    return [_listed([_named(bar.name, data.measure.written(bar.known)) for bar in named])]


def _listed(words: list[str]) -> str:
    text = "; ".join(words[:_NAMED])
    if len(words) <= _NAMED:
        return text
    return _("{names} and {count} more").format(names=text, count=len(words) - _NAMED)


def _named(name: str, value: str) -> str:
    return _("{name}: {value}").format(name=name, value=value)


def _in_period(sentence: str, point: Point, measure: Measure, grain: Grain) -> str:
    period = period_words(point.first_day, point.last_day, grain, measure.locale)
    return sentence.format(value=measure.written(point.known), period=period)


def _sentences(parts: Iterable[str]) -> str:
    """The parts one after the other, each ended like a sentence."""
    ended = (part if part[-1:] in ".!?…。" else part + "." for part in parts if part.strip())
    return " ".join(ended)
