"""Long work ends in exactly one way, and tells how far it is."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from ui.jobs import Handle, Job
from workbench.errors import Cancelled, ImportFailed


def test_work_tells_its_progress_and_its_answer(qtbot: QtBot) -> None:
    def work(handle: Handle) -> str:
        handle.progress(1, 2, "half")
        handle.progress(2, None)
        return threading.current_thread().name

    job, told = Job(work), []
    job.progressed.connect(lambda *args: told.append(args))
    with qtbot.waitSignal(job.finished) as finished:
        job.start()
    assert finished.args == ["job"]
    assert told == [(1, 2, "half"), (2, -1, "")]


def test_work_that_fails_says_a_sentence(qtbot: QtBot) -> None:
    def work(_handle: Handle) -> None:
        raise ImportFailed("This is no table.")

    job = Job(work)
    with qtbot.waitSignal(job.failed) as failed:
        job.start()
    assert failed.args == ["This is no table."]


def test_work_can_be_cancelled(qtbot: QtBot) -> None:
    begun, go = threading.Event(), threading.Event()

    def work(handle: Handle) -> None:
        begun.set()
        go.wait(5)
        if handle.cancelled():
            raise Cancelled("stopped")

    job = Job(work)
    with qtbot.waitSignal(job.cancelled):
        job.start()
        begun.wait(5)
        job.cancel()
        go.set()
