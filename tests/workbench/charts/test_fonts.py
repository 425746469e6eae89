"""Any text can be written with what is installed, and its width is known before."""

import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.charts import fonts
from workbench.charts.paper import Paper
from workbench.charts.sheet import unhinted
from workbench.charts.style import Size, Style

FAMILY = ("Inter", "No Such Family", "DejaVu Sans")


def test_plain_and_typographic_signs_stay() -> None:
    text = "Sales — “up” 6 % · € 12 → ä ß é"
    assert fonts.readable(text, FAMILY) == text


def test_a_sign_without_a_font_becomes_a_square() -> None:
    assert fonts.readable("a\U0010fffdb", FAMILY) == "a□b"
    assert fonts.readable("\ud800", FAMILY) == "□"


def test_breaks_and_invisible_signs_do_not_remain() -> None:
    assert fonts.readable(" one\n\ttwo\u200b\u202e three ", FAMILY) == "one two three"
    assert fonts.readable("€\u00a05", FAMILY) == "€\u00a05"


@settings(max_examples=20, deadline=None)  # each new sign is looked for in several fonts
@given(st.text(max_size=30))
def test_any_text_can_be_measured_without_a_word_from_matplotlib(text: str) -> None:
    clean = fonts.readable(text, FAMILY)
    assert fonts.width(clean, FAMILY, 20.0, bold=True) >= 0 if clean else True


def test_no_font_is_looked_for_in_vain(
    caplog: pytest.LogCaptureFixture, light: Style, page: Size
) -> None:
    with caplog.at_level(logging.WARNING):
        paper = Paper(light, page)
        for text in ("Sales", "売上", "★ sales"):
            paper.write(30, 30, paper.readable(text), 20, bold=True)
        paper.figure.canvas.draw()
    assert not caplog.records


@pytest.mark.parametrize("text", ["Conversion rate, 2.31 %", "売上が下がった", "_x $y$"])
def test_the_width_is_that_of_the_drawn_text(light: Style, page: Size, text: str) -> None:
    paper = Paper(light, page)
    paper.write(30, 30, text, 20)
    with unhinted():
        drawn = paper.figure.texts[0].get_window_extent()
    assert drawn.width == pytest.approx(paper.width(text, 20), abs=0.6)
