"""The two doors: a step is whole or nothing, readers see what was committed, and nothing waits for ever."""

from __future__ import annotations

import ast
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Any

import pytest

from tests.workbench.importing.staging_maker import bring, orders
from workbench.errors import Cancelled, NothingToUndo, NotWritten, ReadOnly, WorkbenchError
from workbench.importing.merge import merge
from workbench.new import new_workspace
from workbench.roadmap import items
from workbench.store import database, history, rollup
from workbench.store.brand import set_setting
from workbench.store.check import check
from workbench.store.opening import open_workspace
from workbench.store.workspace import Workspace

ROOT = Path(__file__).parents[3]


def dump(db: sqlite3.Connection) -> dict[str, list[Any]]:
    names = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {name: db.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in names}


def count(db: sqlite3.Connection, table: str = "item") -> int:
    return int(db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])


def many(n: int) -> list[dict[str, Any]]:
    line = ("T", "Tee", 1.0, "10", 1000, 0, None)
    return [
        {
            "number": str(i),
            "day": "2026-03-01",
            "customer": i % 50,
            "total_minor": i,
            "lines": [line],
        }
        for i in range(n)
    ]


@pytest.mark.parametrize(
    "error", [ValueError, WorkbenchError, KeyboardInterrupt, SystemExit, sqlite3.IntegrityError]
)
def test_a_command_that_fails_leaves_nothing(
    workspace: Workspace, error: type[BaseException]
) -> None:
    def command(db: sqlite3.Connection) -> None:
        items.add(db, "Lost")
        db.execute("DELETE FROM theme")
        raise error("no")

    workspace.do("Add", items.add, "Kept")
    workspace.undo()
    before = workspace.ask(dump)
    with pytest.raises(error):
        workspace.do("Fail", command)
    assert workspace.ask(dump) == before
    assert workspace.redo().label == "Add"  # a step that failed does not end redo either
    assert workspace.ask(check, workspace.path).problems == ()


def test_a_step_tells_which_tables_it_touched(workspace: Workspace) -> None:
    done = workspace.do("Add", items.add, "A", tags=["gift"])
    assert {"item", "item_tag"} <= done.tables
    assert "theme" not in done.tables
    undone = workspace.undo()
    assert (undone.label, undone.tables) == ("Add", done.tables)
    assert workspace.redo().tables == done.tables


def test_an_import_tells_which_tables_it_touched(workspace: Workspace, tmp_path: Path) -> None:
    staged = orders(tmp_path, many(2), as_of="2026-03-02")
    done = workspace.submit_merge("Import", merge, staged).result()
    assert done.tables == {"orders", "order_line", "import"}
    assert workspace.undo().tables == done.tables


def test_a_command_that_changes_nothing_is_no_step(workspace: Workspace) -> None:
    done = workspace.do("Look", lambda db: count(db, "theme"))
    assert (done.result, done.step, done.tables) == (6, None, frozenset())
    with pytest.raises(NothingToUndo, match="nothing to undo"):
        workspace.undo()
    with pytest.raises(NothingToUndo, match="nothing to redo"):
        workspace.redo()


def test_a_command_cannot_end_its_own_transaction_unnoticed(workspace: Workspace) -> None:
    def command(db: sqlite3.Connection) -> None:
        db.execute("ROLLBACK")

    with pytest.raises(sqlite3.OperationalError):
        workspace.do("Break out", command)
    assert workspace.do("Add", items.add, "A").step == 1


