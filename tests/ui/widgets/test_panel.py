"""Cards and their rows, Home's sentences, the inspector."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from ui.theme import Theme
from ui.widgets.buttons import LinkButton
from ui.widgets.editable_text import EditableText
from ui.widgets.inspector import WIDTH, Inspector
from ui.widgets.panel import Panel
from ui.widgets.sentence_row import SentenceRow


def rows_of(panel: Panel, theme: Theme, seen) -> int:
    """Count the hairlines that cross the card from side to side."""
    image, line = seen.picture(panel), theme.colour("line").name()
    column = [image.pixelColor(image.width() // 2, y).name() for y in range(image.height())]
    return sum(colour == line for colour in column[3:-4])


def test_hairlines_part_the_rows(theme: Theme, qtbot, seen) -> None:
    panel = Panel("Since last Monday", "7 things")
    qtbot.addWidget(panel)
    panel.resize(400, 200)
    assert rows_of(panel, theme, seen) == 0
    for text in ("a", "b", "c"):
        panel.add_row(QLabel(text))
    assert rows_of(panel, theme, seen) == 3
    panel.clear_rows()
    panel.add_row(QLabel("d"))
    assert rows_of(panel, theme, seen) == 1
    assert [row.text() for row in panel.rows()] == ["d"]


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 1.75, 2.0])
def test_hairlines_are_equally_thin_at_any_scaling(theme: Theme, qtbot, ratio) -> None:
    panel = Panel()
    qtbot.addWidget(panel)
    for height in (31, 32, 33, 34, 35):
        row = QLabel()
        row.setFixedHeight(height)
        panel.add_row(row)
    panel.resize(200, panel.sizeHint().height())
    image = QImage(round(200 * ratio), round(panel.height() * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    panel.render(image)
    line = theme.colour("line").name()
    ys = range(round(8 * ratio), image.height() - round(8 * ratio))
    marks = "".join("x" if image.pixelColor(99, y).name() == line else " " for y in ys)
    assert marks.split() == ["x" * int(ratio)] * 4


def test_a_card_without_a_title_has_no_line_over_its_first_row(theme: Theme, qtbot, seen) -> None:
    panel = Panel()
    qtbot.addWidget(panel)
    panel.resize(400, 120)
    panel.add_row(QLabel("a"))
    panel.add_row(QLabel("b"))
    assert rows_of(panel, theme, seen) == 1


def test_a_card_has_a_shadow_by_day_and_none_by_night(theme: Theme, qtbot, seen) -> None:
    panel = Panel("A")
    qtbot.addWidget(panel)
    panel.setProperty("ground", "x")
    panel.resize(200, 100)
    by_day = seen.picture(panel).pixelColor(100, 99)
    theme.choose("dark")
    by_night = seen.picture(panel).pixelColor(100, 99)
    assert by_day != theme.colour("line")
    assert by_night.name() == theme.colour("line").name()


def test_a_sentence_has_one_action(theme: Theme, qtbot) -> None:
    row = SentenceRow("Signal", [("Conversion", True), (" was low.", False)], "Look", role="bad")
    qtbot.addWidget(row)
    with qtbot.waitSignal(row.activated):
        qtbot.mouseClick(row.button, Qt.MouseButton.LeftButton)
    assert row.text() == "Conversion was low."
    assert row.button.accessibleDescription() == "Conversion was low."
    assert (row.chip.text(), row.chip.role()) == ("Signal", "bad")


def test_a_sentence_without_a_way_on_has_no_button(theme: Theme, qtbot) -> None:
    row = SentenceRow("", [("All is well.", False)])
    qtbot.addWidget(row)
    assert row.button.isHidden()
    assert row.chip.isHidden()


def test_a_long_sentence_makes_its_row_higher(theme: Theme, qtbot) -> None:
    row = SentenceRow("Signal", [("word " * 60, False)], "Look")
    qtbot.addWidget(row)
    assert row.heightForWidth(500) > row.heightForWidth(3000)


def test_the_inspector_fills_and_empties(theme: Theme, qtbot) -> None:
    inspector = Inspector()
    qtbot.addWidget(inspector)
    inspector.resize(WIDTH, 600)
    inspector.set_heading("Size guide", "Planned")
    section = inspector.add_section("Where from", LinkButton("show rows"))
    section.say("A paragraph")
    inspector.show()
    assert section.name.text() == "Where from"
    assert inspector.width() == WIDTH
    inspector.clear()
    assert not section.isVisible()


def test_words_stand_in_one_line_down_the_inspector(theme: Theme, qtbot, seen) -> None:
    """Left edges of the ink: a heading to edit, a paragraph and a link begin at one place."""
    inspector = Inspector()
    qtbot.addWidget(inspector)
    inspector.resize(WIDTH, 400)
    inspector.set_heading(EditableText("IIII", size="title"))
    link = LinkButton("IIII")
    section = inspector.add_section("IIII", link)
    section.say("IIII")
    inspector.show()
    image, ground = seen.picture(inspector), theme.colour("panel").name()
    firsts = set()
    for y in range(20, 160):
        inked = [x for x in range(5, 120) if image.pixelColor(x, y).name() != ground]
        if inked:
            firsts.add(inked[0])
    assert max(firsts) - min(firsts) <= 2


def test_the_inspector_can_be_closed(theme: Theme, qtbot) -> None:
    inspector = Inspector()
    qtbot.addWidget(inspector)
    with qtbot.waitSignal(inspector.closed):
        qtbot.mouseClick(inspector.close_button, Qt.MouseButton.LeftButton)
