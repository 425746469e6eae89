"""What is held of a measure, day by day, after the source of record has been chosen for each day."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import NamedTuple

from workbench.kpis.calendar import Period, days
from workbench.kpis.record import ALL, Choice, Record, Source

Amounts = tuple[int, ...]
Cells = dict[str, list[int | None]]  # channel -> one amount per measure


class Span(NamedTuple):
    """Amounts that a report gives for several days at once."""

    first_day: str
    last_day: str
    amounts: Amounts
    rank: int
    source: str


class Held(NamedTuple):
    """The amounts of some measures: known days, spans of reports, and how they came about.

    `days` maps ISO days to amounts; `ranks` tells the place of each day's source in the order of
    preference; `runs` lists (first day, source names) each time the source changes; `channels` holds
    sums by channel over the known days; `foreign` the currencies that were left out.
    """

    days: dict[str, Amounts]
    ranks: dict[str, int]
    spans: tuple[Span, ...]
    runs: tuple[tuple[str, tuple[str, ...]], ...]
    channels: dict[str, Amounts]
    foreign: frozenset[str]
    parts: tuple[Held, ...] = ()

    def total(self, period: Period) -> tuple[Amounts | None, int]:
        """The amounts of a period and how many of its days are held; None when none is.

        A week's or month's report counts where the period holds its whole span and some of its days
        have no source at least as good; its days then come from it alone. Parts that add up (each platform of ads)
        are told one by one.
        """
        if self.parts:
            return _added_up([part.total(period) for part in self.parts])
        taken: list[Amounts] = []
        covered: set[str] = set()
        first, last = period.first_day.isoformat(), period.last_day.isoformat()
        for span in self.spans:
            if first <= span.first_day and span.last_day <= last:
                own = {d.isoformat() for d in days(*_dates(span))}
                if not own & covered and any(self.ranks.get(d, 99) > span.rank for d in own):
                    taken.append(span.amounts)
                    covered |= own
        for d in days(period.first_day, period.last_day):
            text = d.isoformat()
            if text not in covered and text in self.days:
                taken.append(self.days[text])
                covered.add(text)
        if not taken:
            return None, 0
        return tuple(map(sum, zip(*taken, strict=True))), len(covered)


def _dates(span: Span) -> tuple[date, date]:
    return date.fromisoformat(span.first_day), date.fromisoformat(span.last_day)


def held(
    db: sqlite3.Connection,
    record: Record,
    measures: tuple[str, ...],
    first: date,
    last: date,
    *,
    kpi: str = "",
    channel: str | None = None,
) -> Held:
    """Read some measures between two days, from the source of record of each day; money in minor units.

    With a channel only that channel counts. Reads nothing but the roll-ups.
    """
    groups: dict[frozenset[str], list[Source]] = {}
    sources = record.for_measures(measures)
    for source in sources:
        groups.setdefault(source.channels if source.adds_up else frozenset(), []).append(source)
    days_of = (first, last)
    if len(groups) < 2:
        return _held(db, record, measures, days_of, sources, kpi, channel)
    return _together(
        [_held(db, record, measures, days_of, group, kpi, channel) for group in groups.values()]
    )


def _together(parts: list[Held]) -> Held:
    """What sources that never tell of the same things hold together."""
    days: dict[str, Amounts] = {}
    channels: dict[str, Amounts] = {}
    for part in parts:
        for into, told in ((days, part.days), (channels, part.channels)):
            for name, amounts in told.items():
                before = into.get(name)
                into[name] = (
                    tuple(map(sum, zip(before, amounts, strict=True))) if before else amounts
                )
    runs = [run for part in parts for run in part.runs]
    names = tuple(dict.fromkeys(name for _day, used in runs for name in used))
    return Held(
        dict(sorted(days.items())),
        dict.fromkeys(days, 0),
        tuple(span for part in parts for span in part.spans),
        ((min(run[0] for run in runs), names),) if runs else (),
        channels,
        frozenset().union(*(part.foreign for part in parts)),
        tuple(parts),
    )


def _added_up(totals: list[tuple[Amounts | None, int]]) -> tuple[Amounts | None, int]:
    known = [amounts for amounts, _days in totals if amounts is not None]
    if not known:
        return None, 0
    return tuple(map(sum, zip(*known, strict=True))), max(n for _amounts, n in totals)


def _held(
    db: sqlite3.Connection,
    record: Record,
    measures: tuple[str, ...],
    days_of: tuple[date, date],
    sources: list[Source],
    kpi: str,
    channel: str | None,
) -> Held:
    first, last = days_of
    table, spans, foreign = _read(
        db, record, measures, first.isoformat(), last.isoformat(), channel
    )
    choices = [c for c in record.choices if c.kpi in (None, "", kpi)]
    found: dict[str, Amounts] = {}
    ranks: dict[str, int] = {}
    runs: list[tuple[str, tuple[str, ...]]] = []
    channels: dict[str, list[int]] = {}
    for day in (d.isoformat() for d in days(first, last)):
        taken, used = _choose(day, sources, table, choices, kpi)
        if not used:
            continue
        found[day] = _added(taken, channels, len(measures))
        ranks[day] = sources.index(used[0])
        names = tuple(source.name for source in used)
        if not runs or runs[-1][1] != names:
            runs.append((day, names))
    return Held(
        found,
        ranks,
        _ranked(spans, sources),
        tuple(runs),
        {name: tuple(sums) for name, sums in channels.items()},
        foreign,
    )


def _read(
    db: sqlite3.Connection,
    record: Record,
    measures: tuple[str, ...],
    first: str,
    last: str,
    channel: str | None,
) -> tuple[
    dict[tuple[str, str], Cells], dict[tuple[str, str, str], list[int | None]], frozenset[str]
]:
    """Roll-up rows by (source, day) and channel, those of longer spans by (source, first, last)."""
    table: dict[tuple[str, str], Cells] = {}
    spans: dict[tuple[str, str, str], list[int | None]] = {}
    foreign: set[str] = set()
    home = ("", record.brand.currency)
    for place, measure in enumerate(measures):
        rows = db.execute(_ROWS, (measure, first, last)).fetchall()
        for first_day, last_day, source, of, currency, amount in rows:
            if channel is not None and of != channel:
                continue
            if currency not in home:
                foreign.add(currency)
                continue
            if first_day == last_day:
                cells = table.setdefault((source, first_day), {})
                cell = cells.setdefault(of, [0] * len(measures))
            else:
                cell = spans.setdefault((source, first_day, last_day), [0] * len(measures))
            before = cell[place]
            cell[place] = None if amount is None or before is None else before + amount
    return table, spans, frozenset(foreign)


_ROWS = """SELECT first_day, last_day, source, channel, currency, amount FROM rollup
  WHERE measure = ? AND first_day BETWEEN ? AND ?"""


def _choose(
    day: str,
    sources: list[Source],
    table: dict[tuple[str, str], Cells],
    choices: list[Choice],
    kpi: str,
) -> tuple[Cells, list[Source]]:
    """The cells that count on a day, by channel, and the sources they come from."""
    taken: Cells = {}
    used: list[Source] = []
    owned: set[str] = set()
    for source, only in _in_order(day, sources, choices, kpi):
        cells = table.get((source.name, day))
        if cells is None and not (source.tells_zero and source.covers(day)):
            continue
        if cells is not None and any(None in cell for cell in cells.values()):
            continue
        claims = {only} if only else source.channels
        if used and (ALL in owned or source.whole_shop or claims <= owned):
            continue
        for channel, cell in (cells or {}).items():
            if channel not in owned and (only is None or channel == only):
                taken[channel] = cell
        owned |= claims
        used.append(source)
    return taken, used


def _in_order(
    day: str, sources: list[Source], choices: list[Choice], kpi: str
) -> list[tuple[Source, str | None]]:
    """Sources in the order in which they are asked: the user's choices, then the default rule."""
    if not choices:
        return [(source, None) for source in sources]
    by_name = {source.name: source for source in sources}
    chosen = [
        (by_name[c.source], None if c.channel in (None, "", ALL) else c.channel)
        for c in choices
        if c.source in by_name and c.applies(kpi, day)
    ]
    return [*chosen, *((source, None) for source in sources)]


def _added(taken: Cells, channels: dict[str, list[int]], width: int) -> Amounts:
    sums = [0] * width
    for channel, cell in taken.items():
        by_channel = channels.setdefault(channel, [0] * width)
        for place, amount in enumerate(cell):
            sums[place] += amount or 0
            by_channel[place] += amount or 0
    return tuple(sums)


def _ranked(
    spans: dict[tuple[str, str, str], list[int | None]], sources: list[Source]
) -> tuple[Span, ...]:
    """The spans that a source able to tell these measures gives, weeks before months."""
    rank = {source.name: place for place, source in enumerate(sources)}
    found = [
        Span(first, last, tuple(a or 0 for a in amounts), rank[source], source)
        for (source, first, last), amounts in spans.items()
        if source in rank and None not in amounts
    ]
    return tuple(sorted(found, key=lambda span: (span.rank, _length(span), span.first_day)))


def _length(span: Span) -> int:
    first, last = _dates(span)
    return (last - first).days
