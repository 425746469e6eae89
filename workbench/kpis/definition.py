"""Where a number comes from: the card, the files behind it, and their rows."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import NamedTuple

from workbench.kpis.catalogue import CUSTOMERS, Card
from workbench.kpis.formula import parsed
from workbench.kpis.imported import tables_of
from workbench.kpis.reasons import source_name
from workbench.kpis.record import ORDERS, SALES, Record, record
from workbench.kpis.series import Series, series
from workbench.kpis.sums import measures
from workbench.kpis.typed import all_cards, snapshots
from workbench.store import rollup_orders
from workbench.store.rollup_reports import PART
from workbench.store.rollup_reports import SALES as SALES_SQL
from workbench.store.rollup_reports import TRAFFIC as TRAFFIC_SQL

ROWS_SHOWN = 200


class File(NamedTuple):
    """An import behind a number: how many of its rows count, and from which to which day."""

    import_id: int
    file: str
    sheet: str
    source: str
    as_of: str
    rows: int
    first_day: date
    last_day: date


class WhereFrom(NamedTuple):
    """The card of a KPI, the files behind its values, and what to know about them."""

    card: Card
    first_day: date | None
    last_day: date | None
    files: tuple[File, ...]
    sources: tuple[str, ...]
    missing: str | None
    notes: tuple[str, ...]


class RowBehind(NamedTuple):
    """One row of a file behind a number; amounts as in the KPI: minor units, None where not known."""

    day: date
    what: str
    numerator: float | None
    denominator: float | None
    file: str
    row: int | None
    import_id: int | None


class RowsBehind(NamedTuple):
    """The first rows behind a number, oldest first, and how many there are in all."""

    rows: tuple[RowBehind, ...]
    total: int


def where_from(
    db: sqlite3.Connection, key: str, *, first: date | None = None, last: date | None = None
) -> WhereFrom:
    """What a KPI is made of between two days, by default over all that is held; raises NotFound."""
    found = series(db, key, by="all", first=first, last=last)
    span = found.points[0].period if found.points else None
    if found.card.expression:
        return _where_parts(db, found, first, last)
    return WhereFrom(
        card=found.card,
        first_day=span.first_day if span else None,
        last_day=span.last_day if span else None,
        files=_files(db, found),
        sources=tuple(source_name(name) for name in found.sources),
        missing=found.missing,
        notes=found.notes,
    )


def _where_parts(
    db: sqlite3.Connection, found: Series, first: date | None, last: date | None
) -> WhereFrom:
    """Where the parts of a formula come from, over the same days."""
    span = found.points[0].period if found.points else None
    days = (span.first_day, span.last_day) if span else (first, last)
    known = all_cards(db)
    keys = [key for key in parsed(found.card.expression).keys if key in known]
    parts = [where_from(db, key, first=days[0], last=days[1]) for key in keys]
    return WhereFrom(
        card=found.card,
        first_day=days[0] if span else None,
        last_day=days[1] if span else None,
        files=tuple(dict.fromkeys(file for part in parts for file in part.files)),
        sources=tuple(dict.fromkeys(name for part in parts for name in part.sources)),
        missing=found.missing,
        notes=found.notes,
    )


def _files(db: sqlite3.Connection, found: Series) -> tuple[File, ...]:
    if not found.points:
        return ()
    query, values = _rows_query(db, found)
    rows = db.execute(
        f"""SELECT r.import_id, i.file, coalesce(i.sheet, ''), i.source, coalesce(i.as_of, ''),
          count(*), min(r.day), max(r.day)
        FROM ({query}) AS r JOIN import AS i ON i.id = r.import_id
        GROUP BY r.import_id ORDER BY i.as_of, r.import_id""",
        values,
    ).fetchall()
    return tuple(
        File(number, file, sheet, source, as_of, n, date.fromisoformat(a), date.fromisoformat(b))
        for number, file, sheet, source, as_of, n, a, b in rows
    )


def rows_behind(
    db: sqlite3.Connection, key: str, first: date, last: date, limit: int = ROWS_SHOWN
) -> RowsBehind:
    """The rows that a KPI's value between two days is made of; customers themselves are never told."""
    found = series(db, key, by="all", first=first, last=last)
    if found.card.expression:
        known = all_cards(db)
        keys = [part for part in parsed(found.card.expression).keys if part in known]
        each = [rows_behind(db, part, first, last, limit) for part in keys]
        shown = sorted((row for part in each for row in part.rows), key=lambda row: row.day)
        return RowsBehind(tuple(shown[:limit]), sum(part.total for part in each))
    if found.card.own or not found.sources:
        return _typed_rows(db, key, first, last, limit)
    query, values = _rows_query(db, found)
    total = db.execute(f"SELECT count(*) FROM ({query})", values).fetchone()[0]
    rows = db.execute(
        f"""SELECT r.day, r.what, r.over, r.under, coalesce(i.file, ''), r.row, r.import_id
        FROM ({query}) AS r LEFT JOIN import AS i ON i.id = r.import_id
        ORDER BY r.day, r.import_id, r.row LIMIT {int(limit)}""",
        values,
    ).fetchall()
    return RowsBehind(
        tuple(RowBehind(date.fromisoformat(day), *rest) for day, *rest in rows), int(total)
    )


