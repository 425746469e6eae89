"""The switch between views."""

import pytest
from PySide6.QtCore import Qt

from ui.theme import Theme
from ui.widgets.segmented import Segmented


@pytest.fixture
def switch(theme: Theme, qtbot) -> Segmented:
    made = Segmented([("day", "Day"), ("week", "Week"), ("month", "R & D")], "week", name="Period")
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.segment("week").setFocus(Qt.FocusReason.TabFocusReason)
    return made


def test_a_click_chooses_and_tells(switch: Segmented, qtbot) -> None:
    with qtbot.waitSignal(switch.chosen) as said:
        qtbot.mouseClick(switch.segment("day"), Qt.MouseButton.LeftButton)
    assert said.args == ["day"]
    assert switch.current() == "day"


@pytest.mark.parametrize(
    ("key", "then"),
    [
        (Qt.Key.Key_Left, "day"),
        (Qt.Key.Key_Right, "month"),
        (Qt.Key.Key_Up, "day"),
        (Qt.Key.Key_Down, "month"),
    ],
)
def test_arrows_choose_the_neighbour(switch: Segmented, qtbot, key, then) -> None:
    with qtbot.waitSignal(switch.chosen) as said:
        qtbot.keyClick(switch.segment("week"), key)
    assert said.args == [then]
    assert switch.segment(then).shows_ring


def test_arrows_go_round_and_skip_what_is_off(switch: Segmented, qtbot) -> None:
    switch.segment("day").setEnabled(False)
    qtbot.keyClick(switch.segment("week"), Qt.Key.Key_Right)
    qtbot.keyClick(switch.segment("month"), Qt.Key.Key_Right)
    assert switch.current() == "week"


def test_setting_it_from_code_is_silent(switch: Segmented, qtbot) -> None:
    with qtbot.assertNotEmitted(switch.chosen):
        switch.set_current("month")
    assert switch.current() == "month"
    with pytest.raises(KeyError):
        switch.set_current("year")


def test_tab_stops_once(switch: Segmented) -> None:
    tab = Qt.FocusPolicy.TabFocus
    stops = [key for key in ("day", "week", "month") if switch.segment(key).focusPolicy() & tab]
    assert stops == ["week"]


def test_choosing_moves_nothing(switch: Segmented) -> None:
    before = switch.sizeHint()
    switch.set_current("month")
    assert switch.sizeHint() == before


def test_names_are_read(switch: Segmented) -> None:
    assert switch.segment("month").accessibleName() == "R & D"
    assert switch.accessibleName() == "Period"
