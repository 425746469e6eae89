"""The reader process: reads one file within limits and writes staging databases.

Started with `python -m workbench.importing.child`; takes a request as JSON on standard input, writes JSON lines to
standard output: progress, and at the end the staged tables or one sentence. It ends when the pipe closes.
"""

from __future__ import annotations

import sys

MEMORY_LIMIT = 4 << 30  # bytes of address space; where the system enforces it


def limit_memory(limit: int = MEMORY_LIMIT) -> None:
    """Cap this process's memory before anything is imported; macOS and Windows leave it to the watchdog."""
    try:
        import resource
    except ImportError:
        return
    import contextlib

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _end_with_the_parent() -> None:
    """The parent keeps our standard input open as long as it lives; the end of it is our end, at any moment."""
    import os
    from threading import Thread

    def wait() -> None:
        sys.stdin.read()
        os._exit(1)

    Thread(target=wait, daemon=True).start()


def main() -> int:
    """Read the request, work, answer. Returns the exit status: 0, or 1 after a sentence."""
    limit_memory()
    import gc
    import json

    gc.disable()  # cells are never circles; collecting them costs a third of the time
    from workbench.errors import ImportFailed
    from workbench.importing import request as asked
    from workbench.importing.readers import read_file
    from workbench.language import _

    def say(message: dict[str, object]) -> None:
        sys.stdout.write(json.dumps(message) + "\n")
        sys.stdout.flush()

    def report(phase: str, done: int, total: int | None) -> None:
        say({"progress": [phase, done, total]})

    plain = json.loads(sys.stdin.readline())
    _end_with_the_parent()
    try:
        engine = plain.pop("engine", "calamine")
        found = read_file(asked.from_json(json.dumps(plain)), report, engine=engine)
        say({"staged": [asked.staged_to_dict(one) for one in found]})
        return 0
    except ImportFailed as error:
        say({"failed": str(error)})
    except MemoryError:
        say({"failed": _("The file needs more memory than is safe; export a shorter period.")})
    except BrokenPipeError:
        pass
    except Exception as error:  # a fault of ours: told by its kind, never by what the file holds
        words = _("The file could not be read ({kind}); try saving it as a new .xlsx or .csv file.")
        say({"failed": words.format(kind=type(error).__name__)})
    return 1


if __name__ == "__main__":
    import os

    status = main()
    sys.stdout.flush()
    os._exit(status)  # a million cells are given back by the system faster than one by one
