"""What a file really is, whatever its name says, and the files inside a zip; nothing is unpacked to disk."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from workbench.errors import ImportFailed
from workbench.language import _

LARGEST_UNPACKED = 1_500_000_000
LARGEST_RATIO = 200
SMALL_UNPACKED = 20_000_000  # below this, a high ratio harms nobody

WORKBOOKS = ("xlsx", "xlsb", "ods", "xls")


@dataclass(frozen=True)
class Content:
    """One file to read: its name, its kind (text or one of WORKBOOKS), and where its bytes are."""

    name: str
    kind: str
    path: Path | None
    data: bytes | None = None

    def open(self) -> IO[bytes]:
        """Open the bytes for reading from the start."""
        if self.data is not None:
            return io.BytesIO(self.data)
        assert self.path is not None
        return self.path.open("rb")

    @property
    def size(self) -> int:
        """Bytes to read."""
        return (
            len(self.data)
            if self.data is not None
            else self.path.stat().st_size
            if self.path
            else 0
        )


def contents(path: Path, *, allow_large: bool) -> Iterator[Content | ImportFailed]:
    """Yield the files at a path: itself, or the members of a zip; for a member that is no table, why.

    Raises ImportFailed with one sentence for a file that holds no table at all.
    """
    if not path.is_file():
        raise ImportFailed(_("{name} is not there any more.").format(name=path.name))
    with path.open("rb") as file:
        start = file.read(4096)
    if not start.strip(b"\0 \r\n\t"):
        raise ImportFailed(_("{name} is empty.").format(name=path.name))
    kind = kind_of(start)
    if kind == "zip":
        yield from _from_zip(path, allow_large)
    elif kind == "gzip":
        yield _from_gzip(path, allow_large)
    else:
        refuse_foreign(kind, path.name)
        yield Content(path.name, kind, path)


def kind_of(start: bytes) -> str:
    """Name the kind of a file by its first bytes; 'text' where nothing else is told."""
    for magic, kind in _MAGIC:
        if start.startswith(magic):
            return kind
    low = start[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if low.startswith((b"<!doctype html", b"<html", b"<table")) or b"<html" in low:
        return "html"
    if low.startswith((b"<?xml", b"{\\rtf")):
        return "xml" if low.startswith(b"<?xml") else "rtf"
    if low.startswith((b"{", b"[")) and b'":' in low:
        return "json"
    zeros = start.count(0)
    if zeros and not start.startswith((b"\xff\xfe", b"\xfe\xff")) and not _is_wide(start):
        return "binary"
    return "text"


_MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
    (b"\x09\x08\x08\x00", "xls"),
    (b"\x09\x04\x06\x00", "xls"),
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"SQLite format 3\0", "sqlite"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
)


def _is_wide(start: bytes) -> bool:
    """UTF-16 without a mark has a zero in every other byte."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    return max(even, odd) > len(start) // 5 and min(even, odd) <= len(start) // 100


def refuse_foreign(kind: str, name: str) -> None:
    """Raise ImportFailed for a kind of file that holds no table we can read."""
    words = {
        "pdf": _("{name} is a PDF, not a table; export the data as CSV or Excel instead."),
        "picture": _("{name} is a picture, not a table; export the data as CSV or Excel instead."),
        "html": _("{name} is a web page; open it in Excel and save it as .xlsx, then import that."),
        "xml": _("{name} is an XML file; open it in Excel and save it as .xlsx, then import that."),
        "rtf": _("{name} is a text document; save its table as CSV or Excel, then import that."),
        "json": _("{name} is a JSON file; choose CSV or Excel where you made the export."),
        "sqlite": _(
            "{name} is a database; open a workspace with Open, and import CSV or Excel files."
        ),
        "archive": _(
            "{name} is a packed archive of a kind that cannot be opened here; unpack it first."
        ),
        "program": _("{name} is a program, not a table."),
        "binary": _("{name} holds no text and no table; export the data as CSV or Excel instead."),
        "document": _("{name} is a document, not a table; save its table as CSV or Excel instead."),
        "nested": _("{name} is a zip inside a zip; unpack it first."),
    }
    if kind in words:
        raise ImportFailed(words[kind].format(name=name))


