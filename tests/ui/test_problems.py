"""What goes wrong is noted by kind and place; what a cell, a name or a path held is never written."""

from __future__ import annotations

import sys

import pytest

from ui import problems
from workbench.errors import BadInput

CANARY = "canary.4711@example.com"


def broken(cell: str) -> None:
    raise ValueError(f"cannot read {cell}")


def test_the_log_holds_no_contents() -> None:
    try:
        broken(CANARY)
    except ValueError as error:
        said = problems.sentence(error)
    log = problems.log_file().read_text("utf-8")
    assert "ValueError" in log and "broken" in log
    assert CANARY not in log + said
    assert "/" not in log.replace("\n", "")


def test_a_foreseen_error_is_told_as_it_is_and_not_noted() -> None:
    assert problems.sentence(BadInput("An item needs a title.")) == "An item needs a title."
    assert not problems.log_file().exists()


def test_an_error_nobody_caught_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    told: list[str] = []
    problems.catch_all(told.append)
    try:
        broken(CANARY)
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert len(told) == 1 and CANARY not in told[0]
