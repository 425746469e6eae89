"""The files are the same bytes each time, small, and carry no time of writing."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from workbench.sample import generate


@pytest.mark.slow
def test_a_new_run_writes_what_is_committed(samples: Path, tmp_path: Path) -> None:
    written = generate.write(tmp_path / "new folder")
    assert [path.name for path in written] == list(generate.FILES)
    changed = [
        path.name for path in written if path.read_bytes() != (samples / path.name).read_bytes()
    ]
    assert changed == []


def test_nothing_else_lies_in_the_folder(samples: Path) -> None:
    assert {path.name for path in samples.iterdir()} == {*generate.FILES, ".gitattributes"}


def test_the_files_stay_small(samples: Path) -> None:
    assert sum((samples / name).stat().st_size for name in generate.FILES) < 5_000_000


def test_the_excel_files_hold_no_time_of_writing(samples: Path) -> None:
    for name in ("backlog.xlsx", "kpis.xlsx"):
        with zipfile.ZipFile(io.BytesIO((samples / name).read_bytes())) as book:
            assert {part.date_time for part in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            core = book.read("docProps/core.xml").decode()
        assert core.count("2026-11-09T08:00:00Z") == 2, name
        assert "openpyxl" not in core
