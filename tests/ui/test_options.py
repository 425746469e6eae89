"""The command line of the window and of the tour."""

from __future__ import annotations

import pytest

from main import _is_word
from ui import app, options, tour
from ui.options import TOUR_USAGE, WINDOW_USAGE, BadOptions, Options, read


@pytest.mark.parametrize(
    ("line", "usage", "wanted"),
    [
        ("", WINDOW_USAGE, Options()),
        ("a.workbench --theme dark", WINDOW_USAGE, Options(files=("a.workbench",), theme="dark")),
        (
            "--sample --exit-when-painted",
            WINDOW_USAGE,
            Options(sample=True, exit_when_painted=True),
        ),
        ("--size=1440x900", WINDOW_USAGE, Options(size=(1440, 900))),
        (
            "out --scale 1.5 --size 800X600",
            TOUR_USAGE,
            Options(("out",), size=(800, 600), scale=1.5),
        ),
    ],
)
def test_what_is_asked(line: str, usage: str, wanted: Options) -> None:
    assert read(line.split(), usage) == wanted


@pytest.mark.parametrize(
    "line",
    ["--theme", "--theme pink", "--size 12", "--size axb", "--what", "--scale 2", "--size=9x9"],
)
def test_one_sentence_and_status_two(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(line.split()) == 2
    told = capsys.readouterr().err
    assert told.startswith("Usage: main.py") and told.count("\n") == 1


def test_the_tour_wants_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert tour.main([]) == 2
    assert tour.main(["a", "b", "c"]) == 2
    assert tour.main(["out", "nothing-here.workbench"]) == 2
    assert "nothing-here" in capsys.readouterr().err


def test_the_tour_takes_no_options_of_the_window() -> None:
    with pytest.raises(BadOptions):
        options.read(["out", "--sample"], TOUR_USAGE)


@pytest.mark.parametrize(
    ("argument", "word"),
    [("kpi", True), ("--help", True), ("--sample", False), ("a.workbench", False), ("x/y", False)],
)
def test_a_word_is_a_subcommand_a_file_is_not(argument: str, word: bool) -> None:
    assert _is_word(argument) is word
