"""The month in one page: one upright A4 whose words can be searched, whatever the workspace holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from workbench.charts.style import Size, Style
from workbench.cli import main
from workbench.errors import BadInput
from workbench.presenting import command
from workbench.presenting.command import Asked, paper_size
from workbench.presenting.look import Look
from workbench.presenting.month import Entry, Figure, Month, month
from workbench.presenting.month_page import a4, month_picture, month_words, write_month
from workbench.presenting.slides import Handout
from workbench.store.workspace import Workspace

LONG = "A line that goes on and on " * 12
PAGE = Month(
    "October brought € 19,702, +37.1 % on last year",
    "Oak & Ember",
    "October 2026",
    tuple(
        Figure(f"KPI {n}", "€ 1,234,567", "+12.3 %", "was € 1,100,000", "bad" if n == 2 else "",
               (1.0, None, 3.0, 2.0), (None, 2.0, 2.0, 1.0), ("Jul", "Aug", "Sep", "Oct"))
        for n in range(5)
    ),
    (Entry("Checkout redesign", "a hint only"), Entry(LONG, LONG)),
    (Entry("Gift box", "+4.7 %"),),
    (Entry("=1+1", "$\\frac{a}{b}$"),) * 4,
    (LONG, LONG),
    "Data up to 31 October.",
    Look(),
    "en_GB",
)  # fmt: skip


def test_it_is_one_a4_page_that_can_be_searched(light: Style, tmp_path: Path) -> None:
    write_month(PAGE, tmp_path / "m.pdf", style=light)
    (page,) = PdfReader(tmp_path / "m.pdf").pages
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(
        (595, 842), abs=1.5
    )
    words = page.extract_text()
    for text in ("October brought", "KPI 4", "Checkout redesign", "Decisions asked for", "=1+1"):
        assert text in words
    fonts = page["/Resources"]["/Font"]
    assert all(
        "/CharProcs" in one.get_object() or "/FontDescriptor" in one.get_object()
        for one in fonts.values()
    )


def test_nothing_runs_off_the_page(light: Style) -> None:
    figure = month_picture(PAGE, style=light)
    wide, high = figure.bbox.width, figure.bbox.height
    for text in figure.texts:
        box = text.get_window_extent()
        assert box.x0 >= 0 and box.x1 <= wide + 1 and box.y0 >= 0 and box.y1 <= high + 1, (
            text.get_text()
        )


def test_a_signal_is_said_in_words_and_in_its_colour(light: Style) -> None:
    figure = month_picture(PAGE, style=light)
    told = [text for text in figure.texts if "a signal" in text.get_text()]
    assert len(told) == 1 and told[0].get_color() == light.bad


def test_an_empty_workspace_has_an_empty_page(
    workspace: Workspace, tmp_path: Path, light: Style
) -> None:
    page = workspace.ask(month, last=date(2026, 10, 31))
    assert page.figures == () and page.month == "October 2026"
    write_month(page, tmp_path / "m.png", style=light)
    assert (tmp_path / "m.png").read_bytes()[16:24] == (2480).to_bytes(4) + (3507).to_bytes(4)
    assert "Nothing" not in month_words(page) and page.title in month_words(page)


def test_the_command_line_writes_it(workspace: Workspace, tmp_path: Path) -> None:
    file = workspace.path
    workspace.close()
    target = tmp_path / "m.pdf"
    assert main(["export", str(file), "--what", "month", "--to", str(target)]) == 0
    assert len(PdfReader(target).pages) == 1
    assert main(["export", str(file), "--what", "month", "--to", str(tmp_path / "m.pptx")]) == 2


def test_other_endings_are_refused(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        workspace.ask(command.export, what="month", target=tmp_path / "m.xlsx")


@pytest.mark.parametrize(
    ("paper", "points"), [("a4", (842, 595)), ("letter", (792, 612)), ("16:9", (1152, 648))]
)
def test_pages_come_on_the_paper_that_was_asked_for(
    handout: Handout, tmp_path: Path, paper: str, points: tuple[int, int]
) -> None:
    target = tmp_path / "d.pdf"
    command.write(handout, target, asked=Asked(paper))
    for page in PdfReader(target).pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(
            points, abs=1.5
        )


def test_pictures_come_as_wide_as_asked(handout: Handout, tmp_path: Path) -> None:
    one = Handout("One", (handout.slides[6],), "Shop")
    command.write(one, tmp_path / "d.png", asked=Asked(pixels=3840))
    assert (tmp_path / "d.png").read_bytes()[16:24] == (3840).to_bytes(4) + (2160).to_bytes(4)


def test_letters_keep_their_share_of_the_height() -> None:
    assert paper_size("16:9") == Size.slide()
    assert (
        a4().type.label / a4().height_px < paper_size("a4").type.label / paper_size("a4").height_px
    )
    assert command.asked_before({"paper": "a0", "pixels": 99}) == Asked()
    assert command.asked_before({"paper": "a4", "pixels": 3840}) == Asked("a4", 3840)
