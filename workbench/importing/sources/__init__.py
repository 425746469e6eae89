"""One module per family of exports: how it is recognised and what its columns feed."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from workbench.errors import ImportFailed
from workbench.importing.source import Source
from workbench.language import _

# A new source is a module here that holds SOURCE (or SOURCES), and its name in this list.
MODULES = (
    "shopify_orders",
    "shopify_sales",
    "shopify_traffic",
    "online_retail",
    "other_orders",
    "square",
    "catalogue",
    "ads",
    "mailings",
    "ga4",
    "search_console",
    "amazon",
    "payments",
    "reviews",
    "surveys",
    "tickets",
    "experiments_table",
    "backlog",
    "settings_sheets",
    "targets_sheet",
    "kpi_sheet",
    "generic",
)


@cache
def known() -> tuple[Source, ...]:
    """All sources, the telling ones first."""
    found: list[Source] = []
    for name in MODULES:
        module = import_module(f"workbench.importing.sources.{name}")
        found += getattr(module, "SOURCES", None) or [module.SOURCE]
    return tuple(found)


def by_key(key: str) -> Source:
    """The source of a key such as 'shopify.orders'; raises ImportFailed naming the ones there are."""
    for source in known():
        if source.key == key:
            return source
    names = ", ".join(source.key for source in known())
    raise ImportFailed(
        _("There is no source {key}; known are {names}.").format(key=key, names=names)
    )
