"""The made-up brand of the sample: its name, its money, its two years, and the fixed dice."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from zoneinfo import ZoneInfo

BRAND = "Oak & Ember"
CURRENCY = "EUR"
ZONE = "Europe/Amsterdam"
VAT = 0.21
TODAY = date(2026, 11, 9)
FIRST_DAY = date(2024, 11, 4)
LAST_DAY = TODAY - timedelta(days=1)
TIME_ZONE = ZoneInfo(ZONE)

_SEED = 20241104


def dice(name: str) -> Random:
    """The random numbers of one part of the story; a change in one part leaves the others alone."""
    return Random(f"{_SEED} {name}")


def bell(random: Random) -> float:
    """A number around 0 with standard deviation 1, made of sums only.

    Logarithms differ in their last digit from one system to the next; sums do not, and the files
    must come out the same everywhere.
    """
    return (sum(random.random() for _ in range(6)) - 3.0) * 1.4142135623730951


def days() -> list[date]:
    """Every day of the story, first to last."""
    return [FIRST_DAY + timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days + 1)]


def without_vat(cents: int) -> int:
    """An amount in cents without its 21 % VAT, rounded to the cent."""
    return (cents * 100 + 60) // 121


def vat_in(cents: int) -> int:
    """The VAT inside an amount in cents."""
    return cents - without_vat(cents)


def money(cents: int) -> str:
    """Cents as an export writes them: 1234 is 12.34."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"
