"""Where the program's own files are: icons, themes, languages, samples, help."""

import sys
from pathlib import Path


def path(name: str) -> Path:
    """The path of a file or folder in resources/, in the source tree and in a frozen program.

    `name` is relative and written with slashes: "themes/light.toml". The file need not exist.
    Raises ValueError for a name that leads out of resources/.
    """
    relative = Path(name)
    if relative.is_absolute() or ".." in relative.parts:
        raise ValueError(f"not a name inside resources/: {name}")
    return _root() / relative


def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)  # the folder into which a bundle is unpacked
    base = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return base / "resources"
