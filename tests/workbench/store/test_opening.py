"""What can stand in a workspace's place, and what the user is told; nothing is written to a file that is refused."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from filelock import FileLock

from workbench.errors import BadInput, CannotOpen, ReadOnly
from workbench.new import new_workspace
from workbench.roadmap import items
from workbench.store import database, handles, history
from workbench.store.brand import set_setting
from workbench.store.check import check
from workbench.store.lock import Answer, Lock
from workbench.store.opening import create_workspace, open_workspace
from workbench.store.workspace import Workspace


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A closed workspace with 200 items."""
    with new_workspace(tmp_path / "Shop.workbench", name="Shop") as workspace:
        workspace.do("Add", items.add_many, [f"Item {n}" for n in range(200)])
        return workspace.path


def run_sql(file: Path, *statements: str) -> None:
    """Change a file as another program would."""
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        for sql in statements:
            db.execute(sql)


def titles(workspace: Workspace) -> list[str]:
    return workspace.ask(
        lambda db: [t for (t,) in db.execute("SELECT title FROM item ORDER BY id")]
    )


def is_refused(file: Path, because: str) -> None:
    """Both ways of opening refuse the file with one sentence, and leave its bytes and its folder alone."""
    before = file.read_bytes() if file.is_file() else None
    for read_only in (False, True):
        with pytest.raises(CannotOpen, match=because) as refused:
            open_workspace(file, read_only=read_only)
        assert str(refused.value).count("\n") == 0
    assert (file.read_bytes() if file.is_file() else None) == before


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    is_refused(tmp_path / "none.workbench", "There is no file none.workbench")
    assert list(tmp_path.iterdir()) == []


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "folder.workbench").mkdir()
    is_refused(tmp_path / "folder.workbench", r"cannot be read: .*director")


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"name;price\n" * 100, b"SQLite format 3\x00"]
)
def test_files_that_are_no_database(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "odd.workbench"
    file.write_bytes(content)
    is_refused(file, "is not a workspace")
    assert list(tmp_path.iterdir()) == [file]


def test_another_programs_database(tmp_path: Path) -> None:
    file = tmp_path / "photos.db"
    run_sql(file, "CREATE TABLE photo(id)", "PRAGMA application_id = 99")
    is_refused(file, "another program")
    assert list(tmp_path.iterdir()) == [file]


def test_a_newer_version_is_left_byte_for_byte(file: Path) -> None:
    run_sql(file, f"PRAGMA user_version = {len(database.MIGRATIONS) + 1}")
    is_refused(file, "newer version")


@pytest.mark.parametrize(
    ("spoil", "because"),
    [
        (lambda data: data[: len(data) // 2], "damaged|not those"),
        (lambda data: data[:100], "damaged"),
        (lambda data: data[:100] + b"\xff" * 8092 + data[8192:], "damaged"),
        (lambda data: data[:16] + b"\x00\x07" + data[18:], "damaged"),
    ],
    ids=["half", "header only", "garbage", "page size"],
)
def test_a_damaged_file(file: Path, spoil: Callable[[bytes], bytes], because: str) -> None:
    file.write_bytes(spoil(file.read_bytes()))
    is_refused(file, because)


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TRIGGER t AFTER INSERT ON item BEGIN DELETE FROM item; END",
        "CREATE VIEW v AS SELECT * FROM item",
    ],
)
def test_program_code_inside(file: Path, sql: str) -> None:
    run_sql(file, sql)
    is_refused(file, "program code that Workbench did not put there")


@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE item DROP COLUMN owner",
        "ALTER TABLE item ADD COLUMN mine TEXT",
        "DROP TABLE deck",
        "CREATE TABLE extra(x)",
        "CREATE VIRTUAL TABLE found USING fts5(title)",
        "DROP INDEX idx_orders_day",
    ],
)
def test_other_tables_than_ours(file: Path, sql: str) -> None:
    run_sql(file, sql)
    is_refused(file, "not those of a workspace")


def test_a_users_own_index_and_statistics_are_fine(file: Path) -> None:
    run_sql(file, "CREATE INDEX mine ON item(title)", "ANALYZE")
    with open_workspace(file) as workspace:
        assert workspace.notices == (
            "Another program changed this file, so earlier steps cannot be undone.",
        )
        assert workspace.ask(history.next_undo) is None
        assert workspace.ask(check, file).problems == ()
    with open_workspace(file) as workspace:
        assert workspace.notices == ()


def test_what_another_program_changed_is_seen_by_check(file: Path) -> None:
    run_sql(
        file, "UPDATE item SET title = 'stranger' WHERE id = 7", "DELETE FROM item WHERE id = 8"
    )
    with open_workspace(file) as workspace:
        problems = workspace.ask(check, file).problems
    assert problems == (
        "Values in item are not what was written.",
        "Rows of item are missing or too many.",
    )


# a second program


