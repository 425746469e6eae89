"""Widths against the published metrics of Helvetica; wrapping and shortening keep the words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.presenting.fitting import elided, fitted, width, wrapped

words = st.text(alphabet="abc iW日é-", max_size=80)


def test_widths_are_those_of_the_font() -> None:
    # Adobe Core 14 AFM: H 722, e 556, l 222, o 556 (Helvetica); H 722, e 556, l 278, o 611 (Bold).
    assert width("Hello", 10) == (722 + 556 + 222 + 222 + 556) / 100
    assert width("Hello", 10, bold=True) == (722 + 556 + 278 + 278 + 611) / 100
    assert width("日本", 10) == 20
    assert width("é", 10) == width("e", 10)


@given(words, st.integers(20, 200))
def test_no_line_is_wider_than_the_room(text: str, room: int) -> None:
    assert all(width(line, 12) <= room for line in wrapped(text, 12, room))


@given(words, st.integers(30, 200))
def test_wrapping_loses_no_letter(text: str, room: int) -> None:
    assert "".join(wrapped(text, 12, room)).replace(" ", "") == text.replace(" ", "")


@given(words, st.integers(40, 200), st.integers(1, 3))
def test_shortened_text_fits_and_begins_like_the_whole(text: str, room: int, lines: int) -> None:
    short = elided(text, 12, room, lines=lines)
    assert len(wrapped(short, 12, room)) <= lines
    assert short == text or (short.endswith("…") and text.startswith(short[:-1].rstrip()))


def test_a_title_gets_smaller_before_it_gets_shorter() -> None:
    assert fitted("Short", (24, 18), 200, lines=1) == ("Short", 24)
    assert fitted("A title in between", (24, 18), 170, lines=1) == ("A title in between", 18)
    text, size = fitted("A title that is far too long for this", (24, 18), 170, lines=1)
    assert size == 18 and text.endswith("…")
