"""What may be written into an item's fields, and in which form.

Fields are named as on the screen: title, description, theme, stage, horizon, owner, start_day, due_day, launched_day,
deadline_day, hypothesis, key_result. A value may come as text (from a cell) or as the word or date itself; empty text
means none.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date, datetime

from workbench.errors import BadInput
from workbench.language import _
from workbench.roadmap.themes import theme_id
from workbench.roadmap.words import horizon_in, stage_in

Columns = dict[str, str | int | None]

DAYS = ("start_day", "due_day", "launched_day", "deadline_day")
TEXTS = ("description", "hypothesis")
FIELDS = ("title", "theme", "stage", "horizon", "owner", *DAYS, *TEXTS, "key_result")


def columns(db: sqlite3.Connection, fields: Mapping[str, object]) -> Columns:
    """Turn fields into the columns of the item table; raises BadInput with one sentence."""
    return dict(_column(db, field, value) for field, value in fields.items())


def check_days(title: str, start_day: object, due_day: object) -> None:
    """Refuse an item that is due before it starts; days are ISO text or None. Raises BadInput."""
    if start_day and due_day and str(due_day) < str(start_day):
        raise BadInput(
            _("“{title}” is due on {due}, before it starts on {start}.").format(
                title=title, due=due_day, start=start_day
            )
        )


def clean_title(value: object) -> str:
    """A title on one line; raises BadInput when nothing is left."""
    title = " ".join(str(value or "").split())
    if not title:
        raise BadInput(_("An item needs a title."))
    return title


def clean_tag(text: str) -> str:
    """A tag without its '#', with single spaces; empty when nothing is left."""
    return " ".join(text.replace(",", " ").split()).lstrip("#").strip()


def _column(db: sqlite3.Connection, field: str, value: object) -> tuple[str, str | int | None]:
    if field == "title":
        return field, clean_title(value)
    if field == "theme":
        return "theme_id", _theme(db, value)
    if field in DAYS:
        return field, _day(value)
    if field == "key_result":
        return "key_result_id", _key_result(db, value)
    text = str(value or "").strip()
    if field == "stage":
        return field, stage_in(text).value
    if field == "horizon":
        return field, horizon_in(text).value if text else None
    if field == "owner":
        return field, " ".join(text.split()) or None
    if field in TEXTS:
        return field, text or None
    raise BadInput(_("An item has no field “{field}”.").format(field=field))


def _theme(db: sqlite3.Connection, value: object) -> int | None:
    name = str(value or "").strip()
    found = theme_id(db, name) if name else None
    if name and found is None:
        raise BadInput(_("There is no theme “{name}”.").format(name=name))
    return found


def _key_result(db: sqlite3.Connection, value: object) -> int | None:
    if value in (None, ""):
        return None
    row = db.execute("SELECT id FROM key_result WHERE id = ?", (value,)).fetchone()
    if row is None:
        raise BadInput(_("This key result is no longer there."))
    return int(row[0])


def _day(value: object) -> str | None:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    text = str(value or "").strip()
    if not text:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date().isoformat()
    except ValueError:
        sentence = _("“{text}” is not a date; write it as 2026-11-27.").format(text=text)
        raise BadInput(sentence) from None
