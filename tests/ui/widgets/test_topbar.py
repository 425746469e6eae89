"""The bar over the page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ui.theme import Theme
from ui.widgets.buttons import QuietButton
from ui.widgets.topbar import HEIGHT, Topbar, tool_row


@pytest.fixture
def bar(theme: Theme, qtbot) -> Topbar:
    made = Topbar()
    qtbot.addWidget(made)
    made.resize(1200, HEIGHT)
    made.show()
    return made


def test_the_command_button_asks(bar: Topbar, qtbot) -> None:
    with qtbot.waitSignal(bar.commands_requested):
        qtbot.mouseClick(bar.command, Qt.MouseButton.LeftButton)
    assert bar.command.accessibleName() == "Search or do anything"


def test_a_page_shows_its_own_widgets_and_the_last_ones_go(bar: Topbar) -> None:
    first, second = tool_row(QuietButton("Day")), tool_row(QuietButton("Board"))
    bar.show_tools(first)
    assert first.isVisible()
    bar.show_tools(second)
    assert second.isVisible()
    assert not first.isVisible()
    bar.show_tools(first)
    assert first.isVisible()
    bar.show_tools(None)
    assert bar.tools() is None
    assert not first.isVisible()


def test_the_button_gives_up_its_words_before_the_title_does(bar: Topbar) -> None:
    bar.set_title("The free-shipping bar at € 45")
    wide = bar.command.width()
    bar.resize(520, HEIGHT)
    assert bar.command.width() < wide
    assert bar.title.shown_text() == bar.title.text()
    bar.resize(1200, HEIGHT)
    assert bar.command.width() == wide


def test_a_long_title_is_cut_and_never_widens_the_window(bar: Topbar) -> None:
    bar.set_title("A very long name " * 30)
    assert bar.width() == 1200
    assert bar.title.shown_text().endswith("…")
    assert bar.title.textFormat() is Qt.TextFormat.PlainText
    assert isinstance(bar.title, QLabel)
