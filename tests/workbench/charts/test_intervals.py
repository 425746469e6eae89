"""Likely ranges lie on one axis, and a course is cut where its first days are wide."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from workbench.charts import catalogue
from workbench.charts.course import course
from workbench.charts.intervals import intervals
from workbench.charts.likely import CourseData, IntervalRow, IntervalsData, Mark
from workbench.charts.measure import Measure
from workbench.charts.paper import Drawn, Rect
from workbench.charts.style import Size, Style
from workbench.charts.words import hover_text, text_alternative

Texts = Callable[[Drawn], list[tuple[str, Rect]]]
Image = Callable[[Drawn], Any]
Near = Callable[..., Any]


def data(*rows: IntervalRow, **other: Any) -> IntervalsData:
    return IntervalsData("", "", rows, zero_name="no difference", **other)


WON = IntervalRow("Orders", "goal", 0.2, (0.1, 0.3), "+20 %", "likely 10 to 30")
LOST = IntervalRow("Returns", "", -0.2, (-0.3, -0.1), "−20 %", "likely −30 to −10", signal="bad")
OPEN = IntervalRow("Complaints", "must not rise", note="not in yet", role="guardrail")


def test_a_bar_runs_from_its_low_to_its_high_end(
    light: Style, page: Size, image: Image, near: Near
) -> None:
    drawn = intervals(data(WON), style=light, size=page)
    (spot,) = drawn.spots
    bar = near(image(drawn), light.faded(light.accent, 0.6))[int(spot.y_px)].nonzero()[0]
    axes = drawn.figure.axes[0]
    low, high = axes.get_xlim()
    ends = [drawn.plot.left + (end - low) / (high - low) * drawn.plot.width for end in (0.1, 0.3)]
    assert bar.min() == pytest.approx(ends[0], abs=8)
    assert bar.max() == pytest.approx(ends[1], abs=8)
    assert spot.x_px == pytest.approx(sum(ends) / 2, abs=1)


def test_rows_stand_in_the_given_order_with_their_words(
    theme: Style, page: Size, texts: Texts
) -> None:
    drawn = intervals(data(WON, LOST, OPEN), style=theme, size=page)
    found = dict(texts(drawn))
    assert found["Orders"].top < found["Returns"].top < found["Complaints"].top
    assert {"+20 %", "likely 10 to 30", "not in yet", "no difference"} <= found.keys()
    assert [spot.place for spot in drawn.spots] == [0, 1]


def test_only_harm_is_in_the_colour_of_harm(
    light: Style, page: Size, image: Image, near: Near
) -> None:
    drawn = intervals(data(WON, LOST), style=light, size=page)
    bad = near(image(drawn), light.bad)
    first, second = (bad[int(spot.y_px)].any() for spot in drawn.spots)
    assert (first, second) == (False, True)


def test_a_range_beyond_all_measure_does_not_hide_the_others(light: Style, page: Size) -> None:
    wild = IntervalRow("Wild", "", 0.5, (-40.0, 90.0), "+50 %", "likely −4000 to 9000")
    low, high = intervals(data(WON, wild), style=light, size=page).figure.axes[0].get_xlim()
    assert -1.2 < low < high < 1.2


@pytest.mark.parametrize("rows", [(WON,), (WON, LOST, OPEN), (OPEN,), (LOST,)])
def test_nothing_is_written_over_something_else(
    rows: tuple[IntervalRow, ...], light: Style, page: Size, assert_tidy: Callable[[Drawn], None]
) -> None:
    told = data(*rows, worth=0.09, worth_name="worth having: +9 %")
    assert_tidy(intervals(told, style=light, size=page))


def test_words_after_a_bar_left_of_zero_do_not_cross_the_line(
    light: Style, page: Size, texts: Texts
) -> None:
    drawn = intervals(data(LOST), style=light, size=page)
    low, high = drawn.figure.axes[0].get_xlim()
    zero = drawn.plot.left + (0 - low) / (high - low) * drawn.plot.width
    box = dict(texts(drawn))["−20 %"]
    assert not box.left < zero < box.right


def days(count: int, **other: Any) -> CourseData:
    spread = [1.5 / (n + 1) for n in range(count)]
    given: dict[str, Any] = {
        "days": tuple(date(2026, 10, 1) + timedelta(n) for n in range(count)),
        "values": tuple(None if n == 0 else 0.1 for n in range(count)),
        "ranges": tuple(None if n == 0 else (0.1 - s, 0.1 + s) for n, s in enumerate(spread)),
    }
    return CourseData("Held", "so far", Measure("rate"), **(given | other))


def test_limits_cut_the_wide_first_days(light: Style, page: Size) -> None:
    free = course(days(20), style=light, size=page).figure.axes[0].get_ylim()
    cut = course(days(20, limits=(-0.3, 0.3)), style=light, size=page).figure.axes[0].get_ylim()
    assert free[1] > 0.8
    assert cut[1] < 0.4


def test_a_day_without_a_value_has_no_spot(theme: Style, page: Size) -> None:
    drawn = course(days(10, marks=(Mark(0.2, "worth having"),)), style=theme, size=page)
    assert [spot.place for spot in drawn.spots] == list(range(1, 10))


def test_both_are_found_by_their_data_and_told_in_words(light: Style, page: Size) -> None:
    assert catalogue.name_of(data(WON)) == "intervals"
    assert catalogue.draw(days(5), style=light, size=page).spots
    assert "Orders, +20 %, likely 10 to 30" in text_alternative(data(WON))
    assert hover_text(days(5), 3).splitlines()[0] == "Sun 4 Oct"
