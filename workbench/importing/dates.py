"""Dates and moments as exports write them; the order of day and month is decided per column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import Literal, NamedTuple

from workbench.importing.keys import text_of

DateOrder = Literal["dmy", "mdy"]

_NAMES = """january jan januari januar janvier janv enero ene gennaio gen
february feb februari februar février févr fév febrero febbraio
march mar maart mrt märz mär maerz mars marzo
april apr avril avr abril abr aprile
may mei mai mayo maggio mag
june jun juni juin junio giugno giu
july jul juli juillet juil julio luglio lug
august aug augustus août aout agosto ago
september sep sept septembre septiembre settembre set
october oct oktober okt octobre octubre ottobre ott
november nov novembre noviembre
december dec dezember dez décembre déc diciembre dic dicembre"""
MONTHS = {
    name: number for number, names in enumerate(_NAMES.splitlines(), 1) for name in names.split()
}

_ISO = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_DAY_FIRST = re.compile(r"(\d{1,4})([./\-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_COMPACT = re.compile(r"(?:19|20)\d{6}")
_WORDS = re.compile(
    r"(?:[^\W\d]+,?\s+)?(\d{1,2})(?:st|nd|rd|th|\.)?[\s\-/]*(?:de\s+)?([^\W\d]{3,})\.?,?[\s\-/]*(?:de\s+)?(\d{4}|\d{2})(?!\d)"
    r"|(?:[^\W\d]+,\s+)?([^\W\d]{3,})\.?[\s\-/]+(\d{1,2})(?:st|nd|rd|th)?,?[\s\-/]+(\d{4})(?!\d)"
)
_CLOCK = re.compile(
    r"[,T]?\s*(?:at\s+|om\s+|um\s+)?(\d{1,2})[:.h](\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap]\.?m\.?)?\s*([A-Za-z]{1,4}|[+-]\d{2}:?\d{2})?",
    re.I,
)
_HOURS = (
    "UTC 0 GMT 0 Z 0 WET 0 BST 1 WEST 1 CET 1 MEZ 1 CEST 2 MESZ 2 EET 2 EEST 3 EST -5 EDT -4 CST -6 CDT -5 MST -7 "
    "MDT -6 PST -8 PDT -7 AKST -9 AKDT -8 HST -10 AEST 10 AEDT 11 NZST 12 NZDT 13 JST 9"
)
_ZONES = {name: int(hours) for name, hours in re.findall(r"(\w+) (-?\d+)", _HOURS)}
_EXCEL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001  (a local clock, like every Excel date)
_LEAST_SERIAL, _MOST_SERIAL = 20_000, 80_000  # 1954 to 2119


class OrderEvidence(NamedTuple):
    """What a column says about day and month: the order or None, a case, and if it mattered at all."""

    order: DateOrder | None
    example: str | None
    matters: bool


class Moment(NamedTuple):
    """A point in time: the source's own clock (with its offset where it told one), and the local day."""

    at: str
    day: str


def order_of_locale(locale: str) -> DateOrder:
    """The order in which people of a locale write day and month."""
    return "mdy" if locale in ("en_US", "en-US", "en_PH", "es_US") else "dmy"


def decide_order(values: Iterable[object]) -> OrderEvidence:
    """Decide the order of day and month from all different values of a column.

    A number above 12 proves it; else days that follow each other closely do; else nothing does.
    """
    pairs: set[tuple[int, int, int]] = set()
    example = None
    proofs = {"dmy": 0, "mdy": 0}
    for value in values:
        if not isinstance(value, str) or value[4:5] == "-":
            continue
        found = _DAY_FIRST.match(value.strip())
        if not found or len(found[1]) > 2:
            continue
        first, second = int(found[1]), int(found[3])
        example = example or value.strip()
        if found[2] == "." or first > 12:
            proofs["dmy"] += 1
        elif second > 12:
            proofs["mdy"] += 1
        else:
            pairs.add((first, second, _year(found[4])))
    if any(proofs.values()):
        return OrderEvidence("dmy" if proofs["dmy"] >= proofs["mdy"] else "mdy", example, True)
    matters = any(first != second for first, second, _ in pairs)
    return OrderEvidence(_by_closeness(pairs), example, matters)


