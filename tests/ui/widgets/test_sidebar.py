"""The sidebar: pages, counts, brand, status, and its narrow form."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.sidebar import NARROW, WIDE, Entry, Sidebar

PAGES = [
    Entry("home", "Home", "home"),
    Entry("kpis", "KPIs", "chart"),
    Entry("x", "R & D", "flask"),
]


@pytest.fixture
def window(theme: Theme, qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    layout = QHBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    made.sidebar = Sidebar(PAGES)
    layout.addWidget(made.sidebar)
    layout.addStretch(1)
    made.resize(1200, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def sidebar(window: QWidget) -> Sidebar:
    return window.sidebar


def test_a_click_chooses_a_page(sidebar: Sidebar, qtbot) -> None:
    with qtbot.waitSignal(sidebar.chosen) as said:
        qtbot.mouseClick(sidebar.button("kpis"), Qt.MouseButton.LeftButton)
    assert said.args == ["kpis"]
    assert sidebar.current() == "kpis"


def test_it_can_be_set_in_silence(sidebar: Sidebar, qtbot) -> None:
    assert sidebar.current() == ""
    with qtbot.assertNotEmitted(sidebar.chosen):
        sidebar.set_current("home")
    assert sidebar.current() == "home"


def test_the_page_that_shows_is_white_with_a_coloured_icon(sidebar: Sidebar, theme, seen) -> None:
    button = sidebar.button("home")
    assert not seen.has(button, theme.colour("accent"))
    sidebar.set_current("home")
    assert seen.has(button, theme.colour("accent"))
    assert seen.has(button, theme.colour("panel"), at_least=2000)


def test_a_count_is_shown_and_read(sidebar: Sidebar, theme, seen) -> None:
    button = sidebar.button("kpis")
    sidebar.set_count("kpis", 3)
    assert seen.has(button, theme.colour("accent"))
    assert button.accessibleName() == "KPIs, 3 new"
    sidebar.set_count("kpis", 0)
    assert not seen.has(button, theme.colour("accent"))
    assert button.accessibleName() == "KPIs"


def test_arrows_walk_through_the_pages(sidebar: Sidebar, qtbot) -> None:
    sidebar.button("home").setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(sidebar.button("home"), Qt.Key.Key_Down)
    assert sidebar.button("kpis").shows_ring
    qtbot.keyClick(sidebar.button("kpis"), Qt.Key.Key_Up)
    qtbot.keyClick(sidebar.button("home"), Qt.Key.Key_Up)
    assert sidebar.button("x").hasFocus()


def test_a_narrow_window_has_icons_only(window: QWidget, sidebar: Sidebar) -> None:
    sidebar.set_status("Saved")
    assert (sidebar.width(), sidebar.button("x").toolTip()) == (WIDE, "")
    window.resize(900, 600)
    assert sidebar.is_collapsed()
    assert sidebar.width() == NARROW
    assert sidebar.button("x").toolTip() == "R & D"
    window.resize(1200, 600)
    assert sidebar.width() == WIDE


def test_a_count_is_a_dot_on_a_narrow_one(sidebar: Sidebar, theme, seen) -> None:
    sidebar.set_collapsed(True)
    sidebar.set_count("kpis", 3)
    assert (
        20 < seen.colours(seen.picture(sidebar.button("kpis")))[theme.colour("accent").name()] < 60
    )


def test_a_form_that_was_asked_for_stays(window: QWidget, sidebar: Sidebar) -> None:
    sidebar.keep_collapsed(True)
    window.resize(1300, 600)
    assert sidebar.is_collapsed()
    sidebar.keep_collapsed(None)
    assert not sidebar.is_collapsed()


@pytest.mark.parametrize(
    ("name", "letter"),
    [("Oak & Ember", "O"), ("“émile”", "É"), ("灯り", "灯"), ("", ""), ("!!", "!"), ("ßeta", "S")],
)
def test_the_badge_has_the_brands_letter(sidebar: Sidebar, name, letter) -> None:
    sidebar.set_brand(name)
    assert sidebar.brand.letter() == letter


def test_the_brand_asks_for_its_menu(sidebar: Sidebar, qtbot) -> None:
    sidebar.set_brand("Oak & Ember")
    assert sidebar.brand.accessibleName() == "Oak & Ember"
    with qtbot.waitSignal(sidebar.brand_clicked):
        qtbot.mouseClick(sidebar.brand, Qt.MouseButton.LeftButton)
