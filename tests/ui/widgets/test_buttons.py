"""Buttons: their words, names, keyboard, ring, icons and disabled look."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from ui.theme import Theme
from ui.widgets.buttons import (
    Button,
    DangerButton,
    IconButton,
    LinkButton,
    MenuButton,
    PrimaryButton,
    QuietButton,
    native_keys,
)

KINDS = [PrimaryButton, QuietButton, DangerButton, LinkButton, MenuButton]


@pytest.mark.parametrize("kind", KINDS)
def test_an_ampersand_is_shown_and_read(theme: Theme, qtbot, kind) -> None:
    button = kind("Oak & Ember")
    qtbot.addWidget(button)
    assert button.text() == "Oak && Ember"
    assert button.label() == button.accessibleName() == "Oak & Ember"


def in_window(qtbot, button: Button) -> Button:
    """Show a button with something before it that has the focus first."""
    window = QWidget()
    qtbot.addWidget(window)
    layout = QHBoxLayout(window)
    other = QuietButton("Other")
    layout.addWidget(other)
    layout.addWidget(button)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    other.setFocus()
    button.kept = window
    return button


@pytest.mark.parametrize("kind", KINDS)
def test_the_keyboard_shows_where_it_is_and_the_mouse_does_not(
    theme: Theme, qtbot, kind, seen
) -> None:
    button = in_window(qtbot, kind("Do"))
    before = seen.colours(seen.picture(button))
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not button.shows_ring
    assert seen.colours(seen.picture(button)) == before
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert button.shows_ring
    accent = theme.colour("accent").name()
    perimeter = 2 * (button.width() + button.height())
    ring = seen.colours(seen.picture(button))
    if kind is PrimaryButton:
        gained = ring[theme.colour("on_accent").name()] - before[theme.colour("on_accent").name()]
    else:
        gained = ring[accent] - before[accent]
    assert gained > perimeter  # two pixels all around, less the corners


def test_keys_after_a_click_show_the_ring(theme: Theme, qtbot) -> None:
    button = in_window(qtbot, QuietButton("Do"))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.shows_ring
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert button.shows_ring


def test_the_main_button_stands_out(theme: Theme, qtbot, seen) -> None:
    main, quiet = PrimaryButton("Save"), QuietButton("Save")
    for button in (main, quiet):
        qtbot.addWidget(button)
        button.resize(button.sizeHint())
    assert seen.has(main, theme.colour("accent"), at_least=500)
    assert not seen.has(quiet, theme.colour("accent"))


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_a_switched_off_button_looks_it(theme: Theme, qtbot, choice, seen) -> None:
    theme.choose(choice)
    button = PrimaryButton("Save", icon="check")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    button.setEnabled(False)
    assert not seen.has(button, theme.colour("accent"))
    assert not seen.has(button, theme.colour("on_accent"))
    assert seen.has(button, theme.colour("disabled"))


def test_an_icon_button_has_a_name_and_tells_its_keys(theme: Theme, qtbot, seen) -> None:
    button = IconButton("undo", "Undo", shortcut="Ctrl+Z")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Undo"
    assert native_keys("Ctrl+Z") in button.toolTip()
    assert seen.has(button, theme.colour("muted"))


def test_an_icon_button_does_what_its_action_does(theme: Theme, qtbot) -> None:
    action = QAction("Undo")
    action.setEnabled(False)
    button = IconButton("undo", "Undo")
    qtbot.addWidget(button)
    button.set_action(action)
    assert not button.isEnabled()
    action.setEnabled(True)
    with qtbot.waitSignal(action.triggered):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_menu_button_keeps_its_words_clear_of_its_arrow(theme: Theme, qtbot, seen) -> None:
    button = MenuButton("IIIIIIIIIIII")
    qtbot.addWidget(button)
    menu = QMenu(button)
    menu.addAction("Day")
    button.setMenu(menu)
    button.resize(button.sizeHint())
    image = seen.picture(button)
    text, arrow = theme.colour("text").name(), theme.colour("muted").name()
    inked = [x for x in range(image.width()) if text in seen.colours(image.copy(x, 8, 1, 18))]
    arrowed = [x for x in range(image.width()) if arrow in seen.colours(image.copy(x, 8, 1, 18))]
    assert inked[0] >= 11
    assert max(inked) + 4 < max(arrowed) < image.width() - 6
