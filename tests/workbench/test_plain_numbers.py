"""What is written without Babel is what Babel writes."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest
from babel.numbers import format_currency, format_decimal, get_currency_precision

from workbench import language, plain_numbers
from workbench.plain_numbers import AT_HOME, EVERYWHERE, SIGNS, WITH_CENTS

VALUES = [
    Decimal(text) for text in ("0", "7", "-7", "999", "1000", "1234567", "-38420", "100000000")
]
CENTS = [Decimal(text) for text in ("0.00", "54.10", "-54.10", "1234.56", "999999.99", "-0.05")]


@pytest.mark.parametrize("locale", sorted(SIGNS))
def test_numbers_as_babel_writes_them(locale: str) -> None:
    for value in VALUES:
        assert plain_numbers.written(value, locale) == format_decimal(value, "#,##0", locale=locale)
    for value in CENTS:
        wanted = format_decimal(value, "#,##0.00", locale=locale)
        assert plain_numbers.written(value, locale) == wanted


@pytest.mark.parametrize("locale", sorted(SIGNS))
def test_amounts_as_babel_writes_them(locale: str) -> None:
    for currency, value in product([*EVERYWHERE, *(c for c, _l in AT_HOME)], [*VALUES, *CENTS]):
        found = plain_numbers.amount(value, currency, locale)
        decimals = ".00" if value in CENTS and value.as_tuple().exponent == -2 else ""
        pattern = f"¤\u00a0#,##0{decimals}"
        wanted = format_currency(value, currency, pattern, locale=locale, currency_digits=False)
        assert found in (None, wanted)
        assert found is not None or (currency, locale) not in AT_HOME


def test_these_currencies_have_two_decimals() -> None:
    assert {get_currency_precision(code) for code in WITH_CENTS} == {2}


def test_other_locales_and_currencies_are_babels() -> None:
    assert plain_numbers.written(Decimal(1234), "fr_FR") is None
    assert plain_numbers.amount(Decimal(1), "JPY", "en_GB") is None
    assert language.money(1234, "JPY", "ja_JP") != ""
    assert language.number(1234.5, "fr_FR", decimals=1) == "1\u202f234,5"


def test_halves_round_up_and_minus_zero_stays_what_it_was() -> None:
    assert language.number(2.5, "en_GB") == "3"
    assert language.number(-0.4, "en_GB") == format_decimal(Decimal("-0"), "#,##0", locale="en_GB")
    assert language.money(-5, "EUR", "nl_NL") == "-€\u00a00,05"
