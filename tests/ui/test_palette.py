"""Ctrl+K finds commands, pages, items and KPIs, the best fit first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.models.choices import Choice, best, fit
from ui.window import Window
from workbench.roadmap import items


def choice(text: str, rank: int = 0) -> Choice:
    return Choice(text, "", "home", lambda: None, rank=rank)


@pytest.mark.parametrize(
    ("better", "worse", "typed"),
    [
        ("New item", "Renew list", "new"),
        ("Net sales", "Magnet card", "net"),
        ("Import files", "Take an import back", "import"),
        ("Net sales", "Net sales by day and channel", "net sales"),
        ("New item", "Number of items left in winter", "nwit"),
    ],
)
def test_the_better_fit_comes_first(better: str, worse: str, typed: str) -> None:
    assert fit(better, typed) > fit(worse, typed)


def test_all_parts_must_be_there() -> None:
    assert fit("Net sales", "sales net") > 0
    assert fit("Net sales", "net orders") == 0
    assert fit("Net sales", "xq") == 0


def test_without_words_the_most_used_come_first() -> None:
    found = best([choice("a"), choice("b", 2), choice("c", 1)], "")
    assert [one.text for one in found] == ["b", "c", "a"]


def test_typing_and_enter_do_it(window: Window, steps) -> None:
    window.session.do("New item", items.add, "Wholesale price list <b>for</b> florists")
    steps.settled(window)
    window.sheets.palette()
    palette = window.sheets.open_ones()[0]
    QTest.keyClicks(palette.field, "florists")
    assert palette.model.choice(0).text == "Wholesale price list <b>for</b> florists"
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    steps.settled(window)
    assert window.frame.key == "roadmap"
    assert window.frame.current().inspector.item_id() is not None
    assert window.sheets.open_ones() == []


def test_arrows_move_and_escape_leaves(window: Window) -> None:
    window.sheets.palette()
    palette = window.sheets.open_ones()[0]
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == 1
    QTest.keyClick(palette.field, Qt.Key.Key_Up)
    QTest.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == palette.model.rowCount() - 1
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert window.sheets.open_ones() == []


def test_nothing_found_says_so(window: Window) -> None:
    window.sheets.palette()
    palette = window.sheets.open_ones()[0]
    QTest.keyClicks(palette.field, "zzzqqq")
    assert palette.model.rowCount() == 0
    assert palette._nothing.isVisible()
