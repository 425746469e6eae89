"""What a trend shows: the line, its gaps, its unfinished end, and nothing that is not known."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from workbench.charts.measure import Measure
from workbench.charts.paper import Drawn, Rect
from workbench.charts.series import Band, Event, Line, Point, Target, TrendData
from workbench.charts.style import Size, Style
from workbench.charts.trend import trend

Make = Callable[..., TrendData]
Texts = Callable[[Drawn], list[tuple[str, Rect]]]
Image = Callable[[Drawn], Any]
Near = Callable[..., Any]
Points = Callable[..., tuple[Point, ...]]


def between(drawn: Drawn, first: int, second: int, margin: float = 7) -> slice:
    """The columns of pixels between two values, without their dots."""
    left, right = drawn.spots[first].x_px + margin, drawn.spots[second].x_px - margin
    return slice(int(left), int(right))


def test_the_line_is_in_the_accent_colour(
    trend_data: Make, theme: Style, page: Size, image: Image, near: Near
) -> None:
    drawn = trend(trend_data([3, 7, 4, 8]), style=theme, size=page)
    line = near(image(drawn), theme.accent)
    assert all(line[:, between(drawn, at, at + 1)].any(axis=0).all() for at in range(3))


def test_a_gap_is_left_open(
    trend_data: Make, light: Style, page: Size, image: Image, near: Near
) -> None:
    data = trend_data([3, 7, None, None, 4, 8])
    drawn = trend(data, style=light, size=page)
    line = near(image(drawn), light.accent, 60)
    assert [spot.place for spot in drawn.spots] == [0, 1, 4, 5]
    assert not line[:, between(drawn, 1, 2)].any()


def test_a_period_that_is_not_listed_is_a_gap_too(
    trend_data: Make, light: Style, page: Size, image: Image, near: Near, points: Points
) -> None:
    line = points([3, 7]) + points([4, 8], start=date(2025, 12, 29))
    drawn = trend(trend_data([], line=Line("a", line)), style=light, size=page)
    assert not near(image(drawn), light.accent, 60)[:, between(drawn, 1, 2)].any()


def test_a_value_between_two_gaps_is_a_dot(
    trend_data: Make, light: Style, page: Size, image: Image, near: Near
) -> None:
    drawn = trend(trend_data([3, 4, None, 5, None, 6, 7]), style=light, size=page)
    dot = drawn.spots[2]
    assert near(image(drawn), light.accent)[int(dot.y_px), int(dot.x_px)]


def test_an_unfinished_period_is_dotted_and_says_how_much_there_is(
    trend_data: Make,
    light: Style,
    page: Size,
    image: Image,
    near: Near,
    texts: Texts,
    points: Points,
) -> None:
    line = points([5, 6, 5, 5])
    last = replace(line[-1], complete=False, days_held=3, days_in_period=7)
    data = trend_data([], line=Line("Orders", (*line[:-1], last)))
    drawn = trend(data, style=light, size=page)
    marked = near(image(drawn), light.accent, 60).any(axis=0)
    solid, dotted = marked[between(drawn, 0, 1)], marked[between(drawn, 2, 3)]
    assert solid.all()
    assert 0.2 < dotted.mean() < 0.8
    assert "3 of 7 days" in [text for text, _box in texts(drawn)]


def test_a_finished_line_ends_in_its_value_only(
    trend_data: Make, light: Style, page: Size, texts: Texts
) -> None:
    found = dict(texts(trend(trend_data([5, 6, 7]), style=light, size=page)))
    assert "7" in found
    assert not any("of 7 days" in text for text in found)


def test_a_line_that_stops_early_says_until_when(
    trend_data: Make, light: Style, page: Size, texts: Texts
) -> None:
    found = dict(texts(trend(trend_data([5, 6, None]), style=light, size=page)))
    assert "until 16 Nov" in found


def test_the_comparison_is_thinner_and_never_longer_than_the_line(
    trend_data: Make, light: Style, page: Size, points: Points
) -> None:
    data = trend_data([5, 6, 7], comparison=Line("last year", points([4, 4, 5, 6, 7])))
    drawn = trend(data, style=light, size=page)
    solid = [line for line in drawn.figure.axes[0].lines if line.get_linestyle() == "-"]
    main = next(line for line in solid if line.get_color() == light.accent)
    other = next(line for line in solid if list(line.get_ydata()) == [4, 4, 5])
    assert other.get_linewidth() < main.get_linewidth()


def test_only_a_signal_has_the_colour_of_bad_news(
    trend_data: Make, light: Style, page: Size, image: Image, near: Near, points: Points
) -> None:
    quiet = trend_data([9, 3, 8, 1])
    assert not near(image(trend(quiet, style=light, size=page)), light.bad).any()
    line = quiet.line.points
    loud = replace(quiet, line=Line("a", (*line[:-1], replace(line[-1], signal="bad"))))
    drawn = trend(loud, style=light, size=page)
    rows, columns = near(image(drawn), light.bad).nonzero()
    spot = drawn.spots[-1]
    assert abs(rows.mean() - spot.y_px) < 1.5 and abs(columns.mean() - spot.x_px) < 1.5


def test_spots_lie_on_the_line(
    trend_data: Make, light: Style, size: Size, image: Image, near: Near
) -> None:
    drawn = trend(trend_data([3, 7, 4, 8, 2]), style=light, size=size)
    line = near(image(drawn), light.accent, 60)
    assert all(
        line[round(spot.y_px) - 1 : round(spot.y_px) + 1, round(spot.x_px) - 1].any()
        for spot in drawn.spots
    )


def test_the_unit_is_written_once_and_the_title_begins_above_the_numbers(
    trend_data: Make, light: Style, page: Size, texts: Texts
) -> None:
    data = trend_data([0.0211, 0.0243, None], "Rate", measure=Measure("rate", locale="nl_NL"))
    found = texts(trend(data, style=light, size=page))
    axis = [text for text, box in found if box.left < 60 and box.top > 60]
    assert [text for text in axis if "%" in text] == ["2,4\u00a0%"]
    left = {text: box.left for text, box in found}
    assert left["2,4\u00a0%"] == pytest.approx(left["Rate"], abs=3)


def test_events_stand_where_they_happened_and_outside_ones_are_left_out(
    trend_data: Make, light: Style, page: Size, texts: Texts
) -> None:
    monday = date(2025, 11, 17)  # three days before the middle of its week
    events = (Event(monday, "Launch"), Event(date(2027, 1, 1), "Far away"))
    drawn = trend(trend_data([3, 7, 4, 8], events=events), style=light, size=page)
    found = dict(texts(drawn))
    assert "Far away" not in found
    step = drawn.spots[1].x_px - drawn.spots[0].x_px
    expected = drawn.spots[2].x_px - step * 3 / 7
    gap = expected - found["Launch"].right
    assert 3 < gap < 10  # the title ends just left of its line


def test_four_lines_are_all_named_in_a_legend(
    trend_data: Make, light: Style, size: Size, texts: Texts, points: Points
) -> None:
    names = ("_search", "E-mail", "$x$")
    others = tuple(Line(name, points([place, 2, 3])) for place, name in enumerate(names))
    data = trend_data([5, 6, 7], "All", others=others)
    found = [text for text, _box in texts(trend(data, style=light, size=size))]
    assert all(name in found for name in ("All", *names))


def test_forty_lines_are_named_or_counted(
    trend_data: Make,
    light: Style,
    size: Size,
    texts: Texts,
    points: Points,
    assert_tidy: Callable[[Drawn], None],
) -> None:
    others = tuple(Line(f"Line {place}", points([place, 2, 3])) for place in range(39))
    drawn = trend(trend_data([5, 6, 7], "Line", others=others), style=light, size=size)
    assert_tidy(drawn)
    found = [text for text, _box in texts(drawn)]
    named = sum(1 for text in found if text.startswith("Line "))
    counted = next(text for text in found if text.endswith("more"))
    assert named + 1 + int(counted.split()[1]) == 40


def test_usual_range_and_target_are_named(
    trend_data: Make, light: Style, page: Size, texts: Texts
) -> None:
    band = Band(date(2025, 11, 3), date(2025, 11, 30), 2, 10, 6)
    data = trend_data([3, 7, 4, 8], bands=(band,), target=Target(9, "target"))
    drawn = trend(data, style=light, size=page)
    assert {"usual 6", "target 9"} <= {text for text, _box in texts(drawn)}
    low, high = drawn.figure.axes[0].get_ylim()
    assert low <= 2 and high >= 10


def test_the_range_of_the_band_is_filled_softly(
    trend_data: Make, light: Style, page: Size, image: Image, near: Near
) -> None:
    band = Band(date(2025, 11, 3), date(2025, 11, 30), 2, 10, 6)
    drawn = trend(trend_data([3, 7, 4, 8], bands=(band,)), style=light, size=page)
    soft = near(image(drawn), light.faded(light.accent_soft, 0.25), 2)
    assert soft.sum() > 0.3 * drawn.plot.width * drawn.plot.height


def test_days_are_one_step_apart_also_where_the_clock_changes(
    trend_data: Make, light: Style, page: Size
) -> None:
    first = date(2026, 3, 27)
    days = tuple(Point(first + timedelta(n), first + timedelta(n), n) for n in range(5))
    drawn = trend(trend_data([], line=Line("a", days), grain="day"), style=light, size=page)
    places = [spot.x_px for spot in drawn.spots]
    steps = [later - earlier for earlier, later in pairwise(places)]
    assert max(steps) - min(steps) < 1e-6
