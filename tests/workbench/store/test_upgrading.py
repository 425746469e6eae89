"""A file of an older version is brought up to date on a copy, or is left exactly as it was."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlite_utils
from sqlite_utils import Migrations

from tests.workbench.importing.staging_maker import bring, orders
from workbench.errors import CannotOpen
from workbench.importing import ledger
from workbench.new import new_workspace
from workbench.roadmap import items
from workbench.store import backup, database, history, migrations
from workbench.store.check import check
from workbench.store.lock import Answer, Lock
from workbench.store.opening import open_workspace
from workbench.store.workspace import Workspace

Migrate = Callable[[sqlite_utils.Database], None]


def test_schema_sql_is_what_the_migrations_make() -> None:
    text = Path(database.__file__).with_name("schema.sql").read_text("utf-8")
    assert text == migrations.schema_text(), "run python -m workbench.store.migrations"
    assert tuple(migrations.names()) == database.MIGRATIONS


def test_a_new_file_says_that_the_migrations_were_applied(workspace: Workspace) -> None:
    def applied(db: sqlite3.Connection) -> list[str]:
        pending = migrations.migrations.pending(sqlite_utils.Database(db))
        return [migration.name for migration in pending]

    assert workspace.ask(applied) == []


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A workspace of today's version with items, tags, an imported order and a history."""
    with new_workspace(tmp_path / "Shop.workbench", name="Shop") as workspace:
        workspace.do("Add", items.add_many, ["A", "B", "C"], theme="product")
        workspace.do("Tag", items.set_tags, 1, ["gift"])
        given = [{"number": "1", "day": "2026-03-01", "total_minor": 100, "customer": 5}]
        bring(workspace, orders(tmp_path, given, as_of="2026-03-02"))
        return workspace.path


def second_version(db: sqlite_utils.Database) -> None:
    """A new column, a table made anew, and a new table."""
    for table in ("item", "undo_item"):
        db.execute(f'ALTER TABLE "{table}" ADD COLUMN "risk" TEXT')
    db.table("theme").transform(not_null={"colour"}, defaults={"colour": ""})
    db.table("note").create({"id": int, "text": str, "row_hash": int}, pk="id", strict=True)
    columns = {"step": int, "id": int, "gone": int, "text": str, "row_hash": int}
    db.table("undo_note").create(columns, pk=("step", "id"), strict=True)
    db.table("note").insert({"text": "new"})


