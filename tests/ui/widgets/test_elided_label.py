"""A label that is cut when there is no room, and words that stay words."""

import pytest
from PySide6.QtCore import Qt

from ui.theme import Theme
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.text import label, plain_tip, section, set_tone, takeaway, title

LONG = "A very long name that does not fit into the room that it is given"


@pytest.fixture
def elided(theme: Theme, qtbot) -> ElidedLabel:
    made = ElidedLabel(LONG)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_is_cut_and_tells_all_in_its_tip(elided: ElidedLabel) -> None:
    elided.resize(120, 20)
    assert elided.shown_text().endswith("…")
    assert elided.toolTip() == LONG
    elided.resize(elided.sizeHint())
    assert elided.shown_text() == LONG
    assert elided.toolTip() == ""


def test_it_does_not_widen_its_place(elided: ElidedLabel) -> None:
    assert elided.minimumSizeHint().width() < 30


def test_line_breaks_become_spaces(elided: ElidedLabel) -> None:
    elided.setText("one\n\ttwo")
    assert elided.text() == "one two"


def test_a_file_name_is_cut_in_the_middle(theme: Theme, qtbot) -> None:
    made = ElidedLabel("orders_2024-11_2025-12_final.csv", middle=True)
    qtbot.addWidget(made)
    made.resize(120, 20)
    assert made.shown_text().endswith(".csv")


@pytest.mark.parametrize("make", [label, section, title, takeaway])
def test_labels_take_nothing_for_markup(theme: Theme, qtbot, make) -> None:
    made = make("<b>Sale</b>")
    qtbot.addWidget(made)
    assert made.textFormat() is Qt.TextFormat.PlainText


def test_tips_take_nothing_for_markup() -> None:
    assert plain_tip("5 < 6 & 7") == "5 < 6 & 7"
    assert "&lt;b&gt;Sale" in plain_tip("<b>Sale</b>")


def test_a_tone_can_change(theme: Theme, qtbot, seen) -> None:
    made = label("IIIIII", tone="muted", weight=700)
    qtbot.addWidget(made)
    assert not seen.has(made, theme.colour("bad"))
    set_tone(made, "bad")
    assert seen.has(made, theme.colour("bad"))