def _by_closeness(pairs: set[tuple[int, int, int]]) -> DateOrder | None:
    """Days of one month follow each other: 3/8, 4/8, 5/8 are three days, or the 8th of three months."""
    if len(pairs) < 3:
        return None
    firsts, seconds = {p[0] for p in pairs}, {p[1] for p in pairs}
    if len(seconds) == 1 and len(firsts) >= 3 and seconds != {1}:
        return "dmy"
    if len(firsts) == 1 and len(seconds) >= 3 and firsts != {1}:
        return "mdy"
    return None


def read_day(value: object, order: DateOrder) -> str | None:
    """Read a cell as a calendar day, ISO text; None where it is none."""
    moment = read_moment(value, order, None)
    return moment.day if moment else None


def read_moment(value: object, order: DateOrder, zone: tzinfo | None) -> Moment | None:
    """Read a cell as a moment; with an offset its day is the one in `zone`, without it is local already."""
    if isinstance(value, str):
        return _from_text(value, order, zone)
    if isinstance(value, datetime):
        return _plain(value)
    if isinstance(value, date):
        return Moment(value.isoformat(), value.isoformat())
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_serial(float(value))
    return None


def _plain(value: datetime) -> Moment:
    whole = value.replace(microsecond=0) + timedelta(seconds=value.microsecond >= 500_000)
    if not (whole.hour or whole.minute or whole.second):
        return Moment(whole.date().isoformat(), whole.date().isoformat())
    return Moment(whole.isoformat(), whole.date().isoformat())


def _from_serial(value: float) -> Moment | None:
    if 19000101 <= value <= 21001231 and value == int(value):
        return _from_text(str(int(value)), "dmy", None)
    if not _LEAST_SERIAL <= value <= _MOST_SERIAL:
        return None
    return _plain(_EXCEL_ZERO + timedelta(days=value))


def _from_text(value: str, order: DateOrder, zone: tzinfo | None) -> Moment | None:
    found = _ISO.fullmatch(value)
    if found is None:
        text = text_of(value)
        found = _ISO.fullmatch(text)
        if found is None:
            return _from_words(text, order, zone)
    day, clock, second, offset = found.groups()
    if not _is_day(day):
        return None
    if clock is None:
        return Moment(day, day)
    if clock > "23:59":
        return None
    at = f"{day}T{clock}:{second or '00'}"
    if offset is None:
        return Moment(at, day)
    offset = "+00:00" if offset in ("Z", "UTC", "GMT") else f"{offset[:3]}:{offset[-2:]}"
    return Moment(at + offset, _local_day(day, clock, offset, zone))


