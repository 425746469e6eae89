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
