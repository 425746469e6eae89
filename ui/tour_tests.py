"""Stops of the tour at tests of every kind and with every verdict."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.experiments import ledger, record
from workbench.sample.shown_tests import MADE, OPEN, make, open_plan

if TYPE_CHECKING:
    from ui.window import Window

Stop = tuple[str, Callable[[], object]]


def stops(window: Window) -> list[Stop]:
    """A stop per test, at its verdict; for some kinds also at the plan."""
    found: list[Stop] = [(f"test-{key}", lambda key=key: _show(window, key)) for key in MADE]
    found.append(("test-details", lambda: _unfold(window)))
    plans = ("keep", "holdout", "before-after", "difference", "price", "painted-door", "survey")
    found += [(f"plan-{key}", lambda key=key: _show(window, key, tab="plan")) for key in plans]
    found.append(("plan-open", lambda: _show_open(window)))
    return found


def _show(window: Window, key: str, *, tab: str = "verdict") -> None:
    made = MADE[key]
    assert window.session.workspace is not None
    found = _named(window, made.name)
    if found is None:
        found = window.session.workspace.do("Tour", make, made).result
    window.show_thing("experiments", "experiment", found)
    page = window.frame.current()
    page.tabs.set_current(tab)
    page._turn(tab)


def _unfold(window: Window) -> None:
    _show(window, "keep")
    window.frame.current()._record.verdict._open_details(True)


def _show_open(window: Window) -> None:
    """A plan that cannot be concluded with this traffic."""
    assert window.session.workspace is not None
    made = window.session.workspace.do("Tour", open_plan).result
    window.show_thing("experiments", "experiment", made)


def _named(window: Window, name: str) -> int | None:
    found = window.session.ask(record.experiments)
    return next((one.id for one in found if one.name == name), None)


def clear(window: Window) -> None:
    """Take the made tests away again, so that later stops show the brand as it is."""
    assert window.session.workspace is not None
    made = {*(one.name for one in MADE.values()), OPEN}
    for one in window.session.ask(record.experiments):
        if one.name in made:
            window.session.workspace.do("Tour", ledger.delete, one.id)
