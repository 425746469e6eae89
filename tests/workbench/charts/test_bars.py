"""A ranking shows the largest first, from zero, and counts what it leaves out."""

from collections.abc import Callable
from typing import Any

import pytest

from workbench.charts.bars import bars
from workbench.charts.measure import Measure
from workbench.charts.paper import Drawn, Rect
from workbench.charts.series import Bar, BarsData
from workbench.charts.style import Size, Style

Image = Callable[[Drawn], Any]
Near = Callable[..., Any]
Texts = Callable[[Drawn], list[tuple[str, Rect]]]


def data(*values: float | None, unit: str = "count", **other: Any) -> BarsData:
    named = tuple(Bar(f"Name {place}", value) for place, value in enumerate(values))
    return BarsData("Sales", "by name", Measure(unit, "EUR"), named, **other)


def test_the_largest_is_on_top_and_lengths_follow_the_values(
    theme: Style, size: Size, image: Image, near: Near
) -> None:
    drawn = bars(data(25, 100, 50), style=theme, size=size)
    assert [spot.place for spot in drawn.spots] == [1, 2, 0]
    assert [spot.y_px for spot in drawn.spots] == sorted(spot.y_px for spot in drawn.spots)
    bar = near(image(drawn), theme.accent)
    lengths = [bar[int(spot.y_px)].sum() for spot in drawn.spots]
    assert lengths[1] / lengths[0] == pytest.approx(0.5, abs=0.03)
    assert lengths[2] / lengths[0] == pytest.approx(0.25, abs=0.03)


@pytest.mark.parametrize("values", [(90, 95, 99), (-3, -9, -5), (-4, 0, 7), (0, 0, 0)])
def test_the_axis_holds_zero(light: Style, page: Size, values: tuple[float, ...]) -> None:
    low, high = bars(data(*values), style=light, size=page).figure.axes[0].get_xlim()
    assert low <= min(0, *values) and max(0, *values) <= high


def test_only_the_one_that_matters_is_in_colour(
    light: Style, page: Size, image: Image, near: Near
) -> None:
    drawn = bars(data(100, 50, 80, emphasis=1), style=light, size=page)
    bar = near(image(drawn), light.accent)
    coloured = [spot.place for spot in drawn.spots if bar[int(spot.y_px)].any()]
    assert coloured == [1]


def test_a_value_that_is_not_known_is_a_dash_at_the_end(
    light: Style, page: Size, texts: Texts
) -> None:
    found = dict(texts(bars(data(None, 3, 5), style=light, size=page)))
    assert found["–"].top == pytest.approx(found["Name 0"].top, abs=6)
    assert found["Name 0"].top > found["Name 1"].top > found["Name 2"].top


def test_what_has_no_room_is_counted_and_added_up(light: Style, size: Size, texts: Texts) -> None:
    values = [float(5000 - place) for place in range(5000)]
    drawn = bars(data(*values), style=light, size=size)
    shown = len(drawn.spots)
    rest = next(text for text, _box in texts(drawn) if text.startswith("and "))
    hidden = sum(values[shown:]) / 1e6
    assert rest == f"and {5000 - shown:,} more, together {hidden:.2f}M"


def test_rates_are_not_added_up(light: Style, page: Size, texts: Texts) -> None:
    drawn = bars(data(*[0.1] * 100, unit="rate"), style=light, size=page)
    rest = next(text for text, _box in texts(drawn) if text.startswith("and "))
    assert rest == f"and {100 - len(drawn.spots)} more"


def test_one_too_many_is_not_hidden_behind_a_row_of_words(
    light: Style, page: Size, texts: Texts
) -> None:
    counts = []
    for count in range(15, 30):
        drawn = bars(data(*range(1, count + 1)), style=light, size=page)
        rest = [text for text, _box in texts(drawn) if text.startswith("and ")]
        counts.append(int(rest[0].split()[1]) if rest else 0)
    assert 0 in counts and 2 in counts and 1 not in counts


def test_values_are_written_outside_the_marks_of_the_year_before(
    light: Style, page: Size, texts: Texts
) -> None:
    pairs = ((100.0, 120.0), (80.0, 81.0), (60.0, 30.0), (-20.0, -25.0))
    named = tuple(Bar(f"Name {now:g}", now, before) for now, before in pairs)
    chart = BarsData("a", "b", Measure("count"), named, before_name="last year")
    drawn = bars(chart, style=light, size=page)
    found = dict(texts(drawn))
    assert "last year" in found
    low, high = drawn.figure.axes[0].get_xlim()
    for now, before in pairs:
        mark = drawn.plot.left + (before - low) / (high - low) * drawn.plot.width
        box = found[f"{now:g}"]
        assert not box.left - 2 < mark < box.right + 2
