"""A bit that flips on the disk is noticed: the file does not open, or `check` says so, or nothing differs."""

from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.workbench.importing.staging_maker import bring, generic, orders, report, traffic
from workbench.errors import CannotOpen
from workbench.experiments import ledger as experiments
from workbench.new import new_workspace
from workbench.roadmap import items, scoring
from workbench.store import database
from workbench.store.check import check
from workbench.store.opening import open_workspace

FLIPS = 200
TEE, MUG = ("T", "Tee", 1.0, "10.00", 1000, 0, None), ("M", "Mug", 2.5, "4.00", 1000, 0, 7)


def fill(folder: Path) -> Path:
    """A workspace with typed rows, disputed orders, reports, refused rows, and steps done and undone."""
    with new_workspace(folder / "Shop.workbench", name="Shop", vat="0.21") as workspace:
        for n in range(15):
            workspace.do("Add", items.add, f"Item {n}", tags=["gift"], description="word " * n)
            workspace.do("Score", scoring.set_input, n + 1, "rice", "effort", n + 0.7)
        workspace.do("Test", experiments.add, "Bar", item_id=1, status="planned")
        said = [
            {
                "number": str(n),
                "day": f"2026-03-{n % 28 + 1:02}",
                "customer": n % 7,
                "total_minor": n,
                "gross_minor": n,
                "lines": [TEE, MUG][: n % 2 + 1],
            }
            for n in range(60)
        ]
        refused = [(n, "Total", f"{n},,0", "This is no amount.") for n in range(20)]
        bring(
            workspace,
            orders(folder, said, as_of="2026-04-01", refused=refused, left_out={"blank": 3}),
        )
        later = [o | {"status": "refunded", "lines": [MUG]} for o in said[::3]] + said[1::3]
        bring(workspace, orders(folder, later, as_of="2026-05-01"))
        days = [{"day": f"2026-03-{n:02}", "net_minor": n, "currency": "EUR"} for n in range(1, 29)]
        span = {"first_day": "2026-03-01", "last_day": "2026-03-28"}
        bring(workspace, report(folder, days, as_of="2026-04-01", **span))
        bring(workspace, report(folder, days[5:9], as_of="2026-05-01", **span), confirmed=True)
        visits = [{"day": day["day"], "sessions": 10} for day in days]
        bring(workspace, traffic(folder, visits, as_of="2026-04-01", **span))
        bring(workspace, generic(folder, [(2, "colour", "red")], as_of=None))
        workspace.do("Delete", items.delete, 1, 2)
        workspace.do("Edit", items.set_fields, 5, {"title": "Edited"})
        workspace.undo()
        return workspace.path


def answers(db: sqlite3.Connection) -> dict[str, list[str]]:
    """Everything in the file, but the counter by which another program's changes are noticed."""
    names = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    found = {n: [repr(row) for row in db.execute(f'SELECT * FROM "{n}"')] for (n,) in names}
    found["meta"] = [row for row in found["meta"] if not row.startswith("('file_counter'")]
    return found


def places(data: bytes, seed: int) -> list[int]:
    """Bits to flip: half of them anywhere, half where something is written."""
    dice = random.Random(seed)
    written = [n for n, byte in enumerate(data) if byte]
    anywhere = [dice.randrange(len(data) * 8) for _n in range(FLIPS // 2)]
    return anywhere + [dice.choice(written) * 8 + dice.randrange(8) for _n in range(FLIPS // 2)]


def outcome(file: Path, whole: dict[str, list[str]]) -> str:
    """What became of a file with a flipped bit: refused, told, harmless or silent."""
    try:
        workspace: Any = open_workspace(file, read_only=True)
    except CannotOpen:
        return "refused"
    with workspace:
        if not workspace.ask(check, file).ok:
            return "told"
        return "harmless" if workspace.ask(answers) == whole else "silent"


def run(folder: Path, seed: int) -> dict[str, list[int]]:
    """Flip bits one at a time; answers which bits had which outcome."""
    file = fill(folder)
    data = file.read_bytes()
    with open_workspace(file, read_only=True) as workspace:
        assert workspace.ask(check, file).problems == ()
        whole = workspace.ask(answers)
    flipped = folder / "flipped" / "Shop.workbench"
    flipped.parent.mkdir()
    found: dict[str, list[int]] = {"refused": [], "told": [], "harmless": [], "silent": []}
    for bit in places(data, seed):
        shutil.copyfile(file, flipped)
        with flipped.open("r+b") as opened:
            opened.seek(bit // 8)
            opened.write(bytes([data[bit // 8] ^ 1 << bit % 8]))
        found[outcome(flipped, whole)].append(bit)
    return found


@pytest.mark.slow
def test_no_flipped_bit_is_silent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "SYNCHRONOUS", "OFF")
    found = run(tmp_path, seed=1)
    assert found["silent"] == []
    assert len(found["refused"]) + len(found["told"]) > FLIPS // 3
