"""What can be done with items: add, move, change, copy, delete. Reading them is in backlog.py, open here too.

Every function here is one action of a person and runs inside one step; many items at once are still one step.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date

from workbench.errors import BadInput, NotFound
from workbench.language import _
from workbench.roadmap import fields as field_rules
from workbench.roadmap.backlog import Input, Item, counts, item, items, owners, tags
from workbench.roadmap.words import Stage, stage_in
from workbench.store.clock import now
from workbench.store.clock import today as brand_today
from workbench.store.position import STEP, Queue, end, place

__all__ = [
    "Input", "Item", "add", "add_many", "add_tag", "counts", "delete", "duplicate", "edit_many",
    "has_parts", "item",
    "items", "move", "move_many", "owners", "rename", "reorder", "set_field", "set_fields", "set_tags",
    "tags",
]  # fmt: skip

QUEUE = Queue("item", "stage")


def add(
    db: sqlite3.Connection,
    title: str,
    *,
    stage: Stage | str = Stage.INBOX,
    tags: Iterable[str] = (),
    **fields: object,
) -> int:
    """Add an item at the end of its column and return its id.

    Other fields are those of fields.py, e.g. theme="retention", due_day=date(2026, 11, 27). Raises BadInput.
    """
    row = field_rules.columns(db, {"title": title, "stage": stage, **fields})
    field_rules.check_days(str(row["title"]), row.get("start_day"), row.get("due_day"))
    new = _insert(db, row, end(db, QUEUE, str(row["stage"])))
    set_tags(db, new, tags)
    return new


def add_many(
    db: sqlite3.Connection,
    lines: str | Iterable[str],
    *,
    stage: Stage | str = Stage.INBOX,
    **fields: object,
) -> list[int]:
    """Add one item per line that is not blank, in their order, and return their ids. Raises BadInput.

    List marks before a title ("- ", "* ", "• ") are dropped, so a pasted list works.
    """
    if isinstance(lines, str):
        lines = lines.splitlines()
    titles = [line.strip().lstrip("-*•").strip() for line in lines]
    row = field_rules.columns(db, {"stage": stage, **fields})
    field_rules.check_days(titles[0] if titles else "", row.get("start_day"), row.get("due_day"))
    position = end(db, QUEUE, str(row["stage"]))
    return [
        _insert(db, {**row, "title": field_rules.clean_title(title)}, position + n * STEP)
        for n, title in enumerate(filter(None, titles))
    ]


def rename(db: sqlite3.Connection, item_id: int, title: str) -> None:
    """Change an item's title. Raises NotFound, and BadInput for an empty title."""
    set_fields(db, item_id, {"title": title})


def move(
    db: sqlite3.Connection,
    item_id: int,
    *,
    stage: Stage | str,
    before: int | None = None,
    after: int | None = None,
    today: date | None = None,
) -> None:
    """Put an item into a stage: before or after another item there, else at the end of the column.

    Launching sets the launch date to today, if it has none. Raises NotFound.
    """
    stage = stage_in(stage)
    old = _row(db, item_id)
    if item_id in (before, after) and old["stage"] == stage:
        return
    if (before, after) == (None, None) and old["stage"] != stage:
        position = end(db, QUEUE, stage.value)
    else:
        position = place(db, QUEUE, stage.value, before=before, after=after, moving=item_id)
    changes = {"stage": stage.value, "position": position}
    _update(db, item_id, changes | _launch_day(db, old, stage, today))


def reorder(
    db: sqlite3.Connection, item_id: int, *, before: int | None = None, after: int | None = None
) -> None:
    """Move an item up or down in its own column: before or after another, else to the end. Raises NotFound."""
    move(db, item_id, stage=str(_row(db, item_id)["stage"]), before=before, after=after)


def move_many(
    db: sqlite3.Connection,
    item_ids: Iterable[int],
    *,
    stage: Stage | str,
    before: int | None = None,
    after: int | None = None,
    today: date | None = None,
) -> None:
    """Put several items into a stage, one under the other in the order given. Raises NotFound.

    A neighbour that is itself among the moved ones counts as no neighbour.
    """
    ids = list(item_ids)
    before, after = (None if other in ids else other for other in (before, after))
    for item_id in ids:
        move(db, item_id, stage=stage, before=before, after=after, today=today)
        before, after = None, item_id


def set_field(db: sqlite3.Connection, item_id: int, field: str, value: object) -> None:
    """Change one field of an item, named as in fields.py. Raises NotFound and BadInput."""
    set_fields(db, item_id, {field: value})


def set_fields(
    db: sqlite3.Connection,
    item_id: int,
    fields: Mapping[str, object],
    *,
    today: date | None = None,
) -> None:
    """Change several fields of an item; `tags` (a list of texts) may be among them.

    A new stage puts it at the end of that column, as `move` does. Raises NotFound, and BadInput for a value that does
    not fit or a due date before the start.
    """
    old = _row(db, item_id)
    changes = field_rules.columns(
        db, {k: v for k, v in fields.items() if k not in ("tags", "stage")}
    )
    merged = old | changes
    field_rules.check_days(str(merged["title"]), merged["start_day"], merged["due_day"])
    _update(db, item_id, changes)
    if "stage" in fields and stage_in(str(fields["stage"])) != old["stage"]:
        move(db, item_id, stage=str(fields["stage"]), today=today)
    if "tags" in fields:
        set_tags(db, item_id, fields["tags"])  # type: ignore[arg-type]


def edit_many(
    db: sqlite3.Connection,
    item_ids: Iterable[int],
    fields: Mapping[str, object],
    *,
    today: date | None = None,
) -> None:
    """Give several items the same fields, all or none. Raises what `set_fields` raises."""
    for item_id in item_ids:
        set_fields(db, item_id, fields, today=today)


