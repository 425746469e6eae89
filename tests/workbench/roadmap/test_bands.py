"""Bands of ranks, against trying out every way the scores can fall."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from workbench.roadmap.bands import Band, bands, top
from workbench.roadmap.scoring import Score


def between(low: float, value: float, high: float) -> Score:
    return Score(value, low, high, (), "")


def test_a_robust_top_three() -> None:
    scores = {n: between(v - 1, v, v + 1) for n, v in enumerate((100, 80, 60, 40, 20))}
    found = top(scores)
    assert found is not None
    assert (found.robust, found.sentence) == (True, "Robust top 3.")


def test_a_fragile_second_place() -> None:
    scores = {n: between(v, v, v) for n, v in enumerate((100, 0, 60, 50, 40, 30, 20, 10))}
    scores[1] = between(15, 80, 90)
    found = top(scores)
    assert found is not None
    assert (found.robust, found.fragile) == (False, (1,))
    assert found.sentence == "Fragile: #2 to #7."


def test_order_inside_the_top_does_not_make_it_fragile() -> None:
    scores = {
        1: between(70, 80, 95),
        2: between(75, 79, 90),
        3: between(60, 65, 76),
        4: between(1, 2, 3),
    }
    found = top(scores)
    assert found is not None and found.robust
    assert bands(scores)[1].text == "#1 to #3"


def test_without_enough_scores_nothing_is_said() -> None:
    missing = Score(None, None, None, ("reach",), "")
    assert top({1: missing, 2: between(1, 1, 1), 3: between(2, 2, 2)}) is None
    assert bands({1: missing}) == {}


def test_equal_scores_share_their_rank() -> None:
    assert bands({1: between(5, 5, 5), 2: between(5, 5, 5)}) == {1: Band(1, 1, 1), 2: Band(1, 1, 1)}


ranges = st.tuples(*[st.integers(0, 9)] * 3).map(sorted)


@given(st.lists(ranges, min_size=1, max_size=5))
def test_bands_are_what_trying_out_every_corner_gives(rows: list[list[int]]) -> None:
    found = bands({n: between(*row) for n, row in enumerate(rows)})
    seen: dict[int, list[int]] = {n: [] for n in range(len(rows))}
    for outcome in product(*[(row[0], row[2]) for row in rows]):
        for n, value in enumerate(outcome):
            seen[n].append(1 + sum(other > value for other in outcome))
    assert {n: (min(r), max(r)) for n, r in seen.items()} == {
        n: (band.best, band.worst) for n, band in found.items()
    }
    assert all(band.best <= band.rank <= band.worst for band in found.values())
