"""Files that lie, are damaged or are no tables: a sentence for each, and the program lives."""

from __future__ import annotations

import gzip
import io
import warnings
import zipfile
from pathlib import Path

import openpyxl
import openpyxl.xml
import pytest

from tests.workbench.importing.reader_tools import FILES, request, stage, stage_all, workbook, write
from workbench.errors import ImportFailed
from workbench.importing import files, reading

ROWS = [["Day", "Orders", "Net sales"], ["2026-01-01", 3, 10.5], ["2026-01-02", 4, 11.25]]


def refusal(file: Path, staging: Path) -> str:
    """The sentence for a file that cannot be read."""
    with pytest.raises(ImportFailed) as caught:
        stage_all(file, staging)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "start", "word"),
    [
        ("report.csv", b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        ("report.xlsx", b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        ("orders.csv", b"\x89PNG\r\n\x1a\n\0\0\0", "picture"),
        ("orders.xls", b"<html><body><table><tr><td>1</td></tr></table></body></html>", "web page"),
        ("orders.csv", b'[{"a": 1}, {"b": 2}]', "JSON"),
        ("mine.workbench", b"SQLite format 3\0" + b"\0" * 100, "database"),
        ("a.csv", b"\x7fELF" + b"\1\2\3" * 9, "program"),
        ("a.csv", b"\0\1\2\3\4\0\0\0\5\6\0\7" * 40, "no text"),
        ("a.csv", b"", "empty"),
        ("a.csv", b" \r\n\r\n", "empty"),
    ],
)
def test_what_is_no_table_is_named(tmp_path: Path, name: str, start: bytes, word: str) -> None:
    file = tmp_path / name
    file.write_bytes(start)
    sentence = refusal(file, tmp_path / "s")
    assert word in sentence
    assert sentence.startswith(name)
    assert sentence.endswith(".")


def test_a_workbook_is_known_by_its_content(tmp_path: Path) -> None:
    file = workbook(tmp_path, "sales.xlsx", {"A": ROWS})
    renamed = file.rename(tmp_path / "sales.csv")
    assert stage(renamed, tmp_path / "s").column("sales_day", "orders") == [3, 4]


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_truncated_workbook(tmp_path: Path, share: float) -> None:
    file = workbook(tmp_path, "sales.xlsx", {"A": ROWS})
    file.write_bytes(file.read_bytes()[: int(file.stat().st_size * share)])
    assert "damaged" in refusal(file, tmp_path / "s")


def test_damaged_bytes_inside_a_workbook(tmp_path: Path) -> None:
    file = workbook(tmp_path, "sales.xlsx", {"A": ROWS})
    raw = bytearray(file.read_bytes())
    place = raw.find(b"xl/worksheets/sheet1.xml") + 40
    raw[place : place + 20] = b"\xff" * 20
    file.write_bytes(raw)
    assert "sales.xlsx" in refusal(file, tmp_path / "s")


def _replaced(
    file: Path, member: str, change: bytes | None, old: bytes = b"", new: bytes = b""
) -> None:
    """Rewrite one member of a zip."""
    with zipfile.ZipFile(file) as archive:
        held = {info.filename: archive.read(info) for info in archive.infolist()}
    held[member] = change if change is not None else held[member].replace(old, new)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in held.items():
            archive.writestr(name, data)


def test_a_workbook_that_lies_about_its_strings_is_read_by_the_careful_reader(
    tmp_path: Path,
) -> None:
    file = workbook(tmp_path, "sales.xlsx", {"A": ROWS})
    lie = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="4000000000"/>'
    _replaced(file, "xl/sharedStrings.xml", lie)
    (staged,) = reading.read(request(file, tmp_path / "s"))
    assert (staged.source, staged.read) == ("shopify.sales", 2)


@pytest.mark.slow
def test_a_cell_at_the_far_corner_does_no_harm(tmp_path: Path) -> None:
    file = workbook(tmp_path, "sales.xlsx", {"A": ROWS})
    _replaced(file, "xl/worksheets/sheet1.xml", None, b'r="C3"', b'r="XFD1048576"')
    try:
        found = reading.read(request(file, tmp_path / "s"))
    except ImportFailed as error:
        assert str(error).endswith(".")
    else:
        assert found[0].read >= 1


def test_an_entity_bomb_is_not_expanded(tmp_path: Path) -> None:
    assert openpyxl.DEFUSEDXML
    file = workbook(tmp_path, "sales.xlsx", {"A": ROWS})
    bomb = b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY c "&a;&a;&a;">]><workbook>&c;</workbook>'
    _replaced(file, "xl/workbook.xml", bomb)
    assert "sales.xlsx" in refusal(file, tmp_path / "s")


def test_a_locked_workbook_says_so(tmp_path: Path) -> None:
    """An encrypted workbook is a compound file with the stream EncryptedPackage; its directory is enough to tell."""
    file = tmp_path / "orders.xlsx"
    file.write_bytes(_compound("EncryptedPackage"))
    assert "password" in refusal(file, tmp_path / "s")


