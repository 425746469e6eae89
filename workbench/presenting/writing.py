"""Writing a file so that a good one is never lost: write beside it, sync, then rename over it."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from workbench.errors import Cancelled, ExportFailed
from workbench.language import _

# On Windows a virus scanner or the file's own program may hold it; these say so.
_HELD = {errno.EACCES, errno.EPERM, errno.EBUSY}


class Watch(NamedTuple):
    """Who follows an export: `progress(done, total, text)` is told, `cancelled()` is asked."""

    progress: Callable[[int, int, str], None] | None = None
    cancelled: Callable[[], bool] | None = None

    def step(self, done: int, total: int, text: str) -> None:
        """Tell how far the export is; raises Cancelled when the user has stopped it."""
        self.ask()
        if self.progress is not None:
            self.progress(done, total, text)

    def ask(self) -> None:
        """Raise Cancelled when the user has stopped the export."""
        if self.cancelled is not None and self.cancelled():
            raise Cancelled(_("The export was stopped; nothing was written."))


@contextmanager
def replacing(target: Path, watch: Watch | None = None) -> Iterator[Path]:
    """Give a path beside the target to write to, and move it over the target at the end.

    Whatever goes wrong inside, also a cancel, leaves the old file and no other.
    Raises ExportFailed with one sentence where the disk or the folder refuses, and Cancelled
    when the watch is asked to stop just before the move.
    """
    with replacing_all([target], watch) as beside:
        yield beside[0]


@contextmanager
def replacing_all(targets: Sequence[Path], watch: Watch | None = None) -> Iterator[list[Path]]:
    """Do as `replacing` for several files that belong together: all are written before any moves."""
    beside = [_beside(target) for target in targets]
    try:
        for path in beside:
            path.open("xb").close()
        yield beside
        for path in beside:
            _sync(path)
        if watch is not None:
            watch.ask()
        for path, target in zip(beside, targets, strict=True):
            os.replace(path, target)
        for folder in {target.parent for target in targets}:
            _sync_folder(folder)
    except OSError as problem:
        raise ExportFailed(_sentence(problem, targets[0])) from problem
    finally:
        for path in beside:
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _beside(target: Path) -> Path:
    """Name a new file in the target's folder, hidden and with its ending."""
    return target.with_name(f".{target.stem[:80]}-{secrets.token_hex(4)}{target.suffix}")


def _sync(path: Path) -> None:
    """Make sure that the bytes are on the disk before the name points at them."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name last on systems where a folder can be synced."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:  # some network drives cannot; the file itself is safe
        pass
    finally:
        os.close(handle)


def _sentence(problem: OSError, target: Path) -> str:
    """Say in one sentence why a file could not be written."""
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        text = _("The disk is full, so “{file}” was not written.")
    elif problem.errno == errno.ENOENT:
        text = _("The folder for “{file}” does not exist.")
    elif problem.errno == errno.EROFS:
        text = _("The folder for “{file}” is read-only.")
    elif problem.errno in _HELD:
        text = _("“{file}” is open in another program, or you may not write in its folder.")
    else:
        text = _("“{file}” could not be written.")
    return text.format(file=target.name)
