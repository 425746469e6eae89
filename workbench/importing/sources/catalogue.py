"""What a shop holds: products with their cost, stock by place, and who may be written to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workbench.importing.keys import header_of
from workbench.importing.privacy import customer_hash
from workbench.importing.sheet import Sheet
from workbench.importing.source import Field, Source
from workbench.importing.sources import entity_rows
from workbench.store.facts import PRODUCT, STOCK_LEVEL, SUBSCRIBER

_OPTIONS = ("option1", "option2", "option3")


def _down(handles: Sequence[str | None], values: Sequence[str | None]) -> list[str | None]:
    """A value that stands only on the first row of a product, for all its rows."""
    first: dict[str, str] = {}
    for handle, value in zip(handles, values, strict=True):
        if handle and value and handle not in first:
            first[handle] = value
    return [first.get(handle or "") for handle in handles]


def _variants(sheet: Sheet) -> list[str | None]:
    columns = [sheet.texts(name) for name in _OPTIONS]
    found = []
    for cells in zip(*columns, strict=True):
        words = [c for c in cells if c and c != "Default Title"]
        found.append(" / ".join(words) or None)
    return found


def build_shopify(sheet: Sheet) -> None:
    """One product per variant; rows that only add a picture are no products."""
    sheet.currency = sheet.find_currency("price") if sheet.has("price") else sheet.currency
    handles, skus = sheet.keys("handle"), sheet.keys("sku")
    prices, options = sheet.money("price"), sheet.texts("option1")
    pictures = {
        i
        for i, cells in enumerate(zip(skus, prices, options, strict=True))
        if not any(c is not None for c in cells)
    }
    if pictures:
        sheet.left_out["pictures"] += len(pictures)
    variants = _variants(sheet)
    columns: dict[str, Sequence[Any]] = {
        "sku": skus,
        "title": _down(handles, sheet.texts("title")),
        "variant": variants,
        "category": _down(handles, sheet.texts("category")),
        "status": _down(handles, sheet.texts("status")),
        "currency": [sheet.currency] * len(sheet),
        "price_minor": prices,
        "cost_minor": sheet.money("cost"),
    }
    numbers = [
        s or (f"{h}:{v or ''}" if h else None)
        for s, h, v in zip(skus, handles, variants, strict=True)
    ]
    places = [i for i in range(len(sheet)) if i not in pictures]
    kept = {name: [values[i] for i in places] for name, values in columns.items()}
    entity_rows.stage(sheet, PRODUCT, [numbers[i] for i in places], kept, places=places)
    _stock(sheet, places, numbers, columns)


def _stock(
    sheet: Sheet,
    places: list[int],
    numbers: Sequence[str | None],
    columns: dict[str, Sequence[Any]],
) -> None:
    if not sheet.has("stock"):
        return
    stock = sheet.numbers("stock")
    held = [i for i in places if stock[i] is not None]
    day = sheet.exported_day()
    values: dict[str, Sequence[Any]] = {
        "place": [""] * len(held),
        "day": [day] * len(held),
        "sku": [columns["sku"][i] for i in held],
        "title": [columns["title"][i] for i in held],
        "on_hand": [stock[i] for i in held],
    }
    entity_rows.stage(sheet, STOCK_LEVEL, [numbers[i] for i in held], values, places=held)


def build_woocommerce(sheet: Sheet) -> None:
    """One product per row; a variation of a product is one of its own."""
    ids, skus, names = sheet.keys("id"), sheet.keys("sku"), sheet.texts("title")
    regular, sale = sheet.money("price"), sheet.money("sale_price")
    columns: dict[str, Sequence[Any]] = {
        "sku": skus,
        "title": names,
        "category": sheet.texts("category"),
        "status": [
            {"1": "active", "0": "draft", "-1": "draft"}.get(p or "", p)
            for p in sheet.texts("published")
        ],
        "currency": [sheet.currency] * len(sheet),
        "price_minor": [s if s is not None else r for r, s in zip(regular, sale, strict=True)],
        "cost_minor": sheet.money("cost"),
    }
    own = [s or i for s, i in zip(skus, ids, strict=True)]
    numbers = entity_rows.counted(
        entity_rows.numbered(own, names, regular, sheet.texts("parent"), sheet.texts("published"))
    )
    entity_rows.stage(sheet, PRODUCT, numbers, columns)
    _stock(sheet, list(range(len(sheet))), numbers, columns)


def build_inventory(sheet: Sheet) -> None:
    """One level per variant and place, on the day of the export; older files have one column per place."""
    handles, skus, variants = sheet.keys("handle"), sheet.keys("sku"), _variants(sheet)
    numbers = [
        s or (f"{h}:{v or ''}" if h else None)
        for s, h, v in zip(skus, handles, variants, strict=True)
    ]
    titles, day = _down(handles, sheet.texts("title")), sheet.exported_day()
    found: list[tuple[int, str, float | None, float | None, float | None]] = []
    if sheet.has("location"):
        held = (
            sheet.texts("location"),
            *(sheet.numbers(n) for n in ("on_hand", "available", "incoming")),
        )
        found = [
            (i, place or "", *levels) for i, (place, *levels) in enumerate(zip(*held, strict=True))
        ]
    else:
        for name, index in _places(sheet):
            levels = sheet.numbers_of(index)
            found += [(i, name, n, None, None) for i, n in enumerate(levels) if n is not None]
    places = [row[0] for row in found]
    values: dict[str, Sequence[Any]] = {
        "place": [row[1] for row in found],
        "day": [day] * len(found),
        "sku": [skus[i] for i in places],
        "title": [titles[i] for i in places],
        "on_hand": [row[2] for row in found],
        "available": [row[3] for row in found],
        "incoming": [row[4] for row in found],
    }
    entity_rows.stage(sheet, STOCK_LEVEL, [numbers[i] for i in places], values, places=places)


def _places(sheet: Sheet) -> list[tuple[str, int]]:
    """The columns of an older stock file that are named after a place: all that nothing else explains."""
    known = SHOPIFY_INVENTORY.known_headers().keys() | {
        header_of(n) for n in SHOPIFY_INVENTORY.also
    }
    return [
        (name, i)
        for i, name in enumerate(sheet.table.names)
        if name and header_of(name) not in known
    ]


def build_customers(sheet: Sheet) -> None:
    """Who may be written to, and what they bought, without knowing who they are."""
    emails, ids = sheet.cells("email"), sheet.keys("id")
    key = sheet.request.customer_key
    people = [customer_hash(key, "shopify.orders", e, i) for e, i in zip(emails, ids, strict=True)]
    sheet.currency = sheet.find_currency("spent") if sheet.has("spent") else sheet.currency
    values: dict[str, Sequence[Any]] = {
        "customer": people,
        "email_consent": _consents(sheet, "email_consent"),
        "sms_consent": _consents(sheet, "sms_consent"),
        "orders": sheet.counts("orders"),
        "currency": [sheet.currency] * len(sheet),
        "spent_minor": sheet.money("spent"),
    }
    entity_rows.stage(sheet, SUBSCRIBER, [None if p is None else str(p) for p in people], values)


def _consents(sheet: Sheet, field: str) -> list[int | None]:
    words = {
        "yes": 1,
        "true": 1,
        "ja": 1,
        "oui": 1,
        "no": 0,
        "false": 0,
        "nee": 0,
        "nein": 0,
        "non": 0,
    }
    return [words.get((w or "").casefold()) for w in sheet.texts(field)]


_OPTION_FIELDS = tuple(Field(f"option{n}", (f"Option{n} Value",)) for n in (1, 2, 3))
_OPTION_NAMES = tuple(f"Option{n} {what}" for n in (1, 2, 3) for what in ("Name", "Linked To"))

SHOPIFY_INVENTORY = Source(
    key="shopify.inventory",
    title="Shopify inventory",
    facts=("stock_level",),
    fields=(
        Field("handle", ("Handle",), "key", required=True),
        Field("title", ("Title", "Titel", "Titre")),
        *_OPTION_FIELDS,
        Field("sku", ("SKU",), "key", required=True),
        Field("location", ("Location", "Locatie", "Standort", "Emplacement")),
        Field("incoming", ("Incoming (not editable)", "Incoming"), "number"),
        Field("available", ("Available (not editable)", "Available"), "number"),
        Field("on_hand", ("On hand (current)", "On hand"), "number"),
    ),
    also=(
        "HS Code",
        "COO",
        "Bin name",
        "Unavailable (not editable)",
        "Unavailable",
        "Committed (not editable)",
        "Committed",
        "On hand (new)",
        *_OPTION_NAMES,
    ),
    needs=(("option1", "location"),),
    all_columns=True,
    build=build_inventory,
)

SOURCES = [
    Source(
        key="shopify.products",
        title="Shopify products",
        facts=("product", "stock_level"),
        fields=(
            Field("handle", ("Handle", "URL handle"), "key", required=True),
            Field("title", ("Title", "Titel", "Titre")),
            *_OPTION_FIELDS,
            Field("sku", ("Variant SKU", "SKU"), "key", required=True),
            Field("category", ("Type", "Product Category")),
            Field("status", ("Status",)),
            Field("price", ("Variant Price", "Price"), "money", required=True),
            Field("cost", ("Cost per item",), "money"),
            Field("stock", ("Variant Inventory Qty", "Inventory quantity"), "number"),
        ),
        also=(
            "Body (HTML)",
            "Vendor",
            "Tags",
            "Published",
            *_OPTION_NAMES,
            "Variant Grams",
            "Variant Inventory Tracker",
            "Variant Inventory Policy",
            "Variant Fulfillment Service",
            "Variant Compare At Price",
            "Variant Requires Shipping",
            "Variant Taxable",
            "Variant Barcode",
            "Image Src",
            "Image Position",
            "Image Alt Text",
            "Gift Card",
            "SEO Title",
            "SEO Description",
            *(
                f"Google Shopping / {n}"
                for n in (
                    "Google Product Category",
                    "Gender",
                    "Age Group",
                    "MPN",
                    "AdWords Grouping",
                    "AdWords Labels",
                    "Condition",
                    "Custom Product",
                    *(f"Custom Label {i}" for i in range(5)),
                )
            ),
            "Variant Image",
            "Variant Weight Unit",
            "Variant Tax Code",
            "Product Category",
        ),
        build=build_shopify,
    ),
    SHOPIFY_INVENTORY,
    Source(
        key="shopify.customers",
        title="Shopify customers",
        facts=("subscriber",),
        fields=(
            Field("id", ("Customer ID",), "key", personal=True),
            Field("email", ("Email", "E-mail"), "email", required=True, personal=True),
            Field("email_consent", ("Accepts Email Marketing", "Accepts Marketing")),
            Field("sms_consent", ("Accepts SMS Marketing",)),
            Field("orders", ("Total Orders",), "count", required=True),
            Field("spent", ("Total Spent",), "money", required=True),
        ),
        also=(
            "First Name",
            "Last Name",
            "Default Address Company",
            "Default Address Address1",
            "Default Address Address2",
            "Default Address City",
            "Default Address Province Code",
            "Default Address Country Code",
            "Default Address Zip",
            "Default Address Phone",
            "Phone",
            "Note",
            "Tax Exempt",
            "Tags",
            "Company",
            "Address1",
            "Address2",
            "City",
            "Province",
            "Province Code",
            "Country",
            "Country Code",
            "Zip",
        ),
        build=build_customers,
    ),
    Source(
        key="woocommerce.products",
        title="WooCommerce products",
        facts=("product", "stock_level"),
        fields=(
            Field("id", ("ID",), "key"),
            Field("sku", ("SKU",), "key"),
            Field("title", ("Name", "Naam", "Nom"), required=True),
            Field("published", ("Published", "Gepubliceerd", "Veröffentlicht", "Publié")),
            Field("stock", ("Stock", "Voorraad", "Lager", "Stock quantity"), "number"),
            Field(
                "price",
                ("Regular price", "Reguliere prijs", "Regulärer Preis", "Tarif régulier"),
                "money",
                required=True,
            ),
            Field(
                "sale_price", ("Sale price", "Actieprijs", "Angebotspreis", "Tarif promo"), "money"
            ),
            Field(
                "cost",
                ("Cost of goods", "Cost price", "Meta: _wc_cog_cost", "Meta: _alg_wc_cog_cost"),
                "money",
            ),
            Field("category", ("Categories", "Categorieën", "Kategorien", "Catégories")),
            Field("parent", ("Parent",), "key"),
        ),
        needs=(("published", "stock"),),
        also=(
            "Type",
            "Is featured?",
            "Visibility in catalog",
            "Short description",
            "Description",
            "Date sale price starts",
            "Date sale price ends",
            "Tax status",
            "Tax class",
            "In stock?",
            "Backorders allowed?",
            "Sold individually?",
            "Weight (kg)",
            "Length (cm)",
            "Width (cm)",
            "Height (cm)",
            "Allow customer reviews?",
            "Purchase note",
            "Tags",
            "Shipping class",
            "Images",
            "Download limit",
            "Download expiry days",
            "Upsells",
            "Cross-sells",
            "Grouped products",
            "External URL",
            "Button text",
            "Position",
            "Low stock amount",
            "Brands",
            "GTIN, UPC, EAN, or ISBN",
        ),
        build=build_woocommerce,
    ),
]
