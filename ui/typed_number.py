"""Numbers as people type them, with either decimal sign."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

_BETWEEN = " '\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"


def read_number(text: str, *, percent: bool = False) -> Decimal | None:
    """A typed number, None where it is none; with `percent`, or a % sign, it becomes a fraction."""
    plain = "".join(c for c in text.strip() if c not in _BETWEEN).strip("€$£")
    has_sign = plain.endswith("%")
    plain = plain.removesuffix("%")
    if "," in plain and "." in plain:
        thousands = "," if plain.rfind(".") > plain.rfind(",") else "."
        plain = plain.replace(thousands, "")
    try:
        number = Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    return number / 100 if percent or has_sign else number
