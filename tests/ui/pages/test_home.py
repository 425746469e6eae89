"""Home: the day of the data, tiles, sentences that lead somewhere; first run."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from ui import theme
from ui.pages.home_list import bold, quoted_bold
from ui.pages.home_rows import SignalRow
from ui.widgets.sentence_row import SentenceRow
from ui.window import Window
from workbench.kpis import signal_notes, targets
from workbench.roadmap import items


def rows(window: Window) -> list[SentenceRow]:
    return [row for row in window.frame.page("home").list.rows() if isinstance(row, SentenceRow)]


def test_home_greets_with_the_day_after_the_data(sample_window: Window) -> None:
    assert sample_window.frame.topbar.title.text() == "Monday, 9 November"


def test_five_tiles_with_values(sample_window: Window) -> None:
    tiles = sample_window.frame.page("home").tiles.tiles
    assert len(tiles) == 5
    assert all(tile.value() not in ("", "–") for tile in tiles.values())


def test_every_sentence_leads_somewhere(sample_window: Window, steps) -> None:
    window = sample_window
    steps.settled(window)
    assert len(rows(window)) >= 3
    for n in range(len(rows(window))):
        window.turn_to("home")
        steps.settled(window)
        rows(window)[n].activated.emit()
        steps.settled(window)
        assert window.frame.key != "home"
        assert window.frame.problem.isHidden()


def test_a_tile_opens_its_kpi(sample_window: Window, steps) -> None:
    sample_window.frame.page("home").tiles.tiles["net_sales"].click()
    steps.settled(sample_window)
    assert sample_window.frame.current().title == "Net sales"


def test_an_empty_workspace_says_what_to_do(window: Window) -> None:
    page = window.frame.page("home")
    assert page._stack.currentIndex() == 1


def test_home_follows_the_roadmap(window: Window, steps) -> None:
    window.session.do("New", items.add, "Gift <i>card</i>", stage="planned")
    steps.settled(window)
    said = [row.text() for row in rows(window)]
    assert any("Gift <i>card</i>" in text and "hypothesis" in text for text in said)


def test_names_are_bold_without_their_marks() -> None:
    spans = quoted_bold("“Gift card” has no score yet.")
    assert [(span.text, span.bold) for span in spans] == [
        ("", False), ("Gift card", True), (" has no score yet.", False),
    ]  # fmt: skip
    assert quoted_bold("4 items.")[0].text == "4 items."
    filled = bold("{title} is live since {day}.", title="{x}", day="2 Nov")
    assert "".join(span.text for span in filled) == "{x} is live since 2 Nov."


def moves(window: Window) -> list[SignalRow]:
    return [row for row in rows(window) if isinstance(row, SignalRow)]


def test_signals_come_first_with_what_is_at_stake(sample_window: Window, steps, seen) -> None:
    steps.settled(sample_window)
    found = moves(sample_window)
    assert rows(sample_window)[: len(found)] == found
    said = {row.move_.key: row.text() for row in found}
    assert "New product page" in said["conversion_rate"] and "a week" in said["conversion_rate"]
    stakes = [abs(row.move_.stake_minor or 0) for row in found]
    assert stakes == sorted(stakes, reverse=True)
    tiles = sample_window.frame.page("home").tiles.tiles
    bad = theme.current().colour("bad")
    assert seen.has(tiles["conversion_rate"], bad)
    assert not seen.has(tiles["average_order_value"], bad)


def test_one_key_marks_a_signal_as_seen(sample_window: Window, steps) -> None:
    steps.settled(sample_window)
    before = [row.move_.key for row in moves(sample_window)]
    QTest.keyClick(moves(sample_window)[0].button, Qt.Key.Key_S)
    steps.settled(sample_window)
    assert [row.move_.key for row in moves(sample_window)] == before[1:]
    assert "seen already" in rows(sample_window)[-1].text()
    rows(sample_window)[-1].activated.emit()
    assert [row.move_.key for row in moves(sample_window)] == before
    sample_window.session.undo()
    steps.settled(sample_window)
    assert "seen already" not in rows(sample_window)[-1].text()


def test_one_key_opens_a_signal(sample_window: Window, steps) -> None:
    steps.settled(sample_window)
    QTest.keyClick(moves(sample_window)[0].button, Qt.Key.Key_O)
    steps.settled(sample_window)
    assert sample_window.frame.key == "kpis"


def test_a_signal_can_be_put_off(sample_window: Window, steps) -> None:
    steps.settled(sample_window)
    row = moves(sample_window)[0]
    row.snoozed.emit()
    steps.settled(sample_window)
    assert row.move_.key not in [one.move_.key for one in moves(sample_window)]
    until = sample_window.session.ask(signal_notes.snoozed_until)[row.move_.key]
    assert until == date(2026, 11, 22)


def test_the_trading_table_marks_only_signals(sample_window: Window, steps) -> None:
    steps.settled(sample_window)
    table = sample_window.frame.page("home").trading.table.model()
    signalled = {row.move_.name for row in moves(sample_window)}
    bad = theme.current().colour("bad")
    marked = {
        table.index(n, 0).data()
        for n in range(table.rowCount())
        if table.index(n, 1).data(Qt.ItemDataRole.ForegroundRole) == bad
    }
    assert marked == signalled
    assert table.columnCount() == 7


def test_the_trading_table_is_copied(sample_window: Window, steps) -> None:
    steps.settled(sample_window)
    panel = sample_window.frame.page("home").trading
    sample_window.registry.run("copy_trading")
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Trading, week 45\nNet sales: €")
    panel.copy_cells()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert {line.count("\t") for line in lines} == {6}
    panel.copy_picture()
    assert QGuiApplication.clipboard().image().width() >= panel.width()


def test_a_target_off_its_pace_is_said(sample_window: Window, steps) -> None:
    days = date(2026, 11, 2), date(2026, 11, 8)
    sample_window.session.do("Target", targets.set_target, "net_sales", *days, 9000)
    steps.settled(sample_window)
    assert any("behind the pace" in row.text() for row in rows(sample_window))
