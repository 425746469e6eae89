"""What the retail year brings: public holidays, retail days and the brand's own seasons, with weeks of no change.

Countries are those of the setting `countries` ("NL,DE"), else the one of the brand's locale.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from workbench.errors import BadInput, NotFound
from workbench.language import _
from workbench.roadmap.retail_days import retail_days
from workbench.store.brand import brand, set_setting
from workbench.store.clock import today as brand_today

PUBLIC, RETAIL, OWN = "public", "retail", "own"


class Event(NamedTuple):
    """A span of the calendar. `kind` is public, retail or own; `countries` says where, empty for everywhere.

    `season_id` is set for one of the brand's own; in a `no_change` span nothing should be launched.
    """

    key: str
    name: str
    kind: str
    first_day: date
    last_day: date
    countries: tuple[str, ...]
    no_change: bool
    season_id: int | None = None


class Season(NamedTuple):
    """A span of the brand's own; a yearly one comes back on the same dates."""

    id: int
    name: str
    first_day: date
    last_day: date
    yearly: bool
    no_change: bool


def calendar(db: sqlite3.Connection, first: date, last: date) -> list[Event]:
    """Everything that touches the days from first to last, in its order."""
    where = countries(db)
    public = _public(where, first, last)
    days_off = {event.first_day for event in public}
    retail = [
        event
        for event in _retail(where, first, last)
        if event.key not in ("easter", "christmas") or event.first_day not in days_off
    ]
    found = [*_own(db, first, last), *retail, *public]
    inside = [one for one in found if one.first_day <= last and one.last_day >= first]
    return sorted(inside, key=lambda one: (one.first_day, one.last_day, one.name))


def next_event(db: sqlite3.Connection, *, today: date | None = None) -> Event | None:
    """The next retail day or season of the brand's own, for Home."""
    day = today or brand_today(db)
    for event in calendar(db, day, day + timedelta(days=120)):
        if event.kind != PUBLIC and event.last_day >= day:
            return event
    return None


def no_change(db: sqlite3.Connection, first: date, last: date) -> list[Event]:
    """The spans in which nothing should be launched."""
    return [event for event in calendar(db, first, last) if event.no_change]


def launches_in_no_change(events: Iterable[Event], day: date | None) -> Event | None:
    """The span of no change that a launch day falls into; None where it is free."""
    for event in events:
        if event.no_change and day is not None and event.first_day <= day <= event.last_day:
            return event
    return None


def countries(db: sqlite3.Connection) -> tuple[str, ...]:
    """The countries whose holidays count, as two letters."""
    row = db.execute("SELECT value FROM setting WHERE key = 'countries'").fetchone()
    if row and row[0]:
        return tuple(row[0].split(","))
    territory = brand(db).locale.rpartition("_")[2]
    return (territory,) if len(territory) == 2 and territory.isupper() else ()


def set_countries(db: sqlite3.Connection, chosen: Iterable[str]) -> None:
    """Choose the countries whose holidays count. Raises BadInput for one that is not known."""
    import holidays

    known = holidays.list_supported_countries()
    found = tuple(dict.fromkeys(code.strip().upper() for code in chosen))
    for code in found:
        if code not in known:
            raise BadInput(
                _("“{code}” is not a country; use two letters such as NL.").format(code=code)
            )
    set_setting(db, "countries", ",".join(found))


def seasons(db: sqlite3.Connection) -> list[Season]:
    """The brand's own spans, by their first day."""
    rows = db.execute(
        "SELECT id, name, first_day, coalesce(last_day, first_day), coalesce(yearly, 0),"
        " coalesce(no_change, 0) FROM season ORDER BY first_day, id"
    ).fetchall()
    return [
        Season(
            row,
            name,
            date.fromisoformat(first),
            date.fromisoformat(last),
            bool(yearly),
            bool(frozen),
        )
        for row, name, first, last, yearly, frozen in rows
    ]


