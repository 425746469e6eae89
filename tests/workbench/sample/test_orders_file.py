"""The orders export has the shape and the habits of a real one."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

import pytest

Rows = list[dict[str, str]]

ON_EVERY_ROW = {
    "Name", "Email", "Created at", "Vendor", "Phone", "Lineitem quantity", "Lineitem name",
    "Lineitem price", "Lineitem sku", "Lineitem requires shipping", "Lineitem taxable",
    "Lineitem fulfillment status", "Lineitem discount",
}  # fmt: skip


def _made(row: dict[str, str]) -> datetime:
    return datetime.strptime(row["Created at"], "%Y-%m-%d %H:%M:%S %z")


def _is_order(rows: Rows) -> bool:
    return rows[0]["Financial Status"] != "voided" and not rows[0]["Cancelled at"]


def test_all_79_columns_are_there(old_orders: Rows, new_orders: Rows) -> None:
    assert list(old_orders[0]) == list(new_orders[0])
    assert len(old_orders[0]) == 79


def test_a_continuation_row_repeats_only_the_line(new_orders: Rows) -> None:
    before = ""
    for row in new_orders:
        if row["Name"] == before:
            assert {column for column, cell in row.items() if cell} <= ON_EVERY_ROW
        else:
            assert row["Total"] and row["Id"] and row["Financial Status"]
        before = row["Name"]


def test_the_newest_order_comes_first(old_orders: Rows, new_orders: Rows) -> None:
    for table in (old_orders, new_orders):
        made = [_made(row) for row in table]
        assert made == sorted(made, reverse=True)
        numbers = [int(row["Name"][1:]) for row in table]
        assert numbers == sorted(numbers, reverse=True)


def test_the_two_years_hold_about_nine_thousand_orders(orders: dict[str, Rows]) -> None:
    days = sorted(rows[0]["Created at"][:10] for rows in orders.values())
    assert (days[0], days[-1]) == ("2024-11-04", "2026-11-08")
    assert 8_500 < len(orders) < 9_500
    second = sum(day >= "2025-11-03" for day in days)
    assert second / (len(orders) - second) == pytest.approx(1.25, abs=0.05)


def test_the_offset_follows_daylight_saving(lines: Rows) -> None:
    offsets = {row["Created at"][:10]: row["Created at"][-5:] for row in lines}
    assert offsets["2025-03-29"] == offsets["2025-10-27"] == "+0100"
    assert offsets["2025-03-31"] == offsets["2025-10-25"] == "+0200"
    assert set(offsets.values()) == {"+0100", "+0200"}


def test_the_money_of_an_order_adds_up(orders: dict[str, Rows]) -> None:
    for rows in orders.values():
        first = {name: Decimal(rows[0][name]) for name in ("Subtotal", "Shipping", "Total")}
        goods = sum(Decimal(row["Lineitem price"]) * int(row["Lineitem quantity"]) for row in rows)
        assert goods - Decimal(rows[0]["Discount Amount"]) == first["Subtotal"]
        assert first["Total"] == first["Subtotal"] + first["Shipping"]
        vat = first["Total"] * 21 / 121
        assert abs(vat - Decimal(rows[0]["Taxes"])) <= Decimal("0.005") * (len(rows) + 1)


def test_a_refund_fits_its_status(orders: dict[str, Rows]) -> None:
    for rows in orders.values():
        status, total = rows[0]["Financial Status"], Decimal(rows[0]["Total"])
        refunded = Decimal(rows[0]["Refunded Amount"])
        if status == "refunded":
            assert refunded == total
        elif status == "partially_refunded":
            assert 0 < refunded < total
        else:
            assert refunded == 0


def test_every_status_a_reader_must_know_occurs(orders: dict[str, Rows]) -> None:
    found = Counter(rows[0]["Financial Status"] for rows in orders.values())
    assert set(found) == {"paid", "refunded", "partially_refunded", "voided", "pending"}
    assert found["paid"] > 0.9 * len(orders)
    assert sum(bool(rows[0]["Cancelled at"]) for rows in orders.values()) > 50
    assert {rows[0]["Source"] for rows in orders.values()} == {"web", "pos", "shopify_draft_order"}


def test_the_newer_export_knows_more_about_the_overlap(old_orders: Rows, new_orders: Rows) -> None:
    old = {row["Name"]: row for row in reversed(old_orders)}
    new = {row["Name"]: row for row in reversed(new_orders)}
    old |= {row["Name"]: row for row in old_orders if row["Total"]}
    new |= {row["Name"]: row for row in new_orders if row["Total"]}
    both = old.keys() & new.keys()
    assert len(both) > 300
    later = [
        name for name in both if old[name]["Financial Status"] != new[name]["Financial Status"]
    ]
    assert {old[name]["Financial Status"] for name in later} <= {"paid", "pending"}
    assert any("refunded" in new[name]["Financial Status"] for name in later)


def test_the_overlap_changes_no_line(old_orders: Rows, new_orders: Rows) -> None:
    columns = ("Name", "Lineitem sku", "Lineitem quantity", "Lineitem price")
    shared = {row["Name"] for row in old_orders} & {row["Name"] for row in new_orders}
    old, new = (
        [tuple(row[column] for column in columns) for row in table if row["Name"] in shared]
        for table in (old_orders, new_orders)
    )
    assert old == new


def test_no_buyer_can_exist(lines: Rows) -> None:
    emails = {row["Email"] for row in lines}
    odd = [
        mail for mail in emails if not re.fullmatch(r"([a-z]+\d+@example\.(com|org|net))?", mail)
    ]
    assert odd == []
    assert {row["Phone"][:8] for row in lines} == {"", "+3160000"}
    assert all(row["Billing Name"] for row in lines if row["Total"] and row["Source"] == "web")


def test_three_orders_in_ten_are_of_returning_buyers(orders: dict[str, Rows]) -> None:
    met: set[str] = set()
    returning = 0
    valid = [rows[0] for rows in orders.values() if _is_order(rows) and rows[0]["Email"]]
    for row in sorted(valid, key=_made):
        returning += row["Email"] in met
        met.add(row["Email"])
    assert returning / len(valid) == pytest.approx(0.30, abs=0.03)


def test_the_bestseller_was_sold_out_for_three_weeks(lines: Rows) -> None:
    sold = Counter(row["Lineitem sku"] for row in lines)
    assert sold.most_common(1)[0][0] == "OE-CA-AMB-180"
    days = {date.fromisoformat(row["Created at"][:10]) for row in lines
            if row["Lineitem sku"] == "OE-CA-AMB-180"}  # fmt: skip
    gaps = [(b - a).days for a, b in pairwise(sorted(days))]
    assert max(gaps) >= 22
    assert sorted(gaps)[-2] < 8
    assert not any(date(2026, 3, 23) <= day <= date(2026, 4, 12) for day in days)


def test_prices_rose_once(lines: Rows) -> None:
    prices: dict[str, set[tuple[bool, str]]] = {}
    for row in lines:
        after = row["Created at"] >= "2026-02-01"
        prices.setdefault(row["Lineitem sku"], set()).add((after, row["Lineitem price"]))
    assert len(prices) == 15
    for found in prices.values():
        assert len(found) == 2
        (_, before), (_, since) = sorted(found)
        assert 1.04 < float(since) / float(before) < 1.09


def test_codes_belong_to_their_days(orders: dict[str, Rows]) -> None:
    days: dict[str, list[str]] = {}
    for rows in orders.values():
        days.setdefault(rows[0]["Discount Code"], []).append(rows[0]["Created at"][:10])
    assert set(days) == {"", "WELCOME10", "BLACKFRIDAY25", "MOTHERSDAY", "SUMMER15",
                         "Custom discount"}  # fmt: skip
    assert {day[:7] for day in days["BLACKFRIDAY25"]} == {
        "2024-11",
        "2024-12",
        "2025-11",
        "2025-12",
    }
    assert max(day for day in days["MOTHERSDAY"] if day < "2026") == "2025-05-11"
    assert len({day[:7] for day in days["WELCOME10"]}) == 25
