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
    if source in names:
        return names[source]
    from workbench.importing.next_exports import guides

    guide = guides().get(source)
    return guide.title if guide else source.replace("_", " ").replace(".", ": ").capitalize()


def rows_words(kind: str, n: int) -> str:
    """A number of rows of one kind: 412 orders."""
    words = {
        "orders": ngettext("{n} order", "{n} orders", n),
        "order_lines": ngettext("{n} order line", "{n} order lines", n),
        "sales_days": ngettext("{n} row of sales", "{n} rows of sales", n),
        "traffic_days": ngettext("{n} row of sessions", "{n} rows of sessions", n),
        "spend_days": ngettext("{n} row of ad spend", "{n} rows of ad spend", n),
        "email_days": ngettext("{n} row of mailings", "{n} rows of mailings", n),
        "search_days": ngettext("{n} row of searches", "{n} rows of searches", n),
        "products": ngettext("{n} product", "{n} products", n),
        "stock_levels": ngettext("{n} stock level", "{n} stock levels", n),
        "subscribers": ngettext("{n} customer", "{n} customers", n),
        "reviews": ngettext("{n} review", "{n} reviews", n),
        "answers": ngettext("{n} answer", "{n} answers", n),
        "tickets": ngettext("{n} ticket", "{n} tickets", n),
        "payments": ngettext("{n} payment", "{n} payments", n),
        "refunds": ngettext("{n} refund", "{n} refunds", n),
        "readings": ngettext("{n} count", "{n} counts", n),
        "snapshots": ngettext("{n} KPI value", "{n} KPI values", n),
        "rates": ngettext("{n} exchange rate", "{n} exchange rates", n),
        "costs": ngettext("{n} cost", "{n} costs", n),
        "targets": ngettext("{n} target", "{n} targets", n),
        "items": ngettext("{n} item", "{n} items", n),
        "kpi_values": ngettext("{n} KPI value", "{n} KPI values", n),
        "experiments": ngettext("{n} experiment", "{n} experiments", n),
    }.get(kind, ngettext("{n} row", "{n} rows", n))
    return words.format(n=f"{n:,}".replace(",", "\N{NARROW NO-BREAK SPACE}"))


def field_name(field: str) -> str:
    """A field of a source in words."""
    return field.removesuffix("_minor").replace("_", " ")
