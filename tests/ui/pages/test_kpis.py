"""KPIs: tiles, one large with its chart and definition, and values typed in."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from ui import theme
from ui.pages.kpi_reading import periods
from ui.typed_number import read_number
from ui.window import Window
from workbench.charts.series import WaterfallData
from workbench.kpis import signal_notes, typed
from workbench.kpis.targets import targets
from workbench.presenting import deck


@pytest.fixture
def page(sample_window: Window, steps):
    """Net sales by week of the sample brand."""
    sample_window.show_thing("kpis", "kpi", "net_sales")
    steps.settled(sample_window)
    return sample_window.frame.current()


def test_the_tiles_show_what_is_known(sample_window: Window, steps) -> None:
    sample_window.turn_to("kpis")
    steps.settled(sample_window)
    page = sample_window.frame.current()
    shown = {key: tile for row in page._tiles.values() for key, tile in row.tiles.items()}
    assert shown["net_sales"].value().startswith("€")
    assert "%" in shown["conversion_rate"].value()
    shown["orders"].click()
    steps.settled(sample_window)
    assert page.title == "Orders"


def test_the_chart_is_painted_in_the_accent(page) -> None:
    image = page.chart.image()
    accent = theme.current().colour("accent").rgb()
    pixels = (image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(image.height()))
    assert sum(1 for pixel in pixels if pixel == accent) > 100
    assert "Net sales" in page.chart.accessibleName()


def test_the_period_and_the_comparison_switch(page, sample_window, steps) -> None:
    weeks = len(page.chart.data().line.points)
    page._turn_grain("month")
    steps.settled(sample_window)
    assert len(page.chart.data().line.points) == 13 < weeks
    assert page.chart.data().comparison is not None
    page._turn_comparison("")
    steps.settled(sample_window)
    assert page.chart.data().comparison is None


def test_hovering_tells_the_value(page) -> None:
    QTest.keyClick(page.chart, Qt.Key.Key_Left)
    words = page.chart.accessibleDescription()
    assert "€" in words and "2026" in words


def test_the_numbers_are_copied_as_cells(page) -> None:
    page.chart.copy_numbers()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == len(page.chart.data().line.points) + 1


def test_the_definition_and_the_files_stand_beside_it(page) -> None:
    from PySide6.QtWidgets import QLabel

    said = " ".join(label.text() for label in page.inspector.findChildren(QLabel))
    assert "discounts" in said and "sales_by_day.csv" in said


def test_the_rows_behind_are_listed(page, sample_window, steps) -> None:
    page._show_rows()
    steps.settled(sample_window)
    sheet = sample_window.sheets.open_ones()[0]
    assert sheet._table.model().rowCount() == 7


def test_a_view_goes_to_a_deck(page, sample_window, steps) -> None:
    from ui.pages.add_to_deck import deck_menu

    first = sample_window.session.ask(deck.decks)[0]
    menu = deck_menu(page, "kpi", {"kpi": "net_sales", "grain": "week"})
    menu.actions()[0].trigger()
    menu.deleteLater()
    steps.settled(sample_window)
    slides = sample_window.session.ask(deck.slides, first.id)
    assert slides[-1].settings == {"kpi": "net_sales", "grain": "week"}


def test_back_leads_to_the_tiles(page, sample_window, steps) -> None:
    assert sample_window.frame.back.isVisible()
    sample_window.registry.run("back")
    steps.settled(sample_window)
    assert page.title == "KPIs" and not sample_window.frame.back.isVisible()


def test_a_kpi_of_ones_own_is_typed(window: Window, steps) -> None:
    session = window.session
    key = session.workspace.do("KPI", typed.add_kpi, "Review score", unit="number").result
    window.show_thing("kpis", "kpi", key)
    steps.settled(window)
    page = window.frame.current()
    page.inspector._set(date(2026, 10, 1), date(2026, 10, 31), read_number("4,7"))
    steps.settled(window)
    held = session.ask(typed.snapshots, key)
    assert [(one.first_day, str(one.value)) for one in held] == [(date(2026, 10, 1), "4.7")]
    page.inspector._remove(held[0].id)
    steps.settled(window)
    assert session.ask(typed.snapshots, key) == []


def test_a_new_kpi_is_asked_for_in_the_window(window: Window, steps) -> None:
    window.turn_to("kpis")
    steps.settled(window)
    window.frame.current().ask_new()
    sheet = window.sheets.open_ones()[0]
    QTest.keyClicks(sheet.name, "Support tickets")
    sheet.direction.set_key("down")
    QTest.keyClick(sheet.name, Qt.Key.Key_Return)
    steps.settled(window)
    card = window.session.ask(typed.all_cards)["support_tickets"]
    assert (card.name, card.direction) == ("Support tickets", "down")
    assert window.frame.current().title == "Support tickets"


@pytest.mark.parametrize(
    ("text", "percent", "wanted"),
    [
        ("1.234,56", False, "1234.56"),
        ("1,234.56", False, "1234.56"),
        ("1 234,5", False, "1234.5"),
        ("€ 12", False, "12"),
        ("4.7", False, "4.7"),
        ("2,3 %", False, "0.023"),
        ("45", True, "0.45"),
        ("-3", False, "-3"),
    ],
)
def test_numbers_as_people_type_them(text: str, percent: bool, wanted: str) -> None:
    assert str(read_number(text, percent=percent)) == wanted


@pytest.mark.parametrize("text", ["", "many", "1-2", "nan", "inf", "--"])
def test_what_is_no_number(text: str) -> None:
    assert read_number(text) is None


def test_spans_in_periods() -> None:
    assert periods("year", "week") == 52
    assert periods("quarter", "month") == 3
    assert periods("all", "day") == 0


@pytest.fixture
def signal(sample_window: Window, steps):
    """The conversion rate with its signal, by day."""
    sample_window.show_thing("kpis", "signal", ("conversion_rate", "day"))
    steps.settled(sample_window)
    return sample_window.frame.current()


def test_a_signal_shows_its_days_inside_the_usual_range(signal) -> None:
    data = signal.chart.data()
    assert data.grain == "day" and data.bands
    assert any(point.signal == "bad" for point in data.line.points)
    part = signal.inspector._signal
    assert part is not None and "unlikely to be chance" in part.notice.accessibleName()
    assert part.notice._role == "bad"


def test_what_explains_a_signal_ends_it(signal, sample_window: Window, steps) -> None:
    signal.inspector.ask_why()
    part = signal.inspector._signal
    QTest.keyClicks(part.why, "Stock-out")
    QTest.keyClick(part.why, Qt.Key.Key_Return)
    steps.settled(sample_window)
    assert signal.inspector._signal is None
    sample_window.session.undo()
    steps.settled(sample_window)
    assert signal.inspector._signal is not None


def test_an_explanation_needs_words(signal, sample_window: Window, steps) -> None:
    signal.inspector.ask_why()
    signal.inspector._signal._explain()
    steps.settled(sample_window)
    assert "what happened" in signal._problem.accessibleName()


def test_a_lasting_change_sets_the_range_anew(signal, sample_window: Window, steps) -> None:
    signal.inspector.ask_why()
    signal.inspector._signal.why.setText("New page stays")
    signal.inspector._signal._accept()
    steps.settled(sample_window)
    noted = sample_window.session.ask(signal_notes.baselines, "conversion_rate")
    assert noted[-1].title == "New page stays"


def test_a_target_is_typed_and_drawn(page, sample_window: Window, steps) -> None:
    page.inspector._target.kind.set_key("week")
    page.inspector._target.value.setText("5.000,00")
    QTest.keyClick(page.inspector._target.value, Qt.Key.Key_Return)
    steps.settled(sample_window)
    found = sample_window.session.ask(targets, "net_sales")
    assert [(one.value, one.period.days, one.repeats) for one in found] == [(500_000, 7, True)]
    assert page.chart.data().target.value == 5000
    page.inspector._target._remove(found[0].id)
    steps.settled(sample_window)
    assert page.chart.data().target is None


def test_why_it_moved_adds_up(page, sample_window: Window, steps) -> None:
    page._why.click()
    steps.settled(sample_window)
    data = page.chart.data()
    assert isinstance(data, WaterfallData)
    parts = sum(step.value for step in data.steps if not step.is_total)
    assert parts == pytest.approx(data.steps[-1].value - data.steps[0].value)
    page._turn_split("product")
    steps.settled(sample_window)
    assert len(page.chart.data().steps) > len(data.steps)
    page._why.click()
    steps.settled(sample_window)
    assert page.chart.data().grain == "week"


def test_a_formula_is_checked_while_it_is_typed(sample_window: Window, steps) -> None:
    from ui.pages.kpi_new import NewKpiSheet

    sheet = NewKpiSheet(sample_window.frame, sample_window.session)
    sheet.open()
    sheet.name.setText("Net per session")
    sheet.formula.setText("net_sales / nothing_known")
    assert "nothing_known" in sheet._checked.text()
    sheet.formula.setText("net_sales / sessions")
    assert sheet._checked.text() == "This gives an amount of money."
    sheet.created.connect(lambda key: sample_window.show_thing("kpis", "kpi", key))
    sheet._add()
    steps.settled(sample_window)
    page = sample_window.frame.current()
    assert page.title == "Net per session"
    last = page.chart.data().line.points[-1].value
    assert last == pytest.approx(4063.97 / 4196, abs=0.01)


def test_after_a_signal_the_periods_chosen_before_come_back(
    signal, sample_window: Window, steps
) -> None:
    sample_window.show_thing("kpis", "kpi", "net_sales")
    steps.settled(sample_window)
    assert signal.chart.data().grain == "week"
    assert len(signal.chart.data().line.points) == 53
