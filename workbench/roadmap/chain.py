"""The chain of an item: signal, evidence, hypothesis, experiments, decision, launch, effect; and its gaps.

A gap is a link that should be there at the item's stage; each names the action that closes it. What need not be there
yet is no gap.
"""

from __future__ import annotations

import sqlite3
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from workbench.experiments.record import Experiment, experiments
from workbench.experiments.words import Choice, Status
from workbench.language import _, ngettext
from workbench.roadmap.backlog import Item, item
from workbench.roadmap.decisions import ItemDecision, decision_of
from workbench.roadmap.effects import Effect, State, effect_of
from workbench.roadmap.evidence import Kind, Piece, confidence, evidence
from workbench.roadmap.words import Stage
from workbench.store.clock import today as brand_today


class LinkKind(StrEnum):
    """The links of the chain, in their order."""

    SIGNAL = "signal"
    EVIDENCE = "evidence"
    HYPOTHESIS = "hypothesis"
    EXPERIMENTS = "experiments"
    DECISION = "decision"
    LAUNCH = "launch"
    EFFECT = "effect"

    @property
    def label(self) -> str:
        """The link as a person reads it."""
        return {
            LinkKind.SIGNAL: _("Signal"),
            LinkKind.EVIDENCE: _("Evidence"),
            LinkKind.HYPOTHESIS: _("Hypothesis"),
            LinkKind.EXPERIMENTS: _("Experiments"),
            LinkKind.DECISION: _("Decision"),
            LinkKind.LAUNCH: _("Launch"),
            LinkKind.EFFECT: _("Effect"),
        }[self]


class LinkState(StrEnum):
    """Whether a link is there, missing, or not due yet."""

    DONE = "done"
    GAP = "gap"
    LATER = "later"


class Link(NamedTuple):
    """One link: what it says, the things it leads to as (kind, id), and the action that closes a gap."""

    kind: LinkKind
    state: LinkState
    text: str
    things: tuple[tuple[str, int | str], ...] = ()
    action: str = ""


class Chain(NamedTuple):
    """All links of an item, in their order."""

    item_id: int
    links: tuple[Link, ...]

    @property
    def gaps(self) -> tuple[Link, ...]:
        """The links that are missing."""
        return tuple(link for link in self.links if link.state == LinkState.GAP)

    def link(self, kind: LinkKind) -> Link:
        """One of its links."""
        return self.links[list(LinkKind).index(kind)]


class _Known(NamedTuple):
    item: Item
    pieces: list[Piece]
    tests: list[Experiment]
    decision: ItemDecision | None
    effect: Effect | None
    today: date

    @property
    def looked_at(self) -> bool:
        return self.item.stage not in (Stage.INBOX, Stage.DROPPED)

    @property
    def committed(self) -> bool:
        return self.item.stage in (Stage.PLANNED, Stage.BUILDING, Stage.LAUNCHED)

    @property
    def built(self) -> bool:
        return self.item.stage in (Stage.BUILDING, Stage.LAUNCHED)


def chain(db: sqlite3.Connection, item_id: int, *, today: date | None = None) -> Chain:
    """The chain of an item; raises NotFound."""
    day = today or brand_today(db)
    found = item(db, item_id, today=day)
    known = _Known(
        found,
        evidence(db, item_id),
        [test for test in experiments(db) if test.item_id == item_id],
        decision_of(db, item_id),
        effect_of(db, item_id, today=day),
        day,
    )
    makers = (_signal, _evidence, _hypothesis, _experiments, _decision, _launch, _effect)
    return Chain(item_id, tuple(make(known) for make in makers))


def _missing(kind: LinkKind, needed: bool, text: str, action: str) -> Link:
    state = LinkState.GAP if needed else LinkState.LATER
    return Link(kind, state, text, (), action)


