"""Numbers, money and percent as exports write them, in every country's way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from workbench.importing.currencies import currency_of
from workbench.importing.keys import text_of
from workbench.language import _

NOTHING = frozenset(
    {
        "",
        "-",
        "--",
        "---",
        "–",
        "—",
        "n/a",
        "na",
        "null",
        "none",
        "nan",
        "(not set)",
        "n.v.t.",
        "k.a.",
        "not stocked",
    }
)
_ERRORS = (
    "#N/A #DIV/0! #REF! #VALUE! #NAME? #NUM! #NULL! #SPILL! #CALC! #NV #BEZUG! #WERT! #N/B #DEEL/0!"
)
ERRORS = frozenset(_ERRORS.split())
LARGEST_MINOR = 10**15
ENOUGH = 2000  # different values that all say the same settle a column

_TELLING = re.compile(r"-?\d+\.(?:\d\d?|\d{4,})")
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")
_WRITTEN = re.compile(
    r"""(?P<open>\()?\s*(?P<before>[^\d\-−+.,'()%<>]*)
        (?P<minus>[-−+])?\s*(?P<between>[^\d\-−+.,'()%<>]*)
        (?P<body>\d[\d.,'’\u00a0\u202f\u2009\ ]*|[.,]\d+)
        (?P<trailing>[-−])?\s*(?P<percent>%)?\s*(?P<after>[^\d%()<>]*)(?P<close>\))?""",
    re.VERBOSE,
)
_SPACES = str.maketrans("", "", "'’\u00a0\u202f\u2009 ")
_GROUPS = re.compile(r"\d{1,3}(?:\d{3})+|\d{1,3}(?:,\d{2,3})*,\d{3}|\d{1,3}(?:\.\d{2,3})*\.\d{3}")
_POINT_LANGUAGES = ("en", "ja", "zh", "ko", "th", "he", "hi", "ms")


class Unreadable(ValueError):
    """A cell cannot be read as what its column holds; the text is the reason, for people."""


class Number(NamedTuple):
    """A written number taken apart: digits with separators, sign, what stood beside it."""

    body: str
    negative: bool
    percent: bool
    mark: str


class Evidence(NamedTuple):
    """What the values of a column say about its decimal sign: '.' or ',' or None, and a case."""

    sign: str | None
    undecided: str | None
    example: str | None


def take_apart(text: str) -> Number | None:
    """Split a written number into digits, sign, percent and mark; None where it is no number."""
    found = _WRITTEN.fullmatch(text)
    if not found or bool(found["open"]) != bool(found["close"]):
        return None
    negative = bool(found["open"] or found["trailing"] or (found["minus"] or "+") in "-−")
    mark = (found["before"] or found["between"] or found["after"] or "").strip()
    return Number(found["body"].translate(_SPACES), negative, bool(found["percent"]), mark)


def vote(body: str) -> str | None:
    """Tell which decimal sign a body of digits proves: '.' or ',', '' for none needed, None undecided."""
    points, commas = body.count("."), body.count(",")
    if not points and not commas:
        return ""
    if points and commas:
        return "." if body.rfind(".") > body.rfind(",") else ","
    sign, other = (".", ",") if points else (",", ".")
    if points + commas > 1:
        return other
    whole, rest = body.split(sign)
    if len(rest) != 3 or whole in ("", "0") or len(whole) > 3:
        return sign
    return None


def evidence(values: Iterable[object]) -> Evidence:
    """Decide a column's decimal sign from all its different values.

    A single separator followed by three digits (1.234) proves nothing; the majority of the others decides.
    """
    votes: Counter[str] = Counter()
    undecided = example = None
    for value in values:
        if not isinstance(value, str) or value.isdigit():
            continue
        if _TELLING.fullmatch(value):
            votes["."] += 1
            if votes["."] > ENOUGH and len(votes) == 1:
                break
            continue
        number = take_apart(value.strip())
        if number is None:
            continue
        choice = vote(number.body)
        if choice:
            votes[choice] += 1
            example = example or value
        elif choice is None:
            undecided = undecided or value
    return Evidence(votes.most_common(1)[0][0] if votes else None, undecided, example)


def sign_of_locale(locale: str) -> str:
    """The decimal sign that people of a locale write."""
    if locale in ("de_CH", "de_LI", "es_MX", "fr_CH", "it_CH"):
        return "."
    if locale == "en_ZA":
        return ","
    return "." if locale.split("_")[0].split("-")[0] in _POINT_LANGUAGES else ","


def read_number(value: object, sign: str) -> tuple[Decimal | None, Number | None]:
    """Read a cell as a decimal number and say how it was written; None for a cell that says nothing.

    Raises Unreadable. Floats of a workbook keep the digits that it shows, not their binary expansion.
    """
    if isinstance(value, bool):
        raise Unreadable(_("This is not a number."))
    if isinstance(value, (int, float)):
        return _from_float(value), None
    if not isinstance(value, str):
        return _from_other(value)
    if sign == "." and _PLAIN.fullmatch(value):
        return Decimal(value), None
    text = text_of(value)
    if text.casefold() in NOTHING or text.startswith(("<", ">")):
        return None, None
    if text.upper() in ERRORS:
        raise Unreadable(_("The cell holds the spreadsheet error {error}.").format(error=text))
    number = take_apart(text)
    if number is None or (number.mark and currency_of(number.mark, "EUR") is None):
        raise Unreadable(_("This is not a number."))
    amount = _from_body(number.body, sign)
    return (-amount if number.negative else amount), number


def _from_other(value: object) -> tuple[Decimal | None, Number | None]:
    if value is None:
        return None, None
    raise Unreadable(_("This is not a number."))


def _from_float(value: float) -> Decimal | None:
    if value != value or value in (float("inf"), float("-inf")):
        return None
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def _from_body(body: str, sign: str) -> Decimal:
    other = "," if sign == "." else "."
    whole, _sign, rest = body.partition(sign)
    if sign in rest or other in rest:
        raise Unreadable(_wrong_sign(sign))
    if other in whole and not _GROUPS.fullmatch(whole):
        raise Unreadable(_wrong_sign(sign))
    return Decimal(
        f"{whole.replace(other, '') or '0'}.{rest or '0'}" if rest else whole.replace(other, "")
    )


def _wrong_sign(sign: str) -> str:
    if sign == ",":
        return _("This number does not fit its column, which writes decimals with a comma.")
    return _("This number does not fit its column, which writes decimals with a point.")


def minor_of(amount: Decimal, digits: int) -> int:
    """Turn an amount into minor units; halves are rounded away from zero. Raises Unreadable."""
    minor = rounded(amount, digits)
    if abs(minor) > LARGEST_MINOR:
        raise Unreadable(too_large())
    return minor


def rounded(amount: Decimal, digits: int) -> int:
    """Shift by decimals and round, halves away from zero."""
    return int(amount.scaleb(digits).to_integral_value(ROUND_HALF_UP))


def too_large() -> str:
    """Why an amount beyond all money is refused."""
    return _("This amount is too large to be money.")


def plain_text(amount: Decimal) -> str:
    """Write a decimal without exponent and without trailing zeros, e.g. '2.55' or '0.001' or '40'."""
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
