"""What happened at the brand can be read from its files: events, launches, tests, own numbers."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest

Rows = list[dict[str, str]]
Sheet = list[dict[str, object]]

THEMES = {"acquisition", "engagement", "retention", "analytics", "product", "operations"}
STAGES = {"inbox", "discovery", "planned", "building", "launched", "dropped"}


def _funnel(sessions: Rows, first: str, last: str) -> dict[str, int]:
    rows = [row for row in sessions if first <= row["Day"] <= last]
    return {column: sum(int(row[column]) for row in rows) for column in sessions[0]
            if column != "Day"}  # fmt: skip


def _rate(sessions: Rows, first: str, last: str) -> float:
    total = _funnel(sessions, first, last)
    return total["Sessions that completed checkout"] / total["Sessions"]


def test_the_checkout_redesign_helped_and_the_new_product_page_hurt(sessions: Rows) -> None:
    assert _rate(sessions, "2026-01-05", "2026-03-22") == pytest.approx(0.0245, abs=0.0003)
    assert _rate(sessions, "2026-05-18", "2026-07-05") == pytest.approx(0.0273, abs=0.0003)
    assert _rate(sessions, "2026-09-28", "2026-11-01") == pytest.approx(0.0273, abs=0.0005)
    assert _rate(sessions, "2026-11-02", "2026-11-08") == pytest.approx(0.0235, abs=0.0003)


def test_the_drop_is_outside_the_usual_range_of_the_weeks_since_the_redesign(
    sessions: Rows,
) -> None:
    """Wheeler's limits: mean - 2.66 x mean moving range, over 24 whole weeks."""
    start = [row["Day"] for row in sessions].index("2026-05-18")
    weeks = []
    for n in range(24):
        rows = sessions[start + 7 * n : start + 7 * n + 7]
        completed = sum(int(row["Sessions that completed checkout"]) for row in rows)
        weeks.append(completed / sum(int(row["Sessions"]) for row in rows))
    moves = [abs(a - b) for a, b in pairwise(weeks)]
    lower = sum(weeks) / len(weeks) - 2.66 * sum(moves) / len(moves)
    assert _rate(sessions, "2026-11-02", "2026-11-08") < lower


def test_the_influencers_brought_visits_and_no_orders(sessions: Rows) -> None:
    before = _funnel(sessions, "2026-08-31", "2026-09-13")
    during = _funnel(sessions, "2026-09-14", "2026-09-27")
    assert during["Sessions"] / before["Sessions"] > 1.2
    completed = "Sessions that completed checkout"
    assert during[completed] / before[completed] < 1.12


def test_launches_of_the_backlog_are_the_events_of_the_data(backlog: Sheet) -> None:
    launched = {item["Title"]: str(item["Launched"]) for item in backlog if item["Launched"]}
    assert launched["Checkout redesign"] == "2026-05-12"
    assert launched["New product page"] == "2026-11-02"
    assert launched["Refill reminder e-mail"] == "2026-08-31"
    assert launched["Price increase"] == "2026-02-01"
    assert launched["Autumn influencers"] == "2026-09-14"
    assert set(launched) == {item["Title"] for item in backlog if item["Stage"] == "launched"}
    assert max(launched.values()) < "2026-11-09"


def test_the_backlog_speaks_the_words_of_the_boards(backlog: Sheet) -> None:
    assert 26 <= len(backlog) <= 32
    assert {item["Theme"] for item in backlog} == THEMES | {""}
    assert {item["Stage"] for item in backlog} == STAGES
    assert {item["Horizon"] for item in backlog} == {"now", "next", "later", ""}
    assert len({item["Title"] for item in backlog}) == len(backlog)


def test_score_inputs_are_on_the_scales_of_rice(backlog: Sheet) -> None:
    assert {item["Impact"] for item in backlog} <= {3, 2, 1, 0.5, 0.25, ""}
    assert {item["Confidence"] for item in backlog} <= {1, 0.8, 0.5, ""}
    assert all(item["Effort"] == "" or float(str(item["Effort"])) >= 0.5 for item in backlog)
    unscored = [item for item in backlog if "" in (item["Reach"], item["Effort"])]
    assert 3 <= len(unscored) <= 8
    planned = [item for item in backlog if item["Stage"] == "planned"]
    assert {bool(item["Hypothesis"]) for item in planned} == {True, False}


def test_the_tests_counted_the_visits_the_shop_had(experiments: Rows, sessions: Rows) -> None:
    steps = {
        "Conversion rate": ("Online store visitors", "Sessions that completed checkout"),
        "Sessions with cart additions": ("Online store visitors", "Sessions with cart additions"),
        "Checkout completion": (
            "Sessions that reached checkout", "Sessions that completed checkout"),
    }  # fmt: skip
    for one, other in zip(experiments[::2], experiments[1::2], strict=True):
        assert one["Experiment"] == other["Experiment"]
        if one["KPI"] not in steps:
            continue
        total = _funnel(sessions, one["Start"], one["End"])
        people, bought = steps[one["KPI"]]
        assert int(one["Visitors"]) + int(other["Visitors"]) == total[people]
        assert int(one["Conversions"]) + int(other["Conversions"]) == total[bought]


def test_the_tests_cover_every_state(experiments: Rows) -> None:
    assert {row["Status"] for row in experiments} == {"planned", "running", "finished", "decided"}
    for row in experiments:
        assert bool(row["Decision"]) == bool(row["Learning"]) == (row["Status"] == "decided")
        assert bool(row["Visitors"]) == (row["Status"] != "planned")
        if row["Visitors"]:
            assert int(row["Conversions"]) >= 25


def test_revenue_per_conversion_is_an_order_of_this_shop(experiments: Rows) -> None:
    with_money = [row for row in experiments if row["Revenue"]]
    assert {row["KPI"] for row in with_money} == {"Conversion rate"}
    for row in with_money:
        assert 30 < Decimal(row["Revenue"]) / int(row["Conversions"]) < 60


def test_no_more_customers_reordered_in_the_reminder_test_than_in_the_shop(
    experiments: Rows, lines: Rows
) -> None:
    test = [row for row in experiments if row["Experiment"] == "Refill reminder e-mail"]
    earlier = {row["Email"] for row in lines if row["Created at"][:10] < "2026-07-06"}
    back = {row["Email"] for row in lines
            if "2026-07-06" <= row["Created at"][:10] <= "2026-08-30"} & earlier  # fmt: skip
    assert sum(int(row["Conversions"]) for row in test) < len(back - {""})


def test_the_own_numbers_cover_each_finished_month(own_numbers: Sheet, sales: Rows) -> None:
    months = [str(row["Month"]) for row in own_numbers]
    assert months == sorted({f"{row['Day'][:7]}-01" for row in sales})[:-1]
    for row in own_numbers:
        net = sum(
            float(day["Net sales"]) for day in sales if day["Day"][:7] == str(row["Month"])[:7]
        )
        assert 0.12 < float(str(row["Ad spend"])) / net < 0.30
        assert 4.0 < float(str(row["Review score"])) <= 5.0
    assert [row["NPS"] for row in own_numbers].count("") == 2
