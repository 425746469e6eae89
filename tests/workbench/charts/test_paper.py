"""Texts are wrapped and cut to the room they have; values are found by their place."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.charts.paper import Drawn, Paper, Rect, Spot
from workbench.charts.style import Size, style

PAPER = Paper(style("light"), Size.screen(600, 400))
WORDS = st.lists(st.text("abcdefgWi ", min_size=1, max_size=14), min_size=1, max_size=20)


@given(WORDS, st.floats(60, 400), st.integers(1, 3))
def test_wrapped_lines_fit_and_lose_nothing_but_the_end(
    words: list[str], room: float, most: int
) -> None:
    text = PAPER.readable(" ".join(words))
    lines = PAPER.wrapped(text, 14, room, lines=most)
    assert len(lines) <= most
    assert all(PAPER.width(line, 14) <= room for line in lines)
    joined = "".join(lines).replace(" ", "")
    whole = text.replace(" ", "")
    assert joined == whole or (joined.endswith("…") and whole.startswith(joined[:-1]))


def test_lines_break_between_words_but_anywhere_in_chinese() -> None:
    room = PAPER.width("the new product", 14) + 2
    assert PAPER.wrapped("the new product page", 14, room, lines=2) == ["the new product", "page"]
    signs = "新しい商品ページを公開した"
    lines = PAPER.wrapped(signs, 14, PAPER.width(signs[:8], 14) + 2, lines=2)
    assert lines == [signs[:8], signs[8:]]


def test_a_text_is_cut_only_when_it_must_be() -> None:
    wide = PAPER.width("Checkout redesign", 14)
    assert PAPER.elided("Checkout redesign", 14, wide) == "Checkout redesign"
    cut = PAPER.elided("Checkout redesign", 14, wide - 1)
    assert cut.endswith("…") and len(cut) > 12
    assert PAPER.elided("Checkout redesign", 14, 2) == ""


def test_the_nearest_value_is_found_along_the_chart() -> None:
    spots = (Spot(10, 90, 0), Spot(20, 10, 1), Spot(30, 50, 2))
    across = Drawn(PAPER.figure, spots, Rect(0, 0, 40, 100), "x")
    assert across.at(19, 99) == spots[1]
    down = across._replace(along="y")
    assert down.at(1, 88) == spots[0]
    assert across.at(60, 50) is None
    assert across.at(20, 130) is None
    assert Drawn(PAPER.figure, (), Rect(0, 0, 40, 100)).at(5, 5) is None
