"""The sample brand as a workspace, made through the real import road from the files in resources/samples."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench import __version__
from workbench.importing import road
from workbench.language import _
from workbench.new import new_workspace
from workbench.resources import path as resource
from workbench.sample.generate import BRAND, CURRENCY, FILES, TODAY, VAT, ZONE
from workbench.sample.story import tell
from workbench.store.workspace import Workspace

Progress = Callable[[int, int, str], None]


def make_sample(file: Path, *, progress: Progress = lambda done, total, name: None) -> Workspace:
    """Make the sample brand's workspace at `file` and open it.

    `progress` is told (files done, files in all, the file at hand). Raises what making a workspace raises.
    """
    workspace = new_workspace(
        file,
        name=BRAND,
        currency=CURRENCY,
        zone=ZONE,
        locale="en_GB",
        prices_include_vat="yes",
        vat=str(VAT),
    )
    try:
        for done, name in enumerate(FILES):
            progress(done, len(FILES), name)
            # Files without a day in their name were exported on the story's Monday, not when they were installed.
            told: dict[str, Any] = (
                {} if any(c.isdigit() for c in name) else {"as_of": TODAY.isoformat()}
            )
            road.bring_in(workspace, resource("samples") / name, **told)
        workspace.do(_("Tell the sample brand's story"), tell)
    except BaseException:
        workspace.close()
        file.unlink(missing_ok=True)
        raise
    return workspace


def own_sample() -> Path:
    """Where `--sample` keeps its workspace: in the user's data folder, one per version of the app."""
    from platformdirs import user_data_path

    folder = Path(user_data_path("workbench", appauthor=False)) / "sample"
    return folder / f"{BRAND} {__version__}.workbench"


def open_sample(
    *, afresh: bool = False, progress: Progress = lambda done, total, name: None
) -> Path:
    """The sample brand's workspace of this version, made when it is not there yet; answers its file."""
    file = own_sample()
    if afresh:
        file.unlink(missing_ok=True)
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f"{file.stem} (in the making).workbench")
        beside.unlink(missing_ok=True)
        make_sample(beside, progress=progress).close()
        beside.replace(file)
        beside.with_name(beside.name + ".lock").unlink(missing_ok=True)
    return file
