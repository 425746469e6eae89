"""Fixtures for all tests: folders of the user are temporary, nothing of the machine is touched."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from workbench.store.workspace import Workspace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, data and caches of a test lie in a folder of its own."""
    home = tmp_path_factory.mktemp("home")
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    monkeypatch.setenv("HOME", str(home))
    return home


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    """An empty database with the current schema and no history, for testing plain functions."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    schema = (ROOT / "workbench" / "store" / "schema.sql").read_text("utf-8")
    for statement in schema.split(";\n"):
        connection.execute(statement)
    yield connection
    connection.close()


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace in euro, with the six themes, in a file of its own."""
    from workbench.new import new_workspace

    opened = new_workspace(tmp_path / "Shop.workbench", name="Shop", currency="EUR")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def home_of_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in place of the user's own while a workspace for the whole session is made."""
    home = tmp_path_factory.mktemp("session")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(home / name.lower()))
        patch.setenv("HOME", str(home))
        yield home


@pytest.fixture(scope="session")
def sample_file(home_of_session: Path) -> Path:
    """The sample brand's workspace, made once through the real import road; open it read-only or copy it."""
    from workbench.sample.workspace import make_sample

    file = home_of_session / "Oak & Ember.workbench"
    make_sample(file).close()
    return file


@pytest.fixture(scope="session")
def uci_workspace(home_of_session: Path) -> Path:
    """A workspace with the public retail file of 541,909 rows, imported once; skips where the file is not there."""
    source = SHARED / "data" / "online_retail.xlsx"
    if not source.exists():
        pytest.skip("the public retail file is not here: its cases are not checked")
    from workbench.importing import road
    from workbench.new import new_workspace

    file = home_of_session / "Retail.workbench"
    with new_workspace(file, name="Retail", currency="GBP", zone="Europe/London") as opened:
        road.bring_in(opened, source)
    return file
