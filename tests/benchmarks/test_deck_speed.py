"""A deck of twelve slides as a PowerPoint file."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.benchmarks.conftest import Compare
from workbench.presenting import command
from workbench.presenting import deck as decks
from workbench.store.opening import open_workspace

KEYS = ("net_sales", "orders", "average_order_value", "sessions", "conversion_rate", "customers")


def test_twelve_slides(compare: Compare, sample_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "Sample.workbench"
    shutil.copy(sample_file, file)
    workspace = open_workspace(file)

    def make(db: object) -> None:
        deck = decks.add_deck(db, "Twelve")
        for key in KEYS * 2:
            decks.add_slide(db, deck, "kpi", settings={"kpi": key})

    workspace.do("Make a deck", make)

    def export() -> None:
        target = tmp_path / "deck.pptx"
        workspace.ask(command.export, what="deck", deck="Twelve", target=target)

    compare.alone("a deck of 12 slides to PPTX", export, goal=5, rounds=3)
    workspace.close()
