"""What speaks to the person: toast, error, progress, notice, empty state, announcements."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from ui.announce import announce, announcer
from ui.theme import Theme
from ui.widgets.buttons import PrimaryButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.inline_error import InlineError
from ui.widgets.notice import Notice
from ui.widgets.progress_strip import ProgressStrip
from ui.widgets.toast import Toast


@pytest.fixture
def window(theme: Theme, qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    return made


def test_a_toast_offers_undo_and_goes(window: QWidget, qtbot) -> None:
    toast, undone = Toast(window), []
    with qtbot.waitSignal(announcer.said) as said:
        toast.show_message("Moved “A & B”", "Undo", lambda: undone.append(1))
    assert said.args == ["Moved “A & B”", False]
    with qtbot.waitSignal(toast.gone):
        qtbot.mouseClick(toast.button(), Qt.MouseButton.LeftButton)
    assert undone == [1]
    assert not toast.isVisible()


def test_a_toast_goes_by_itself_unless_it_is_pointed_at(window: QWidget, qtbot) -> None:
    toast = Toast(window)
    toast.show_message("Moved", "Undo")
    toast.underMouse = lambda: True
    toast.timer.timeout.emit()
    assert toast.isVisible()
    toast.underMouse = lambda: False
    with qtbot.waitSignal(toast.gone):
        toast.timer.timeout.emit()
    assert not toast.isVisible()


def test_a_later_message_takes_the_place_of_the_first(window: QWidget, qtbot) -> None:
    toast, undone = Toast(window), []
    toast.show_message("Moved", "Undo", lambda: undone.append("first"))
    toast.show_message("Deleted", "Undo", lambda: undone.append("second"))
    assert toast.text() == "Deleted"
    qtbot.mouseClick(toast.button(), Qt.MouseButton.LeftButton)
    assert undone == ["second"]


def test_a_toast_stays_at_the_bottom_in_the_middle(window: QWidget) -> None:
    toast = Toast(window)
    toast.show_message("Moved " * 100)
    for width, height in ((800, 600), (400, 300)):
        window.resize(width, height)
        assert window.rect().contains(toast.geometry())
        assert abs(toast.geometry().center().x() - width // 2) <= 1
        assert height - toast.geometry().bottom() < 40


def test_an_error_says_what_and_offers_a_way_out(window: QWidget, qtbot) -> None:
    error = InlineError(window)
    assert not error.isVisible()
    with qtbot.waitSignal(announcer.said) as said:
        error.show_error("The file has a password.", "Remove it and try again.", action="Try again")
    assert said.args == ["The file has a password. Remove it and try again.", True]
    assert error.isVisible()
    retry = next(b for b in error.findChildren(QPushButton) if b.text() == "Try again")
    with qtbot.waitSignal(error.retried):
        qtbot.mouseClick(retry, Qt.MouseButton.LeftButton)
    close = next(b for b in error.findChildren(QPushButton) if b.accessibleName() == "Dismiss")
    with qtbot.waitSignal(error.dismissed):
        qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not error.isVisible()


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_a_notice_lies_on_its_roles_soft_ground(theme: Theme, qtbot, seen, choice) -> None:
    theme.choose(choice)
    notice = Notice("Low", "Began on Tue 3 Nov.", "bad")
    qtbot.addWidget(notice)
    notice.resize(300, 60)
    assert seen.has(notice, theme.colour("bad_soft"), at_least=10_000)
    assert notice.accessibleName() == "Low Began on Tue 3 Nov."


def test_progress_shows_a_number_and_can_be_stopped(window: QWidget, qtbot) -> None:
    strip = ProgressStrip(window)
    strip.start("Reading orders.csv")
    assert strip.share() is None
    strip.set_progress(12_400, 40_000, "12,400 of 40,000 rows")
    assert strip.share() == pytest.approx(0.31)
    assert strip.number() == "12,400 of 40,000 rows"
    cancel = strip.findChild(QPushButton)
    with qtbot.waitSignal(strip.cancel_requested):
        qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert not cancel.isEnabled()
    strip.finish()
    assert not strip.isVisible()
    strip.start("Reading again", cancellable=False)
    assert cancel.isHidden()


@pytest.mark.parametrize(("done", "total", "share"), [(5, 0, None), (9, 3, 1.0), (-1, 3, 0.0)])
def test_progress_bears_odd_numbers(theme: Theme, qtbot, done, total, share) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.start("x")
    strip.set_progress(done, total)
    assert strip.share() == share


def test_an_empty_page_says_what_to_do(theme: Theme, qtbot, seen) -> None:
    choose = PrimaryButton("Choose a file …")
    state = EmptyState("import", "No files yet", "Drop an export here, or choose one.", [choose])
    qtbot.addWidget(state)
    state.resize(500, 300)
    state.show()
    assert choose.isVisible()
    assert state.accessibleName() == "No files yet Drop an export here, or choose one."
    assert seen.has(state, theme.colour("accent_soft"), at_least=1000)


@pytest.mark.parametrize("width", [500, 1200])
def test_a_long_explanation_is_shown_whole(theme: Theme, qtbot, width) -> None:
    state = EmptyState("import", "No files yet", "Drop an export here, or choose one. " * 6)
    qtbot.addWidget(state)
    state.resize(width, 600)
    state.show()
    words = state.what_to_do
    assert words.height() >= words.heightForWidth(words.width()) > 2 * words.fontMetrics().height()


def test_nothing_is_announced_for_nothing(window: QWidget, qtbot) -> None:
    with qtbot.assertNotEmitted(announcer.said):
        announce(window, "")
