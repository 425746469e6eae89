"""KPIs of the user's own: named by them, their values typed in or brought by a sheet."""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from workbench.errors import BadInput, NotFound
from workbench.kpis import catalogue, formula
from workbench.kpis.catalogue import Card
from workbench.kpis.imported import held_cards, imported_cards
from workbench.kpis.ratios import ratio_cards
from workbench.language import _

UNITS = ("money", "count", "rate", "number")
DIRECTIONS = ("up", "down", "none")
MISSING = ("unknown", "zero", "carried")
COMBINE = ("sum", "last")
_WORDS = (
    "expression",
    "formula",
    "numerator",
    "denominator",
    "date_basis",
    "exclusions",
    "combine",
    "target",
    "owner",
)
_COLUMNS = ("name", "unit", "direction", "missing")


class Snapshot(NamedTuple):
    """One value of a KPI for a span: money in major units, a rate as a fraction, None when unknown."""

    id: int
    kpi: str
    first_day: date
    last_day: date
    segment: str
    value: Decimal | None
    note: str
    import_id: int | None
    row: int | None


def add_kpi(
    db: sqlite3.Connection,
    name: str,
    *,
    unit: str = "number",
    direction: str = "up",
    key: str | None = None,
    missing: str = "unknown",
    **words: str,
) -> str:
    """Add a KPI of the user's own and answer its key; the same name again answers the one there is.

    `words` are expression (a formula over other KPIs), formula, numerator, denominator, date_basis, exclusions, combine
    (sum or last), target, owner. Raises BadInput.
    """
    name = name.strip()
    if not name:
        raise BadInput(_("A KPI needs a name."))
    key = key or key_for(name)
    if key in own_cards(db) or key in catalogue.cards():
        return key
    fields = _checked({"unit": unit, "direction": direction, "missing": missing, **words})
    unit = fields["unit"] = _unit(db, key, fields)
    position = db.execute("SELECT coalesce(max(position), 0) + 1 FROM kpi").fetchone()[0]
    definition = {word: fields[word] for word in _WORDS if fields.get(word)}
    db.execute(
        "INSERT INTO kpi(key, name, unit, direction, definition, missing, position)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (key, name, unit, direction, json.dumps(definition, ensure_ascii=False), missing, position),
    )
    return key


def set_kpi(db: sqlite3.Connection, key: str, **fields: str) -> None:
    """Change fields of a KPI of the user's own: name, unit, direction, missing or words of its card.

    Raises NotFound and BadInput.
    """
    row = db.execute(
        "SELECT name, unit, direction, missing, definition FROM kpi WHERE key = ?", (key,)
    ).fetchone()
    if row is None:
        raise NotFound(_("There is no KPI of your own called “{key}”.").format(key=key))
    before = dict(zip(_COLUMNS, row[:4], strict=True)) | _definition(row[4])
    after = before | _checked(fields)
    after["unit"] = _unit(db, key, after)
    if after == before:
        return
    definition = {word: after[word] for word in _WORDS if after.get(word)}
    db.execute(
        "UPDATE kpi SET name = ?, unit = ?, direction = ?, missing = ?, definition = ? WHERE key = ?",
        (*(after[c] for c in _COLUMNS), json.dumps(definition, ensure_ascii=False), key),
    )


def _unit(db: sqlite3.Connection, key: str, fields: dict[str, str]) -> str:
    """The unit of a KPI: as told, or as its expression gives it; a ratio may be told as rate or number."""
    text = fields.get("expression")
    if not text:
        return fields["unit"]
    others = all_cards(db)
    expressions = {other: card.expression for other, card in others.items() if card.expression}
    found = formula.checked(key, text, others, expressions)
    return fields["unit"] if found == "number" and fields["unit"] in ("rate", "number") else found


def delete_kpi(db: sqlite3.Connection, key: str) -> None:
    """Remove a KPI of the user's own with all its values; raises NotFound."""
    if not db.execute("DELETE FROM kpi WHERE key = ?", (key,)).rowcount:
        raise NotFound(_("There is no KPI of your own called “{key}”.").format(key=key))
    db.execute("DELETE FROM snapshot WHERE kpi = ?", (key,))


def set_snapshot(
    db: sqlite3.Connection,
    key: str,
    first_day: date,
    last_day: date,
    value: Decimal | str | int | None,
    *,
    segment: str = "",
    note: str | None = None,
    import_id: int | None = None,
    row: int | None = None,
) -> int:
    """Set the value of a KPI for a span and answer the snapshot's id; the same again changes nothing.

    Money in major units, a rate as a fraction; None says that it is not known. Raises BadInput.
    """
    if last_day < first_day:
        raise BadInput(_("The last day lies before the first."))
    text = None if value is None or value == "" else _decimal_text(value)
    span = (key, first_day.isoformat(), last_day.isoformat(), segment)
    held = db.execute(
        "SELECT id, value, note, import_id, row FROM snapshot"
        " WHERE kpi = ? AND first_day = ? AND last_day = ? AND segment = ?",
        span,
    ).fetchone()
    if held is None:
        made = db.execute(
            "INSERT INTO snapshot(kpi, first_day, last_day, segment, value, note, import_id, row)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*span, text, note, import_id, row),
        )
        return int(made.lastrowid or 0)
    if tuple(held[1:]) != (text, note, import_id, row):
        db.execute(
            "UPDATE snapshot SET value = ?, note = ?, import_id = ?, row = ? WHERE id = ?",
            (text, note, import_id, row, held[0]),
        )
    return int(held[0])


