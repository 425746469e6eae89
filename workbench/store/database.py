"""Connections to a workspace file, and the checks made before any program code of ours trusts it."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from workbench.errors import CannotOpen
from workbench.language import _
from workbench.store.facts import row_hash

APPLICATION_ID = 0x57424E43
SCHEMA_VERSION = 1
_MAGIC = b"SQLite format 3\x00"
_SCHEMA = Path(__file__).with_name("schema.sql")


class Header(NamedTuple):
    """What the first 100 bytes of a SQLite file say."""

    application_id: int
    version: int
    change_counter: int


def read_header(path: Path) -> Header:
    """Read a file's header before any connection to it is open.

    Raises CannotOpen when the file is missing or no SQLite file. Never call this while this process has the database
    open: closing the file would silently drop SQLite's locks.
    """
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        raise CannotOpen(_("There is no file {name}.").format(name=path.name)) from None
    except OSError as error:
        reason = error.strerror or _("unknown reason")
        text = _("{name} cannot be read: {reason}.")
        raise CannotOpen(text.format(name=path.name, reason=reason)) from None
    if len(head) < 100 or not head.startswith(_MAGIC):
        raise CannotOpen(_("{name} is not a workspace.").format(name=path.name))
    return Header(
        application_id=int.from_bytes(head[68:72], "big"),
        version=int.from_bytes(head[60:64], "big"),
        change_counter=int.from_bytes(head[24:28], "big"),
    )


def check_header(path: Path, header: Header) -> None:
    """Refuse another program's database and a file made by a newer version, before anything is written."""
    if header.application_id != APPLICATION_ID:
        text = _("{name} is a database of another program, not a workspace.")
        raise CannotOpen(text.format(name=path.name))
    if header.version > SCHEMA_VERSION:
        text = _("{name} was made by a newer version of Workbench; update the program to open it.")
        raise CannotOpen(text.format(name=path.name))


def _fingerprint(*values: int | float | str | None) -> int:
    return row_hash(values)


def prepare(db: sqlite3.Connection) -> None:
    """Set what every connection needs: no trust in the file's own code, links checked, fingerprints."""
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA temp_store = MEMORY")
    db.execute("PRAGMA cell_size_check = ON")
    db.create_function("fingerprint", -1, _fingerprint, deterministic=True)


def connect_writer(path: Path) -> sqlite3.Connection:
    """Open the one connection that writes; a journal left by a crash is rolled back here."""
    uri = f"{path.resolve().as_uri()}?mode=rw"
    db = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=10)
    prepare(db)
    db.execute("PRAGMA journal_mode = DELETE")
    db.execute("PRAGMA synchronous = EXTRA")
    db.execute("PRAGMA recursive_triggers = ON")
    db.execute("PRAGMA secure_delete = ON")
    db.execute("PRAGMA cache_spill = OFF")  # a merge's pages stay in memory, so readers go on
    db.execute("PRAGMA cache_size = -65536")
    return db


def connect_reader(path: Path) -> sqlite3.Connection:
    """Open a connection that cannot write; it may be used from any one thread at a time."""
    uri = f"{path.resolve().as_uri()}?mode=ro"
    db = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=10, check_same_thread=False)
    prepare(db)
    db.execute("PRAGMA cache_size = -32768")
    return db


@contextmanager
def attached(db: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Let a second database be read as `incoming`; outside a transaction only."""
    db.execute("ATTACH ? AS incoming", (f"{path.resolve().as_uri()}?mode=ro",))
    try:
        yield
    finally:
        db.execute("DETACH incoming")


@lru_cache(maxsize=1)
def expected_schema() -> tuple[str, ...]:
    """The CREATE statements of an up-to-date file, in the order in which they can be run."""
    text = _SCHEMA.read_text("utf-8")
    return tuple(part.strip() for part in text.split(";\n") if part.strip())


def _plain(sql: str) -> str:
    return re.sub(r"\s+", " ", sql).strip()


@lru_cache(maxsize=1)
def _expected() -> frozenset[str]:
    return frozenset(_plain(sql) for sql in expected_schema())


def check_schema(db: sqlite3.Connection, name: str) -> None:
    """Refuse a file whose tables differ from this version's, or that holds a trigger or a view.

    An index that the user added is fine.
    """
    rows = db.execute("SELECT type, sql FROM sqlite_master WHERE sql NOT NULL").fetchall()
    if any(kind in ("trigger", "view") for kind, _sql in rows):
        text = _("{name} holds program code that Workbench did not put there; it was not opened.")
        raise CannotOpen(text.format(name=name))
    found = {_plain(sql) for _kind, sql in rows}
    ours = {_plain(sql) for kind, sql in rows if kind == "table"}
    if not _expected() <= found or not ours <= _expected():
        text = _("The tables of {name} are not those of a workspace; restore a backup.")
        raise CannotOpen(text.format(name=name))


def make_private(path: Path) -> None:
    """Let only the user read a file; where the system has no such rights, nothing happens."""
    if os.name == "posix":
        path.chmod(0o600)


def typed_tables(db: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Tables of what a person types, with their columns (without id and row_hash)."""
    names = db.execute(
        "SELECT substr(name, 6) FROM sqlite_master WHERE type = 'table' AND name LIKE 'undo\\_%' ESCAPE '\\'"
    ).fetchall()
    return {name: _columns(db, name) for (name,) in names}


def _columns(db: sqlite3.Connection, table: str) -> tuple[str, ...]:
    rows = db.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall()
    return tuple(name for (name,) in rows if name not in ("id", "row_hash"))
