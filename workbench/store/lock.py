"""One program at a time writes a workspace: an operating-system lock beside the file."""

from __future__ import annotations

import json
import os
import platform
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout


class Holder(NamedTuple):
    """Who has the file open for writing, as far as the lock file tells."""

    host: str
    process: int
    since: str


class Lock:
    """The lock of one workspace; it ends with the process, so no stale lock survives a crash."""

    def __init__(self, workspace: Path) -> None:
        self.path = workspace.with_name(workspace.name + ".lock")
        self._lock = FileLock(self.path, timeout=0)

    def take(self) -> bool:
        """Try to become the one writer; False when another program is, or no lock can be made here."""
        try:
            self._lock.acquire()
        except (Timeout, OSError):
            return False
        note = {
            "host": platform.node(),
            "process": os.getpid(),
            "since": datetime.now().strftime("%Y-%m-%d %H:%M"),  # noqa: DTZ005 the user's own clock
        }
        self.path.write_text(json.dumps(note), "utf-8")
        return True

    def release(self) -> None:
        """Let others write; the empty lock file stays, removing it would let two programs in."""
        self._lock.release()

    def holder(self) -> Holder | None:
        """Read who holds the lock; None where the note cannot be read."""
        try:
            note = json.loads(self.path.read_text("utf-8"))
            return Holder(str(note["host"]), int(note["process"]), str(note["since"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None
