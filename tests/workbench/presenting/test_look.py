"""The brand's colour, font and logo reach every file, and never cost legibility."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from workbench.charts.style import Size, Style, style
from workbench.errors import BadInput
from workbench.presenting import look as looks
from workbench.presenting.look import PLAIN, Look, contrast, readable
from workbench.presenting.pages import figure
from workbench.presenting.pptx import write_pptx
from workbench.presenting.slides import Handout


@pytest.fixture(scope="module")
def logo() -> bytes:
    from matplotlib.figure import Figure

    drawn = Figure(figsize=(2, 1), facecolor="#FF0000")
    file = BytesIO()
    drawn.savefig(file, format="png")
    return file.getvalue()


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21.0)


@given(some.from_regex(r"#[0-9A-F]{6}", fullmatch=True), some.sampled_from(["#FFFFFF", "#1C2026"]))
def test_any_colour_can_be_read_on_the_slide(colour: str, ground: str) -> None:
    made = readable(colour, ground)
    pairs = [tuple(int(c[n : n + 2], 16) for n in (1, 3, 5)) for c in (made, ground)]
    assert contrast(pairs[0], pairs[1]) >= 4.5


def test_a_colour_that_can_be_read_is_left_alone() -> None:
    assert readable("#7A1F3D", "#FFFFFF") == "#7A1F3D"


def test_settings_come_back_and_bad_ones_are_refused(db: sqlite3.Connection, logo: bytes) -> None:
    assert looks.look(db) == PLAIN
    looks.set_accent(db, "#7a1f3d")
    looks.set_font(db, " Georgia ")
    looks.set_logo(db, logo)
    assert looks.look(db) == Look("#7A1F3D", "Georgia", logo)
    with pytest.raises(BadInput):
        looks.set_accent(db, "red")
    with pytest.raises(BadInput, match="PNG"):
        looks.set_logo(db, b"GIF89a")
    with pytest.raises(BadInput, match="too large"):
        looks.set_logo(db, logo[:8] + bytes(looks.LARGEST_LOGO))
    looks.set_logo(db, b"")
    assert looks.look(db).logo == b""


def test_settings_written_by_hand_do_no_harm(db: sqlite3.Connection) -> None:
    for key, value in ((looks.ACCENT, "javascript"), (looks.LOGO, "%%%")):
        db.execute("INSERT INTO setting(key, value) VALUES (?, ?)", (key, value))
    assert looks.look(db) == PLAIN


def test_powerpoint_gets_colour_font_and_logo(
    handout: Handout, light: Style, logo: bytes, tmp_path: Path
) -> None:
    target = tmp_path / "Deck.pptx"
    write_pptx(replace(handout, look=Look("#7A1F3D", "Georgia", logo)), target, style=light)
    deck = Presentation(str(target))
    for slide in deck.slides:
        pictures = [s for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.PICTURE]
        assert [one.name for one in pictures] == ["logo"]
        assert pictures[0].left + pictures[0].width <= deck.slide_width
        assert pictures[0].image.blob == logo
    theme = next(p for p in deck.slide_master.part.package.iter_parts() if "theme" in p.partname)
    assert b'typeface="Georgia"' in theme.blob and b"7A1F3D" in theme.blob


def test_a_page_shows_the_logo_in_its_margin(handout: Handout, light: Style, logo: bytes) -> None:
    import numpy

    from workbench.charts.picture import pixels

    size = Size.slide(960, 540)
    drawn = pixels(
        figure(handout.slides[5], replace(handout, look=Look(logo=logo)), style=light, size=size)
    )
    shape = (drawn.height_px, drawn.width_px, 4)
    image = numpy.frombuffer(drawn.rgba, numpy.uint8).reshape(shape).astype(int)
    red = (image[:, :, 0] > 240) & (image[:, :, 1] < 20) & (image[:, :, 2] < 20)
    rows, columns = numpy.nonzero(red)
    assert rows.max() < size.pad_px and columns.min() > 960 * 0.7


def test_a_logo_that_is_broken_is_left_out(handout: Handout, logo: bytes, tmp_path: Path) -> None:
    target = tmp_path / "Deck.pptx"
    broken = replace(handout, look=Look(logo=logo[:60]))
    write_pptx(broken, target, style=style("light"))
    assert len(Presentation(str(target)).slides)
    figure(handout.slides[5], broken, style=style("light"), size=Size.slide(480, 270))
