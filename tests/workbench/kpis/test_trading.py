"""The trading table and numbers shown in a meeting."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from workbench import language
from workbench.errors import NotFound
from workbench.kpis import snapshots_shown, targets, trading
from workbench.kpis.calendar import Period
from workbench.kpis.signals import WATCHED

SPACE = "\N{NO-BREAK SPACE}"


@pytest.fixture
def shop_of_a_year(shop):
    """One order a day of 10.00, then 12.00 from 2026-03-02 on; from 2025-02-24 to Wednesday 2026-03-11."""
    first = date(2025, 2, 24)
    shop.imported("shopify.orders", first.isoformat(), "2026-03-11")
    for n in range(381):
        day = first + timedelta(n)
        shop.order(
            day.isoformat(), gross_minor=1200 if day >= date(2026, 3, 2) else 1000, customer=n
        )
    shop.rebuild()
    return shop


def test_the_table_of_the_last_whole_week(shop_of_a_year):
    db = shop_of_a_year.db
    targets.set_target(db, "net_sales", date(2026, 3, 1), date(2026, 3, 31), "310")
    table = trading.trading(db, marked=[])
    assert table.week == Period(date(2026, 3, 2), date(2026, 3, 8))
    assert table.title == "Trading, week 10"
    assert table.columns[5] == "March to date"
    rows = {row.key: row for row in table.rows}
    net = rows["net_sales"]
    assert (net.last_week.value, net.week_before.value, net.last_year.value) == (8400, 7000, 7000)
    assert net.month.value == 1000 + 10 * 1200
    assert net.target.value == pytest.approx(7000)
    assert net.plan.value == pytest.approx(11_000)
    assert rows["average_order_value"].last_week.text == f"€{SPACE}12.00"
    assert "Ad spend" in rows["mer"].last_week.why
    assert rows["sessions"].last_week.text == "–"
    assert rows["net_sales"].signal is None


def test_cells_for_a_sheet_and_text_for_chat(shop_of_a_year):
    table = trading.trading(shop_of_a_year.db, marked=[])
    lines = trading.as_cells(table).split("\n")
    assert len(lines) == len(table.rows) + 1
    assert {len(line.split("\t")) for line in lines} == {7}
    text = trading.as_text(table)
    assert "Net sales: €84.00 (week before €70.00, last year €70.00)" in text
    assert "MER" not in text
    assert text.endswith("orders may still change until 8 Apr")


def test_a_week_that_is_not_all_held_says_so(shop_of_a_year):
    table = trading.trading(shop_of_a_year.db, last=date(2025, 3, 4), marked=[])
    orders = next(row for row in table.rows if row.key == "orders")
    assert orders.last_week.value == 7
    assert orders.week_before.value is None


def test_an_empty_workspace_says_what_to_import(db):
    table = trading.trading(db)
    assert table.rows == ()
    assert "Import orders" in trading.as_text(table)


def test_signals_mark_their_row(shop_of_a_year):
    db = shop_of_a_year.db
    for n in range(7):
        for _k in range(3):
            shop_of_a_year.order((date(2026, 3, 2) + timedelta(n)).isoformat(), gross_minor=1000)
    shop_of_a_year.rebuild()
    from workbench.kpis.signals import signals

    found = signals(db, last=date(2026, 3, 8), least_events=0)
    assert "orders" in {s.key for s in found} <= set(WATCHED)
    table = trading.trading(db, last=date(2026, 3, 8), marked=found)
    orders = next(row for row in table.rows if row.key == "orders")
    assert orders.signal.high
    assert f"! Orders: {orders.signal.reason}. Worth €{SPACE}" in trading.as_text(table)


def test_a_number_shown_in_a_meeting_is_kept_and_its_difference_told(shop_of_a_year):
    db = shop_of_a_year.db
    week = Period(date(2026, 3, 2), date(2026, 3, 8))
    shown = snapshots_shown.keep_shown(
        db, "net_sales", week, shown_day=date(2026, 3, 12), place="Monday"
    )
    again = snapshots_shown.keep_shown(
        db, "net_sales", week, shown_day=date(2026, 3, 12), place="Monday"
    )
    assert again == shown
    assert snapshots_shown.differences(db) == []
    shop_of_a_year.imported("shopify.orders", "2026-03-01", "2026-03-11", file="newer.csv")
    shop_of_a_year.order("2026-03-05", gross_minor=600)
    shop_of_a_year.rebuild()
    (found,) = snapshots_shown.differences(db)
    assert (found.shown.value, found.now) == (8400, 9000)
    assert [file for _n, file, _as_of in found.imports] == ["newer.csv"]
    assert found.words == (
        f"Net sales was shown as €{SPACE}84 on 12 Mar; it is €{SPACE}90 now, since newer.csv came in."
    )
    snapshots_shown.mark_difference_seen(db, shown)
    assert snapshots_shown.differences(db) == []
    assert len(snapshots_shown.differences(db, seen=True)) == 1
    snapshots_shown.forget_shown(db, shown)
    with pytest.raises(NotFound):
        snapshots_shown.forget_shown(db, shown)
    assert snapshots_shown.keep_shown(db, "sessions", week, shown_day=date(2026, 3, 12)) is None


def test_money_for_plain_text_is_written_as_the_locale_does(golden):
    case = golden["babel_money_a"]
    for (currency, locale), text in zip(
        case["inputs"]["cases"], case["expected"]["out"], strict=True
    ):
        minor = Decimal("1234567.891").scaleb(language.minor_digits(currency))
        assert language.local_money(minor, currency, locale) == text
    short = language.compact_money(123_456_789, "USD", "en_US")
    assert short == case["expected"]["compact_en_US_USD_1dp"]
