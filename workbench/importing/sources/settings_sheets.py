"""What a shop owner keeps in small sheets: exchange rates, and what products, orders and months cost."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from workbench.importing import amounts
from workbench.importing.currencies import CODES
from workbench.importing.keys import header_of, text_of
from workbench.importing.sheet import Sheet
from workbench.importing.source import Field, Judgement, Source
from workbench.importing.table import Table
from workbench.kpis.costs import MONTH, NET_SHARE, ORDER, UNIT
from workbench.kpis.margin import TIERS
from workbench.language import _

RATE_COLUMNS = ("n", "currency", "day", "rate", "row")
COST_COLUMNS = ("n", "kind", "name", "basis", "ref", "value", "first_day", "last_day", "row")
_DAYS = ("date", "day", "datum", "tag", "jour", "from", "vanaf", "ab")
_CURRENCIES = ("currency", "currency code", "valuta", "währung", "devise")
_RATES = (
    "rate",
    "exchange rate",
    "koers",
    "wisselkoers",
    "kurs",
    "wechselkurs",
    "taux",
    "taux de change",
)


def judge_rates(table: Table) -> Judgement | None:
    """One row per day and currency, or days down and currencies across as central banks write them."""
    names = [header_of(name) for name in table.names]
    day = next((i for i, n in enumerate(names) if n in _DAYS), None)
    if day is None:
        return None
    currency = next((i for i, n in enumerate(names) if n in _CURRENCIES), None)
    rate = next((i for i, n in enumerate(names) if n in _RATES), None)
    if currency is not None and rate is not None:
        fields = {"day": [day], "currency": [currency], "rate": [rate]}
        return Judgement(0.95, _("Each row has a day, a currency and a rate."), fields)
    codes = [i for i, name in enumerate(table.names) if text_of(name) in CODES]
    if not codes or len(codes) + 1 < len([n for n in names if n]):
        return None
    reason = _("Days stand below each other, {n} currencies across.").format(n=len(codes))
    return Judgement(0.95, reason, {"day": [day], "across": codes})


def build_rates(sheet: Sheet) -> None:
    """A rate is what one unit is worth in the workspace's currency; central banks write it the other way round."""
    days, home = sheet.days("day"), sheet.request.currency
    rows: list[tuple[Any, ...]] = []
    if sheet.has("rate"):
        told = zip(days, sheet.texts("currency"), sheet.decimals("rate"), strict=True)
        for place, (day, currency, rate) in enumerate(told):
            code = (currency or "").upper()
            if place in sheet.bad:
                continue
            if day is None or code not in CODES or not rate or rate <= 0:
                sheet.refuse(
                    place, "", "", _("The row needs a day, a currency and a rate above 0.")
                )
            elif code != home:
                rows.append((code, day, amounts.plain_text(rate), sheet.rows[place]))
        text = _("A rate is read as what one unit of the currency is worth in {currency}.")
    else:
        for index in sheet.fields.get("across", []):
            values = sheet.numbers_of(index)
            for place, value in enumerate(values):
                day = days[place]
                if value and day and place not in sheet.bad:
                    rate = (Decimal(1) / Decimal(repr(value))).quantize(Decimal("1e-10"))
                    row = (
                        text_of(sheet.table.names[index]),
                        day,
                        amounts.plain_text(rate),
                        sheet.rows[place],
                    )
                    rows.append(row)
        text = _("The numbers are read as how much of each currency one {currency} buys.")
    sheet.assume(text.format(currency=home))
    sheet.give("told_rate", RATE_COLUMNS, [(n, *row) for n, row in enumerate(rows, 1)])


def build_product_costs(sheet: Sheet) -> None:
    """What one piece costs, per SKU, from a day on."""
    costs, skus = sheet.decimals("cost"), sheet.keys("sku")
    firsts, lasts = sheet.days("first_day"), sheet.days("last_day")
    rows: list[tuple[Any, ...]] = []
    for place, (sku, cost) in enumerate(zip(skus, costs, strict=True)):
        if place in sheet.bad or cost is None:
            continue
        if sku is None or cost < 0:
            sheet.refuse(
                place, sheet.name("sku"), "", _("The row needs an SKU and a cost of 0 or more.")
            )
            continue
        value = amounts.plain_text(cost)
        rows.append(
            ("goods", None, UNIT, sku, value, firsts[place], lasts[place], sheet.rows[place])
        )
    _give_costs(sheet, rows)


