"""One program at a time writes a workspace: an operating-system lock beside the file."""

from __future__ import annotations

import json
import os
import platform
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

# Windows locks the first byte of the file against everybody's reading and writing, so the note begins after it.
_NOTE = 1


class Answer(Enum):
    """What came of asking for a lock."""

    OURS = "ours"
    THEIRS = "theirs"
    NONE = "no lock can be made here"


class Holder(NamedTuple):
    """Who has the file open for writing, as far as the lock file tells."""

    host: str
    process: int
    since: str


class Lock:
    """The lock of one workspace; it ends with the process, so no stale lock survives a crash."""

    def __init__(self, workspace: Path) -> None:
        # The real file: a workspace that is reached by a link is locked like the one it leads to.
        real = workspace.resolve()
        self.path = real.with_name(real.name + ".lock")
        self._lock = FileLock(self.path, timeout=0, thread_local=False)

    def take(self) -> Answer:
        """Try to become the one writer."""
        try:
            self._lock.acquire()
        except Timeout:
            return Answer.THEIRS
        except OSError:
            return Answer.NONE
        note = {
            "host": platform.node(),
            "process": os.getpid(),
            "since": datetime.now().strftime("%Y-%m-%d %H:%M"),  # noqa: DTZ005 the user's own clock
        }
        self._write(json.dumps(note))
        return Answer.OURS

    def release(self) -> None:
        """Let others write; the empty lock file stays, removing it would let two programs in."""
        if self._lock.is_locked:
            self._write("")
            self._lock.release()

    def holder(self) -> Holder | None:
        """Read who holds the lock; None where the note cannot be read."""
        try:
            with self.path.open("rb", buffering=0) as file:
                file.seek(_NOTE)
                note = json.loads(file.read(1000))
            return Holder(str(note["host"]), int(note["process"]), str(note["since"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _write(self, note: str) -> None:
        """Write the note; it is a hint, so a system that does not let us loses nothing but that."""
        try:
            with self.path.open("r+b", buffering=0) as file:
                file.truncate(_NOTE)
                file.seek(_NOTE)
                file.write(note.encode())
        except OSError:
            return
