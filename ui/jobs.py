"""Work away from the window's thread: a function in a thread, its progress and its end as signals.

`Relay` brings an answer back to the window's thread. `Job` runs one long function that reports its
progress and can be cancelled (reading a file, writing a deck).
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from ui import problems
from workbench.errors import Cancelled, WorkbenchError


class Relay(QObject):
    """Calls functions on the thread it was made on, whoever asks."""

    _sent = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sent.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def call(self, function: Callable[[], None]) -> None:
        """Have `function` called soon, on the thread of this relay."""
        self._sent.emit(function)

    def when_done(self, future: Future[Any], then: Callable[[Future[Any]], None]) -> None:
        """Call `then(future)` on the thread of this relay as soon as the future has its answer."""

        def tell(finished: Future[Any]) -> None:
            # The window may have gone while the work went on; then nobody waits for the answer.
            try:
                self._sent.emit(lambda: then(finished))
            except RuntimeError:
                return

        future.add_done_callback(tell)

    @Slot(object)
    def _call(self, function: Callable[[], None]) -> None:
        function()


class Handle:
    """What the working function gets: it reports progress and asks whether to stop."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._stop = threading.Event()

    def progress(self, done: int, total: int | None, text: str = "") -> None:
        """Report how far the work is; `total` is None where it is not known."""
        self._job.progressed.emit(done, -1 if total is None else total, text)

    def cancelled(self) -> bool:
        """Whether the user has asked to stop."""
        return self._stop.is_set()


class Job(QObject):
    """One long function in a thread of its own.

    Ends in exactly one of `finished` (with the answer), `failed` (one sentence) and `cancelled`.
    """

    progressed = Signal(int, int, str)
    finished = Signal(object)
    failed = Signal(str)
    cancelled = Signal()

    def __init__(self, function: Callable[[Handle], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._function = function
        self._handle = Handle(self)
        self._relay = Relay(self)
        self._thread = threading.Thread(target=self._work, name="job", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def cancel(self) -> None:
        """Ask the function to stop; `cancelled` follows when it has."""
        self._handle._stop.set()

    def wait(self) -> None:
        """Block until the thread has ended; for closing the app."""
        self.cancel()
        if self._thread.is_alive():
            self._thread.join()

    def _work(self) -> None:
        end = self._outcome()
        try:
            self._relay.call(end)
        except RuntimeError:
            return

    def _outcome(self) -> Callable[[], None]:
        try:
            answer = self._function(self._handle)
        except Cancelled:
            return self.cancelled.emit
        except WorkbenchError as error:
            sentence = str(error)
        except Exception as error:
            sentence = problems.sentence(error)
        else:
            return lambda: self.finished.emit(answer)
        return lambda: self.failed.emit(sentence)
