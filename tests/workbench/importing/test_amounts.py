"""Numbers in every country's way; the forms are those that real exports use."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.importing.amounts import (
    Unreadable,
    evidence,
    minor_of,
    plain_text,
    read_number,
    sign_of_locale,
)


@pytest.mark.parametrize(
    ("text", "sign", "value"),
    [
        ("1.234,56", ",", "1234.56"),
        ("1,234.56", ".", "1234.56"),
        ("1 234,56", ",", "1234.56"),
        ("1\u202f234,56", ",", "1234.56"),
        ("1'234.56", ".", "1234.56"),
        ("€ 12,50", ",", "12.50"),
        ("$-3.00", ".", "-3.00"),
        ("-$3.00", ".", "-3.00"),
        ("(3.00)", ".", "-3.00"),
        ("-3,00 EUR", ",", "-3.00"),
        ("3,00-", ",", "-3.00"),
        ("−4.5", ".", "-4.5"),
        ("MX$2,000.00", ".", "2000.00"),
        ("CHF 1'234.50", ".", "1234.50"),
        ("9.53%", ".", "9.53"),
        ('="12345"', ".", "12345"),
        ("'90210", ".", "90210"),
        ("1,23,456.00", ".", "123456.00"),
        (".5", ".", "0.5"),
        ("12,131", ".", "12131"),
    ],
)
def test_written_forms_are_read(text: str, sign: str, value: str) -> None:
    assert read_number(text, sign)[0] == Decimal(value)


@pytest.mark.parametrize("text", ["--", " --", "-", "n/a", "N/A", "<1", "< 10%", "", "null"])
def test_cells_that_say_nothing_are_unknown(text: str) -> None:
    assert read_number(text, ".")[0] is None


@pytest.mark.parametrize(
    "text", ["abc", "12 pieces", "1.2.3,4", "2026-08-01", "#N/A", "#DIV/0!", "(3.00", "1,2,3"]
)
def test_other_cells_are_refused_with_a_reason(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_number(text, ".")
    assert str(caught.value).endswith(".")


def test_a_number_that_fits_the_other_sign_is_not_guessed() -> None:
    with pytest.raises(Unreadable, match="comma"):
        read_number("12.50", ",")


@pytest.mark.parametrize(
    ("values", "sign"),
    [
        (["1.234", "12,50"], ","),
        (["1,234", "12.50"], "."),
        (["1.234.567"], ","),
        (["0.123"], "."),
        (["1234.567"], "."),
        (["1.234", "2.345"], None),
        (["12", "7"], None),
    ],
)
def test_all_values_of_a_column_decide_its_decimal_sign(
    values: list[str], sign: str | None
) -> None:
    assert evidence(values).sign == sign


def test_an_undecided_case_is_named() -> None:
    assert evidence(["12", "1.234"]).undecided == "1.234"


def test_halves_are_rounded_away_from_zero() -> None:
    assert [minor_of(Decimal(x), 2) for x in ("1.005", "-1.005", "0.994999")] == [101, -101, 99]
    assert minor_of(Decimal("1.2345"), 3) == 1235
    with pytest.raises(Unreadable):
        minor_of(Decimal("1e20"), 2)


def test_locales_have_their_sign() -> None:
    signs = {
        name: sign_of_locale(name)
        for name in ("nl_NL", "de_DE", "de_CH", "en_US", "ja_JP", "fr_FR")
    }
    assert signs == {
        "nl_NL": ",",
        "de_DE": ",",
        "de_CH": ".",
        "en_US": ".",
        "ja_JP": ".",
        "fr_FR": ",",
    }


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2), st.sampled_from(".,"))
def test_what_is_written_with_separators_reads_back(value: Decimal, sign: str) -> None:
    text = f"{value:,.2f}"
    if sign == ",":
        text = text.translate(str.maketrans(",.", ".,"))
    assert read_number(text, sign)[0] == value


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=4))
def test_plain_text_keeps_the_value(value: Decimal) -> None:
    text = plain_text(value)
    assert Decimal(text) == value
    assert "E" not in text
    assert not ("." in text and text.endswith("0"))
