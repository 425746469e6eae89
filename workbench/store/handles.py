"""Which database files this process has open, so that looking into one never drops SQLite's locks.

On POSIX, closing any handle of a file drops all locks that the process holds on it, SQLite's included. So a handle
that was opened beside a connection stays open until the last connection to that file has gone.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections import Counter, defaultdict
from pathlib import Path

_Key = tuple[int, int]  # device and inode: the same file, whatever it is called

_guard = threading.Lock()
_connections: Counter[_Key] = Counter()
_waiting: defaultdict[_Key, list[int]] = defaultdict(list)


class Connection(sqlite3.Connection):
    """A connection that is counted from `count` until it is closed."""

    counted: _Key | None = None

    def count(self, path: Path) -> None:
        """Note that this connection has the file open."""
        with _guard:
            self.counted = _key(os.stat(path))
            _connections[self.counted] += 1

    def close(self) -> None:
        """Close the connection; with the last one of a file go the handles that had to wait."""
        super().close()
        with _guard:
            key, self.counted = self.counted, None
            if key is None:
                return
            _connections[key] -= 1
            if not _connections[key]:
                del _connections[key]
                for handle in _waiting.pop(key, ()):
                    os.close(handle)


def first_bytes(path: Path, n: int) -> bytes:
    """Read the first n bytes of a file, also of one that is open as a database. Raises OSError."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        return os.read(handle, n)
    finally:
        with _guard:
            key = _key(os.fstat(handle))
            if _connections[key]:
                _waiting[key].append(handle)
            else:
                del _connections[key]
                os.close(handle)


def _key(status: os.stat_result) -> _Key:
    return status.st_dev, status.st_ino
