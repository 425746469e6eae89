"""What a staged file would do to orders, reports and things with a number: the merge's own rules, without writing."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from workbench.importing.merge_entities import pairs
from workbench.importing.merge_reports import slice_of, span_of
from workbench.importing.staged import About
from workbench.store import statements
from workbench.store.facts import ORDERS, REPORTS, Fact, Value
from workbench.store.rollup_reports import UNDATED
from workbench.store.statements import Coverage

EXAMPLES = 8


class Planned(NamedTuple):
    """Rows of one kind: new, differing from what is held, the same, and rows of ours that would go."""

    new: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0

    @property
    def news(self) -> bool:
        """True when anything would change."""
        return bool(self.new or self.changed or self.gone)


class Difference(NamedTuple):
    """One value that would change: of which row, in which column, from what to what."""

    row: str
    column: str
    old: str
    new: str


Foreseen = tuple[Planned, list[Difference]]

_AS_OF = "(SELECT coalesce(json_extract(value, '$'), '') FROM incoming.staged WHERE key = 'as_of')"
_NEWER = (
    f"CASE WHEN EXISTS (SELECT 1 FROM stated t WHERE t.order_id = o.id) THEN EXISTS ("
    " SELECT 1 FROM stated t JOIN import i ON i.id = t.import_id AND i.live = 1"
    f"  WHERE t.order_id = o.id AND coalesce(i.as_of, '') > {_AS_OF})"
    f" ELSE coalesce(m.as_of, '') > {_AS_OF} END"
)
_DISPUTED = "EXISTS (SELECT 1 FROM orders_version v WHERE v.order_id = o.id)"
_ORDERS = (
    " FROM incoming.orders s JOIN orders o ON o.source = s.source AND o.number = s.number"
    " AND o.shown = 1 LEFT JOIN import m ON m.id = o.import_id"
)


def foresee_orders(db: sqlite3.Connection) -> Foreseen:
    """What the staged orders would change: per column the newest value that is not empty shows."""
    total = db.execute("SELECT count(*) FROM incoming.orders").fetchone()[0]
    known = db.execute(f"SELECT count(*){_ORDERS}").fetchone()[0]
    values = ", ".join(f"o.{c}, s.{c}" for c in ORDERS.values)
    rows = db.execute(
        f"SELECT o.id, s.number, {_NEWER}, {_DISPUTED}, {values}{_ORDERS}"
        f" WHERE o.row_hash <> s.row_hash OR {_DISPUTED}"
    )
    changed, differences = 0, []
    for order_id, number, newer, disputed, *cells in rows:
        told = _told_later(db, order_id) if newer and disputed else set()
        found = _order_changes(cells, newer=bool(newer) and not disputed, told=told)
        changed += bool(found)
        if found and changed <= EXAMPLES:
            differences += [Difference(number, *change) for change in found]
    return Planned(total - known, changed, known - changed), [
        d for d in differences if d.column != "lines_hash"
    ]


def _order_changes(
    cells: list[Value], *, newer: bool, told: set[str]
) -> list[tuple[str, str, str]]:
    """The columns in which another value would show; `told` are those that a newer file fills."""
    found = []
    for place, column in enumerate(ORDERS.values):
        old, new = cells[2 * place], cells[2 * place + 1]
        if new is None or new == old or column in told or (newer and old is not None):
            continue
        found.append((column, text_of_value(old), text_of_value(new)))
    return found


def _told_later(db: sqlite3.Connection, order_id: int) -> set[str]:
    """The columns that live files made after the staged one fill for an order."""
    told = ", ".join(f"max(v.{c} NOT NULL)" for c in ORDERS.values)
    row = db.execute(
        f"SELECT {told} FROM stated t JOIN import i ON i.id = t.import_id AND i.live = 1"
        " JOIN orders_version v ON v.order_id = t.order_id AND v.row_hash = t.row_hash"
        f" WHERE t.order_id = ? AND coalesce(i.as_of, '') > {_AS_OF}",
        (order_id,),
    ).fetchone()
    return {column for column, is_told in zip(ORDERS.values, row, strict=True) if is_told}


def text_of_value(value: object) -> str:
    """A stored value as text; empty for none."""
    return "" if value is None else str(value)


def foresee_report(db: sqlite3.Connection, fact: Fact, staged: About) -> Foreseen:
    """What a staged report would replace: on each day the newest export that covers it shows."""
    span = span_of(db, fact, staged)
    if span is None:
        return Planned(), []
    slice_id = slice_of(db, fact.table, staged)
    held = _rows(db, fact, f'main."{fact.table}"', slice_id, span) if slice_id else {}
    said = _rows(db, fact, f'incoming."{fact.table}"', None, span)
    now = _shown_after(db, slice_id, staged, span, held, said)
    total = db.execute(f'SELECT count(*) FROM incoming."{fact.table}"').fetchone()[0]
    new, gone = now.keys() - held.keys(), held.keys() - now.keys()
    changed = [k for k, row in now.items() if k in held and held[k][0] != row[0]]
    differences = [
        d for key in changed[:EXAMPLES] for d in _report_differences(fact, key, held[key], now[key])
    ]
    planned = Planned(len(new), len(changed), max(0, total - len(new) - len(changed)), len(gone))
    return planned, differences


Rows = dict[tuple[Value, ...], tuple[Value, ...]]


def _rows(
    db: sqlite3.Connection, fact: Fact, table: str, slice_id: int | None, span: tuple[str, str]
) -> Rows:
    """Rows by key: their hash, then their values."""
    where = f"shown = 1 AND slice_id = {int(slice_id)} AND" if slice_id else ""
    columns = ", ".join((*fact.key, "row_hash", *fact.values))
    rows = db.execute(
        f"SELECT {columns} FROM {table} WHERE {where} first_day BETWEEN ? AND ?", span
    )
    n = len(fact.key)
    return {row[:n]: row[n:] for row in rows}


def _shown_after(
    db: sqlite3.Connection,
    slice_id: int | None,
    staged: About,
    span: tuple[str, str],
    held: Rows,
    said: Rows,
) -> Rows:
    """The rows that would show: of each day those of the newest claim."""
    if slice_id is None:
        return said
    mine = db.execute("SELECT coalesce(max(id), 0) + 1 FROM import").fetchone()[0]
    claims = statements.claims(db, slice_id, *span)
    claims.append(Coverage(*span, staged.as_of or "", mine))
    ours = [run for run in statements.winners(claims, *span) if run[2] == mine]

    def is_ours(day: Value) -> bool:
        return any(first <= str(day) <= last for first, last, _mine in ours)

    kept = {key: row for key, row in held.items() if not is_ours(key[0])}
    return kept | {key: row for key, row in said.items() if is_ours(key[0])}


def _report_differences(
    fact: Fact, key: tuple[Value, ...], old: tuple[Value, ...], new: tuple[Value, ...]
) -> list[Difference]:
    name = " · ".join(str(part) for part in dict.fromkeys(key) if part)
    return [
        Difference(name, column, text_of_value(was), text_of_value(now))
        for column, was, now in zip(fact.values, old[1:], new[1:], strict=True)
        if was != now
    ]


def foresee_entities(db: sqlite3.Connection, fact: Fact) -> Foreseen:
    """What staged things with a number would change: the newest row of each shows, whole."""
    differs = f"o.row_hash <> s.row_hash AND coalesce(m.as_of, '') <= {_AS_OF}"
    new, changed, total = db.execute(
        f"SELECT coalesce(sum(o.id IS NULL), 0), coalesce(sum({differs}), 0), count(*){pairs(fact)}"
    ).fetchone()
    values = ", ".join(f"o.{c}, s.{c}" for c in fact.values)
    rows = db.execute(
        f"SELECT s.number, {values}{pairs(fact)} WHERE {differs} LIMIT ?", (EXAMPLES,)
    ).fetchall()
    differences = [
        Difference(number, column, text_of_value(cells[2 * n]), text_of_value(cells[2 * n + 1]))
        for number, *cells in rows
        for n, column in enumerate(fact.values)
        if cells[2 * n] != cells[2 * n + 1]
    ]
    return Planned(new, changed, total - new - changed), differences


def foresee_generic(db: sqlite3.Connection, staged: About) -> Planned:
    """Rows of an unknown table: all of them new, or all known from an earlier table of that shape."""
    total = db.execute("SELECT count(*) FROM incoming.generic_row").fetchone()[0]
    known = db.execute(
        "SELECT count(*) FROM incoming.generic_row s WHERE EXISTS (SELECT 1 FROM import m"
        " JOIN main.generic_row g ON g.import_id = m.id AND g.row = s.row"
        " AND g.row_hash = s.row_hash WHERE m.live = 1 AND m.shape = ?)",
        (staged.shape,),
    ).fetchone()[0]
    return Planned(same=total) if known == total else Planned(new=total)


def undated(staged: About, again: bool) -> tuple[str, ...]:
    """Tables that only the day of the export dates: a copy of the same file brings nothing for them."""
    if not again:
        return ()
    reports = tuple(fact.table for fact in REPORTS) if staged.grain == UNDATED else ()
    return ("stock_level", *reports)
