"""A text edited where it stands: every way in, every way out."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.editable_text import EditableText

CTRL = Qt.KeyboardModifier.ControlModifier


def shown(qtbot, text: EditableText) -> EditableText:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    layout.addWidget(text)
    text.elsewhere = QLineEdit()
    layout.addWidget(text.elsewhere)
    text.kept = window
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    text.setFocus(Qt.FocusReason.TabFocusReason)
    return text


@pytest.fixture
def text(theme: Theme, qtbot) -> EditableText:
    return shown(qtbot, EditableText("Size guide", name="Title", required=True))


def words(text: EditableText) -> QWidget:
    return text.focusProxy()


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_E, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_keys_begin(text: EditableText, qtbot, key) -> None:
    qtbot.keyClick(words(text), key)
    assert text.is_editing()
    assert text.field().selectedText() == "Size guide"
    assert text.field().hasFocus()


def test_a_click_begins(text: EditableText, qtbot) -> None:
    qtbot.mouseClick(words(text), Qt.MouseButton.LeftButton)
    assert text.is_editing()


def test_a_shortcut_with_e_does_not(text: EditableText, qtbot) -> None:
    qtbot.keyClick(words(text), Qt.Key.Key_E, CTRL)
    assert not text.is_editing()


def test_enter_saves_and_leaves_the_focus_there(text: EditableText, qtbot) -> None:
    text.edit()
    qtbot.keyClicks(text.field(), "  Size & <b>fit</b> ")
    with qtbot.waitSignal(text.saved) as said:
        qtbot.keyClick(text.field(), Qt.Key.Key_Return)
    assert said.args == ["Size & <b>fit</b>"]
    assert text.text() == "Size & <b>fit</b>"
    assert words(text).text() == "Size & <b>fit</b>"
    assert words(text).textFormat() is Qt.TextFormat.PlainText
    assert words(text).hasFocus()


def test_escape_leaves_it_as_it_was(text: EditableText, qtbot) -> None:
    text.edit()
    qtbot.keyClicks(text.field(), "Other")
    with qtbot.assertNotEmitted(text.saved):
        qtbot.keyClick(text.field(), Qt.Key.Key_Escape)
    assert text.text() == "Size guide"
    assert not text.is_editing()


def test_going_elsewhere_saves(text: EditableText, qtbot) -> None:
    text.edit()
    qtbot.keyClicks(text.field(), "Other")
    with qtbot.waitSignal(text.saved):
        text.elsewhere.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not text.is_editing()
    assert text.elsewhere.hasFocus()


def test_what_did_not_change_is_not_saved(text: EditableText, qtbot) -> None:
    text.edit()
    with qtbot.assertNotEmitted(text.saved):
        qtbot.keyClick(text.field(), Qt.Key.Key_Return)


def test_a_title_cannot_be_emptied(text: EditableText, qtbot) -> None:
    text.edit()
    text.field().clear()
    with qtbot.assertNotEmitted(text.saved):
        qtbot.keyClick(text.field(), Qt.Key.Key_Return)
    assert words(text).text() == "Size guide"


def test_a_note_can_be_emptied_and_then_shows_what_belongs_there(theme: Theme, qtbot) -> None:
    note = shown(qtbot, EditableText("Old", placeholder="Add a note"))
    note.edit()
    note.field().clear()
    with qtbot.waitSignal(note.saved):
        qtbot.keyClick(note.field(), Qt.Key.Key_Return)
    assert note.text() == ""
    assert words(note).text() == "Add a note"


def test_a_change_from_outside_leaves_the_typing_alone(text: EditableText, qtbot) -> None:
    text.edit()
    qtbot.keyClicks(text.field(), "Mine")
    text.set_text("Theirs")
    assert text.field().text() == "Mine"
    qtbot.keyClick(text.field(), Qt.Key.Key_Escape)
    assert text.text() == words(text).text() == "Theirs"


def test_several_lines_are_saved_by_ctrl_enter(theme: Theme, qtbot) -> None:
    note = shown(qtbot, EditableText("One", several_lines=True))
    closed = note.sizeHint().height()
    note.edit()
    assert note.sizeHint().height() > closed
    qtbot.keyClick(note.field(), Qt.Key.Key_End, CTRL)
    qtbot.keyClick(note.field(), Qt.Key.Key_Return)
    qtbot.keyClicks(note.field(), "two")
    assert note.is_editing()
    with qtbot.waitSignal(note.saved) as said:
        qtbot.keyClick(note.field(), Qt.Key.Key_Return, CTRL)
    assert said.args == ["One\ntwo"]
    assert note.sizeHint().height() < 84  # as high as its words again, not as the field


def test_it_is_read_with_its_name(text: EditableText) -> None:
    assert words(text).accessibleName() == "Title: Size guide"
