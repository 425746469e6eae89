"""The diary of the items: what was added, removed, moved or scored anew, and when.

It is kept by triggers beside those of undo, so that no command can forget it. The diary is itself part of the step: a
step that is undone takes its lines along, and redo brings them back.
"""

from __future__ import annotations

# Columns of an item whose changes are told; a theme is told by its name.
FIELDS = (
    "title",
    "stage",
    "horizon",
    "owner",
    "start_day",
    "due_day",
    "launched_day",
    "deadline_day",
    "hypothesis",
)
TABLE = "history_item"
ADDED, REMOVED = "added", "removed"

_AT = "(SELECT at FROM step WHERE id = (SELECT step FROM control))"
_LIVE = "(SELECT swapping FROM control) = 0"
_INTO = f"INSERT INTO {TABLE}(item_id, at, field, old, new, title)"


def triggers() -> list[str]:
    """The CREATE TEMP TRIGGER statements that keep the diary."""
    changes = [*(_changed(field) for field in FIELDS), _theme_changed()]
    parts = [*_part("score_input", _SCORE, _INPUT), *_part("evidence", _PIECE, _SAYS)]
    return [*_whole(), *changes, *parts]


def _whole() -> list[str]:
    return [
        f"CREATE TEMP TRIGGER told_item_insert AFTER INSERT ON main.item WHEN {_LIVE}"
        f" BEGIN {_INTO} VALUES (NEW.id, {_AT}, '{ADDED}', NULL, NEW.stage, NEW.title); END",
        f"CREATE TEMP TRIGGER told_item_delete BEFORE DELETE ON main.item WHEN {_LIVE}"
        f" BEGIN {_INTO} VALUES (OLD.id, {_AT}, '{REMOVED}', OLD.stage, NULL, OLD.title); END",
    ]


def _changed(field: str) -> str:
    return (
        f"CREATE TEMP TRIGGER told_item_{field} AFTER UPDATE OF {field} ON main.item"
        f" WHEN {_LIVE} AND OLD.{field} IS NOT NEW.{field}"
        f" BEGIN {_INTO} VALUES (NEW.id, {_AT}, '{field}', OLD.{field}, NEW.{field}, NEW.title); END"
    )


def _theme_changed() -> str:
    name = "(SELECT name FROM theme WHERE id = {row}.theme_id)"
    return (
        "CREATE TEMP TRIGGER told_item_theme AFTER UPDATE OF theme_id ON main.item"
        f" WHEN {_LIVE} AND OLD.theme_id IS NOT NEW.theme_id BEGIN {_INTO} VALUES (NEW.id, {_AT}, 'theme',"
        f" {name.format(row='OLD')}, {name.format(row='NEW')}, NEW.title); END"
    )


# How a score input and a piece of evidence are named and told; {row} is OLD or NEW.
_INPUT = "'score:' || {row}.framework || ':' || {row}.criterion"
_SCORE = "{row}.value || '|' || coalesce({row}.low, '') || '|' || coalesce({row}.high, '')"
_SAYS = "'evidence:' || {row}.id"
_PIECE = "{row}.strength || '|' || coalesce({row}.against, 0) || '|' || coalesce({row}.who, '')"


def _part(table: str, value: str, field: str) -> list[str]:
    """Triggers for rows that belong to an item: each is a field of the item, empty before and after."""
    old, new = value.format(row="OLD"), value.format(row="NEW")
    title = "(SELECT title FROM item WHERE id = {row}.item_id)"

    def tell(row: str, before: str, after: str) -> str:
        return (
            f"BEGIN {_INTO} VALUES ({row}.item_id, {_AT}, {field.format(row=row)}, {before}, {after},"
            f" {title.format(row=row)}); END"
        )

    head = f"CREATE TEMP TRIGGER told_{table}"
    return [
        f"{head}_insert AFTER INSERT ON main.{table} WHEN {_LIVE} {tell('NEW', 'NULL', new)}",
        f"{head}_delete BEFORE DELETE ON main.{table} WHEN {_LIVE} {tell('OLD', old, 'NULL')}",
        f"{head}_update AFTER UPDATE ON main.{table} WHEN {_LIVE} AND {old} IS NOT {new}"
        f" {tell('NEW', old, new)}",
    ]
