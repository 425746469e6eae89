"""The whole road for one file: read in a child process, stage, back up, merge; one step per table found."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from workbench.importing import reading
from workbench.importing.merge import ImportResult, merge
from workbench.importing.plan import Plan, plan
from workbench.importing.request import Progress, Request, Staged
from workbench.language import _
from workbench.store import backup, books
from workbench.store.brand import brand
from workbench.store.workspace import Workspace

OnProgress = Callable[[Progress], None]
IsCancelled = Callable[[], bool]


def request_for(db: sqlite3.Connection, file: Path, staging: Path) -> Request:
    """What the reader has to know about this workspace in order to read a file for it."""
    own = brand(db)
    mappings = db.execute("SELECT shape, source, fields FROM mapping").fetchall()
    return Request(
        file=file,
        staging=staging,
        customer_key=books.customer_key(db),
        zone=own.zone,
        currency=own.currency,
        locale=own.locale,
        prices_include_vat=own.prices_include_vat,
        vat=own.vat,
        remembered={shape: remembered(source, fields) for shape, source, fields in mappings},
    )


def remembered(source: str, fields: str) -> dict[str, object]:
    """A kept mapping in the form in which the reader wants it."""
    import json

    found = json.loads(fields)
    if isinstance(found.get("fields"), dict):  # with columns made of others beside them
        return {"source": source, **found}
    return {"source": source, "fields": found}


@contextmanager
def staging_folder() -> Iterator[Path]:
    """A private folder for staging files, gone afterwards; what a crash leaves is cleared at the next start."""
    folder = reading.new_staging()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def bring_in(
    workspace: Workspace,
    file: Path,
    *,
    progress: OnProgress | None = None,
    cancelled: IsCancelled = lambda: False,
    confirmed: bool = False,
    **options: object,
) -> list[ImportResult]:
    """Import a file without asking: every table found in it, each as one step.

    `confirmed` permits a report that leaves fewer rows than it replaces. Options are the optional fields of Request:
    as_source, dates, mapping, as_of, sheet, allow_large. Raises ImportFailed or Cancelled; nothing of that table is
    written then.
    """
    with staging_folder() as folder:
        asked = replace(workspace.ask(request_for, file, folder), **options)  # type: ignore[arg-type]
        tables = reading.read(asked, progress=progress, cancelled=cancelled)
        workspace.between_steps(lambda: backup.back_up(workspace.path)).result()
        return [
            commit(workspace, table, cancelled=cancelled, confirmed=confirmed) for table in tables
        ]


def look_at(workspace: Workspace, file: Path, **options: object) -> list[Plan]:
    """Read a file and tell what importing it would do, table by table; nothing is written."""
    with staging_folder() as folder:
        asked = replace(workspace.ask(request_for, file, folder), **options)  # type: ignore[arg-type]
        tables = reading.read(asked)
        return [workspace.ask_later(plan, table.path).result() for table in tables]


def commit(
    workspace: Workspace,
    table: Staged,
    *,
    cancelled: IsCancelled = lambda: False,
    confirmed: bool = False,
) -> ImportResult:
    """Merge one staged table as one step and answer what it did. Raises Cancelled and what `merge` raises."""
    label = _("Import {file}").format(file=table.file)
    done = workspace.submit_merge(
        label, merge, table.path, cancelled=cancelled, confirmed=confirmed
    ).result()
    result: ImportResult = done.result
    return result
