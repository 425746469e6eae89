"""How a source is declared: which columns it has, what they hold, which facts they feed.

A source is one small module in `sources/` that ends in `SOURCE = Source(...)`. Its `build` gets a Sheet (the rows with
typed access by field) and hands over finished rows; everything else follows from the declaration.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.importing.keys import header_of

if TYPE_CHECKING:
    from workbench.importing.sheet import Sheet
    from workbench.importing.table import Table


@dataclass(frozen=True)
class Field:
    """One thing a source knows: its name, the column names that hold it (any language), and what it holds.

    `kind` is text, key, money, number, count, rate, moment, span or email. `personal` columns are read, but never
    shown or kept. `many` collects all columns of that name instead of the first.
    """

    name: str
    headers: tuple[str, ...]
    kind: str = "text"
    required: bool = False
    personal: bool = False
    many: bool = False


class Judgement:
    """What a source says of a table whose column names alone tell nothing: how sure, and why."""

    def __init__(self, confidence: float, reason: str, fields: dict[str, list[int]]) -> None:
        self.confidence = confidence
        self.reason = reason
        self.fields = fields


@dataclass(frozen=True)
class Source:
    """One recognised kind of export.

    `needs` lists groups of fields of which one each must be there besides the required ones. `also` are column names
    that tell the source but are never read. `own` marks the user's own words, kept and shown whole. `judge` looks at
    the table where names do not decide; `refuse` answers one sentence for a look-alike that must not be imported.
    """

    key: str
    title: str
    fields: tuple[Field, ...]
    facts: tuple[str, ...]
    build: Callable[[Sheet], None]
    needs: tuple[tuple[str, ...], ...] = ()
    also: tuple[str, ...] = ()
    own: bool = False
    all_columns: bool = False
    judge: Callable[[Table], Judgement | None] | None = None
    refuse: Callable[[Table, str], str | None] | None = None

    def field(self, name: str) -> Field:
        """The field of a name; raises KeyError."""
        return self._by_name()[name]

    def _by_name(self) -> dict[str, Field]:
        return {field.name: field for field in self.fields}

    def known_headers(self) -> dict[str, str]:
        """Normalised column name -> field name, for all names of all fields."""
        return {header_of(h): field.name for field in self.fields for h in field.headers}
