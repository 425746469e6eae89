"""Google Search Console: clicks and views in search, by day, query, page, country or device."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.importing.sheet import Sheet
from workbench.importing.source import Field, Source
from workbench.importing.sources import report_rows
from workbench.importing.sources.report_period import TIME_FIELDS, period
from workbench.store.facts import SEARCH_DAY

_PARTS = ("query", "page", "country", "device")


def build(sheet: Sheet) -> None:
    """Read clicks, impressions and the mean position; click rates follow from the counts."""
    found, grain = period(sheet)
    part = next((name for name in _PARTS if sheet.has(name)), "total")
    values: dict[str, Sequence[object]] = {
        name: sheet.counts(name) for name in ("clicks", "impressions") if sheet.has(name)
    }
    if sheet.has("position"):
        values["position"] = sheet.numbers("position")
    named = sheet.texts(part) if part != "total" else [""] * len(sheet)
    keys = {"part": [part] * len(sheet), "query": [name or "" for name in named]}
    report_rows.stage(sheet, SEARCH_DAY, found, keys, values, grain=grain, split=[part])


SOURCE = Source(
    key="search_console.performance",
    title="Google Search Console",
    facts=("search_day",),
    fields=(
        *TIME_FIELDS,
        Field(
            "query",
            (
                "Top queries",
                "Query",
                "Queries",
                "Meest gebruikte zoekopdrachten",
                "Populairste zoekopdrachten",
                "Häufigste Suchanfragen",
                "Requêtes les plus fréquentes",
            ),
        ),
        Field(
            "page",
            (
                "Top pages",
                "Page",
                "Populairste pagina's",
                "Die häufigsten Seiten",
                "Pages les plus populaires",
            ),
        ),
        Field("country", ("Country", "Land", "Pays")),
        Field("device", ("Device", "Apparaat", "Gerät", "Appareil")),
        Field("clicks", ("Clicks", "Klikken", "Klicks", "Clics"), "count", required=True),
        Field(
            "impressions", ("Impressions", "Vertoningen", "Impressionen"), "count", required=True
        ),
        Field("position", ("Position", "Positie"), "number", required=True),
    ),
    needs=((*report_rows.GRAINS, *_PARTS),),
    also=("CTR",),
    build=build,
)
