"""Values are written as a shop owner in that country writes them."""

from datetime import date

import pytest

from workbench.charts.measure import UNKNOWN, Measure, period_words


@pytest.mark.parametrize(
    ("unit", "locale", "value", "words"),
    [
        ("money", "en_GB", 38420, "€ 38,420"),
        ("money", "en_GB", 38420.4, "€ 38,420"),
        ("money", "en_GB", 54.1, "€ 54.10"),
        ("money", "nl_NL", 54.1, "€ 54,10"),
        ("money", "de_DE", 38420, "€ 38.420"),
        ("money", "en_GB", 999.999, "€ 1,000"),
        ("money", "en_GB", 1_234_567, "€ 1.23M"),
        ("money", "nl_NL", 1_234_567, "€ 1,23 mln."),
        ("rate", "en_GB", 0.0231, "2.31 %"),
        ("rate", "nl_NL", 0.0231, "2,31 %"),
        ("rate", "en_GB", 0.246, "24.6 %"),
        ("rate", "en_GB", -0.000001, "0.00 %"),
        ("count", "en_GB", 104220, "104,220"),
        ("count", "de_DE", 104220, "104.220"),
        ("ratio", "en_GB", 3.256, "3.26"),
        ("days", "en_GB", 12.34, "12.3 days"),
        ("days", "nl_NL", 12.34, "12,3 dagen"),
        ("days", "en_GB", 1, "1 day"),
        ("stars", "en_GB", 4.56, "4.56"),
        ("money", "en_GB", None, UNKNOWN),
        ("money", "en_GB", float("nan"), UNKNOWN),
        ("rate", "en_GB", float("inf"), UNKNOWN),
    ],
)
def test_a_value_is_written(unit: str, locale: str, value: float | None, words: str) -> None:
    assert Measure(unit, "EUR", locale).written(value).replace("\u00a0", " ") == words


def test_values_that_stand_together_have_the_same_decimals() -> None:
    money, rate = Measure("money", "EUR"), Measure("rate")
    assert money.written(909.09, among=[1000.0, 909.09]) == "€\u00a0909"
    assert money.written(625, among=[666.67, 625]) == "€\u00a0625.00"
    assert rate.written(0.05, among=[0.05, 0.31]) == "5.0\u00a0%"


def test_the_unit_stands_once_on_an_axis() -> None:
    rates = Measure("rate").axis([0.0225, 0.025, 0.0275])
    assert [label.number for label in rates] == ["2.25", "2.50", "2.75"]
    assert [label.after for label in rates] == ["", "", "\u00a0%"]
    money = Measure("money", "EUR", "nl_NL").axis([0, 2500, 5000, 7500, 10000])
    assert [label.number for label in money] == ["0", "2,5K", "5K", "7,5K", "10K"]
    assert [label.before for label in money] == ["", "", "", "", "€\u00a0"]


def test_large_axes_follow_the_words_of_the_country() -> None:
    labels = Measure("count", locale="ja_JP").axis([0, 25_000, 50_000])
    assert [label.number for label in labels] == ["0", "2.5万", "5万"]
    labels = Measure("count", locale="en_GB").axis([0, 250_000, 1_250_000])
    assert [label.number for label in labels] == ["0", "250K", "1.25M"]


def test_no_tick_of_an_axis_is_minus_zero() -> None:
    assert [label.number for label in Measure("ratio").axis([-0.5, -0.0, 0.5])][1] == "0.0"


@pytest.mark.parametrize(
    ("grain", "last", "locale", "words"),
    [
        ("day", 2, "en_GB", "Mon 2 Nov 2026"),
        ("week", 8, "en_GB", "2–8 Nov 2026"),
        ("month", 30, "en_GB", "November 2026"),
        ("month", 30, "nl_NL", "november 2026"),
        ("quarter", 30, "en_GB", "Q4 2026"),
        ("year", 30, "en_GB", "2026"),
    ],
)
def test_a_period_is_written(grain: str, last: int, locale: str, words: str) -> None:
    assert period_words(date(2026, 11, 2), date(2026, 11, last), grain, locale) == words
