"""What a value becomes in a spreadsheet cell: typed, and never a formula made from data.

A name such as `=HYPERLINK(...)` must arrive as that text. In a sheet it is stored as a string with
Excel's own text prefix; where only text travels (the clipboard) it gets a visible apostrophe.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.cell import Cell

STARTS_A_FORMULA = frozenset(
    "=+-@\t\r\n＝＋－＠﹢﹣﹦﹫−"
)  # plain, full-width and small forms, minus
LONGEST = 32_767  # characters in one cell of Excel


def clean(text: str, *, lines: bool = False) -> str:
    """Take out what no XML file may hold, and turn other control characters into spaces.

    With `lines` the line breaks stay, as newline only.
    """
    if lines:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(_kept(letter, lines) for letter in text)


def _kept(letter: str, lines: bool) -> str:
    """Return the letter, a space in its place, or nothing."""
    if letter == "\n" and lines:
        return letter
    kind = unicodedata.category(letter)
    if kind == "Cs" or letter in "\ufffe\uffff":
        return ""
    return " " if kind in ("Cc", "Zl", "Zp") else letter


def looks_like_formula(text: str) -> bool:
    """Tell whether a spreadsheet could take this text for a formula."""
    return text.lstrip(" \u00a0")[:1] in STARTS_A_FORMULA and text.strip() != ""


def put(cell: Cell, value: Any, number_format: str | None = None) -> None:
    """Write a value into an openpyxl cell with its own type.

    Text stays text, also when it starts with `=`; numbers, negative ones too, stay numbers.
    """
    if isinstance(value, str):
        _put_text(cell, value)
        return
    cell.value = value
    if number_format is not None and value is not None:
        cell.number_format = number_format


def _put_text(cell: Cell, value: str) -> None:
    """Write text as a string; the text prefix keeps it one when a person edits the cell."""
    risky = looks_like_formula(value)
    text = clean(value, lines=True)
    cell.value = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    cell.data_type = "s"
    if risky or looks_like_formula(text):
        cell.quotePrefix = True


def pasted(text: str) -> str:
    """Make text safe to paste as a cell: one line, no tabs, and an apostrophe before a formula."""
    line = clean(text).strip()
    return f"'{line}" if looks_like_formula(line) else line
