"""Cohorts as a heatmap and targets as bullets: the right numbers in the right places."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.charts.catalogue import draw
from workbench.charts.style import Size, style
from workbench.kpis import cohort_pictures as pictures
from workbench.kpis import cohorts, pace, targets, typed
from workbench.store.brand import brand

SPACE = "\N{NO-BREAK SPACE}"


def test_retention_as_a_heatmap(shop):
    for day, customer in (
        ("2026-01-03", 1), ("2026-01-09", 2), ("2026-02-20", 1), ("2026-02-21", 3), ("2026-03-01", 1),
    ):  # fmt: skip
        shop.order(day, customer=customer, gross_minor=500)
    data = pictures.retention_picture(cohorts.cohorts(shop.db), brand(shop.db))
    assert data.rows == ("Jan 2026", "Feb 2026")
    assert data.columns == ("1", "2")
    assert data.values == ((0.5, 0.5), (0.0,))
    assert data.row_notes == ("(2)", "(1)")
    assert data.title == f"33.3{SPACE}% of new customers order again in the month after"
    draw(data, style=style("light"), size=Size.screen(420, 280))
    assert not pictures.retention_picture([], brand(shop.db)).has_values


def test_targets_as_bullets(shop):
    shop.imported("shopify.orders", "2026-01-01", "2026-01-10")
    for n in range(10):
        shop.order(f"2026-01-{n + 1:02}", gross_minor=10_000)
    shop.rebuild()
    targets.set_target(shop.db, "net_sales", date(2026, 1, 1), date(2026, 1, 31), "6200")
    targets.set_target(shop.db, "orders", date(2026, 1, 1), date(2026, 1, 31), "31")
    cards, own = typed.all_cards(shop.db), brand(shop.db)
    data = pictures.targets_picture(pace.paces(shop.db), cards, own)
    assert data.title == "1 of 2 targets are off pace"
    sales = next(row for row in data.rows if row.name == "Net sales")
    assert (sales.value, sales.target, sales.signal) == (1000, pytest.approx(2000), "bad")
    assert not pictures.targets_picture([], cards, own).has_values
