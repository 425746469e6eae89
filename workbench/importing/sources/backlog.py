"""Backlogs: any sheet with a title, and the exports of Trello, Jira, Asana and Linear."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from workbench.importing.keys import header_of
from workbench.importing.sheet import Sheet
from workbench.importing.source import Field, Source
from workbench.language import _

_CRITERIA = (
    "reach impact confidence effort ease potential importance business_value time_criticality risk_reduction job_size "
    "user_value cost_of_delay duration"
)
CRITERIA = _CRITERIA.split()
COLUMNS = (
    *(
        "n",
        "key",
        "title",
        "description",
        "theme",
        "stage",
        "horizon",
        "owner",
        "start_day",
        "due_day",
    ),
    *("launched_day", "hypothesis", "tags", "scores", "row"),
)
_STAGES = {
    "inbox": "inbox,backlog,new,open,idea,ideas,triage,someday,ideeën,ideen,neu,nieuw,icebox,untriaged,requested",
    "discovery": "discovery,discover,research,exploring,shaping,analysis,onderzoek,refinement,in discovery,specified",
    "planned": "planned,plan,to do,todo,selected for development,ready,next,next up,gepland,geplant,te doen,"
    "zu erledigen,scheduled,up next,ready for development,unstarted,not started",
    "building": "building,in progress,doing,development,in development,in review,review,testing,started,bezig,"
    "in arbeit,building now,wip,in uitvoering,qa,blocked,on hold",
    "launched": "launched,done,live,shipped,released,complete,completed,closed,resolved,finished,klaar,erledigt,"
    "gereed,fertig,afgerond,deployed",
    "dropped": "dropped,cancelled,canceled,won't do,wont do,wontfix,rejected,declined,duplicate,archived,"
    "afgewezen,vervallen,abandoned,parked",
}
STAGE_OF = {header_of(word): stage for stage, words in _STAGES.items() for word in words.split(",")}
_HORIZONS = {
    "now": "now",
    "next": "next",
    "later": "later",
    "nu": "now",
    "volgende": "next",
    "straks": "next",
}
_COLOUR = re.compile(
    r"\s*\((?:green|yellow|orange|red|purple|blue|sky|lime|pink|black)(?:_\w+)?\)$", re.IGNORECASE
)


def build(sheet: Sheet) -> None:
    """Hand over one item per row that has a title; words for stages are translated, unknown ones go to the inbox."""
    titles = sheet.texts("title")
    for place, title in enumerate(titles):
        if not title:
            sheet.refuse(place, sheet.name("title"), "", _("The row has no title."))
    columns: list[Sequence[Any]] = [
        sheet.keys("key"),
        titles,
        sheet.texts("description"),
        [t.casefold() if t else None for t in sheet.texts("theme")],
        _stages(sheet),
        _horizons(sheet),
        sheet.texts("owner"),
        _days(sheet, "start"),
        _days(sheet, "due"),
        _days(sheet, "launched"),
        sheet.texts("hypothesis"),
        [json.dumps(tags, ensure_ascii=False) for tags in _tags(sheet)],
        [json.dumps(scores) for scores in _scores(sheet)],
        sheet.rows,
    ]
    kept = [i for i in range(len(sheet)) if i not in sheet.bad]
    rows = [tuple(column[i] for column in columns) for i in kept]
    sheet.give("item", COLUMNS, [(n, *row) for n, row in enumerate(rows, 1)])


def _days(sheet: Sheet, name: str) -> list[str | None]:
    """Days of a field; an item is kept without a date that cannot be read."""
    with sheet.keeping_rows():
        return sheet.days(name)


def _stages(sheet: Sheet) -> list[str]:
    words = sheet.texts("stage")
    unknown = sorted({w for w in words if w and header_of(w) not in STAGE_OF})
    if unknown:
        text = _("Stages that are not known here went to the inbox: {names}.")
        sheet.assume(text.format(names=", ".join(unknown[:8])))
    return [STAGE_OF.get(header_of(w), "inbox") if w else "inbox" for w in words]


def _horizons(sheet: Sheet) -> list[str | None]:
    return [_HORIZONS.get(header_of(w)) if w else None for w in sheet.texts("horizon")]


def _tags(sheet: Sheet) -> list[list[str]]:
    """The tags of all label columns, without Trello's colours, each once."""
    found: list[list[str]] = [[] for _row in range(len(sheet))]
    for index in sheet.fields.get("tags", []):
        for place, cell in enumerate(sheet.column(index).values):
            for part in re.split(r"[,;|\n]", str(cell)) if cell else ():
                tag = _COLOUR.sub("", part.strip()).strip()
                if tag and tag not in found[place]:
                    found[place].append(tag)
    return found


