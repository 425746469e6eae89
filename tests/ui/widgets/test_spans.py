"""A sentence with bold words: plain text, wrapping, what is read aloud."""

from PySide6.QtGui import QAccessible

from ui.theme import Theme
from ui.widgets.spans import Span, SpanLabel, plain

SENTENCE = [("Conversion rate", True), (" was low on 3 of the last 4 days.", False)]


def test_it_is_read_as_one_sentence(theme: Theme, qtbot) -> None:
    label = SpanLabel(SENTENCE)
    qtbot.addWidget(label)
    whole = "Conversion rate was low on 3 of the last 4 days."
    assert label.text() == label.accessibleName() == plain(SENTENCE) == whole


def test_tags_are_words_like_others(theme: Theme, qtbot) -> None:
    typed, said = (SpanLabel([(text, False)]) for text in ("<b>Sale</b>", "Sale"))
    qtbot.addWidget(typed)
    qtbot.addWidget(said)
    assert typed.sizeHint().width() > said.sizeHint().width() * 2


def test_it_wraps_where_it_is_narrow(theme: Theme, qtbot) -> None:
    label = SpanLabel(SENTENCE)
    qtbot.addWidget(label)
    one = label.heightForWidth(1000)
    assert label.heightForWidth(180) == 2 * one


def test_lines_are_capped(theme: Theme, qtbot) -> None:
    label = SpanLabel(SENTENCE * 10, limit=2)
    qtbot.addWidget(label)
    assert label.heightForWidth(100) == 2 * label.heightForWidth(100_000)


def test_another_sentence_is_measured_anew(theme: Theme, qtbot) -> None:
    label = SpanLabel([("Short", False)])
    qtbot.addWidget(label)
    one = label.heightForWidth(120)
    label.set_spans(SENTENCE)
    assert label.heightForWidth(120) > one


def test_bold_counts_in_utf16_like_qt(theme: Theme, qtbot, seen) -> None:
    """An emoji is two units to Qt; the colour must still fall on the word after it."""
    label = SpanLabel([Span("🕯🕯🕯🕯🕯🕯 "), Span("IIII", True, "bad")])
    qtbot.addWidget(label)
    label.resize(300, 24)
    image = seen.picture(label)
    red = theme.colour("bad").name()
    columns = [x for x in range(300) if red in seen.colours(image.copy(x, 0, 1, 24))]
    # Four upright strokes, and nothing of the candles.
    runs = [x for x in columns if x - 1 not in columns]
    assert len(runs) == 4


def test_roles_follow_the_theme(theme: Theme, qtbot, seen) -> None:
    label = SpanLabel([Span("IIIIII", True, "accent")])
    qtbot.addWidget(label)
    label.resize(120, 24)
    light = theme.colour("accent").name()
    assert light in seen.colours(seen.picture(label))
    theme.choose("dark")
    assert light not in seen.colours(seen.picture(label))


def test_screen_readers_take_it_for_text(theme: Theme, qtbot) -> None:
    label = SpanLabel(SENTENCE)
    qtbot.addWidget(label)
    found = QAccessible.queryAccessibleInterface(label)
    assert found.role() is QAccessible.Role.StaticText
    assert found.text(QAccessible.Text.Name) == plain(SENTENCE)
