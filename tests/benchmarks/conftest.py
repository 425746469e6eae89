"""Compare what the program does with a reference on the same machine, and print one table at the end.

Run with: python -m pytest tests/benchmarks --benchmark-only. The figure that counts is the ratio: absolute times change
from machine to machine and from minute to minute, so both sides are measured in turn, and the best of each is taken.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.benchmarks import big_files
from workbench.importing import road
from workbench.new import new_workspace
from workbench.store.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
ROWS = int(os.environ.get("BENCHMARK_ROWS", "200000"))
Run = Callable[[], object]


class Figure(NamedTuple):
    """One row of the table; ours and the reference in the same unit, `goal` on their ratio or on ours alone."""

    what: str
    ours: float
    reference: float | None
    goal: float
    unit: str
    work: float | None = None  # ratio of the processor's time, which tells more on a busy machine

    @property
    def measured(self) -> float:
        """What the goal is about."""
        return self.ours if self.reference is None else self.ours / self.reference


FIGURES: list[Figure] = []


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the table."""
    if not FIGURES:
        return
    terminalreporter.section("speed")
    form = "{:<64} {:>12} {:>12} {:>7} {:>9} {:>7}"
    terminalreporter.write_line(
        form.format("what", "ours", "reference", "ratio", "cpu ratio", "goal")
    )
    for row in FIGURES:
        against = f"{row.reference:.3f} {row.unit}" if row.reference is not None else "-"
        ratio = f"{row.measured:.2f}" if row.reference is not None else "-"
        mark = "" if row.measured <= row.goal else "  over"
        ours = f"{row.ours:.3f} {row.unit}"
        work = f"{row.work:.2f}" if row.work is not None else "-"
        line = form.format(row.what, ours, against, ratio, work, row.goal)
        terminalreporter.write_line(line + mark)


@pytest.fixture(scope="session", autouse=True)
def as_installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Programs started from here paint into memory, and find their byte code as an installed program does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QT_QPA_PLATFORM", "offscreen")
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        patch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path_factory.mktemp("bytecode")))
        yield


class Compare:
    """Measures, and notes a row for the table."""

    def __init__(self, benchmark: Any) -> None:
        self._benchmark = benchmark

    def __call__(
        self, what: str, ours: Run, reference: Run, *, goal: float, rounds: int = 3
    ) -> Figure:
        """Run both in turn and note the best time of each, in seconds."""
        mine: list[tuple[float, float]] = []
        theirs: list[tuple[float, float]] = []
        self._benchmark.pedantic(
            lambda: mine.append(clocks(ours)),
            setup=lambda: theirs.append(clocks(reference)),  # not under the benchmark's clock
            rounds=rounds,
            iterations=1,
        )
        (ours_s, ours_cpu), (other_s, other_cpu) = _best(mine), _best(theirs)
        work = ours_cpu / other_cpu if other_cpu else None
        FIGURES.append(Figure(what, ours_s, other_s, goal, "s", work))
        return FIGURES[-1]

    def alone(
        self,
        what: str,
        ours: Run,
        *,
        goal: float,
        rounds: int = 3,
        before: Run = lambda: None,
    ) -> Figure:
        """Run something that has a goal of its own, in seconds; `before` each run something not measured."""
        mine: list[float] = []
        self._benchmark.pedantic(
            lambda: mine.append(seconds(ours)),
            setup=lambda: seconds(before) and None,
            rounds=rounds,
            iterations=1,
            warmup_rounds=1,
        )
        return self.note(what, min(mine), None, goal=goal)

    def note(
        self, what: str, ours: float, reference: float | None, *, goal: float, unit: str = "s"
    ) -> Figure:
        """Note a row measured elsewhere."""
        FIGURES.append(Figure(what, ours, reference, goal, unit))
        return FIGURES[-1]

    def once(self, run: Run) -> None:
        """Run something under the benchmark's clock that measures itself."""
        self._benchmark.pedantic(run, rounds=1, iterations=1)


@pytest.fixture
def compare(benchmark: Any) -> Compare:
    """Measures in turn with a reference."""
    return Compare(benchmark)


def _best(times: list[tuple[float, float]]) -> tuple[float, float]:
    return min(wall for wall, _cpu in times), min(cpu for _wall, cpu in times)


def clocks(run: Run) -> tuple[float, float]:
    """How long a function takes by the clock on the wall, and of the processor, with the programs that it starts."""
    began = os.times()
    wall = seconds(run)
    ended = os.times()
    return wall, sum(ended[:4]) - sum(began[:4])


def seconds(run: Run) -> float:
    """How long a function takes by the clock on the wall."""
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def python(*arguments: str) -> str:
    """Run a Python of its own to its end and give what it printed."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return done.stdout


def empty_workspace(file: Path, **brand: str) -> Workspace:
    """A workspace for the large files, in place of what was there."""
    for old in file.parent.glob(f"{file.name}*"):
        old.unlink()
    told = brand or {"currency": "EUR", "prices_include_vat": "yes", "vat": "0.21"}
    return new_workspace(file, name="Large", **told)


def imported(file: Path, sheet: Path, **brand: str) -> Path:
    """Bring a file into an empty workspace at `file`, from the drop to the commit."""
    workspace = empty_workspace(file, **brand)
    road.bring_in(workspace, sheet)
    workspace.close()
    return file


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str, int], Path]]:
    """Makes a large file of a kind (csv, xlsx or swapped.xlsx) and a number of rows, once."""
    folder = tmp_path_factory.mktemp("large")
    write = {
        "csv": big_files.write_csv,
        "xlsx": big_files.write_xlsx,
        "swapped.xlsx": big_files.write_swapped,
    }

    def make(kind: str, rows: int) -> Path:
        file = folder / f"orders{rows}.{kind}"
        return file if file.exists() else write[kind](file, rows)

    yield make


@pytest.fixture(scope="session")
def large_workspace(
    large: Callable[[str, int], Path], home_of_session: Path
) -> Callable[[int], Path]:
    """Makes a workspace with so many order lines, once."""
    made: dict[int, Path] = {}

    def make(rows: int) -> Path:
        if rows not in made:
            file = home_of_session / f"large{rows}.workbench"
            made[rows] = imported(file, large("csv", rows))
        return made[rows]

    return make
