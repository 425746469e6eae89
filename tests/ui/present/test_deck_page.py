"""The page of decks: templates, audience, brand, the clipboard, and the two sheets."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage

from ui.present.sheets import MinutesSheet, MonthSheet
from ui.window import Window
from workbench.presenting import deck, meetings, templates
from workbench.presenting.slides import TableSlide


@pytest.fixture
def page(sample_window: Window, steps):
    """The sample brand's deck."""
    sample_window.turn_to("present")
    steps.settled(sample_window)
    return sample_window.frame.current()


def test_a_template_makes_a_deck_with_its_pictures(page, sample_window, steps) -> None:
    quick = [one for one in templates.templates() if one.key in ("roadmap", "experiment")]
    for one in quick:
        page.add_from_template(one.key)
        steps.settled(sample_window)
        held = page.deck_in_view()
        assert held.name.startswith(one.name)
        assert set(page.slides.slides.pictures) == {slide.id for slide in page._slides}


def test_the_audience_hides_columns_at_once_and_says_so(page, sample_window, steps) -> None:
    page.add_slide("table", {})
    steps.settled(sample_window)
    slide = page.slides.current()

    def names() -> list[str]:
        shown = page._pages[slide]
        assert isinstance(shown, TableSlide)
        return [one.name for one in shown.fields]

    assert "Owner" in names()
    page.inspector.deck_set.emit("audience", "outside")
    steps.settled(sample_window)
    assert "Owner" not in names()
    assert "names of people" in page._handout.hidden


def test_how_a_deck_is_exported_is_kept_with_it(page, sample_window, steps) -> None:
    page.inspector.deck_set.emit("paper", "a4")
    steps.settled(sample_window)
    assert page.session.ask(deck.deck, page.deck_in_view().id).settings["paper"] == "a4"


def test_a_colour_that_is_none_is_refused_in_place(page, sample_window, steps) -> None:
    page.inspector.look_set.emit("accent", "#7A1F3D")
    steps.settled(sample_window)
    assert page._handout.look.accent == "#7A1F3D"
    page.inspector.look_set.emit("accent", "reddish")
    steps.settled(sample_window)
    assert page.problem.isVisible() and page._handout.look.accent == "#7A1F3D"


def test_a_slide_goes_to_the_clipboard_as_picture_and_cells(
    page, sample_window, steps, qtbot
) -> None:
    slide = next(one for one in page._slides if one.kind == "kpi")
    page.slides.choose(slide.id)
    steps.settled(sample_window)
    page.copy_picture()
    board = QGuiApplication.clipboard()
    qtbot.waitUntil(lambda: (kept := board.mimeData()) is not None and kept.hasImage())
    held = board.mimeData()
    picture = held.imageData()
    assert isinstance(picture, QImage) and (picture.width(), picture.height()) == (1920, 1080)
    assert held.text().startswith("From\tTo\t")
    page.copy_cells()
    assert QGuiApplication.clipboard().text().count("\n") > 10


def test_the_month_in_one_page_is_shown_and_written(
    page, sample_window, steps, qtbot, tmp_path: Path
) -> None:
    page.giving.show_month()
    sheet = sample_window.frame.findChild(MonthSheet)
    qtbot.waitUntil(lambda: sheet.month is not None, timeout=30_000)
    assert sheet.image.height() > sheet.image.width()
    assert "in net sales" in sheet.month.title
    sheet.copy_asked.emit("text")
    assert sheet.month.title in QGuiApplication.clipboard().text()
    sheet.close_sheet()
    page.giving.export_month(tmp_path / "m.pdf")
    qtbot.waitUntil(lambda: (tmp_path / "m.pdf").exists(), timeout=30_000)
    qtbot.waitUntil(lambda: sample_window.toast.text() == "Wrote m.pdf", timeout=30_000)


def test_meetings_are_listed_and_one_is_forgotten(page, sample_window, steps) -> None:
    made = page.deck_in_view().id
    page.session.do("Note", meetings.begin_with, made, "Keep it", began="2026-11-09T08:00:00+00:00")
    steps.settled(sample_window)
    page.giving.show_minutes()
    sheet = sample_window.frame.findChild(MinutesSheet)
    (held,) = page.session.ask(meetings.meetings)
    sheet.delete_asked.emit(held.id)
    steps.settled(sample_window)
    assert page.session.ask(meetings.meetings) == []
    page.session.undo()
    steps.settled(sample_window)
    assert len(page.session.ask(meetings.minutes)) == 1
    sheet.close_sheet()


@pytest.mark.parametrize(("key", "kind"), [("kpis", "trading"), ("present", None), ("home", None)])
def test_pages_say_which_slide_they_are(sample_window: Window, steps, key: str, kind) -> None:
    sample_window.turn_to(key)
    steps.settled(sample_window)
    found = sample_window.frame.current().slide()
    assert (found and found[0]) == kind
    if found:
        held = sample_window.session.ask(deck.decks)[0]
        before = len(sample_window.session.ask(deck.slides, held.id))
        sample_window.session.do("Add", deck.add_slide, held.id, found[0], settings=found[1])
        steps.settled(sample_window)
        assert len(sample_window.session.ask(deck.slides, held.id)) == before + 1


def test_a_kpi_goes_to_the_deck_with_its_period(sample_window: Window, steps) -> None:
    sample_window.show_thing("kpis", "kpi", "net_sales")
    steps.settled(sample_window)
    kind, settings = sample_window.frame.current().slide()
    assert kind == "kpi" and settings["kpi"] == "net_sales" and settings["grain"]
