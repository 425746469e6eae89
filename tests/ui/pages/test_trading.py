"""Trading: the table, products by what is asked of them, promotions, and what profit needs."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from ui.widgets.sentence_row import SentenceRow
from ui.window import Window
from workbench.kpis import costs, promotions

_ACROSS = Qt.Orientation.Horizontal


@pytest.fixture
def page(sample_window: Window, steps):
    """The trading page of the sample brand."""
    sample_window.turn_to("trading")
    steps.settled(sample_window)
    return sample_window.frame.current()


def column(table, name: str) -> list[str]:
    model = table.model()
    heads = [model.headerData(n, _ACROSS) for n in range(model.columnCount())]
    return [model.index(n, heads.index(name)).data() for n in range(model.rowCount())]


def amounts(table, name: str) -> list[int]:
    plain = [text.replace("−", "-") for text in column(table, name)]
    return [int("".join(c for c in text if c in "-0123456789")) for text in plain]


def test_top_products_stand_by_net_sales(page) -> None:
    sold = amounts(page.product_table, "Net sales")
    assert len(sold) == 12 and sold == sorted(sold, reverse=True)
    now, before = sold, amounts(page.product_table, "Before")
    change = amounts(page.product_table, "Change")
    assert all(abs(a - b - c) <= 1 for a, b, c in zip(now, before, change, strict=True))


def test_falling_products_all_fell(page) -> None:
    page._turn_sort("falling")
    change = amounts(page.product_table, "Change")
    assert change and change == sorted(change) and change[-1] <= 0


def test_products_join_their_variants(page, sample_window, steps) -> None:
    page._turn_level("product")
    steps.settled(sample_window)
    names = column(page.product_table, "Product")
    assert "Amber Woods Candle" in names and not any(" - " in name for name in names)


def test_a_suggested_promotion_is_confirmed(page, sample_window, steps) -> None:
    rows = [row for row in page.suggested.rows() if isinstance(row, SentenceRow)]
    assert len(rows) == 3 and "SUMMER15" in rows[0].text()
    rows[0].activated.emit()
    steps.settled(sample_window)
    held = sample_window.session.ask(promotions.typed_promotions)
    assert [(one.code, one.first_day) for one in held] == [("SUMMER15", date(2026, 7, 6))]
    assert len(page.suggested.rows()) == 2


def test_profit_says_what_it_needs_until_costs_are_there(page, sample_window, steps) -> None:
    assert page.profit.isHidden() and page.missing.rows()
    sample_window.session.do("Cost", costs.add_cost, "goods", costs.NET_SHARE, "0.4")
    steps.settled(sample_window)
    assert page.profit.isVisible()
    assert column(page.profit_table, "Of net sales")[1] == "60.0\N{NO-BREAK SPACE}%"


def test_without_data_it_says_what_to_import(window: Window, steps) -> None:
    window.turn_to("trading")
    steps.settled(window)
    page = window.frame.current()
    assert page.products.isHidden() and page.trading.isHidden()
    assert window.frame.current().nothing.isVisible()
    assert not window.frame.current().waiting.isVisible()


def test_home_leads_to_it(sample_window: Window, steps) -> None:
    sample_window.registry.run("trading")
    steps.settled(sample_window)
    assert sample_window.frame.key == "trading"
