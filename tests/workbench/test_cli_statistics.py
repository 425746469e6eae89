"""`analyse` and `size` on the command line: the JSON contract, messy tables, and one sentence for bad input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from workbench.cli import main

ROOT = Path(__file__).resolve().parents[2]


def sheet(folder: Path, text: str, name: str = "test.csv") -> str:
    path = folder / name
    path.write_text(text, "utf-8")
    return str(path)


def answer(capsys: pytest.CaptureFixture[str], *argv: str) -> dict[str, Any]:
    assert main([*argv, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert isinstance(said, dict)
    return said


def test_analyse_prints_the_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = sheet(tmp_path, "variant,visitors,conversions\nA,10000,300\nB,10000,352\n")
    found = answer(capsys, "analyse", table)
    assert found.keys() == {"verdict", "reasons", "sample_ratio", "variants"}
    assert (found["verdict"], found["sample_ratio"]) == ("review", {"p": 1.0, "flag": False})
    control, other = found["variants"]
    assert (control["name"], control["n"], control["conversions"], control["rate"]) == (
        *("A", 10_000, 300, 0.03),
    )
    assert control["lift"] is None and control["verdict"] is None
    assert other["lift"] == pytest.approx(
        {"value": 0.1733333333, "low": -0.0044280261, "high": 0.3510946928}
    )
    assert other["p"] == pytest.approx(0.0559858305)
    assert other["chance_to_win"] == pytest.approx(0.9720142671)
    assert other["expected_loss"] == pytest.approx(0.0009735826)
    assert other["verdict"] == "review"


@pytest.mark.parametrize(
    ("text", "verdict", "control"),
    [
        ("Variant;Bezoekers;Conversies\nB;10.000;392\nControl;10.000;300\nTotaal;20.000;692", "ship", "Control"),
        ("Report of May\n\nName\tUsers\tOrders\nOld\t10 000\t300\nNew\t10 000\t212", "roll back", "Old"),
        ("variant,visitors,conversions\nA,10000,300\nB,9000,300", "invalid", "A"),
        ("variant,visitors,conversions\nA,1000,24\nB,1000,60", "too early", "A"),
        ("variant,visitors,conversions\nA,100,300\nB,1000,60", "invalid", "A"),
        ("variant,visitors,conversions\nA,1000,-3\nB,1000,60", "invalid", "A"),
        ("variant,visitors,conversions\nbefore,1000,60\nafter,1500,120", "directional only", "before"),
        ("day,variant,visitors,conversions\n2026-01-01,A,1000,60\n2026-01-01,B,1000,110", "too early", "A"),
        ("variant,visitors,revenue,sum of squares\nA,4120,9517.2,1e6\nB,4075,8000,1e6", "review", "A"),
        ("variant,visitors,conversions,share\nA,9120,300,90\nB,1010,33,10", "review", "A"),
    ],
)  # fmt: skip
def test_analyse_reads_tables_as_people_make_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, verdict: str, control: str
) -> None:
    found = answer(capsys, "analyse", sheet(tmp_path, text))
    assert (found["verdict"], found["variants"][0]["name"]) == (verdict, control)
    assert found["reasons"]


def test_days_of_a_variant_are_added_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        f"2026-01-{d:02},{v},{700 + d},{x}" for d in range(1, 9) for v, x in (("A", 20), ("B", 21))
    ]
    found = answer(capsys, "analyse", sheet(tmp_path, "\n".join(["day,variant,n,x", *rows])))
    assert [(v["n"], v["conversions"]) for v in found["variants"]] == [(5636, 160), (5636, 168)]


def test_analyse_reads_a_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in (["Variant", "Visitors", "Conversions"], ["A", 10_000, 300], ["B", 10_000, 392]):
        book.active.append(row)
    book.save(tmp_path / "test.xlsx")
    found = answer(capsys, "analyse", str(tmp_path / "test.xlsx"))
    assert found["verdict"] == "ship"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("variant,visitors,conversions\nA,100,3\nB,many,3", "Row 3: “many” under visitors is not"),
        ("variant,visitors,conversions\nA,100,3", "needs a control and at least one variant"),
        ("fruit,colour\napple,red", "no row that names the columns variant, visitors"),
        ("", "is empty"),
    ],
)
def test_a_bad_table_is_one_sentence_and_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, sentence: str
) -> None:
    assert main(["analyse", sheet(tmp_path, text), "--json"]) == 2
    said = capsys.readouterr()
    assert sentence in said.err and said.out == "" and said.err.count("\n") == 1


def test_size_prints_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    plan = ["size", "--baseline", ".025", "--lift", ".10"]
    found = answer(capsys, *plan, "--weekly-visitors", str(10_000 * 12 / 52))
    assert found.keys() == {"per_variant", "total", "formula", "weeks", "whole_weeks"}
    assert (found["per_variant"], found["total"], found["whole_weeks"]) == (64199, 128398, 56)
    assert found["weeks"] == pytest.approx(55.6389, abs=1e-3)
    without = answer(capsys, *plan)
    assert (without["weeks"], without["whole_weeks"]) == (None, None)
    monthly = answer(capsys, *plan, "--monthly-visitors", "10000")
    assert monthly["weeks"] == pytest.approx(found["weeks"])


@pytest.mark.parametrize("argv", [["--baseline", "2.5"], ["--baseline", "x"], []])
def test_a_size_that_makes_no_sense_is_one_sentence(
    argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["size", *argv, "--lift", ".1"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_statistics_load_only_when_needed() -> None:
    """Importing all of it, and sizing, loads none of the heavy packages."""
    code = (
        "import sys, pkgutil, importlib, workbench.cli, workbench.experiments as e\n"
        "[importlib.import_module(f'workbench.experiments.{m.name}') for m in pkgutil.iter_modules(e.__path__)]\n"
        "from workbench.experiments.duration import prospect; prospect(.025, .1, 2300)\n"
        "print([m for m in ('scipy', 'statsmodels', 'numpy', 'pandas', 'matplotlib') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
