"""Keys and column names are compared as people mean them; currencies agree with the Unicode tables."""

from __future__ import annotations

import pytest
from babel.core import get_global
from babel.numbers import get_currency_precision

from workbench.importing.currencies import currency_in_header, currency_of, digits_of
from workbench.importing.keys import email_of, header_of, key_of, text_of


@pytest.mark.parametrize(
    ("value", "key"),
    [
        (17850.0, "17850"),
        ("#3001", "3001"),
        ("'90210", "90210"),
        ('="12345"', "12345"),
        (" A-1 ", "A-1"),
        (None, ""),
    ],
)
def test_keys(value: object, key: str) -> None:
    assert key_of(value) == key


def test_words_in_quotes_stay_whole() -> None:
    assert text_of("'t Lindenhuis'") == "'t Lindenhuis'"


def test_column_names_compare_without_case_and_signs() -> None:
    assert header_of("\ufeffLineitem  Quantity ") == header_of("lineitem_quantity")
    assert header_of("Sitzungen – Summe") == header_of("Sitzungen - Summe")
    assert header_of("Rate %") != header_of("Rate")


def test_an_address_is_one_however_it_is_typed() -> None:
    assert email_of(" Jose\u0301@Example.COM ") == email_of("jos\u00e9@example.com")


def test_decimals_of_currencies_are_those_of_the_unicode_tables() -> None:
    codes = set(get_global("currency_fractions")) | {"EUR", "USD", "GBP", "JPY", "KWD"}
    codes.discard("DEFAULT")
    assert {c: digits_of(c) for c in codes} == {c: get_currency_precision(c) for c in codes}


@pytest.mark.parametrize(
    ("mark", "home", "code"),
    [
        ("€", "USD", "EUR"),
        ("$", "EUR", "USD"),
        ("$", "CAD", "CAD"),
        ("MX$", "EUR", "MXN"),
        ("kr", "NOK", "NOK"),
        ("chf", "EUR", "CHF"),
        ("pieces", "EUR", None),
    ],
)
def test_marks_beside_amounts(mark: str, home: str, code: str | None) -> None:
    assert currency_of(mark, home) == code


def test_currency_in_a_column_name() -> None:
    assert currency_in_header("Amount spent (AUD)") == "AUD"
    assert currency_in_header("Besteed bedrag (EUR)") == "EUR"
    assert currency_in_header("Amount") is None
    assert currency_in_header("Try again") is None
