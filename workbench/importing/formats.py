"""What a fast reader does not tell about an .xlsx: cells that hold errors, and percent and currency formats."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from threading import Thread
from typing import IO
from xml.etree.ElementTree import ParseError

from workbench.importing.currencies import currency_of
from workbench.importing.files import Content

_CELL = re.compile(
    rb'<c\b([^>]*\bt="e"[^>]*)>(?:<f[^>]*/>|<f\b[^>]*>.*?</f>)?\s*<v[^>]*>([^<]*)</v>', re.DOTALL
)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')
_STYLED = re.compile(rb'<c\b(?=[^>]*\br="([A-Z]{1,3})\d+")(?=[^>]*\bs="(\d+)")([^>]*)>')
_LOOK_AT = 512 << 10
_OVERLAP = 4096
_BUILT_IN = {9: "0%", 10: "0.00%"}
_MOST_ERRORS = 100_000


class Scan:
    """A look through the sheet's own XML beside the fast reader, which runs without the interpreter's lock."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._paths: dict[str, str] = {}
        self._styles: dict[int, str] = {}
        self._errors: dict[str, dict[tuple[int, int], str]] = {}
        self._formats: dict[str, dict[int, str]] = {}
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def errors(self, sheet: str) -> dict[tuple[int, int], str]:
        """Error words of a sheet by row and column, from 1."""
        self._thread.join()
        return self._errors.get(sheet, {})

    def formats(self, sheet: str) -> dict[int, str]:
        """'percent' or a currency sign by column, from 0."""
        self._thread.join()
        return self._formats.get(sheet, {})

    def _run(self) -> None:
        try:
            with self._content.open() as file, zipfile.ZipFile(file) as archive:
                self._styles = _number_formats(archive)
                for name, path in _sheet_paths(archive).items():
                    self._scan(archive, name, path)
        except (
            zipfile.BadZipFile,
            zlib.error,
            KeyError,
            ValueError,
            OSError,
            ParseError,
            EOFError,
            MemoryError,
        ):
            return  # a file this broken is left to the readers, who say so

    def _scan(self, archive: zipfile.ZipFile, name: str, path: str) -> None:
        errors: dict[tuple[int, int], str] = {}
        with archive.open(path) as file:
            first = file.read(_LOOK_AT)
            self._formats[name] = _column_formats(first, self._styles)
            for block in _blocks(first, file):
                if b't="e"' in block and len(errors) < _MOST_ERRORS:
                    errors |= _errors_in(block)
        self._errors[name] = errors


def _blocks(first: bytes, file: IO[bytes]) -> Iterator[bytes]:
    """The sheet in blocks that overlap, so that no cell is cut."""
    tail = b""
    block = first
    while block:
        yield tail + block
        tail = (tail + block)[-_OVERLAP:]
        block = file.read(1 << 20)


def _errors_in(block: bytes) -> dict[tuple[int, int], str]:
    found = {}
    for cell in _CELL.finditer(block):
        place = _PLACE.search(cell[1])
        if place:
            found[int(place[2]), _column_number(place[1].decode())] = cell[2].decode(
                "ascii", "replace"
            )
    return found


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _column_formats(block: bytes, styles: dict[int, str]) -> dict[int, str]:
    """The format that most styled cells of a column have, of those that say percent or a currency."""
    votes: dict[int, dict[str, int]] = {}
    for cell in _STYLED.finditer(block):
        if b't="s"' in cell[3]:
            continue
        kind = styles.get(int(cell[2]))
        if kind:
            column = votes.setdefault(_column_number(cell[1].decode()) - 1, {})
            column[kind] = column.get(kind, 0) + 1
    return {column: max(kinds, key=lambda k: kinds[k]) for column, kinds in votes.items()}


def _sheet_paths(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name -> path in the package, through the relations of the workbook."""
    from defusedxml.ElementTree import fromstring

    book = fromstring(archive.read("xl/workbook.xml"))
    links = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    found = {}
    for element in book.iter():
        if element.tag.endswith("}sheet"):
            link = next((v for k, v in element.attrib.items() if k.endswith("}id")), None)
            target = targets.get(link, "")
            if target:
                path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                found[str(element.get("name"))] = path
    return found


def _number_formats(archive: zipfile.ZipFile) -> dict[int, str]:
    """Style number -> 'percent' or a currency, for the styles that say so."""
    from defusedxml.ElementTree import fromstring

    if "xl/styles.xml" not in archive.namelist():
        return {}
    root = fromstring(archive.read("xl/styles.xml"))
    codes = dict(_BUILT_IN)
    for element in root.iter():
        if element.tag.endswith("}numFmt"):
            codes[int(element.get("numFmtId", "0"))] = str(element.get("formatCode", ""))
    cells = next((e for e in root.iter() if e.tag.endswith("}cellXfs")), None)
    found: dict[int, str] = {}
    for number, style in enumerate(cells if cells is not None else []):
        kind = _kind(codes.get(int(style.get("numFmtId", "0")), ""))
        if kind:
            found[number] = kind
    return found


def _kind(code: str) -> str | None:
    if "%" in code:
        return "percent"
    mark = re.search(r"\[\$([^\-\]]+)", code) or re.search(r'"([^"]{1,4})"|([€£¥$])', code)
    if not mark:
        return None
    text = next(group for group in mark.groups() if group)
    return text if currency_of(text, "USD") else None
