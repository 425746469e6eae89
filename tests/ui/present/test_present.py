"""Decks: slides in order, shown by keys, left behind as files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.window import Window
from workbench.presenting import deck


@pytest.fixture
def page(sample_window: Window, steps):
    """The sample brand's deck."""
    sample_window.turn_to("present")
    steps.settled(sample_window)
    return sample_window.frame.current()


def order(page) -> list[int]:
    return [slide.id for slide in page.session.ask(deck.slides, page.deck_in_view().id)]


def test_every_slide_has_its_picture(page) -> None:
    assert set(page.slides.slides.pictures) == set(order(page))
    assert page.view.image() is not None


def test_slides_move_by_key(page, sample_window, steps) -> None:
    before = order(page)
    page.slides.choose(before[1])
    QTest.keyClick(page.slides, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    steps.settled(sample_window)
    assert order(page) == [before[1], before[0], *before[2:]]
    assert page.slides.current() == before[1]
    QTest.keyClick(page.slides, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    steps.settled(sample_window)
    assert order(page) == before


def test_a_slide_is_added_retitled_hidden_and_deleted(page, sample_window, steps) -> None:
    n = len(order(page))
    page.add_slide("text", {"text": "One\nTwo"}, title="Next steps")
    steps.settled(sample_window)
    added = page.slides.current()
    assert len(order(page)) == n + 1
    page._set_slide(title="What is next")
    page._hide(True)
    steps.settled(sample_window)
    held = page.session.ask(deck.slide, added)
    assert (held.title, held.hidden) == ("What is next", True)
    assert added not in page.shown_slides()
    page._delete(added)
    steps.settled(sample_window)
    assert len(order(page)) == n
    assert sample_window.toast.text() == "Deleted the slide"


def test_a_setting_changes_what_the_slide_shows(page, sample_window, steps) -> None:
    slide = next(s for s in page._slides if s.kind == "kpi")
    page.slides.choose(slide.id)
    page.inspector.set.emit("grain", "month")
    steps.settled(sample_window)
    assert page._pages[slide.id].data.grain == "month"


def show(page, window, steps):
    page.giving.present_in_window()
    steps.settled(window)
    return page.giving.show


def test_the_keys_of_a_meeting(page, sample_window, steps) -> None:
    page.slides.choose(order(page)[0])
    shown = show(page, sample_window, steps)
    last = len(shown.meeting.pages) - 1
    for key, place in (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Space, 2),
        (Qt.Key.Key_PageDown, 3),
        (Qt.Key.Key_PageUp, 2),
        (Qt.Key.Key_Left, 1),
        (Qt.Key.Key_End, last),
        (Qt.Key.Key_Right, last),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Left, 0),
    ):
        QTest.keyClick(shown, key)
        assert shown.place == place
    QTest.keyClicks(shown, "3")
    QTest.keyClick(shown, Qt.Key.Key_Return)
    assert shown.place == 2
    QTest.keyClick(shown, Qt.Key.Key_B)
    assert not shown.view.isVisible()
    QTest.keyClick(shown, Qt.Key.Key_B)
    steps.settled(sample_window)
    assert shown.view.isVisible()
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert page.giving.show is None


def test_a_page_keeps_its_shape(page, sample_window, steps) -> None:
    shown = show(page, sample_window, steps)
    shown.resize(1000, 900)
    steps.settled(sample_window)
    size = shown.view.size()
    assert abs(size.width() / size.height() - 16 / 9) < 0.01
    shown.close()


@pytest.mark.parametrize("suffix", [".pptx", ".pdf", ".xlsx"])
def test_a_deck_is_written(page, sample_window, steps, qtbot, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"Monday{suffix}"
    page.giving.export(target)
    qtbot.waitUntil(lambda: page.giving._export is None and target.exists(), timeout=20_000)
    assert target.stat().st_size > 5_000
    assert page.strip.isHidden()
    assert sample_window.toast.text() == f"Wrote {target.name}"


def test_an_export_that_cannot_be_written_says_so(
    page, sample_window, steps, qtbot, tmp_path
) -> None:
    page.giving.export(tmp_path / "no such folder" / "Monday.pdf")
    qtbot.waitUntil(page.problem.isVisible, timeout=20_000)
    assert page.strip.isHidden()


def test_a_first_deck_is_made_from_the_empty_page(window: Window, steps) -> None:
    window.turn_to("present")
    steps.settled(window)
    page = window.frame.current()
    page.add_deck()
    steps.settled(window)
    assert page.deck_in_view().name == "New deck"
    page.add_slide("text", {"text": ""}, title="Hello <b>all</b> & everyone")
    steps.settled(window)
    assert page._stack.currentIndex() == 0