def _typed_rows(
    db: sqlite3.Connection, key: str, first: date, last: date, limit: int
) -> RowsBehind:
    files = dict(db.execute("SELECT id, file FROM import").fetchall())
    rows = [
        RowBehind(
            s.first_day,
            s.note,
            float(s.value) if s.value is not None else None,
            None,
            files.get(s.import_id, ""),
            s.row,
            s.import_id,
        )
        for s in snapshots(db, key)
        if s.first_day >= first and s.last_day <= last
    ]
    return RowsBehind(tuple(rows[:limit]), len(rows))


def _rows_query(db: sqlite3.Connection, found: Series) -> tuple[str, dict[str, object]]:
    """SQL for the rows behind a series: import_id, row, day, what, over, under."""
    span = found.points[0].first_day.isoformat(), found.points[-1].last_day.isoformat()
    values: dict[str, object] = {"first": span[0], "last": span[1], "key": found.key}
    held = record(db, measures(found.card))
    queries = [_source_query(db, found.card, held, name) for name in found.sources]
    if not queries:
        queries = [
            """SELECT import_id, row, first_day AS day, note AS what, value AS over, NULL AS under
            FROM snapshot WHERE kpi = :key AND first_day >= :first AND last_day <= :last"""
        ]
    if any(":currency" in query for query in queries):
        values |= rollup_orders.parameters(db)
    return " UNION ALL ".join(queries), values


def _source_query(db: sqlite3.Connection, card: Card, held: Record, name: str) -> str:
    kind = held.sources[name].kind
    if kind == ORDERS:
        return _orders_query(db, card, name)
    told = tables_of(card)
    if told is not None:
        return _told_query(told, card, name)
    columns = SALES_SQL if kind == SALES else TRAFFIC_SQL
    fact = "sales_day" if kind == SALES else "traffic_day"
    part = "product" if kind == SALES else "segment"
    over = columns[card.over][0] if card.over in columns else "NULL"
    under = columns[card.under][0] if card.under in columns else "NULL"
    scale = " / 1000.0" if card.over == "units" else ""
    return f"""SELECT f.import_id, f.row, f.first_day AS day, coalesce(f.{part}, '') AS what,
        {over}{scale} AS over, {under} AS under
      FROM {fact} AS f JOIN slice AS s ON s.id = f.slice_id
      WHERE f.shown = 1 AND s.source = {rollup_orders.quoted((name,))}
        AND f.first_day BETWEEN :first AND :last"""


def _told_query(told: tuple[str, str, str], card: Card, name: str) -> str:
    table, over, under = told
    scale = " / 1000.0" if card.over == "returned_units" else ""
    of_source = rollup_orders.quoted((name,))
    if table in PART:
        return f"""SELECT f.import_id, f.row, f.first_day AS day, coalesce(f.{PART[table]}, '') AS what,
            {over} AS over, {under} AS under
          FROM {table} AS f JOIN slice AS s ON s.id = f.slice_id
          WHERE f.shown = 1 AND s.source = {of_source} AND f.first_day BETWEEN :first AND :last"""
    return f"""SELECT f.import_id, f.row, f.day, f.number AS what, {over}{scale} AS over, {under} AS under
      FROM {table} AS f
      WHERE f.shown = 1 AND f.source = {of_source} AND f.day BETWEEN :first AND :last"""


def _orders_query(db: sqlite3.Connection, card: Card, name: str) -> str:
    of_source = f"source = {rollup_orders.quoted((name,))} AND day BETWEEN :first AND :last"
    where = f"{rollup_orders.counted(db)} AND {of_source}"
    if card.over in CUSTOMERS:
        return f"""SELECT import_id, row, day, number AS what, NULL AS over, NULL AS under
          FROM orders WHERE shown = 1 AND customer NOT NULL AND {where}"""
    over = {
        "orders": "NOT p.back",
        "units": "(SELECT sum(quantity) FROM order_line WHERE order_id = o.id)",
    }.get(card.over, f"p.{card.over}")
    under = f"p.{card.under}" if card.under == "revenue_orders" else "NULL"
    return f"""SELECT o.import_id, o.row, o.day, o.number AS what, {over} AS over, {under} AS under
      FROM ({rollup_orders.parts(where)}) AS p JOIN orders AS o ON o.id = p.id"""
