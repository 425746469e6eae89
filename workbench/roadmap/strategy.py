"""What can be done with objectives, key results and the strategy page; objectives.py reads them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from workbench.errors import BadInput, NotFound
from workbench.kpis.typed import card
from workbench.language import _
from workbench.store.brand import set_setting
from workbench.store.position import Queue, end

OBJECTIVES, RESULTS = Queue("objective"), Queue("key_result", "objective_id")
Rules = Mapping[str, Callable[[object], str | None]]


def add_objective(
    db: sqlite3.Connection, title: str, *, why: str = "", last_day: date | None = None
) -> int:
    """Add an objective at the end and return its id. Raises BadInput for an empty title."""
    values = (_title(title), why.strip() or None, last_day and last_day.isoformat())
    sql = "INSERT INTO objective(title, why, last_day, position) VALUES (?, ?, ?, ?)"
    return int(db.execute(sql, (*values, end(db, OBJECTIVES))).lastrowid or 0)


def set_objective(db: sqlite3.Connection, objective_id: int, fields: Mapping[str, object]) -> None:
    """Change title, why or last_day of an objective. Raises NotFound and BadInput."""
    _change(
        db, "objective", objective_id, fields, {"title": _title, "why": _text, "last_day": _iso}
    )


def delete_objective(db: sqlite3.Connection, objective_id: int) -> None:
    """Delete an objective with its key results; items that served them stay. Raises NotFound."""
    _delete(db, "objective", objective_id)


def add_key_result(
    db: sqlite3.Connection,
    objective_id: int,
    title: str,
    *,
    kpi: str | None = None,
    baseline: object = None,
    target: object = None,
    first_day: date | None = None,
    last_day: date | None = None,
) -> int:
    """Add a key result at the end of an objective and return its id. Raises NotFound and BadInput."""
    if db.execute("SELECT 1 FROM objective WHERE id = ?", (objective_id,)).fetchone() is None:
        raise NotFound(_("This objective is no longer there."))
    if kpi:
        card(db, kpi)
    days = [day and day.isoformat() for day in (first_day, last_day)]
    _check_days(*days)
    values = (objective_id, _title(title), kpi or None, _decimal(baseline), _decimal(target), *days)
    sql = (
        "INSERT INTO key_result(objective_id, title, kpi, baseline, target, first_day, last_day, position)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    )
    position = end(db, RESULTS, objective_id)
    return int(db.execute(sql, (*values, position)).lastrowid or 0)


def set_key_result(db: sqlite3.Connection, result_id: int, fields: Mapping[str, object]) -> None:
    """Change title, kpi, baseline, target, first_day or last_day. Raises NotFound and BadInput."""
    rules: Rules = {
        "title": _title, "kpi": _text, "baseline": _decimal, "target": _decimal, "first_day": _iso, "last_day": _iso,
    }  # fmt: skip
    if fields.get("kpi"):
        card(db, str(fields["kpi"]))
    _change(db, "key_result", result_id, fields, rules)


def delete_key_result(db: sqlite3.Connection, result_id: int) -> None:
    """Delete a key result; items that served it stay. Raises NotFound."""
    _delete(db, "key_result", result_id)


def set_strategy(
    db: sqlite3.Connection, *, vision: str | None = None, strategy: str | None = None
) -> None:
    """Write the vision or the strategy; None leaves it as it is."""
    for key, text in (("vision", vision), ("strategy", strategy)):
        if text is not None:
            set_setting(db, key, text.strip())


def _change(
    db: sqlite3.Connection, table: str, row: int, fields: Mapping[str, object], rules: Rules
) -> None:
    columns = ", ".join(rules)
    held = db.execute(f"SELECT {columns} FROM {table} WHERE id = ?", (row,)).fetchone()
    if held is None:
        raise NotFound(_("This is no longer there."))
    old = dict(zip(rules, held, strict=True))
    unknown = fields.keys() - rules.keys()
    if unknown:
        raise BadInput(_("There is no field “{field}”.").format(field=min(unknown)))
    new = {name: rules[name](value) for name, value in fields.items()}
    _check_days((old | new).get("first_day"), (old | new).get("last_day"))
    changed = {name: value for name, value in new.items() if value != old[name]}
    if changed:
        names = ", ".join(f"{name} = ?" for name in changed)
        db.execute(f"UPDATE {table} SET {names} WHERE id = ?", (*changed.values(), row))


def _delete(db: sqlite3.Connection, table: str, row: int) -> None:
    if db.execute(f"DELETE FROM {table} WHERE id = ?", (row,)).rowcount == 0:
        raise NotFound(_("This is no longer there."))


def _check_days(first: object, last: object) -> None:
    if first and last and str(last) < str(first):
        raise BadInput(_("It ends before it begins."))


def _title(value: object) -> str:
    text = " ".join(str(value or "").split())
    if not text:
        raise BadInput(_("This needs a title."))
    return text


def _text(value: object) -> str | None:
    return str(value or "").strip() or None


def _decimal(value: object) -> str | None:
    text = str("" if value is None else value).strip()
    if not text:
        return None
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise BadInput(_("“{text}” is not a number.").format(text=text)) from None
    return format(number, "f")


def _iso(value: object) -> str | None:
    if isinstance(value, date):
        return value.isoformat()
    try:
        return date.fromisoformat(str(value)).isoformat() if value else None
    except ValueError:
        raise BadInput(
            _("“{text}” is not a date; write it as 2026-11-27.").format(text=value)
        ) from None
