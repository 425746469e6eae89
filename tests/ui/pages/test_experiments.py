"""Experiments: plan, counts, verdict, decision, learnings, and all tests together."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.models.variant_table import read_amount, read_count
from ui.widgets.buttons import Button, PrimaryButton
from ui.window import Window
from workbench.experiments import ledger, measures, readings, record
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


def tab(page, key: str):
    """Turn to a tab of the test; the tab."""
    page.tabs.set_current(key)
    page._turn(key)
    return getattr(page._record, key)


def held(page) -> record.Record:
    return page.session.ask(record.record, page.test_id)


def cell(model, row: int, words: str):
    names = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    return model.index(row, names.index(words))


def test_totals_are_typed_into_the_table(page, window, steps) -> None:
    model = tab(page, "readings").counts.totals
    for row, (visitors, conversions) in enumerate((("8.448", "260"), ("8,415", "281"))):
        model.setData(cell(model, row, "Visitors"), visitors)
        steps.settled(window)
        model.setData(cell(model, row, "Conversions"), conversions)
        steps.settled(window)
    assert [(v.visitors, v.conversions) for v in held(page).variants] == [(8448, 260), (8415, 281)]
    assert cell(model, 0, "Conversion rate").data().replace("\N{NO-BREAK SPACE}", " ") == "3.08 %"
    assert cell(model, 0, "Variant").data() == "No bar (control)"


def test_more_conversions_than_visitors_are_refused_with_a_sentence(page, window, steps) -> None:
    model = tab(page, "readings").counts.totals
    model.setData(cell(model, 0, "Visitors"), "10")
    steps.settled(window)
    model.setData(cell(model, 0, "Conversions"), "11")
    steps.settled(window)
    assert page._problem.isVisible()
    assert held(page).variants[0].conversions is None


def test_a_word_is_no_count(page, window, steps) -> None:
    model = tab(page, "readings").counts.totals
    model.setData(cell(model, 0, "Visitors"), "many")
    steps.settled(window)
    assert page._problem.isVisible()
    assert held(page).variants[0].visitors is None


def test_counts_of_a_day_are_added_and_summed(page, window, steps) -> None:
    counts = tab(page, "readings").counts
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


def decide(panel, words: str, reason: str) -> None:
    """Type a reason and press the button of a decision."""
    panel.reason.setText(reason)
    next(one for one in panel.findChildren(Button) if one.label() == words).click()


def test_a_decision_is_written_down_and_can_be_changed(page, window, steps) -> None:
    panel = tab(page, "verdict").decision
    panel.follow_up.set_value(date(2026, 12, 6))
    panel.options.setText("A banner")
    decide(panel, "Keep it for everyone", "More orders, same returns")
    steps.settled(window)
    made = held(page)
    assert made.decision[:2] == (Choice.SHIP, "More orders, same returns")
    assert made.decision.follow_up_day == date(2026, 12, 6)
    assert made.decision.options == "A banner"
    assert made.experiment.status == Status.DECIDED
    panel._change()
    decide(panel, "Switch it off", "Returns came after all")
    steps.settled(window)
    assert held(page).decision.choice == Choice.ROLL_BACK
    assert held(page).decision.options == "A banner"
    panel._withdraw()
    steps.settled(window)
    assert held(page).decision is None


def test_a_learning_is_added_reworded_and_found(page, window, steps) -> None:
    tab(page, "learning").text.setText("People add one small item when they see the distance.")
    QTest.keyClick(page._record.learning.text, Qt.Key.Key_Return)
    steps.settled(window)
    learning = held(page).learnings[0]
    page.session.do("Edit", ledger.change_learning, learning.id, belief="supported")
    steps.settled(window)
    assert held(page).learnings[0].belief == "supported"
    page._views.set_current("learnings")
    page.show_all()
    assert len(page.library.panel.rows()) == 1
    page.library.words.setText("distance small")
    assert page.library.panel._subtitle.text() == "1"
    page.library.words.setText("banner")
    assert page.library.panel._subtitle.text() == "0"


def test_it_ends_by_one_button(page, window, steps) -> None:
    plan = tab(page, "plan")
    steps.settled(window)
    plan.end.click()
    steps.settled(window)
    found = held(page).experiment
    assert found.status == Status.FINISHED and found.end_day is not None


def test_cells_of_a_spreadsheet_become_readings(page, window, steps) -> None:
    readings_tab = tab(page, "readings")
    readings_tab.cells.setPlainText(
        "Variant\tVisitors\tOrders\nNo bar\t9.000\t225\nBar\t9.050\t312"
    )
    readings_tab._take()
    steps.settled(window)
    assert [(v.visitors, v.conversions) for v in held(page).variants] == [(9000, 225), (9050, 312)]
    assert window.toast.text() == "2 rows were taken over."
    readings_tab.cells.setPlainText("No bar\t9000\t226")
    readings_tab._take()
    steps.settled(window)
    assert len(readings_tab._history.rows()) == 1


def test_a_measure_is_counted_for_a_variant(page, window, steps) -> None:
    panel = tab(page, "readings").measures
    panel.measure.setCurrentText("returns")
    panel.n.set_number(300)
    panel.hits.set_number(12)
    panel._add()
    steps.settled(window)
    found = page.session.ask(measures.measured, page.test_id, "returns")
    assert [(one.n, one.mean) for one in found.values()] == [(300, 0.04)]


def test_the_verdict_is_a_word_a_sentence_and_a_picture(page, window, steps) -> None:
    test_cells_of_a_spreadsheet_become_readings(page, window, steps)
    verdict = tab(page, "verdict")
    steps.settled(window)
    assert verdict._chip.text() == "Keep it for everyone"
    assert verdict.headline.text() == "“Bar” helps."
    assert verdict.figure.isVisible() and verdict.figure.is_current()
    assert verdict._gate_row.count() == 4
    assert verdict._behind.isHidden()
    verdict._fold.click()
    assert verdict._behind.isVisible()
    words = [one.label() for one in verdict.decision.findChildren(PrimaryButton)]
    assert words == ["Keep it for everyone"]


def test_a_plan_is_sized_started_and_frozen(window: Window, steps) -> None:
    window.turn_to("experiments")
    page = window.frame.current()
    page.add()
    steps.settled(window)
    plan = page._record.plan
    plan.name.field().clearFocus()
    for field, value in (("change", "a bar shows"), ("because", "people stop"), ("predicted", 0.1),
                         ("worth_having", 0.3), ("baseline", 0.025), ("weekly_visitors", 2308),
                         ("kpi", "conversion_rate")):  # fmt: skip
        plan._plan(**{field: value})
    plan.variants.add()
    steps.settled(window)
    plan.variants.add()
    steps.settled(window)
    assert plan.answer.text().startswith("It takes 7 whole weeks")
    assert plan.figure.data().bars[2].value < 0.3
    plan.start.click()
    steps.settled(window)
    found = window.session.ask(record.experiments)[0]
    assert found.status == Status.RUNNING
    assert found.hypothesis.startswith("If a bar shows for all visitors, then Conversion rate")
    assert "unchanged" in plan._frozen.text()
    assert not plan.start.isVisible() and not plan.size_form.isEnabled()
    window.session.do("Edit", ledger.set_field, found.id, "hypothesis", "Other")
    steps.settled(window)
    assert plan._drifts.isVisible() and "changed since" in plan._frozen.text()


def test_all_tests_together_and_the_list_as_a_file(sample_window, steps, tmp_path) -> None:
    window = sample_window
    window.turn_to("experiments")
    page = window.frame.current()
    page._views.set_current("portfolio")
    page.refresh()
    steps.settled(window)
    assert page.portfolio.shown.decided == 4
    assert page.portfolio.guesses.isVisible()
    page.export(tmp_path / "tests.xlsx")
    steps.settled(window)
    book = openpyxl.load_workbook(tmp_path / "tests.xlsx", read_only=True)
    cells = [cell for row in book.worksheets[1].values for cell in row]
    book.close()
    assert "Free-shipping bar at € 45" in cells and "Your call" in cells


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
    name = window.frame.current()._record.plan.name
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
