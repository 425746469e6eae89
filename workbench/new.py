"""A new workspace with what every brand starts from."""

from __future__ import annotations

from pathlib import Path

from workbench.roadmap.themes import seed
from workbench.store.opening import create_workspace
from workbench.store.workspace import Workspace


def new_workspace(path: Path | str, **settings: str | None) -> Workspace:
    """Make a workspace file with the six themes and open it.

    Settings: name, currency, zone, locale, week_start, fiscal_start, prices_include_vat, vat. Raises BadInput or
    CannotOpen with one sentence.
    """
    return create_workspace(path, fill=seed, **settings)
