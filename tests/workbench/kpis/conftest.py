"""What tests of KPIs share: worked examples, and series made by hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from workbench.kpis.points import Point

GOLDEN = Path(__file__).parents[2] / "golden" / "kpis.json"


@pytest.fixture(scope="session")
def golden() -> dict[str, Any]:
    """Worked examples by their id, each with inputs, expected results and source."""
    cases = json.loads(GOLDEN.read_text("utf-8"))["cases"]
    return {case["id"]: case for case in cases}


@pytest.fixture(scope="session")
def periods() -> Callable[..., list[Point]]:
    """Makes whole points of some length from values, one after the other."""

    def made(
        values: Sequence[float | None], first: date = date(2024, 1, 1), days: int = 7
    ) -> list[Point]:
        return [
            Point(
                first + timedelta(days * n),
                first + timedelta(days * (n + 1) - 1),
                value,
                value,
                None,
                value is not None,
                days if value is not None else 0,
                days,
            )
            for n, value in enumerate(values)
        ]

    return made
