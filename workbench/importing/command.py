"""The import command: many files, each with its outcome; one bad file never stops the others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from workbench import command_answers as answers
from workbench.errors import BadInput, WorkbenchError
from workbench.importing import road
from workbench.language import _
from workbench.store.workspace import Workspace

Outcome = dict[str, Any]
KINDS = frozenset(
    (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".zip", ".gz")
)


def import_files(
    workspace: Workspace, files: Iterable[Path], *, yes: bool = False, **given: Any
) -> list[Outcome]:
    """Import each file and answer one JSON object per table found, or one with `error` per file that failed.

    `given` are as_source, dates, mapping (a file) and as_of; `yes` permits what would otherwise be asked.
    """
    options = _options(yes=yes, **given) | {"confirmed": yes}
    return [outcome for file in _files(files) for outcome in _import_file(workspace, file, options)]


def plan_files(
    workspace: Workspace, files: Iterable[Path], *, yes: bool = False, **given: Any
) -> list[Outcome]:
    """What importing each file would do, one JSON object per table found; nothing is written."""
    options = _options(yes=yes, **given)
    return [outcome for file in _files(files) for outcome in _plan_file(workspace, file, options)]


def _options(
    *,
    yes: bool,
    as_source: str | None = None,
    dates: str | None = None,
    mapping: Path | None = None,
    as_of: datetime | None = None,
) -> dict[str, Any]:
    """The words of the command line as the import road wants them."""
    return {
        "as_source": as_source,
        "dates": dates,
        "mapping": read_mapping(mapping) if mapping else None,
        "as_of": as_of.date().isoformat() if as_of else None,
        "allow_large": yes,
    }


def _plan_file(workspace: Workspace, file: Path, options: dict[str, Any]) -> list[Outcome]:
    try:
        return [answers.planned(plan) for plan in road.look_at(workspace, file, **options)]
    except WorkbenchError as error:
        return [{"file": file.name, "error": str(error)}]


def _files(given: Iterable[Path]) -> Iterable[Path]:
    """The files, and those of known kinds inside the folders, by name; a folder without any raises BadInput."""
    for path in given:
        if not path.is_dir():
            yield path
            continue
        inside = sorted(
            p
            for p in path.rglob("*")
            if p.is_file() and p.suffix.lower() in KINDS and not p.name.startswith((".", "~$"))
        )
        if not inside:
            raise BadInput(_("The folder {name} holds no spreadsheets.").format(name=path.name))
        yield from inside


def _import_file(workspace: Workspace, file: Path, options: dict[str, Any]) -> list[Outcome]:
    try:
        return [answers.imported(r) for r in road.bring_in(workspace, file, **options)]
    except WorkbenchError as error:
        return [{"file": file.name, "error": str(error)}]


def read_mapping(path: Path) -> dict[str, Any]:
    """Read a mapping file: {"source": ..., "fields": {column: field}} and made columns. Raises BadInput."""
    from workbench.importing.mappings import read_mapping as read

    return read(path)
