"""Amazon's business reports and returns, in several languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workbench.importing.sheet import Sheet
from workbench.importing.source import Field, Source
from workbench.importing.sources import entity_rows, report_rows
from workbench.importing.sources.report_period import TIME_FIELDS, period
from workbench.store.facts import REFUND, SALES_DAY, TRAFFIC_DAY

CHANNEL = "Amazon"


def build_business(sheet: Sheet) -> None:
    """Read sales and sessions per day or per article; a report by article names its days nowhere."""
    found, grain = period(sheet)
    sheet.currency = sheet.find_currency("sales")
    title = sheet.texts("sku") if sheet.has("sku") else sheet.texts("title")
    asin = sheet.texts("child") if sheet.has("child") else sheet.texts("parent")
    article = [a or t or "" for a, t in zip(title, asin, strict=True)]
    split = ["product"] if any(map(sheet.has, ("sku", "child", "parent", "title"))) else []
    sales: dict[str, Sequence[Any]] = {
        "currency": [sheet.currency] * len(sheet),
        "gross_minor": sheet.money("sales"),
    }
    if sheet.has("orders"):
        sales["orders"] = sheet.counts("orders")
    if sheet.has("units"):
        sales["units"] = sheet.numbers("units")
    keys = {"channel": [CHANNEL] * len(sheet), "product": article}
    report_rows.stage(sheet, SALES_DAY, found, keys, sales, grain=grain, split=split)
    if sheet.has("sessions"):
        visits: dict[str, Sequence[Any]] = {"sessions": sheet.counts("sessions")}
        report_rows.stage(
            sheet, TRAFFIC_DAY, found, {"segment": article}, visits, grain=grain, split=split
        )


def build_returns(sheet: Sheet) -> None:
    """One row per piece that came back, with the reason; what buyers wrote is not read."""
    days, orders = sheet.days("day"), sheet.keys("order")
    skus, plates = sheet.texts("sku"), sheet.keys("plate")
    numbers = entity_rows.counted(entity_rows.numbered(plates, days, orders, skus))
    values: dict[str, Sequence[Any]] = {
        "day": days,
        "order_number": orders,
        "sku": skus,
        "quantity": sheet.numbers("quantity"),
        "reason": sheet.texts("reason"),
        "status": sheet.texts("status"),
    }
    entity_rows.stage(sheet, REFUND, numbers, values)


_SESSIONS = (
    "Sessions - Total",
    "Sessions",
    "Sitzungen – Summe",
    "Sitzungen",
    "Sessies - Totaal",
    "Sessies – Totaal",
    "Sessions – Total",
    "Sessions : total",
)

SOURCES = [
    Source(
        key="amazon.business",
        title="Amazon business report",
        facts=("sales_day", "traffic_day"),
        fields=(
            *TIME_FIELDS,
            Field(
                "parent",
                ("(Parent) ASIN", "(Übergeordnete) ASIN", "(Bovenliggend) ASIN", "ASIN (parent)"),
                "key",
            ),
            Field(
                "child",
                ("(Child) ASIN", "(Untergeordnete) ASIN", "(Onderliggend) ASIN", "ASIN (enfant)"),
                "key",
            ),
            Field("title", ("Title", "Titel", "Titre")),
            Field("sku", ("SKU",), "key"),
            Field("sessions", _SESSIONS, "count"),
            Field(
                "units",
                ("Units Ordered", "Bestellte Einheiten", "Bestelde eenheden", "Unités commandées"),
                "number",
            ),
            Field(
                "sales",
                (
                    "Ordered Product Sales",
                    "Durch bestellte Produkte erzielter Umsatz",
                    "Bestelde productverkopen",
                    "Verkoop van bestelde producten",
                    "Ventes de produits commandés",
                ),
                "money",
                required=True,
            ),
            Field(
                "orders",
                (
                    "Total Order Items",
                    "Zahl der Bestellposten",
                    "Bestellposten insgesamt",
                    "Totaal aantal bestelde artikelen",
                    "Nombre total d'articles commandés",
                ),
                "count",
            ),
        ),
        needs=((*report_rows.GRAINS, "parent", "child", "sku"), ("units",)),
        also=tuple(
            f"{name}{more}"
            for name in (
                "Sessions - Total",
                "Session Percentage - Total",
                "Page Views - Total",
                "Page Views Percentage - Total",
                "Featured Offer (Buy Box) Percentage",
                "Units Ordered",
                "Unit Session Percentage",
                "Ordered Product Sales",
                "Total Order Items",
                "Average Sales per Order Item",
                "Average Units per Order Item",
                "Average Selling Price",
                "Order Item Session Percentage",
                "Average Offer Count",
                "Units Refunded",
                "Refund Rate",
            )
            for more in ("", " - B2B")
        ),
        build=build_business,
    ),
    Source(
        key="amazon.returns",
        title="Amazon returns",
        facts=("refund",),
        fields=(
            Field(
                "day",
                ("return-date", "Return date", "Retourdatum", "Rückgabedatum", "date de retour"),
                "moment",
                required=True,
            ),
            Field(
                "order",
                ("order-id", "Order ID", "Bestelnummer", "Bestellnummer"),
                "key",
                required=True,
            ),
            Field("sku", ("sku", "Merchant SKU")),
            Field(
                "quantity",
                ("quantity", "Return quantity", "Aantal", "Menge"),
                "number",
                required=True,
            ),
            Field("plate", ("license-plate-number", "license plate number"), "key"),
            Field("reason", ("reason", "Return reason", "Reden", "Grund")),
            Field("status", ("status", "detailed-disposition")),
        ),
        needs=(("sku", "plate"), ("reason", "status")),
        also=(
            "asin",
            "fnsku",
            "product-name",
            "fulfillment-center-id",
            "detailed-disposition",
            "customer-comments",
        ),
        build=build_returns,
    ),
]
