"""The program's own files are found, in the source tree and in a frozen program."""

import sys
from pathlib import Path

import pytest

from workbench.resources import path


def test_a_file_of_the_source_tree_is_found() -> None:
    assert path("themes/light.toml").read_text(encoding="utf-8").startswith("#")


def test_a_frozen_program_looks_where_it_was_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert path("icons/home.svg") == tmp_path / "resources" / "icons" / "home.svg"


@pytest.mark.parametrize("name", ["../main.py", "icons/../../main.py", "/etc/hosts"])
def test_a_name_never_leads_out_of_resources(name: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        path(name)