def _signal(known: _Known) -> Link:
    kpis = [piece for piece in known.pieces if piece.kind == Kind.KPI]
    if kpis:
        things = tuple(("kpi", piece.ref) for piece in kpis)
        return Link(LinkKind.SIGNAL, LinkState.DONE, kpis[0].text or kpis[0].ref, things)
    if known.item.key_result_id is not None:
        thing = ("key_result", known.item.key_result_id)
        return Link(LinkKind.SIGNAL, LinkState.DONE, _("Serves a key result"), (thing,))
    return _missing(LinkKind.SIGNAL, known.committed, _("No KPI is linked"), _("Link a KPI"))


def _evidence(known: _Known) -> Link:
    if known.pieces:
        text = confidence(known.pieces).because
        things = tuple(("evidence", piece.id) for piece in known.pieces)
        return Link(LinkKind.EVIDENCE, LinkState.DONE, text, things)
    return _missing(LinkKind.EVIDENCE, known.looked_at, _("No evidence"), _("Add evidence"))


def _hypothesis(known: _Known) -> Link:
    if known.item.hypothesis.strip():
        return Link(LinkKind.HYPOTHESIS, LinkState.DONE, known.item.hypothesis)
    return _missing(
        LinkKind.HYPOTHESIS, known.committed, _("No hypothesis"), _("Write the hypothesis")
    )


def _experiments(known: _Known) -> Link:
    if known.tests:
        things = tuple(("experiment", test.id) for test in known.tests)
        text = ngettext("{name}: {status}", "{n} experiments, the last: {name}", len(known.tests))
        last = known.tests[0]
        shown = text.format(n=len(things), name=last.name, status=last.status.label.lower())
        return Link(LinkKind.EXPERIMENTS, LinkState.DONE, shown, things)
    return _missing(LinkKind.EXPERIMENTS, known.built, _("Never tested"), _("Plan a test"))


def _decision(known: _Known) -> Link:
    open_ = [
        t for t in known.tests if t.choice is None and t.status in (Status.FINISHED, Status.STOPPED)
    ]
    if open_:
        thing = ("experiment", open_[0].id)
        text = _("“{name}” was never decided").format(name=open_[0].name)
        return Link(LinkKind.DECISION, LinkState.GAP, text, (thing,), _("Decide"))
    if known.decision is not None:
        return Link(LinkKind.DECISION, LinkState.DONE, known.decision.choice.label)
    decided = [test for test in known.tests if test.choice is not None]
    if decided and decided[0].choice is not None:
        things = (("experiment", decided[0].id),)
        return Link(LinkKind.DECISION, LinkState.DONE, decided[0].choice.label, things)
    return _missing(LinkKind.DECISION, known.built, _("Never decided"), _("Decide"))


def _launch(known: _Known) -> Link:
    own = known.item
    if own.stage == Stage.LAUNCHED and own.launched_day:
        return Link(LinkKind.LAUNCH, LinkState.DONE, own.launched_day.isoformat())
    if own.stage == Stage.LAUNCHED:
        return _missing(LinkKind.LAUNCH, True, _("No launch date"), _("Set the launch date"))
    kept = any(test.choice == Choice.SHIP for test in known.tests)
    late = known.built and own.due_day is not None and own.due_day < known.today
    if kept or late:
        text = _("Kept, but not launched") if kept else _("Overdue")
        return _missing(LinkKind.LAUNCH, True, text, _("Launch it"))
    return _missing(LinkKind.LAUNCH, False, _("Not launched yet"), _("Launch it"))


def _effect(known: _Known) -> Link:
    launched = known.item.stage == Stage.LAUNCHED
    found = known.effect
    if found is not None:
        states = {State.READ: LinkState.DONE, State.NOT_YET: LinkState.LATER}
        state = states.get(found.state, LinkState.GAP)
        action = {State.NO_DATA: _("Import data"), State.NO_BASELINE: _("Import older data")}
        things = (("kpi", found.prediction.kpi),)
        return Link(LinkKind.EFFECT, state, found.sentence, things, action.get(found.state, ""))
    decided = [test for test in known.tests if test.choice is not None]
    if launched and decided:
        text = _("Measured by “{name}”").format(name=decided[0].name)
        return Link(LinkKind.EFFECT, LinkState.DONE, text, (("experiment", decided[0].id),))
    return _missing(LinkKind.EFFECT, launched, _("Effect never measured"), _("Measure the effect"))
