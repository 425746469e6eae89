"""Start the reader process for a file, follow its progress, stop it, and explain how it ended."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

from workbench.errors import Cancelled, ImportFailed
from workbench.importing.request import Progress, Request, Staged, staged_from_dict
from workbench.language import _

LARGEST_RESIDENT = 3 << 30  # bytes; the watchdog's limit where the system has none
BASE_SECONDS = 9.0  # for a small file, per attempt; two attempts stay under 20 s
SECONDS_PER_MB = 4.0
_LOOK_EVERY = 0.1
_SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")


class ReaderKilled(Exception):
    """The reader process ended without an answer; `reason` is a sentence, `again` whether to try the slow way."""

    def __init__(self, reason: str, *, again: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.again = again


def staging_root() -> Path:
    """The folder under the user's cache that holds staging folders, for the user alone."""
    import platformdirs

    root = Path(platformdirs.user_cache_dir("workbench", appauthor=False)) / "staging"
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    root.chmod(0o700)
    return root


def new_staging() -> Path:
    """Make a staging folder (0700) for one import; the caller removes it."""
    return Path(tempfile.mkdtemp(prefix="import-", dir=staging_root()))


def clear_staging(*, older_than: float = 86_400.0) -> int:
    """Remove staging folders that an earlier run left behind; answers how many. Age in seconds."""
    removed = 0
    for folder in staging_root().iterdir():
        try:
            old = time.time() - folder.stat().st_mtime >= older_than
        except OSError:
            continue
        if old:
            shutil.rmtree(folder, ignore_errors=True)
            removed += 1
    return removed


def read(
    request: Request,
    *,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[Staged]:
    """Read a file in a process of its own; blocks until it is staged. One Staged per table found.

    Raises ImportFailed with one sentence, or Cancelled. A workbook that kills the fast reader is tried once more with
    the careful one.
    """
    request.staging.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        return _run(request, "calamine", progress, cancelled)
    except ReaderKilled as error:
        if not (error.again and request.file.suffix.lower() in _SPREADSHEETS):
            raise ImportFailed(error.reason) from error
        reason = error.reason
    _empty(request.staging)
    try:
        return _run(request, "openpyxl", progress, cancelled)
    except (ReaderKilled, ImportFailed) as error:
        raise ImportFailed(reason) from error


def _empty(folder: Path) -> None:
    for left in folder.glob("table*.sqlite*"):
        left.unlink(missing_ok=True)


def command() -> list[str]:
    """How the reader process is started, from source and from a frozen program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--read-file"]
    return [sys.executable, "-m", "workbench.importing.child"]


def _environment() -> dict[str, str]:
    """The child finds this package wherever the parent was started."""
    root = str(Path(__file__).resolve().parents[2])
    path = os.environ.get("PYTHONPATH")
    return os.environ | {
        "PYTHONPATH": f"{root}{os.pathsep}{path}" if path else root,
        "PYTHONIOENCODING": "utf-8",
    }


def _run(
    request: Request,
    engine: str,
    progress: Callable[[Progress], None] | None,
    cancelled: Callable[[], bool] | None,
) -> list[Staged]:
    plain = json.loads(request.to_json()) | {"engine": engine}
    flags: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    process = subprocess.Popen(
        command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=flags,
    )
    try:
        return _follow(process, json.dumps(plain), _seconds(request.file), progress, cancelled)
    finally:
        _end(process)


def _seconds(file: Path) -> float:
    try:
        size = file.stat().st_size
    except OSError:
        size = 0
    return BASE_SECONDS + SECONDS_PER_MB * size / 1_000_000


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()


def _follow(
    process: subprocess.Popen[bytes],
    request: str,
    seconds: float,
    progress: Callable[[Progress], None] | None,
    cancelled: Callable[[], bool] | None,
) -> list[Staged]:
    """Send the request, then listen until the answer, a cancel, a limit or the end."""
    lines: Queue[bytes | None] = Queue()
    Thread(target=_listen, args=(process, lines), daemon=True).start()
    _send(process, request)
    until = time.monotonic() + seconds
    while True:
        if cancelled is not None and cancelled():
            raise Cancelled(_("The import was stopped; nothing was written."))
        if time.monotonic() > until:
            raise ReaderKilled(
                _("Reading the file took too long; export a shorter period."), again=True
            )
        try:
            line = lines.get(timeout=_LOOK_EVERY)
        except Empty:
            _watch_memory(process)
            continue
        if line is None:
            raise _death(process)
        answer = _answer(json.loads(line), progress)
        if answer is not None:
            return answer


def _listen(process: subprocess.Popen[bytes], lines: Queue[bytes | None]) -> None:
    assert process.stdout is not None
    try:
        for line in process.stdout:
            lines.put(line)
    except (OSError, ValueError):
        pass
    lines.put(None)


def _send(process: subprocess.Popen[bytes], request: str) -> None:
    assert process.stdin is not None
    try:
        process.stdin.write(request.encode("utf-8") + b"\n")
        process.stdin.flush()
    except OSError:
        pass  # the process died at once; its end is explained by what it answers: nothing


def _answer(
    message: dict[str, Any], progress: Callable[[Progress], None] | None
) -> list[Staged] | None:
    if "failed" in message:
        raise ImportFailed(str(message["failed"]))
    if "staged" in message:
        return [staged_from_dict(one) for one in message["staged"]]
    if progress is not None and "progress" in message:
        phase, done, total = message["progress"]
        progress(Progress(str(phase), int(done), total))
    return None


def _watch_memory(process: subprocess.Popen[bytes]) -> None:
    import psutil

    try:
        resident = psutil.Process(process.pid).memory_info().rss
    except psutil.Error:
        return
    if resident > LARGEST_RESIDENT:
        raise ReaderKilled(_too_much_memory(), again=False)


def _too_much_memory() -> str:
    return _("The file needs more memory than is safe; export a shorter period.")


def _death(process: subprocess.Popen[bytes]) -> ReaderKilled:
    """Explain the end of a process that gave no answer."""
    code = process.wait()
    if sys.platform != "win32":
        import signal

        if code in (-signal.SIGKILL, -signal.SIGXCPU):
            return ReaderKilled(_too_much_memory(), again=code == -signal.SIGXCPU)
        if code == -signal.SIGABRT:
            return ReaderKilled(_damaged(), again=True)
    return ReaderKilled(_damaged(), again=True)


def _damaged() -> str:
    return _(
        "The file is damaged or says things of itself that are not true; open it in Excel, save it anew and try that."
    )
