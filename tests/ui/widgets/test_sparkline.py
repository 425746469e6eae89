"""The small line: gaps, the unfinished tail, lone points, flat and empty series."""

import math

import pytest
from PySide6.QtCore import QRectF

from ui.theme import Theme
from ui.widgets.sparkline import Sparkline, strokes

RECT = QRectF(0, 0, 100, 50)


def places(points) -> list[tuple[float, float]]:
    return [(round(p.x(), 2), round(p.y(), 2)) for p in points]


def test_values_are_spread_over_the_rectangle() -> None:
    marks = strokes([0, 5, 10], RECT)
    assert places(marks.runs[0]) == [(0, 50), (50, 25), (100, 0)]
    assert places([marks.end]) == [(100, 0)]
    assert marks.tail == []


def test_a_gap_is_not_bridged() -> None:
    marks = strokes([1, 2, None, 2, 1], RECT)
    assert [len(run) for run in marks.runs] == [2, 2]
    assert marks.runs[1][0].x() == 75


def test_a_point_between_gaps_stands_alone() -> None:
    marks = strokes([1, 2, None, 3, None, 1, 2], RECT)
    assert places(marks.alone) == [(50, 0)]


def test_the_unfinished_end_is_a_tail_from_the_last_firm_point() -> None:
    marks = strokes([0, 10, 5, 0], RECT, unfinished=2)
    assert len(marks.runs[0]) == 2
    assert [round(p.y()) for p in marks.tail] == [0, 25, 50]


def test_no_tail_is_drawn_over_a_gap() -> None:
    marks = strokes([0, 10, None, 5], RECT, unfinished=1)
    assert len(marks.tail) == 1


@pytest.mark.parametrize("values", [[], [None, None], [math.nan]])
def test_nothing_known_draws_nothing(values) -> None:
    assert strokes(values, RECT) == ([], [], [], None)


def test_a_flat_series_runs_through_the_middle() -> None:
    assert {p.y() for p in strokes([7, 7, 7], RECT).runs[0]} == {25}


def test_the_end_is_marked_in_its_own_colour(theme: Theme, qtbot, seen) -> None:
    line = Sparkline()
    qtbot.addWidget(line)
    line.resize(150, 40)
    line.set_values([1, 2, 3], end_role="bad")
    assert seen.has(line, theme.colour("bad"), at_least=10)
    line.set_values([])
    assert not seen.has(line, theme.colour("muted"))