_BASES = {
    "order": ORDER,
    "bestelling": ORDER,
    "bestellung": ORDER,
    "commande": ORDER,
    "month": MONTH,
    "maand": MONTH,
    "monat": MONTH,
    "mois": MONTH,
    "sales": NET_SHARE,
    "net sales": NET_SHARE,
    "% of sales": NET_SHARE,
    "% of net sales": NET_SHARE,
    "omzet": NET_SHARE,
    "umsatz": NET_SHARE,
}


def build_other_costs(sheet: Sheet) -> None:
    """Fulfilment, postage, fees, marketing and overhead: per order, per month, or as a part of net sales."""
    kinds, bases, values = sheet.texts("kind"), sheet.texts("basis"), sheet.decimals("cost")
    firsts, lasts, names = sheet.days("first_day"), sheet.days("last_day"), sheet.texts("name")
    rows: list[tuple[Any, ...]] = []
    for place, (word, per, value) in enumerate(zip(kinds, bases, values, strict=True)):
        if place in sheet.bad:
            continue
        kind = "_".join(header_of(word or "").split())
        basis = _BASES.get((per or "").casefold().removeprefix("per ").strip())
        if kind not in TIERS or basis is None or value is None:
            words = _(
                "The row needs a kind ({kinds}), an amount, and per order, per month or % of sales."
            )
            sheet.refuse(
                place, sheet.name("kind"), word or "", words.format(kinds=", ".join(TIERS))
            )
            continue
        part = value / 100 if basis == NET_SHARE and value > 1 else value
        told = (
            kind,
            names[place],
            basis,
            "",
            amounts.plain_text(part),
            firsts[place],
            lasts[place],
        )
        rows.append((*told, sheet.rows[place]))
    _give_costs(sheet, rows)


def _give_costs(sheet: Sheet, rows: Sequence[tuple[Any, ...]]) -> None:
    sheet.give("told_cost", COST_COLUMNS, [(n, *row) for n, row in enumerate(rows, 1)])


_SPAN = (
    Field(
        "first_day",
        (
            "From",
            "Valid from",
            "Start date",
            "Vanaf",
            "Ingangsdatum",
            "Ab",
            "Gültig ab",
            "À partir du",
        ),
        "moment",
    ),
    Field(
        "last_day",
        ("To", "Until", "Valid until", "Tot", "Tot en met", "Bis", "Gültig bis", "Jusqu'au"),
        "moment",
    ),
)

SOURCES = [
    Source(
        key="rates.sheet",
        title=_("Exchange rates"),
        facts=("told_rate",),
        fields=(
            Field("day", ("Date",), "moment", required=True),
            Field("currency", ("Currency",)),
            Field("rate", ("Rate",), "number"),
            Field("across", (), "number", many=True),
        ),
        own=True,
        all_columns=True,
        judge=judge_rates,
        build=build_rates,
    ),
    Source(
        key="costs.products",
        title=_("Product costs"),
        facts=("told_cost",),
        fields=(
            Field(
                "sku",
                ("SKU", "Variant SKU", "Artikelnummer", "Artikelnr", "Article number"),
                "key",
                required=True,
            ),
            Field(
                "cost",
                (
                    "Unit cost",
                    "Cost",
                    "Cost per item",
                    "Cost price",
                    "COGS",
                    "Kostprijs",
                    "Inkoopprijs",
                    "Einkaufspreis",
                    "Stückkosten",
                    "Coût unitaire",
                    "Prix d'achat",
                ),
                "money",
                required=True,
            ),
            *_SPAN,
        ),
        also=(
            "Product",
            "Title",
            "Name",
            "Variant",
            "Supplier",
            "Leverancier",
            "Lieferant",
            "Titel",
        ),
        own=True,
        build=build_product_costs,
    ),
    Source(
        key="costs.sheet",
        title=_("Costs"),
        facts=("told_cost",),
        fields=(
            Field(
                "kind",
                ("Kind", "Cost type", "Type of cost", "Soort", "Kostensoort", "Kostenart", "Type"),
                required=True,
            ),
            Field("name", ("Name", "Naam", "Bezeichnung", "Description")),
            Field("basis", ("Per", "Basis", "Counted"), required=True),
            Field(
                "cost",
                ("Amount", "Cost", "Bedrag", "Betrag", "Montant", "Value"),
                "money",
                required=True,
            ),
            *_SPAN,
        ),
        own=True,
        build=build_other_costs,
    ),
]
