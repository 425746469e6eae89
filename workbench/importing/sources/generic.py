"""A table of a kind nobody has named yet: kept cell by cell, without the columns that may hold people."""

from __future__ import annotations

from workbench.importing.sheet import Sheet
from workbench.importing.source import Source


def build(sheet: Sheet) -> None:
    """Hand over one row per kept cell."""


SOURCE = Source(
    key="generic",
    title="A table",
    facts=("generic_row",),
    fields=(),
    all_columns=True,
    build=build,
)
