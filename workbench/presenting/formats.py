"""Number formats of office programs for the measures of the charts.

A format code is written the American way; the office program shows it with the separators of the
reader's own country.
"""

from __future__ import annotations

from collections.abc import Iterable

from workbench.charts.measure import Measure
from workbench.language import minor_digits

DAY = "yyyy-mm-dd"


def number_format(measure: Measure, values: Iterable[float | None] = ()) -> str:
    """Give the format code of a measure: percent, money with its sign, counts with thousands.

    Decimals follow the size of the values, as on the charts: cents below 1,000, none above.
    """
    largest = max((abs(value) for value in values if value is not None), default=0.0)
    if measure.unit == "money":
        return _money(measure, largest)
    if measure.unit == "rate":
        return "0.00%" if largest < 0.1 else "0.0%"
    if measure.unit == "count":
        return "#,##0"
    if measure.unit in ("days", "weeks", "months"):
        return f'0.0" {measure.unit}"'
    return "#,##0.00" if largest < 1000 else "#,##0"


def axis_format(measure: Measure, values: Iterable[float | None] = ()) -> str:
    """Give a shorter format for a value axis: thousands as K, no currency sign, one decimal."""
    largest = max((abs(value) for value in values if value is not None), default=0.0)
    if measure.unit == "rate":
        return "0.0%" if largest < 0.1 else "0%"
    if largest >= 5_000_000:
        return '[=0]0;#,##0.0,,"M"' if largest < 10_000_000 else '[=0]0;#,##0,,"M"'
    if largest >= 10_000:
        return '[=0]0;#,##0,"K"'
    return "General" if largest < 10 else "#,##0"


def _money(measure: Measure, largest: float) -> str:
    """Money with the currency's sign before it, in quotes so that it is not read as a code."""
    from babel.numbers import get_currency_symbol

    sign = get_currency_symbol(measure.currency, locale=measure.locale) if measure.currency else ""
    quoted = '"' + str(sign).replace('"', "") + '\u00a0"' if sign else ""
    digits = minor_digits(measure.currency) if measure.currency else 2
    decimals = "." + "0" * digits if digits and largest < 1000 else ""
    return f"{quoted}#,##0{decimals}"
