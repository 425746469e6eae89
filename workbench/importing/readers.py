"""Read a file of any kind: a text, a workbook, or what lies inside a zip."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from threading import Thread

from workbench.errors import ImportFailed
from workbench.importing import files, normalise, staging
from workbench.importing.files import Content
from workbench.importing.grids import DelimitedGrid, Grid, RestGrid
from workbench.importing.request import Request, Staged
from workbench.language import _

Report = Callable[[str, int, int | None], None]


def read_file(request: Request, report: Report, *, engine: str = "calamine") -> list[Staged]:
    """Stage every table that the file holds; a member of a zip that holds none is named in `assumed` of the others.

    Raises ImportFailed when nothing could be read.
    """
    report("open", 0, None)
    digest = _Digest(request.file)
    staged: list[Staged] = []
    failed: list[str] = []
    for content in files.contents(request.file, allow_large=request.allow_large):
        try:
            if isinstance(content, ImportFailed):
                raise content
            _read_content(content, request, report, engine, digest, staged)
        except ImportFailed as error:
            failed.append(str(error))
    if not staged:
        raise ImportFailed(failed[0] if failed else _nothing(request.file.name))
    if failed:
        staging.add_notes(staged[0].path, failed)
    return staged


def _nothing(name: str) -> str:
    return _(
        "No table was found in {name}; a table has a row of column names with rows below."
    ).format(name=name)


class _Digest(Thread):
    """The file's fingerprint, made beside the reading (hashing lets other threads run)."""

    def __init__(self, path: Path) -> None:
        super().__init__(daemon=True)
        self._path = path
        self._hex = ""
        self.start()

    def run(self) -> None:
        """Hash the file."""
        if self._path.is_file():
            with self._path.open("rb") as file:
                self._hex = hashlib.file_digest(file, "sha256").hexdigest()

    def hex(self) -> str:
        """Wait for the fingerprint."""
        self.join()
        return self._hex


def _read_content(
    content: Content,
    request: Request,
    report: Report,
    engine: str,
    digest: _Digest,
    staged: list[Staged],
) -> None:
    """Stage the tables of one file, adding them to `staged`."""
    for grid in grids(content, request, engine):
        further = _stage_grid(grid, content, request, report, digest, staged)
        first = len(staged) - 1
        while further:
            rest = RestGrid(grid, further[0])
            try:
                further = _stage_grid(rest, content, request, report, digest, staged)
            except ImportFailed as error:
                staging.add_notes(staged[first].path, [f"{rest.sheet}: {error}"])
                break


def _stage_grid(
    grid: Grid,
    content: Content,
    request: Request,
    report: Report,
    digest: _Digest,
    staged: list[Staged],
) -> list[int]:
    """Stage one grid; answers the row in which another table begins, if one does."""
    further: list[int] = []
    staged.append(
        normalise.stage(
            grid,
            request,
            file=_name(request, content),
            sha256=digest.hex(),
            out=request.staging / f"table{len(staged) + 1:03d}.sqlite",
            report=report,
            further=further,
        )
    )
    return further


def _name(request: Request, content: Content) -> str:
    if content.path is None and not request.file.name.endswith(".gz"):
        return f"{request.file.name}/{content.name}"
    return request.file.name


def grids(content: Content, request: Request, engine: str) -> list[Grid]:
    """The grids to import of one file: of a workbook the likely sheet, or the one asked for."""
    if content.kind == "text":
        return [DelimitedGrid(content)]
    from workbench.importing import workbooks

    return workbooks.grids(content, wanted=request.sheet, engine=engine)
