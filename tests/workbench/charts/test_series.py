"""Prepared data knows its order, its totals and its gaps."""

import math
from collections.abc import Callable

from workbench.charts.measure import Measure
from workbench.charts.series import Bar, BarsData, ColumnsData, Line, Point


def test_bars_are_ranked_with_unknown_values_last() -> None:
    values = [3.0, None, 10.0, math.nan, -1.0]
    data = BarsData("", "", Measure(), tuple(Bar(str(v), v) for v in values))
    assert data.order == (2, 0, 4, 1, 3)


def test_the_steps_of_a_funnel_keep_their_order() -> None:
    bars = tuple(Bar(str(value), value) for value in (1.0, 5.0, 3.0))
    assert BarsData("", "", Measure(), bars, ranked=False).order == (0, 1, 2)


def test_a_total_is_unknown_only_where_all_parts_are(
    points: Callable[..., tuple[Point, ...]],
) -> None:
    parts = (Line("a", points([1, None, None])), Line("b", points([2, 3, None])))
    total = ColumnsData("", "", Measure(), "week", parts).total
    assert [point.value for point in total.points] == [3, 3, None]


def test_the_last_value_is_the_last_known_one(points: Callable[..., tuple[Point, ...]]) -> None:
    assert Line("a", points([1, 2, None, math.nan])).last == 1
    assert Line("a", points([None])).last is None
    assert Line("a", points([5.0])).at(7) is None