def test_a_row_keeps_its_id(workspace: Workspace) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="a row keeps its id"):
        workspace.do("Renumber", lambda db: db.execute("UPDATE theme SET id = id + 100"))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("currency", "USD"),
        ("week_start", "sun"),
        ("fiscal_start", "4"),
        ("prices_include_vat", "yes"),
        ("vat", "0.21"),
        ("count_pending", "yes"),
    ],
)
def test_roll_ups_follow_the_settings_and_their_undo(
    workspace: Workspace, tmp_path: Path, key: str, value: str
) -> None:
    given = [order | {"status": "pending"} for order in many(3)]
    bring(workspace, orders(tmp_path, [*given, *many(9)[3:]], as_of="2026-03-02"))
    workspace.do("Set", set_setting, key, value)
    assert workspace.ask(rollup.stale) == []
    workspace.undo()
    assert workspace.ask(rollup.stale) == []


def test_readers_see_only_what_is_committed(workspace: Workspace, tmp_path: Path) -> None:
    merged, go_on = threading.Event(), threading.Event()

    def slow(db: sqlite3.Connection) -> None:
        merge(db)
        merged.set()
        assert go_on.wait(30)

    staged = orders(tmp_path, many(20_000), as_of="2026-03-02")
    future = workspace.submit_merge("Import", slow, staged)
    assert merged.wait(30)
    assert workspace.ask(count, "orders") == 0
    assert workspace.ask_later(count, "orders").result(10) == 0
    go_on.set()
    assert future.result(30).step == 1
    assert workspace.ask(count, "orders") == 20_000


def test_a_merge_can_be_cancelled_until_it_is_committed(
    workspace: Workspace, tmp_path: Path
) -> None:
    staged = orders(tmp_path, many(2_000), as_of="2026-03-02")
    before = workspace.ask(dump)
    for patience in (0, 3, 10**9):
        asked = iter(range(10**9))
        done = threading.Event()

        def cancelled(asked: Any = asked, patience: int = patience, done: Any = done) -> bool:
            return done.is_set() or next(asked) >= patience

        def command(db: sqlite3.Connection, done: Any = done) -> None:
            merge(db)
            done.set()  # the user gives up at the last moment

        with pytest.raises(Cancelled, match="nothing was written"):
            workspace.submit_merge("Import", command, staged, cancelled=cancelled).result()
        assert workspace.ask(dump) == before
    assert bring(workspace, staged).import_id == 1


def test_closing_waits_for_what_was_asked(workspace: Workspace) -> None:
    futures = [workspace.submit("Add", items.add, f"Item {n}") for n in range(20)]
    workspace.close()
    assert [future.result(0).step for future in futures] == list(range(1, 21))
    with pytest.raises(ReadOnly):
        workspace.do("Add", items.add, "Late")
    workspace.close()  # twice does no harm
    with open_workspace(workspace.path) as again:
        assert again.ask(count) == 20


def test_a_waiting_step_can_be_given_up(workspace: Workspace) -> None:
    go_on = threading.Event()
    workspace.between_steps(lambda: go_on.wait(30))
    waiting = workspace.submit("Add", items.add, "Never")
    assert waiting.cancel()
    go_on.set()
    workspace.do("Add", items.add, "Later")
    with pytest.raises(CancelledError):
        waiting.result()
    assert workspace.ask(lambda db: db.execute("SELECT title FROM item").fetchall()) == [("Later",)]


def test_an_answer_that_fails_later_is_raised_later(workspace: Workspace) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        workspace.ask_later(count, "nothing").result(10)


def test_readers_cannot_write(workspace: Workspace) -> None:
    delete = "DELETE FROM theme"
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        workspace.ask(lambda db: db.execute(delete))
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        workspace.ask_later(lambda db: db.execute(delete)).result(10)


def test_a_long_read_can_be_stopped(workspace: Workspace) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"

    def read(db: sqlite3.Connection) -> Any:
        db.set_progress_handler(lambda: workspace.cancel_reading() or 0, 1000)
        return db.execute(endless).fetchall()

    with pytest.raises(sqlite3.OperationalError, match="interrupted"):
        workspace.ask(read)


