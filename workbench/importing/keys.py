"""Keys as people and programs write them, made comparable: `#3001`, `3001.0` and `'3001` are one order."""

from __future__ import annotations

import re
import unicodedata

_FORMULA_TEXT = re.compile(r'^="(.*)"$', re.DOTALL)


def text_of(value: object) -> str:
    """Write a cell as text: trimmed, whole numbers without a decimal, `="12"` and `'12` unwrapped."""
    if isinstance(value, str):
        text = value.strip()
        if text[:1] in "='" and text:
            return _unwrapped(text)
        return text
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _unwrapped(text: str) -> str:
    formula = _FORMULA_TEXT.match(text)
    if formula:
        return formula[1].strip()
    if text[0] == "'" and len(text) > 1 and not text.endswith("'"):
        return text[1:].strip()
    return text


def key_of(value: object) -> str:
    """Normalise a key: as `text_of`, and without a leading number sign."""
    return text_of(value).removeprefix("#").strip()


def header_of(value: object) -> str:
    """Normalise a column's name for comparing: case, punctuation and double spaces do not matter."""
    text = unicodedata.normalize("NFKC", text_of(value)).casefold().replace("\ufeff", "")
    words = re.sub(r"[^\w%]+|_", " ", text).split()
    return " ".join(words)


def email_of(value: object) -> str:
    """Normalise an e-mail address: NFC, trimmed, case-folded."""
    return unicodedata.normalize("NFC", text_of(value)).strip().casefold()
