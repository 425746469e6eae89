"""A program that edits, imports, undoes and dies, and what must be true of the file afterwards.

`python -m tests.workbench.store.kills FILE FOLDER SEED` works until somebody kills it. Before each step it prints what
it is about to do, and afterwards that it is done, both at once, so that whoever killed it knows what was confirmed.
"""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.workbench.importing.staging_maker import orders
from workbench.importing import ledger
from workbench.importing.merge import merge
from workbench.new import new_workspace
from workbench.roadmap import items
from workbench.store import backup, database
from workbench.store.check import check
from workbench.store.database import typed_tables
from workbench.store.opening import open_workspace
from workbench.store.workspace import Workspace

ROOT = Path(__file__).parents[3]
SHOWN = ("rollup", "customer_day", "customer_first", "customer_bucket")
TIMES = ("at", "created_at")
FILES = 4
LINE = ("T", "Tee", 1.0, "10.00", 1000, 0, None)


def state(db: sqlite3.Connection) -> tuple[int, int]:
    """Two numbers for all that the file shows, times left out: a sum over all rows, and how many steps there are."""
    columns = {
        table: [c for c in names if c not in TIMES] for table, names in typed_tables().items()
    }
    queries = [f"SELECT id, {', '.join(names)} FROM {table}" for table, names in columns.items()]
    queries += [f"SELECT * FROM {table}" for table in SHOWN]
    queries += [f"SELECT * FROM {table} WHERE shown = 1" for table in ("orders", "sales_day")]
    queries += ["SELECT id FROM import WHERE live = 1"]
    rows = (hash((n, row)) for n, sql in enumerate(queries) for row in db.execute(sql).fetchall())
    return sum(rows), db.execute("SELECT count(*) FROM step").fetchone()[0]


def stage(folder: Path, seed: int) -> list[Path]:
    """Overlapping files of orders, made beforehand; every time the same."""
    dice = random.Random(seed)
    return [
        orders(
            folder,
            [
                {
                    "number": str(n),
                    "day": f"2026-03-{n % 28 + 1:02}",
                    "customer": n % 40,
                    "total_minor": dice.randrange(3),
                    "lines": [LINE] * dice.randrange(3),
                }
                for n in dice.sample(range(300), 200)
            ],
            as_of=f"2026-0{dice.randrange(4, 7)}-01",
        )
        for _n in range(FILES)
    ]


def act(workspace: Workspace, dice: random.Random, staged: list[Path]) -> None:
    """One random thing that a person does."""
    what = dice.randrange(8)
    if what < 2:
        workspace.do("Add", items.add_many, [f"Item {dice.random()}" for _n in range(20)])
    elif what == 2:
        ids = workspace.ask(lambda db: [i for (i,) in db.execute("SELECT id FROM item")])
        if ids:
            workspace.do("Delete", items.delete, *dice.sample(ids, min(5, len(ids))))
    elif what < 5:
        workspace.submit_merge("Import", merge, dice.choice(staged)).result()
    elif what == 5 and (live := workspace.ask(ledger.imports, live_only=True)):
        workspace.do("Remove", ledger.remove, dice.choice(live).id)
    elif what == 6 and workspace.ask(
        lambda db: db.execute("SELECT 1 FROM step WHERE undone = 0").fetchone()
    ):
        workspace.undo()
    elif workspace.ask(lambda db: db.execute("SELECT 1 FROM step WHERE undone = 1").fetchone()):
        workspace.redo()
    else:
        workspace.between_steps(lambda: backup.back_up(workspace.path)).result()


def work(file: Path, folder: Path, seed: int) -> None:
    """Act until killed."""
    dice = random.Random(seed)
    staged = sorted(folder.glob("staged *.sqlite"))
    with open_workspace(file) as workspace:
        print("ready", flush=True)
        while True:
            print("begin", flush=True)
            act(workspace, dice, staged)
            print("done", flush=True)


def kill_at_random(folder: Path, seed: int) -> tuple[int, int]:
    """Start the program, kill it at a random moment, and look at what is left.

    Answers how many steps were confirmed, and 1 where one more was begun. What the file shows afterwards must be what
    the confirmed steps gave, or these and the one that was under way.
    """
    dice = random.Random(seed)
    file = folder / f"{seed}.workbench"
    staging = folder / f"staging {seed}"
    staging.mkdir()
    stage(staging, seed)
    new_workspace(file, name="Shop").close()
    twin = folder / f"{seed} twin.workbench"
    backup.restore(file, twin)
    said = _run_and_kill(file, staging, seed, dice)
    confirmed, begun = said.count("done"), said.count("begin")
    allowed = _replay(twin, staging, seed, begun)[confirmed:]
    with open_workspace(file) as workspace:
        assert workspace.notices == (), workspace.notices
        assert workspace.ask(check, file).problems == ()
        assert workspace.ask(state) in allowed, f"seed {seed}: {confirmed} of {begun}"
    _look_at_backups(file)
    return confirmed, begun - confirmed


def _run_and_kill(file: Path, staging: Path, seed: int, dice: random.Random) -> list[str]:
    """Wait for a random number of lines and a little longer, kill, and answer every line that was written."""
    command = [sys.executable, "-m", __spec__.name, str(file), str(staging), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        wanted = 2 * dice.randrange(7) + 1  # the last line says that a step began
        said = [process.stdout.readline().strip() for _n in range(wanted)]
        for _turn in range(dice.randrange(600_000)):
            pass  # some part of a step; no two machines the same, and any moment is a good one
        process.send_signal(signal.SIGKILL)
        said += process.stdout.read().split()
    assert set(said) <= {"begin", "done"}
    return said


def _replay(twin: Path, staging: Path, seed: int, steps: int) -> list[tuple[int, int]]:
    """The states after 0, 1, 2 ... steps when nobody kills."""
    dice = random.Random(seed)
    staged = sorted(staging.glob("staged *.sqlite"))
    with patch.object(database, "SYNCHRONOUS", "OFF"), open_workspace(twin) as workspace:
        states = [workspace.ask(state)]
        for _n in range(steps):
            act(workspace, dice, staged)
            states.append(workspace.ask(state))
    return states


def _look_at_backups(file: Path) -> None:
    with open_workspace(file, read_only=True) as workspace:
        held = workspace.ask(backup.backups, file)
        folder: Any = workspace.ask(backup.folder_of, file)
    assert all(backup.is_sound(one.path) for one in held)
    for one in held:
        with closing(sqlite3.connect(one.path)) as db:
            assert db.execute("SELECT count(*) FROM theme").fetchone() == (6,)
    assert not folder.exists() or {path.suffix for path in folder.iterdir()} <= {
        ".workbench",
        ".part",
        ".part-journal",
    }


if __name__ == "__main__":
    work(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
