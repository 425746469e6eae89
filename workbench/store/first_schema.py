"""The tables of the first version, as it was released; later versions change them in migrations.

Typed tables hold what a person types: each has an integer id, a fingerprint (`row_hash`), and a twin named `undo_...`
that keeps old rows. Facts belong to imports. The rest is bookkeeping.
"""

from __future__ import annotations

Columns = dict[str, type]

# What a person types. Each has an integer id, a fingerprint, and a twin that remembers old rows for undo.
TYPED: dict[str, Columns] = {
    "setting": {"key": str, "value": str},
    "theme": {"name": str, "colour": str, "position": float},
    "item": {
        "title": str,
        "description": str,
        "theme_id": int,
        "stage": str,
        "horizon": str,
        "owner": str,
        "start_day": str,
        "due_day": str,
        "launched_day": str,
        "hypothesis": str,
        "position": float,
        "created_at": str,
    },
    "item_tag": {"item_id": int, "tag": str},
    "score_input": {
        "item_id": int,
        "framework": str,
        "criterion": str,
        "value": float,
        "low": float,
        "high": float,
        "source": str,
        "at": str,
    },
    "kpi": {
        "key": str,
        "name": str,
        "unit": str,
        "direction": str,
        "definition": str,
        "missing": str,
        "position": float,
    },
    "snapshot": {
        "kpi": str,
        "first_day": str,
        "last_day": str,
        "segment": str,
        "value": str,
        "note": str,
        "import_id": int,
        "row": int,
    },
    "experiment": {
        "name": str,
        "status": str,
        "kind": str,
        "hypothesis": str,
        "kpi": str,
        "item_id": int,
        "start_day": str,
        "end_day": str,
        "note": str,
        "created_at": str,
    },
    "variant": {"experiment_id": int, "name": str, "position": int, "share": float},
    "reading": {
        "experiment_id": int,
        "variant_id": int,
        "day": str,
        "visitors": int,
        "conversions": int,
        "revenue_minor": int,
        "currency": str,
        "at": str,
        "import_id": int,
    },
    "decision": {
        "experiment_id": int,
        "item_id": int,
        "choice": str,
        "reason": str,
        "day": str,
        "prediction": str,
    },
    "learning": {"experiment_id": int, "item_id": int, "text": str, "status": str, "day": str},
    "annotation": {"day": str, "last_day": str, "title": str, "kind": str, "note": str},
    "promotion": {
        "name": str,
        "code": str,
        "first_day": str,
        "last_day": str,
        "discount": float,
        "confirmed": int,
    },
    "deck": {"name": str, "position": float, "created_at": str, "settings": str},
    "slide": {
        "deck_id": int,
        "position": float,
        "kind": str,
        "title": str,
        "settings": str,
        "notes": str,
        "hidden": int,
    },
    "source_of_record": {
        "kpi": str,
        "channel": str,
        "first_day": str,
        "last_day": str,
        "source": str,
    },
    "exchange_rate": {"currency": str, "day": str, "rate": str},
    "mapping": {"shape": str, "source": str, "fields": str},
    "imported_value": {
        "kind": str,
        "row_id": int,
        "field": str,
        "value": str,
        "import_id": int,
    },
}

UNIQUE: dict[str, tuple[str, ...]] = {
    "setting": ("key",),
    "theme": ("name",),
    "item_tag": ("item_id", "tag"),
    "score_input": ("item_id", "framework", "criterion"),
    "kpi": ("key",),
    "snapshot": ("kpi", "first_day", "last_day", "segment"),
    "exchange_rate": ("currency", "day"),
    "mapping": ("shape",),
    "imported_value": ("kind", "row_id", "field"),
}

INDEXED: tuple[tuple[str, str], ...] = (
    ("variant", "experiment_id"),
    ("reading", "experiment_id"),
    ("decision", "item_id"),
    ("learning", "item_id"),
    ("slide", "deck_id"),
)

# (table, column, other table, what happens when the other row goes)
FOREIGN: tuple[tuple[str, str, str, str], ...] = (
    ("item", "theme_id", "theme", "SET NULL"),
    ("item_tag", "item_id", "item", "CASCADE"),
    ("score_input", "item_id", "item", "CASCADE"),
    ("experiment", "item_id", "item", "SET NULL"),
    ("variant", "experiment_id", "experiment", "CASCADE"),
    ("reading", "experiment_id", "experiment", "CASCADE"),
    ("reading", "variant_id", "variant", "CASCADE"),
    ("decision", "experiment_id", "experiment", "CASCADE"),
    ("decision", "item_id", "item", "CASCADE"),
    ("learning", "experiment_id", "experiment", "CASCADE"),
    ("learning", "item_id", "item", "CASCADE"),
    ("slide", "deck_id", "deck", "CASCADE"),
)

NOT_NULL: dict[str, set[str]] = {
    "item": {"title", "stage", "position"},
    "item_tag": {"item_id", "tag"},
    "score_input": {"item_id", "framework", "criterion"},
    "kpi": {"key", "name", "unit", "direction"},
    "snapshot": {"kpi", "first_day", "last_day", "segment"},
    "experiment": {"name", "status"},
    "variant": {"experiment_id", "name", "position"},
    "reading": {"experiment_id", "variant_id"},
    "annotation": {"day", "title"},
    "promotion": {"name", "first_day", "last_day"},
    "deck": {"name", "position"},
    "slide": {"deck_id", "position", "kind"},
    "setting": {"key"},
    "theme": {"name", "position"},
    "exchange_rate": {"currency", "day", "rate"},
    "mapping": {"shape", "source", "fields"},
    "imported_value": {"kind", "row_id", "field"},
}

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
