"""Experiments: the list, counts typed in place, decision and learnings."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.models.variant_table import read_amount, read_count
from ui.window import Window
from workbench.experiments import ledger, readings, record
from workbench.experiments.words import Choice, Status


@pytest.fixture
def page(window: Window, steps):
    """A running test with two variants, open."""
    do = window.session.workspace.do
    test = do("New", ledger.add, "Free-shipping bar", status="running").result
    for name in ("No bar", "Bar"):
        do("Variant", readings.add_variant, test, name)
    window.show_thing("experiments", "experiment", test)
    steps.settled(window)
    found = window.frame.current()
    found.test_id = test
    return found


def held(page) -> record.Record:
    return page.session.ask(record.record, page.test_id)


def cell(model, row: int, words: str):
    names = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    return model.index(row, names.index(words))


def test_totals_are_typed_into_the_table(page, window, steps) -> None:
    model = page._record.counts.totals
    for row, (visitors, conversions) in enumerate((("8.448", "260"), ("8,415", "281"))):
        model.setData(cell(model, row, "Visitors"), visitors)
        steps.settled(window)
        model.setData(cell(model, row, "Conversions"), conversions)
        steps.settled(window)
    assert [(v.visitors, v.conversions) for v in held(page).variants] == [(8448, 260), (8415, 281)]
    assert cell(model, 0, "Conversion rate").data().replace("\N{NO-BREAK SPACE}", " ") == "3.08 %"
    assert cell(model, 0, "Variant").data() == "No bar (control)"


def test_more_conversions_than_visitors_are_refused_with_a_sentence(page, window, steps) -> None:
    model = page._record.counts.totals
    model.setData(cell(model, 0, "Visitors"), "10")
    steps.settled(window)
    model.setData(cell(model, 0, "Conversions"), "11")
    steps.settled(window)
    assert page._problem.isVisible()
    assert held(page).variants[0].conversions is None


def test_a_word_is_no_count(page, window, steps) -> None:
    model = page._record.counts.totals
    model.setData(cell(model, 0, "Visitors"), "many")
    steps.settled(window)
    assert page._problem.isVisible()
    assert held(page).variants[0].visitors is None


def test_counts_of_a_day_are_added_and_summed(page, window, steps) -> None:
    counts = page._record.counts
    for day, visitors in ((date(2026, 11, 2), "100"), (date(2026, 11, 3), "50")):
        counts._day.set_value(day)
        for field, text in zip(counts._fields, (visitors, "5", "99,50"), strict=True):
            field.setText(text)
        counts._add_day()
        steps.settled(window)
    control = held(page).variants[0]
    assert (control.visitors, control.conversions, control.revenue_minor) == (150, 10, 19900)
    assert counts.days.rowCount() == 2
    assert not counts.totals.flags(cell(counts.totals, 0, "Visitors")) & Qt.ItemFlag.ItemIsEditable


def test_a_decision_is_written_down_and_can_be_changed(page, window, steps) -> None:
    page._record._decide(Choice.SHIP, "More orders, same returns")
    steps.settled(window)
    made = held(page)
    assert made.decision.choice == Choice.SHIP
    assert made.decision.reason == "More orders, same returns"
    assert made.experiment.status == Status.DECIDED
    page._record._decide(Choice.ROLL_BACK, "Returns came after all")
    steps.settled(window)
    assert held(page).decision.choice == Choice.ROLL_BACK


def test_a_learning_is_added_reworded_and_listed(page, window, steps) -> None:
    page._record._learn("People add one small item when they see the distance.")
    steps.settled(window)
    learning = held(page).learnings[0]
    page._record._do("Edit", ledger.change_learning, learning.id, belief="supported")
    steps.settled(window)
    assert held(page).learnings[0].belief == "supported"
    page.show_all()
    page._views.set_current("learnings")
    page.refresh()
    assert page._panels.itemAt(0).widget().rows()


def test_it_ends_by_one_button(page, window, steps) -> None:
    page._record._next.click()
    steps.settled(window)
    found = held(page).experiment
    assert found.status == Status.FINISHED and found.end_day is not None


def test_deleting_it_can_be_taken_back(page, window, steps) -> None:
    page._delete()
    steps.settled(window)
    assert window.session.ask(record.experiments) == []
    assert window.toast.text() == "Deleted “Free-shipping bar”"
    window.toast.button().click()
    steps.settled(window)
    assert len(held(page).variants) == 2


def test_a_new_one_is_named_at_once(window: Window, steps) -> None:
    window.turn_to("experiments")
    window.frame.current().add()
    steps.settled(window)
    name = window.frame.current()._record.name
    assert name.is_editing()
    name.field().selectAll()
    QTest.keyClicks(name.field(), "Video first")
    QTest.keyClick(name.field(), Qt.Key.Key_Return)
    steps.settled(window)
    assert [one.name for one in window.session.ask(record.experiments)] == ["Video first"]


def test_the_end_before_the_start_is_refused(page, window, steps) -> None:
    page._set("start_day", date(2026, 11, 9))
    steps.settled(window)
    page._set("end_day", date(2026, 11, 1))
    steps.settled(window)
    assert page._problem.isVisible()
    assert held(page).experiment.end_day is None


def test_counts_and_amounts_as_people_type_them() -> None:
    assert read_count("8.448") == read_count("8,448") == read_count("8 448") == 8448
    assert read_count(" ") is None
    assert read_amount("1.234,50", "EUR") == 123450
    assert read_amount("1234", "JPY") == 1234
    assert read_amount("", "EUR") is None
    with pytest.raises(ValueError, match="many"):
        read_amount("many", "EUR")
