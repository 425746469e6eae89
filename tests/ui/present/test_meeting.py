"""A whole meeting, driven by keys only."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from ui.present.meeting import Meeting, numbers
from ui.present.notes_window import NotesWindow
from ui.present.show import Show
from workbench.presenting import deck, meetings
from workbench.presenting.prepare import meeting as read_meeting

KEY = Qt.Key


@pytest.fixture
def show(qtbot, room, idle) -> Iterator[Show]:
    """The deck, shown in a window."""
    presented = room.session.ask(read_meeting, room.deck)
    held = Meeting(room.session, presented)
    shown = Show(held)
    shown.resize(960, 540)
    with qtbot.waitExposed(shown):
        shown.show()
    idle()
    yield shown
    if isValid(shown):
        shown.close()
    idle()


def press(qtbot, show: Show, *keys: KEY | str) -> None:
    for key in keys:
        if isinstance(key, str):
            qtbot.keyClicks(QApplication.focusWidget() or show, key)
        else:
            qtbot.keyClick(QApplication.focusWidget() or show, key)


def slides(room) -> list[deck.Slide]:
    return room.session.ask(deck.slides, room.deck)


def test_keys_and_a_clicker_move_through_the_deck(qtbot, show: Show) -> None:
    places = []
    show.turned.connect(places.append)
    press(qtbot, show, KEY.Key_Right, KEY.Key_Space, KEY.Key_PageDown, KEY.Key_PageUp, KEY.Key_End)
    press(qtbot, show, KEY.Key_Right, KEY.Key_Home, "4", KEY.Key_Return, KEY.Key_Left)
    assert places == [1, 2, 3, 2, 4, 4, 0, 3, 2]


def test_b_blanks_and_the_next_page_lights_up_again(qtbot, show: Show, seen) -> None:
    press(qtbot, show, KEY.Key_B)
    assert show.is_blank and not show.view.isVisible()
    assert set(seen.colours(seen.picture(show))) == {"#000000"}
    press(qtbot, show, KEY.Key_Right)
    assert not show.is_blank and show.view.isVisible()


def test_z_gives_the_chart_the_whole_page(qtbot, show: Show, idle) -> None:
    press(qtbot, show, KEY.Key_Right)
    idle()
    qtbot.waitUntil(show.view.is_current)
    before = show.view._picture.drawn.plot.height
    press(qtbot, show, KEY.Key_Z)
    idle()
    qtbot.waitUntil(show.view.is_current)
    assert show.is_zoomed and show.view._picture.drawn.plot.height > before
    press(qtbot, show, KEY.Key_Z)
    assert not show.is_zoomed


def test_the_pointer_follows_the_mouse_and_lets_clicks_through(qtbot, show: Show) -> None:
    press(qtbot, show, KEY.Key_L)
    assert show.pointer.isVisible()
    qtbot.mouseMove(show.view, QPoint(200, 150))
    assert (show.pointer.geometry().center() - QPoint(200, 150)).manhattanLength() <= 4
    press(qtbot, show, KEY.Key_L)
    assert not show.pointer.isVisible()


def test_minutes_are_written_with_slide_and_kind(qtbot, show: Show, room, idle) -> None:
    press(qtbot, show, KEY.Key_Right, KEY.Key_M)
    press(qtbot, show, "Keep the gift wrap", KEY.Key_Return)
    idle()
    press(qtbot, show, KEY.Key_M, KEY.Key_Tab, "Ask the printer", KEY.Key_Return)
    press(qtbot, show, KEY.Key_M, "not this one", KEY.Key_Escape)
    idle()
    held = room.session.ask(meetings.last_meeting)
    lines = room.session.ask(meetings.minutes, held.id)
    assert [(one.kind, one.text) for one in lines] == [
        ("decision", "Keep the gift wrap"),
        ("action", "Ask the printer"),
    ]
    assert {one.slide_id for one in lines} == {slides(room)[1].id}
    assert show.place == 1


def test_the_numbers_that_were_shown_are_kept(qtbot, show: Show, room, idle) -> None:
    press(qtbot, show, KEY.Key_Right, KEY.Key_Right, KEY.Key_Escape)
    idle()
    held = room.session.ask(meetings.last_meeting)
    (shown,) = room.session.ask(meetings.shown, held.id)
    assert (shown.kpi, shown.value) == (
        "wholesale_sales",
        155_000,
    )  # the last of 12 weeks, in cents
    assert held.ended_at and held.deck == "Monday"


def test_a_look_at_one_slide_is_no_meeting(qtbot, show: Show, room, idle) -> None:
    press(qtbot, show, KEY.Key_Escape)
    idle()
    assert room.session.ask(meetings.meetings) == []


def filter_to_retention(qtbot, show: Show, idle) -> None:
    press(qtbot, show, "3", KEY.Key_Return, KEY.Key_F)
    press(qtbot, show, "theme:retention", KEY.Key_Return)
    idle()


def cards(show: Show) -> list[str]:
    return [card.title for column in show.meeting.pages[2].page.columns for card in column.cards]


def test_a_filter_is_shown_at_once_and_dropped_at_the_end(qtbot, show: Show, room, idle) -> None:
    assert len(cards(show)) == 3
    filter_to_retention(qtbot, show, idle)
    assert cards(show) == ["Refill reminder"]
    press(qtbot, show, KEY.Key_Escape)
    assert show.is_asking and show.isVisible()
    press(qtbot, show, KEY.Key_Escape)  # go on
    assert not show.is_asking
    press(qtbot, show, KEY.Key_Escape, KEY.Key_Delete)
    idle()
    assert slides(room)[2].settings == {"filter": ""}


def test_a_filter_and_other_periods_are_kept(qtbot, show: Show, room, idle) -> None:
    filter_to_retention(qtbot, show, idle)
    press(qtbot, show, "2", KEY.Key_Return, KEY.Key_P)
    idle()
    press(qtbot, show, KEY.Key_Escape, KEY.Key_Return)
    idle()
    assert slides(room)[2].settings == {"filter": "theme:retention"}
    assert slides(room)[1].settings["grain"] == "month"


def test_changing_back_leaves_nothing_to_keep(qtbot, show: Show, idle) -> None:
    filter_to_retention(qtbot, show, idle)
    show.meeting.change(2, "filter", "")
    idle()
    assert show.meeting.changes() == 0


def test_neighbours_are_drawn_before_they_are_asked_for(qtbot, show: Show, idle) -> None:
    qtbot.waitUntil(show.view.is_current)
    idle()
    size, pages = show.view.page_size(), show.meeting.pages
    assert [show.ahead.is_drawn(pages[n].page, "light", size) for n in range(4)] == [
        *(True, True, True, False)
    ]


def test_only_a_chart_of_a_kpi_leaves_a_number(room) -> None:
    presented = room.session.ask(read_meeting, room.deck)
    found = [numbers(s, p) for s, p in zip(presented.slides, presented.handout.slides, strict=True)]
    assert [len(one) for one in found] == [0, 1, 0, 0, 0]


def test_the_notes_window_follows_and_its_keys_move_the_show(qtbot, show: Show, idle) -> None:
    notes = NotesWindow(show)
    with qtbot.waitExposed(notes):
        notes.show()
    press_on = notes.now
    qtbot.keyClick(notes, KEY.Key_Right)
    assert show.place == 1 and notes.notes_text() == "Breathe."
    assert press_on.size().width() > 0 and notes.next.isVisible()
    qtbot.keyClick(notes, KEY.Key_End)
    assert not notes.next.isVisible()
    idle()
    closed = []
    notes.closed.connect(lambda: closed.append(True))
    qtbot.keyClick(notes, KEY.Key_Escape)
    assert closed and QGuiApplication.primaryScreen() is not None
