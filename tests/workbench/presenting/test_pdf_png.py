"""PDF and PNG, re-opened: pages, searchable text, fonts inside, pixels, and the same bytes twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from workbench.charts.style import Size, Style, style
from workbench.errors import Cancelled
from workbench.presenting.pages import figure
from workbench.presenting.pdf import write_pdf
from workbench.presenting.png import write_png
from workbench.presenting.slides import Handout
from workbench.presenting.writing import Watch


def test_pages_can_be_searched_and_fonts_are_inside(
    handout: Handout, light: Style, tmp_path: Path
) -> None:
    write_pdf(handout, tmp_path / "deck.pdf", style=light)
    reader = PdfReader(tmp_path / "deck.pdf")
    assert len(reader.pages) == len(handout.slides)
    said = [page.extract_text() for page in reader.pages]
    assert all(
        slide.title.split()[0] in text for slide, text in zip(handout.slides, said, strict=True)
    )
    assert "Checkout redesign" in said[0] and "3 of 7 days" in said[0]
    assert "Reorder in one tap" in said[5] and "Stop the discount" in said[6]
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Monday numbers", "Oak & Ember")
    width, height = reader.pages[0].mediabox[2:]
    assert float(width) * 9 == pytest.approx(float(height) * 16)


def test_every_font_is_embedded(handout: Handout, light: Style, tmp_path: Path) -> None:
    """A font is inside as its file, or as drawn letters (Type 3); both have words for searching."""
    write_pdf(handout, tmp_path / "deck.pdf", style=light)
    fonts = [
        font.get_object()
        for page in PdfReader(tmp_path / "deck.pdf").pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    ]
    assert fonts
    for font in fonts:
        assert "/ToUnicode" in font
        if font["/Subtype"] == "/Type3":
            assert font["/CharProcs"]
        else:
            (inner,) = font["/DescendantFonts"]
            assert "/FontFile2" in inner.get_object()["/FontDescriptor"]


def test_true_type_fonts_stay_fonts(handout: Handout, light: Style, tmp_path: Path) -> None:
    """DejaVu Sans comes with matplotlib and has TrueType outlines."""
    latin = replace(handout, slides=handout.slides[:2])
    write_pdf(latin, tmp_path / "deck.pdf", style=replace(light, family=("DejaVu Sans",)))
    page = PdfReader(tmp_path / "deck.pdf").pages[0]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    assert {font["/Subtype"] for font in fonts} == {"/Type0"}


def test_equal_decks_are_equal_files(handout: Handout, light: Style, tmp_path: Path) -> None:
    short = replace(handout, slides=handout.slides[4:])
    for name in ("a.pdf", "b.pdf"):
        write_pdf(short, tmp_path / name, style=light)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def picture_of(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        return picture.convert("RGB")


def test_several_pictures_are_numbered(handout: Handout, light: Style, tmp_path: Path) -> None:
    two = replace(handout, slides=(handout.slides[0], handout.slides[4]))
    size = Size.slide(960, 540)
    paths = write_png(two, tmp_path / "deck.png", style=light, size=size)
    assert [path.name for path in paths] == ["deck 01.png", "deck 02.png"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deck 01.png", "deck 02.png"]
    assert [picture_of(path).size for path in paths] == [(960, 540)] * 2


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_one_picture_has_full_size_and_the_accent(
    handout: Handout, theme: str, tmp_path: Path
) -> None:
    one = replace(handout, slides=handout.slides[:1])
    (path,) = write_png(one, tmp_path / "deck.png", style=style(theme))
    picture = picture_of(path)
    assert (path.name, picture.size) == ("deck.png", (1920, 1080))
    accent, ground = (
        tuple(int(colour[n : n + 2], 16) for n in (1, 3, 5))
        for colour in (style(theme).accent, style(theme).panel)
    )
    counted = {colour: n for n, colour in picture.getcolors(1 << 20) or []}
    assert counted[accent] > 1000 and counted[ground] > 1_000_000


def test_a_stopped_export_leaves_all_old_pictures(
    handout: Handout, light: Style, tmp_path: Path
) -> None:
    old = tmp_path / "deck 01.png"
    old.write_bytes(b"old")
    seen: list[int] = []
    watch = Watch(lambda done, _total, _text: seen.append(done), lambda: len(seen) == 2)
    with pytest.raises(Cancelled):
        write_png(
            handout, tmp_path / "deck.png", style=light, size=Size.slide(640, 360), watch=watch
        )
    assert old.read_bytes() == b"old" and list(tmp_path.iterdir()) == [old]


@pytest.mark.parametrize("name", ["handout", "hostile"])
@pytest.mark.parametrize("size", [Size.slide(), Size.screen(700, 420)], ids=["slide", "screen"])
def test_no_text_leaves_the_page_or_covers_another(
    name: str, size: Size, light: Style, request: pytest.FixtureRequest
) -> None:
    handout: Handout = request.getfixturevalue(name)
    for slide in handout.slides:
        drawn = figure(slide, handout, style=light, size=size)
        renderer = drawn.canvas.get_renderer()  # type: ignore[attr-defined]
        boxes = [t.get_window_extent(renderer) for t in drawn.texts if t.get_text().strip()]
        assert boxes
        for n, box in enumerate(boxes):
            assert box.x0 >= -1 and box.y0 >= -1, slide.title
            assert box.x1 <= size.width_px + 1 and box.y1 <= size.height_px + 1, slide.title
            # Letters of neighbouring lines may share a hair of their boxes, not more.
            inner = box.shrunk(0.98, 0.7) if box.width and box.height else box
            assert not [o for o in boxes[n + 1 :] if inner.overlaps(o.shrunk(0.98, 0.7))], (
                slide.title
            )