def _compound(stream: str) -> bytes:
    """A compound file (MS-CFB) with an empty stream of a name."""
    import struct

    free, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<I", 0)
    header += struct.pack("<I", free) * 108
    table = struct.pack("<II", fat, end) + struct.pack("<I", free) * 126

    def entry(name: str, kind: int, child: int) -> bytes:
        wide = name.encode("utf-16-le")
        head = wide.ljust(64, b"\0") + struct.pack("<HBB", len(wide) + 2 if name else 0, kind, 1)
        return (
            head
            + struct.pack("<III", free, free, child)
            + bytes(36)
            + struct.pack("<IQ", end if kind else 0, 0)
        )

    entries = entry("Root Entry", 5, 1) + entry(stream, 2, free) + entry("", 0, free) * 2
    return header + table + entries


def test_a_zip_is_read_member_by_member(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(FILES / "shopify_orders.csv", "exports/orders.csv")
        archive.writestr("sales.csv", "Day,Orders,Net sales\n2026-01-01,3,10.50\n")
        archive.writestr("__MACOSX/._sales.csv", b"\0\1\2")
        archive.writestr("letter.pdf", b"%PDF-1.7 hello")
    found = stage_all(tmp_path / "all.zip", tmp_path / "s")
    assert [f.staged.source for f in found] == ["shopify.orders", "shopify.sales"]
    assert found[0].meta["file"] == "all.zip/orders.csv"
    assert any("letter.pdf" in text for text in found[0].meta["assumed"])


def test_a_packed_text_is_read(tmp_path: Path) -> None:
    file = tmp_path / "sales.csv.gz"
    file.write_bytes(gzip.compress(b"Day,Orders,Net sales\n2026-01-01,3,10.50\n"))
    assert stage(file, tmp_path / "s").column("sales_day", "net_minor") == [1050]


@pytest.mark.parametrize("name", ["../up.csv", "a/../../up.csv"])
def test_names_that_climb_are_refused(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr(name, "Day,Orders,Net sales\n2026-01-01,3,10.50\n")
    assert "not safe" in refusal(tmp_path / "all.zip", tmp_path / "s")


def test_names_that_differ_by_case_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("A.csv", "x")
        archive.writestr("a.csv", "y")
    assert "not safe" in refusal(tmp_path / "all.zip", tmp_path / "s")


def test_a_bomb_is_refused_until_it_is_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "SMALL_UNPACKED", 50_000)
    body = "Day,Orders,Net sales\n2026-01-01,3,10.50\n" + "\n" * 60_000
    with zipfile.ZipFile(tmp_path / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("sales.csv", body)
    assert "unusually much" in refusal(tmp_path / "all.zip", tmp_path / "s")
    assert (
        len(stage(tmp_path / "all.zip", tmp_path / "t", allow_large=True).tables["sales_day"]) == 1
    )
    (tmp_path / "sales.csv.gz").write_bytes(gzip.compress(body.encode()))
    assert "unusually much" in refusal(tmp_path / "sales.csv.gz", tmp_path / "u")


def test_a_zip_in_a_zip(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.csv", "x")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
    assert "zip inside a zip" in refusal(tmp_path / "all.zip", tmp_path / "s")


def test_spreadsheet_errors_are_listed_not_read_as_empty(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([])
    for row in ROWS:
        sheet.append([None, *row])
    sheet["D4"].value, sheet["D4"].data_type = "#DIV/0!", "e"
    book.save(tmp_path / "sales.xlsx")
    for engine in ("calamine", "openpyxl"):
        (found,) = stage_all(tmp_path / "sales.xlsx", tmp_path / engine, engine=engine)
        expected = "The cell holds the spreadsheet error #DIV/0!."
        assert found.refused == [(4, "Net sales", "#DIV/0!", expected)]
        assert len(found.tables["sales_day"]) == 1


def test_old_and_open_spreadsheets_are_read(tmp_path: Path) -> None:
    import xlwt

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        old = xlwt.Workbook()
        sheet = old.add_sheet("A")
        for r, row in enumerate(ROWS):
            for c, cell in enumerate(row):
                sheet.write(r, c, cell)
        old.save(str(tmp_path / "sales.xls"))
    assert stage(tmp_path / "sales.xls", tmp_path / "s").column("sales_day", "net_minor") == [
        1050,
        1125,
    ]


def test_an_open_document_is_read(tmp_path: Path) -> None:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    document = OpenDocumentSpreadsheet()
    table = Table(name="A")
    for row in ROWS:
        line = TableRow()
        for cell in row:
            if isinstance(cell, str):
                made = TableCell(valuetype="string")
                made.addElement(P(text=cell))
            else:
                made = TableCell(valuetype="float", value=cell)
            line.addElement(made)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(str(tmp_path / "sales.ods"))
    assert stage(tmp_path / "sales.ods", tmp_path / "s").column("sales_day", "net_minor") == [
        1050,
        1125,
    ]


def test_a_formula_like_text_stays_text(tmp_path: Path) -> None:
    file = write(
        tmp_path, "b.csv", "Title,Status", '"=cmd|calc",done', "@sum,done", '"=""00123""",done'
    )
    assert stage(file, tmp_path / "s").column("item", "title") == ["=cmd|calc", "@sum", "00123"]