def _scores(sheet: Sheet) -> list[dict[str, float]]:
    """Scoring inputs by criterion; a confidence in percent becomes a fraction."""
    found: list[dict[str, float]] = [{} for _row in range(len(sheet))]
    for criterion in CRITERIA:
        if not sheet.has(criterion):
            continue
        with sheet.keeping_rows():
            values = sheet.decimals(criterion)
        share = _is_percent(sheet, criterion, values)
        for place, value in enumerate(values):
            if value is not None:
                found[place][criterion] = float(value / 100 if share else value)
    return found


def _is_percent(sheet: Sheet, criterion: str, values: Sequence[Decimal | None]) -> bool:
    if criterion != "confidence":
        return False
    marked = any("%" in cell for cell in sheet.cells(criterion) if isinstance(cell, str))
    return marked or any(value is not None and value > 10 for value in values)


_ANY = (
    Field("theme", ("Theme", "Category", "Area", "Thema", "Bereich", "Epic theme")),
    Field("horizon", ("Horizon", "Timeframe", "Now/Next/Later", "When")),
    Field("start", ("Start", "Start date", "Started", "Begin", "Startdatum", "Starts"), "moment"),
    Field(
        "due",
        ("Due", "Due date", "Deadline", "End date", "End", "Target date", "Einddatum", "Fällig"),
        "moment",
    ),
    Field(
        "launched",
        ("Launched", "Launch date", "Live since", "Resolved", "Completed At", "Completed"),
        "moment",
    ),
    Field("hypothesis", ("Hypothesis", "Hypothese")),
    *(Field(name, (name.replace("_", " "),), "number") for name in CRITERIA),
)


def _source(
    key: str,
    title: str,
    *fields: Field,
    also: str = "",
    needs: tuple[tuple[str, ...], ...] = (),
) -> Source:
    return Source(
        key=key,
        title=title,
        facts=("item",),
        fields=(*fields, *_ANY),
        needs=needs,
        also=tuple(filter(None, also.split(","))),
        own=True,
        build=build,
    )


_TAGS = ("Tags", "Labels", "Label", "Tag", "Etiketten")
_STAGE = ("Stage", "Status", "State", "List", "Column", "Fase", "Phase")

SOURCES = [
    _source(
        "backlog.jira",
        _("Jira issues"),
        Field("title", ("Summary", "Zusammenfassung", "Samenvatting"), required=True),
        Field("key", ("Issue key", "Key", "Vorgangsschlüssel"), "key", required=True),
        Field("stage", ("Status",), required=True),
        Field("description", ("Description", "Beschreibung", "Omschrijving")),
        Field("owner", ("Assignee",)),
        Field("tags", ("Labels",), many=True),
        also="Issue id,Issue Type,Status Category,Priority,Reporter,Created,Updated,Parent id,Project key,Creator",
    ),
    _source(
        "backlog.trello",
        _("Trello cards"),
        Field("title", ("Name", "Card Name"), required=True),
        Field("stage", ("List", "List Name"), required=True),
        Field("key", ("Card ID", "Short link"), "key"),
        Field("description", ("Description", "Card Description")),
        Field("owner", ("Members",)),
        Field("tags", ("Labels",), many=True),
        also="Card URL,Board Name,Archived,Position,Checklists,Attachments",
    ),
    _source(
        "backlog.asana",
        _("Asana tasks"),
        Field("title", ("Name",), required=True),
        Field("key", ("Task ID",), "key", required=True),
        Field("stage", ("Section/Column",)),
        Field("description", ("Notes",)),
        Field("owner", ("Assignee",)),
        Field("tags", ("Tags",), many=True),
        also="Created At,Last Modified,Assignee Email,Projects,Parent task,Blocked By (Dependencies),"
        "Blocking (Dependencies)",
    ),
    _source(
        "backlog.linear",
        _("Linear issues"),
        Field("title", ("Title",), required=True),
        Field("key", ("ID",), "key", required=True),
        Field("stage", ("Status",), required=True),
        Field("description", ("Description",)),
        Field("owner", ("Assignee",)),
        Field("tags", ("Labels",), many=True),
        also="Team,Estimate,Priority,Project ID,Project,Creator,Cycle Number,Cycle Name,Created,Updated,Initiatives",
        needs=(("description", "owner", "tags"),),
    ),
    _source(
        "backlog",
        _("Backlog"),
        Field(
            "title",
            (
                "Title",
                "Item",
                "Idea",
                "Feature",
                "Name",
                "Task",
                "Initiative",
                "Titel",
                "Idee",
                "Taak",
                "Aufgabe",
                "Titre",
            ),
            required=True,
        ),
        Field("key", ("Key", "ID", "Nr", "No", "Number"), "key"),
        Field(
            "description",
            ("Description", "Details", "Notes", "Omschrijving", "Beschreibung", "Toelichting"),
        ),
        Field("stage", _STAGE),
        Field("owner", ("Owner", "Assignee", "Responsible", "Eigenaar", "Wie", "Verantwortlich")),
        Field("tags", _TAGS, many=True),
        needs=(("theme", "stage", "tags", "horizon", "reach", "impact", "effort", "due"),),
    ),
]
