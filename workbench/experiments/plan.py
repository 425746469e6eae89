"""The plan of an experiment, frozen when it starts, so that nobody moves the goal afterwards."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from datetime import date
from typing import Any, NamedTuple

from workbench.errors import BadInput, NotFound
from workbench.experiments.counted import CONVERSIONS
from workbench.experiments.gates import Rule
from workbench.experiments.sizing import ALPHA, POWER, Formula
from workbench.language import _
from workbench.store.clock import now

_EDITABLE = ("hypothesis", "kpi", "kind", "page", "audience", "start_day", "end_day")


class PlannedGuardrail(NamedTuple):
    """A measure that must not get worse by more than `margin`, a fraction; its numbers come in `window_days` late."""

    measure: str
    margin: float
    higher_is_better: bool = True
    window_days: int = 0


class Plan(NamedTuple):
    """All that is decided before a test starts.

    `goals` are measures that shall move ('conversions', 'revenue'), `baseline` the KPI before (a fraction or an
    amount), `worth_having` the smallest relative lift worth having, `predicted` the lift expected. `per_variant` are
    visitors, `weeks` whole weeks. `shares` are (variant, part of the visitors), the control first. `also` are measures
    that are looked at but decide nothing. `change` and `because` are the parts of the hypothesis that stand nowhere
    else; `checked` are the keys of the checklist that were ticked. `control_kpi` is a KPI that the change cannot reach,
    `weekly_visitors` those that enter the test.
    """

    kind: str = "split"
    hypothesis: str = ""
    kpi: str | None = None
    page: str = ""
    audience: str = ""
    goals: tuple[str, ...] = (CONVERSIONS,)
    guardrails: tuple[PlannedGuardrail, ...] = ()
    also: tuple[str, ...] = ()
    shares: tuple[tuple[str, float], ...] = ()
    baseline: float | None = None
    worth_having: float | None = None
    predicted: float | None = None
    per_variant: int | None = None
    weeks: int | None = None
    start_day: str | None = None
    end_day: str | None = None
    alpha: float = ALPHA
    power: float = POWER
    formula: str = Formula.POOLED_NULL.value
    sequential: bool = False
    change: str = ""
    because: str = ""
    checked: tuple[str, ...] = ()
    control_kpi: str | None = None
    weekly_visitors: float | None = None

    @property
    def rule(self) -> Rule:
        """What of it decides how the test is read."""
        end = date.fromisoformat(self.end_day) if self.end_day else None
        return Rule(self.per_variant, end, self.sequential, self.alpha, self.worth_having)


class Frozen(NamedTuple):
    """A frozen plan: its fingerprint, when, and whether the text in the file still has that fingerprint."""

    plan: Plan
    fingerprint: str
    at: str
    is_intact: bool


class Drift(NamedTuple):
    """Something that was changed after the plan was frozen; texts as they are kept."""

    field: str
    planned: str
    now: str


def canonical(plan: Plan) -> str:
    """The plan as JSON in one fixed form: the same plan is always the same text."""
    plain = plan._asdict() | {"guardrails": [rail._asdict() for rail in plan.guardrails]}
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def fingerprint(text: str) -> str:
    """The SHA-256 of a plan's text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def from_text(text: str) -> Plan:
    """Read a plan back; fields that this version does not know are left out. Raises BadInput."""
    try:
        plain: dict[str, Any] = json.loads(text)
        known = {key: plain[key] for key in Plan._fields if key in plain}
        known["guardrails"] = tuple(PlannedGuardrail(**r) for r in plain.get("guardrails", ()))
        known["shares"] = tuple((str(n), float(s)) for n, s in plain.get("shares", ()))
        for key in ("goals", "also", "checked"):
            known[key] = tuple(plain.get(key, ()))
        return Plan(**known)
    except (ValueError, TypeError, AttributeError):
        raise BadInput(_("The plan of this experiment cannot be read.")) from None


