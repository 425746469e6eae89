"""Prepared data for charts, and a way to look at the texts of a figure."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import numpy
import pytest

from workbench.charts import picture
from workbench.charts.measure import Measure
from workbench.charts.paper import Drawn, Rect
from workbench.charts.series import (
    Band,
    Bar,
    BarsData,
    ColumnsData,
    Event,
    Line,
    Point,
    Step,
    Target,
    TrendData,
    WaterfallData,
)
from workbench.charts.sheet import unhinted
from workbench.charts.style import Size, Style, style

SIZES = {
    "tile": Size.screen(420, 280),
    "page": Size.screen(824, 640, scale=1.5),
    "slide": Size.slide(),
}


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> Size:
    return SIZES[request.param]


@pytest.fixture
def page() -> Size:
    return Size.screen(824, 640)


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> Style:
    return style(request.param)


@pytest.fixture
def light() -> Style:
    return style("light")


def weeks(values: list[float | None], *, start: date = date(2025, 11, 3)) -> tuple[Point, ...]:
    firsts = [start + timedelta(weeks=place) for place in range(len(values))]
    pairs = zip(firsts, values, strict=True)
    return tuple(Point(first, first + timedelta(6), value, True, 7, 7) for first, value in pairs)


@pytest.fixture
def points() -> Callable[..., tuple[Point, ...]]:
    return weeks


@pytest.fixture
def trend_data() -> Callable[..., TrendData]:
    def make(values: list[float | None], name: str = "Orders", **other: Any) -> TrendData:
        line = Line(name, weeks(values))
        given = {"title": name, "subtitle": name, "measure": Measure("count"), "grain": "week"}
        return TrendData(**{**given, "line": line, **other})

    return make


@pytest.fixture
def full_trend(trend_data: Callable[..., TrendData]) -> Callable[[str, int], TrendData]:
    """A trend with everything that can be written, each text being the given one."""

    def make(text: str, count: int) -> TrendData:
        line = weeks([100 + place % 7 for place in range(count)])
        first, last = line[0].first_day, line[-1].last_day
        step = (last - first) / 5
        return trend_data(
            [],
            text,
            line=Line(text, line),
            comparison=Line(text, weeks([90 + place % 5 for place in range(count)])),
            bands=(Band(first, last, 95, 110, 103),),
            target=Target(108, text),
            events=tuple(Event(first + step * place, text) for place in range(5)),
            footer=text,
        )

    return make


@pytest.fixture
def full_columns() -> Callable[[str, int], ColumnsData]:
    def make(text: str, count: int) -> ColumnsData:
        line = weeks([100 + place % 7 for place in range(count)])
        parts = (Line(text, line), Line(text, line))
        events = (Event(line[0].first_day, text), Event(line[-1].last_day, text))
        compared, measure = Line(text, line), Measure("money", "EUR", "nl_NL")
        return ColumnsData(
            text, text, measure, "week", parts, compared, Target(50, text), events, text
        )

    return make


@pytest.fixture
def full_bars() -> Callable[[str, int], BarsData]:
    def make(text: str, count: int) -> BarsData:
        bars = tuple(Bar(text, 1000.0 / (place + 1), 900.0 / (place + 1)) for place in range(count))
        measure = Measure("money", "EUR", "en_GB")
        return BarsData(text, text, measure, bars, 0, True, text, text)

    return make


@pytest.fixture
def full_waterfall() -> Callable[[str, int], WaterfallData]:
    def make(text: str, count: int) -> WaterfallData:
        parts = tuple(Step(text, 90.0 if n % 3 else -140.0) for n in range(max(count - 2, 0)))
        end = 1000.0 + sum(step.value for step in parts)
        steps = (Step(text, 1000.0, True), *parts, Step(text, end, True))[:count]
        return WaterfallData(text, text, Measure("money", "EUR", "en_GB"), steps, text)

    return make


@pytest.fixture
def empty_waterfall() -> WaterfallData:
    return WaterfallData("Sales", "", Measure("count"), (), empty="Import the sales report.")


@pytest.fixture
def texts() -> Callable[[Drawn], list[tuple[str, Rect]]]:
    """All written texts with their places in pixels from the top left."""

    def look(drawn: Drawn) -> list[tuple[str, Rect]]:
        figure = drawn.figure
        high = figure.bbox.height
        with unhinted():
            boxes = [(one.get_text(), one.get_window_extent()) for one in figure.texts]
        return [(text, Rect(b.x0, high - b.y1, b.x1, high - b.y0)) for text, b in boxes]

    return look


@pytest.fixture
def assert_tidy(
    texts: Callable[[Drawn], list[tuple[str, Rect]]],
) -> Callable[[Drawn], None]:
    """Every text lies on the canvas and none on another one."""

    def check(drawn: Drawn) -> None:
        wide, high = drawn.figure.bbox.width, drawn.figure.bbox.height
        found = texts(drawn)
        for text, box in found:
            inside = box.left >= 0 and box.top >= 0 and box.right <= wide and box.bottom <= high
            assert inside, (text, box)
        for place, (text, box) in enumerate(found):
            for other, there in found[place + 1 :]:
                shared = Rect(box.left + 0.5, box.top + 0.5, box.right - 0.5, box.bottom - 0.5)
                assert not shared.meets(there), (text, other, box, there)

    return check


@pytest.fixture
def image() -> Callable[[Drawn], Any]:
    """The chart as an array of rows of red, green, blue."""

    def draw(drawn: Drawn) -> Any:
        flat = picture.pixels(drawn.figure)
        array = numpy.frombuffer(flat.rgba, dtype=numpy.uint8)
        return array.reshape(flat.height_px, flat.width_px, 4)[..., :3].astype(int)

    return draw


@pytest.fixture
def near() -> Callable[[Any, str], Any]:
    """Which pixels have a colour, give or take the blur of an edge."""

    def same(array: Any, color: str, reach: int = 24) -> Any:
        wanted = [int(color[at : at + 2], 16) for at in (1, 3, 5)]
        return (abs(array - wanted) <= reach).all(axis=-1)

    return same


@pytest.fixture
def empty_trend(trend_data: Callable[..., TrendData]) -> TrendData:
    return trend_data([None, None, float("nan")], empty="Import the sales report.")


@pytest.fixture
def empty_columns() -> ColumnsData:
    return ColumnsData(
        "Sales",
        "",
        Measure("count"),
        "week",
        (Line("Sales", ()),),
        empty="Import the sales report.",
    )


@pytest.fixture
def empty_bars() -> BarsData:
    bars = (Bar("Candle", None),)
    return BarsData("Sales", "", Measure("count"), bars, empty="Import the sales report.")
