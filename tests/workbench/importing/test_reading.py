"""The reader process: progress, cancel, limits, and how its end is explained."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.workbench.importing.reader_tools import FILES, KEY, request, write
from workbench.errors import Cancelled, ImportFailed
from workbench.importing import reading
from workbench.importing.request import Progress, from_json

BIG_HEAD = "Name,Email,Financial Status,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price"


def big(folder: Path, rows: int) -> Path:
    """A file that takes a while."""
    line = "#{n},c{n}@b.example,paid,EUR,15.00,2026-01-01 10:00:00 +0100,1,Tee,10.00"
    return write(folder, "big.csv", BIG_HEAD, *(line.format(n=n) for n in range(rows)))


def test_a_file_is_staged_by_another_process(tmp_path: Path) -> None:
    told: list[Progress] = []
    (staged,) = reading.read(
        request(FILES / "shopify_orders.csv", tmp_path / "s"), progress=told.append
    )
    assert (staged.source, staged.read, staged.refused) == ("shopify.orders", 7, 0)
    assert staged.path.parent == tmp_path / "s"
    assert [p.phase for p in told] == ["open", "read", "check", "write"]
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "s").stat().st_mode) == 0o700


def test_the_key_travels_by_the_pipe_only(tmp_path: Path) -> None:
    asked = request(
        FILES / "shopify_orders.csv",
        tmp_path,
        remembered={"x": {"source": "generic", "fields": {}}},
    )
    assert KEY.hex() not in " ".join(reading.command())
    assert from_json(asked.to_json()) == asked


def test_a_sentence_of_the_child_arrives(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match=r"^nothing\.csv is empty\.$"):
        file = tmp_path / "nothing.csv"
        file.touch()
        reading.read(request(file, tmp_path / "s"))


def test_cancel_kills_the_child_and_leaves_none(tmp_path: Path) -> None:
    file = big(tmp_path, 20_000)
    seen: list[Progress] = []
    with pytest.raises(Cancelled):
        reading.read(
            request(file, tmp_path / "s"), progress=seen.append, cancelled=lambda: bool(seen)
        )
    assert [c for c in psutil.Process().children() if c.status() != psutil.STATUS_ZOMBIE] == []


def _child_that(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setattr(reading, "command", lambda: [sys.executable, "-c", code])


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("name", ["SIGABRT", "SIGKILL", "SIGXCPU", "SIGSEGV"])
def test_every_end_has_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    _child_that(monkeypatch, f"import os, signal; os.kill(os.getpid(), signal.{name})")
    with pytest.raises(ImportFailed) as caught:
        reading.read(request(FILES / "shopify_orders.csv", tmp_path / "s"))
    assert str(caught.value).endswith(".")
    assert ("memory" in str(caught.value)) == (name in ("SIGKILL", "SIGXCPU"))


def test_a_child_that_takes_too_long_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _child_that(monkeypatch, "input(); input()")
    monkeypatch.setattr(reading, "BASE_SECONDS", 0.2)
    with pytest.raises(ImportFailed, match="too long"):
        reading.read(request(FILES / "shopify_orders.csv", tmp_path / "s"))


def test_a_child_that_takes_too_much_memory_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _child_that(monkeypatch, "input(); input()")
    monkeypatch.setattr(reading, "LARGEST_RESIDENT", 1)
    with pytest.raises(ImportFailed, match="memory"):
        reading.read(request(FILES / "shopify_orders.csv", tmp_path / "s"))


def test_the_child_ends_when_the_pipe_closes(tmp_path: Path) -> None:
    file = big(tmp_path, 60_000)
    (tmp_path / "s").mkdir()
    child = subprocess.Popen(
        reading.command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=reading._environment()
    )
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(request(file, tmp_path / "s").to_json().encode() + b"\n")
    child.stdin.flush()
    child.stdout.readline()
    child.stdout.close()
    child.stdin.close()
    assert child.wait(timeout=60) != 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="RLIMIT_AS holds on Linux")
def test_the_child_limits_its_own_memory() -> None:
    code = (
        "from workbench.importing import child; child.limit_memory(1 << 30)\n"
        "try: bytearray(2 << 30)\nexcept MemoryError: print('held')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=reading._environment()
    )
    assert done.stdout.strip() == "held"


def test_the_child_starts_without_heavy_modules() -> None:
    code = (
        "import sys, workbench.importing.child, workbench.importing.readers, workbench.importing.sources as s;"
        "s.known(); heavy = ('pandas', 'numpy', 'babel', 'openpyxl', 'PySide6', 'socket', 'platformdirs');"
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=reading._environment()
    )
    assert done.stdout.strip() == "[]"


def test_staging_folders_are_private_and_old_ones_cleared() -> None:
    old, new = reading.new_staging(), reading.new_staging()
    assert stat.S_IMODE(old.stat().st_mode) == 0o700 or sys.platform == "win32"
    past = time.time() - 100_000
    os.utime(old, (past, past))
    assert reading.clear_staging() == 1
    assert (old.exists(), new.exists()) == (False, True)
