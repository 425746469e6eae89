"""The source of record: which source speaks for a measure on a day, so that no two are ever added up.

Before anyone chooses: money from the shop's sales report where it covers the day, else from orders; orders, pieces and
customers from orders, else from the report; sessions from the shop's traffic report, else from another. A report
without a channel speaks for the whole shop and excludes every other source on its days. What the user chose in
source_of_record comes first.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from workbench.errors import NotFound
from workbench.language import _
from workbench.store.brand import Brand, brand
from workbench.store.rollup import MEASURES
from workbench.store.rollup_entities import ENTITY_MEASURES
from workbench.store.rollup_reports import REPORTS, UNDATED

ALL = "all"
ORDERS, SALES, TRAFFIC = "orders", "sales", "traffic"
ADS, MAIL, SEARCH, THINGS = "ads", "mail", "search", "things"
_KIND_OF_FACT = {
    "sales_day": SALES,
    "traffic_day": TRAFFIC,
    "spend_day": ADS,
    "email_day": MAIL,
    "search_day": SEARCH,
}
# Which kind of source tells a measure; what is not named here comes from orders and sales reports.
FAMILY = {m: kind for fact, kind in _KIND_OF_FACT.items() for m in REPORTS[fact] if kind != SALES}
FAMILY |= dict.fromkeys(ENTITY_MEASURES, THINGS)
_NO_ROW_IS_UNKNOWN = (TRAFFIC, SEARCH)
# Orders know best how many orders and pieces there were; the order revenue goes with their number.
_ORDERS_FIRST = frozenset({"orders", "units", "order_revenue", "revenue_orders"})
_ONE_DAY = timedelta(days=1)


class Source(NamedTuple):
    """A source and what it covers: kind orders, sales or traffic; days as ISO text, in merged spans.

    `covered` are the days it tells one by one, `reach` the first and last day it tells anything about;
    `knows` the measures for which it has any amount, of money in the brand's currency.
    """

    name: str
    kind: str
    covered: tuple[tuple[str, str], ...]
    reach: tuple[str, str]
    channels: frozenset[str]
    knows: frozenset[str]

    def covers(self, day: str) -> bool:
        """True when the day lies in a span that its imports cover day by day."""
        place = bisect_right(self.covered, (day, "9999")) - 1
        return place >= 0 and self.covered[place][0] <= day <= self.covered[place][1]

    @property
    def tells_zero(self) -> bool:
        """True when a day without a row, inside what its files cover, is a day without anything."""
        return self.kind not in _NO_ROW_IS_UNKNOWN

    @property
    def adds_up(self) -> bool:
        """True for a platform whose numbers come on top of those of others: ads, mailings, reviews and so on."""
        return self.kind in (ADS, MAIL, THINGS)

    @property
    def whole_shop(self) -> bool:
        """True for a report that is not split by channel."""
        return ALL in self.channels


class Choice(NamedTuple):
    """What the user chose: a source for a KPI, channel and span; None means any."""

    kpi: str | None
    channel: str | None
    first_day: str | None
    last_day: str | None
    source: str

    def applies(self, kpi: str, day: str) -> bool:
        """True when it is about this KPI and day."""
        return (
            self.kpi in (None, "", kpi)
            and (self.first_day or "") <= day
            and day <= (self.last_day or "9999")
        )


class Record(NamedTuple):
    """Everything needed to choose: the brand, its sources and the user's choices."""

    brand: Brand
    sources: dict[str, Source]
    choices: tuple[Choice, ...]

    def for_measures(self, measures: Iterable[str]) -> list[Source]:
        """The sources that know all the measures, in the order of the default rule."""
        wanted = frozenset(measures)
        first = ORDERS if wanted & _ORDERS_FIRST else SALES
        able = (s for s in self.sources.values() if wanted <= s.knows)
        return sorted(
            able, key=lambda s: (s.kind != first, not s.name.startswith("shopify"), s.name)
        )


def record(db: sqlite3.Connection, measures: Iterable[str] = MEASURES) -> Record:
    """Read the sources held, what they cover, which of the measures they know, and the user's choices."""
    choices = db.execute(
        "SELECT kpi, channel, first_day, last_day, source FROM source_of_record ORDER BY id DESC"
    ).fetchall()
    own = brand(db)
    sources = _sources(db, tuple(dict.fromkeys(measures)), own.currency)
    return Record(own, sources, tuple(Choice(*row) for row in choices))


def _sources(db: sqlite3.Connection, measures: tuple[str, ...], currency: str) -> dict[str, Source]:
    kinds: dict[str, set[str]] = {}
    for name, fact in db.execute(_REPORTS).fetchall():
        kinds.setdefault(name, set()).add(_KIND_OF_FACT[fact])
    for (name,) in db.execute(_THINGS).fetchall():
        kinds.setdefault(name, set()).add(THINGS)
    covered = _covered(db)
    channels: dict[str, set[str]] = {}
    for name, channel in db.execute(_CHANNELS).fetchall():
        channels.setdefault(name, set()).add(channel)
    if not channels.keys() <= covered.keys():
        covered = _own_days(db) | covered
    found = {}
    for name in channels:
        of = kinds.get(name, {ORDERS})
        able = [
            m for m in measures if FAMILY.get(m, SALES) in of or (ORDERS in of and m not in FAMILY)
        ]
        found[name] = Source(
            name,
            next(kind for kind in _IN_ORDER if kind in of),
            _merged(span for span in covered[name] if span.by_day),
            (
                min(span.first_day for span in covered[name]),
                max(span.last_day for span in covered[name]),
            ),
            frozenset(channels[name]),
            frozenset(m for m in able if db.execute(_KNOWN, (m, name, currency)).fetchone()),
        )
    return found


