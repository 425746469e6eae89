"""Score inputs read from KPIs: reach from sessions or orders, cost of delay from what a week of the shop is worth.

A KPI that counts or earns is read as what an average week (of the last four whole ones) or month (of the last three
whole ones) brings. The input keeps its origin; when the KPI has moved by more than 20 % since, it is stale, and reading
it again shows the difference first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from workbench.errors import BadInput
from workbench.kpis.series import series
from workbench.language import _, day, minor_digits
from workbench.roadmap.frameworks import framework_of
from workbench.roadmap.scoring import Origin, set_input
from workbench.store.brand import brand

MOVED = 0.20
_PERIODS = {"week": 4, "month": 3}


class Rate(NamedTuple):
    """What an average week or month of a KPI brings: money in major units, else a number."""

    kpi: str
    name: str
    per: str
    value: float
    first_day: date
    last_day: date


class Moved(NamedTuple):
    """A score input whose KPI has moved: the input then and now. `change` is the KPI's, as a fraction."""

    item_id: int
    title: str
    framework: str
    criterion: str
    kpi: str
    old: float
    new: float
    change: float
    read_on: date


class Worth(NamedTuple):
    """What a week without an improvement costs, in major units, and how it was worked out.

    `per_session` is what one session more of this conversion is worth. Without a margin it is revenue, not margin.
    """

    per_week: float
    per_session: float
    sessions: Rate
    average_order: float
    is_margin: bool
    because: str


def rate(db: sqlite3.Connection, kpi: str, per: str = "month") -> Rate | None:
    """What an average of the last whole weeks or months of a KPI brings; None without a whole one.

    Raises NotFound for an unknown KPI, and BadInput for one that cannot be told per week, such as a rate.
    """
    found = series(db, kpi, by=per)
    if not found.card.additive and found.unit != "count":
        sentence = _("{kpi} is not something that adds up over a week.")
        raise BadInput(sentence.format(kpi=found.name))
    known = [(p, p.value) for p in found.points if p.complete and p.value is not None]
    latest = known[-_PERIODS[per] :]
    if not latest:
        return None
    scale = 10 ** minor_digits(found.currency) if found.unit == "money" else 1
    mean = sum(value for _point, value in latest) / len(latest) / scale
    return Rate(kpi, found.name, per, mean, latest[0][0].first_day, latest[-1][0].last_day)


def read_input_from(
    db: sqlite3.Connection,
    item_id: int,
    name: str,
    criterion: str,
    kpi: str,
    *,
    part: float = 1.0,
) -> None:
    """Take an input from a KPI: a part (0.12 is 12 %) of what an average week or month of it brings.

    Raises NotFound, and BadInput where the criterion is not one per week or month, or the KPI has no whole one yet.
    """
    asked = framework_of(db, name).criterion(criterion)
    if not asked.per:
        raise BadInput(_("{criterion} cannot be read from a KPI.").format(criterion=asked.label))
    if not 0 < part <= 1:
        raise BadInput(_("The part that counts goes from 0 to 100 %."))
    found = _known(rate(db, kpi, asked.per), kpi)
    _keep(db, item_id, name, criterion, found, part)


def worth_of_a_week(
    db: sqlite3.Connection, *, conversion_change: float, margin: float | None = None
) -> Worth:
    """The cost of delay: sessions a week x change in conversion x average order x margin.

    `conversion_change` is in points as a fraction (0.002 is from 2.5 % to 2.7 %), `margin` a fraction of the order
    value. Raises BadInput where sessions or orders are not known.
    """
    sessions = _known(rate(db, "sessions", "week"), "sessions")
    orders = series(db, "average_order_value", by="month")
    held = [p for p in orders.points if p.value is not None and p.complete]
    if not held or held[-1].value is None:
        raise BadInput(_("There is no whole month of orders yet; import orders first."))
    average = held[-1].value / 10 ** minor_digits(orders.currency)
    per_session = conversion_change * average * (1.0 if margin is None else margin)
    if margin is None:
        because = _(
            "sessions × change in conversion × average order; revenue, for the margin is not known"
        )
    else:
        because = _("sessions × change in conversion × average order × margin")
    per_week = sessions.value * per_session
    return Worth(per_week, per_session, sessions, average, margin is not None, because)


