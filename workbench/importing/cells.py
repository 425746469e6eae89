"""What single cells of a sheet come to: nothing, a whole number, or a value that could not be read."""

from __future__ import annotations

from decimal import Decimal

from workbench.importing.amounts import NOTHING, Unreadable
from workbench.language import _


class Refused:
    """A cell that could not be read, in place of its value; falsy."""

    __slots__ = ("reason",)

    def __init__(self, reason: str) -> None:
        self.reason = reason

    def __bool__(self) -> bool:
        return False


def says_nothing(value: object) -> bool:
    """True for an empty cell, and for a dash or another word for nothing."""
    return value is None or (isinstance(value, str) and value.strip().casefold() in NOTHING)


def whole(amount: Decimal) -> int:
    """A number as a whole one; raises Unreadable."""
    if amount != amount.to_integral_value():
        raise Unreadable(_("This is not a whole number."))
    if abs(amount) > 10**15:
        raise Unreadable(_("This number is too large."))
    return int(amount)
