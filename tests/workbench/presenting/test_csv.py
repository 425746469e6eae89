"""CSV files open by a double click: separator and decimals of the country, no formula, all or none."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from workbench.errors import Cancelled
from workbench.presenting.csv_files import csv_bytes, write_csv
from workbench.presenting.slides import Handout
from workbench.presenting.writing import Watch


def rows(raw: bytes, delimiter: str) -> list[list[str]]:
    assert raw.startswith(b"\xef\xbb\xbf")  # else Excel takes it for the old code page
    return list(csv.reader(StringIO(raw.decode("utf-8-sig")), delimiter=delimiter))


def test_dutch_files_have_semicolons_and_commas(handout: Handout) -> None:
    table = rows(csv_bytes(handout.slides[5], "nl_NL"), ";")
    assert table[0] == ["Item", "Sales", "Share", "Day"]
    assert table[1] == ["Reorder in one tap", "-120,5", "6,1%", "2026-08-31"]
    assert table[2] == ["'@home", "", "", ""]


def test_english_files_have_commas_and_points(handout: Handout) -> None:
    assert rows(csv_bytes(handout.slides[5], "en_GB"), ",")[1][1:3] == ["-120.5", "6.1%"]


def test_no_cell_of_hostile_data_is_a_formula(hostile: Handout) -> None:
    for slide in hostile.slides:
        for row in rows(csv_bytes(slide, "en_GB"), ","):
            for cell in row:
                try:
                    float(cell.removesuffix("%"))
                except ValueError:
                    assert cell[:1] not in tuple("=+-@\t\r＝＋－＠"), cell


def test_one_file_per_view_and_none_after_a_cancel(handout: Handout, tmp_path: Path) -> None:
    written = write_csv(handout, tmp_path / "Deck.csv")
    assert [path.name for path in written] == [f"Deck {n:02d}.csv" for n in range(1, 7)]
    before = {path: path.read_bytes() for path in written}
    steps = iter([False, False, True])
    with pytest.raises(Cancelled):
        write_csv(
            replace(handout, locale="en_GB"),
            tmp_path / "Deck.csv",
            watch=Watch(cancelled=lambda: next(steps, True)),
        )
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
