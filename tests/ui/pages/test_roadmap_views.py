"""The other views of the roadmap: matrix, timeline, now-next-later, changes and saved views, by key."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtTest import QTest

from ui.announce import announcer
from ui.pages.roadmap import RoadmapPage
from ui.widgets.matrix_labels import fanned, placed
from ui.widgets.timeline_scale import around
from ui.window import Window
from workbench.roadmap import items, limits, scoring, views

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
INPUTS = {"reach": 100, "impact": 1, "confidence": 0.8, "effort": 2}


@pytest.fixture
def page(window: Window, steps) -> RoadmapPage:
    """Three ideas: one with dates and a score, one with a score, one with neither."""
    do = window.session.workspace.do
    days = {"start_day": date(2026, 11, 2), "due_day": date(2026, 11, 13)}
    one = do("New", items.add, "Size guide", stage="planned", theme="retention", **days).result
    two = do("New", items.add, "Gift card", stage="discovery", theme="retention").result
    do("New", items.add, "Loyalty points", stage="discovery", theme="product", horizon="next")
    do("Score", scoring.set_inputs, one, "rice", INPUTS)
    do("Score", scoring.set_inputs, two, "rice", INPUTS)
    window.turn_to("roadmap")
    window.activateWindow()
    steps.settled(window)
    found = window.frame.current()
    assert isinstance(found, RoadmapPage)
    return found


@pytest.fixture
def said() -> list[str]:
    """What a screen reader was told."""
    found: list[str] = []

    def hear(text: str, _urgent: bool) -> None:
        found.append(text)

    announcer.said.connect(hear)
    yield found
    announcer.said.disconnect(hear)


def id_of(page: RoadmapPage, title: str) -> int:
    return next(item.id for item in page.items() if item.title == title)


def item(page: RoadmapPage, title: str):
    return page.session.ask(items.item, id_of(page, title))


def test_a_card_goes_to_another_time_and_theme_by_key(page, window, steps, said) -> None:
    page._go("horizons")
    grid = page._view("horizons")
    grid.choose(id_of(page, "Loyalty points"))
    QTest.keyClick(grid, Qt.Key.Key_Right, CTRL)
    steps.settled(window)
    assert item(page, "Loyalty points").horizon == "later"
    assert said[-1] == "Moved to Later, product"
    QTest.keyClick(grid, Qt.Key.Key_Up, CTRL)
    steps.settled(window)
    assert item(page, "Loyalty points").theme == "analytics"
    assert grid.card().title == "Loyalty points"


def test_the_focus_of_the_grid_moves_by_arrows_and_enter_opens(page, window, steps) -> None:
    page._go("horizons")
    grid = page._view("horizons")
    grid.choose(id_of(page, "Loyalty points"))
    QTest.keyClick(grid, Qt.Key.Key_Right)
    assert grid.card().title == "Gift card"  # in the column without a time
    QTest.keyClick(grid, Qt.Key.Key_Return)
    steps.settled(window)
    assert page.inspector.item_id() == id_of(page, "Gift card")


def test_a_bar_is_moved_and_lengthened_by_key(page, window, steps, said) -> None:
    page._go("timeline")
    steps.settled(window)
    view = page._view("timeline").view
    view.choose(id_of(page, "Size guide"))
    QTest.keyClick(view, Qt.Key.Key_Right, CTRL)
    steps.settled(window)
    found = item(page, "Size guide")
    assert (found.start_day, found.due_day) == (date(2026, 11, 3), date(2026, 11, 14))
    QTest.keyClick(view, Qt.Key.Key_Left, ALT | Qt.KeyboardModifier.ShiftModifier)
    steps.settled(window)
    found = item(page, "Size guide")
    assert (found.start_day, found.due_day) == (date(2026, 11, 3), date(2026, 11, 7))
    assert said[-1].startswith("Size guide: 3 Nov")


def test_a_bar_is_dragged_by_its_end(page, window, steps) -> None:
    page._go("timeline")
    steps.settled(window)
    view = page._view("timeline").view
    place = view.places[id_of(page, "Size guide")]
    view.choose(id_of(page, "Size guide"))
    from ui.widgets.timeline_paint import HEAD, SIDE

    x = round(place.right()) - 3 + SIDE - view.horizontalScrollBar().value()
    y = round(place.center().y()) + HEAD - view.verticalScrollBar().value()
    port, left = view.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(port, left, pos=QPointF(x, y).toPoint())
    move(port, QPointF(x + 5 * view.scale.per_day, y))
    QTest.mouseRelease(port, left, pos=QPointF(x + 5 * view.scale.per_day, y).toPoint())
    steps.settled(window)
    found = item(page, "Size guide")
    assert (found.start_day, found.due_day) == (date(2026, 11, 2), date(2026, 11, 18))


def move(port, to: QPointF) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    event = QMouseEvent(
        QEvent.Type.MouseMove, to, QPointF(port.mapToGlobal(to.toPoint())),
        Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(port, event)


def test_an_item_without_dates_is_dated_by_key_for_as_long_as_its_effort(
    page, window, steps
) -> None:
    page._go("timeline")
    steps.settled(window)
    view = page._view("timeline").view
    view.choose(id_of(page, "Gift card"))
    QTest.keyClick(view, Qt.Key.Key_Right, CTRL)
    steps.settled(window)
    found = item(page, "Gift card")
    assert found.start_day == page.reading().today
    assert found.due_day - found.start_day == timedelta(13)  # an effort of two weeks


def test_a_scale_goes_from_days_to_pixels_and_back() -> None:
    scale = around([date(2026, 3, 1)], date(2026, 6, 1), "month")
    for day in (scale.first, date(2026, 3, 31), scale.last):
        assert scale.day(scale.x(day) + 0.5) == day
    months = list(scale.months())
    assert months[0][0] == scale.first and months[-1][1] == scale.last
    assert all(b[0] - a[1] == timedelta(1) for a, b in pairwise(months))


def test_a_bubble_is_moved_by_key_to_the_next_step_of_its_scale(page, window, steps, said) -> None:
    page._go("matrix")
    view = page._view("matrix").view
    view.choose(id_of(page, "Size guide"))
    QTest.keyClick(view, Qt.Key.Key_Up, CTRL)
    steps.settled(window)
    given = item(page, "Size guide").inputs["rice"]
    assert (given["impact"].value, given["effort"].value) == (2, 2)
    assert said[-1] == "Size guide: Effort 2, Impact 2"
    assert page._scores[id_of(page, "Size guide")].value == 100 * 2 * 0.8 / 2


def test_a_dragged_bubble_takes_the_nearest_step(page, window, steps) -> None:
    page._go("matrix")
    steps.settled(window)
    view = page._view("matrix").view
    start = view.place(id_of(page, "Gift card")).toPoint()
    end = view.at_values(1.0, 2.9)
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(view, left, pos=start)
    move(view, end)
    QTest.mouseRelease(view, left, pos=end.toPoint())
    steps.settled(window)
    given = item(page, "Gift card").inputs["rice"]
    assert given["impact"].value == 3
    assert given["effort"].value == pytest.approx(1.0, abs=0.05)


def test_labels_lie_on_no_other_label_and_no_bubble() -> None:
    inside = QRectF(0, 0, 700, 500)
    spots = {n: QPointF(60 + 37 * (n % 16), 40 + 90 * (n // 16)) for n in range(64)}
    spots[64] = QPointF(spots[0])
    radii = {n: 6.0 + n % 5 for n in spots}
    spots = fanned(spots, radii, inside)
    assert spots[64] != spots[0]
    found = placed(list(spots), spots, radii, {n: QSizeF(30, 14) for n in spots}, inside)
    assert len(found) > 40
    assert not any(a.intersects(b) for a, b in combinations(found.values(), 2))
    for n, area in found.items():
        for other, at in spots.items():
            r = radii[other]
            bubble = QRectF(at.x() - r, at.y() - r, 2 * r, 2 * r)
            assert other == n or not area.intersects(bubble)


def test_a_view_is_saved_edited_and_discarded(page, window, steps) -> None:
    page._go("table")
    page.filter.setText("theme:retention")
    page.bar.ask_name()
    QTest.keyClicks(page.bar.name, "Keep them")
    QTest.keyClick(page.bar.name, Qt.Key.Key_Return)
    steps.settled(window)
    assert page.bar.views.label() == "Keep them"
    saved = window.session.ask(views.views)
    assert [(one.name, one.view.kind, one.view.filter) for one in saved] == [
        ("Keep them", "table", "theme:retention")
    ]
    page.filter.setText("gift")
    assert page.bar.views.label() == "Keep them •"
    assert page.bar.save.isVisible()
    page.bar.discard.click()
    assert page.filter.text() == "theme:retention"
    assert page.bar.views.label() == "Keep them"


def test_a_limit_warns_and_never_blocks(page, window, steps) -> None:
    page.board.focus_card(id_of(page, "Gift card"))
    lane = page.board.lanes["discovery"]
    QTest.keyClick(lane.view, Qt.Key.Key_L)
    QTest.keyClicks(lane._limit.field, "1")
    QTest.keyClick(lane._limit.field, Qt.Key.Key_Return)
    steps.settled(window)
    assert window.session.ask(limits.limits) == {"stage:discovery": limits.Limit(1)}
    assert (lane._limit.chip.text(), lane._limit.chip.role()) == ("2/1", "bad")
    assert lane.view.accessibleDescription() == "2/1, over its limit"
    page.board.added.emit("discovery", "One more")
    steps.settled(window)
    assert lane._limit.chip.text() == "3/1"


def test_since_strikes_the_old_value_through(page, window, steps) -> None:
    workspace = window.session.workspace
    gone = id_of(page, "Loyalty points")
    workspace.do("Delete", items.delete, gone)
    page.show_since(page.reading().today)
    steps.settled(window)
    model = page._changes.view.model()
    titles = {model.index(row, 1).data() for row in range(model.rowCount())}
    assert {"Size guide", "Gift card"} <= titles
    page.show_since(None)
    assert page._stack.currentWidget() is page.board


def test_a_range_gives_a_band_and_a_fragile_top(page, window, steps) -> None:
    workspace = window.session.workspace
    workspace.do("Score", scoring.set_inputs, id_of(page, "Loyalty points"), "rice", INPUTS)
    page._open(id_of(page, "Gift card"))
    page.inspector.scored.emit(id_of(page, "Gift card"), "reach", "50 to 900")
    steps.settled(window)
    given = item(page, "Gift card").inputs["rice"]["reach"]
    assert (given.low, given.value, given.high) == (50, 475, 900)
    band = page.reading().bands[id_of(page, "Gift card")]
    assert (band.best, band.worst) == (1, 3)
    assert page.bar.top.text() == "Of the open items: Robust top 3."


def test_evidence_is_added_from_the_gap_in_the_chain(page, window, steps, said) -> None:
    page._open(id_of(page, "Size guide"))
    steps.settled(window)
    side = page.inspector
    side.chain.links["evidence"].action.click()
    form = side.evidence.form
    assert form.isVisible()
    QTest.keyClicks(form.text, "Nine reviews ask for it")
    form.strength.set_key("reviews")
    QTest.keyClick(form.text, Qt.Key.Key_Return)
    steps.settled(window)
    found = item(page, "Size guide")
    assert found.proof.pieces == 1
    assert "Evidence added" in said
    assert side.chain.links["evidence"].accessibleName().startswith("Evidence: 1 for it")


def test_a_decision_is_written_down_with_its_prediction(page, window, steps) -> None:
    from workbench.roadmap import decisions

    page._open(id_of(page, "Size guide"))
    steps.settled(window)
    form = page.inspector.decision.form
    page.inspector.decision.begin()
    form.reason.setText("Reviews ask for it")
    form.kpi.set_key("net_sales")
    form.likely.set_number(4)
    form.due.set_value(date(2027, 3, 1))
    form._give()
    steps.settled(window)
    held = window.session.ask(decisions.decision_of, id_of(page, "Size guide"))
    assert held.reason == "Reviews ask for it"
    assert (held.prediction.kpi, held.prediction.likely) == ("net_sales", 0.04)
