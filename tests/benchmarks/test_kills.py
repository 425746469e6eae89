"""Two hundred kills; run with --benchmark-only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.workbench.store.kills import kill_at_random

KILLS = 200


def test_two_hundred_kills(benchmark: Any, tmp_path: Path) -> None:
    seeds = iter(range(1000, 1000 + KILLS))
    found = []

    def one() -> None:
        found.append(kill_at_random(tmp_path, next(seeds)))

    benchmark.pedantic(one, rounds=KILLS, iterations=1)
    confirmed = sum(confirmed for confirmed, _under_way in found)
    torn_off = sum(under_way for _confirmed, under_way in found)
    benchmark.extra_info |= {"confirmed steps": confirmed, "killed during a step": torn_off}
    assert len(found) == KILLS