def freeze(db: sqlite3.Connection, experiment_id: int, plan: Plan) -> str:
    """Write the plan down for good and return its fingerprint. Raises NotFound, and BadInput where one is frozen."""
    _open(db, experiment_id)
    text = canonical(plan)
    mark = fingerprint(text)
    db.execute(
        "UPDATE experiment SET plan = ?, plan_hash = ?, frozen_at = ? WHERE id = ?",
        (text, mark, now(), experiment_id),
    )
    return mark


def frozen(db: sqlite3.Connection, experiment_id: int) -> Frozen | None:
    """The frozen plan; None before it was frozen. Raises NotFound and BadInput."""
    row = _kept(db, experiment_id)
    if not row[0] or not (row[1] or row[2]):
        return None
    return Frozen(from_text(row[0]), row[1], row[2], fingerprint(row[0]) == row[1])


def draft(db: sqlite3.Connection, experiment_id: int) -> Plan:
    """The plan as it stands before the start: what was kept, with the experiment's own fields.

    Raises NotFound and BadInput.
    """
    text = _kept(db, experiment_id)[0]
    columns = ", ".join(_EDITABLE)
    row = db.execute(f"SELECT {columns} FROM experiment WHERE id = ?", (experiment_id,)).fetchone()
    own = dict(zip(_EDITABLE, row, strict=True))
    for field in ("hypothesis", "kind", "page", "audience"):
        own[field] = own[field] or ("split" if field == "kind" else "")
    kept = from_text(text) if text else Plan()
    shares = tuple((name, share or 0.0) for name, share in _shares(db, experiment_id))
    known = shares if all(share for _name, share in shares) else ()
    return kept._replace(**own, shares=known)


def keep_draft(db: sqlite3.Connection, experiment_id: int, plan: Plan) -> None:
    """Keep a plan that is still being made. Raises NotFound, and BadInput once the plan is frozen."""
    _open(db, experiment_id)
    text = canonical(plan)
    if _kept(db, experiment_id)[0] != text:
        db.execute("UPDATE experiment SET plan = ? WHERE id = ?", (text, experiment_id))


def _open(db: sqlite3.Connection, experiment_id: int) -> None:
    if frozen(db, experiment_id) is not None:
        raise BadInput(_("The plan is frozen already; stop the test and plan a new one instead."))


def _kept(db: sqlite3.Connection, experiment_id: int) -> tuple[str | None, str, str]:
    sql = "SELECT plan, plan_hash, frozen_at FROM experiment WHERE id = ?"
    row = db.execute(sql, (experiment_id,)).fetchone()
    if row is None:
        raise NotFound(_("This experiment is no longer there."))
    found: tuple[str | None, str, str] = row
    return found


def drifts(db: sqlite3.Connection, experiment_id: int) -> list[Drift]:
    """What differs now from the frozen plan; empty where nothing does or none is frozen. Raises NotFound."""
    held = frozen(db, experiment_id)
    if held is None:
        return []
    columns = ", ".join(f"coalesce({field}, '')" for field in _EDITABLE)
    row = db.execute(f"SELECT {columns} FROM experiment WHERE id = ?", (experiment_id,)).fetchone()
    pairs = [
        (field, getattr(held.plan, field) or "", now)
        for field, now in zip(_EDITABLE, row, strict=True)
    ]
    found = [Drift(*pair) for pair in pairs if pair[1] != pair[2]]
    planned = [(name, round(share, 6)) for name, share in held.plan.shares]
    shares = [(name, round(share or 0.0, 6)) for name, share in _shares(db, experiment_id)]
    if planned and planned != shares:
        found.append(Drift("shares", _written(planned), _written(shares)))
    return found


def _shares(db: sqlite3.Connection, experiment_id: int) -> list[tuple[str, float | None]]:
    sql = "SELECT name, share FROM variant WHERE experiment_id = ? ORDER BY position, id"
    return list(db.execute(sql, (experiment_id,)).fetchall())


def _written(shares: list[tuple[str, float]]) -> str:
    return ", ".join(f"{name} {share:g}" for name, share in shares)
