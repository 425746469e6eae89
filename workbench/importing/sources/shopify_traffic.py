"""Shopify's sessions over time: visitors, sessions and how far they came."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.importing.sheet import Sheet
from workbench.importing.source import Field, Source
from workbench.importing.sources import report_rows
from workbench.importing.sources.report_rows import TIME_NAMES
from workbench.store.facts import TRAFFIC_DAY

_SPLITS = ("device", "channel", "referrer", "page", "country")


def build(sheet: Sheet) -> None:
    """Read the counts; rates are left, since they follow from the counts."""
    grain = report_rows.grain_of(sheet)
    found = report_rows.spans(sheet, grain)
    values = {name: sheet.counts(name) for name in TRAFFIC_DAY.values if sheet.has(name)}
    split = [name for name in _SPLITS if sheet.has(name)]
    keys = {"segment": _segments(sheet, split)}
    report_rows.stage(sheet, TRAFFIC_DAY, found, keys, values, grain=grain, split=split)


def _segments(sheet: Sheet, split: Sequence[str]) -> list[str]:
    if not split:
        return [""] * len(sheet)
    columns = [sheet.texts(name) for name in split]
    return [" · ".join(cell or "(none)" for cell in cells) for cells in zip(*columns, strict=True)]


SOURCE = Source(
    key="shopify.traffic",
    title="Shopify sessions over time",
    facts=("traffic_day",),
    fields=(
        *(Field(grain, names, "span") for grain, names in TIME_NAMES.items()),
        Field("device", ("Session device type", "Device type")),
        Field("channel", ("Referring channel", "Traffic channel")),
        Field("referrer", ("Referrer source", "Traffic source")),
        Field("page", ("Landing page path", "Landing page type")),
        Field("country", ("Session country",)),
        Field(
            "visitors",
            (
                "Online store visitors",
                "Visitors",
                "Bezoekers onlinewinkel",
                "Besucher des Onlineshops",
            ),
            "count",
        ),
        Field(
            "sessions",
            ("Sessions", "Online store sessions", "Sessies", "Sitzungen", "Sesiones"),
            "count",
        ),
        Field(
            "carts",
            ("Sessions with cart additions", "Sessies met toevoegingen aan winkelwagen"),
            "count",
        ),
        Field("checkouts", ("Sessions that reached checkout", "Reached checkout"), "count"),
        Field("completed", ("Sessions that completed checkout", "Sessions converted"), "count"),
    ),
    needs=(report_rows.GRAINS, ("visitors", "sessions", "carts", "checkouts", "completed")),
    also=(
        "Checkout conversion rate",
        "Conversion rate",
        "Bounce rate",
        "Average session duration",
        "Pageviews",
    ),
    build=build,
)
