"""What items hold in fields of the user's own, and what their formulas come to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date

from workbench.errors import BadInput, NotFound
from workbench.language import _
from workbench.roadmap import formula
from workbench.roadmap.backlog import Item
from workbench.roadmap.custom_fields import Field, FieldKind, custom_fields, field_of, in_order
from workbench.roadmap.frameworks import Framework
from workbench.roadmap.scoring import inputs_of, score_of

Value = str | float | date | bool | None
_YES = {"yes", "true", "1", "x", "ja", "oui", "✓"}
_NO = {"no", "false", "0", "nee", "nein", "non"}


def values(
    db: sqlite3.Connection, of: Iterable[Item], scheme: Framework
) -> dict[int, dict[str, Value]]:
    """The own fields of each item by key, formulas worked out; `scheme` is the framework in use."""
    fields = custom_fields(db)
    held = _held(db, fields)
    formulas = [field for field in fields if field.kind == FieldKind.FORMULA]
    found: dict[int, dict[str, Value]] = {}
    for item in of:
        own = found[item.id] = {field.key: held.get((item.id, field.id)) for field in fields}
        if formulas:
            numbers = _numbers(item, scheme, own)
            for field in in_order(formulas):
                own[field.key] = numbers[field.key] = formula.value(field.formula, numbers)
    return found


def set_value(db: sqlite3.Connection, item_id: int, key: str, value: object) -> None:
    """Write a field of an item; None or an empty text takes it away. Raises NotFound and BadInput."""
    field = field_of(db, key)
    if db.execute("SELECT 1 FROM item WHERE id = ?", (item_id,)).fetchone() is None:
        raise NotFound(_("This item is no longer there."))
    text = _text(field, value)
    row = db.execute(
        "SELECT id, value FROM custom_value WHERE item_id = ? AND field_id = ?", (item_id, field.id)
    ).fetchone()
    if row is None and text is not None:
        sql = "INSERT INTO custom_value(item_id, field_id, value) VALUES (?, ?, ?)"
        db.execute(sql, (item_id, field.id, text))
    elif row is not None and text is None:
        db.execute("DELETE FROM custom_value WHERE id = ?", (row[0],))
    elif row is not None and row[1] != text:
        db.execute("UPDATE custom_value SET value = ? WHERE id = ?", (text, row[0]))


def set_values(db: sqlite3.Connection, item_ids: Iterable[int], key: str, value: object) -> None:
    """Write a field of several items. Raises what `set_value` raises."""
    for item_id in item_ids:
        set_value(db, item_id, key, value)


def _held(db: sqlite3.Connection, fields: list[Field]) -> dict[tuple[int, int], Value]:
    kinds = {field.id: field.kind for field in fields}
    rows = db.execute("SELECT item_id, field_id, value FROM custom_value").fetchall()
    return {(item, field): _read(kinds[field], text) for item, field, text in rows}


def _read(kind: FieldKind, text: str) -> Value:
    if kind == FieldKind.NUMBER:
        return float(text)
    if kind == FieldKind.DATE:
        return date.fromisoformat(text)
    return text == "yes" if kind == FieldKind.YES_NO else text


def _numbers(item: Item, scheme: Framework, own: Mapping[str, Value]) -> dict[str, float | None]:
    inputs = {key: given.value for key, given in inputs_of(scheme, item).items()}
    numbers = {k: float(v) for k, v in own.items() if isinstance(v, bool | float)}
    return {**inputs, "score": score_of(scheme, item).value, **numbers}


def _text(field: Field, value: object) -> str | None:
    """A value as it is kept: numbers plain, dates ISO, yes and no as words."""
    if field.kind == FieldKind.FORMULA:
        raise BadInput(_("“{name}” is worked out by its formula.").format(name=field.name))
    if isinstance(value, bool):
        value = "yes" if value else "no"
    text = value.isoformat() if isinstance(value, date) else str("" if value is None else value)
    text = text.strip()
    if not text:
        return None
    refused = BadInput(
        _("“{text}” does not fit the field “{name}”.").format(text=text, name=field.name)
    )
    if field.kind == FieldKind.CHOICE:
        for choice in field.choices:
            if choice.casefold() == text.casefold():
                return choice
        raise refused
    try:
        return _plain(field.kind, text)
    except ValueError:
        raise refused from None


def _plain(kind: FieldKind, text: str) -> str:
    if kind == FieldKind.NUMBER:
        number = float(text.replace(" ", "").replace(",", "."))
        if abs(number) > 1e15 or number != number:
            raise ValueError
        return repr(number)
    if kind == FieldKind.DATE:
        return date.fromisoformat(text[:10]).isoformat()
    if kind == FieldKind.YES_NO:
        if text.casefold() in _YES:
            return "yes"
        if text.casefold() in _NO:
            return "no"
        raise ValueError
    return text
