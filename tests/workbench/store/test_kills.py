"""Killed at any moment: what was confirmed is there, what was half done is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workbench.store.kills import kill_at_random


@pytest.mark.parametrize("seed", range(12))
def test_what_was_confirmed_survives_a_kill(tmp_path: Path, seed: int) -> None:
    _confirmed, under_way = kill_at_random(tmp_path, seed)
    assert under_way in (0, 1)
