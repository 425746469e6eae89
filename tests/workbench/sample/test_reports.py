"""The daily reports add up, in themselves and with the order files."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

Rows = list[dict[str, str]]


def _sum(rows: Rows, column: str) -> Decimal:
    return sum((Decimal(row[column]) for row in rows), Decimal())


def test_every_day_of_the_two_years_is_in_both(sales: Rows, sessions: Rows) -> None:
    first = date(2024, 11, 4)
    expected = [(first + timedelta(days=n)).isoformat() for n in range(735)]
    assert [row["Day"] for row in sales] == expected
    assert [row["Day"] for row in sessions] == expected


def test_each_row_of_the_sales_report_adds_up(sales: Rows) -> None:
    for row in sales:
        n = {column: Decimal(cell) for column, cell in row.items() if column != "Day"}
        assert n["Gross sales"] + n["Discounts"] + n["Returns"] == n["Net sales"], row
        extras = n["Shipping charges"] + n["Duties"] + n["Additional fees"] + n["Taxes"]
        assert n["Net sales"] + extras == n["Total sales"], row
        assert n["Discounts"] <= 0 and n["Returns"] <= 0 < n["Gross sales"]


def test_orders_by_day_are_those_of_the_order_files(sales: Rows, orders: dict[str, Rows]) -> None:
    made = Counter(rows[0]["Created at"][:10] for rows in orders.values())
    assert {row["Day"]: int(row["Orders"]) for row in sales} == dict(made)


def test_gross_and_discounts_differ_from_the_order_files_by_rounding_only(
    sales: Rows, orders: dict[str, Rows], lines: Rows, gross: Decimal
) -> None:
    firsts = [rows[0] for rows in orders.values()]
    half_a_cent_a_line = Decimal("0.005") * len(lines)
    assert abs(_sum(sales, "Gross sales") - gross / Decimal("1.21")) < half_a_cent_a_line
    discounts = _sum(firsts, "Discount Amount") / Decimal("1.21")
    assert abs(_sum(sales, "Discounts") + discounts) < half_a_cent_a_line


def test_total_sales_is_what_was_paid_less_what_went_back(
    sales: Rows, orders: dict[str, Rows]
) -> None:
    """Total - Refunded Amount - never paid; what is left are cents, at most one per order."""
    firsts = [rows[0] for rows in orders.values()]
    never_paid = [row for row in firsts if row["Financial Status"] == "voided"]
    expected = _sum(firsts, "Total") - _sum(firsts, "Refunded Amount") - _sum(never_paid, "Total")
    left = _sum(sales, "Total sales") - expected
    assert left != 0
    assert abs(left) < Decimal("0.01") * len(orders)


def test_refunds_are_booked_after_the_order(sales: Rows, orders: dict[str, Rows]) -> None:
    """The last three weeks hold returns of older orders, and miss those still to come."""
    recent = [row for row in sales if row["Day"] >= "2026-10-19"]
    refunded = [rows[0] for rows in orders.values() if rows[0]["Created at"] >= "2026-10-19"]
    by_order_day = _sum(refunded, "Refunded Amount") / Decimal("1.21")
    assert -_sum(recent, "Returns") > by_order_day + 50


def test_completed_checkouts_are_the_web_orders(sessions: Rows, orders: dict[str, Rows]) -> None:
    web = Counter(
        rows[0]["Created at"][:10] for rows in orders.values() if rows[0]["Source"] == "web"
    )
    assert {row["Day"]: int(row["Sessions that completed checkout"]) for row in sessions} == dict(
        web
    )


def test_the_funnel_only_narrows(sessions: Rows) -> None:
    for row in sessions:
        steps = [int(cell) for column, cell in row.items() if column not in
                 ("Day", "Online store visitors")]  # fmt: skip
        assert steps == sorted(steps, reverse=True), row
        assert int(row["Online store visitors"]) < int(row["Sessions"])
