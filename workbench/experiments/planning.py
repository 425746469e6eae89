"""Making the plan of a test: the hypothesis in parts, the checks before the start, and the start itself."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from typing import Any, NamedTuple

from workbench.errors import BadInput
from workbench.experiments import ledger, shop
from workbench.experiments.plan import Plan, draft, freeze, keep_draft
from workbench.experiments.sentences import short_points
from workbench.experiments.words import Kind, Status
from workbench.language import _
from workbench.store.brand import brand
from workbench.store.clock import today as brand_today

_OWN = frozenset({"kind", "kpi", "page", "audience", "start_day", "end_day", "hypothesis"})
_PARTS = frozenset({"change", "because", "predicted", "kpi", "audience", "worth_having"})
WEEK = timedelta(days=7)


class Check(NamedTuple):
    """One line of the checklist before the start, with its key and whether it was ticked."""

    key: str
    text: str
    is_done: bool


def change_plan(db: sqlite3.Connection, experiment_id: int, **changes: object) -> None:
    """Change fields of a plan that is not frozen yet; the hypothesis follows when its parts are there.

    Raises NotFound, and BadInput for a frozen plan or fields that cannot be.
    """
    kept: dict[str, Any] = {key: value for key, value in changes.items() if key not in _OWN}
    held = draft(db, experiment_id)._replace(**kept)
    keep_draft(db, experiment_id, held)
    own = {key: value for key, value in changes.items() if key in _OWN}
    ledger.set_fields(db, experiment_id, own)
    if _PARTS & changes.keys():
        text = hypothesis(db, draft(db, experiment_id))
        if text:
            ledger.set_field(db, experiment_id, "hypothesis", text)


def hypothesis(db: sqlite3.Connection, plan: Plan) -> str:
    """The parts as one sentence; "" while one of them is missing."""
    move = plan.predicted
    name = shop.kpi_name(db, plan.kpi)
    if not (plan.change.strip() and plan.because.strip() and name and move):
        return ""
    parts = {
        "change": plan.change.strip(),
        "audience": plan.audience.strip() or _("all visitors"),
        "kpi": name,
        "move": short_points(abs(move), brand(db).locale),
        "why": plan.because.strip().rstrip("."),
    }
    if move > 0:
        text = _("If {change} for {audience}, then {kpi} will rise by {move} %, because {why}.")
    else:
        text = _("If {change} for {audience}, then {kpi} will fall by {move} %, because {why}.")
    return text.format(**parts)


def checklist(plan: Plan) -> list[Check]:
    """What to look at before the start, for this kind of test."""
    texts = {
        "numbers": _("I know where to read the numbers of every variant."),
        "order": _("A test order goes through in every variant."),
        "devices": _("I have looked at every variant on a phone and on a computer."),
        "people": _("Visitors are split as people, and see the same variant again."),
        "quiet": _("No promotion, launch or stock-out is planned in these weeks."),
        "off": _("I know how to switch it off at once."),
    }
    kind = Kind(plan.kind or Kind.SPLIT)
    if not kind.is_split:
        texts.pop("people")
    if kind in (Kind.SURVEY, Kind.PAINTED_DOOR):
        texts.pop("order")
    return [Check(key, text, key in plan.checked) for key, text in texts.items()]


def start(
    db: sqlite3.Connection,
    experiment_id: int,
    *,
    per_variant: int | None = None,
    weeks: int | None = None,
    baseline: float | None = None,
    today: date | None = None,
) -> str:
    """Freeze the plan with its size and set the test running; answers the plan's fingerprint.

    A plan without a start day starts today; with weeks and no end day it ends after so many whole weeks. Raises
    NotFound, and BadInput where the plan is frozen or not complete.
    """
    plan = draft(db, experiment_id)
    _complete(db, experiment_id, plan)
    first = date.fromisoformat(plan.start_day) if plan.start_day else today or brand_today(db)
    last = plan.end_day
    if last is None and weeks:
        last = (first + weeks * WEEK - timedelta(days=1)).isoformat()
    days = {"start_day": first.isoformat(), "end_day": last}
    ledger.set_fields(db, experiment_id, days)
    whole = plan._replace(
        start_day=days["start_day"],
        end_day=last,
        per_variant=per_variant,
        weeks=weeks,
        baseline=plan.baseline if plan.baseline is not None else baseline,
    )
    mark = freeze(db, experiment_id, whole)
    ledger.set_status(db, experiment_id, Status.RUNNING)
    return mark


def _complete(db: sqlite3.Connection, experiment_id: int, plan: Plan) -> None:
    if not plan.hypothesis.strip():
        raise BadInput(_("Write the hypothesis first: it is what the test will answer."))
    if Kind(plan.kind or Kind.SPLIT).is_split:
        sql = "SELECT count(*) FROM variant WHERE experiment_id = ?"
        if db.execute(sql, (experiment_id,)).fetchone()[0] < 2:
            raise BadInput(
                _("Add the control and at least one variant first, under “What is compared”.")
            )
