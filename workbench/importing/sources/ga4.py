"""Google Analytics 4: sessions by channel, page, device or day, under lines that begin with a number sign."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from workbench.importing import recognise
from workbench.importing.keys import header_of, text_of
from workbench.importing.periods import Span, span_from
from workbench.importing.sheet import Sheet
from workbench.importing.source import Field, Judgement, Source
from workbench.importing.sources import report_rows
from workbench.importing.sources.report_period import TIME_FIELDS, period, stated_span
from workbench.importing.table import Table
from workbench.language import _
from workbench.store.facts import TRAFFIC_DAY

_SPLITS = ("channel", "source_medium", "campaign", "page", "device", "country")
_NTH = {"nth_day": "day", "nth_week": "week", "nth_month": "month"}


def build(sheet: Sheet) -> None:
    """Read sessions, visitors, key events and revenue; the lines above the table say which days they are of."""
    found, grain = _nth(sheet) if any(map(sheet.has, _NTH)) else period(sheet)
    sheet.currency = sheet.find_currency("revenue") if sheet.has("revenue") else sheet.currency
    values: dict[str, Sequence[object]] = {
        name: sheet.counts(name)
        for name in ("visitors", "sessions", "carts", "checkouts", "completed")
        if sheet.has(name)
    }
    if sheet.has("key_events"):
        values["key_events"] = sheet.numbers("key_events")
    if sheet.has("revenue"):
        values["revenue_minor"] = sheet.money("revenue")
        values["currency"] = [sheet.currency] * len(sheet)
    split = [name for name in _SPLITS if sheet.has(name)]
    keys = {"segment": _segments(sheet, split)}
    report_rows.stage(sheet, TRAFFIC_DAY, found, keys, values, grain=grain, split=split)


def _segments(sheet: Sheet, split: Sequence[str]) -> list[str]:
    if not split:
        return [""] * len(sheet)
    columns = [sheet.texts(name) for name in split]
    return [" · ".join(cell or "(none)" for cell in cells) for cells in zip(*columns, strict=True)]


def _nth(sheet: Sheet) -> tuple[list[Span | None], str]:
    """`Nth day` 0000 is the start date, 0001 the day after; the file must say its start date."""
    field = next(name for name in _NTH if sheet.has(name))
    grain, stated = _NTH[field], stated_span(sheet)
    if stated is None:
        return period(sheet)
    sheet.meta["first_day"], sheet.meta["last_day"] = stated.first, stated.last
    start = date.fromisoformat(stated.first)
    found: list[Span | None] = []
    for index, n in enumerate(sheet.counts(field)):
        if n is None:
            if index not in sheet.bad:
                sheet.refuse(index, sheet.name(field), "", _("The row has no date."))
            found.append(None)
        else:
            found.append(_offset(start, n, grain))
    return found, grain


def _offset(start: date, n: int, grain: str) -> Span:
    if grain == "day":
        return span_from((start + timedelta(days=n)).isoformat(), "day")
    if grain == "week":
        sunday = start - timedelta(days=(start.weekday() + 1) % 7)
        return span_from((sunday + timedelta(weeks=n)).isoformat(), "week")
    months = start.year * 12 + start.month - 1 + n
    return span_from(date(months // 12, months % 12 + 1, 1).isoformat(), "month")


def judge(table: Table) -> Judgement | None:
    """The lines above the table, or the names that only this tool uses, tell it."""
    fields = recognise.fields_by_name(SOURCE, table)
    if not {"sessions", "visitors", "key_events"} & fields.keys():
        return None
    above = [text_of(row[0]) for row in table.preamble if row]
    commented = any(text.startswith("#") for text in above)
    own = {header_of(h) for h in _OWN_NAMES} & {header_of(n) for n in table.names}
    if commented and (own or "sessions" in fields):
        return Judgement(
            0.97, _("Lines that begin with # stand above it, as GA4 writes them."), fields
        )
    if own:
        names = ", ".join(sorted(own))
        return Judgement(0.9, _("Only GA4 calls columns so: {names}.").format(names=names), fields)
    return None


_OWN_NAMES = (
    "Session default channel group",
    "Session primary channel group (Default Channel Group)",
    "Session primary channel group (Default channel group)",
    "First user default channel group",
    "First user primary channel group (Default Channel Group)",
    "Session source / medium",
    "Nth day",
    "Nth week",
    "Nth month",
    "Engaged sessions",
    "Engagement rate",
    "Key events",
    "Event count",
    "Standaardkanaalgroep voor sessies",
    "Standard-Channelgruppe der Sitzung",
    "Groupe de canaux par défaut de la session",
    "Landing page + query string",
)

SOURCE = Source(
    key="ga4.traffic",
    title="Google Analytics 4",
    facts=("traffic_day",),
    fields=(
        *TIME_FIELDS,
        *(Field(name, (name.replace("_", " "),), "count") for name in _NTH),
        Field(
            "channel",
            (
                "Session default channel group",
                "Session primary channel group (Default Channel Group)",
                "Session primary channel group",
                "First user default channel group",
                "First user primary channel group (Default Channel Group)",
                "Default channel group",
                "Standaardkanaalgroep voor sessies",
                "Standard-Channelgruppe der Sitzung",
                "Groupe de canaux par défaut de la session",
            ),
        ),
        Field("source_medium", ("Session source / medium", "Session source", "Source / medium")),
        Field("campaign", ("Session campaign", "Campaign")),
        Field(
            "page", ("Landing page", "Landing page + query string", "Page path and screen class")
        ),
        Field("device", ("Device category", "Device", "Apparaatcategorie", "Gerätekategorie")),
        Field("country", ("Country", "Land", "Pays")),
        Field("sessions", ("Sessions", "Sessies", "Sitzungen"), "count"),
        Field(
            "visitors",
            (
                "Total users",
                "Active users",
                "Users",
                "Actieve gebruikers",
                "Aktive Nutzer",
                "Utilisateurs actifs",
            ),
            "count",
        ),
        Field("carts", ("Add to carts", "Sessions with add to cart"), "count"),
        Field("checkouts", ("Checkouts",), "count"),
        Field("completed", ("Ecommerce purchases", "Transactions", "Purchases"), "count"),
        Field(
            "key_events",
            (
                "Key events",
                "Conversions",
                "Belangrijke gebeurtenissen",
                "Schlüsselereignisse",
                "Événements clés",
            ),
            "number",
        ),
        Field(
            "revenue",
            (
                "Total revenue",
                "Purchase revenue",
                "Totale opbrengst",
                "Gesamtumsatz",
                "Revenu total",
            ),
            "money",
        ),
    ),
    judge=judge,
    build=build,
)