class _Covered(NamedTuple):
    first_day: str
    last_day: str
    by_day: bool


_IN_ORDER = (ORDERS, SALES, TRAFFIC, ADS, MAIL, SEARCH, THINGS)
_NAMES_OF_FACTS = ", ".join(f"'{fact}'" for fact in _KIND_OF_FACT)
_REPORTS = f"SELECT DISTINCT source, fact FROM slice WHERE fact IN ({_NAMES_OF_FACTS})"
_NAMES_OF_THINGS = ", ".join(f"'{measure}'" for measure in ENTITY_MEASURES)
_THINGS = f"SELECT DISTINCT source FROM rollup WHERE measure IN ({_NAMES_OF_THINGS})"
# Every source of orders or sales has rows of 'orders', every one of traffic of 'sessions' and so on, known or not.
_ALWAYS = f"'orders', 'sessions', 'spend', 'emails_sent', 'search_clicks', {_NAMES_OF_THINGS}"
_CHANNELS = f"SELECT DISTINCT source, channel FROM rollup WHERE measure IN ({_ALWAYS})"
_KNOWN = """SELECT 1 FROM rollup WHERE measure = ? AND source = ? AND amount NOT NULL
  AND currency IN ('', ?) LIMIT 1"""


def _covered(db: sqlite3.Connection) -> dict[str, list[_Covered]]:
    """Per source the spans its live imports cover, gaps in the files included."""
    found: dict[str, list[_Covered]] = {}
    rows = db.execute(
        f"""SELECT s.source, c.first_day, c.last_day, coalesce(s.grain, '') IN ('', 'day')
        FROM covered AS c JOIN slice AS s ON s.id = c.slice_id AND coalesce(s.grain, '') <> '{UNDATED}'
        JOIN import AS i ON i.id = c.import_id AND i.live = 1
        UNION ALL
        SELECT source, first_day, last_day, 1 FROM import
        WHERE live = 1 AND source NOT IN (SELECT source FROM slice)"""
    ).fetchall()
    for name, first, last, by_day in rows:
        if first and last:
            found.setdefault(name, []).append(_Covered(first, last, bool(by_day)))
    return found


def _own_days(db: sqlite3.Connection) -> dict[str, list[_Covered]]:
    """What the rows themselves cover, for sources that no import speaks for."""
    found: dict[str, list[_Covered]] = {}
    rows = db.execute(
        f"""SELECT source, min(first_day), max(last_day), first_day = last_day
        FROM rollup WHERE measure IN ({_ALWAYS}) GROUP BY 1, 4"""
    ).fetchall()
    for name, first, last, by_day in rows:
        found.setdefault(name, []).append(_Covered(first, last, bool(by_day)))
    return found


def _merged(spans: Iterable[_Covered]) -> tuple[tuple[str, str], ...]:
    """Join spans that overlap or touch."""
    merged: list[tuple[str, str]] = []
    for first, last, _by_day in sorted(spans):
        if merged and first <= _after(merged[-1][1]):
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return tuple(merged)


def _after(day: str) -> str:
    return (date.fromisoformat(day) + _ONE_DAY).isoformat()


def last_day_held(record: Record) -> date | None:
    """The last day that any source of the shop covers (else any other); None when nothing was imported."""
    shop = [s for s in record.sources.values() if s.kind in (ORDERS, SALES, TRAFFIC)]
    days = [source.reach[1] for source in shop or record.sources.values()]
    return date.fromisoformat(max(days)) if days else None


def today(db: sqlite3.Connection) -> date | None:
    """The day after the last one held: the day on which its owner looks at the numbers."""
    last = last_day_held(record(db, ()))
    return last + _ONE_DAY if last else None


def choose_source(
    db: sqlite3.Connection,
    source: str,
    *,
    kpi: str | None = None,
    channel: str | None = None,
    first_day: date | None = None,
    last_day: date | None = None,
) -> int:
    """Let a source speak for a KPI (None: all), a channel and a span; answers the choice's id.

    A later choice outranks an earlier one; days that the source does not cover follow the default rule.
    """
    span = (
        first_day.isoformat() if first_day else None,
        last_day.isoformat() if last_day else None,
    )
    same = db.execute(
        "SELECT id FROM source_of_record WHERE kpi IS ? AND channel IS ? AND first_day IS ?"
        " AND last_day IS ? AND source = ?",
        (kpi, channel, *span, source),
    ).fetchone()
    if same is not None:
        return int(same[0])
    made = db.execute(
        "INSERT INTO source_of_record(kpi, channel, first_day, last_day, source)"
        " VALUES (?, ?, ?, ?, ?)",
        (kpi, channel, *span, source),
    )
    return int(made.lastrowid or 0)


def forget_choice(db: sqlite3.Connection, choice_id: int) -> None:
    """Go back to the default rule; raises NotFound."""
    if not db.execute("DELETE FROM source_of_record WHERE id = ?", (choice_id,)).rowcount:
        raise NotFound(_("This choice of a source is no longer there."))