def test_two_workspaces_do_not_meet(tmp_path: Path) -> None:
    with (
        new_workspace(tmp_path / "a.workbench", name="A") as a,
        new_workspace(tmp_path / "b.workbench", name="B", currency="USD") as b,
    ):
        a.do("Add", items.add, "Only in A")
        b.do("Add", items.add_many, ["One", "Two"])
        a.undo()
        assert (a.ask(count), b.ask(count)) == (0, 2)


def test_a_hundred_steps_are_kept(workspace: Workspace) -> None:
    for n in range(history.KEPT + 5):
        workspace.do(f"Add {n}", items.add, f"Item {n}")
    for _n in range(history.KEPT):
        workspace.undo()
    assert workspace.ask(count) == 5
    with pytest.raises(NothingToUndo):
        workspace.undo()
    assert workspace.ask(check, workspace.path).problems == ()


# when the disk is full


@pytest.fixture
def small_disk(workspace: Workspace) -> Callable[[int], None]:
    """Let the file grow by so many pages and no more; 0 takes the limit away."""
    writer = workspace._writer
    assert writer is not None

    def limit(more: int) -> None:
        def task() -> None:
            pages = writer._db.execute("PRAGMA page_count").fetchone()[0]
            writer._db.execute(f"PRAGMA max_page_count = {pages + more if more else 2**30}")

        workspace.between_steps(task).result()

    return limit


def test_a_full_disk_is_told_and_nothing_is_lost(
    workspace: Workspace, tmp_path: Path, small_disk: Callable[[int], None]
) -> None:
    workspace.do("Add", items.add, "Kept")
    staged = orders(tmp_path, many(3_000), as_of="2026-03-02")
    small_disk(20)
    before = workspace.ask(dump)
    with pytest.raises(NotWritten, match="disk is full; nothing was changed"):
        bring(workspace, staged)
    assert workspace.ask(dump) == before
    assert workspace.do("Add", items.add, "Small").step == 2  # work goes on
    small_disk(0)
    assert bring(workspace, staged).import_id == 1
    workspace.undo()
    workspace.undo()
    assert workspace.ask(check, workspace.path).problems == ()


def test_a_file_that_may_not_grow_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    """The system itself refuses to write more, in a process of its own."""
    with new_workspace(tmp_path / "Shop.workbench", name="Shop") as workspace:
        path = workspace.path
    code = f"""
import resource, sys
sys.path.insert(0, {str(ROOT)!r})
from workbench.roadmap import items
from workbench.store.opening import open_workspace
from workbench.store.check import check
workspace = open_workspace({str(path)!r})
size = workspace.path.stat().st_size
workspace.do("Add", items.add, "Kept")
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 40_000, resource.RLIM_INFINITY))
try:
    workspace.do("Add", items.add_many, ["x" * 1000] * 2000)
except Exception as error:
    said = [type(error).__name__, str(error)]
workspace.do("Add", items.add, "Small")
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
workspace.do("Add", items.add_many, ["x" * 1000] * 2000)
workspace.undo()
titles = workspace.ask(lambda db: [t for (t,) in db.execute("SELECT title FROM item ORDER BY id")])
print([*said, titles, workspace.ask(check, workspace.path).problems])
workspace.close()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    kind, sentence, titles, problems = ast.literal_eval(done.stdout)
    assert kind == "NotWritten"
    assert "nothing was changed" in sentence
    assert (titles, problems) == (["Kept", "Small"], ())


def test_a_file_that_another_program_writes_is_told(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = workspace._writer
    assert writer is not None
    workspace.between_steps(lambda: writer._db.execute("PRAGMA busy_timeout = 0") and None).result()
    stranger = sqlite3.connect(
        workspace.path, isolation_level=None, factory=database.handles.Connection
    )
    stranger.execute("BEGIN IMMEDIATE")
    with pytest.raises(NotWritten, match="Another program is using"):
        workspace.do("Add", items.add, "A")
    stranger.execute("ROLLBACK")
    stranger.close()
    workspace.do("Add", items.add, "A")
