"""The verdict of an experiment that is in the workspace, from its readings and its frozen plan."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from workbench.experiments import measures, shop
from workbench.experiments.counted import (
    CONVERSIONS,
    REVENUE,
    Arm,
    Counted,
    Guardrail,
    counted,
)
from workbench.experiments.gates import Rule
from workbench.experiments.hints import directional, without_split
from workbench.experiments.measured import Measured
from workbench.experiments.money import Value
from workbench.experiments.plan import Frozen, Plan, PlannedGuardrail, frozen
from workbench.experiments.record import Record, Variant, record
from workbench.experiments.verdict import Verdict, verdict
from workbench.experiments.verdict_words import Word
from workbench.experiments.words import Kind, Status
from workbench.language import _
from workbench.store.brand import brand
from workbench.store.clock import today as brand_today

_READ = (Word.SHIP, Word.ROLL_BACK, Word.REVIEW)


class StoredVerdict(NamedTuple):
    """A verdict with what it was computed from; `plan` is None where none was frozen."""

    verdict: Verdict
    counted: Counted
    plan: Frozen | None


def stored_verdict(
    db: sqlite3.Connection,
    experiment_id: int,
    *,
    today: date | None = None,
    value: Value | None = None,
) -> StoredVerdict | None:
    """Judge an experiment by its readings; None before it has two variants with visitors known. Raises NotFound.

    Without a frozen plan only the counts speak. Days after the planned end are left out, so that nobody can run on
    until chance agrees.
    """
    held, plan = record(db, experiment_id), frozen(db, experiment_id)
    if len(held.variants) < 2 or any(v.visitors is None for v in held.variants):
        return None
    on = today or brand_today(db)
    found = stored_counts(db, held, plan.plan if plan else Plan(), on)
    rule = plan.plan.rule if plan else _unplanned(held)
    is_split = Kind(held.experiment.kind or Kind.SPLIT).is_split
    found = found if is_split else without_split(found)
    made = verdict(found, rule, today=on, value=value, locale=brand(db).locale)
    made = made if is_split else directional(made)
    if plan is None and held.experiment.status == Status.RUNNING and made.word in _READ:
        why = _(
            "No plan was frozen; who looks at a running test often enough will see a win by chance."
        )
        made = made._replace(reasons=(*made.reasons, why))
    return StoredVerdict(made, found, plan)


def _unplanned(held: Record) -> Rule:
    """Without a frozen plan a running test is at least not read before its end day."""
    running = held.experiment.status == Status.RUNNING
    return Rule(end_day=held.experiment.end_day if running else None)


def stored_counts(db: sqlite3.Connection, held: Record, plan: Plan, today: date) -> Counted:
    """What was counted, up to the planned end, with the goals and guardrails of the plan."""
    end = date.fromisoformat(plan.end_day) if plan.end_day else None
    revenue = measures.measured(db, held.experiment.id, REVENUE)
    shares = _shares(held.variants, dict(plan.shares))
    arms = [
        _arm(v, end, share, revenue.get(v.id))
        for v, share in zip(held.variants, shares, strict=True)
    ]
    rails = [_rail(db, held, rail, end) for rail in plan.guardrails]
    days = _days(held, end, today)
    return counted(arms, goals=plan.goals, names=_names(db, held), guardrails=rails, days=days)


def _names(db: sqlite3.Connection, held: Record) -> dict[str, str]:
    """The goals as they are called; conversions of another kind than orders have the name of their KPI."""
    kpi = held.experiment.kpi
    own = _("orders per visitor") if shop.is_of_the_shop(db, kpi) else shop.kpi_name(db, kpi)
    return {CONVERSIONS: own, REVENUE: _("revenue per visitor")}


def _shares(variants: Sequence[Variant], planned: dict[str, float]) -> list[float]:
    """The designed split: as planned, else as set, else equal."""
    found = [planned.get(variant.name) or variant.share for variant in variants]
    known = [share for share in found if share]
    return known if len(known) == len(found) else [1.0] * len(found)


def _arm(variant: Variant, end: date | None, share: float, revenue: Measured | None) -> Arm:
    kept = [r for r in variant.readings if r.day is None or end is None or r.day <= end]
    visitors = sum(r.visitors or 0 for r in kept)
    known = [r.conversions for r in kept if r.conversions is not None]
    return Arm(variant.name, visitors, sum(known) if known else None, share, revenue)


def _rail(
    db: sqlite3.Connection, held: Record, rail: PlannedGuardrail, end: date | None
) -> Guardrail:
    found = measures.measured(db, held.experiment.id, rail.measure)
    last = end or held.experiment.end_day
    in_from = last + timedelta(days=rail.window_days + 1) if last and rail.window_days else None
    arms = tuple(found.get(variant.id) for variant in held.variants)
    return Guardrail(rail.measure, arms, rail.margin, rail.higher_is_better, in_from)


def _days(held: Record, end: date | None, today: date) -> int | None:
    """How many days were counted: those with readings, or for totals from the start to the end or yesterday."""
    days = {r.day for v in held.variants for r in v.readings if r.day and not (end and r.day > end)}
    if days:
        return (max(days) - min(days)).days + 1
    experiment = held.experiment
    if experiment.start_day is None:
        return None
    over = experiment.end_day if experiment.status.is_over else None
    last = min(day for day in (over, end, today - timedelta(days=1)) if day is not None)
    return max((last - experiment.start_day).days + 1, 0)
