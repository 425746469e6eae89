"""The import command: many files, each with its outcome; one bad file never stops the others."""

from __future__ import annotations

import json
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


def import_files(
    workspace: Workspace,
    files: Iterable[Path],
    *,
    as_source: str | None = None,
    dates: str | None = None,
    mapping: Path | None = None,
    as_of: datetime | None = None,
    yes: bool = False,
) -> list[Outcome]:
    """Import each file and answer one JSON object per table found, or one with `error` per file that failed."""
    options = {
        "as_source": as_source,
        "dates": dates,
        "mapping": read_mapping(mapping) if mapping else None,
        "as_of": as_of.date().isoformat() if as_of else None,
        "allow_large": yes,
        "confirmed": yes,
    }
    return [outcome for file in files for outcome in _import_file(workspace, file, options)]


def _import_file(workspace: Workspace, file: Path, options: dict[str, Any]) -> list[Outcome]:
    try:
        return [answers.imported(r) for r in road.bring_in(workspace, file, **options)]
    except WorkbenchError as error:
        return [{"file": file.name, "error": str(error)}]


def read_mapping(path: Path) -> dict[str, Any]:
    """Read a mapping file: {"source": ..., "fields": {column: field}}. Raises BadInput."""
    try:
        mapping = json.loads(path.read_text("utf-8"))
        if isinstance(mapping["source"], str) and isinstance(mapping["fields"], dict):
            return {"source": mapping["source"], "fields": mapping["fields"]}
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise BadInput(
        _("{name} is not a mapping file with a source and fields.").format(name=path.name)
    )
