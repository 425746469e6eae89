"""Whatever goes wrong while a file is written, the old one stays and nothing else lies about."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from workbench.errors import Cancelled, ExportFailed
from workbench.presenting.writing import Watch, replacing, replacing_all


def test_new_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "Plan.txt"
    target.write_text("old")
    with replacing(target) as beside:
        beside.write_text("new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["Plan.txt"]


@pytest.mark.parametrize("problem", [RuntimeError("x"), Cancelled("x"), KeyboardInterrupt()])
def test_a_failure_leaves_the_old_file_only(tmp_path: Path, problem: BaseException) -> None:
    target = tmp_path / "Plan.txt"
    target.write_text("old")
    with pytest.raises(type(problem)), replacing(target) as beside:
        beside.write_text("half")
        raise problem
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["Plan.txt"]


def test_a_stop_at_the_last_moment_still_counts(tmp_path: Path) -> None:
    target = tmp_path / "Plan.txt"
    target.write_text("old")
    asked = iter([False, True])
    watch = Watch(cancelled=lambda: next(asked))
    with pytest.raises(Cancelled), replacing(target, watch) as beside:
        watch.step(0, 1, "first")
        beside.write_text("whole")
    assert target.read_text() == "old"


def test_several_files_move_only_when_all_are_written(tmp_path: Path) -> None:
    targets = [tmp_path / "a.png", tmp_path / "b.png"]
    with pytest.raises(ZeroDivisionError), replacing_all(targets) as beside:
        beside[0].write_text("one")
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_said_in_a_sentence(tmp_path: Path) -> None:
    target = tmp_path / "gone" / "Plan.txt"
    with pytest.raises(ExportFailed, match=r"folder .* does not exist"), replacing(target):
        raise AssertionError("not reached")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EACCES, "open in another program"),
        (errno.EROFS, "is read-only"),
        (errno.EIO, "could not be written"),
    ],
)
def test_what_the_disk_says_becomes_a_sentence(tmp_path: Path, number: int, words: str) -> None:
    target = tmp_path / "Plan.txt"
    target.write_text("old")
    with pytest.raises(ExportFailed, match=words), replacing(target) as beside:
        beside.write_text("half")
        raise OSError(number, os.strerror(number))
    assert target.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_new_file_can_be_read_by_others_as_usual(tmp_path: Path) -> None:
    with replacing(tmp_path / "a.txt") as beside:
        beside.write_text("x")
    (tmp_path / "b.txt").write_text("x")
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "b.txt").stat().st_mode
