"""The trading table on a slide: last week against before, last year and target, with its signals in words."""

from __future__ import annotations

import sqlite3

from workbench.charts.measure import Measure
from workbench.kpis import typed
from workbench.kpis.catalogue import Card
from workbench.kpis.trading import Cell, Row, Trading
from workbench.kpis.trading import trading as read
from workbench.kpis.wording import change_text
from workbench.language import _, day, minor_digits, ngettext
from workbench.presenting import kpi_views
from workbench.presenting.deck import Settings
from workbench.presenting.slides import ROW_UNIT, Field, TableSlide
from workbench.store.brand import Brand, brand

_MOST_SIGNALS = 3
_OPTIONAL = (3, 5)  # target and plan: shown only where one is set


def trading(db: sqlite3.Connection, settings: Settings) -> TableSlide:
    """The table by week, or by month. Settings: `grain`, and `kpis` (keys) for others than the usual ones."""
    if settings.get("grain") == "month":
        return kpi_views.trading(db, settings)
    own = brand(db)
    keys = settings.get("kpis")
    table = read(db, keys=keys) if keys else read(db)
    rows = [row for row in table.rows if row.last_week.value is not None]
    kept = [n for n in range(6) if n not in _OPTIONAL or any(_cells(row)[n].value for row in rows)]
    unit = Measure(ROW_UNIT, own.currency, own.locale)
    names = table.columns or ("",) * 7
    fields = (Field(_("KPI")), *(Field(names[n + 1], "number", unit) for n in kept))
    cards = typed.all_cards(db)
    return TableSlide(
        _title(rows, table, own),
        fields,
        tuple((row.name, *(_major(_cells(row)[n], row, own, cards) for n in kept)) for row in rows),
        _about(table, own),
        remarks=tuple(_signal(row) for row in rows if row.signal is not None)[:_MOST_SIGNALS],
        units=tuple(kpi_views.measure(cards[row.key], own) for row in rows),
        empty=table.missing or _("Import sales first; then the table fills itself."),
    )


def _cells(row: Row) -> tuple[Cell, ...]:
    return (row.last_week, row.week_before, row.last_year, row.target, row.month, row.plan)


def _major(cell: Cell, row: Row, own: Brand, cards: dict[str, Card]) -> float | None:
    if cell.value is None or cards[row.key].unit != "money":
        return cell.value
    return float(cell.value / 10 ** minor_digits(own.currency))


def _signal(row: Row) -> str:
    """A signal in words, with what it is worth."""
    assert row.signal is not None
    if not row.signal.stake_text:
        return _("{name}: {reason}.").format(name=row.name, reason=row.signal.reason)
    told = _("{name}: {reason}. {stake}.")
    return told.format(name=row.name, reason=row.signal.reason, stake=row.signal.stake_text)


def _title(rows: list[Row], table: Trading, own: Brand) -> str:
    """The takeaway: what net sales (else the first KPI) came to against last year."""
    first = next((row for row in rows if row.last_year.value), None)
    if first is None or first.last_week.value is None or not first.last_year.value:
        return table.title
    change = change_text(first.last_week.value / first.last_year.value - 1, own)
    n = sum(1 for row in rows if row.signal is not None)
    told = (
        ngettext(
            "{name} {value} last week, {change} on last year; {n} signal",
            "{name} {value} last week, {change} on last year; {n} signals",
            n,
        )
        if n
        else _("{name} {value} last week, {change} on last year; nothing beyond the usual")
    )
    return told.format(name=first.name, value=first.last_week.text, change=change, n=n)


def _about(table: Trading, own: Brand) -> str:
    if table.week is None:
        return ""
    first, last = (day(one, own.locale) for one in table.week)
    return " · ".join(part for part in (f"{first} – {last}", table.note) if part)
