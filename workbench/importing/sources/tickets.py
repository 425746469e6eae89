"""Questions of customers: Gorgias tickets, counted without who asked or what was written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workbench.importing.sheet import Sheet
from workbench.importing.source import Field, Source
from workbench.importing.sources import entity_rows
from workbench.store.facts import TICKET


def build(sheet: Sheet) -> None:
    """One row per ticket, with its times in seconds and the score of its survey."""
    values: dict[str, Sequence[Any]] = {
        "day": sheet.days("day"),
        "closed_day": sheet.days("closed"),
        "channel": sheet.texts("channel"),
        "tags": entity_rows.words(sheet.texts("tags")),
        "status": [(s or "").lower() or None for s in sheet.texts("status")],
        "score": sheet.numbers("score"),
        "first_reply_s": sheet.numbers("first_reply"),
        "resolution_s": sheet.numbers("resolution"),
    }
    entity_rows.stage(sheet, TICKET, sheet.keys("number"), values)


SOURCE = Source(
    key="gorgias.tickets",
    title="Gorgias tickets",
    facts=("ticket",),
    fields=(
        Field("number", ("Ticket id", "Ticket ID", "Id"), "key", required=True),
        Field("tags", ("Tags",)),
        Field("channel", ("Initial channel", "Channel"), required=True),
        Field("day", ("Creation date", "Created date", "Created at"), "moment", required=True),
        Field("closed", ("Closed date", "Closed at"), "moment"),
        Field("status", ("Status",)),
        Field("score", ("Survey score", "CSAT score"), "number"),
        Field("first_reply", ("First response time (s)",), "number"),
        Field("resolution", ("Resolution time (s)",), "number"),
    ),
    needs=(("closed", "first_reply", "resolution"),),
    also=(
        "Last used channel",
        "Assignee name",
        "Assignee email",
        "Assigned team",
        "Customer email",
        "Customer name",
        "Number of agent messages",
        "Number of customer messages",
        "Subject",
        "Last message",
        "Priority",
        "Language",
        "Integrations",
        "Reopened",
        "Replies",
        "Initial sender",
    ),
    build=build,
)
