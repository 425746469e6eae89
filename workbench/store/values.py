"""The one way from Python values to SQLite values.

numpy integers would be stored as BLOBs, NaN as NULL by luck, NaT as the text 'NaT', and Decimal would raise. Here each
becomes what a reader of the file expects.
"""

from __future__ import annotations

import math
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from workbench.errors import BadInput
from workbench.language import _

_LARGEST = 2**63 - 1


def to_sql(value: Any) -> int | float | str | None:
    """Turn any value that pandas, numpy or Python hands over into int, float, str or None.

    Booleans become 0 or 1, dates ISO text, Decimal its plain text, not-a-number and not-a-time None.
    Raises BadInput for whole numbers beyond 64 bits, infinities, text that is no Unicode and anything else.
    """
    if isinstance(value, Enum):
        value = value.value
    if getattr(value, "shape", None) == ():
        value = _plain(value)
    if value is None or type(value).__name__ == "NAType":
        return None
    if isinstance(value, str):
        return _text(str(value))
    if isinstance(value, Decimal):
        return _decimal(value)
    if isinstance(value, datetime | date):
        return None if value != value else value.isoformat()  # NaT is a datetime unlike itself
    return _number(value)


def _plain(scalar: Any) -> Any:
    """What a numpy scalar is in plain Python; one in nanoseconds calls itself a whole number."""
    kind = scalar.dtype.kind
    plain = scalar.item()
    if kind == "M" and isinstance(plain, int):
        return scalar.astype("datetime64[us]").item()
    return scalar if kind == "m" else plain


def _text(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise BadInput(_("This text holds characters that cannot be kept.")) from None
    return value


def _decimal(value: Decimal) -> str | None:
    if value.is_infinite():
        raise BadInput(_("A value of this kind cannot be kept."))
    return None if value.is_nan() else format(value, "f")


def _number(value: Any) -> int | float | None:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int):
        if not -_LARGEST - 1 <= value <= _LARGEST:
            raise BadInput(_("{value} is too large a number.").format(value=value))
        return int(value)
    if isinstance(value, float) and not math.isinf(value):
        return None if math.isnan(value) else float(value)
    raise BadInput(_("A value of this kind cannot be kept."))
