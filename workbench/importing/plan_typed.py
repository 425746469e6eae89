"""What a staged sheet of items, KPI values or experiments would change: a person's own edits stay."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from workbench.importing import remembered, typed_experiments, typed_items
from workbench.importing.plan_facts import EXAMPLES, Difference, Foreseen, Planned, text_of_value
from workbench.importing.remembered import Cell, Said
from workbench.importing.staged import has_table


def foresee_typed(db: sqlite3.Connection) -> dict[str, Foreseen]:
    """What the typed rows of a sheet would change, by kind, as the merge would."""
    found: dict[str, Foreseen] = {}
    if has_table(db, "item"):
        found["items"] = _items(db)
    if has_table(db, "snapshot"):
        found["snapshots"] = _snapshots(db)
    if has_table(db, "experiment"):
        found["experiments"] = _experiments(db)
        found["readings"] = _readings(db), []
    for table, (kind, sql) in _SETTINGS.items():
        if has_table(db, table):
            new, changed, total = db.execute(sql).fetchone()
            found[kind] = Planned(new, changed, total - new - changed), []
    return found


_COUNTED = (
    "SELECT coalesce(sum(h.id IS NULL), 0), coalesce(sum(h.id NOT NULL AND h.{0} IS NOT s.{0}), 0),"
    " count(*)"
)
# Rates, costs and targets that a small sheet tells: a known one with another value is changed.
_SETTINGS = {
    "told_rate": (
        "rates",
        f"{_COUNTED.format('rate')} FROM incoming.told_rate s LEFT JOIN main.exchange_rate h"
        " ON h.currency = s.currency AND h.day = s.day",
    ),
    "told_cost": (
        "costs",
        f"{_COUNTED.format('value')} FROM incoming.told_cost s LEFT JOIN main.cost h"
        " ON h.kind = s.kind AND h.basis = s.basis AND coalesce(h.ref, '') = coalesce(s.ref, '')"
        " AND h.name IS nullif(trim(coalesce(s.name, '')), '')"
        " AND h.value = s.value AND h.first_day IS s.first_day AND h.last_day IS s.last_day",
    ),
    "told_target": (
        "targets",
        f"{_COUNTED.format('value')} FROM incoming.told_target s LEFT JOIN main.target h"
        " ON h.kpi = s.kpi AND h.first_day = s.first_day AND h.last_day = s.last_day",
    ),
}


class _Tally:
    """Counts rows and keeps the first differences."""

    def __init__(self) -> None:
        self.new = self.changed = self.same = 0
        self.differences: list[Difference] = []

    def add(self, name: str, changes: Mapping[str, Cell], current: Mapping[str, Cell]) -> None:
        """Count a known row, by whether it would change."""
        self.changed += bool(changes)
        self.same += not changes
        if changes and self.changed <= EXAMPLES:
            self.differences += [
                Difference(name, field.removeprefix("score:"), _text(current.get(field)), _text(v))
                for field, v in changes.items()
            ]

    def foreseen(self) -> Foreseen:
        """The counts and the examples."""
        return Planned(self.new, self.changed, self.same), self.differences


def _text(value: Cell) -> str:
    return ", ".join(value) if isinstance(value, list) else text_of_value(value)


def _items(db: sqlite3.Connection) -> Foreseen:
    known = remembered.rows_by_key(db, typed_items.KIND)
    by_title = {
        typed_items.same_title(title): item_id
        for item_id, title in db.execute("SELECT id, title FROM main.item").fetchall()
    }
    alive = set(by_title.values())
    tally, pending = _Tally(), dict[str, dict[str, Cell]]()
    for row in typed_items.staged_rows(db):
        title = typed_items.same_title(str(row.given["title"]))
        held = known.get(row.key)
        item_id = held if held in alive else by_title.get(title)
        given = {**row.given, **{f"score:{name}": value for name, value in row.scores.items()}}
        if item_id is not None:
            current = {
                **typed_items.held_values(db, item_id),
                **typed_items.held_scores(db, item_id),
            }
            said = remembered.said_about(db, typed_items.KIND, item_id)
            tally.add(str(row.given["title"]), _changes(given, current, said), current)
        elif title in pending:  # the same title twice in one sheet
            tally.add(str(row.given["title"]), _changes(given, pending[title], {}, True), {})
            pending[title] |= given
        else:
            pending[title] = given
            tally.new += 1
    return tally.foreseen()


def _changes(
    given: Mapping[str, Cell],
    current: Mapping[str, Cell],
    said: Mapping[str, Said],
    ours: bool = False,
) -> dict[str, Cell]:
    """What the sheet may change; all of it where the row is the sheet's own."""
    if ours:
        said = {field: Said(remembered.text(value), 0) for field, value in current.items()}
    return remembered.untouched_changes(given, current, said)


def _snapshots(db: sqlite3.Connection) -> Foreseen:
    tally = _Tally()
    held = {
        tuple(key): (value, import_id)
        for *key, value, import_id in db.execute(
            "SELECT kpi, first_day, last_day, segment, value, import_id FROM main.snapshot"
        ).fetchall()
    }
    rows = db.execute(
        "SELECT kpi, first_day, last_day, coalesce(segment, ''), value, name"
        " FROM incoming.snapshot ORDER BY n"
    ).fetchall()
    for *key, value, name in rows:
        now = held.get(tuple(key))
        if now is None:
            tally.new += 1
        else:
            typed = now[1] is None
            changes = {} if typed or now[0] == value else {"value": value}
            tally.add(f"{name} · {key[1]}", changes, {"value": now[0]})
        if now is None or now[1] is not None:
            held[tuple(key)] = (value, 0)
    return tally.foreseen()


def _experiments(db: sqlite3.Connection) -> Foreseen:
    held = _experiments_by_name(db)
    tally = _Tally()
    for row in typed_experiments.staged_rows(db):
        name = str(row.given["name"])
        known = held.get(name.casefold())
        if known is not None:
            current = typed_experiments.held_values(db, known)
            said = remembered.said_about(db, typed_experiments.KIND, known)
            tally.add(name, remembered.untouched_changes(row.given, current, said), current)
        else:
            # The merge adds a name that stands twice in a sheet twice.
            tally.new += 1
    return tally.foreseen()


def _experiments_by_name(db: sqlite3.Connection) -> dict[str, int]:
    rows = db.execute("SELECT id, name FROM main.experiment ORDER BY id").fetchall()
    return {str(name).casefold(): row_id for row_id, name in rows}


def _readings(db: sqlite3.Connection) -> Planned:
    """How many counts of variants are new, changed or the same."""
    from workbench.experiments import record

    held = _experiments_by_name(db)
    readings: dict[tuple[int, str, str | None], tuple[int | None, ...]] = {}
    for row_id in set(held.values()):
        for variant in record.record(db, row_id).variants:
            for one in variant.readings:
                day = one.day.isoformat() if one.day else None
                counts = (one.visitors, one.conversions, one.revenue_minor)
                readings[row_id, variant.name.casefold(), day] = counts
    rows = db.execute(
        "SELECT e.name, v.name, v.day, v.visitors, v.conversions, v.revenue_minor"
        " FROM incoming.variant v JOIN incoming.experiment e ON e.n = v.experiment_n ORDER BY v.n"
    ).fetchall()
    new = changed = same = 0
    for experiment, variant, day, *counts in rows:
        before = readings.get((held.get(experiment.casefold(), 0), variant.casefold(), day))
        if counts[:2] == [None, None] or before == tuple(counts):
            same += 1
        elif before is None:
            new += 1
        else:
            changed += 1
    return Planned(new, changed, same)
