"""A small shop with a deck, open in a session, for tests of presenting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtWidgets import QApplication

from ui import charting
from ui import theme as look
from ui.session import Session
from workbench.kpis import typed
from workbench.new import new_workspace
from workbench.presenting import deck
from workbench.roadmap import items
from workbench.store.workspace import Workspace

FIRST_MONDAY = date(2026, 8, 3)


class Room(NamedTuple):
    """A session with a workspace, and the id of the deck to present."""

    session: Session
    workspace: Workspace
    deck: int


def _fill(db) -> int:
    """Twenty weeks of two typed KPIs, three items and a deck of five slides."""
    key = typed.add_kpi(db, "Wholesale sales", unit="money", direction="up")
    for week in range(12):
        start = FIRST_MONDAY + timedelta(weeks=week)
        last = start + timedelta(days=6)
        typed.set_snapshot(db, key, first_day=start, last_day=last, value=1000 + 50 * week)
    for title, theme, stage in (
        ("Gift wrap", "acquisition", "building"),
        ("Refill reminder", "retention", "planned"),
        ("Refund list", "operations", "planned"),
    ):
        items.add(db, title, theme=theme, stage=stage)
    made = deck.add_deck(db, "Monday")
    deck.add_slide(db, made, "text", title="Monday", settings={"text": "Shop", "cover": True})
    deck.add_slide(db, made, "kpi", settings={"kpi": key, "grain": "week"}, notes="Breathe.")
    deck.add_slide(db, made, "board", settings={"filter": ""})
    deck.add_slide(db, made, "table", settings={})
    deck.add_slide(db, made, "asks", settings={"text": "Keep the gift wrap?"})
    return made


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[Room]:
    """An open session with a filled workspace."""
    look.install(qapp, "light")
    workspace = new_workspace(tmp_path / "Shop.workbench", name="Shop", currency="EUR")
    made = workspace.do("Fill", _fill).result
    session = Session(keep=False)
    session.adopt(workspace, remember=False)
    yield Room(session, workspace, made)
    session.close()


@pytest.fixture
def idle(qtbot, room: Room):
    """Waits until nothing is read, written or drawn any more."""

    def wait() -> None:
        qtbot.waitUntil(lambda: charting.is_idle() and not room.session.is_busy(), timeout=20_000)

    return wait
