"""Colours come from the theme files, sizes from the table of type sizes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.charts import style as styles
from workbench.charts.style import Size, Style
from workbench.errors import WorkbenchError


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("role", ["text", "muted", "faint", "accent", "bad"])
def test_words_on_a_chart_can_be_read(theme: Style, role: str) -> None:
    assert contrast(getattr(theme, role), theme.panel) >= 4.5


def test_lines_stand_out_from_the_panel(theme: Style) -> None:
    assert min(contrast(color, theme.panel) for color in theme.series) >= 2.5
    assert len(set(theme.series)) == len(theme.series)
    assert len(set(theme.fills)) == len(theme.fills) >= 4


def test_the_two_themes_know_which_is_dark() -> None:
    assert (styles.style("light").dark, styles.style("dark").dark) == (False, True)


def test_a_missing_theme_is_said_in_words() -> None:
    with pytest.raises(WorkbenchError, match="solar"):
        styles.style("solar")


def test_a_broken_theme_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "half.toml"
    broken.write_text('[colours]\nground = "#FFFFFF"\n', encoding="utf-8")
    monkeypatch.setattr(styles, "path", lambda _name: broken)
    with pytest.raises(WorkbenchError, match="half"):
        styles.style("half")


def test_fading_ends_at_the_panel(theme: Style) -> None:
    assert theme.faded(theme.accent, 0) == theme.accent.upper()
    assert theme.faded(theme.accent, 1) == theme.panel.upper()


def test_a_slide_is_16_by_9_inches_with_the_agreed_points() -> None:
    slide = Size.slide()
    assert slide.inches == (16.0, 9.0)
    points = [round(px * 72 / slide.dpi, 6) for px in slide.type]
    assert points == [26.0, 19.0, 15.0, 13.5]


@given(st.integers(90, 4320))
def test_nothing_on_a_slide_is_below_a_fiftieth_of_its_height(high: int) -> None:
    assert min(Size.slide(high * 16 // 9, high).type) >= high / 50


@given(st.integers(1, 5000), st.integers(1, 3000), st.sampled_from([1.0, 1.25, 1.5, 2.0]))
def test_inches_give_back_every_pixel(wide: int, high: int, scale: float) -> None:
    size = Size.screen(wide, high, scale=scale)
    across, down = size.inches
    assert int(across * size.dpi) == size.width_px
    assert int(down * size.dpi) == size.height_px


def test_a_display_at_150_percent_gets_letters_half_as_large_again() -> None:
    plain, large = Size.screen(800, 600), Size.screen(800, 600, scale=1.5)
    assert (large.width_px, large.height_px) == (1200, 900)
    assert large.type.title == plain.type.title * 1.5
