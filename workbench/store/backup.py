"""Backups: whole copies made through SQLite, checked, and kept in the user's data folder.

They are kept apart from the file, in `backups/<workspace id>-<hash of the file's real path>/`: the last 12 (3 when they
pass 2 GB together), one a day for 14 days, one a week for 9 weeks. They are ordered by a counter in their name, since a
clock can be set back. Restoring never overwrites: a backup opens as a new file.
"""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from workbench.errors import BadInput, CannotOpen
from workbench.language import _
from workbench.store import books, database

NEWEST, LEAST, LARGE = 12, 3, 2 * 1024**3
DAYS, WEEKS = 14, 9
_PAGES = 2000


class Backup(NamedTuple):
    """One backup: its file, its number, when it was made (local time), its size in bytes."""

    path: Path
    number: int
    made: datetime
    size: int


class Holding(NamedTuple):
    """What a backup holds, for choosing one: how many orders, items and experiments."""

    orders: int
    items: int
    experiments: int


def folder_of(db: sqlite3.Connection, path: Path) -> Path:
    """Where the backups of the workspace at `path` are kept."""
    from platformdirs import user_data_path

    where = hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:8]
    name = f"{books.get(db, 'workspace_id')}-{where}"
    return Path(user_data_path("workbench", appauthor=False)) / "backups" / name


def backups(db: sqlite3.Connection, path: Path) -> list[Backup]:
    """All backups of the workspace at `path`, newest first."""
    found = []
    for file in folder_of(db, path).glob("*.workbench"):
        number, _space, made = file.stem.partition(" ")
        try:
            at = datetime.strptime(made, "%Y-%m-%d %H.%M.%S")
            found.append(Backup(file, int(number), at, file.stat().st_size))
        except (ValueError, OSError):
            continue
    return sorted(found, key=lambda b: b.number, reverse=True)


def back_up(path: Path, now: datetime | None = None) -> Path | None:
    """Copy the workspace at `path`, unless nothing changed since the last backup; answers the new file.

    Run it between two steps (`Workspace.between_steps`): a writer at work would make the copy begin again.
    """
    now = now or datetime.now()  # noqa: DTZ005 the user's own clock
    with closing(database.connect_reader(path)) as db:
        state = books.state(db)
        held = backups(db, path)
        if held and _made_from(held[0].path) == state:
            return None
        folder = folder_of(db, path)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        number = held[0].number + 1 if held else 1
        target = folder / f"{number:06d} {now:%Y-%m-%d %H.%M.%S}.workbench"
        _copy(db, target, made_from=state, new_identity=False)
        for old in surplus(backups(db, path), now.date()):
            old.path.unlink(missing_ok=True)
    return target


def save_copy(path: Path, target: Path) -> None:
    """Write a copy with a life of its own. Raises BadInput if the target exists, CannotOpen if it cannot be made."""
    _must_be_new(target)
    with closing(database.connect_reader(path)) as db:
        _copy(db, target, made_from="", new_identity=True)


def restore(backup: Path, target: Path) -> None:
    """Write a backup to a new file, the same workspace as ever. Raises BadInput if the target exists, CannotOpen."""
    _must_be_new(target)
    with closing(database.connect_reader(backup)) as db:
        _copy(db, target, made_from="", new_identity=False)


def holding(backup: Path) -> Holding:
    """Count what a backup holds. Raises CannotOpen if it cannot be read."""
    counts = (
        "SELECT (SELECT count(*) FROM orders WHERE shown), (SELECT count(*) FROM item),"
        " (SELECT count(*) FROM experiment)"
    )
    try:
        with closing(database.connect_reader(backup)) as db:
            return Holding(*db.execute(counts).fetchone())
    except sqlite3.Error:
        raise CannotOpen(_("This backup cannot be read.")) from None


def is_sound(backup: Path) -> bool:
    """True when SQLite finds nothing wrong with a backup."""
    try:
        with closing(database.connect_reader(backup)) as db:
            return bool(db.execute("PRAGMA quick_check").fetchone()[0] == "ok")
    except sqlite3.Error:
        return False


def _must_be_new(target: Path) -> None:
    if target.exists():
        text = _("There is already a file {name}; choose another name.")
        raise BadInput(text.format(name=target.name))


def _copy(db: sqlite3.Connection, target: Path, *, made_from: str, new_identity: bool) -> None:
    """Copy under a temporary name, check, sync, then give it its name."""
    beside = target.with_name(target.name + ".part")
    beside.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(beside, isolation_level=None)) as copy:
            database.make_private(beside)
            db.backup(copy, pages=_PAGES, sleep=0)
            copy.execute("PRAGMA secure_delete = ON")
            copy.execute("BEGIN")
            books.adopt(copy, made_from=made_from, new_identity=new_identity)
            copy.execute("COMMIT")
            if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                raise CannotOpen(_("The copy came out damaged; check the original."))
        database.put_in_place(beside, target)
    except (OSError, sqlite3.Error) as error:
        raise CannotOpen(_("No copy could be written; is the disk full?")) from error
    finally:
        beside.unlink(missing_ok=True)


def _made_from(backup: Path) -> str | None:
    try:
        with closing(database.connect_reader(backup)) as db:
            return books.get(db, "made_from")
    except sqlite3.Error:
        return None


def surplus(held: list[Backup], today: date) -> list[Backup]:
    """The backups that need not be kept, given newest first.

    Kept are the newest 12 (fewer, but at least 3, where they pass 2 GB), the last of each of 14 days and of each of
    9 weeks. Numbers decide what is newest; the dates only choose which day and week a backup stands for.
    """
    keep: set[int] = set()
    size = 0
    for place, backup in enumerate(held[:NEWEST]):
        size += backup.size
        if place < LEAST or size <= LARGE:
            keep.add(backup.number)
    days: set[date] = set()
    weeks: set[tuple[int, int]] = set()
    for backup in held:
        day = backup.made.date()
        week = day.isocalendar()[:2]
        if day not in days and today - day < timedelta(days=DAYS):
            keep.add(backup.number)
        if week not in weeks and today - day < timedelta(weeks=WEEKS):
            keep.add(backup.number)
        days.add(day)
        weeks.add(week)
    return [backup for backup in held if backup.number not in keep]
