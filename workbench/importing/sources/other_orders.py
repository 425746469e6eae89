"""Orders of other shops: WooCommerce plugins and Etsy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from workbench.importing.dates import Moment
from workbench.importing.privacy import customer_hash
from workbench.importing.sheet import Sheet
from workbench.importing.source import Field, Source
from workbench.importing.sources import order_rows
from workbench.language import _

_UNKNOWN = (
    "cancelled_day",
    "country",
    "customer",
    "gross_minor",
    "discount_minor",
    "shipping_minor",
    "tax_minor",
    "duties_minor",
    "refunded_minor",
    "total_minor",
    "vat_included",
    "discount_code",
)


def hand_over(
    sheet: Sheet,
    numbers: Sequence[str | None],
    channel: str,
    family: str,
    given: dict[str, Sequence[Any]],
) -> None:
    """Group the rows into orders and hand them over; `given` holds one value per row."""
    made: Sequence[Moment | None] = given.pop("made")
    lines = order_rows.read_lines(sheet)
    telling = [given[n] for n in ("total_minor", "gross_minor") if n in given]
    orders = order_rows.group(sheet, numbers, telling)
    orders = order_rows.need(sheet, orders, made, "created", _("The order has no date."))
    count = len(orders.numbers)
    values: dict[str, Sequence[Any]] = {name: [None] * count for name in _UNKNOWN}
    has_lines = sheet.has("title") or sheet.has("sku") or sheet.has("price")
    if has_lines:
        values.pop("gross_minor")
    values |= {
        "at": [m.at for m in orders.pick(made)],
        "day": [m.day for m in orders.pick(made)],
        "kind": ["order"] * count,
        "status": [""] * count,
        "channel": [channel] * count,
        "currency": [sheet.currency] * count,
        "customer": _customers(sheet, orders, family),
    }
    values |= {name: orders.pick(cells) for name, cells in given.items()}
    sheet.meta["orders_of"] = family
    order_rows.stage(sheet, orders, lines, values, with_lines=has_lines)


def _customers(sheet: Sheet, orders: order_rows.Orders, family: str) -> list[int | None]:
    key = sheet.request.customer_key
    emails, people = orders.pick(sheet.cells("email")), orders.pick(sheet.cells("customer"))
    return [customer_hash(key, family, e, p) for e, p in zip(emails, people, strict=True)]


def _file_currency(sheet: Sheet, field: str) -> str:
    codes = Counter(c.upper() for c in sheet.texts("currency") if c)
    return codes.most_common(1)[0][0] if codes else sheet.find_currency(field)


def build_woocommerce(sheet: Sheet) -> None:
    """Plugins write one row per order or per line; the total stands on each or on the first."""
    sheet.currency = _file_currency(sheet, "total")
    status = [(s or "").lower().removeprefix("wc-") for s in sheet.texts("status")]
    given: dict[str, Sequence[Any]] = {
        "made": sheet.moments("created"),
        "status": status,
        "country": sheet.texts("country"),
        "discount_minor": sheet.money("discount"),
        "shipping_minor": sheet.money("shipping"),
        "tax_minor": sheet.money("taxes"),
        "refunded_minor": sheet.money("refunded"),
        "total_minor": sheet.money("total"),
        "discount_code": sheet.texts("discount_code"),
    }
    if sheet.has("subtotal") and not sheet.has("price"):
        given["gross_minor"] = sheet.money("subtotal")
    hand_over(sheet, sheet.keys("number"), "Online store", "woocommerce.orders", given)


def build_etsy_orders(sheet: Sheet) -> None:
    """One row per order; its lines are in the other file that Etsy makes."""
    sheet.currency = _file_currency(sheet, "total")
    given: dict[str, Sequence[Any]] = {
        "made": sheet.moments("created"),
        "status": [(s or "").lower() for s in sheet.texts("status")],
        "country": sheet.texts("country"),
        "gross_minor": sheet.money("gross"),
        "discount_minor": [d or 0 for d in sheet.money("discount")],
        "shipping_minor": sheet.money("shipping"),
        "tax_minor": sheet.money("taxes"),
        "total_minor": sheet.money("total"),
        "discount_code": sheet.texts("discount_code"),
        "vat_included": [0] * len(sheet),
    }
    hand_over(sheet, sheet.keys("number"), "Etsy", "etsy", given)


def build_etsy_items(sheet: Sheet) -> None:
    """One row per line; shipping and tax of the order stand on one of its rows."""
    sheet.currency = _file_currency(sheet, "price")
    numbers = sheet.keys("number")
    given: dict[str, Sequence[Any]] = {
        "made": sheet.moments("created"),
        "country": sheet.texts("country"),
        "discount_minor": _summed(numbers, sheet.money("line_discount")),
        "discount_code": sheet.texts("discount_code"),
        "vat_included": [0] * len(sheet),
    }
    if sheet.has("shipping"):
        given["shipping_minor"] = _largest(numbers, sheet.money("shipping"))
    if sheet.has("taxes"):
        given["tax_minor"] = _largest(numbers, sheet.money("taxes"))
    hand_over(sheet, numbers, "Etsy", "etsy", given)


def _summed(numbers: Sequence[str | None], cells: Sequence[int | None]) -> list[int]:
    sums: Counter[str | None] = Counter()
    for number, cell in zip(numbers, cells, strict=True):
        sums[number] += cell or 0
    return [sums[number] for number in numbers]


def _largest(numbers: Sequence[str | None], cells: Sequence[int | None]) -> list[int | None]:
    found: dict[str | None, int] = {}
    for number, cell in zip(numbers, cells, strict=True):
        if cell is not None:
            found[number] = max(found.get(number, cell), cell)
    return [found.get(number) for number in numbers]


_COMMON = (
    Field(
        "email",
        (
            "Billing Email",
            "billing_email",
            "Email (Billing)",
            "customer_email",
            "Customer Email",
            "E-mail",
        ),
        "email",
        personal=True,
    ),
    Field(
        "customer",
        (
            "customer_id",
            "customer_user",
            "Customer User ID",
            "Customer ID",
            "Buyer User ID",
            "Buyer",
        ),
        "key",
        personal=True,
    ),
)

SOURCES = [
    Source(
        key="woocommerce.orders",
        title="WooCommerce orders",
        facts=("orders", "order_line"),
        fields=(
            Field(
                "number",
                ("order_number", "order_id", "Order Number", "Order ID", "Bestelnummer"),
                "key",
                required=True,
            ),
            Field(
                "created",
                ("order_date", "date", "Order Date", "paid_date", "date_created"),
                "moment",
                required=True,
            ),
            Field("status", ("order_status", "status", "Order Status"), required=True),
            *_COMMON,
            Field("currency", ("order_currency", "currency", "Order Currency", "Currency")),
            Field(
                "total",
                ("order_total", "total", "Order Total Amount", "Order Total"),
                "money",
                required=True,
            ),
            Field(
                "subtotal",
                ("order_subtotal", "subtotal", "Order Subtotal Amount", "cart_total"),
                "money",
            ),
            Field(
                "shipping", ("order_shipping", "shipping_total", "Order Shipping Amount"), "money"
            ),
            Field(
                "taxes", ("tax_total", "order_tax", "total_tax", "Order Total Tax Amount"), "money"
            ),
            Field(
                "discount",
                ("discount_total", "cart_discount", "order_discount", "Cart Discount Amount"),
                "money",
            ),
            Field("discount_code", ("coupons", "coupon_code", "Coupon Code", "coupon_items")),
            Field(
                "refunded",
                ("order_refund", "refunded_total", "refund_total", "Order Refund Amount"),
                "money",
            ),
            Field(
                "country",
                (
                    "shipping_country",
                    "Country Code (Shipping)",
                    "billing_country",
                    "Country Code (Billing)",
                ),
            ),
            Field("sku", ("item_sku", "line_item_sku", "SKU", "sku")),
            Field("title", ("item_name", "line_item_name", "Item Name", "product_name")),
            Field(
                "quantity",
                ("item_quantity", "line_item_quantity", "Quantity", "quantity"),
                "number",
            ),
            Field("price", ("item_price", "line_item_price", "Item Cost", "unit_price"), "money"),
        ),
        also=(
            "payment_method",
            "payment_method_title",
            "shipping_method",
            "order_key",
            "billing_first_name",
            "billing_last_name",
            "billing_company",
            "billing_phone",
            "billing_address_1",
            "billing_city",
            "billing_postcode",
            "shipping_first_name",
            "shipping_last_name",
            "customer_note",
            "order_notes",
            "shipping_tax_total",
            "fee_total",
            "fee_tax_total",
            "transaction_id",
        ),
        build=build_woocommerce,
    ),
    Source(
        key="etsy.orders",
        title="Etsy orders",
        facts=("orders",),
        fields=(
            Field("created", ("Sale Date",), "moment", required=True),
            Field("number", ("Order ID",), "key", required=True),
            *_COMMON,
            Field("currency", ("Currency",)),
            Field("gross", ("Order Value",), "money", required=True),
            Field("discount_code", ("Coupon Code",)),
            Field("discount", ("Discount Amount",), "money"),
            Field("shipping", ("Shipping",), "money"),
            Field("taxes", ("Sales Tax",), "money"),
            Field("total", ("Order Total",), "money", required=True),
            Field("status", ("Status",)),
            Field("country", ("Ship Country",)),
        ),
        also=(
            "Full Name",
            "First Name",
            "Last Name",
            "Number of Items",
            "Payment Method",
            "Date Shipped",
            "Street 1",
            "Street 2",
            "Ship City",
            "Ship State",
            "Ship Zipcode",
            "Coupon Details",
            "Shipping Discount",
            "Card Processing Fees",
            "Order Net",
            "Buyer",
            "Adjusted Order Total",
            "Adjusted Card Processing Fees",
            "Adjusted Net Order Amount",
            "Buyer Receipt Message",
            "SKU",
            "Order Type",
            "Payment Type",
            "InPerson Discount",
            "InPerson Location",
            "VAT Paid by Buyer",
            "Date Paid",
        ),
        build=build_etsy_orders,
    ),
    Source(
        key="etsy.items",
        title="Etsy order items",
        facts=("orders", "order_line"),
        fields=(
            Field("created", ("Sale Date",), "moment", required=True),
            Field("number", ("Order ID",), "key", required=True),
            Field("title", ("Item Name",), required=True),
            Field("quantity", ("Quantity",), "number", required=True),
            Field("price", ("Price",), "money", required=True),
            Field("line_discount", ("Discount Amount",), "money"),
            Field("discount_code", ("Coupon Code",)),
            Field("shipping", ("Order Shipping",), "money"),
            Field("taxes", ("Order Sales Tax",), "money"),
            Field("currency", ("Currency",)),
            Field("country", ("Ship Country",)),
            Field("sku", ("SKU",)),
        ),
        also=(
            "Buyer",
            "Coupon Details",
            "Shipping Discount",
            "Item Total",
            "Transaction ID",
            "Listing ID",
            "Date Paid",
            "Date Shipped",
            "Ship Name",
            "Ship Address1",
            "Ship Address2",
            "Ship City",
            "Ship State",
            "Ship Zipcode",
            "Variations",
            "Order Type",
            "Listings Type",
            "Payment Type",
            "InPerson Discount",
            "InPerson Location",
            "VAT Paid by Buyer",
        ),
        build=build_etsy_items,
    ),
]