def _is_day(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


_local_days: dict[tuple[str, str, str], tuple[str, str, str]] = {}


def _local_day(day: str, clock: str, offset: str, zone: tzinfo | None) -> str:
    """The day that a clock (HH:MM) with an offset falls on in the brand's zone.

    Remembered per day and offset: the local day before the zone's midnight, that midnight, and the day from there.
    """
    if zone is None:
        return day
    key = (day, offset, str(zone))
    if key not in _local_days:
        _local_days[key] = _midnight(day, offset, zone)
    first, midnight, last = _local_days[key]
    return first if clock < midnight else last


def _midnight(day: str, offset: str, zone: tzinfo) -> tuple[str, str, str]:
    first, last = _in_zone(day, "00:00", offset, zone), _in_zone(day, "23:59", offset, zone)
    low, high = 0, 1440  # the least minute that lies in the last day
    while low < high:
        middle = (low + high) // 2
        if _in_zone(day, f"{middle // 60:02d}:{middle % 60:02d}", offset, zone) == last:
            high = middle
        else:
            low = middle + 1
    return first, f"{low // 60:02d}:{low % 60:02d}", last


_MINUTES = frozenset(f"{hour:02d}:{minute:02d}" for hour in range(24) for minute in range(60))
_SECONDS = frozenset(f":{second:02d} " for second in range(60))


def quick_reader(zone: tzinfo) -> Callable[[object], Moment | None]:
    """Reads moments written Shopify's way, 2026-03-29 14:05:00 +0200, and None for all others; half the cost."""
    days: dict[str, tuple[str, str, str, str] | None] = {}

    def read(value: object) -> Moment | None:
        if not isinstance(value, str) or len(value) != 25:
            return None
        clock = value[11:16]
        if value[10] != " " or clock not in _MINUTES or value[16:20] not in _SECONDS:
            return None
        key = value[:10] + value[20:]
        if key not in days:
            days[key] = _known_day(value, zone)
        known = days[key]
        if known is None:
            return None
        offset, first, midnight, last = known
        at = f"{value[:10]}T{value[11:19]}{offset}"
        return Moment(at, first if clock < midnight else last)

    return read


def _known_day(value: str, zone: tzinfo) -> tuple[str, str, str, str] | None:
    """The offset of a text such as quick_reader reads, and the local days around the zone's midnight."""
    found = _ISO.fullmatch(value)
    if found is None or not found[4] or not _is_day(found[1]):
        return None
    offset = f"{value[20:23]}:{value[23:]}"
    if ":" in value[20:] or _from_text(value, "dmy", zone) is None:
        return None
    return (offset, *_local_days[found[1], offset, str(zone)])


def _in_zone(day: str, clock: str, offset: str, zone: tzinfo) -> str:
    moment = datetime.fromisoformat(f"{day}T{clock}:00{offset}")
    return moment.astimezone(zone).date().isoformat()


def _from_words(text: str, order: DateOrder, zone: tzinfo | None) -> Moment | None:
    if _COMPACT.fullmatch(text):
        day = f"{text[:4]}-{text[4:6]}-{text[6:]}"
        return Moment(day, day) if _is_day(day) else None
    if text[:1].isdigit() and text.replace(".", "", 1).isdigit():
        return _from_serial(float(text))
    numeric = _DAY_FIRST.match(text)
    named = None if numeric else _WORDS.match(text)
    found = numeric or named
    if found is None:
        return None
    parts = _numeric_parts(found, order) if numeric else _named_parts(found)
    if parts is None:
        return None
    try:
        day_of = date(*parts)
    except ValueError:
        return None
    return _with_clock(day_of, text[found.end() :].strip(), zone)


def _numeric_parts(found: re.Match[str], order: DateOrder) -> tuple[int, int, int] | None:
    first, second, third = int(found[1]), int(found[3]), found[4]
    if len(found[1]) == 4:
        return first, second, int(third)
    if len(found[1]) == 3:
        return None
    year = _year(third)
    if order == "dmy":
        return year, second, first
    return year, first, second


def _named_parts(found: re.Match[str]) -> tuple[int, int, int] | None:
    month = MONTHS.get((found[2] or found[4]).casefold())
    if month is None:
        return None
    return _year(found[3] or found[6]), month, int(found[1] or found[5])


def _year(text: str) -> int:
    """Two digits mean 1969 to 2068, as POSIX has it."""
    if len(text) == 4:
        return int(text)
    return int(text) + (1900 if int(text) >= 69 else 2000)


def _with_clock(day: date, rest: str, zone: tzinfo | None) -> Moment | None:
    if not rest:
        return Moment(day.isoformat(), day.isoformat())
    found = _CLOCK.fullmatch(rest)
    if not found:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        hour = hour % 12 + (12 if found[4][0] in "pP" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    offset = _offset(found[5])
    at = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=offset)
    local = at.astimezone(zone).date() if offset and zone else day
    return Moment(at.isoformat(), local.isoformat())


def _offset(text: str | None) -> timezone | None:
    if not text:
        return None
    if text.upper() in _ZONES:
        return timezone(timedelta(hours=_ZONES[text.upper()]))
    if text[0] in "+-":
        minutes = int(text[1:3]) * 60 + int(text[-2:])
        return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))
    return None
