"""The KPI tile: what it says, which colour it has a right to, and that it can be pressed."""

import pytest
from PySide6.QtCore import Qt

from ui.theme import Theme
from ui.widgets.tile import Change, Tile, change_spans


@pytest.fixture
def tile(theme: Theme, qtbot) -> Tile:
    made = Tile("Conversion rate")
    qtbot.addWidget(made)
    made.resize(220, 160)
    return made


def test_a_signal_is_coloured_and_noise_is_not(tile: Tile, theme: Theme, seen) -> None:
    tile.show_value("2.31 %", Change(-1, "was 2.71 %", "unlikely to be chance", "bad"), (3, 2, 1))
    assert seen.has(tile, theme.colour("bad"), at_least=10)
    tile.show_value("2.31 %", Change(-1, "was 2.71 %", "within the usual range"), (3, 2, 1))
    assert not seen.has(tile, theme.colour("bad"))
    assert not seen.has(tile, theme.colour("accent"))


def test_a_good_signal_takes_the_accent_even_when_the_value_fell() -> None:
    arrow, _note = change_spans(Change(-1, "was € 21.80", signal="good"))
    assert (arrow.role, arrow.bold) == ("accent", True)
    assert arrow.text.startswith("▼")


def test_a_value_that_did_not_move_has_no_arrow() -> None:
    assert change_spans(Change(0, "0"))[0].text == "±\N{NO-BREAK SPACE}0"


def test_it_is_read_aloud_as_one_sentence(tile: Tile) -> None:
    tile.show_value("2.31 %", Change(-1, "was 2.71 %", "unlikely to be chance", "bad"))
    said = tile.accessibleName()
    assert said.startswith("Conversion rate, 2.31 %")
    assert "unlikely to be chance" in said


def test_an_unknown_value_is_a_dash_with_a_reason(tile: Tile) -> None:
    tile.show_unknown("ad spend has not been imported")
    assert tile.value() == "–"
    assert tile.accessibleName() == "Conversion rate, ad spend has not been imported"


def test_loading_shows_bars_and_then_makes_room(tile: Tile, theme: Theme, seen) -> None:
    assert tile.value() == ""
    bars = 96 * 18 // 2
    assert seen.has(tile, theme.colour("line"), at_least=bars)
    height = tile.sizeHint().height()
    tile.show_value("€ 38,420", Change(1, "6.1 %"), (1, 2))
    assert tile.sizeHint().height() == height
    assert not seen.has(tile, theme.colour("line"), at_least=bars)


def test_the_keyboard_presses_it(tile: Tile, qtbot) -> None:
    tile.show()
    with qtbot.waitSignal(tile.clicked):
        qtbot.keyClick(tile, Qt.Key.Key_Space)
    with qtbot.waitSignal(tile.clicked):
        qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)


def test_the_one_that_shows_elsewhere_is_framed(tile: Tile, theme: Theme, seen) -> None:
    tile.show_value("1")
    tile.setCheckable(True)
    assert not seen.has(tile, theme.colour("accent"))
    tile.setChecked(True)
    assert seen.has(tile, theme.colour("accent"), at_least=400)