def read_cost_of_delay(
    db: sqlite3.Connection, item_id: int, *, conversion_change: float, margin: float | None = None
) -> None:
    """Take an item's cost of delay per week from the KPIs. Raises what `worth_of_a_week` raises."""
    found = worth_of_a_week(db, conversion_change=conversion_change, margin=margin)
    _keep(db, item_id, "cd3", "cost_of_delay", found.sessions, found.per_session)


def moved_inputs(db: sqlite3.Connection) -> list[Moved]:
    """The inputs whose KPI has moved by more than 20 % since they were read, those that moved most first."""
    rows = db.execute(
        "SELECT item_id, item.title, framework, criterion, value, kpi, kpi_value, kpi_part, kpi_last_day"
        " FROM score_input JOIN item ON item.id = item_id WHERE kpi NOT NULL ORDER BY score_input.id"
    ).fetchall()
    now: dict[tuple[str, str], Rate | None] = {}
    found = []
    for item_id, title, scheme, criterion, value, kpi, then, part, last_day in rows:
        key = (kpi, framework_of(db, scheme).criterion(criterion).per)
        if key not in now:
            now[key] = rate(db, *key)
        latest = now[key]
        if latest is None or not has_moved(then, latest.value):
            continue
        change = latest.value / then - 1 if then else float("inf")
        read_on = date.fromisoformat(last_day)
        new = latest.value * part
        found.append(Moved(item_id, title, scheme, criterion, kpi, value, new, change, read_on))
    return sorted(found, key=lambda one: -abs(one.change))


def has_moved(then: float, now: float) -> bool:
    """Whether a KPI is more than 20 % away from what it was."""
    return abs(now - then) > MOVED * abs(then) + 1e-9


def refresh_inputs(db: sqlite3.Connection, chosen: Iterable[Moved] | None = None) -> int:
    """Read these inputs again, by default all that have moved, and answer how many; ranges move along."""
    some = list(moved_inputs(db) if chosen is None else chosen)
    for one in some:
        row = db.execute(
            "SELECT kpi_part FROM score_input WHERE item_id = ? AND framework = ? AND criterion = ?",
            (one.item_id, one.framework, one.criterion),
        ).fetchone()
        asked = framework_of(db, one.framework).criterion(one.criterion)
        latest = rate(db, one.kpi, asked.per)
        if row is not None and latest is not None:
            _keep(db, one.item_id, one.framework, one.criterion, latest, row[0])
    return len(some)


def _known(found: Rate | None, kpi: str) -> Rate:
    if found is None:
        sentence = _("There is no whole period of {kpi} yet; import a longer file.")
        raise BadInput(sentence.format(kpi=kpi.replace("_", " ")))
    return found


def _keep(
    db: sqlite3.Connection, item_id: int, name: str, criterion: str, found: Rate, part: float
) -> None:
    scheme = framework_of(db, name)
    old = db.execute(
        "SELECT value, low, high FROM score_input WHERE item_id = ? AND framework = ? AND criterion = ?",
        (item_id, scheme.key, criterion),
    ).fetchone()
    value = found.value * part
    # A range stays as wide, relative to its middle, as the person made it.
    grown = value / old[0] if old and old[0] else 1.0
    low, high = (
        None if not old or end is None else end * grown for end in (old or (0, None, None))[1:]
    )
    days = found.first_day.isoformat(), found.last_day.isoformat()
    origin = Origin(found.kpi, *days, found.value, part)
    source = _source(db, found)
    set_input(db, item_id, name, criterion, value, low=low, high=high, source=source, origin=origin)


def _source(db: sqlite3.Connection, found: Rate) -> str:
    locale = brand(db).locale
    return _("{kpi}, {first} to {last}").format(
        kpi=found.name, first=day(found.first_day, locale), last=day(found.last_day, locale)
    )
