"""Mailings and flows: Klaviyo and Mailchimp, counted by the day they were sent or worked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workbench.importing.periods import Span
from workbench.importing.sheet import Sheet
from workbench.importing.source import Field, Source
from workbench.importing.sources import report_rows
from workbench.importing.sources.report_period import TIME_FIELDS, period
from workbench.language import _
from workbench.store.facts import EMAIL_DAY

_COUNTS = (
    "recipients",
    "delivered",
    "opens",
    "clicks",
    "orders",
    "unsubscribes",
    "complaints",
    "bounces",
)


def build(sheet: Sheet) -> None:
    """Read counts and revenue; rates are left, since they follow from the counts."""
    if not sheet.has("sent"):
        found, grain = period(sheet)
    else:
        found, grain = _sent(sheet), "day"
    sheet.currency = sheet.find_currency("revenue") if sheet.has("revenue") else sheet.currency
    values: dict[str, Sequence[object]] = {
        name: sheet.counts(name) for name in _COUNTS if sheet.has(name)
    }
    if sheet.has("revenue"):
        values["revenue_minor"] = sheet.money("revenue")
    values["currency"] = [sheet.currency] * len(sheet)
    keys = {
        "channel": [_channel(c) for c in sheet.texts("channel")],
        "campaign": [c or "" for c in sheet.texts("campaign")],
        "part": _parts(sheet),
    }
    split = [name for name in ("campaign", "id", "message") if sheet.has(name)]
    report_rows.stage(sheet, EMAIL_DAY, found, keys, values, grain=grain, split=split)


def _sent(sheet: Sheet) -> list[Span | None]:
    days = sheet.days("sent")
    for index, day in enumerate(days):
        if day is None and index not in sheet.bad:
            sheet.refuse(index, sheet.name("sent"), "", _("The mailing has no date."))
    return [Span(day, day, "day") if day else None for day in days]


def _channel(word: str | None) -> str:
    plain = (word or "").casefold()
    if "sms" in plain or "text" in plain:
        return "SMS"
    return "Push" if "push" in plain else "E-mail"


def _parts(sheet: Sheet) -> list[str]:
    """What tells mailings of one name apart: the mailing's id, or the message of a flow."""
    ids, messages = sheet.texts("id"), sheet.texts("message")
    return [" · ".join(filter(None, both)) for both in zip(ids, messages, strict=True)]


Headers = tuple[str, ...]


def _fields(**extra: Headers) -> tuple[Field, ...]:
    names: dict[str, Headers] = {
        "campaign": ("Campaign Name", "Flow Name", "Title", "Campaign", "Name"),
        "recipients": ("Total Recipients", "Recipients"),
        "delivered": ("Successful Deliveries", "Delivered", "Received"),
        "opens": ("Unique Opens",),
        "clicks": ("Unique Clicks",),
        "orders": ("Unique Placed Order", "Placed Order", "Total Orders", "Orders"),
        "revenue": ("Revenue", "Total Revenue", "Placed Order Value"),
        "unsubscribes": ("Unsubscribes", "Unsubscribed"),
        "complaints": ("Spam Complaints", "Abuse Complaints", "Marked as Spam", "Spam"),
        "bounces": ("Bounces", "Total Bounces", "Bounced"),
        "channel": ("Campaign Channel", "Flow Message Channel", "Channel"),
    } | extra
    kinds = dict.fromkeys(_COUNTS, "count") | {"revenue": "money", "sent": "moment"}
    return tuple(
        Field(name, headers, kinds.get(name, "text"), required=name in ("campaign", "sent"))
        for name, headers in names.items()
    )


def _source(key: str, title: str, fields: tuple[Field, ...], also: str, needs: Headers) -> Source:
    reader: Callable[[Sheet], None] = build
    return Source(
        key=key,
        title=title,
        facts=("email_day",),
        fields=fields,
        needs=(needs, ("recipients", "delivered")),
        also=tuple(also.split(",")),
        build=reader,
    )


SOURCES = [
    _source(
        "klaviyo.campaigns",
        "Klaviyo campaigns",
        _fields(sent=("Send Time", "Send Date"), id=("Campaign ID",)),
        "Tags,Subject,List,Send Weekday,Placed Order Rate,Open Rate,Total Opens,Click Rate,Total Clicks,"
        "Spam Complaints Rate,Bounce Rate,Excluded List,Unsubscribe Rate,Total Placed Order,Click to Open Rate,"
        "Winning Variant?,Variant Name",
        ("opens", "clicks"),
    ),
    _source(
        "klaviyo.flows",
        "Klaviyo flows",
        (
            *_fields(
                id=("Flow Message ID", "Flow ID"),
                message=("Flow Message Name", "Message Name"),
                campaign=("Flow Name",),
            ),
            *TIME_FIELDS,
        ),
        "Flow ID,Status,Tags,Open Rate,Click Rate,Placed Order Rate,Revenue per Recipient,Total Opens,"
        "Total Clicks,Bounce Rate,Unsubscribe Rate,Spam Rate,Complaint Rate,Drop Off Rate",
        ("day", "week", "month", "opens"),
    ),
    _source(
        "mailchimp.campaigns",
        "Mailchimp campaigns",
        _fields(
            campaign=("Title", "Campaign Title"),
            sent=("Send Date", "Sent"),
            id=("Unique Id", "Campaign Id"),
        ),
        "Subject,List,Send Weekday,Soft Bounces,Hard Bounces,Times Forwarded,Forwarded Opens,Open Rate,"
        "Total Opens,Click Rate,Total Clicks,Analytics ROI,Campaign Cost,Revenue Created,Visits,New Visits,"
        "Pages/Visit,Bounce Rate,Time on Site,Goals Completed,Per Visit Goal Value,Facebook Likes",
        ("opens", "clicks"),
    ),
]