def delete_snapshot(db: sqlite3.Connection, snapshot_id: int) -> None:
    """Remove one value; raises NotFound."""
    if not db.execute("DELETE FROM snapshot WHERE id = ?", (snapshot_id,)).rowcount:
        raise NotFound(_("This value is no longer there."))


def snapshots(db: sqlite3.Connection, key: str, *, segment: str = "") -> list[Snapshot]:
    """The values held of a KPI, oldest first."""
    rows = db.execute(
        "SELECT id, kpi, first_day, last_day, segment, value, note, import_id, row FROM snapshot"
        " WHERE kpi = ? AND segment = ? ORDER BY first_day, last_day",
        (key, segment),
    ).fetchall()
    return [
        Snapshot(
            row[0],
            row[1],
            date.fromisoformat(row[2]),
            date.fromisoformat(row[3]),
            row[4],
            Decimal(row[5]) if row[5] is not None else None,
            row[6] or "",
            row[7],
            row[8],
        )
        for row in rows
    ]


def own_cards(db: sqlite3.Connection) -> dict[str, Card]:
    """The cards of the user's own KPIs by key, in the user's order."""
    rows = db.execute(
        "SELECT key, name, unit, direction, missing, definition FROM kpi ORDER BY position, id"
    ).fetchall()
    return {row[0]: _card(*row) for row in rows}


def all_cards(db: sqlite3.Connection) -> dict[str, Card]:
    """Built-in cards, those worked out from others, then the user's own.

    A user's own never hides a built-in one, but comes before one that is worked out.
    """
    built_in, own = catalogue.cards(), own_cards(db)
    others = held_cards(db) | ratio_cards() | own
    return built_in | {k: c for k, c in others.items() if k not in built_in}


def card(db: sqlite3.Connection, key: str) -> Card:
    """The definition card of a KPI; raises NotFound."""
    found = (
        catalogue.cards().get(key)
        or own_cards(db).get(key)
        or ratio_cards().get(key)
        or imported_cards().get(key)
    )
    if found is None:
        raise NotFound(_("There is no KPI called “{key}”.").format(key=key))
    return found


def key_for(name: str) -> str:
    """A key from a name, e.g. 'E-mail list size' -> 'e_mail_list_size'."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"\W+", "_", plain).strip("_") or "kpi"


def _card(
    key: str, name: str, unit: str, direction: str, missing: str | None, definition: str | None
) -> Card:
    words = _definition(definition)
    expression = words.get("expression") or ""
    told = words.get("formula") or expression or _("a value typed in or brought by a sheet")
    adds = combine(unit, words) == "sum" and not expression
    return Card(
        key=key,
        name=name,
        unit=unit if unit in UNITS else "number",
        direction=direction if direction in DIRECTIONS else "none",
        formula=told,
        numerator=words.get("numerator") or told,
        denominator=words.get("denominator"),
        date_basis=words.get("date_basis") or _("the period the value was given for"),
        exclusions=words.get("exclusions") or "",
        over="",
        under=None,
        missing=missing if missing in MISSING else "unknown",
        additive=adds,
        own=True,
        expression=expression,
    )


def combine(unit: str, words: dict[str, Any]) -> str:
    """How several values make one for a longer period: money adds up, anything else is the last."""
    told = words.get("combine")
    return told if told in COMBINE else ("sum" if unit == "money" else "last")


def _definition(text: str | None) -> dict[str, str]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {"formula": str(text)}
    return found if isinstance(found, dict) else {"formula": str(text)}


def _checked(fields: dict[str, str]) -> dict[str, str]:
    choices = {"unit": UNITS, "direction": DIRECTIONS, "missing": MISSING, "combine": COMBINE}
    for field, value in fields.items():
        if field not in (*_COLUMNS, *_WORDS):
            raise BadInput(_("A KPI has no field called “{field}”.").format(field=field))
        if value and field in choices and value not in choices[field]:
            raise BadInput(
                _("“{value}” is not one of {choices}.").format(
                    value=value, choices=", ".join(choices[field])
                )
            )
        if field == "name" and not value.strip():
            raise BadInput(_("A KPI needs a name."))
    return fields


def _decimal_text(value: Decimal | str | int) -> str:
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        raise BadInput(_("“{value}” is not a number.").format(value=value)) from None
    if not number.is_finite():
        raise BadInput(_("“{value}” is not a number.").format(value=value))
    return format(number, "f")
