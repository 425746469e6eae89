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
from workbench.store import handles
from workbench.store.facts import row_hash

APPLICATION_ID = 0x57424E43
# The migrations that made today's schema, oldest first; their number is the version of a file. They are named here so
# that making and opening a workspace need not import sqlite-utils; a test holds this list to the migrations.
MIGRATION_SET = "workbench"
MIGRATIONS: tuple[str, ...] = ("m001_first_schema",)
SYNCHRONOUS = "EXTRA"  # a confirmed step survives a power cut
_MAGIC = b"SQLite format 3\x00"
_SCHEMA = Path(__file__).with_name("schema.sql")
_STATISTICS = ("sqlite_stat1", "sqlite_stat4")  # what ANALYZE leaves


class Header(NamedTuple):
    """What the first 100 bytes of a SQLite file say."""

    application_id: int
    version: int
    change_counter: int


def read_header(path: Path) -> Header:
    """Read a file's header; safe also while the file is open as a database.

    Raises CannotOpen when the file is missing, cannot be read or is no SQLite file.
    """
    try:
        head = handles.first_bytes(path, 100)
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
    if header.version > len(MIGRATIONS):
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


@contextmanager
def _errors_of_sqlite() -> Iterator[None]:
    """In a damaged file SQLite's own message can quote bytes that are no text, and Python then fails on that."""
    try:
        yield
    except UnicodeError as error:
        raise sqlite3.DatabaseError("the names in the file are no text") from error


def _connect(
    path: Path, mode: str, pragmas: tuple[str, ...], *, any_thread: bool
) -> sqlite3.Connection:
    db = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=10,
        check_same_thread=not any_thread,
        factory=handles.Connection,
    )
    try:
        db.count(path)
        with _errors_of_sqlite():
            prepare(db)
            for pragma in pragmas:
                db.execute(pragma)
    except BaseException:
        db.close()
        raise
    return db


def connect_writer(path: Path) -> sqlite3.Connection:
    """Open the one connection that writes; a journal left by a crash is rolled back here.

    Raises sqlite3.DatabaseError where the file is no database any more.
    """
    pragmas = (
        "PRAGMA journal_mode = DELETE",
        f"PRAGMA synchronous = {SYNCHRONOUS}",
        "PRAGMA recursive_triggers = ON",
        "PRAGMA secure_delete = ON",
        "PRAGMA cache_spill = OFF",  # a merge's pages stay in memory, so readers go on
        "PRAGMA cache_size = -65536",
        "BEGIN IMMEDIATE",
        "ROLLBACK",
    )
    return _connect(path, "rw", pragmas, any_thread=False)


def connect_reader(path: Path) -> sqlite3.Connection:
    """Open a connection that cannot write; it may be used from any one thread at a time.

    Raises sqlite3.DatabaseError where the file is no database any more.
    """
    return _connect(path, "ro", ("PRAGMA cache_size = -32768",), any_thread=True)


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


@lru_cache(maxsize=2)
def _named(statements: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    """Each statement with the name of what it makes, which is the first name in it."""
    return frozenset((sql.split('"')[1], _plain(sql)) for sql in statements)


def check_schema(db: sqlite3.Connection, name: str) -> None:
    """Refuse a file whose tables differ from this version's, or that holds a trigger or a view.

    An index that the user added is fine, and so is what ANALYZE leaves.
    """
    with _errors_of_sqlite():
        rows = db.execute("SELECT type, name, sql FROM sqlite_master WHERE sql NOT NULL").fetchall()
    if any(kind not in ("table", "index") for kind, _name, _sql in rows):
        text = _("{name} holds program code that Workbench did not put there; it was not opened.")
        raise CannotOpen(text.format(name=name))
    expected = _named(expected_schema())
    found = {(of, _plain(sql)) for _kind, of, sql in rows}
    tables = {
        (of, _plain(sql)) for kind, of, sql in rows if kind == "table" and of not in _STATISTICS
    }
    if not expected <= found or not tables <= expected:
        text = _("The tables of {name} are not those of a workspace; restore a backup.")
        raise CannotOpen(text.format(name=name))


def make_private(path: Path) -> None:
    """Let only the user read a file; where the system has no such rights, nothing happens."""
    if os.name == "posix":
        path.chmod(0o600)


def sync(path: Path) -> None:
    """Make sure that a file's contents have reached the disk."""
    if SYNCHRONOUS == "OFF":
        return
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def put_in_place(made: Path, path: Path) -> None:
    """Give a finished file its name, so that a power cut leaves the old state or the new one. Raises OSError."""
    sync(made)
    os.replace(made, path)
    if os.name == "posix" and SYNCHRONOUS != "OFF":
        folder = os.open(path.resolve().parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def typed_tables() -> dict[str, tuple[str, ...]]:
    """Tables of what a person types, with their columns (without id and row_hash)."""
    return _typed(expected_schema())


@lru_cache(maxsize=2)
def _typed(statements: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    columns: dict[str, tuple[str, ...]] = {}
    for sql in statements:
        if made := re.match(r'CREATE TABLE "(\w+)" \(', sql):
            names = re.findall(r'^\s+"(\w+)" [A-Z]', sql, re.MULTILINE)
            columns[made[1]] = tuple(n for n in names if n not in ("id", "row_hash"))
    return {name: columns[name] for name in columns if f"undo_{name}" in columns}