def _from_zip(path: Path, allow_large: bool) -> Iterator[Content | ImportFailed]:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ImportFailed(_damaged(path.name)) from error
    with archive:
        members = [info for info in archive.infolist() if not info.is_dir()]
        _check_sizes(path.name, members, path.stat().st_size, allow_large)
        kind = _package_kind({info.filename for info in members})
        if kind:
            refuse_foreign(kind, path.name)
            yield Content(path.name, kind, path)
            return
        _check_names(path.name, members)
        wanted = [info for info in members if _is_wanted(info.filename)]
        if not wanted:
            raise ImportFailed(_("{name} holds no file that can be read.").format(name=path.name))
        for info in wanted:
            try:
                yield _member(path.name, archive, info)
            except ImportFailed as error:
                yield error


def _package_kind(names: set[str]) -> str | None:
    """Tell the kinds of Office files, which are zips, apart."""
    low = {name.replace("\\", "/").lower().lstrip("/") for name in names}
    if "xl/workbook.bin" in low:
        return "xlsb"
    if "xl/workbook.xml" in low or any(n.startswith("xl/worksheets/") for n in low):
        return "xlsx"
    if "content.xml" in low and "mimetype" in low:
        return "ods"
    if any(n.startswith(("word/", "ppt/")) for n in low):
        return "document"
    return None


def _check_sizes(name: str, members: list[zipfile.ZipInfo], packed: int, allow_large: bool) -> None:
    unpacked = sum(info.file_size for info in members)
    if any(info.flag_bits & 1 for info in members):
        raise ImportFailed(
            _("{name} is locked with a password; save it without one and try again.").format(
                name=name
            )
        )
    large = unpacked > LARGEST_UNPACKED
    dense = unpacked > SMALL_UNPACKED and unpacked > LARGEST_RATIO * packed
    if (large or dense) and not allow_large:
        raise ImportFailed(
            _(
                "{name} would unpack to {size} MB, which is unusually much; import it only if you trust it "
                "(--yes on the command line)."
            ).format(name=name, size=unpacked // 1_000_000)
        )


def _check_names(name: str, members: list[zipfile.ZipInfo]) -> None:
    names = [info.filename for info in members]
    low = {n.casefold() for n in names}
    if len(low) < len(names) or any(".." in n.replace("\\", "/").split("/") for n in names):
        raise ImportFailed(
            _(
                "{name} has file names inside that are not safe; unpack it yourself and import the files."
            ).format(name=name)
        )


def _is_wanted(name: str) -> bool:
    last = name.rsplit("/", 1)[-1]
    return not (name.startswith("__MACOSX/") or last.startswith(".") or last.lower() == "thumbs.db")


def _member(outer: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Content:
    """Read one member into memory. Raises ImportFailed for a damaged or foreign one."""
    name = info.filename.rsplit("/", 1)[-1]
    try:
        data = archive.read(info)
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        EOFError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise ImportFailed(_damaged(outer)) from error
    except Exception as error:  # zlib.error has no common parent with the rest
        raise ImportFailed(_damaged(outer)) from error
    kind = kind_of(data[:4096])
    if kind == "zip":
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as inner:
                kind = _package_kind(set(inner.namelist())) or "nested"
        except zipfile.BadZipFile as error:
            raise ImportFailed(_damaged(name)) from error
    refuse_foreign(kind, name)
    return Content(name, kind, None, data)


def _from_gzip(path: Path, allow_large: bool) -> Content:
    limit = LARGEST_UNPACKED if not allow_large else LARGEST_UNPACKED * 4
    try:
        with gzip.open(path) as file:
            data = file.read(limit + 1)
    except (OSError, EOFError, ValueError) as error:
        raise ImportFailed(_damaged(path.name)) from error
    packed = path.stat().st_size
    dense = len(data) > SMALL_UNPACKED and len(data) > LARGEST_RATIO * packed
    if len(data) > limit or (dense and not allow_large):
        raise ImportFailed(
            _("{name} would unpack to unusually much; import it only if you trust it.").format(
                name=path.name
            )
        )
    name = path.name.removesuffix(".gz")
    kind = kind_of(data[:4096])
    refuse_foreign("nested" if kind in ("zip", "gzip") else kind, name)
    return Content(name, kind, None, data)


def _damaged(name: str) -> str:
    return _("{name} is damaged or was not downloaded completely; export it again.").format(
        name=name
    )
