"""What goes wrong without being foreseen: noted in a log without contents, told in one sentence.

The log holds the kind of error and the places in the program's own code, never its text, for an
error's text may quote a cell, a name or a path.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from workbench.errors import WorkbenchError
from workbench.language import _

LARGEST_LOG = 200_000


def log_file() -> Path:
    """Where problems are noted on this system."""
    from platformdirs import user_log_path

    return user_log_path("workbench", appauthor=False) / "problems.txt"


def sentence(error: BaseException) -> str:
    """Answer what to tell the user, and note the error if it was not foreseen."""
    if isinstance(error, WorkbenchError):
        return str(error)
    note(error)
    return _("Something went wrong inside the app. Your work up to here is saved.")


def note(error: BaseException) -> None:
    """Write the kind of error and where it happened to the log; never what it says."""
    path = log_file()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        old = path.stat().st_size if path.exists() else 0
        with path.open("w" if old > LARGEST_LOG else "a", encoding="utf-8") as log:
            log.write(report(error))


def report(error: BaseException) -> str:
    """Describe an error by its kind and its places: file name, line and function."""
    when = datetime.now(UTC).isoformat(timespec="seconds")
    lines = [f"{when} {type(error).__name__}"]
    for frame in traceback.extract_tb(error.__traceback__):
        lines.append(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}")
    return "\n".join(lines) + "\n"


def catch_all(tell: Callable[[str], None]) -> None:
    """Have every error that nobody caught noted and told, instead of ending the app."""

    def caught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        tell(sentence(error))
        if sys.stderr is not None and sys.stderr.isatty():
            sys.__excepthook__(kind, error, trace)

    sys.excepthook = caught
