"""The plan told before an import, held against what the merge then does, over many staged files."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from tests.workbench.importing.staging_maker import (
    bring,
    entities,
    generic,
    orders,
    report,
    traffic,
)
from workbench.importing import ledger
from workbench.importing.merge import ImportResult
from workbench.importing.plan import Plan, plan
from workbench.importing.road import bring_in, look_at
from workbench.roadmap import items
from workbench.store.workspace import Workspace

TEE = ("T-1", "Tee", 1.0, "10.00", 1000, 0, None)
MUG = ("M-1", "Mug", 2.0, "5.00", 1000, 0, None)
DAYS = [f"2026-01-{n:02}" for n in range(1, 8)]


def planned(workspace: Workspace, staged: Path) -> Plan:
    found: Plan = workspace.ask_later(plan, staged).result()
    return found


def assert_agrees(told: Plan, did: ImportResult) -> None:
    """The merge has counts of order lines and of new KPIs besides; the rest must be the same."""
    for kind, counts in told.counts.items():
        assert kind in did.counts or not counts.news, kind
        if kind in did.counts:
            assert tuple(counts) == tuple(did.counts[kind]), kind
    assert told.kept == (did.import_id is not None)


def random_orders(dice: random.Random, folder: Path) -> Path:
    given: list[dict[str, Any]] = []
    for number in dice.sample(range(1, 7), dice.randint(1, 5)):
        given.append(
            {
                "number": str(number),
                "day": dice.choice(DAYS),
                "total_minor": dice.choice([None, 1000, 2000]),
                "country": dice.choice([None, "NL"]),
                "status": dice.choice(["paid", "refunded"]),
                "lines": dice.choice([None, [TEE], [TEE, MUG]]),
            }
        )
    return orders(folder, given, as_of=dice.choice([None, *DAYS]))


def random_report(dice: random.Random, folder: Path) -> Path:
    first, last = sorted(dice.sample(range(7), 2))
    rows = [
        {"day": DAYS[n], "product": name, "gross_minor": dice.choice([100, 200])}
        for n in range(first, last + 1)
        for name in ("", "Tee")
        if dice.random() < 0.8
    ]
    span = {"first_day": DAYS[first], "last_day": DAYS[last]}
    return report(folder, rows, as_of=dice.choice([None, *DAYS]), **span)


def random_things(dice: random.Random, folder: Path) -> Path:
    rows = [
        {"number": str(n), "title": dice.choice(["Tee", "Mug"])}
        for n in dice.sample(range(5), dice.randint(1, 4))
    ]
    return entities(folder, rows, as_of=dice.choice([None, *DAYS]))


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("make", [random_orders, random_report, random_things])
def test_the_plan_says_what_the_merge_does(
    make: Any, seed: int, workspace: Workspace, tmp_path: Path
) -> None:
    dice = random.Random(f"{make.__name__} {seed}")
    staged: list[Path] = []
    for _file in range(8):
        staged.append(
            dice.choice(staged) if staged and dice.random() < 0.2 else make(dice, tmp_path)
        )
        told = planned(workspace, staged[-1])
        assert_agrees(told, bring(workspace, staged[-1], confirmed=True))
        live = workspace.ask(ledger.imports, live_only=True)
        if live and dice.random() < 0.3:
            workspace.do("Take back", ledger.remove, dice.choice(live).id)


def test_the_examples_are_the_values_that_change(workspace: Workspace, tmp_path: Path) -> None:
    day = "2026-01-05"
    first = [{"number": "1", "day": day, "total_minor": 1000, "country": "NL"}]
    bring(workspace, orders(tmp_path, first, as_of="2026-01-06"))
    second = [{"number": "1", "day": day, "total_minor": 900, "country": None}]
    told = planned(workspace, orders(tmp_path, second, as_of="2026-01-07"))
    # An empty cell keeps what is there, so only the total differs.
    assert [tuple(d) for d in told.differences] == [("1", "total_minor", "1000", "900")]


def test_an_older_file_changes_nothing_but_is_kept(workspace: Workspace, tmp_path: Path) -> None:
    one = {"number": "1", "day": "2026-01-05"}
    bring(workspace, orders(tmp_path, [{**one, "total_minor": 900}], as_of="2026-01-07"))
    told = planned(workspace, orders(tmp_path, [{**one, "total_minor": 5}], as_of="2026-01-06"))
    assert told.nothing_new and told.kept and told.differences == ()


def test_a_report_that_shrinks_asks(workspace: Workspace, tmp_path: Path) -> None:
    span = {"first_day": DAYS[0], "last_day": DAYS[2], "as_of": None}
    rows = [{"day": day, "sessions": 5} for day in DAYS[:3]]
    bring(workspace, traffic(tmp_path, rows, **span))
    told = planned(workspace, traffic(tmp_path, rows[:1], **span))
    assert told.needs_confirmation and told.counts["traffic_days"].gone == 2


def test_an_unknown_table_is_planned_once(workspace: Workspace, tmp_path: Path) -> None:
    staged = generic(tmp_path, [(2, "a", "1"), (3, "a", "2")], as_of=None)
    for _time in (1, 2):
        assert_agrees(planned(workspace, staged), bring(workspace, staged))


SHEETS = {
    "backlog": (
        "Title,Theme,Stage\nGift card,product,inbox\nSize guide,engagement,discovery\n",
        "Title,Theme,Stage\nGift card,product,planned\nSize guide,engagement,discovery\nNew,product,inbox\n",
    ),
    "kpis": (
        "KPI,2026-01-01,2026-02-01\nReturns,4,5\nHelp tickets,10,12\n",
        "KPI,2026-01-01,2026-02-01,2026-03-01\nReturns,4,6,7\nHelp tickets,10,12,9\n",
    ),
    "rates": (
        "Date,Currency,Rate\n2026-01-01,USD,0.9\n2026-01-02,USD,0.91\n",
        "Date,Currency,Rate\n2026-01-01,USD,0.92\n2026-01-02,USD,0.91\n2026-01-03,GBP,1.1\n",
    ),
    "tests": (
        "experiment,variant,visitors,conversions\nA,control,1000,20\nA,new,1010,30\n",
        "experiment,variant,visitors,conversions\nA,control,2000,40\nA,new,1010,30\nB,x,5,1\nB,y,6,2\n",
    ),
}


@pytest.mark.parametrize("kind", sorted(SHEETS))
def test_typed_sheets_are_planned_as_they_are_merged(
    kind: str, workspace: Workspace, tmp_path: Path
) -> None:
    for n, text in enumerate((*SHEETS[kind], SHEETS[kind][1])):
        file = tmp_path / f"{kind} {n}.csv"
        file.write_text(text, "utf-8")
        (told,) = look_at(workspace, file)
        (did,) = bring_in(workspace, file)
        assert_agrees(told, did)
        assert told.nothing_new == (n == 2)


def test_what_a_person_edited_is_not_planned_away(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "backlog.csv"
    file.write_text(SHEETS["backlog"][0], "utf-8")
    bring_in(workspace, file)
    (card,) = (i for i in workspace.ask(items.items) if i.title == "Gift card")
    workspace.do("Move", items.set_fields, card.id, {"stage": "discovery"})
    file.write_text(SHEETS["backlog"][1], "utf-8")
    (told,) = look_at(workspace, file)
    assert (told.counts["items"].new, told.counts["items"].changed) == (1, 0)
