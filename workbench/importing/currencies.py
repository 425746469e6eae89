"""Currencies as exports write them: signs, codes, and how many decimals each has."""

from __future__ import annotations

from workbench.importing.keys import header_of

# Currencies without two decimals, from the Unicode CLDR supplement (currency fractions); kept here because loading
# the whole locale library would triple the start of the reader process. A test compares the two.
_NO_DECIMALS = (
    "ADP AFN ALL BIF BYR CLP DJF ESP GNF IQD IRR ISK ITL JPY KMF KPW KRW LAK LBP LUF MGA MGF MMK MRO PYG RSD RWF SLL "
    "SOS STD SYP TMM TRL UGX UYI VND VUV XAF XOF XPF YER ZMK ZWD"
)
_DIGITS = dict.fromkeys(_NO_DECIMALS.split(), 0)
_DIGITS |= dict.fromkeys(("BHD", "JOD", "KWD", "LYD", "OMR", "TND"), 3) | {"CLF": 4, "UYW": 4}

_SIGNS = {
    "€": "EUR",
    "£": "GBP",
    "us$": "USD",
    "mx$": "MXN",
    "ca$": "CAD",
    "c$": "CAD",
    "a$": "AUD",
    "au$": "AUD",
    "nz$": "NZD",
    "hk$": "HKD",
    "s$": "SGD",
    "nt$": "TWD",
    "r$": "BRL",
    "¥": "JPY",
    "jp¥": "JPY",
    "cn¥": "CNY",
    "₹": "INR",
    "rs": "INR",
    "₩": "KRW",
    "₺": "TRY",
    "₽": "RUB",
    "₴": "UAH",
    "₪": "ILS",
    "₫": "VND",
    "฿": "THB",
    "zł": "PLN",
    "kč": "CZK",
    "ft": "HUF",
    "lei": "RON",
    "fr": "CHF",
    "sfr": "CHF",
    "euro": "EUR",
}
_CROWNS = ("SEK", "NOK", "DKK", "ISK")
_DOLLARS = ("USD", "CAD", "AUD", "NZD", "MXN", "SGD", "HKD", "TWD")
_CODES = (
    "AED ARS AUD BGN BHD BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HRK HUF IDR ILS INR ISK JOD JPY KES KRW KWD "
    "KZT LYD MAD MXN MYR NGN NOK NZD OMR PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TND TRY TWD UAH USD UYU VND "
    "ZAR"
)
CODES = frozenset(_CODES.split())


def digits_of(currency: str) -> int:
    """How many decimals a currency has, e.g. 2 for EUR, 0 for JPY, 3 for KWD."""
    return _DIGITS.get(currency, 2)


def currency_of(mark: str, home: str) -> str | None:
    """Tell which currency a sign or code beside an amount means; None for something else.

    A bare '$' or 'kr' is the workspace's own currency where that is a dollar or a crown.
    """
    mark = mark.strip().strip(".").strip()
    if mark.upper() in CODES:
        return mark.upper()
    low = mark.casefold()
    if low == "$":
        return home if home in _DOLLARS else "USD"
    if low == "kr":
        return home if home in _CROWNS else "SEK"
    return _SIGNS.get(low)


def currency_in_header(name: str) -> str | None:
    """Find a currency code in a column's name, e.g. EUR in 'Amount spent (EUR)'."""
    words = [word.upper() for word in header_of(name).split()]
    found = [word for word in words if word in CODES]
    return found[-1] if found and ("(" in name or len(words) == 1 or found[-1] in name) else None
