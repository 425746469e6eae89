"""Chips and theme marks."""

import pytest

from ui.theme import Theme
from ui.widgets.chip import Chip, ThemeMark


@pytest.mark.parametrize(
    ("role", "ground"),
    [
        ("neutral", "ground"),
        ("accent", "accent_soft"),
        ("bad", "bad_soft"),
        ("warning", "warning_soft"),
    ],
)
@pytest.mark.parametrize("choice", ["light", "dark"])
def test_each_role_has_its_ground(theme: Theme, qtbot, role, ground, choice, seen) -> None:
    theme.choose(choice)
    chip = Chip("Signal", role)
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    assert seen.has(chip, theme.colour(ground), at_least=200)


def test_it_can_say_something_else(theme: Theme, qtbot) -> None:
    chip = Chip("next")
    qtbot.addWidget(chip)
    narrow = chip.sizeHint().width()
    chip.show_text("in a  no-change\nweek", "bad")
    assert chip.text() == chip.accessibleName() == "in a no-change week"
    assert chip.role() == "bad"
    assert chip.sizeHint().width() > narrow


def test_an_unknown_role_is_an_error(theme: Theme, qtbot) -> None:
    chip = Chip("x")
    qtbot.addWidget(chip)
    with pytest.raises(ValueError, match="red"):
        chip.show_text("x", "red")


def test_a_cut_chip_tells_all_in_its_tip(theme: Theme, qtbot) -> None:
    chip = Chip("<b>a long state</b> that does not fit")
    qtbot.addWidget(chip)
    chip.resize(60, 20)
    chip.show()
    assert "&lt;b&gt;" in chip.toolTip()


@pytest.mark.parametrize(("name", "colour"), [("retention", "#cc79a7"), ("product", "#56b4e9")])
def test_a_theme_shows_its_colour_beside_its_word(theme: Theme, qtbot, name, colour, seen) -> None:
    mark = ThemeMark(name, name)
    qtbot.addWidget(mark)
    mark.resize(mark.sizeHint())
    assert seen.has(mark, theme.theme_colour(name), at_least=30)
    assert theme.theme_colour(name).name() == colour
    assert mark.accessibleName() == name
