"""What can be written about experiments: the plan, the status, the decision, the learnings.

Variants and their counts are written in readings.py; record.py reads it all. Statistics are elsewhere.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import date

from workbench.errors import BadInput, NotFound
from workbench.experiments.plan import frozen
from workbench.experiments.words import (
    Belief,
    Choice,
    Kind,
    Status,
    belief_in,
    choice_in,
    status_in,
)
from workbench.language import _
from workbench.store.clock import now
from workbench.store.clock import today as brand_today

Columns = dict[str, str | int | None]

_DECISION = ("choice", "reason", "prediction", "day", "options", "due_day", "frozen")

FIELDS = (
    *("name", "kind", "hypothesis", "kpi", "item_id", "start_day", "end_day", "note"),
    *("page", "audience"),
)


def add(
    db: sqlite3.Connection, name: str, *, status: Status | str = Status.PLANNED, **fields: object
) -> int:
    """Add an experiment and return its id; other fields are those of FIELDS. Raises BadInput."""
    row = {"kind": Kind.SPLIT.value, **_columns(db, {"name": name, **fields})}
    _check_days(row)
    row |= {"status": status_in(status).value, "created_at": now()}
    sql = f"INSERT INTO experiment({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
    return int(db.execute(sql, tuple(row.values())).lastrowid or 0)


def set_field(db: sqlite3.Connection, experiment_id: int, field: str, value: object) -> None:
    """Change one field. Raises NotFound and BadInput."""
    set_fields(db, experiment_id, {field: value})


def set_fields(db: sqlite3.Connection, experiment_id: int, fields: Mapping[str, object]) -> None:
    """Change several fields of an experiment, those of FIELDS and `status`; empty text means none.

    Raises NotFound, and BadInput for an empty name, an unknown kind or item, or an end before the start.
    """
    old = _row(db, experiment_id)
    changes = _columns(db, {key: value for key, value in fields.items() if key != "status"})
    _check_days(old | changes)
    _update(db, "experiment", experiment_id, old, changes)
    if "status" in fields:
        set_status(db, experiment_id, str(fields["status"]))


def set_status(
    db: sqlite3.Connection, experiment_id: int, status: Status | str, *, today: date | None = None
) -> None:
    """Move an experiment on; starting sets the start day and ending the end day to today, where they are empty.

    Raises NotFound and BadInput.
    """
    old = _row(db, experiment_id)
    new = status_in(status)
    changes: Columns = {"status": new.value}
    day = (today or brand_today(db)).isoformat()
    if new == Status.RUNNING and not old["start_day"]:
        changes["start_day"] = day
    if new.is_over and not old["end_day"] and old["status"] == Status.RUNNING:
        changes["end_day"] = max(day, str(old["start_day"] or day))
    _update(db, "experiment", experiment_id, old, changes)


def decide(
    db: sqlite3.Connection,
    experiment_id: int,
    *,
    choice: Choice | str,
    reason: str = "",
    prediction: str = "",
    day: date | None = None,
    options: str | None = None,
    rollout_day: date | None = None,
    follow_up_day: date | None = None,
) -> None:
    """Write down what was decided and why; the experiment is then decided. A later decision replaces the first.

    A choice in the person's own words is kept as OTHER, the words in front of the reason. `options` are what else was
    thought of; `rollout_day` is when everybody gets it, `follow_up_day` when to look again; what is None stays as it
    was. The lift that the frozen plan predicted is kept with the first decision. Raises NotFound.
    """
    old = _row(db, experiment_id)
    word = choice_in(choice)
    own_words = [choice] if word == Choice.OTHER and choice != Choice.OTHER else []
    why = " ".join(filter(None, [*(text.strip() for text in own_words), reason.strip()]))
    new: Columns = {"choice": word.value, "reason": why or None, "prediction": prediction or None}
    later = {"options": options, "due_day": follow_up_day.isoformat() if follow_up_day else None}
    new |= {key: value for key, value in later.items() if value is not None}
    sql = (
        f"SELECT id, {', '.join(_DECISION)} FROM decision WHERE experiment_id = ? ORDER BY id DESC"
    )
    row = db.execute(sql, (experiment_id,)).fetchone()
    if row is None:
        new["frozen"] = _frozen(db, experiment_id, rollout_day, None)
        _insert_decision(db, experiment_id, new, day or brand_today(db))
    else:
        before = dict(zip(_DECISION, row[1:], strict=True))
        if rollout_day is not None:
            new["frozen"] = _frozen(db, experiment_id, rollout_day, row[-1])
        _update(db, "decision", row[0], before, new | ({"day": day.isoformat()} if day else {}))
    if old["status"] != Status.DECIDED:
        set_status(db, experiment_id, Status.DECIDED)


def withdraw_decision(db: sqlite3.Connection, experiment_id: int) -> None:
    """Take the decision back; the experiment is finished again, not decided. Raises NotFound."""
    _row(db, experiment_id)
    done = db.execute("DELETE FROM decision WHERE experiment_id = ?", (experiment_id,))
    if done.rowcount == 0:
        raise NotFound(_("No decision is written down."))
    set_status(db, experiment_id, Status.FINISHED)


def learn(
    db: sqlite3.Connection,
    experiment_id: int,
    text: str,
    *,
    belief: Belief | str = Belief.EMERGING,
    day: date | None = None,
) -> int:
    """Add what is now believed, in a sentence, and return its id. Raises NotFound and BadInput."""
    item_id = _row(db, experiment_id)["item_id"]
    if not text.strip():
        raise BadInput(_("A learning needs a sentence."))
    when = (day or brand_today(db)).isoformat()
    values = (experiment_id, item_id, text.strip(), belief_in(belief).value, when)
    sql = "INSERT INTO learning(experiment_id, item_id, text, status, day) VALUES (?, ?, ?, ?, ?)"
    return int(db.execute(sql, values).lastrowid or 0)


def change_learning(
    db: sqlite3.Connection,
    learning_id: int,
    *,
    text: str | None = None,
    belief: Belief | str | None = None,
) -> None:
    """Reword a learning or change how sure it is. Raises NotFound and BadInput."""
    row = db.execute("SELECT text, status FROM learning WHERE id = ?", (learning_id,)).fetchone()
    if row is None:
        raise NotFound(_("This learning is no longer there."))
    if text is not None and not text.strip():
        raise BadInput(_("A learning needs a sentence."))
    old: dict[str, object] = {"text": row[0], "status": row[1]}
    new: Columns = {} if text is None else {"text": text.strip()}
    new |= {} if belief is None else {"status": belief_in(belief).value}
    _update(db, "learning", learning_id, old, new)


def delete_learning(db: sqlite3.Connection, learning_id: int) -> None:
    """Delete a learning. Raises NotFound."""
    if db.execute("DELETE FROM learning WHERE id = ?", (learning_id,)).rowcount == 0:
        raise NotFound(_("This learning is no longer there."))


def delete(db: sqlite3.Connection, experiment_id: int) -> None:
    """Delete an experiment with all that is written about it; undo brings it back. Raises NotFound."""
    _row(db, experiment_id)
    db.execute("DELETE FROM experiment WHERE id = ?", (experiment_id,))


def _row(db: sqlite3.Connection, experiment_id: int) -> dict[str, object]:
    sql = f"SELECT {', '.join(FIELDS)}, status FROM experiment WHERE id = ?"
    row = db.execute(sql, (experiment_id,)).fetchone()
    if row is None:
        raise NotFound(_("This experiment is no longer there."))
    return dict(zip((*FIELDS, "status"), row, strict=True))


def _update(
    db: sqlite3.Connection, table: str, row_id: int, old: Mapping[str, object], changes: Columns
) -> None:
    changed = {column: value for column, value in changes.items() if old[column] != value}
    if changed:
        columns = ", ".join(f"{column} = ?" for column in changed)
        db.execute(f'UPDATE "{table}" SET {columns} WHERE id = ?', (*changed.values(), row_id))


def _insert_decision(db: sqlite3.Connection, experiment_id: int, new: Columns, day: date) -> None:
    row = {"experiment_id": experiment_id, "day": day.isoformat(), **new}
    sql = f"INSERT INTO decision({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
    db.execute(sql, tuple(row.values()))


def _frozen(
    db: sqlite3.Connection, experiment_id: int, rollout_day: date | None, old: str | None
) -> str | None:
    """What is kept with the decision as JSON: the lift that was predicted, and when everybody gets it."""
    kept = dict(json.loads(old)) if old else {}
    plan = frozen(db, experiment_id)
    if "predicted" not in kept and plan is not None and plan.plan.predicted is not None:
        kept["predicted"] = plan.plan.predicted
    if rollout_day is not None:
        kept["rollout_day"] = rollout_day.isoformat()
    return json.dumps(kept, sort_keys=True) if kept else None


def _columns(db: sqlite3.Connection, fields: Mapping[str, object]) -> Columns:
    return {field: _value(db, field, value) for field, value in fields.items()}


def _value(db: sqlite3.Connection, field: str, value: object) -> str | int | None:
    if field not in FIELDS:
        raise BadInput(_("An experiment has no field “{field}”.").format(field=field))
    text = value.isoformat() if isinstance(value, date) else str(value or "").strip()
    if field == "name":
        text = " ".join(text.split())
        if not text:
            raise BadInput(_("An experiment needs a name."))
    if field == "kind" and text and text not in list(Kind):
        raise BadInput(_("There is no kind of experiment “{kind}”.").format(kind=text))
    if field == "item_id" and text:
        return _item(db, text)
    return _day(text) if field.endswith("_day") and text else text or None


def _item(db: sqlite3.Connection, text: str) -> int:
    row = db.execute("SELECT id FROM item WHERE id = CAST(? AS INTEGER)", (text,)).fetchone()
    if row is None:
        raise BadInput(_("This item is no longer there."))
    return int(row[0])


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        sentence = _("“{text}” is not a date; write it as 2026-11-27.").format(text=text)
        raise BadInput(sentence) from None


def _check_days(row: Mapping[str, object]) -> None:
    start, end = row.get("start_day"), row.get("end_day")
    if start and end and str(end) < str(start):
        sentence = _("“{name}” ends on {end}, before it starts on {start}.")
        raise BadInput(sentence.format(name=row["name"], end=end, start=start))
