"""The tables of the first version that no person types: facts, which belong to imports, and bookkeeping."""

from __future__ import annotations

Columns = dict[str, type]

_ORDER: Columns = {
    "at": str,
    "day": str,
    "kind": str,
    "status": str,
    "cancelled_day": str,
    "channel": str,
    "country": str,
    "customer": int,
    "currency": str,
    "gross_minor": int,
    "discount_minor": int,
    "shipping_minor": int,
    "tax_minor": int,
    "duties_minor": int,
    "refunded_minor": int,
    "total_minor": int,
    "vat_included": int,
    "discount_code": str,
    "lines_hash": int,
}
_LINE: Columns = {
    "sku": str,
    "title": str,
    "quantity": float,
    "unit_price": str,
    "amount_minor": int,
    "discount_minor": int,
    "tax_minor": int,
    "row_hash": int,
}
_SHOWN: Columns = {"import_id": int, "row": int, "row_hash": int, "shown": int}
_MONEY: Columns = {
    "currency": str,
    "orders": int,
    "units": float,
    "gross_minor": int,
    "discount_minor": int,
    "returns_minor": int,
    "net_minor": int,
    "shipping_minor": int,
    "duties_minor": int,
    "fees_minor": int,
    "tax_minor": int,
    "total_minor": int,
}
_SPAN: Columns = {"first_day": str, "last_day": str}

# Facts: (columns, primary key)
FACTS: dict[str, tuple[Columns, str | tuple[str, ...]]] = {
    "orders": ({"id": int, "source": str, "number": str, **_ORDER, **_SHOWN}, "id"),
    "order_line": (
        {"order_id": int, "n": int, **_LINE, "row": int},
        ("order_id", "n"),
    ),
    "sales_day": (
        {"id": int, "slice_id": int, **_SPAN, "channel": str, "product": str, **_MONEY, **_SHOWN},
        "id",
    ),
    "traffic_day": (
        {
            "id": int,
            "slice_id": int,
            **_SPAN,
            "segment": str,
            "visitors": int,
            "sessions": int,
            "carts": int,
            "checkouts": int,
            "completed": int,
            **_SHOWN,
        },
        "id",
    ),
    "generic_row": ({"id": int, "field": str, "value": str, **_SHOWN}, "id"),
}

# Bookkeeping: (columns, primary key)
BOOKS: dict[str, tuple[Columns, str | tuple[str, ...]]] = {
    "meta": ({"key": str, "value": str}, "key"),
    "import": (
        {
            "id": int,
            "file": str,
            "sha256": str,
            "sheet": str,
            "source": str,
            "shape": str,
            "currency": str,
            "first_day": str,
            "last_day": str,
            "as_of": str,
            "at": str,
            "read": int,
            "summary": str,
            "live": int,
        },
        "id",
    ),
    "import_refused": (
        {"id": int, "import_id": int, "row": int, "column": str, "value": str, "reason": str},
        "id",
    ),
    "import_left_out": ({"import_id": int, "kind": str, "n": int}, ("import_id", "kind")),
    "slice": (
        {
            "id": int,
            "fact": str,
            "source": str,
            "account": str,
            "shape": str,
            "grain": str,
            "filter": str,
        },
        "id",
    ),
    "covered": (
        {"import_id": int, "slice_id": int, "first_day": str, "last_day": str},
        ("import_id", "slice_id"),
    ),
    # Who said what: only for orders that more than one import has stated.
    "stated": (
        {"order_id": int, "import_id": int, "row_hash": int, "row": int},
        ("order_id", "import_id"),
    ),
    # The contents of orders about which imports disagree.
    "orders_version": (
        {"order_id": int, "row_hash": int, "source": str, "number": str, **_ORDER},
        ("order_id", "row_hash"),
    ),
    "order_line_version": (
        {"order_id": int, "lines_hash": int, "n": int, **_LINE, "row": int},
        ("order_id", "lines_hash", "n"),
    ),
    "rollup": (
        {
            "measure": str,
            "first_day": str,
            "last_day": str,
            "source": str,
            "channel": str,
            "currency": str,
            "amount": int,
        },
        ("measure", "first_day", "last_day", "source", "channel", "currency"),
    ),
    "customer_day": (
        {"day": str, "customer": int, "channel": str, "orders": int},
        ("day", "customer", "channel"),
    ),
    "customer_first": ({"customer": int, "day": str}, "customer"),
    "customer_bucket": (
        {"grain": str, "first_day": str, "customers": int, "new_customers": int},
        ("grain", "first_day"),
    ),
    "customer_alias": ({"other": int, "customer": int, "import_id": int}, "other"),
    "step": ({"id": int, "label": str, "at": str, "undone": int}, "id"),
    "step_import": ({"step": int, "import_id": int, "live_after": int}, ("step", "import_id")),
    "seal": (
        {"table": str, "import_id": int, "shown": int, "n": int, "low": int, "high": int},
        ("table", "import_id", "shown"),
    ),
}

BOOK_INDEXES: tuple[tuple[str, tuple[str, ...], bool], ...] = (
    ("orders", ("source", "number"), True),
    ("orders", ("day",), False),
    ("sales_day", ("slice_id", "first_day"), False),
    ("sales_day", ("import_id",), False),
    ("traffic_day", ("slice_id", "first_day"), False),
    ("traffic_day", ("import_id",), False),
    ("generic_row", ("import_id",), False),
    ("import_refused", ("import_id",), False),
    ("slice", ("fact", "source", "account", "shape", "grain", "filter"), True),
    ("customer_day", ("customer",), False),
    ("stated", ("import_id",), False),
)