@contextmanager
def another_process(file: Path) -> Iterator[int]:
    """A real second process that has the file open for writing; gives its process id."""
    code = (
        "import sys; from workbench.store.opening import open_workspace\n"
        "held = open_workspace(sys.argv[1]); print('open', flush=True); sys.stdin.read(); held.close()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process.pid
        process.communicate()


def test_a_second_program_reads_and_is_told_who_writes(file: Path) -> None:
    with another_process(file) as pid:
        for _n in range(2):  # asking must not blank the note about who holds the file
            with open_workspace(file) as workspace:
                assert workspace.read_only
                assert f"(process {pid} on " in workspace.notices[0]
                assert len(titles(workspace)) == 200
                with pytest.raises(ReadOnly):
                    workspace.do("Add", items.add, "No")
        with open_workspace(file, read_only=True) as asked:
            assert asked.notices == ()
    with open_workspace(file) as workspace:
        assert not workspace.read_only


def test_the_same_process_gets_a_reader_too(file: Path) -> None:
    with open_workspace(file) as first, open_workspace(file) as second:
        assert second.read_only
        first.do("Add", items.add, "New")
        assert titles(second)[-1] == "New"


def test_where_no_lock_can_be_made_the_file_opens_read_only(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with another_process(file):
        pass
    Lock(file).path.write_bytes(b'\x00{"host": "h", "process": 1, "since": "long ago"}')

    def refuse(self: object) -> None:
        raise PermissionError(13, "Read-only file system")

    monkeypatch.setattr(FileLock, "acquire", refuse)
    with open_workspace(file) as workspace:
        assert workspace.notices == ("Shop.workbench cannot be written here, so it is read-only.",)
        assert len(titles(workspace)) == 200


def test_a_lock_ends_with_its_holder(file: Path) -> None:
    ours, theirs = Lock(file), Lock(file)
    assert ours.take() is Answer.OURS
    assert theirs.take() is Answer.THEIRS
    assert theirs.holder() is not None
    ours.release()
    assert theirs.holder() is None
    assert theirs.take() is Answer.OURS
    theirs.release()


def test_a_link_to_a_workspace_is_the_same_workspace(file: Path) -> None:
    link = file.with_name("link.workbench")
    link.symlink_to(file)
    with open_workspace(file), open_workspace(link) as second:
        assert second.read_only


# a crash in the middle


def leave_a_hot_journal(file: Path) -> None:
    """Kill a process that has written half of a transaction into the file."""
    code = (
        "import os, signal, sqlite3, sys\n"
        "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "db.execute('PRAGMA cache_size = 2'); db.execute('BEGIN IMMEDIATE')\n"
        "db.execute(\"UPDATE item SET title = 'half done', description = hex(zeroblob(500))\")\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    whole = file.read_bytes()
    subprocess.run([sys.executable, "-c", code, str(file)], check=False)
    assert file.with_name(file.name + "-journal").stat().st_size > 512
    assert file.read_bytes() != whole


@pytest.mark.parametrize("read_only", [False, True])
def test_what_a_crash_left_half_done_is_rolled_back(file: Path, read_only: bool) -> None:
    leave_a_hot_journal(file)
    with open_workspace(file, read_only=read_only) as workspace:
        assert workspace.notices == ()
        assert titles(workspace) == [f"Item {n}" for n in range(200)]
        assert workspace.ask(history.next_undo) == "Add"
        assert workspace.ask(check, file).problems == ()


def test_a_crash_on_a_medium_nobody_can_write_is_told_as_that(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_a_hot_journal(file)
    monkeypatch.setattr(Lock, "take", lambda self: Answer.NONE)
    with pytest.raises(CannotOpen, match="was not closed properly"):
        open_workspace(file)


# looking into a file that is open


def can_be_written_by_others(file: Path) -> bool:
    code = (
        "import sqlite3, sys; db = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)\n"
        "try:\n    db.execute('BEGIN IMMEDIATE'); print('yes')\n"
        "except sqlite3.OperationalError:\n    print('no')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True
    )
    return done.stdout == "yes\n"


def test_reading_the_header_keeps_sqlites_locks(file: Path) -> None:
    with closing(database.connect_writer(file)) as db:
        db.execute("BEGIN IMMEDIATE")
        header = database.read_header(file)
        assert not can_be_written_by_others(file)
        db.execute("ROLLBACK")
    assert header.application_id == database.APPLICATION_ID
    assert not handles._waiting
    assert not handles._connections
    assert can_be_written_by_others(file)


def test_opening_twice_during_a_step_keeps_sqlites_locks(file: Path) -> None:
    def command(db: sqlite3.Connection) -> bool:
        items.add(db, "New")
        open_workspace(file, read_only=True).close()
        return can_be_written_by_others(file)

    with open_workspace(file) as workspace:
        assert workspace.do("Look", command).result is False


# making new ones


def test_a_new_workspace_is_private_and_never_replaces(tmp_path: Path) -> None:
    path = tmp_path / "Shop.workbench"
    with new_workspace(path, name="Shop") as workspace:
        assert path.stat().st_mode & 0o777 == 0o600
        assert workspace.ask(check, path).problems == ()
    with pytest.raises(BadInput, match="already a file"):
        new_workspace(path, name="Shop")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["Shop.workbench", "Shop.workbench.lock"]


def test_a_new_workspace_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def fail(db: sqlite3.Connection) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    with pytest.raises(CannotOpen, match="No file can be made"):
        create_workspace(tmp_path / "a.workbench", fill=fail)
    with pytest.raises(CannotOpen, match="No file can be made in the folder none"):
        create_workspace(tmp_path / "none" / "a.workbench")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("currency", "XXL"),
        ("zone", "Europe/Atlantis"),
        ("locale", "klingon"),
        ("week_start", "wed"),
        ("vat", "21%"),
        ("vat", "1.5"),
        ("fiscal_start", "13"),
        ("colour", "red"),
    ],
)
def test_settings_that_cannot_be_are_refused(tmp_path: Path, key: str, value: str) -> None:
    with pytest.raises(BadInput):
        create_workspace(tmp_path / "a.workbench", **{key: value})
    assert list(tmp_path.iterdir()) == []


def test_a_broken_writer_lets_go_of_the_lock(file: Path) -> None:
    run_sql(file, "CREATE TABLE extra(x)")
    with pytest.raises(CannotOpen):
        open_workspace(file)
    run_sql(file, "DROP TABLE extra")
    with open_workspace(file) as workspace:
        assert not workspace.read_only
        workspace.do("Rename", set_setting, "name", "Other")
