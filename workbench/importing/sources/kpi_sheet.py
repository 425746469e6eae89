"""The sheet of numbers that every shop keeps: dates down and KPIs across, the other way round, or long."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from workbench.importing import amounts, dates
from workbench.importing.amounts import NOTHING, Unreadable
from workbench.importing.currencies import currency_in_header, currency_of
from workbench.importing.keys import header_of, text_of
from workbench.importing.periods import Span, read_span, span_from
from workbench.importing.sheet import Sheet
from workbench.importing.source import Field, Judgement, Source
from workbench.importing.table import Column, Table
from workbench.language import _

COLUMNS = ("n", "kpi", "name", "unit", "first_day", "last_day", "segment", "value", "row")
_TIME_WORDS = (
    "date,day,week,month,quarter,year,period,datum,dag,maand,kwartaal,jaar,periode,tag,woche,monat,quartal,jahr,jour,"
    "semaine,mois,fecha,mes,giorno,mese,week of,week starting"
)
_TIME = frozenset(_TIME_WORDS.split(","))
_KPI = frozenset(
    ("kpi", "metric", "measure", "name", "indicator", "kennzahl", "statistiek", "meetwaarde")
)
_VALUE = frozenset(("value", "waarde", "wert", "valeur", "amount", "actual", "number"))
_SEGMENT = frozenset(("segment", "channel", "country", "kanaal", "land"))
_MONEY_WORDS = frozenset(
    (
        "revenue",
        "sales",
        "spend",
        "cost",
        "costs",
        "omzet",
        "umsatz",
        "kosten",
        "budget",
        "profit",
        "margin",
        "price",
        "aov",
    )
)
_RATE_WORDS = frozenset(("rate", "ratio", "share", "ctr", "percentage", "percent"))
_SCORE_WORDS = frozenset(("nps", "score", "rating", "csat", "index", "average", "avg", "per"))
_WHOLE = re.compile(r"\d+|\d{1,3}(?:[.,]\d{3})+")
_FIXED = ("time", "kpi", "value", "segment", "unit")


def judge(table: Table) -> Judgement | None:
    """Detect the orientation by which side holds the dates."""
    if not table.header_row:
        return None
    return _long(table) or _dates_across(table) or _dates_down(table)


def _long(table: Table) -> Judgement | None:
    names = [header_of(name) for name in table.names]
    time = next((i for i, n in enumerate(names) if n in _TIME), None)
    kpi = next((i for i, n in enumerate(names) if n in _KPI), None)
    value = next((i for i, n in enumerate(names) if n in _VALUE), None)
    if time is None or kpi is None or value is None:
        return None
    fields = {"time": [time], "kpi": [kpi], "value": [value]}
    segment = next((i for i, n in enumerate(names) if n in _SEGMENT), None)
    if segment is not None:
        fields["segment"] = [segment]
    sure = 0.9 if len(names) <= 6 else 0.5
    return Judgement(
        sure, _("One row per KPI and date: {names}.").format(names=", ".join(table.names)), fields
    )


def _dates_across(table: Table) -> Judgement | None:
    spans = [i for i, name in enumerate(table.names) if i and read_span(name, "dmy")]
    if len(spans) < 2 or len(spans) * 2 < len(table.names) - 1:
        return None
    reason = _("KPIs stand below each other, {n} dates across.").format(n=len(spans))
    return Judgement(0.85, reason, {"kpi": [0], "periods": spans})


def _dates_down(table: Table) -> Judgement | None:
    first = _cells(table, 0)
    told = [c for c in first if read_span(c, "dmy")]
    if len(first) == 0 or len(told) * 10 < len(first) * 8:
        return None
    if len({text_of(c) for c in told}) * 20 < len(told) * 19:
        return None  # a date that comes back is a report split by something
    numbers = [
        i for i in range(1, len(table.names)) if table.names[i] and _is_numeric(_cells(table, i))
    ]
    if not numbers or len(numbers) * 2 < len([n for n in table.names[1:] if n]):
        return None
    named = header_of(table.names[0]) in _TIME
    reason = _("Dates stand below each other, {n} KPIs across.").format(n=len(numbers))
    return Judgement(0.8 if named else 0.6, reason, {"time": [0], "kpis": numbers})


def _cells(table: Table, index: int) -> list[object]:
    return [row[index] for row in table.sample if index < len(row) and text_of(row[index])]


def _is_numeric(cells: list[object]) -> bool:
    good = 0
    for cell in cells:
        text = text_of(cell)
        number = amounts.take_apart(text)
        known = text.casefold() in NOTHING or text.upper() in amounts.ERRORS
        good += known or (
            number is not None and (not number.mark or currency_of(number.mark, "EUR") is not None)
        )
    return good * 10 >= len(cells) * 8


def build(sheet: Sheet) -> None:
    """Hand over one value per KPI and period; a cell that cannot be read is listed, its row is kept."""
    rows: list[tuple[Any, ...]] = []
    if sheet.has("kpi") and sheet.has("value"):
        rows = _read_long(sheet)
    elif sheet.has("periods"):
        rows = _read_across(sheet)
    else:
        rows = _read_down(sheet)
    sheet.give("snapshot", COLUMNS, [(n, *row) for n, row in enumerate(rows, 1)])


def _read_down(sheet: Sheet) -> list[tuple[Any, ...]]:
    spans = _spans(sheet)
    rows = []
    for index in _kpi_columns(sheet):
        unit = _unit(sheet, index)
        for place, value in enumerate(_values(sheet, index, unit)):
            span = spans[place]
            if span and value is not None and place not in sheet.bad:
                rows.append(_row(sheet, sheet.label(index), unit, span, "", value, place))
    return rows


def _kpi_columns(sheet: Sheet) -> list[int]:
    if sheet.has("kpis"):
        return sheet.fields["kpis"]
    return [i for name, places in sheet.fields.items() if name not in _FIXED for i in places]


def _spans(sheet: Sheet) -> list[Span | None]:
    """The period of each row; days that all begin a month (or week) stand for that month (or week)."""
    found = sheet.spans("time")
    for place, span in enumerate(found):
        if span is None and place not in sheet.bad:
            sheet.refuse(place, sheet.name("time"), "", _("The row has no date."))
    grain = _grain([s for s in found if s], header_of(sheet.name("time")))
    if grain == "day":
        return found
    return [span_from(s.first, grain) if s and s.grain == "day" else s for s in found]


def _grain(found: list[Span], name: str) -> str:
    """The period that single days stand for: what the name says, else by how they follow each other."""
    days = sorted({s.first for s in found if s.grain == "day"})
    for grain, words in (
        ("month", ("month", "maand", "monat", "mois", "mes", "mese")),
        ("week", ("week", "woche", "semaine", "week of", "week starting")),
        ("quarter", ("quarter", "kwartaal", "quartal")),
        ("year", ("year", "jaar", "jahr")),
    ):
        if name in words and all(grain != "month" or d.endswith("-01") for d in days):
            return grain
    if len(days) < 2:
        return "day"
    if all(d.endswith("-01") for d in days):
        return "month" if any(d[5:7] not in ("01", "04", "07", "10") for d in days) else "quarter"
    return "week" if _weekly(days) else "day"


def _weekly(days: list[str]) -> bool:
    numbers = [date.fromisoformat(day).toordinal() for day in days]
    return all((b - a) % 7 == 0 for a, b in pairwise(numbers))


def _read_across(sheet: Sheet) -> list[tuple[Any, ...]]:
    names = sheet.texts("kpi")
    order = _order_of_names(sheet)
    spans = {
        i: span for i in sheet.fields["periods"] if (span := read_span(sheet.table.names[i], order))
    }
    grain = _grain(list(spans.values()), "")
    rows = []
    for place, name in enumerate(names):
        if not name:
            sheet.refuse(place, sheet.name("kpi"), "", _("The row names no KPI."))
            continue
        cells = {i: sheet.column(i).values[place] for i in spans}
        unit = _unit_of(name, list(cells.values()), "")
        sign = _sign(sheet, list(cells.values()))
        for index, cell in cells.items():
            span = spans[index]
            if span.grain == "day" and grain != "day":
                span = span_from(span.first, grain)
            value = _value(
                sheet, place, index, cell, sign, unit, "percent" in sheet.formats.values()
            )
            if value is not None:
                rows.append(_row(sheet, name, unit, span, "", value, place))
    return rows


def _order_of_names(sheet: Sheet) -> dates.DateOrder:
    told = sheet.request.dates
    if told:
        return "mdy" if told == "mdy" else "dmy"
    found = dates.decide_order(sheet.table.names).order
    return found or dates.order_of_locale(sheet.request.locale)


def _read_long(sheet: Sheet) -> list[tuple[Any, ...]]:
    spans, names, segments = _spans(sheet), sheet.texts("kpi"), sheet.texts("segment")
    index = sheet.fields["value"][0]
    cells: dict[str, list[object]] = {}
    for name, cell in zip(names, sheet.column(index).values, strict=True):
        cells.setdefault(name or "", []).append(cell)
    units = {name: _unit_of(name, values, "") for name, values in cells.items()}
    signs = {name: _sign(sheet, values) for name, values in cells.items()}
    rows = []
    for place, (span, name) in enumerate(zip(spans, names, strict=True)):
        if name is None:
            sheet.refuse(place, sheet.name("kpi"), "", _("The row names no KPI."))
        elif span and place not in sheet.bad:
            cell = sheet.column(index).values[place]
            value = _value(sheet, place, index, cell, signs[name], units[name], False)
            if value is not None:
                rows.append(
                    _row(sheet, name, units[name], span, segments[place] or "", value, place)
                )
    return rows


def _row(
    sheet: Sheet, name: str, unit: str, span: Span, segment: str, value: Decimal, place: int
) -> tuple[Any, ...]:
    text = amounts.plain_text(value)
    return (key_of_kpi(name), name, unit, span.first, span.last, segment, text, sheet.rows[place])


def key_of_kpi(name: str) -> str:
    """The key of a KPI: its name in lower case, words joined by underscores."""
    return "_".join(header_of(name).replace("%", " percent ").split())


def _unit(sheet: Sheet, index: int) -> str:
    return _unit_of(
        sheet.table.names[index], sheet.column(index).distinct, sheet.formats.get(index, "")
    )


def _unit_of(name: str, cells: list[Any], shown: str) -> str:
    """money, rate, count or number: by format, signs, name, and whether all values are whole."""
    texts = [text_of(c) for c in cells if text_of(c)]
    if shown == "percent" or any(t.endswith("%") for t in texts) or "%" in name:
        return "rate"
    marks = [n.mark for t in texts if (n := amounts.take_apart(t)) and n.mark]
    if shown or any(currency_of(m, "EUR") for m in marks) or currency_in_header(name):
        return "money"
    words = set(header_of(name).split())
    if words & _MONEY_WORDS:
        return "money"
    numbers = [n for t in texts if (n := amounts.take_apart(t))]
    if (
        words & _RATE_WORDS
        and numbers
        and not any(amounts.vote(n.body) == "" and len(n.body) > 1 for n in numbers)
    ):
        return "rate"
    whole = all(_WHOLE.fullmatch(n.body) for n in numbers)
    return "count" if whole and numbers and not words & _SCORE_WORDS else "number"


def _sign(sheet: Sheet, cells: list[Any]) -> str:
    found = amounts.evidence(cells)
    return found.sign or sheet._sign_of_file() or amounts.sign_of_locale(sheet.request.locale)


def _values(sheet: Sheet, index: int, unit: str) -> list[Decimal | None]:
    column: Column = sheet.column(index)
    sign = sheet.sign(index)
    shown = sheet.formats.get(index) == "percent"
    return [
        _value(sheet, place, index, cell, sign, unit, shown)
        for place, cell in enumerate(column.values)
    ]


def _value(
    sheet: Sheet, place: int, index: int, cell: object, sign: str, unit: str, shown: bool
) -> Decimal | None:
    """One cell; percent as a fraction: 9.5 % and a cell formatted so are both 0.095."""
    try:
        value, number = amounts.read_number(cell, sign)
    except Unreadable as error:
        sheet.note_cell(place, sheet.label(index), cell, str(error))
        return None
    if value is None:
        return None
    percent = number is not None and number.percent
    if unit == "rate" and (percent or (not shown and abs(value) > 1)):
        return value / 100
    return value


SOURCE = Source(
    key="kpi.sheet",
    title="KPI sheet",
    facts=("snapshot",),
    fields=(
        Field("time", ("Date", "Month", "Week", "Period", "Datum", "Maand"), "span"),
        Field("kpi", ("KPI", "Metric")),
        Field("value", ("Value", "Waarde"), "number"),
        Field("segment", ("Segment",)),
        Field("kpis", (), "number", many=True),
        Field("periods", (), "number", many=True),
    ),
    needs=(("time", "periods"),),
    own=True,
    all_columns=True,
    judge=judge,
    build=build,
)
