"""Numbers in the commonest locales without Babel, which takes longer to load than Home may.

What Babel writes is the measure: a test compares the two over all locales and currencies here.
"""

from __future__ import annotations

from decimal import Decimal

NO_BREAK_SPACE = "\u00a0"

# Sign between thousands, and the decimal sign.
SIGNS = {
    **dict.fromkeys(("en_GB", "en_US", "en_IE", "en_NZ", "en_CA"), (",", ".")),
    **dict.fromkeys(("nl_NL", "nl_BE", "de_DE", "da_DK", "it_IT"), (".", ",")),
}
# Symbols that are the same in all of these locales, and those of the currency's own country.
EVERYWHERE = {"EUR": "€", "GBP": "£"}
AT_HOME = {
    ("USD", "en_US"): "$",
    ("CAD", "en_CA"): "$",
    ("NZD", "en_NZ"): "$",
}
WITH_CENTS = frozenset(("EUR", "GBP", "USD", "CAD", "NZD"))


def written(value: Decimal, locale: str) -> str | None:
    """A number, rounded before, with the locale's signs; None for a locale that is not here."""
    signs = SIGNS.get(locale)
    if signs is None or not value.is_finite():
        return None
    return f"{value:,f}".translate({ord(","): signs[0], ord("."): signs[1]})


def amount(value: Decimal, currency: str, locale: str) -> str | None:
    """An amount in major units with its symbol in front, or None where only Babel knows."""
    symbol = EVERYWHERE.get(currency) or AT_HOME.get((currency, locale))
    text = written(abs(value), locale) if symbol else None
    if text is None:
        return None
    sign = "-" if value.is_signed() else ""
    return f"{sign}{symbol}{NO_BREAK_SPACE}{text}"
