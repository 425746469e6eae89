"""Experiments: a list with one row per variant, or a bare table of variants, perhaps per day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from workbench.importing.keys import header_of
from workbench.importing.sheet import Sheet
from workbench.importing.source import Field, Source
from workbench.language import _

EXPERIMENT = (
    *(
        "n",
        "name",
        "status",
        "hypothesis",
        "kpi",
        "start_day",
        "end_day",
        "decision",
        "learning",
        "row",
    ),
)
VARIANT = (
    *(
        "experiment_n",
        "n",
        "name",
        "visitors",
        "conversions",
        "revenue_minor",
        "currency",
        "day",
        "row",
    ),
)
_STATUS = {
    "planned": "planned,plan,draft,idea,to do,not started,gepland,geplant,entwurf",
    "running": "running,live,active,in progress,started,loopt,läuft",
    "finished": "finished,ended,complete,completed,done,concluded,klaar,beendet",
    "decided": "decided,shipped,implemented,rolled out,rejected,besloten,entschieden",
    "stopped": "stopped,stopped early,aborted,cancelled,canceled,paused,gestopt,abgebrochen",
}
STATUS_OF = {
    header_of(word): status for status, words in _STATUS.items() for word in words.split(",")
}
_TEXTS = ("hypothesis", "kpi", "decision", "learning")


def build(sheet: Sheet) -> None:
    """Group the rows by experiment; without a name column the whole table is one, named after the file."""
    names = _names(sheet)
    days = {name: sheet.days(name) for name in ("start", "end", "day")}
    texts = {name: sheet.texts(name) for name in _TEXTS}
    statuses, variants = _statuses(sheet), sheet.texts("variant")
    counts = {name: sheet.counts(name) for name in ("visitors", "conversions")}
    sheet.currency = sheet.find_currency("revenue")
    revenue = sheet.money("revenue")
    _check(sheet, names, variants, counts)
    places: dict[str, int] = {}
    experiments: list[list[Any]] = []
    rows: list[tuple[Any, ...]] = []
    for i in range(len(sheet)):
        name = names[i]
        if name is None or i in sheet.bad:
            continue
        if name not in places:
            places[name] = len(experiments) + 1
            first = [places[name], name, None, None, None, None, None, None, None, sheet.rows[i]]
            experiments.append(first)
        said = [
            statuses[i],
            texts["hypothesis"][i],
            texts["kpi"][i],
            days["start"][i],
            days["end"][i],
        ]
        _fill(experiments[places[name] - 1], [*said, texts["decision"][i], texts["learning"][i]])
        if variants[i]:
            numbers = (counts["visitors"][i], counts["conversions"][i], revenue[i])
            money = sheet.currency if revenue[i] is not None else None
            rows.append(
                (
                    places[name],
                    len(rows) + 1,
                    variants[i],
                    *numbers,
                    money,
                    days["day"][i],
                    sheet.rows[i],
                )
            )
    for experiment in experiments:
        experiment[2] = experiment[2] or _status_by_dates(experiment)
    sheet.give("experiment", EXPERIMENT, [tuple(e) for e in experiments])
    sheet.give("variant", VARIANT, rows)


def _fill(experiment: list[Any], said: list[str | None]) -> None:
    """What the first row of an experiment leaves empty, a later row may say."""
    for place, value in enumerate(said, 2):
        if experiment[place] is None:
            experiment[place] = value


def _status_by_dates(experiment: list[Any]) -> str:
    if experiment[7]:
        return "decided"
    if experiment[6]:
        return "finished"
    return "running" if experiment[5] else "finished"


def _names(sheet: Sheet) -> list[str | None]:
    if not sheet.has("name"):
        return [Path(sheet.request.file.name).stem] * len(sheet)
    names: list[str | None] = []
    last = None
    for place, name in enumerate(sheet.texts("name")):
        if name is None and last is not None and sheet.has("variant"):
            name = last  # a merged cell: the name stands on the first row only
        if name is None:
            sheet.refuse(place, sheet.name("name"), "", _("The row names no experiment."))
        names.append(name)
        last = name
    return names


def _statuses(sheet: Sheet) -> list[str | None]:
    words = sheet.texts("status")
    unknown = sorted({w for w in words if w and header_of(w) not in STATUS_OF})
    if unknown:
        text = _("Not known as a status, taken from the dates instead: {names}.")
        sheet.assume(text.format(names=", ".join(unknown[:8])))
    return [STATUS_OF.get(header_of(w)) if w else None for w in words]


def _check(
    sheet: Sheet,
    names: list[str | None],
    variants: list[str | None],
    counts: dict[str, list[int | None]],
) -> None:
    """Refuse rows of which no reading can be made."""
    pairs = zip(counts["visitors"], counts["conversions"], strict=True)
    for place, (visitors, conversions) in enumerate(pairs):
        if place in sheet.bad:
            continue
        counted = visitors is not None or conversions is not None
        if counted and not variants[place]:
            sheet.refuse(
                place,
                sheet.name("variant") if sheet.has("variant") else "",
                "",
                _("The row names no variant."),
            )
        elif min(visitors or 0, conversions or 0) < 0:
            sheet.refuse(
                place, sheet.name("visitors"), visitors, _("A count cannot be below zero.")
            )
        elif conversions is not None and visitors is not None and conversions > visitors:
            sheet.refuse(
                place,
                sheet.name("conversions"),
                conversions,
                _("There are more conversions than visitors."),
            )


SOURCE = Source(
    key="experiments.table",
    title="Experiments",
    facts=("experiment", "variant"),
    fields=(
        Field("name", ("Experiment", "Experiment name", "Test", "Test name", "A/B test")),
        Field("status", ("Status", "State")),
        Field("hypothesis", ("Hypothesis", "Hypothese")),
        Field("kpi", ("KPI", "Metric", "Goal", "Primary metric")),
        Field("start", ("Start", "Start date", "Started"), "moment"),
        Field("end", ("End", "End date", "Ended"), "moment"),
        Field("day", ("Day", "Date", "Datum", "Dag", "Tag"), "moment"),
        Field("variant", ("Variant", "Variation", "Arm", "Group", "Version", "Variante")),
        Field(
            "visitors",
            (
                "Visitors",
                "Users",
                "Sessions",
                "Participants",
                "Sample",
                "n",
                "Bezoekers",
                "Besucher",
            ),
            "count",
        ),
        Field(
            "conversions",
            ("Conversions", "Converted", "Orders", "Successes", "Conversies", "Conversion count"),
            "count",
        ),
        Field("revenue", ("Revenue", "Sales", "Omzet", "Umsatz"), "money"),
        Field("decision", ("Decision", "Besluit", "Entscheidung")),
        Field("learning", ("Learning", "Learnings", "Lesson")),
    ),
    needs=(
        ("name", "variant"),
        ("variant", "hypothesis"),
        ("visitors", "hypothesis"),
        ("conversions", "hypothesis"),
    ),
    own=True,
    build=build,
)
