"""Is the file whole? Structure, links, every row's fingerprint, every seal, the roll-ups, the backups."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

from workbench.language import _
from workbench.store import backup, books, database, rollup, seal
from workbench.store.facts import (
    ENTITIES,
    FACTS,
    GENERIC_ROW,
    ORDER_LINE,
    ORDERS,
    REPORTS,
    row_hash,
)

Value = TypeVar("Value")

COUNTED = {
    "orders": "orders WHERE shown",
    "order_lines": "order_line WHERE order_id IN (SELECT id FROM orders WHERE shown)",
    "customers": "customer_first",
    "sales_days": "sales_day WHERE shown",
    "traffic_days": "traffic_day WHERE shown",
    "spend_days": "spend_day WHERE shown",
    "email_days": "email_day WHERE shown",
    "search_days": "search_day WHERE shown",
    "products": "product WHERE shown",
    "stock_levels": "stock_level WHERE shown",
    "subscribers": "subscriber WHERE shown",
    "reviews": "review WHERE shown",
    "answers": "answer WHERE shown",
    "tickets": "ticket WHERE shown",
    "payments": "payment WHERE shown",
    "refunds": "refund WHERE shown",
    "generic_rows": "generic_row WHERE shown",
    "kpis": "kpi",
    "snapshots": "snapshot",
    "themes": "theme",
    "items": "item",
    "evidence": "evidence",
    "dependencies": "dependency",
    "requirements": "requirement",
    "objectives": "objective",
    "key_results": "key_result",
    "frameworks": "framework",
    "custom_fields": "custom_field",
    "saved_views": "saved_view",
    "seasons": "season",
    "experiments": "experiment",
    "variants": "variant",
    "readings": "reading",
    "decisions": "decision",
    "learnings": "learning",
    "annotations": "annotation",
    "promotions": "promotion",
    "decks": "deck",
    "slides": "slide",
}


class CheckedImport(NamedTuple):
    """A live import, and whether its rows are those that it brought."""

    import_id: int
    file: str
    ok: bool


class CheckedBackup(NamedTuple):
    """A backup, when it was made (local, ISO), and whether SQLite finds it sound."""

    name: str
    made: str
    ok: bool


class Report(NamedTuple):
    """What a check found; `problems` are sentences, none when all is well."""

    ok: bool
    problems: tuple[str, ...]
    counts: dict[str, int]
    imports: tuple[CheckedImport, ...]
    backups: tuple[CheckedBackup, ...]


def check(db: sqlite3.Connection, path: Path) -> Report:
    """Check the whole workspace; reads every row. Damage becomes a problem, never an exception."""
    problems: list[str] = []
    for look in (_structure, _links, _books, _typed_rows, _fact_rows, _seals, _rollups):
        problems += _try(look, db)
    return Report(
        ok=not problems,
        problems=tuple(problems),
        counts=_try_value(lambda: counts(db), {}),
        imports=_try_value(lambda: _imports(db, sound=not problems), ()),
        backups=_try_value(lambda: _backups(db, path), ()),
    )


def counts(db: sqlite3.Connection) -> dict[str, int]:
    """How many of each thing the workspace holds."""
    return {
        name: db.execute(f"SELECT count(*) FROM {source}").fetchone()[0]
        for name, source in COUNTED.items()
    }


def _try(look: Callable[[sqlite3.Connection], Iterator[str]], db: sqlite3.Connection) -> list[str]:
    try:
        return list(look(db))
    except sqlite3.DatabaseError:
        return [_("A part of the file cannot be read any more; restore a backup.")]
    except (ValueError, TypeError, OverflowError):
        return [_("A part of the file holds values that cannot be; restore a backup.")]


def _try_value(read: Callable[[], Value], otherwise: Value) -> Value:
    try:
        return read()
    except (sqlite3.DatabaseError, ValueError, TypeError):
        return otherwise


def _structure(db: sqlite3.Connection) -> Iterator[str]:
    rows = db.execute("PRAGMA integrity_check(20)").fetchall()
    if rows != [("ok",)]:
        yield _("The file's structure is damaged; restore a backup.")


def _links(db: sqlite3.Connection) -> Iterator[str]:
    for table in sorted({row[0] for row in db.execute("PRAGMA foreign_key_check").fetchall()}):
        yield _("Rows of {table} point to something that is gone.").format(table=table)


def _books(db: sqlite3.Connection) -> Iterator[str]:
    if not books.seal_holds(db):
        yield _("The list of imports, settings or steps is not what was last written.")


def _typed_rows(db: sqlite3.Connection) -> Iterator[str]:
    for table, columns in database.typed_tables().items():
        names = ", ".join(f'"{c}"' for c in ("id", *columns))
        for source, where in ((table, ""), (f"undo_{table}", " WHERE gone = 0")):
            rows = db.execute(f'SELECT {names}, row_hash FROM "{source}"{where}').fetchall()
            if any(row_hash(values) != hash_ for *values, hash_ in rows):
                yield _("Values in {table} are not what was written.").format(table=source)


def _fact_rows(db: sqlite3.Connection) -> Iterator[str]:
    for table, columns in _FINGERPRINTED.items():
        if next(_damaged_rows(db, table, columns), None) is not None:
            yield _("Values in {table} are not what was imported.").format(table=table)
    if _wrong_lines(db):
        yield _("The lines of some orders are not those that were imported.")


_FINGERPRINTED = {fact.table: fact.columns for fact in FACTS} | {
    "orders_version": ORDERS.columns,
    "order_line_version": ORDER_LINE.columns,
}
# Where each table's rows say which import they are of; versions belong to no single one.
_IMPORT_OF = {
    "orders": "import_id",
    "order_line": "(SELECT import_id FROM orders o WHERE o.id = order_id)",
    **{fact.table: "import_id" for fact in (*REPORTS, *ENTITIES, GENERIC_ROW)},
}


def _damaged_rows(db: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> Iterator[int]:
    """The import (0: none in particular) of each row that does not match its fingerprint."""
    names = ", ".join(columns)
    owner = _IMPORT_OF.get(table, "0")
    cursor = db.execute(f'SELECT {names}, row_hash, {owner} FROM "{table}"')
    while rows := cursor.fetchmany(10_000):
        for row in rows:
            if row_hash(row[:-2]) != row[-2]:
                yield row[-1]


def _wrong_lines(db: sqlite3.Connection) -> list[int]:
    """Imports of shown orders whose lines do not add up to the sum that the order names."""
    low, high = f"coalesce(sum({seal.LOW}), 0)", f"coalesce(sum({seal.HIGH}), 0)"
    rows = db.execute(
        f"SELECT o.import_id FROM orders o LEFT JOIN (SELECT order_id, {low} AS low, {high} AS high"
        " FROM order_line GROUP BY order_id) l ON l.order_id = o.id"
        " WHERE o.shown = 1 AND o.lines_hash NOT NULL AND ("
        " (o.lines_hash & 4294967295) <> (coalesce(l.low, 0) & 4294967295) OR"
        " ((o.lines_hash >> 32) & 4294967295) <>"
        " ((coalesce(l.high, 0) + (coalesce(l.low, 0) >> 32)) & 4294967295))"
    ).fetchall()
    return [row[0] for row in rows]


def _seals(db: sqlite3.Connection) -> Iterator[str]:
    for table in seal.broken(db):
        yield _("Rows of {table} are missing or too many.").format(table=table)


def _rollups(db: sqlite3.Connection) -> Iterator[str]:
    for table in rollup.stale(db):
        yield _("Daily totals in {table} do not follow from the imported rows.").format(table=table)


def _imports(db: sqlite3.Connection, *, sound: bool) -> tuple[CheckedImport, ...]:
    broken = set() if sound else _broken_imports(db)
    rows = db.execute("SELECT id, file FROM import WHERE live = 1 ORDER BY id").fetchall()
    return tuple(CheckedImport(id_, file, id_ not in broken) for id_, file in rows)


def _broken_imports(db: sqlite3.Connection) -> set[int]:
    broken = seal.broken_imports(db) | set(_wrong_lines(db))
    for table in _IMPORT_OF:
        broken |= set(_damaged_rows(db, table, _FINGERPRINTED[table]))
    return broken


def _backups(db: sqlite3.Connection, path: Path) -> tuple[CheckedBackup, ...]:
    return tuple(
        CheckedBackup(b.path.name, b.made.isoformat(), backup.is_sound(b.path))
        for b in backup.backups(db, path)
    )
