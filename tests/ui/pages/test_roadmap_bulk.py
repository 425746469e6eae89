"""Many items at once: pasting rows, editing and deleting several, lines and ideas."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from ui.pages.roadmap import RoadmapPage
from ui.window import Window
from workbench.roadmap import items, templates

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window: Window, steps) -> RoadmapPage:
    """Three ideas in a table."""
    for title in ("Size guide", "Gift card", "Loyalty points"):
        window.session.workspace.do("New", items.add, title, stage="discovery", theme="retention")
    window.turn_to("roadmap")
    window.activateWindow()
    found = window.frame.current()
    assert isinstance(found, RoadmapPage)
    found._go("table")
    steps.settled(window)
    return found


def held(page: RoadmapPage) -> dict[str, items.Item]:
    return {item.title: item for item in page.session.ask(items.items)}


def test_rows_from_a_spreadsheet_are_pasted_with_types(page, window, steps) -> None:
    rows = "Title\tTheme\tStage\tDue\nGift card\tproduct\tplanned\t2026-12-01\nSample box\tacquisition\tinbox\t\n"
    QGuiApplication.clipboard().setText(rows)
    QTest.keyClick(page._view("table").view, Qt.Key.Key_V, CTRL)
    steps.settled(window)
    found = held(page)
    assert len(found) == 4
    assert (found["Gift card"].theme, found["Gift card"].stage) == ("product", "planned")
    assert str(found["Gift card"].due_day) == "2026-12-01"
    assert window.toast.text() == "Added 1, updated 1"
    window.session.undo()
    steps.settled(window)
    assert len(held(page)) == 3 and held(page)["Gift card"].theme == "retention"


def test_filling_down_is_one_step(page, window, steps) -> None:
    view = page._view("table").view
    column = [f.key for f in view.model().fields].index("owner")
    page.deeds.set(held(page)["Size guide"].id, "owner", "Noor")
    steps.settled(window)
    view.selectAll()
    view.setCurrentIndex(view.model().index(0, column))
    view.selectAll()
    QTest.keyClick(view, Qt.Key.Key_D, CTRL)
    steps.settled(window)
    assert {item.owner for item in held(page).values()} == {"Noor"}
    window.session.undo()
    steps.settled(window)
    assert [item.owner for item in held(page).values()].count("Noor") == 1


def test_one_score_counts_for_every_selected_row(page, window, steps) -> None:
    view = page._view("table").view
    view.selectAll()
    column = [f.key for f in view.model().fields].index("score effort")
    view.model().setData(view.model().index(1, column), "2 to 4")
    steps.settled(window)
    given = [item.inputs["rice"]["effort"] for item in held(page).values()]
    assert [(own.low, own.value, own.high) for own in given] == [(2, 3, 4)] * 3


def test_several_rows_are_deleted_and_come_back(page, window, steps) -> None:
    view = page._view("table").view
    view.selectAll()
    QTest.keyClick(view, Qt.Key.Key_Delete)
    steps.settled(window)
    assert held(page) == {}
    assert window.toast.text() == "Deleted 3 items"
    window.session.undo()
    steps.settled(window)
    assert len(held(page)) == 3


def test_pasted_lines_become_items_in_quick_add(page, window, steps) -> None:
    window.sheets.quick_add()
    sheet = window.sheets.open_ones()[0]
    steps.settled(window)
    QGuiApplication.clipboard().setText("- Sample box\n\n- Gift wrap\n")
    QTest.keyClick(sheet.title, Qt.Key.Key_V, CTRL)
    steps.settled(window)
    assert {"Sample box", "Gift wrap"} <= set(held(page))


def test_a_title_typed_again_is_remembered(page, window, steps) -> None:
    window.sheets.quick_add()
    sheet = window.sheets.open_ones()[0]
    steps.settled(window)
    QTest.keyClicks(sheet.title, "loyalty point")
    assert "Loyalty points" in sheet.tried.text()
    assert sheet.tried.isVisible()
    sheet.title.setText("Warehouse lights")
    assert not sheet.tried.isVisible()


def test_ideas_are_ticked_and_added(page, window, steps) -> None:
    page.offer_ideas()
    sheet = page._ideas
    assert sheet.list.hasFocus() and not sheet.add.isEnabled()
    QTest.keyClick(sheet.list, Qt.Key.Key_Space)
    QTest.keyClick(sheet.list, Qt.Key.Key_Return, CTRL)
    steps.settled(window)
    first = templates.templates()[0]
    assert held(page)[first.title].hypothesis == first.hypothesis
    page.deeds.clear_ideas()
    steps.settled(window)
    assert len(held(page)) == 3
