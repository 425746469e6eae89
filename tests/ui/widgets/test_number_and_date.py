"""Fields for numbers, dates and choices that may be left open."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from ui.theme import Theme
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField, full_year
from ui.widgets.number_field import NumberField


def shown(qtbot, field):
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    field.setFocus()
    return field


def scroll(field) -> QWheelEvent:
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(field, event)
    return event


def test_an_empty_number_is_not_a_zero(theme: Theme, qtbot) -> None:
    field = shown(qtbot, NumberField())
    assert (field.number(), field.text()) == (None, "")
    field.set_number(0)
    assert (field.number(), field.text()) == (0, "0")
    field.set_number(float("nan"))
    assert field.number() is None


def test_typing_tells_once_it_is_done(theme: Theme, qtbot) -> None:
    field, told = shown(qtbot, NumberField(decimals=1)), []
    field.picked.connect(told.append)
    qtbot.keyClicks(field, "12.5")
    assert told == []
    qtbot.keyClick(field, Qt.Key.Key_Return)
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told == [12.5, None]


def test_a_number_is_written_in_the_locale(theme: Theme, qtbot) -> None:
    field = shown(qtbot, NumberField(decimals=2))
    field.setLocale(QLocale("nl_NL"))
    qtbot.keyClicks(field, "1500,5")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.number() == pytest.approx(1500.5)
    assert field.text() == "1.500,50"


def test_arrows_step_from_empty(theme: Theme, qtbot) -> None:
    field = shown(qtbot, NumberField(low=0))
    with qtbot.waitSignal(field.picked) as said:
        qtbot.keyClick(field, Qt.Key.Key_Up)
    assert said.args == [1]


def test_a_date_can_be_open(theme: Theme, qtbot) -> None:
    field = shown(qtbot, DateField(none="Not planned"))
    assert (field.value(), field.text()) == (None, "Not planned")
    with qtbot.waitSignal(field.picked) as said:
        field.setDate(QDate(2026, 11, 9))
    assert said.args == [date(2026, 11, 9)]
    field.selectAll()
    with qtbot.waitSignal(field.picked) as said:
        qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert said.args == [None]
    with qtbot.assertNotEmitted(field.picked):
        field.set_value(date(2026, 1, 2))
    assert field.value() == date(2026, 1, 2)


def test_years_have_four_digits() -> None:
    assert full_year("dd-MM-yy") == "dd-MM-yyyy"
    assert full_year("dd-MM-yyyy") == "dd-MM-yyyy"


def test_weekends_are_not_red(theme: Theme, qtbot) -> None:
    field = shown(qtbot, DateField())
    calendar = field.calendarWidget()
    weekend = calendar.weekdayTextFormat(Qt.DayOfWeek.Sunday)
    assert weekend.foreground().color() == theme.colour("text")
    theme.choose("dark")
    weekend = calendar.weekdayTextFormat(Qt.DayOfWeek.Sunday)
    assert weekend.foreground().color() == theme.colour("text")


def test_a_choice_has_keys(theme: Theme, qtbot) -> None:
    field = shown(qtbot, ChoiceField([("EUR", "Euro"), ("GBP", "Pound")], "GBP", name="Currency"))
    assert field.key() == "GBP"
    with qtbot.waitSignal(field.picked) as said:
        qtbot.keyClick(field, Qt.Key.Key_Up)
    assert said.args == ["EUR"]
    with qtbot.assertNotEmitted(field.picked):
        field.set_options([("USD", "Dollar"), ("EUR", "Euro")])
    assert field.key() == "EUR"
    field.set_options([("JPY", "Yen")])
    assert field.key() == "JPY"


@pytest.mark.parametrize(
    "make",
    [lambda: NumberField(5), lambda: DateField(date(2026, 1, 2)), lambda: ChoiceField([(1, "a"), (2, "b")])],
)  # fmt: skip
def test_scrolling_the_page_changes_nothing(theme: Theme, qtbot, make) -> None:
    field = shown(qtbot, make())
    before = field.currentText() if isinstance(field, ChoiceField) else field.text()
    event = scroll(field)
    after = field.currentText() if isinstance(field, ChoiceField) else field.text()
    assert before == after
    assert not event.isAccepted()
