"""Since the last meeting: what was shown and is different now, what moved on the roadmap, and why."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from datetime import date

from workbench.errors import NotFound
from workbench.kpis import typed
from workbench.kpis.series import Point, series
from workbench.kpis.wording import change_text, value_text
from workbench.language import _, day, ngettext, number
from workbench.presenting import meetings
from workbench.presenting.deck import Settings
from workbench.presenting.slides import Field, TableSlide
from workbench.roadmap.since import Change, What
from workbench.roadmap.since import since as changes_since
from workbench.roadmap.words import Horizon, Stage
from workbench.store.brand import Brand, brand

Row = tuple[str, str, str, str, str]
_TOLD = (What.ADDED, What.REMOVED, What.MOVED, What.RESCORED)
_MOST_KPIS = 6


def since(db: sqlite3.Connection, settings: Settings) -> TableSlide:
    """What is different since the last meeting. Settings: `day` (ISO) begins at another day; `framework`."""
    held = meetings.last_meeting(db)
    start = date.fromisoformat(str(settings["day"])) if settings.get("day") else None
    if start is None and held is not None:
        start = meetings.local_day(db, held.at)
    fields = tuple(Field(name) for name in _names())
    if start is None:
        nothing = _(
            "No meeting is on record yet. Present a deck once; from then on this fills itself."
        )
        return TableSlide(_("Since the last meeting"), fields, empty=nothing)
    items = _item_rows(db, start, str(settings.get("framework") or "rice"))
    rows = [*(_kpi_rows(db, held.id) if held else []), *items]
    own = brand(db)
    return TableSlide(
        _title(rows, day(start, own.locale)),
        fields,
        tuple(rows),
        _("Compared with {deck}").format(deck=held.deck) if held else "",
        empty=_("Nothing has changed since then."),
    )


def last_minutes(db: sqlite3.Connection, _settings: Settings) -> TableSlide:
    """The minutes of the last meeting: decisions, actions and questions."""
    held = meetings.last_meeting(db)
    lines = meetings.minutes(db, held.id) if held else []
    rows = tuple((meetings.kind_words(one.kind), one.text, one.slide) for one in lines)
    counted = Counter(one.kind for one in lines)
    title = _("Last time: {decisions} decided, {actions} to do, {questions} open")
    return TableSlide(
        title.format(
            decisions=counted[meetings.DECISION],
            actions=counted[meetings.ACTION],
            questions=counted[meetings.QUESTION],
        )
        if rows
        else _("Minutes of the last meeting"),
        (Field(_("Kind")), Field(_("What was said")), Field(_("Slide"))),
        rows,
        subtitle=_when(db, held),
        empty=_("The last meeting has no minutes."),
    )


def _when(db: sqlite3.Connection, held: meetings.Meeting | None) -> str:
    if held is None:
        return ""
    when = day(meetings.local_day(db, held.at), brand(db).locale)
    return _("{deck}, {day}").format(deck=held.deck, day=when)


def _names() -> tuple[str, ...]:
    return (_("What"), _("Name"), _("Then"), _("Now"), _("Why"))


def _title(rows: Sequence[Row], start: str) -> str:
    if not rows:
        return _("Nothing has changed since {day}").format(day=start)
    numbers = sum(1 for row in rows if row[0] == _("KPI"))
    launched = sum(1 for row in rows if row[3] == Stage.LAUNCHED.label)
    parts = [ngettext("{n} number moved", "{n} numbers moved", numbers).format(n=numbers)] * bool(
        numbers
    )
    if launched:
        parts.append(ngettext("{n} launched", "{n} launched", launched).format(n=launched))
    others = len(rows) - numbers - launched
    if others:
        changed = ngettext("{n} other change", "{n} other changes", others)
        parts.append(changed.format(n=others))
    told = _("Since {day}: {changes}")
    return told.format(day=start, changes=", ".join(parts))


def _kpi_rows(db: sqlite3.Connection, meeting_id: int) -> list[Row]:
    """The newest number of each KPI that was shown, beside what it is now."""
    newest: dict[str, meetings.Shown] = {}
    for one in meetings.shown(db, meeting_id):
        if one.kpi not in newest or one.last_day >= newest[one.kpi].last_day:
            newest[one.kpi] = one
    rows = []
    for one in list(newest.values())[:_MOST_KPIS]:
        try:
            rows += _kpi_row(db, one)
        except NotFound:
            continue
    return rows


def _kpi_row(db: sqlite3.Connection, then: meetings.Shown) -> list[Row]:
    """One KPI: the same days counted anew where that differs, else the newest whole period."""
    card, own = typed.card(db, then.kpi), brand(db)
    days = (then.last_day - then.first_day).days + 1
    by = "day" if days == 1 else "week" if days <= 7 else "month" if days <= 31 else "quarter"
    points = [p for p in series(db, then.kpi, by=by).points if p.value is not None]
    same = next((p for p in points if p.first_day == then.first_day), None)
    told = value_text(then.value, card, own)
    if same is not None and same.value is not None and abs(same.value - then.value) > 1e-9:
        why = _restated(db, same, own)
        return [(_("KPI"), card.name, told, value_text(same.value, card, own), why)]
    newer = [p for p in points if p.complete and p.first_day > then.last_day]
    if not newer or newer[-1].value is None:
        return []
    now = newer[-1]
    why = change_text(now.value / then.value - 1, own) if then.value > 0 and now.value else ""
    events = _events(db, now)
    return [
        (
            _("KPI"),
            card.name,
            told,
            value_text(now.value, card, own),
            " · ".join(filter(None, (why, events))),
        )
    ]


def _restated(db: sqlite3.Connection, point: Point, own: Brand) -> str:
    """Why the same days count differently now: the newest import that touches them."""
    row = db.execute(
        "SELECT file, as_of FROM import WHERE live = 1 AND first_day <= ? AND last_day >= ? ORDER BY id DESC",
        (point.last_day.isoformat(), point.first_day.isoformat()),
    ).fetchone()
    if row is None:
        return _("the same days, counted anew")
    return _("the same days, counted anew by {file}").format(file=row[0])


def _events(db: sqlite3.Connection, point: Point) -> str:
    rows = db.execute(
        "SELECT title FROM item WHERE stage = 'launched' AND launched_day BETWEEN ? AND ? LIMIT 2",
        (point.first_day.isoformat(), point.last_day.isoformat()),
    ).fetchall()
    return "; ".join(title for (title,) in rows)


def _item_rows(db: sqlite3.Connection, start: date, framework: str) -> list[Row]:
    own = brand(db)
    told = [
        change for change in changes_since(db, start, framework=framework) if change.what in _TOLD
    ]
    order = sorted(told, key=lambda change: change.new != Stage.LAUNCHED.value)
    return [_item_row(change, own) for change in order]


def _item_row(change: Change, own: Brand) -> Row:
    values = (_value(change, change.old, own), _value(change, change.new, own))
    return (change.what.label, change.title, *values, change.decision)


def _value(change: Change, value: str | None, own: Brand) -> str:
    """A stage, a horizon or a score as a person reads it; a dash for none."""
    if value is None:
        return "–"
    if change.field == "stage":
        return Stage(value).label
    if change.field == "horizon":
        return Horizon(value).label if value else "–"
    if change.field == "score":
        return number(float(value), own.locale)
    return value
