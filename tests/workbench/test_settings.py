"""Settings survive a restart, a bad file and odd file names."""

from __future__ import annotations

import os
import tomllib
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from workbench import settings
from workbench.settings import Settings


def test_a_missing_file_gives_the_defaults(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "none.toml") == Settings()


def test_what_was_saved_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.toml"
    changed = replace(
        Settings(), theme="dark", recent=("/a b.workbench", 'C:\\"x"'), inspector=False
    )
    settings.save(changed, path)
    assert settings.load(path) == changed
    assert os.listdir(path.parent) == ["settings.toml"]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_valid_toml(text: str) -> None:
    written = settings._text(replace(Settings(), last_workspace=text))
    assert tomllib.loads(written)["last_workspace"] == text


def test_a_bad_file_is_kept_aside(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("theme = [", "utf-8")
    assert settings.load(path) == Settings()
    assert (tmp_path / "settings.bad").read_text("utf-8") == "theme = ["


def test_a_setting_of_the_wrong_kind_keeps_its_default(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('theme = "pink"\nrecent = 3\ninspector = false\nother = 1\n', "utf-8")
    assert settings.load(path) == replace(Settings(), inspector=False)


def test_a_name_that_is_no_text_does_not_stop_saving(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    settings.save(replace(Settings(), theme="dark", last_workspace="a\udcffb"), path)
    assert settings.load(path).theme == "dark"


def test_the_newest_workspace_is_on_top_once(tmp_path: Path) -> None:
    found = Settings()
    for name in ("a", "b", "a", *"cdefghij"):
        found = settings.opened(found, name)
    assert found.recent == tuple("jihgfedc")
    assert found.last_workspace == "j"
