"""Encoding, delimiter, header row and body of messy text files."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workbench.importing.reader_tools import stage, stage_all, workbook, write
from workbench.errors import ImportFailed
from workbench.importing.files import Content
from workbench.importing.grids import DelimitedGrid, ListGrid
from workbench.importing.sniffing import dialect_of, encoding_of
from workbench.importing.table import find_table, read_body

ROWS = (
    "Day,Orders,Gross sales,Discounts,Returns,Net sales",
    "2026-03-29,18,4722.08,-135.04,-48.12,4538.92",
    "2026-03-30,11,2453.25,-112.42,0,2340.83",
)


def grid(text: str, encoding: str = "utf-8") -> DelimitedGrid:
    """A text as a grid."""
    return DelimitedGrid(Content("x.csv", "text", None, text.encode(encoding)))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_encodings(encoding: str) -> None:
    text = "Name;Prijs\r\nKäse – é;1,50\r\n" * 30
    found = grid(text, encoding)
    assert found.head(2) == [["Name", "Prijs"], ["Käse – é", "1,50"]]


def test_an_encoding_that_shows_late_is_found() -> None:
    late = b"a,b\n" + b"1,2\n" * 300_000 + b"caf\xe9,3\n"
    assert encoding_of(io.BytesIO(late)) == "cp1252"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(delimiter: str) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter)
    writer.writerow(["Name", "Text", "Price"])
    for n in range(20):
        writer.writerow([f"Item {n}", "one, two; three | four", f"{n},50"])
    assert dialect_of(buffer.getvalue()).delimiter == delimiter


def test_a_comma_in_prose_does_not_beat_the_semicolon() -> None:
    text = 'Dag;Campagne;Besteed (EUR)\n2026-10-01;een, twee;"12,50"\n2026-10-02;drie;"7,00"\n'
    assert dialect_of(text).delimiter == ";"


def test_excel_says_its_separator() -> None:
    found = grid("sep=|\nTitle|Status\nA, B|done\n")
    assert found.dialect.delimiter == "|"
    table = find_table(found, frozenset(["title", "status"]))
    assert (table.names, table.header_row) == (["Title", "Status"], 2)


cells = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\r", exclude_categories=["Cs"]), max_size=12
)


@settings(max_examples=40)
@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=8))
def test_what_csv_writes_is_read_back(rows: list[list[str]]) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows([["Day", "Orders", "Net sales"], *rows])
    assert list(grid(buffer.getvalue()).rows())[1:] == rows


def test_preamble_comments_totals_blanks_and_repeated_headers_are_left_out(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        "sales.csv",
        "Sales over time",
        "# Start date: 20260329",
        "",
        *ROWS,
        "",
        ROWS[0],
        "2026-03-31,1,10.00,0,0,10.00",
        "Total,30,7185.33,-247.46,-48.12,6889.75",
        "Grand total,30,7185.33,-247.46,-48.12,6889.75",
    )
    found = stage(file, tmp_path / "s")
    assert found.left_out == {"preamble": 2, "blank": 1, "repeated_header": 1, "totals": 2}
    assert found.column("sales_day", "first_day") == ["2026-03-29", "2026-03-30", "2026-03-31"]
    assert found.column("sales_day", "row") == [5, 6, 9]
    assert found.meta["header_row"] == 4


def test_two_header_rows_are_joined() -> None:
    rows = [["Month", "Sessions", "", "Orders", ""], ["", "Web", "Store", "Web", "Store"]]
    body: list[list[object]] = [["2026-01", 5, 6, 7, 8], ["2026-02", 5, 6, 7, 8]]
    table = find_table(ListGrid([*rows, *body], "s", []), frozenset())  # type: ignore[list-item]
    assert table.names == ["Month", "Sessions Web", "Sessions Store", "Orders Web", "Orders Store"]
    assert table.first == 2


def test_repeated_names_get_different_labels_and_trailing_columns_go() -> None:
    found = grid("Summary,Labels,Labels,,\nFix,a,b,,\nAdd,c,,,\n")
    table = find_table(found, frozenset(["summary", "labels"]))
    assert table.names == ["Summary", "Labels", "Labels"]
    assert table.labels == ["Summary", "Labels", "Labels (2)"]


def test_short_rows_are_filled_and_long_rows_refused(tmp_path: Path) -> None:
    file = write(tmp_path, "s.csv", *ROWS, "2026-03-31,1", "2026-04-01,1,10.00,0,0,10.00,oops")
    found = stage(file, tmp_path / "s")
    assert found.column("sales_day", "orders") == [18, 11, 1]
    assert found.refused == [(5, "", "", "This row has more cells than the table has columns.")]


def test_multi_line_cells_count_as_one_row(tmp_path: Path) -> None:
    file = write(tmp_path, "b.csv", "Title,Status,Tags", '"One\ntwo\nthree",done,x', ",done,x")
    found = stage(file, tmp_path / "s")
    assert found.column("item", "title") == ["One\ntwo\nthree"]
    assert found.refused[0][0] == 3


def test_only_wanted_columns_are_kept_and_equal_cells_are_one_object() -> None:
    found = grid("Day,Orders,Net sales\n" + "2026-01-01,7,1.00\n" * 50)
    table = find_table(found, frozenset(["day", "orders"]))
    body = read_body(found, table, [1], lambda _n: None)
    assert list(body.columns) == [1]
    assert body.rows == list(range(2, 52))
    assert len({id(value) for value in body.columns[1].values}) == 1


def test_a_second_table_is_read_on_its_own(tmp_path: Path) -> None:
    second = ("", "# Start date: 20260401", "# End date: 20260430", "Device,Sessions", "mobile,3")
    file = write(tmp_path, "s.csv", *ROWS, *second)
    first, other = stage_all(file, tmp_path / "s")
    assert first.left_out == {"blank": 1, "comment": 2}
    assert len(first.tables["sales_day"]) == first.meta["read"] == 2
    assert [row["row"] for row in other.tables["traffic_day"]] == [8]
    assert other.meta["first_day"] == "2026-04-01"


def test_a_second_table_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    second = ("", "# Notes about the shop", "# More notes")
    found = stage(write(tmp_path, "s.csv", *ROWS, *second), tmp_path / "s")
    assert len(found.tables["sales_day"]) == 2
    assert "from row 5" in found.meta["assumed"][-1]


def test_prose_is_no_table(tmp_path: Path) -> None:
    file = write(tmp_path, "letter.txt", "Dear all", "we met on Monday and it was good", "see you")
    with pytest.raises(ImportFailed, match=r"letter\.txt"):
        stage(file, tmp_path / "s")


def test_a_header_without_rows_says_so(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match="no rows"):
        stage(write(tmp_path, "s.csv", ROWS[0]), tmp_path / "s")


def test_the_likely_sheet_is_chosen_and_the_others_named(tmp_path: Path) -> None:
    file = workbook(
        tmp_path,
        "book.xlsx",
        {
            "Read me": [["Hello"], ["This file holds numbers."]],
            "Data": [[], ["", "Title", "Stage", "Theme"], ["", "Gift card", "planned", "product"]],
        },
    )
    found = stage(file, tmp_path / "s")
    assert (found.meta["sheet"], found.meta["other_sheets"]) == ("Data", ["Read me"])
    assert found.column("item", "row") == [3]
    assert stage(file, tmp_path / "t", sheet="Data").meta["sheet"] == "Data"
    with pytest.raises(ImportFailed, match="it has Read me, Data"):
        stage(file, tmp_path / "u", sheet="Nope")
