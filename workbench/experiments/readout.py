"""What the screen and the slide say about one test: a word, a sentence, pictures, gates and what lies behind them."""

from __future__ import annotations

import sqlite3
from datetime import date

from workbench.experiments.plan import drifts, frozen
from workbench.experiments.readout_parts import Asked, Readout
from workbench.experiments.record import record
from workbench.experiments.words import Kind
from workbench.language import _, day
from workbench.store.brand import brand
from workbench.store.clock import today as brand_today


def readout(db: sqlite3.Connection, experiment_id: int, *, today: date | None = None) -> Readout:
    """Read one test, whatever its kind. Raises NotFound."""
    from workbench.experiments.readout_hint import read_hint
    from workbench.experiments.readout_share import read_share
    from workbench.experiments.readout_split import read_split

    own = brand(db)
    held, plan = record(db, experiment_id), frozen(db, experiment_id)
    asked = Asked(held, plan, today or brand_today(db), own.locale, own.currency)
    kind = Kind(held.experiment.kind or Kind.SPLIT)
    if kind in (Kind.PAINTED_DOOR, Kind.SURVEY):
        found = read_share(asked, kind)
    elif kind in (Kind.BEFORE_AFTER, Kind.DIFFERENCE):
        found = read_hint(db, asked, kind) or read_split(db, asked)
    else:
        found = read_split(db, asked)
    return (found or _nothing(asked, kind))._replace(when=_when(db, asked))


def _nothing(asked: Asked, kind: Kind) -> Readout:
    """Nothing can be read; the reason says what to do."""
    if kind in (Kind.BEFORE_AFTER, Kind.DIFFERENCE):
        reason = _("Give the day of the change and a KPI with daily data, or enter counts by day.")
    elif len(asked.held.variants) < (1 if kind in (Kind.PAINTED_DOOR, Kind.SURVEY) else 2):
        reason = _("Add the control and at least one variant on the Readings tab.")
    else:
        reason = _("Type, paste or import the visitors of every variant on the Readings tab.")
    return Readout(None, _("Nothing has been counted yet."), reasons=(reason,))


def _when(db: sqlite3.Connection, asked: Asked) -> str:
    """On which day this was computed, and whether the plan is still the one it started with."""
    computed = day(asked.today, asked.locale)
    if asked.plan is None:
        return _("computed on {day}; no plan was frozen").format(day=computed)
    planned = day(date.fromisoformat(asked.plan.at[:10]), asked.locale, "d MMM")
    if not asked.plan.is_intact:
        text = _("computed on {day}; the plan of {planned} was altered in the file")
    elif drifts(db, asked.held.experiment.id):
        text = _("computed on {day}; some things differ from the plan of {planned}")
    else:
        text = _("computed on {day}, plan of {planned} unchanged")
    return text.format(day=computed, planned=planned)
