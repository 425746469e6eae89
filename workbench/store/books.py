"""The file's own books: who made it, whether another program wrote to it, and a seal over the bookkeeping rows."""

from __future__ import annotations

import secrets
import sqlite3

from workbench.store.facts import Value, hash_sum, row_hash

# Adopt the file's change counter at the next opening: set in backups and copies, whose counter differs.
ADOPT = "adopt"

_SEALED = (
    "import",
    "slice",
    "covered",
    "import_left_out",
    "setting",
    "step",
    "step_import",
    "_sqlite_migrations",
)
_OWN = ("workspace_id", "customer_key", "last_import", "made_from")


def get(db: sqlite3.Connection, key: str) -> str | None:
    """Read one entry of the file's own books."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def put(db: sqlite3.Connection, key: str, value: str) -> None:
    """Write one entry of the file's own books."""
    db.execute("INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)", (key, value))


def begin(db: sqlite3.Connection) -> None:
    """Give a new file its identity and the key with which customers are made into numbers."""
    put(db, "workspace_id", secrets.token_hex(8))
    put(db, "customer_key", secrets.token_hex(32))


def customer_key(db: sqlite3.Connection) -> bytes:
    """The key of this workspace for HMAC-SHA256 over customers' addresses."""
    return bytes.fromhex(get(db, "customer_key") or "")


def counter_holds(db: sqlite3.Connection, counter: int) -> bool:
    """True when the file's change counter is the one our last transaction left behind."""
    return get(db, "file_counter") in (ADOPT, str(counter))


def next_import(db: sqlite3.Connection) -> int:
    """A number for a new import; none is ever given twice, also not when the last import is gone for good."""
    last = int(get(db, "last_import") or 0)
    put(db, "last_import", str(last + 1))
    return last + 1


def state(db: sqlite3.Connection) -> str:
    """What tells one state of the file from another: a backup notes it, so that the same is not kept twice."""
    return f"{get(db, 'file_counter')} {get(db, 'books_seal')}"


def close(db: sqlite3.Connection, counter: int | None = None) -> None:
    """End a transaction: note the counter it will leave (unknown: adopt it), and seal the bookkeeping."""
    put(db, "file_counter", ADOPT if counter is None else str(counter))
    put(db, "books_seal", str(bookkeeping_seal(db)))


def bookkeeping_seal(db: sqlite3.Connection) -> int:
    """One fingerprint over all rows of the small bookkeeping tables and the file's identity."""
    hashes = [row_hash((table, *_rows(db, table))) for table in _SEALED]
    hashes += [row_hash((key, get(db, key))) for key in _OWN]
    return hash_sum(hashes)


def _rows(db: sqlite3.Connection, table: str) -> list[Value]:
    rows = db.execute(f'SELECT * FROM "{table}"').fetchall()
    return [value for row in rows for value in row]


def seal_holds(db: sqlite3.Connection) -> bool:
    """True when the bookkeeping rows are those that the last transaction left."""
    return get(db, "books_seal") == str(bookkeeping_seal(db))


def adopt(db: sqlite3.Connection, *, made_from: str, new_identity: bool) -> None:
    """Mark a copy, so that its opening does not take the copying for another program's change.

    `made_from` is the state of the file it was copied from; a new identity gives it backups of its own.
    """
    if new_identity:
        put(db, "workspace_id", secrets.token_hex(8))
    put(db, "made_from", made_from)
    close(db)
