"""Words and numbers for people: gettext, and Babel for money, percent and dates.

Babel is imported on first use, so that a program that only stores and counts never loads it.
"""

from __future__ import annotations

import gettext
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from workbench import plain_numbers

_translation: gettext.NullTranslations = gettext.NullTranslations()

NO_BREAK_SPACE = "\u00a0"
NARROW_SPACE = "\u202f"


def use(language: str) -> None:
    """Switch all user words to a language code such as 'nl'; English where a text is not translated."""
    global _translation
    from workbench.resources import path

    _translation = gettext.translation(
        "workbench", path("languages"), languages=[language], fallback=True
    )


def _(text: str) -> str:
    """Translate a sentence; placeholders are filled in by the caller with format."""
    return _translation.gettext(text)


def ngettext(one: str, many: str, n: int) -> str:
    """Translate a sentence that depends on a count; the caller fills in {n}."""
    return _translation.ngettext(one, many, n)


@lru_cache(maxsize=64)
def minor_digits(currency: str) -> int:
    """How many decimals a currency has, e.g. 2 for EUR and 0 for JPY."""
    if currency in plain_numbers.WITH_CENTS:
        return 2
    from babel.numbers import get_currency_precision

    return int(get_currency_precision(currency))


def major(minor: int, currency: str) -> Decimal:
    """Turn minor units (cents) into major units (euros)."""
    return Decimal(minor).scaleb(-minor_digits(currency))


def money(minor: int | float | Decimal, currency: str, locale: str, *, cents: bool = True) -> str:
    """Write an amount in minor units as money, e.g. '€ 38,420' or '€ 54.10'; halves round up."""
    digits = minor_digits(currency)
    amount = Decimal(minor).scaleb(-digits)
    step = Decimal(1).scaleb(-digits) if cents else Decimal(1)
    rounded = amount.quantize(step, rounding=ROUND_HALF_UP)
    plain = plain_numbers.amount(rounded, currency, locale)
    if plain is not None:
        return plain
    from babel.numbers import format_currency

    decimals = "." + "0" * digits if cents and digits else ""
    text = format_currency(
        rounded, currency, f"¤{NO_BREAK_SPACE}#,##0{decimals}", locale=locale, currency_digits=False
    )
    return str(text)


def local_money(minor: int | float | Decimal, currency: str, locale: str) -> str:
    """Write an amount in minor units as the locale itself does, e.g. '1.234,56 €' in German, for plain text."""
    from babel.numbers import format_currency

    digits = minor_digits(currency)
    exact = Decimal(str(minor)).scaleb(-digits)
    rounded = exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    return str(format_currency(rounded, currency, locale=locale))


def compact_money(minor: int | float | Decimal, currency: str, locale: str) -> str:
    """Write a large amount in minor units short and as the locale does, e.g. '$1.2M'."""
    from babel.numbers import format_compact_currency

    exact = Decimal(str(minor)).scaleb(-minor_digits(currency))
    return str(format_compact_currency(exact, currency, locale=locale, fraction_digits=1))


def number(value: float | Decimal, locale: str, *, decimals: int = 0) -> str:
    """Write a number with the locale's separators and a fixed number of decimals."""
    step = Decimal(1).scaleb(-decimals)
    rounded = Decimal(str(value)).quantize(step, rounding=ROUND_HALF_UP)
    plain = plain_numbers.written(rounded, locale)
    if plain is not None:
        return plain
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(rounded, pattern, locale=locale))


def percent(fraction: float | Decimal, locale: str, *, decimals: int = 1) -> str:
    """Write a fraction as percent with a space before the sign, e.g. 0.0231 as '2.31 %'."""
    return f"{number(Decimal(str(fraction)) * 100, locale, decimals=decimals)}{NO_BREAK_SPACE}%"


def compact(value: float | Decimal, locale: str) -> str:
    """Write a large number short, e.g. 38 420 as '38K', for axes."""
    from babel.numbers import format_compact_decimal

    return str(format_compact_decimal(value, locale=locale, fraction_digits=1)).replace(".0", "")


def day(value: date, locale: str, pattern: str = "d MMM y") -> str:
    """Write a date in the locale's words; the pattern is Unicode's, e.g. 'EEE d MMM'."""
    from babel.dates import format_date

    return str(format_date(value, pattern, locale=locale))