@pytest.fixture
def new_version(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Pretend that this program is one version later: its last migration is the one given."""

    def pretend(migrate: Migrate, schema_of: Migrate | None = None) -> None:
        def later(last: Migrate) -> Migrations:
            made = Migrations(database.MIGRATION_SET)
            for old in migrations.migrations._migrations[: len(first)]:
                made(name=old.name)(old.fn)
            made(name="m999_later")(last)
            return made

        first = database.MIGRATIONS
        expected, real = later(schema_of or migrate), later(migrate)
        monkeypatch.setattr(migrations, "migrations", expected)
        text = migrations.schema_text()
        monkeypatch.setattr(migrations, "migrations", real)
        schema = tuple(part.strip() for part in text.split(";\n") if part.strip())
        monkeypatch.setattr(database, "expected_schema", lambda: schema)
        monkeypatch.setattr(database, "MIGRATIONS", (*first, "m999_later"))

    return pretend


def folder(file: Path) -> set[str]:
    return {path.name for path in file.parent.iterdir() if path.suffix != ".sqlite"}


def test_an_older_file_is_brought_up_to_date(file: Path, new_version: Callable[..., None]) -> None:
    old = file.read_bytes()
    new_version(second_version)
    with open_workspace(file) as workspace:
        assert "brought up to date" in workspace.notices[0]
        assert workspace.ask(
            lambda db: db.execute("SELECT title, risk FROM item ORDER BY id").fetchall()
        ) == [("A", None), ("B", None), ("C", None)]
        assert workspace.ask(lambda db: db.execute("SELECT text FROM note").fetchall()) == [
            ("new",)
        ]
        assert workspace.ask(history.next_undo) is None
        assert workspace.ask(check, file).problems == ()
        workspace.do("Add", items.add, "D")
        workspace.do("Remove", ledger.remove, 1)
        workspace.undo()
        workspace.undo()
        assert workspace.ask(check, file).problems == ()
        held = workspace.ask(backup.backups, file)
    assert len(held) == 1
    with closing(sqlite3.connect(held[0].path)) as db:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        labels = db.execute("SELECT label FROM step ORDER BY id").fetchall()
    assert version == len(database.MIGRATIONS) - 1
    assert labels == [("Add",), ("Tag",), ("Import",)]
    assert folder(file) == {file.name, file.name + ".lock"}
    assert file.stat().st_mode & 0o777 == 0o600
    assert old != file.read_bytes()
    with open_workspace(file) as workspace:
        assert workspace.notices == ()


def test_opening_only_to_read_brings_up_to_date_too(
    file: Path, new_version: Callable[..., None]
) -> None:
    new_version(second_version)
    with open_workspace(file, read_only=True) as workspace:
        assert workspace.ask(check, file).problems == ()


def test_damage_is_not_sealed_as_if_it_were_right(
    file: Path, new_version: Callable[..., None]
) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("UPDATE item SET title = 'wrong' WHERE id = 1")
        db.execute("DELETE FROM item WHERE id = 3")
    new_version(second_version)
    with open_workspace(file) as workspace:
        problems = workspace.ask(check, file).problems
    assert "Values in item are not what was written." in problems
    assert "Rows of item are missing or too many." in problems


def fails(db: sqlite_utils.Database) -> None:
    second_version(db)
    if db.execute("SELECT count(*) FROM item").fetchone()[0]:
        raise ValueError("a row that nobody thought of")


def orphans(db: sqlite_utils.Database) -> None:
    second_version(db)
    db.execute("DELETE FROM item WHERE id = 1")


@pytest.mark.parametrize(
    ("migrate", "schema_of"),
    [(fails, second_version), (orphans, second_version), (lambda db: None, second_version)],
    ids=["fails", "leaves orphans", "other tables"],
)
def test_what_cannot_be_brought_up_to_date_stays_as_it_was(
    file: Path, new_version: Callable[..., None], migrate: Migrate, schema_of: Migrate
) -> None:
    before, names = file.read_bytes(), folder(file)
    new_version(migrate, schema_of)
    with pytest.raises(CannotOpen, match="could not be brought up to date, and is as it was"):
        open_workspace(file)
    assert file.read_bytes() == before
    assert folder(file) == names


def test_a_version_number_that_lies_is_harmless(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("PRAGMA user_version = 0")
    with open_workspace(file) as workspace:
        assert workspace.ask(check, file).problems == ()
        assert workspace.ask(items.items)


def test_where_nobody_can_write_an_older_file_says_why(
    file: Path, new_version: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    new_version(second_version)
    monkeypatch.setattr(Lock, "take", lambda self: Answer.NONE)
    with pytest.raises(CannotOpen, match="must be writable once"):
        open_workspace(file)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_in_migration(db: sqlite_utils.Database) -> None:
    second_version(db)
    if db.execute("SELECT count(*) FROM item").fetchone()[0]:
        die()


@pytest.mark.parametrize("moment", ["migration", "backup", "before the swap", "after the swap"])
def test_killed_while_upgrading_the_file_is_the_old_one_or_the_new_one(
    file: Path, new_version: Callable[..., None], monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    before = file.read_bytes()
    real = database.put_in_place

    def put_in_place(made: Path, path: Path) -> None:
        if moment == ("before the swap" if path == file else "backup"):
            die()
        real(made, path)
        if moment == "after the swap" and path == file:
            die()

    child = os.fork()
    if child == 0:
        new_version(die_in_migration if moment == "migration" else second_version, second_version)
        monkeypatch.setattr(database, "put_in_place", put_in_place)
        try:
            open_workspace(file)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert (file.read_bytes() == before) == (moment != "after the swap")
    new_version(second_version)
    with open_workspace(file) as workspace:
        assert workspace.ask(check, file).problems == ()
        assert len(workspace.ask(items.items)) == 3
    assert folder(file) == {file.name, file.name + ".lock"}
