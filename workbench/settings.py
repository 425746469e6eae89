"""What the app remembers about its user: one dataclass, one TOML file in the settings folder.

A workspace keeps what belongs to the brand; this file, what belongs to the person and the screen.
"""

from __future__ import annotations

import json
import os
import tomllib
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

THEMES = ("system", "light", "dark")
MOST_RECENT = 8


@dataclass(frozen=True)
class Settings:
    """Every setting with its default; a frozen value, changed with `dataclasses.replace`.

    `theme` is system, light or dark. `language` is a code such as 'en' or 'nl'. `last_workspace`
    is the path that opens at the next start, empty for the welcome page. `recent` holds the newest
    first. `window` is the window's place on the screen as Qt writes it, in base64. `inspector`
    tells whether the panel on the right is wanted. `framework` ranks the roadmap.
    """

    theme: str = "system"
    language: str = "en"
    last_workspace: str = ""
    recent: tuple[str, ...] = field(default=())
    window: str = ""
    inspector: bool = True
    framework: str = "rice"


def settings_file() -> Path:
    """Where the settings lie on this system."""
    from platformdirs import user_config_path

    return user_config_path("workbench", appauthor=False) / "settings.toml"


def load(path: Path | None = None) -> Settings:
    """Read the settings; a bad file gives the defaults, as a missing one, and is kept as `.bad`."""
    path = path or settings_file()
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError):
        with suppress(OSError):
            os.replace(path, path.with_suffix(".bad"))
        return Settings()
    return _of(found)


def save(settings: Settings, path: Path | None = None) -> None:
    """Write the settings beside the old file and put them in its place at once.

    A folder that cannot be written is no reason to stop work: nothing is remembered then.
    """
    path = path or settings_file()
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(_text(settings), "utf-8")
        os.replace(beside, path)


def opened(settings: Settings, file: Path | str) -> Settings:
    """Remember a workspace as the last one and put it on top of the recent ones."""
    name = str(file)
    recent = (name, *(other for other in settings.recent if other != name))[:MOST_RECENT]
    return replace(settings, last_workspace=name, recent=recent)


def _of(found: dict[str, Any]) -> Settings:
    """Take each setting that has the right type; the others keep their default."""
    known: dict[str, Any] = {}
    for entry in fields(Settings):
        value = found.get(entry.name)
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            value = tuple(value)
        if isinstance(value, type(getattr(Settings(), entry.name))):
            known[entry.name] = value
    if known.get("theme") not in THEMES:
        known.pop("theme", None)
    return Settings(**known)


def _text(settings: Settings) -> str:
    """Write TOML; its strings are JSON's, but for one control character."""
    lines = (
        f"{entry.name} = {_value(getattr(settings, entry.name))}" for entry in fields(settings)
    )
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    plain = list(value) if isinstance(value, tuple) else value
    text = json.dumps(plain, ensure_ascii=False).replace("\x7f", "\\u007f")
    # A file name that is no proper text cannot be kept; the rest of the settings can.
    return text.encode("utf-8", "replace").decode("utf-8")
