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
    Raises BadInput for whole numbers beyond 64 bits, infinities and anything else.
    """
    if value is None:
        return None
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Decimal):
        return None if value.is_nan() else format(value, "f")
    if isinstance(value, datetime | date):
        return None if value != value else value.isoformat()  # NaT is a datetime unlike itself
    return _number(value)


def _number(value: Any) -> int | float | None:
    if hasattr(value, "item"):  # numpy scalars know their plain Python value
        value = value.item()
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int):
        if not -_LARGEST - 1 <= value <= _LARGEST:
            raise BadInput(_("{value} is too large a number.").format(value=value))
        return value
    if isinstance(value, float) and not math.isinf(value):
        return None if math.isnan(value) else value
    if type(value).__name__ in ("NaTType", "NAType"):
        return None
    raise BadInput(_("A value of this kind cannot be kept."))