def add_season(
    db: sqlite3.Connection,
    name: str,
    first_day: date,
    last_day: date | None = None,
    *,
    yearly: bool = False,
    no_change: bool = False,
) -> int:
    """Add a span of the brand's own and return its id. Raises BadInput."""
    values = _checked(name, first_day, last_day or first_day)
    sql = "INSERT INTO season(name, first_day, last_day, yearly, no_change) VALUES (?, ?, ?, ?, ?)"
    return int(db.execute(sql, (*values, int(yearly), int(no_change))).lastrowid or 0)


def change_season(db: sqlite3.Connection, season: Season) -> None:
    """Change a span of the brand's own. Raises NotFound and BadInput."""
    held = [one for one in seasons(db) if one.id == season.id]
    if not held:
        raise NotFound(_("This season is no longer there."))
    if held[0] != season:
        values = _checked(season.name, season.first_day, season.last_day)
        flags = int(season.yearly), int(season.no_change)
        sql = "UPDATE season SET name = ?, first_day = ?, last_day = ?, yearly = ?, no_change = ?"
        db.execute(f"{sql} WHERE id = ?", (*values, *flags, season.id))


def delete_season(db: sqlite3.Connection, season_id: int) -> None:
    """Take a span of the brand's own away. Raises NotFound."""
    if db.execute("DELETE FROM season WHERE id = ?", (season_id,)).rowcount == 0:
        raise NotFound(_("This season is no longer there."))


def suggest_no_change(year: int) -> tuple[date, date]:
    """The weeks in which most shops change nothing: Monday before Black Friday until the Christmas cut-off."""
    from workbench.roadmap.retail_days import black_friday, christmas_cutoff

    friday = black_friday(year)
    return friday - timedelta(friday.weekday()), christmas_cutoff(year)


def _checked(name: str, first: date, last: date) -> tuple[str, str, str]:
    name = " ".join(name.split())
    if not name:
        raise BadInput(_("A season needs a name."))
    if last < first:
        raise BadInput(_("“{name}” ends before it begins.").format(name=name))
    return name, first.isoformat(), last.isoformat()


def _own(db: sqlite3.Connection, first: date, last: date) -> list[Event]:
    found = []
    for season in seasons(db):
        years = range(first.year - season.first_day.year - 1, last.year - season.first_day.year + 1)
        for years_on in years if season.yearly else (0,):
            if season.yearly and years_on < 0:
                continue
            start, end = (_years_on(day, years_on) for day in (season.first_day, season.last_day))
            key = f"season_{season.id}"
            found.append(Event(key, season.name, OWN, start, end, (), season.no_change, season.id))
    return found


def _years_on(day: date, years: int) -> date:
    if (day.month, day.day) == (2, 29):
        day = day.replace(day=28) if years else day
    return day.replace(year=day.year + years)


def _retail(where: Iterable[str], first: date, last: date) -> list[Event]:
    """Retail days, said once where countries share them."""
    spans: dict[tuple[str, str, date, date], list[str]] = {}
    for country in where or ("",):
        for year in range(first.year, last.year + 1):
            for day in retail_days(year, country):
                span = (day.key, day.name, day.first_day, day.last_day)
                spans.setdefault(span, []).append(country)
    told = tuple(where)
    return [
        Event(key, name, RETAIL, start, end, () if len(said) >= len(told) else tuple(said), False)
        for (key, name, start, end), said in spans.items()
    ]


def _public(where: Iterable[str], first: date, last: date) -> list[Event]:
    named: dict[tuple[date, str], list[str]] = {}
    for country in where:
        for year in range(first.year, last.year + 1):
            for day, name in public_holidays(country, year):
                named.setdefault((day, name), []).append(country)
    return [
        Event("public", name, PUBLIC, day, day, tuple(said), False)
        for (day, name), said in named.items()
    ]


@lru_cache(maxsize=64)
def public_holidays(country: str, year: int) -> tuple[tuple[date, str], ...]:
    """The public holidays of a country in a year; none for a country that is not known."""
    import holidays

    try:
        found = holidays.country_holidays(country, years=year)
    except NotImplementedError:
        return ()
    return tuple((day, str(name)) for day, name in sorted(found.items()))
