"""The list of all tests as an Excel file: plan, counts, verdict, decision and learning, a row per test."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from workbench.charts.measure import Measure
from workbench.charts.style import style
from workbench.experiments import shop
from workbench.experiments.readout import readout
from workbench.experiments.record import Experiment, experiments, record
from workbench.experiments.words import Kind
from workbench.language import _
from workbench.presenting import prepare
from workbench.presenting.slides import Field, TableSlide, Value
from workbench.presenting.xlsx import write_xlsx
from workbench.store.brand import brand


def export_tests(db: sqlite3.Connection, target: Path) -> Path:
    """Write every test to a new Excel file and answer its path. Raises ExportFailed."""
    made = prepare.handout(db, _("Tests"), [table_of_tests(db)])
    write_xlsx(made, target, style=style("light"))
    return target


def table_of_tests(db: sqlite3.Connection) -> TableSlide:
    """Every test with all that is known about it."""
    locale = brand(db).locale
    count, rate = Measure("count", "", locale), Measure("rate", "", locale)
    fields = (
        *(Field(name) for name in (_("Test"), _("State"), _("Kind"), _("Hypothesis"), _("KPI"))),
        *(Field(name, "day") for name in (_("Start"), _("End"))),
        *(Field(name, "number", count) for name in (_("Visitors"), _("Conversions"))),
        *(Field(name, "number", rate) for name in (_("Effect"), _("Likely from"), _("Likely to"))),
        *(Field(name) for name in (_("Verdict"), _("What the numbers say"), _("Decision"))),
        *(Field(name) for name in (_("Reason"), _("Learning"))),
    )
    rows = tuple(_row(db, one) for one in experiments(db))
    return TableSlide(_("Tests"), fields, rows, empty=_("No test has been planned yet."))


def _row(db: sqlite3.Connection, one: Experiment) -> tuple[Value, ...]:
    held, said = record(db, one.id), readout(db, one.id)
    effect: tuple[float | None, float | None, float | None] = (None, None, None)
    first = said.picture.rows[0] if said.picture and said.picture.rows else None
    if first is not None and first.likely_range is not None:
        effect = (first.value, *first.likely_range)
    made = held.decision
    return (
        *(one.name, one.status.label, Kind(one.kind or Kind.SPLIT).label, one.hypothesis),
        *(shop.kpi_name(db, one.kpi), one.start_day, one.end_day, one.visitors, one.conversions),
        *effect,
        *(said.word.label if said.word else "", said.headline if said.word else ""),
        *((made.choice.label, made.reason) if made else ("", "")),
        " ".join(learning.text for learning in held.learnings),
    )
