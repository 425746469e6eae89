"""The brand a workspace belongs to: its name, currency, zone and calendar, kept as settings."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from workbench.errors import BadInput
from workbench.language import _

DEFAULTS = {
    "name": "",
    "currency": "EUR",
    "zone": "Europe/Amsterdam",
    "locale": "en_GB",
    "week_start": "mon",
    "fiscal_start": "1",
    "prices_include_vat": "ask",
    "vat": "",
}


class Brand(NamedTuple):
    """A workspace's settings; `vat` is decimal text such as '0.21', or None where not told."""

    name: str
    currency: str
    zone: str
    locale: str
    week_start: str
    fiscal_start: int
    prices_include_vat: str
    vat: str | None


def brand(db: sqlite3.Connection) -> Brand:
    """Read the settings, with defaults where one is missing."""
    found = DEFAULTS | dict(db.execute("SELECT key, value FROM setting").fetchall())
    return Brand(
        name=found["name"],
        currency=found["currency"],
        zone=found["zone"],
        locale=found["locale"],
        week_start=found["week_start"],
        fiscal_start=int(found["fiscal_start"]),
        prices_include_vat=found["prices_include_vat"],
        vat=found["vat"] or None,
    )


def set_setting(db: sqlite3.Connection, key: str, value: str) -> None:
    """Change one setting of the brand; the same value again changes nothing."""
    old = db.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    if old is None:
        db.execute("INSERT INTO setting(key, value) VALUES (?, ?)", (key, value))
    elif old[0] != value:
        db.execute("UPDATE setting SET value = ? WHERE key = ?", (value, key))


def check_settings(values: dict[str, str]) -> None:
    """Refuse a currency, zone, locale or rate that does not exist. Raises BadInput."""
    unknown = values.keys() - DEFAULTS.keys()
    if unknown:
        raise BadInput(_("There is no setting {name}.").format(name=min(unknown)))
    _check_words(values)
    _check_rate(values["vat"])
    _check_known(values)


def _check_words(values: dict[str, str]) -> None:
    if values["week_start"] not in ("mon", "sun"):
        raise BadInput(_("A week starts on mon or sun."))
    if values["prices_include_vat"] not in ("yes", "no", "ask"):
        raise BadInput(_("Whether prices include VAT is yes, no or ask."))
    if values["fiscal_start"] not in {str(month) for month in range(1, 13)}:
        raise BadInput(_("The fiscal year starts in a month from 1 to 12."))


def _check_rate(text: str) -> None:
    if not text:
        return
    try:
        good = 0 <= float(text) < 1
    except ValueError:
        good = False
    if not good:
        raise BadInput(_("A VAT rate is a fraction such as 0.21, not {text}.").format(text=text))


def _check_known(values: dict[str, str]) -> None:
    from zoneinfo import ZoneInfo

    from babel import Locale, UnknownLocaleError
    from babel.numbers import list_currencies

    if values["currency"] not in list_currencies():
        text = _("{code} is not a currency code such as EUR.")
        raise BadInput(text.format(code=values["currency"]))
    try:
        ZoneInfo(values["zone"])
    except (ValueError, OSError, KeyError):
        text = _("{zone} is not a time zone such as Europe/Amsterdam.")
        raise BadInput(text.format(zone=values["zone"])) from None
    try:
        Locale.parse(values["locale"])
    except (ValueError, TypeError, UnknownLocaleError):
        text = _("{locale} is not a locale such as nl_NL.")
        raise BadInput(text.format(locale=values["locale"])) from None
