"""Shopify's sales over time, by day, week or month, perhaps by product or sales channel."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.importing.sheet import Sheet
from workbench.importing.source import Field, Source
from workbench.importing.sources import report_rows
from workbench.importing.sources.report_rows import TIME_NAMES
from workbench.language import _
from workbench.store.facts import SALES_DAY

MONEY = ("gross", "discount", "returns", "net", "shipping", "duties", "fees", "tax", "total")
NO_PRODUCT = "(no product)"
SHOWN_MISMATCHES = 3


def build(sheet: Sheet) -> None:
    """Read the report, check that its rows add up, and hand it over with discounts and returns positive."""
    grain = report_rows.grain_of(sheet)
    sheet.currency = sheet.find_currency(next(name for name in MONEY if sheet.has(name)))
    found = report_rows.spans(sheet, grain)
    values = {f"{name}_minor": sheet.money(name) for name in MONEY if sheet.has(name)}
    for name in ("discount_minor", "returns_minor"):
        if name in values:
            values[name] = report_rows.positive(values[name])
    _check(sheet, values)
    counts: dict[str, Sequence[object]] = {}
    if sheet.has("orders"):
        counts["orders"] = sheet.counts("orders")
    if sheet.has("units"):
        counts["units"] = sheet.numbers("units")
    keys, split = _split(sheet)
    everything = {"currency": [sheet.currency] * len(sheet), **counts, **values}
    report_rows.stage(sheet, SALES_DAY, found, keys, everything, grain=grain, split=split)


def _split(sheet: Sheet) -> tuple[dict[str, Sequence[str]], list[str]]:
    channels = [c or "(no channel)" for c in sheet.texts("channel")]
    products = [p or NO_PRODUCT for p in sheet.texts("product")]
    variants = sheet.texts("sku") if sheet.has("product") else sheet.texts("product")
    split = [name for name in ("channel", "product") if sheet.has(name)]
    return {
        "channel": channels if sheet.has("channel") else ["all"] * len(sheet),
        "product": [f"{p} · {v}" if v else p for p, v in zip(products, variants, strict=True)]
        if sheet.has("product")
        else [""] * len(sheet),
    }, split


def _check(sheet: Sheet, values: dict[str, list[int | None]]) -> None:
    """Net is gross less discounts and returns; total is net with shipping, duties, fees and taxes."""
    _check_sum(sheet, values, "net", plus=("gross",), minus=("discount", "returns"))
    _check_sum(sheet, values, "total", plus=("net", "shipping", "duties", "fees", "tax"), minus=())


def _check_sum(
    sheet: Sheet,
    values: dict[str, list[int | None]],
    result: str,
    *,
    plus: tuple[str, ...],
    minus: tuple[str, ...],
) -> None:
    names = [f"{name}_minor" for name in (*plus, *minus)]
    answer = values.get(f"{result}_minor")
    optional = {"shipping_minor", "duties_minor", "fees_minor"}
    if answer is None or any(name not in values and name not in optional for name in names):
        return
    signs = [1] * len(plus) + [-1] * len(minus)
    columns = [values.get(name, [0] * len(sheet)) for name in names]
    wrong = []
    for index, total in enumerate(answer):
        cells = [column[index] for column in columns]
        if total is None or index in sheet.bad or all(c is None for c in cells):
            continue
        if abs(sum(s * (c or 0) for s, c in zip(signs, cells, strict=True)) - total) > 1:
            wrong.append(index)
    if wrong:
        _say(sheet, result, wrong)


def _say(sheet: Sheet, result: str, wrong: list[int]) -> None:
    places = ", ".join(str(sheet.rows[index]) for index in wrong[:SHOWN_MISMATCHES])
    words = _(
        "{column} does not add up in {n} rows (row {rows}); they are kept as the file has them."
    )
    sheet.assume(words.format(column=sheet.name(result), n=len(wrong), rows=places))


SOURCE = Source(
    key="shopify.sales",
    title="Shopify sales over time",
    facts=("sales_day",),
    fields=(
        *(Field(grain, names, "span") for grain, names in TIME_NAMES.items()),
        Field(
            "product",
            ("Product title", "Product", "Producttitel", "Produkttitel", "Titre du produit"),
        ),
        Field("sku", ("Product variant SKU", "Variant SKU", "Product variant title")),
        Field(
            "channel",
            ("Sales channel", "Channel", "Verkoopkanaal", "Vertriebskanal", "Canal de vente"),
        ),
        Field(
            "orders", ("Orders", "Bestellingen", "Bestellungen", "Commandes", "Pedidos"), "count"
        ),
        Field(
            "units",
            (
                "Net items sold",
                "Net quantity",
                "Quantity ordered",
                "Netto verkochte artikelen",
                "Netto verkaufte Artikel",
            ),
            "number",
        ),
        Field(
            "gross",
            ("Gross sales", "Bruto-omzet", "Bruto verkoop", "Bruttoumsatz", "Ventes brutes"),
            "money",
        ),
        Field("discount", ("Discounts", "Kortingen", "Rabatte", "Réductions"), "money"),
        Field(
            "returns", ("Returns", "Sales reversals", "Retouren", "Rückgaben", "Retours"), "money"
        ),
        Field(
            "net",
            ("Net sales", "Netto-omzet", "Netto verkoop", "Nettoumsatz", "Ventes nettes"),
            "money",
        ),
        Field(
            "shipping",
            (
                "Shipping charges",
                "Shipping",
                "Verzendkosten",
                "Versandkosten",
                "Frais d'expédition",
            ),
            "money",
        ),
        Field("duties", ("Duties", "Invoerrechten", "Zollgebühren", "Droits de douane"), "money"),
        Field(
            "fees",
            ("Additional fees", "Extra kosten", "Zusätzliche Gebühren", "Frais supplémentaires"),
            "money",
        ),
        Field("tax", ("Taxes", "Tax", "Belastingen", "Steuern"), "money"),
        Field(
            "total",
            ("Total sales", "Totale omzet", "Totale verkoop", "Gesamtumsatz", "Ventes totales"),
            "money",
        ),
    ),
    needs=(report_rows.GRAINS, ("gross", "net", "total")),
    also=(
        "Average order value",
        "Returning customer rate",
        "Customers",
        "Product type",
        "Product vendor",
    ),
    build=build,
)
