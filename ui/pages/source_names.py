"""Sources and kinds of rows as a person calls them."""

from __future__ import annotations

from workbench.language import _, ngettext


def source_name(source: str) -> str:
    """A source as a person calls it."""
    names = {
        "shopify.orders": _("Shopify orders"),
        "shopify.sales": _("Shopify sales report"),
        "shopify.traffic": _("Shopify sessions"),
        "online_retail": _("Online retail orders"),
        "kpi.sheet": _("KPI sheet"),
        "backlog": _("Backlog"),
        "experiments.table": _("Experiments"),
        "generic": _("Another table"),
    }
    return names.get(source, source.replace("_", " ").replace(".", ": ").capitalize())


def rows_words(kind: str, n: int) -> str:
    """A number of rows of one kind: 412 orders."""
    words = {
        "orders": ngettext("{n} order", "{n} orders", n),
        "order_lines": ngettext("{n} order line", "{n} order lines", n),
        "sales_days": ngettext("{n} row of sales", "{n} rows of sales", n),
        "traffic_days": ngettext("{n} row of sessions", "{n} rows of sessions", n),
        "items": ngettext("{n} item", "{n} items", n),
        "kpi_values": ngettext("{n} KPI value", "{n} KPI values", n),
        "experiments": ngettext("{n} experiment", "{n} experiments", n),
    }.get(kind, ngettext("{n} row", "{n} rows", n))
    return words.format(n=f"{n:,}".replace(",", "\N{NARROW NO-BREAK SPACE}"))


def field_name(field: str) -> str:
    """A field of a source in words."""
    return field.replace("_", " ")
