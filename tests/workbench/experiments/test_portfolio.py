"""All tests together, the learning library, and a test day by day."""

import sqlite3
from datetime import date, timedelta

import pytest

from workbench.experiments import daily, ledger, readings
from workbench.experiments.library import chosen, seen_before, shelf
from workbench.experiments.portfolio import portfolio, predicted_in
from workbench.experiments.record import record
from workbench.roadmap import items

TODAY = date(2026, 11, 9)


def made(db: sqlite3.Connection, name: str, counts: tuple[int, int], **fields: object) -> int:
    """A finished test of 9,000 against 9,000 visitors."""
    new = ledger.add(db, name, status="finished", start_day="2026-10-05", **fields)
    for variant, hits in zip(("A", "B"), counts, strict=True):
        key = readings.add_variant(db, new, variant)
        readings.record_reading(db, key, visitors=9000, conversions=hits)
    return new


def test_predictions_are_held_against_what_came_of_them(db: sqlite3.Connection) -> None:
    made(db, "Near", (300, 330), hypothesis="then orders will rise by 10 %, because")
    made(db, "Far", (300, 250), hypothesis="then orders will rise by 10 %, because")
    made(db, "Silent", (300, 330), hypothesis="then orders will rise")
    found = {one.name: one for one in portfolio(db, today=TODAY).outcomes}
    assert found.keys() == {"Near", "Far"}
    assert found["Near"].held is True and found["Far"].held is False
    assert found["Near"].lift == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("text", "lift"),
    [
        ("will rise by 9 %", 0.09),
        ("it will fall by 4,5 %", -0.045),
        ("more baskets (+10 %)", 0.1),
        ("because 31 % stop, it rises by 9 %", None),
        ("will rise", None),
    ],
)
def test_a_hypothesis_names_one_percentage(text: str, lift: float | None) -> None:
    assert predicted_in(text) == (None if lift is None else pytest.approx(lift))


def test_wins_months_and_themes_are_counted(db: sqlite3.Connection) -> None:
    db.execute("INSERT INTO theme(name, position) VALUES ('retention', 1)")
    item = items.add(db, "Reminder")
    db.execute("UPDATE item SET theme_id = (SELECT id FROM theme)")
    first = made(db, "Reminder", (300, 400), item_id=item)
    second = made(db, "Badge", (300, 310))
    ledger.decide(db, first, choice="ship", day=TODAY)
    ledger.decide(db, second, choice="roll back", day=TODAY)
    ledger.learn(db, first, "Reminders bring people back", day=TODAY)
    found = portfolio(db, today=TODAY)
    assert (found.decided, found.wins, found.win_rate) == (2, 1, 0.5)
    assert dict(found.months)[date(2026, 10, 1)] == 2
    assert len(found.months) == 12 and found.traffic_share is None
    assert [(one.theme, one.tests, one.wins) for one in found.themes] == [
        ("retention", 1, 1), ("", 1, 0),
    ]  # fmt: skip
    assert found.themes[0].lessons == ("Reminders bring people back",)


def test_the_library_is_searched_by_words_kpi_and_page(db: sqlite3.Connection) -> None:
    first = made(db, "Bar", (300, 310), kpi="conversion_rate", page="basket")
    second = made(db, "Video", (300, 310), kpi="Checkout completion", page="product page")
    ledger.learn(db, first, "People add one more thing")
    ledger.learn(db, second, "Photos beat videos")
    found = shelf(db)
    assert found.kpis == ("Checkout completion", "Conversion rate")
    assert found.pages == ("basket", "product page")

    def texts(**choice: str) -> list[str]:
        return [one.learning.text for one in chosen(found.lessons, **choice)]

    assert texts(words="more PEOPLE") == ["People add one more thing"]
    assert texts(kpi="Checkout completion") == ["Photos beat videos"]
    assert texts(page="basket", words="photos") == []
    assert len(texts()) == 2


def test_what_was_tried_before_on_the_same_page_is_found(db: sqlite3.Connection) -> None:
    old = made(db, "Old banner", (300, 310), page="Basket", end_day="2026-10-10")
    ledger.learn(db, old, "Nothing changed")
    new = ledger.add(db, "New banner", page="basket", start_day="2026-11-09")
    ledger.add(db, "Elsewhere", page="home", status="finished")
    assert [(one.name, one.learning) for one in seen_before(db, new)] == [
        ("Old banner", "Nothing changed")
    ]


def test_the_lift_so_far_adds_the_days_up_and_the_split_is_each_day_s_own(
    db: sqlite3.Connection,
) -> None:
    new = ledger.add(db, "Bar", status="running")
    keys = [readings.add_variant(db, new, name) for name in ("A", "B")]
    for n, counts in enumerate((((100, 0), (100, 5)), ((100, 10), (300, 40)))):
        for key, (visitors, hits) in zip(keys, counts, strict=True):
            day = date(2026, 10, 5) + timedelta(days=n)
            readings.record_reading(db, key, visitors=visitors, conversions=hits, day=day)
    one, other = record(db, new).variants
    lifts = daily.cumulative(one, other)
    assert lifts[0].lift is None
    assert lifts[1].lift == pytest.approx((45 / 400) / (10 / 200) - 1)
    shares = daily.split(one, other)
    assert [one.share for one in shares] == [0.5, 0.75]
    assert [one.usual is not None and one.share in one.usual for one in shares] == [True, False]
