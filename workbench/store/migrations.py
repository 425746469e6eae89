"""The schema, as migrations made with sqlite-utils, the only module that imports it.

`python -m workbench.store.migrations` prints the schema of an up-to-date file. That text is kept in `schema.sql`, from
which new files are made, so that creating and opening a workspace does not have to load sqlite-utils.
"""

from __future__ import annotations

import sqlite3

import sqlite_utils
from sqlite_utils import Migrations
from sqlite_utils.db import ForeignKey

from workbench.store import first_schema as first
from workbench.store.database import MIGRATION_SET

migrations = Migrations(MIGRATION_SET)


@migrations()
def m001_first_schema(db: sqlite_utils.Database) -> None:
    """Typed tables with their undo twins, facts, and bookkeeping."""
    for name, columns in first.TYPED.items():
        links = [
            ForeignKey(name, column, other, "id", on_delete=action)
            for table, column, other, action in first.FOREIGN
            if table == name
        ]
        shape = {"id": int, **columns, "row_hash": int}
        needed = first.NOT_NULL.get(name, set())
        db.table(name).create(shape, pk="id", not_null=needed, foreign_keys=links, strict=True)
        twin = {"step": int, "id": int, "gone": int, **columns, "row_hash": int}
        db.table(f"undo_{name}").create(twin, pk=("step", "id"), strict=True)
        _without_rowid(db, f"undo_{name}")
    for name, unique in first.UNIQUE.items():
        db.table(name).create_index(list(unique), unique=True)
    for name, column in first.INDEXED:
        db.table(name).create_index([column])
    for name, (shape, key) in {**first.FACTS, **first.BOOKS}.items():
        db.table(name).create(shape, pk=key, strict=True)
        if not isinstance(key, str):
            _without_rowid(db, name)
    for name, columns_of_index, is_unique in first.BOOK_INDEXES:
        db.table(name).create_index(list(columns_of_index), unique=is_unique)


def _without_rowid(db: sqlite_utils.Database, name: str) -> None:
    """Keep a table with a key of several columns in that order only, instead of twice."""
    sql = db.table(name).schema
    db.execute(f'DROP TABLE "{name}"')
    db.execute(f"{sql}, WITHOUT ROWID")


def apply(db: sqlite3.Connection) -> None:
    """Run on a file the migrations that it has not had yet, each in a transaction of its own."""
    migrations.apply(sqlite_utils.Database(db))


def schema_text() -> str:
    """Every CREATE statement of an up-to-date file, one per line block, in a fixed order."""
    db = sqlite_utils.Database(memory=True)
    migrations.apply(db)
    rows = db.execute(
        "SELECT sql FROM sqlite_master WHERE sql NOT NULL AND name NOT LIKE 'sqlite_%'"
        " ORDER BY type DESC, rootpage, name"
    ).fetchall()
    return "".join(f"{row[0]};\n" for row in rows)


def names() -> list[str]:
    """The migrations' names, oldest first; their number is the version of a file."""
    return [migration.name for migration in migrations._migrations]


if __name__ == "__main__":
    print(schema_text(), end="")
