"""The roadmap: every action by key and by mouse, and what it says to a screen reader."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from ui.announce import announcer
from ui.pages.roadmap import RoadmapPage
from ui.widgets.board_column import ColumnView
from ui.window import Window
from workbench.roadmap import items, scoring

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(window: Window, steps) -> RoadmapPage:
    """A board with three ideas in discovery and one planned item."""
    for title in ("Size guide", "Gift card", "Loyalty points"):
        window.session.workspace.do("New", items.add, title, stage="discovery", theme="retention")
    window.session.workspace.do("New", items.add, "Bundle builder", stage="planned")
    window.turn_to("roadmap")
    window.activateWindow()
    steps.settled(window)
    found = window.frame.current()
    assert isinstance(found, RoadmapPage)
    return found


def column(page: RoadmapPage, stage: str) -> list[str]:
    return [card.title for card in page.board.lanes[stage].view.cards.rows]


def view(page: RoadmapPage, stage: str) -> ColumnView:
    return page.board.lanes[stage].view


def id_of(page: RoadmapPage, title: str) -> int:
    return next(item.id for item in page._items if item.title == title)


def test_a_card_moves_to_the_next_column_with_the_focus(page, window, steps) -> None:
    said: list[str] = []
    announcer.said.connect(lambda text, _urgent: said.append(text))
    page.board.focus_card(id_of(page, "Gift card"))
    QTest.keyClick(view(page, "discovery"), Qt.Key.Key_Right, CTRL)
    steps.settled(window)
    assert column(page, "discovery") == ["Size guide", "Loyalty points"]
    assert column(page, "planned") == ["Bundle builder", "Gift card"]
    assert view(page, "planned").current_card().title == "Gift card"
    assert view(page, "planned").hasFocus()
    assert said[-1] == "Moved to Planned, 2 of 2"


def test_a_card_moves_up_and_down(page, window, steps) -> None:
    page.board.focus_card(id_of(page, "Gift card"))
    QTest.keyClick(view(page, "discovery"), Qt.Key.Key_Up, ALT)
    steps.settled(window)
    assert column(page, "discovery") == ["Gift card", "Size guide", "Loyalty points"]
    QTest.keyClick(view(page, "discovery"), Qt.Key.Key_Down, ALT)
    steps.settled(window)
    QTest.keyClick(view(page, "discovery"), Qt.Key.Key_Down, ALT)
    steps.settled(window)
    assert column(page, "discovery") == ["Size guide", "Loyalty points", "Gift card"]
    assert view(page, "discovery").current_card().title == "Gift card"


def test_arrows_move_the_focus_and_skip_empty_columns(page) -> None:
    page.board.focus_card(id_of(page, "Bundle builder"))
    QTest.keyClick(view(page, "planned"), Qt.Key.Key_Left)
    assert view(page, "discovery").hasFocus()
    QTest.keyClick(view(page, "discovery"), Qt.Key.Key_Left)
    assert view(page, "discovery").hasFocus()  # the inbox has no card to be on


def test_enter_opens_the_details(page) -> None:
    page.board.focus_card(id_of(page, "Gift card"))
    QTest.keyClick(view(page, "discovery"), Qt.Key.Key_Return)
    assert page.wants_inspector
    assert page.inspector.item_id() == id_of(page, "Gift card")


def test_n_adds_a_card_in_this_column(page, window, steps) -> None:
    page.board.focus_card(id_of(page, "Gift card"))
    QTest.keyClick(view(page, "discovery"), Qt.Key.Key_N)
    lane = page.board.lanes["discovery"]
    QTest.keyClicks(lane._new, "Sample box")
    QTest.keyClick(lane._new, Qt.Key.Key_Return)
    steps.settled(window)
    assert column(page, "discovery")[-1] == "Sample box"
    QTest.keyClick(lane._new, Qt.Key.Key_Escape)
    assert lane._new.isHidden()


def test_e_edits_the_title_in_place(page, qtbot) -> None:
    page.board.focus_card(id_of(page, "Gift card"))
    lane = view(page, "discovery")
    QTest.keyClick(lane, Qt.Key.Key_E)
    editor = lane.indexWidget(lane.currentIndex())
    editor.selectAll()
    QTest.keyClicks(editor, "Gift card & wrap")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Gift card & wrap" in column(page, "discovery"))


def test_delete_can_be_taken_back(page, window, steps) -> None:
    page.board.focus_card(id_of(page, "Gift card"))
    QTest.keyClick(view(page, "discovery"), Qt.Key.Key_Delete)
    steps.settled(window)
    assert column(page, "discovery") == ["Size guide", "Loyalty points"]
    assert window.toast.text() == "Deleted “Gift card”"
    assert view(page, "discovery").hasFocus()
    window.toast.button().click()
    steps.settled(window)
    assert column(page, "discovery") == ["Size guide", "Gift card", "Loyalty points"]


def drag(page: RoadmapPage, title: str, to: str, y: int) -> None:
    """Press on a card, move over another column, let go at a height of its view."""
    place = id_of(page, title)
    lane = next(
        one for one in page.board.lanes.values() if one.view.cards.rows.place(place) is not None
    )
    index = lane.view.cards.index(lane.view.cards.rows.place(place))
    port = lane.view.viewport()
    start = lane.view.visualRect(index).center()
    target = page.board.lanes[to].view.viewport()
    end = port.mapFromGlobal(target.mapToGlobal(QPoint(target.width() // 2, y)))
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(port, left, pos=start)
    _move(port, start + QPoint(14, 4))
    _move(port, end)
    assert page.board.lanes[to].view._drop_row is not None
    QTest.mouseRelease(port, left, pos=end)


def _move(port, to: QPoint) -> None:
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    left = Qt.MouseButton.LeftButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(to), QPointF(port.mapToGlobal(to)),
        Qt.MouseButton.NoButton, left, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(port, event)


def test_a_card_is_dragged_before_another(page, window, steps) -> None:
    drag(page, "Loyalty points", "planned", 4)
    steps.settled(window)
    assert column(page, "planned") == ["Loyalty points", "Bundle builder"]
    assert page.board._ghost.isHidden()
    assert all(lane.view._drop_row is None for lane in page.board.lanes.values())


def test_escape_gives_a_drag_up(page, window, steps) -> None:
    window.session.changed.connect(lambda tables: pytest.fail(str(tables)))
    lane = view(page, "discovery")
    start = lane.visualRect(lane.cards.index(0)).center()
    QTest.mousePress(lane.viewport(), Qt.MouseButton.LeftButton, pos=start)
    _move(lane.viewport(), start + QPoint(200, 60))
    assert page.board._ghost.isVisible()
    QTest.keyClick(lane, Qt.Key.Key_Escape)
    assert not page.board._ghost.isVisible()
    QTest.mouseRelease(lane.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(200, 60))
    steps.settled(window)


def test_a_card_dragged_to_its_own_place_changes_nothing(page, window, steps) -> None:
    window.session.changed.connect(lambda tables: pytest.fail(str(tables)))
    rect = view(page, "discovery").visualRect(view(page, "discovery").cards.index(1))
    drag(page, "Gift card", "discovery", rect.center().y() - 20)
    steps.settled(window)


def test_the_filter_narrows_the_board_and_says_what_it_does_not_know(page) -> None:
    page.filter.setText("gift")
    assert column(page, "discovery") == ["Gift card"]
    assert column(page, "planned") == []
    page.filter.setText("colour:red")
    assert "colour" in page.filter.toolTip()
    assert len(column(page, "discovery")) == 3
    page.filter.clear()
    assert page.filter.toolTip() == ""


def test_launching_sets_the_day_and_shows_in_the_details(page, window, steps) -> None:
    item = id_of(page, "Bundle builder")
    page._open(item)
    stage = page.inspector.fields["stage"]
    stage.set_key("launched")
    stage.picked.emit("launched")
    steps.settled(window)
    held = window.session.ask(items.item, item)
    assert held.stage == "launched" and held.launched_day is not None
    assert page.inspector.fields["launched_day"].value() == held.launched_day


def test_a_score_is_typed_and_ranked(page, window, steps) -> None:
    item = id_of(page, "Gift card")
    page._open(item)
    for key, text in (
        ("reach", "1,000"),
        ("impact", "high"),
        ("confidence", "80 %"),
        ("effort", "2"),
    ):
        page.inspector.scored.emit(item, key, text.replace(",", ""))
        steps.settled(window)
    assert page._scores[item].value == 1000 * 2 * 0.8 / 2
    card = view(page, "discovery").cards.rows[1]
    assert card.score == "800"


def test_a_score_that_is_no_number_is_refused_with_a_sentence(page, window, steps) -> None:
    item = id_of(page, "Gift card")
    page._open(item)
    page.inspector.scored.emit(item, "reach", "many")
    steps.settled(window)
    assert page._problem.isVisible()
    assert window.session.ask(items.item, item).inputs == {}


def test_the_details_take_dates_tags_and_texts(page, window, steps) -> None:
    item = id_of(page, "Gift card")
    page._open(item)
    side = page.inspector
    side.fields["due_day"].picked.emit(date(2026, 11, 27))
    steps.settled(window)
    side.tagged.emit(item, "gifts, season")
    steps.settled(window)
    side.fields["hypothesis"].saved.emit(
        "If we sell gift cards, then orders rise, because people ask."
    )
    steps.settled(window)
    held = window.session.ask(items.item, item)
    assert held.due_day == date(2026, 11, 27)
    assert set(held.tags) == {"gifts", "season"}
    assert held.hypothesis.startswith("If we sell gift cards")


def test_the_table_edits_and_sorts(page, window, steps) -> None:
    workspace = window.session.workspace
    workspace.do("Score", scoring.set_inputs, id_of(page, "Size guide"), "rice",
                 {"reach": 10, "impact": 1, "confidence": 1, "effort": 1})  # fmt: skip
    page.refresh()
    page._go("table")
    steps.settled(window)
    table = page._view("table")
    model = table.view.model()
    names = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    assert names[:5] == ["Title", "Theme", "Stage", "When", "RICE"]
    model.sort(4, Qt.SortOrder.DescendingOrder)
    assert model.index(0, 0).data() == "Size guide"
    assert model.index(0, 4).data() == "10"
    assert model.index(1, 4).data() == "–"
    model.setData(model.index(0, 0), "Size guide in the gallery")
    steps.settled(window)
    assert window.session.ask(items.item, id_of(page, "Size guide in the gallery"))


def test_one_edit_in_the_table_counts_for_all_selected_rows(page, window, steps) -> None:
    page._go("table")
    steps.settled(window)
    page._view("table").view.selectAll()
    model = page._view("table").view.model()
    model.setData(model.index(0, 2), "building")
    steps.settled(window)
    assert {item.stage.value for item in window.session.ask(items.items)} == {"building"}
    window.session.undo()
    steps.settled(window)
    assert {item.stage.value for item in window.session.ask(items.items)} == {
        "discovery",
        "planned",
    }


def test_rows_are_copied_with_headers_and_never_as_formulas(page, window, steps) -> None:
    window.session.workspace.do("New", items.add, "=HYPERLINK(1)", stage="inbox")
    page.refresh()
    page._go("table")
    steps.settled(window)
    page._view("table").view.selectAll()
    QTest.keyClick(page._view("table").view, Qt.Key.Key_C, CTRL)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("Title\tTheme\tStage")
    assert lines[1].startswith("'=HYPERLINK(1)\t")


def test_ice_ranks_by_its_own_criteria(page, window, steps) -> None:
    window.session.change_settings(framework="ice")
    steps.settled(window)
    assert page.reading().scheme.key == "ice"
    page._go("table")
    model = page._view("table").view.model()
    names = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    assert "Ease" in names and "Effort" not in names
