"""A deck from every template can be shown and exported, from the first minute on."""

from __future__ import annotations

from pathlib import Path

import pytest
from pptx import Presentation

from workbench.errors import NotFound
from workbench.presenting import command, deck, templates
from workbench.presenting.prepare import prepare
from workbench.store.workspace import Workspace

KEYS = [one.key for one in templates.templates()]


@pytest.mark.parametrize("key", KEYS)
def test_an_empty_workspace_gets_a_deck_that_opens(
    key: str, workspace: Workspace, tmp_path: Path
) -> None:
    made = workspace.do("New deck", templates.add_from_template, key).result
    name = workspace.ask(deck.deck, made).name
    target = tmp_path / "Deck.pptx"
    workspace.ask(command.export, what="deck", deck=name, target=target)
    shown = workspace.ask(prepare, made).slides
    assert len(Presentation(str(target)).slides) == len(shown) >= 2


def test_the_same_template_twice_gets_another_name(workspace: Workspace) -> None:
    for _n in range(2):
        workspace.do("New deck", templates.add_from_template, "monday")
    names = [one.name for one in workspace.ask(deck.decks)]
    assert names == ["Monday numbers", "Monday numbers 2"]
    workspace.undo()
    assert len(workspace.ask(deck.decks)) == 1


def test_an_unknown_template_is_refused(workspace: Workspace) -> None:
    with pytest.raises(NotFound, match="yearly"):
        workspace.do("New deck", templates.add_from_template, "yearly")


def test_a_template_keeps_its_audience_and_its_settings(workspace: Workspace) -> None:
    made = workspace.do("New deck", templates.add_from_template, "month").result
    assert workspace.ask(deck.deck, made).settings["audience"] == "founder"
    kinds = [slide.kind for slide in workspace.ask(deck.slides, made)]
    assert {"trading", "bridge", "kpi", "products", "tests", "horizons", "asks"} <= set(kinds)
