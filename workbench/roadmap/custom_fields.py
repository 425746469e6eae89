"""Fields of the user's own: text, number, choice, date, yes or no, and formulas over numbers.

A formula may name number fields, yes-or-no fields (1 or 0), other formulas, the inputs of the framework in use
(reach, effort ...) and `score`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from workbench.errors import BadInput, NotFound
from workbench.language import _
from workbench.roadmap import formula
from workbench.roadmap.definition import key_for
from workbench.roadmap.frameworks import frameworks
from workbench.store.position import Queue, end, place

QUEUE = Queue("custom_field")


class FieldKind(StrEnum):
    """What a field holds."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    DATE = "date"
    YES_NO = "yes no"
    FORMULA = "formula"

    @property
    def label(self) -> str:
        """The kind as a person reads it."""
        return {
            FieldKind.TEXT: _("Text"),
            FieldKind.NUMBER: _("Number"),
            FieldKind.CHOICE: _("Choice"),
            FieldKind.DATE: _("Date"),
            FieldKind.YES_NO: _("Yes or no"),
            FieldKind.FORMULA: _("Formula"),
        }[self]


class Field(NamedTuple):
    """A field of the user's own; `key` is its name in filters and formulas."""

    id: int
    key: str
    name: str
    kind: FieldKind
    choices: tuple[str, ...]
    formula: str


def custom_fields(db: sqlite3.Connection) -> list[Field]:
    """All own fields, in their order."""
    sql = "SELECT id, key, name, kind, choices, coalesce(formula, '') FROM custom_field ORDER BY position, id"
    return [
        Field(row[0], row[1], row[2], FieldKind(row[3]), tuple(json.loads(row[4] or "[]")), row[5])
        for row in db.execute(sql).fetchall()
    ]


def add_field(
    db: sqlite3.Connection,
    name: str,
    kind: FieldKind | str,
    *,
    choices: Iterable[str] = (),
    formula: str = "",
) -> str:
    """Add a field and return its key. Raises BadInput for a name that is taken or a formula that cannot be."""
    name = _free(db, name)
    word = _kind(kind)
    taken = {field.key for field in custom_fields(db)} | _RESERVED
    new = Field(0, key_for(name, taken), name, word, _choices(word, choices), formula.strip())
    _check_formula(db, new)
    db.execute(
        "INSERT INTO custom_field(key, name, kind, choices, formula, position) VALUES (?, ?, ?, ?, ?, ?)",
        (*_row(new), end(db, QUEUE)),
    )
    return new.key


def change_field(
    db: sqlite3.Connection,
    key: str,
    *,
    name: str | None = None,
    choices: Iterable[str] | None = None,
    formula: str | None = None,
) -> None:
    """Rename a field, change its choices or its formula; its key stays. Raises NotFound and BadInput."""
    old = field_of(db, key)
    new = old._replace(
        name=old.name if name is None else _free(db, name, but=key),
        choices=old.choices if choices is None else _choices(old.kind, choices),
        formula=old.formula if formula is None else formula.strip(),
    )
    if new != old:
        _check_formula(db, new)
        sql = "UPDATE custom_field SET key = ?, name = ?, kind = ?, choices = ?, formula = ? WHERE id = ?"
        db.execute(sql, (*_row(new), old.id))


def reorder_field(db: sqlite3.Connection, key: str, *, before: str | None = None) -> None:
    """Move a field before another one, else to the end. Raises NotFound."""
    field = field_of(db, key)
    other = field_of(db, before).id if before else None
    position = place(db, QUEUE, before=other, moving=field.id)
    sql = "UPDATE custom_field SET position = ?1 WHERE id = ?2 AND position IS NOT ?1"
    db.execute(sql, (position, field.id))


def delete_field(db: sqlite3.Connection, key: str) -> None:
    """Delete a field with its values. Raises NotFound, and BadInput while a formula names it."""
    field = field_of(db, key)
    for other in custom_fields(db):
        if other.formula and key in formula.names(other.formula):
            sentence = _("“{name}” is used in the formula of “{other}”.")
            raise BadInput(sentence.format(name=field.name, other=other.name))
    db.execute("DELETE FROM custom_field WHERE id = ?", (field.id,))


def field_of(db: sqlite3.Connection, key: str) -> Field:
    """The field with this key; raises NotFound."""
    for field in custom_fields(db):
        if field.key == key:
            return field
    raise NotFound(_("There is no field “{key}”.").format(key=key))


_RESERVED = {
    *(
        "score",
        "title",
        "theme",
        "stage",
        "horizon",
        "owner",
        "tag",
        "tags",
        "start",
        "due",
        "launched",
    ),
    *("hypothesis", "min", "max", "abs", "round", "if"),
}


def in_order(formulas: list[Field]) -> list[Field]:
    """Formulas after those that they name; those that lead back to themselves are left out."""
    keys = {field.key for field in formulas}
    done: list[Field] = []
    waiting = list(formulas)
    while waiting:
        known = {field.key for field in done}
        ready = [f for f in waiting if not (formula.names(f.formula) & keys) - known]
        if not ready:
            break
        done += ready
        waiting = [f for f in waiting if f not in ready]
    return done


def _check_formula(db: sqlite3.Connection, new: Field) -> None:
    if new.kind != FieldKind.FORMULA:
        return
    others = [field for field in custom_fields(db) if field.id != new.id]
    numeric = (FieldKind.NUMBER, FieldKind.YES_NO, FieldKind.FORMULA)
    known = {field.key for field in others if field.kind in numeric} | {"score"}
    known |= {criterion.key for scheme in frameworks(db) for criterion in scheme.criteria}
    formula.check(new.formula, frozenset(known | {new.key}))
    all_formulas = [new, *(field for field in others if field.kind == FieldKind.FORMULA)]
    if new.key in formula.names(new.formula) or len(in_order(all_formulas)) < len(all_formulas):
        raise BadInput(_("The formula of “{name}” leads back to itself.").format(name=new.name))


def _kind(kind: FieldKind | str) -> FieldKind:
    if kind not in list(FieldKind):
        raise BadInput(_("There is no kind of field “{kind}”.").format(kind=kind))
    return FieldKind(kind)


def _choices(kind: FieldKind, choices: Iterable[str]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(filter(None, (" ".join(c.split()) for c in choices))))
    if kind == FieldKind.CHOICE and not found:
        raise BadInput(_("A choice needs something to choose from."))
    return found


def _free(db: sqlite3.Connection, name: str, *, but: str = "") -> str:
    name = " ".join(name.split())
    if not name:
        raise BadInput(_("A field needs a name."))
    for field in custom_fields(db):
        if field.name.casefold() == name.casefold() and field.key != but:
            raise BadInput(_("There is already a field “{name}”.").format(name=name))
    return name


def _row(field: Field) -> tuple[str, str, str, str, str]:
    choices = json.dumps(field.choices, ensure_ascii=False)
    return field.key, field.name, field.kind.value, choices, field.formula