def set_tags(db: sqlite3.Connection, item_id: int, tags: str | Iterable[str]) -> None:
    """Make these the item's tags; text is split at commas, one tag in two cases is one tag. Raises NotFound."""
    _row(db, item_id)
    given = tags.split(",") if isinstance(tags, str) else tags
    wanted: dict[str, str] = {}
    for tag in filter(None, map(field_rules.clean_tag, given)):
        wanted.setdefault(tag.casefold(), tag)
    rows = db.execute("SELECT id, tag FROM item_tag WHERE item_id = ?", (item_id,)).fetchall()
    for row, tag in rows:
        if wanted.get(tag.casefold()) == tag:
            del wanted[tag.casefold()]
        else:
            db.execute("DELETE FROM item_tag WHERE id = ?", (row,))
    new = [(item_id, tag) for tag in wanted.values()]
    db.executemany("INSERT INTO item_tag(item_id, tag) VALUES (?, ?)", new)


def add_tag(db: sqlite3.Connection, item_ids: Iterable[int], tag: str) -> None:
    """Add one tag to several items, beside the tags they have. Raises NotFound, and BadInput for an empty tag."""
    if not field_rules.clean_tag(tag):
        raise BadInput(_("A tag needs a word."))
    for item_id in item_ids:
        sql = "SELECT tag FROM item_tag WHERE item_id = ? ORDER BY id"
        own = [row[0] for row in db.execute(sql, (item_id,)).fetchall()]
        set_tags(db, item_id, [*own, tag])


def duplicate(db: sqlite3.Connection, item_id: int) -> int:
    """Copy an item with tags, inputs, evidence and requirements, right under the original, and return the copy's id.

    A copy of a launched or dropped item is a new idea: it goes to the inbox, without dates. Raises NotFound.
    """
    old = _row(db, item_id)
    title = _("{title} (copy)").format(title=old["title"])
    row = {**old, "title": title, "launched_day": None}
    if Stage(str(old["stage"])).is_open:
        position = place(db, QUEUE, str(old["stage"]), after=item_id)
    else:
        row |= {"stage": Stage.INBOX.value, "start_day": None, "due_day": None}
        position = end(db, QUEUE, Stage.INBOX.value)
    new = _insert(db, row, position)
    _copy_parts(db, item_id, new)
    return new


def delete(db: sqlite3.Connection, *item_ids: int) -> None:
    """Delete items with all that belongs to them; undo brings all of it back. Raises NotFound."""
    for item_id in item_ids:
        _row(db, item_id)
        db.execute("DELETE FROM item WHERE id = ?", (item_id,))


def has_parts(db: sqlite3.Connection, item_id: int) -> bool:
    """Whether something hangs on an item that would be lost with it: evidence, a test, a link, a decision ..."""
    held = " UNION ALL ".join(
        f"SELECT 1 FROM {table} WHERE {column} = :item"
        for table, column in (
            *(
                (table, "item_id")
                for table in ("experiment", "evidence", "requirement", "decision")
            ),
            *(("custom_value", "item_id"), ("dependency", "before_id"), ("dependency", "after_id")),
        )
    )
    return db.execute(f"{held} LIMIT 1", {"item": item_id}).fetchone() is not None


_COLUMNS = (
    "title", "description", "theme_id", "stage", "horizon", "owner", "start_day", "due_day",
    "launched_day", "deadline_day", "hypothesis", "key_result_id", "position",
)  # fmt: skip


def _row(db: sqlite3.Connection, item_id: int) -> dict[str, object]:
    sql = f"SELECT {', '.join(_COLUMNS)} FROM item WHERE id = ?"
    row = db.execute(sql, (item_id,)).fetchone()
    if row is None:
        raise NotFound(_("This item is no longer there."))
    return dict(zip(_COLUMNS, row, strict=True))


def _insert(db: sqlite3.Connection, row: Mapping[str, object], position: float) -> int:
    values = [row.get(column) for column in _COLUMNS[:-1]]
    sql = f"INSERT INTO item({', '.join(_COLUMNS)}, created_at) VALUES ({'?, ' * len(_COLUMNS)}?)"
    return int(db.execute(sql, (*values, position, now())).lastrowid or 0)


def _update(db: sqlite3.Connection, item_id: int, changes: Mapping[str, object]) -> None:
    old = _row(db, item_id)
    changed = {column: value for column, value in changes.items() if old[column] != value}
    if changed:
        columns = ", ".join(f"{column} = ?" for column in changed)
        db.execute(f"UPDATE item SET {columns} WHERE id = ?", (*changed.values(), item_id))


def _launch_day(
    db: sqlite3.Connection, old: Mapping[str, object], stage: Stage, today: date | None
) -> dict[str, object]:
    """The launch date that launching brings; empty where it has one, or is not being launched."""
    if stage != Stage.LAUNCHED or old["stage"] == stage or old["launched_day"]:
        return {}
    return {"launched_day": (today or brand_today(db)).isoformat()}


# What a copy of an item takes along: the columns that are not the item's own id.
_PARTS = {
    "item_tag": "tag",
    "score_input": "framework, criterion, value, low, high, source, at, kpi, kpi_first_day, kpi_last_day,"
    " kpi_value, kpi_part",
    "evidence": "kind, ref, text, strength, who, against, day",
    "requirement": "kind, text, done, position",
    "custom_value": "field_id, value",
}


def _copy_parts(db: sqlite3.Connection, item_id: int, new: int) -> None:
    for table, columns in _PARTS.items():
        db.execute(
            f"INSERT INTO {table}(item_id, {columns}) SELECT ?, {columns} FROM {table}"
            " WHERE item_id = ? ORDER BY id",
            (new, item_id),
        )
