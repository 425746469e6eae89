"""Which days a report is about: its rows say so, or the lines above them, or the file's name, or nobody."""

from __future__ import annotations

import re
from collections.abc import Set
from datetime import date
from itertools import chain

from workbench.importing.dates import read_day
from workbench.importing.keys import text_of
from workbench.importing.periods import Span, read_span
from workbench.importing.sheet import Sheet
from workbench.importing.source import Field
from workbench.importing.sources import report_rows
from workbench.importing.sources.report_rows import GRAINS, TIME_NAMES
from workbench.language import _
from workbench.store.rollup_reports import UNDATED

TIME_FIELDS = tuple(Field(grain, names, "span") for grain, names in TIME_NAMES.items())
STARTS = Field(
    "starts",
    (
        "Reporting starts",
        "Start rapportage",
        "Rapportage begint",
        "Berichtsbeginn",
        "Début des rapports",
    ),
    "moment",
)
ENDS = Field(
    "ends",
    (
        "Reporting ends",
        "Einde rapportage",
        "Rapportage eindigt",
        "Berichtsende",
        "Fin des rapports",
    ),
    "moment",
)
_COMPACT_RANGE = re.compile(r"(?<!\d)(20\d{6})\s*[-–]\s*(20\d{6})(?!\d)")
_LABELLED = re.compile(r"(start|end|from|to)\s*(?:date)?\s*[:=]\s*(.+)", re.I)
_DAY = r"(20\d\d[-_.]?[01]\d[-_.]?[0-3]\d)"
_IN_NAME = re.compile(rf"(?<!\d){_DAY}\D{{1,6}}{_DAY}(?!\d)")
_WORDS_IN_NAME = re.compile(r"([A-Z][a-z]{2}-\d{1,2}-\d{4})-to-([A-Z][a-z]{2}-\d{1,2}-\d{4})")


def period(sheet: Sheet, skip: Set[int] = frozenset()) -> tuple[list[Span | None], str]:
    """First and last day of each row, and the grain: day ... year, span, or undated where nothing tells."""
    stated = stated_span(sheet)
    if any(sheet.has(grain) for grain in GRAINS):
        grain = report_rows.grain_of(sheet)
        found = report_rows.spans(sheet, grain, skip)
        _cover(sheet, stated, found)
        return found, grain
    if sheet.has("starts") and sheet.has("ends"):
        return _row_spans(sheet, skip)
    if stated is not None:
        _cover(sheet, stated, [])
        return [stated] * len(sheet), "span"
    return _undated(sheet)


def _cover(sheet: Sheet, stated: Span | None, found: list[Span | None]) -> None:
    """A report covers the days that it names, also those without a row."""
    held = [span for span in found if span]
    if stated is None or any(s.first < stated.first or s.last > stated.last for s in held):
        return
    sheet.meta["first_day"], sheet.meta["last_day"] = stated.first, stated.last


def _row_spans(sheet: Sheet, skip: Set[int]) -> tuple[list[Span | None], str]:
    firsts, lasts = sheet.days("starts"), sheet.days("ends")
    found: list[Span | None] = []
    for index, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
        if index in skip or index in sheet.bad:
            found.append(None)
        elif first is None or last is None or last < first:
            sheet.refuse(index, sheet.name("starts"), "", _("The row has no date."))
            found.append(None)
        else:
            found.append(Span(first, last, "span"))
    if all(span is None or span.first == span.last for span in found):
        return found, "day"
    return _joined(found), "span"


def _joined(found: list[Span | None]) -> list[Span | None]:
    """Rows about days that overlap are one report about all of them: only so can they be added up."""
    runs: list[list[str]] = []
    for span in sorted({span for span in found if span}):
        if runs and span.first <= runs[-1][1]:
            runs[-1][1] = max(runs[-1][1], span.last)
        else:
            runs.append([span.first, span.last])
    return [
        next((Span(a, b, "span") for a, b in runs if a <= span.first <= b), span) if span else None
        for span in found
    ]


def _undated(sheet: Sheet) -> tuple[list[Span | None], str]:
    day = sheet.exported_day()
    words = _("The file does not say which days it is about; it is kept, but is part of no total.")
    sheet.assume(words, key="period", options=[])
    return [Span(day, day, UNDATED)] * len(sheet), UNDATED


def stated_span(sheet: Sheet) -> Span | None:
    """The days that the lines above the table, or the file's name, say."""
    lines = [[text_of(cell) for cell in row if text_of(cell)] for row in sheet.table.preamble[:40]]
    texts = [*chain.from_iterable(lines), *(", ".join(line) for line in lines if len(line) > 1)]
    return _labelled(texts) or _ranged(texts) or _named(sheet.request.file.name)


def _labelled(texts: list[str]) -> Span | None:
    days: dict[str, str] = {}
    for text in texts:
        found = _LABELLED.search(text)
        day = _day(found[2]) if found else None
        if found and day:
            days["start" if found[1].lower() in ("start", "from") else "end"] = day
    if "start" in days and "end" in days and days["start"] <= days["end"]:
        return Span(days["start"], days["end"], "span")
    return None


def _ranged(texts: list[str]) -> Span | None:
    for text in texts:
        compact = _COMPACT_RANGE.search(text)
        if compact:
            return _span(compact[1], compact[2])
        plain = text.strip(' "#').split(": ")[-1]
        span = read_span(plain, "dmy") if any(c.isdigit() for c in plain) else None
        if span and span.grain == "span":
            return span
    return None


def _named(name: str) -> Span | None:
    found = _IN_NAME.search(name) or _WORDS_IN_NAME.search(name)
    return _span(found[1], found[2]) if found else None


def _span(first: str, last: str) -> Span | None:
    one, two = _day(first), _day(last)
    return Span(one, two, "span") if one and two and one <= two else None


def _day(text: str) -> str | None:
    plain = text.strip()
    if re.fullmatch(_DAY, plain):
        digits = re.sub(r"\D", "", plain)
        try:
            return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).isoformat()
        except ValueError:
            return None
    return read_day(plain, "dmy")
