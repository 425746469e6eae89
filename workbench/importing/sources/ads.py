"""What advertising platforms report: cost, views and clicks, by day or over a span, by campaign or deeper."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workbench.importing.sheet import Sheet
from workbench.importing.source import Field, Source
from workbench.importing.sources import report_rows
from workbench.importing.sources.report_period import ENDS, STARTS, TIME_FIELDS, period
from workbench.language import _
from workbench.store.facts import SPEND_DAY

_NAMES = ("campaign", "set", "ad", "platform", "keyword")


def reader(channel: str) -> Callable[[Sheet], None]:
    """How to read the reports of one platform, whose name is the channel of its rows."""

    def build(sheet: Sheet) -> None:
        _build(sheet, channel)

    return build


def _build(sheet: Sheet, channel: str) -> None:
    sheet.currency = _currency(sheet)
    names = {name: sheet.texts(name) for name in _NAMES if sheet.has(name)}
    spend = sheet.money("spend")
    totals = _totals(sheet, names, spend)
    found, grain = period(sheet, totals)
    values: dict[str, Sequence[object]] = {
        "currency": [sheet.currency] * len(sheet),
        "spend_minor": spend,
    }
    for name in ("impressions", "clicks"):
        if sheet.has(name):
            values[name] = sheet.counts(name)
    if sheet.has("purchases"):
        values["purchases"] = sheet.numbers("purchases")
    if sheet.has("value"):
        values["value_minor"] = sheet.money("value")
    parts = [name for name in _NAMES[1:] if name in names]
    keys = {
        "channel": [channel] * len(sheet),
        "campaign": [c or "" for c in names.get("campaign", [None] * len(sheet))],
        "part": _parts(sheet, [names[name] for name in parts]),
    }
    split = [name for name in _NAMES if name in names]
    report_rows.stage(sheet, SPEND_DAY, found, keys, values, grain=grain, split=split, skip=totals)


def _currency(sheet: Sheet) -> str:
    """The currency of a column of its own, else that in the name of the cost column."""
    codes = [c for c in sheet.texts("currency") if c] if sheet.has("currency") else []
    return codes[0].upper() if codes else sheet.find_currency("spend")


def _parts(sheet: Sheet, columns: list[list[str | None]]) -> list[str]:
    if not columns:
        return [""] * len(sheet)
    return [" · ".join(cell or "–" for cell in cells) for cells in zip(*columns, strict=True)]


def _totals(
    sheet: Sheet, names: dict[str, list[str | None]], spend: list[int | None]
) -> frozenset[int]:
    """Rows with a cost but no name at all hold the total of the others; say so where it does not add up."""
    if not names:
        return frozenset()
    nameless = {i for i, cells in enumerate(zip(*names.values(), strict=True)) if not any(cells)}
    if len(nameless) == len(sheet):
        return frozenset()
    for index in nameless:
        sheet.left_out["totals"] += 1
        rest = sum(s or 0 for i, s in enumerate(spend) if i not in nameless)
        said = spend[index]
        if said is not None and abs(said - rest) > 1 and len(nameless) == 1:
            text = _("The file's own total says {total}; its rows add up to {sum}.")
            sheet.assume(text.format(total=_major(said), sum=_major(rest)))
    return frozenset(nameless)


def _major(minor: int) -> str:
    return f"{minor / 100:,.2f}"


_CAMPAIGN = (
    "Campaign name",
    "Campaign",
    "Campagnenaam",
    "Campagne",
    "Kampagnenname",
    "Kampagne",
    "Nom de la campagne",
)
_AD_SET = (
    "Ad set name",
    "Ad group name",
    "Ad group",
    "Naam advertentieset",
    "Advertentiesetnaam",
    "Advertentiegroep",
    "Anzeigengruppenname",
    "Name der Anzeigengruppe",
    "Anzeigengruppe",
    "Nom de l'ensemble de publicités",
    "Groupe d'annonces",
)
_AD = (
    "Ad name",
    "Naam advertentie",
    "Advertentienaam",
    "Name der Anzeige",
    "Anzeigenname",
    "Nom de la publicité",
)
_IMPRESSIONS = (
    "Impressions",
    "Impr.",
    "Weergaven",
    "Vertoningen",
    "Vert.",
    "Impressionen",
    "Impr",
)

SOURCES = [
    Source(
        key="meta_ads.daily",
        title="Meta Ads",
        facts=("spend_day",),
        fields=(
            *TIME_FIELDS,
            STARTS,
            ENDS,
            Field("campaign", _CAMPAIGN),
            Field("set", _AD_SET),
            Field("ad", _AD),
            Field("platform", ("Platform", "Plateforme", "Plattform")),
            Field(
                "spend",
                ("Amount spent", "Besteed bedrag", "Ausgegebener Betrag", "Montant dépensé"),
                "money",
                required=True,
            ),
            Field("impressions", _IMPRESSIONS, "count"),
            Field(
                "clicks",
                (
                    "Link clicks",
                    "Linkklikken",
                    "Klikken op link",
                    "Link-Klicks",
                    "Clics sur un lien",
                    "Clicks (all)",
                    "Klikken (alle)",
                    "Klicks (alle)",
                    "Clics (tous)",
                ),
                "count",
            ),
            Field(
                "purchases",
                ("Purchases", "Website purchases", "Aankopen", "Käufe", "Achats"),
                "number",
            ),
            Field(
                "value",
                (
                    "Purchases conversion value",
                    "Website purchases conversion value",
                    "Conversiewaarde van aankopen",
                    "Conversion-Wert von Käufen",
                    "Conversion-Wert für Käufe",
                    "Valeur de conversion des achats",
                ),
                "money",
            ),
            Field("currency", ("Currency", "Valuta", "Währung", "Devise")),
        ),
        needs=(("day", "week", "month", "starts", "campaign"),),
        also=(
            "Reach",
            "Results",
            "Frequency",
            "CTR (all)",
            "Cost per results",
            "Result indicator",
            "Attribution setting",
            "Bereik",
            "Reichweite",
            "Couverture",
            "Body",
            "Account name",
            "Campaign delivery",
            "Ad set budget",
            "CPM (cost per 1,000 impressions)",
        ),
        build=reader("Meta Ads"),
    ),
    Source(
        key="google_ads.campaigns",
        title="Google Ads",
        facts=("spend_day",),
        fields=(
            *TIME_FIELDS,
            Field("campaign", _CAMPAIGN),
            Field("set", _AD_SET),
            Field(
                "keyword",
                ("Search keyword", "Keyword", "Zoekwoord", "Keyword der Suche", "Mot clé"),
            ),
            Field("spend", ("Cost", "Kosten", "Coût"), "money", required=True),
            Field("impressions", _IMPRESSIONS, "count"),
            Field("clicks", ("Clicks", "Klikken", "Klicks", "Clics", "Interactions"), "count"),
            Field("purchases", ("Conversions", "Conversies"), "number"),
            Field(
                "value",
                (
                    "Conv. value",
                    "Conversion value",
                    "Conversiewaarde",
                    "Conv.-Wert",
                    "Valeur de conv.",
                ),
                "money",
            ),
            Field(
                "currency",
                (
                    "Currency code",
                    "Currency",
                    "Valutacode",
                    "Valuta",
                    "Währungscode",
                    "Währung",
                    "Code de devise",
                    "Devise",
                ),
            ),
        ),
        needs=(("campaign", "day", "week", "month"), ("impressions", "clicks")),
        also=(
            "Campaign status",
            "Campaign type",
            "Campaign state",
            "Campagnestatus",
            "Kampagnenstatus",
            "Campagnetype",
            "Kampagnentyp",
            "État de la campagne",
            "Budget",
            "Budget name",
            "CTR",
            "Avg. CPC",
            "Gem. CPC",
            "Durchschn. CPC",
            "CPC moy.",
            "Cost / conv.",
            "Conv. rate",
            "Optimization score",
            "Status",
            "Status reasons",
            "Bid strategy type",
            "Interaction rate",
            "Avg. cost",
            "Search impr. share",
            "Conv. value / cost",
        ),
        build=reader("Google Ads"),
    ),
    Source(
        key="tiktok_ads.daily",
        title="TikTok Ads",
        facts=("spend_day",),
        fields=(
            *TIME_FIELDS,
            Field("campaign", _CAMPAIGN),
            Field("set", ("Ad group name",)),
            Field("ad", ("Ad name",)),
            Field("spend", ("Cost", "Total cost"), "money", required=True),
            Field("impressions", ("Impressions", "Impression"), "count"),
            Field(
                "clicks",
                ("Clicks (destination)", "Destination clicks", "Clicks (all)", "Click"),
                "count",
            ),
            Field(
                "purchases",
                ("Complete payment", "Purchases (website)", "Total complete payment"),
                "number",
            ),
            Field(
                "value",
                (
                    "Total complete payment value",
                    "Total purchase value (website)",
                    "Complete payment value",
                ),
                "money",
            ),
            Field("currency", ("Currency",)),
        ),
        needs=(("campaign", "day"), ("clicks", "purchases")),
        also=(
            "CPC (destination)",
            "CPM",
            "CTR (destination)",
            "Conversions",
            "CPA",
            "Result",
            "Reach",
            "Complete payment ROAS",
            "Video views",
        ),
        build=reader("TikTok Ads"),
    ),
    Source(
        key="pinterest_ads.daily",
        title="Pinterest Ads",
        facts=("spend_day",),
        fields=(
            *TIME_FIELDS,
            Field("campaign", _CAMPAIGN),
            Field("set", ("Ad group name",)),
            Field("ad", ("Ad name", "Pin promotion name")),
            Field("spend", ("Spend in account currency", "Spend"), "money", required=True),
            Field("impressions", ("Impressions",), "count"),
            Field("clicks", ("Outbound clicks", "Pin clicks", "Clicks"), "count"),
            Field(
                "purchases",
                ("Total conversions (Checkout)", "Checkouts", "Total checkout conversions"),
                "number",
            ),
            Field(
                "value",
                ("Total order value (Checkout)", "Checkout value", "Total checkout value"),
                "money",
            ),
            Field("currency", ("Currency",)),
        ),
        needs=(("campaign", "day"), ("impressions", "clicks")),
        also=(
            "Campaign ID",
            "Campaign status",
            "Engagements",
            "Saves",
            "CPM",
            "CTR",
            "Ad group ID",
            "Ad ID",
            "Objective",
        ),
        build=reader("Pinterest Ads"),
    ),
]
