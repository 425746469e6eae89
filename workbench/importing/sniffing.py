"""Find out how a text file separates its cells: encoding, delimiter and quote."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from typing import IO, NamedTuple

DELIMITERS = (",", ";", "\t", "|")
_CLEAN = re.compile(
    r"""\s*(?:[-+(]?[^\w\s,;|]?\s?\d[\d.,'\s]*\d*\s?[%)€$£]?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T][\d:.+\-Z ]+)?
        |[\w.+\-]+@[\w.\-]+|https?://\S+|[^,;|\t"]*)\s*""",
    re.VERBOSE,
)


class Dialect(NamedTuple):
    """How cells are separated; `quote` is '' where quotes mean nothing; `score` 0 to about 1.5."""

    delimiter: str
    quote: str
    score: float


def encoding_of(file: IO[bytes]) -> str:
    """Tell the encoding from marks, zeros, or by trying UTF-8 on all bytes; else Windows Western."""
    start = file.read(4096)
    file.seek(0)
    if start.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in start:
        return "utf-16-be" if start[0::2].count(0) > start[1::2].count(0) else "utf-16-le"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(1 << 20):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    finally:
        file.seek(0)
    return "utf-8-sig" if start.startswith(codecs.BOM_UTF8) else "utf-8"


def dialect_of(sample: str) -> Dialect:
    """Choose the delimiter and quote under which the sample's rows agree best in width and in cell types."""
    told = re.match(r"\ufeff?sep=(.)\r?\n", sample)
    if told:
        return Dialect(told[1], '"', 1.0)
    lines = sample.splitlines(keepends=True)
    quotes = ['"', "'"] if _single_quoted(sample) else ['"']
    if '"' in sample:
        quotes.append("")
    options = [
        Dialect(delimiter, quote, score(lines, delimiter, quote))
        for delimiter in DELIMITERS
        if delimiter in sample
        for quote in quotes
    ]
    return max(options, key=lambda d: d.score, default=Dialect(",", '"', 0.1))


def _single_quoted(sample: str) -> bool:
    return len(re.findall(r"(?:^|[,;|\t])'[^'\n]*'(?=[,;|\t\r\n])", sample, re.MULTILINE)) > 3


def reader_options(dialect: Dialect) -> dict[str, object]:
    """The options for csv.reader; a backslash before a quote is left alone."""
    if not dialect.quote:
        return {"delimiter": dialect.delimiter, "quoting": csv.QUOTE_NONE}
    return {"delimiter": dialect.delimiter, "quotechar": dialect.quote, "doublequote": True}


def score(lines: list[str], delimiter: str, quote: str) -> float:
    """Consistency of column counts times the share of cells that look like one thing."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(lines, **reader_options(Dialect(delimiter, quote, 0))):  # type: ignore[arg-type]
            if any(cell.strip() for cell in row):
                rows.append(row)
            if len(rows) >= 200:
                break
    except csv.Error:
        return 0.0
    if not rows:
        return 0.0
    widths = Counter(len(row) for row in rows)
    width = max(widths, key=lambda w: (widths[w] * min(w, 4), w))
    if width < 2:
        return 0.05
    agree = widths[width] / len(rows)
    return agree * _cleanness(rows, quote) * (1 + 0.02 * min(width, 20))


def _cleanness(rows: list[list[str]], quote: str) -> float:
    cells = [cell for row in rows for cell in row]
    good = 0.0
    for cell in cells:
        if "\n" in cell and cell.count("\n") > 40:
            continue  # a quote that was never closed swallowed many lines
        if not quote and cell[:1] == '"':
            continue
        if len(cell) > 200:
            good += 0.7
        elif _CLEAN.fullmatch(cell):
            good += 1
        else:
            good += 0.6
    return good / len(cells)
