"""Standing bars begin at zero, are as high as their values, and are pale when unfinished."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from workbench.charts.columns import columns
from workbench.charts.measure import Measure
from workbench.charts.paper import Drawn, Rect
from workbench.charts.series import ColumnsData, Event, Line, Point
from workbench.charts.style import Size, Style

Points = Callable[..., tuple[Point, ...]]
Image = Callable[[Drawn], Any]
Near = Callable[..., Any]
Texts = Callable[[Drawn], list[tuple[str, Rect]]]


def data(*parts: tuple[Point, ...], **other: Any) -> ColumnsData:
    lines = tuple(Line(f"Part {place}", part) for place, part in enumerate(parts))
    return ColumnsData("Sales", "per week", Measure("count"), "week", lines, **other)


def test_bars_are_as_high_as_their_values(
    points: Points, theme: Style, size: Size, image: Image, near: Near
) -> None:
    drawn = columns(data(points([100, 50, 25])), style=theme, size=size)
    bar = near(image(drawn), theme.accent)
    heights = [bar[:, int(spot.x_px)].sum() for spot in drawn.spots]
    assert heights[1] / heights[0] == pytest.approx(0.5, abs=0.02)
    assert heights[2] / heights[0] == pytest.approx(0.25, abs=0.02)


@pytest.mark.parametrize("values", [[90, 95, 99], [-3, -9, -5], [-4, 0, 7], [0, 0, 0]])
def test_the_axis_holds_zero(points: Points, light: Style, page: Size, values: list[float]) -> None:
    drawn = columns(data(points(values)), style=light, size=page)
    low, high = drawn.figure.axes[0].get_ylim()
    assert low <= min(0, *values) and max(0, *values) <= high


def test_an_unfinished_bar_is_pale_and_says_so(
    points: Points, light: Style, page: Size, image: Image, near: Near, texts: Texts
) -> None:
    line = points([100, 90, 80])
    last = replace(line[-1], complete=False, days_held=3, days_in_period=7)
    drawn = columns(data((*line[:-1], last)), style=light, size=page)
    bar = near(image(drawn), light.accent)
    middle = int(drawn.plot.bottom - 20)
    assert [bool(bar[middle, int(spot.x_px)]) for spot in drawn.spots] == [True, True, False]
    assert "3 of 7 days" in [text for text, _box in texts(drawn)]


def test_a_missing_period_has_no_bar(
    points: Points, light: Style, page: Size, image: Image, near: Near
) -> None:
    drawn = columns(data(points([100, None, 80])), style=light, size=page)
    assert [spot.place for spot in drawn.spots] == [0, 2]
    empty = int((drawn.spots[0].x_px + drawn.spots[1].x_px) / 2)
    assert not near(image(drawn), light.accent)[:, empty].any()


def test_parts_stand_on_each_other(
    points: Points, light: Style, page: Size, image: Image, near: Near
) -> None:
    stacked = data(points([60, 60]), points([20, 20]), points([-40, 0]))
    drawn = columns(stacked, style=light, size=page)
    array, x = image(drawn), int(drawn.spots[0].x_px)
    heights = [near(array, color)[:, x].sum() for color in light.fills[:3]]
    assert heights[1] / heights[0] == pytest.approx(1 / 3, abs=0.03)
    assert heights[2] / heights[0] == pytest.approx(2 / 3, abs=0.03)


def test_few_bars_carry_their_values_and_many_do_not(
    points: Points, light: Style, page: Size, texts: Texts
) -> None:
    few = [text for text, _box in texts(columns(data(points([41, 52])), style=light, size=page))]
    assert {"41", "52"} <= set(few)
    long = columns(data(points([41, 52] * 20)), style=light, size=page)
    many = [text for text, _box in texts(long)]
    assert many.count("52") == 1 and "41" not in many


@pytest.mark.parametrize("count", [2, 3, 4])
def test_every_part_is_named(
    points: Points, light: Style, size: Size, texts: Texts, count: int
) -> None:
    drawn = columns(data(*[points([9, 8, 7])] * count), style=light, size=size)
    found = [text for text, _box in texts(drawn)]
    assert [text for text in sorted(found) if text.startswith("Part")] == [
        f"Part {place}" for place in range(count)
    ]


def test_an_event_stands_inside_the_bar_of_its_day(
    points: Points, light: Style, page: Size, texts: Texts
) -> None:
    friday = Event(date(2025, 11, 14), "Sale")
    drawn = columns(data(points([9, 8, 7]), events=(friday,)), style=light, size=page)
    step = drawn.spots[1].x_px - drawn.spots[0].x_px
    line = drawn.spots[1].x_px + step * 1 / 7  # Friday is one day after the middle of the week
    assert 3 < line - dict(texts(drawn))["Sale"].right < 10


def test_the_comparison_is_marked_at_its_value_and_named(
    points: Points, light: Style, page: Size, texts: Texts
) -> None:
    compared = Line("last year", points([100, 150, 50, 999]))
    drawn = columns(data(points([100, 100, 100]), comparison=compared), style=light, size=page)
    assert "last year" in dict(texts(drawn))
    marks = drawn.figure.axes[0].collections[-1].get_segments()
    assert [segment[0][1] for segment in marks] == [100, 150, 50]
    assert drawn.figure.axes[0].get_ylim()[1] < 300
