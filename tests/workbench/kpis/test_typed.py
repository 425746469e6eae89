"""KPIs of the user's own: added, changed, typed into, and made into periods."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from workbench.errors import BadInput, NotFound
from workbench.kpis import typed
from workbench.kpis.series import as_json, series


def month(n):
    return date(2026, n, 1), date(2026, n, {2: 28, 4: 30, 6: 30}.get(n, 31))


def test_a_kpi_keeps_its_card(db):
    key = typed.add_kpi(
        db,
        "E-mail list size",
        unit="count",
        formula="addresses that may be written to",
        owner="Ina",
    )
    assert key == "e_mail_list_size"
    assert typed.add_kpi(db, "E-mail list size") == key
    card = typed.card(db, key)
    assert (card.unit, card.formula, card.own) == (
        "count",
        "addresses that may be written to",
        True,
    )
    typed.set_kpi(db, key, name="List", direction="none")
    assert (typed.card(db, key).name, typed.card(db, key).direction) == ("List", "none")
    assert typed.card(db, key).formula == "addresses that may be written to"
    assert list(typed.all_cards(db))[-1] == key
    assert "conversion_rate" in typed.all_cards(db)
    typed.delete_kpi(db, key)
    with pytest.raises(NotFound):
        typed.card(db, key)


def test_the_same_again_changes_nothing(db):
    key = typed.add_kpi(db, "NPS")
    typed.set_snapshot(db, key, *month(1), "51")
    before = db.total_changes
    typed.add_kpi(db, "NPS")
    typed.set_kpi(db, key, name="NPS")
    typed.set_snapshot(db, key, *month(1), Decimal("51"))
    assert db.total_changes == before


def test_a_built_in_kpi_is_not_added_again(db):
    assert typed.add_kpi(db, "Net sales") == "net_sales"
    assert typed.own_cards(db) == {}


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda db: typed.add_kpi(db, "  "), "A KPI needs a name."),
        (lambda db: typed.add_kpi(db, "X", unit="parsecs"), "“parsecs” is not one of money"),
        (lambda db: typed.set_snapshot(db, "x", *month(1), "many"), "“many” is not a number."),
        (lambda db: typed.set_snapshot(db, "x", *month(1), "NaN"), "“NaN” is not a number."),
        (lambda db: typed.set_snapshot(db, "x", *reversed(month(1)), "1"), "The last day lies"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(db, call, says):
    with pytest.raises(BadInput, match=says):
        call(db)


def test_money_adds_up_and_a_level_is_the_last_one(db):
    spend = typed.add_kpi(db, "Ad spend", unit="money", direction="down")
    nps = typed.add_kpi(db, "NPS")
    for n, (money, score) in enumerate((("100.10", 51), ("200.20", 54), ("50", 49)), start=1):
        typed.set_snapshot(db, spend, *month(n), money)
        typed.set_snapshot(db, nps, *month(n), score)
    assert as_json(series(db, spend, by="quarter"))["points"][0]["value"] == 350.30
    (quarter,) = series(db, nps, by="quarter").points
    assert (quarter.value, quarter.complete) == (49, True)
    (year,) = series(db, nps, by="year").points
    assert (year.value, year.complete, year.days_held) == (49, False, 90)


def test_a_month_says_nothing_about_its_weeks_and_a_gap_stays_a_gap(db):
    nps = typed.add_kpi(db, "NPS")
    typed.set_snapshot(db, nps, *month(1), 51)
    typed.set_snapshot(db, nps, *month(3), None)
    typed.set_snapshot(db, nps, *month(4), 49)
    assert [p.value for p in series(db, nps, by="month").points] == [51, None, None, 49]
    weeks = series(db, nps, by="week")
    assert {p.value for p in weeks.points} == {None}
    assert "longer periods" in weeks.missing


def test_a_carried_kpi_keeps_its_last_value(db):
    stock = typed.add_kpi(db, "Suppliers", missing="carried", unit="count")
    typed.set_snapshot(db, stock, *month(1), 3)
    typed.set_snapshot(db, stock, *month(4), 5)
    assert [p.value for p in series(db, stock, by="month").points] == [3, 3, 3, 5]


def test_values_can_be_taken_back(db):
    key = typed.add_kpi(db, "NPS")
    number = typed.set_snapshot(db, key, *month(1), 51)
    assert [s.value for s in typed.snapshots(db, key)] == [Decimal(51)]
    typed.delete_snapshot(db, number)
    assert typed.snapshots(db, key) == []
    assert series(db, key).missing == "No value has been typed or imported yet."
