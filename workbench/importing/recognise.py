"""Which source a table comes from: by the shape of its header, with a confidence and the reason in words."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from workbench.errors import ImportFailed
from workbench.importing import sources
from workbench.importing.currencies import currency_in_header
from workbench.importing.keys import header_of
from workbench.importing.request import Request
from workbench.importing.source import Source
from workbench.importing.sources import targets_sheet
from workbench.importing.table import Table
from workbench.language import _

LEAST_CONFIDENCE = 0.5
WHOLE_CONFIDENCE = 0.86


class Match(NamedTuple):
    """The recognised source, which columns feed which field, how sure (0 to 1) and why."""

    source: Source
    fields: dict[str, list[int]]
    confidence: float
    reason: str


def shape_of(table: Table) -> str:
    """The shape of a header: a hash of its normalised, sorted column names."""
    names = sorted({header_of(name) for name in table.names})
    return hashlib.blake2b("\n".join(names).encode("utf-8", "replace"), digest_size=8).hexdigest()


def known_names() -> frozenset[str]:
    """All column names that any source knows, normalised."""
    return frozenset(
        name
        for source in sources.known()
        for name in (*source.known_headers(), *map(header_of, source.also))
    )


def recognise(table: Table, request: Request, shape: str) -> Match:
    """Choose the source: as told, as remembered for this shape, else the best match.

    Raises ImportFailed if a told source or mapping does not fit the file.
    """
    if request.mapping:
        return _mapped(table, request.mapping, _("This is how you mapped it."))
    if request.as_source:
        return _told(table, request.as_source)
    if shape in request.remembered:
        return _mapped(
            table, request.remembered[shape], _("A file of this shape was mapped this way before.")
        )
    best = _best(table)
    if best.source.key == "kpi.sheet" and targets_sheet.is_named(request.file.stem):
        reason = _("It is a table of KPIs by period, and the file is called {name}.")
        named = reason.format(name=request.file.name)
        return Match(targets_sheet.SOURCE, best.fields, best.confidence, named)
    return best


def _best(table: Table) -> Match:
    rarity = _rarity()
    matches = [m for s in sources.known() if (m := _match(s, table, rarity)) is not None]
    best = max(matches, key=lambda m: m.confidence, default=None)
    if best is None or best.confidence < LEAST_CONFIDENCE:
        return _generic(table)
    return best


def _generic(table: Table) -> Match:
    source = sources.by_key("generic")
    return Match(source, {}, 0.2, _("The columns are not those of any export that is known here."))


def _rarity() -> Counter[str]:
    return Counter(name for s in sources.known() for name in s.known_headers())


def _match(source: Source, table: Table, rarity: Counter[str]) -> Match | None:
    """Compare a table with one source; None where something that it must have is missing."""
    fields = fields_by_name(source, table)
    if source.judge is not None:
        judged = source.judge(table)
        return Match(source, judged.fields, judged.confidence, judged.reason) if judged else None
    if not fields or missing_fields(source, fields):
        return None
    also = {header_of(h) for h in source.also}
    named = [header_of(n) for n in table.names if n]
    read = {i for places in fields.values() for i in places}
    hits = len(read) + sum(1 for i, n in enumerate(named) if n in also and i not in read)
    share = min(1.0, hits / max(len(named), 1))
    telling = sum(1 / max(rarity[name_key(table.names[i])], 1) for i in read if table.names[i])
    confidence = round(min(0.99, 0.25 + 0.5 * share + 0.24 * min(1.0, telling / 3)), 2)
    if (
        share == 1.0
    ):  # short reports such as Day, Sessions: nothing in them speaks for anything else
        confidence = max(confidence, WHOLE_CONFIDENCE)
    return Match(source, fields, confidence, _reason(source, table, fields, hits))


def _reason(source: Source, table: Table, fields: dict[str, list[int]], hits: int) -> str:
    names = ", ".join(table.names[places[0]] for places in list(fields.values())[:4])
    return _("{n} of {all} columns are those of {source}: {names} and so on.").format(
        n=hits, all=len(table.names), source=source.title, names=names
    )


def name_key(name: str) -> str:
    """A column's name made comparable, without the currency that some exports write behind it."""
    currency = currency_in_header(name)
    plain = header_of(name)
    if currency is None or currency not in name:
        return plain
    words = plain.split()
    return " ".join(words[:-1]) if words[-1] == currency.lower() and len(words) > 1 else plain


def fields_by_name(source: Source, table: Table) -> dict[str, list[int]]:
    """Which columns hold which field, by the column names; earlier names of a field win."""
    places: dict[str, list[int]] = {}
    for index, name in enumerate(table.names):
        places.setdefault(name_key(name), []).append(index)
    fields: dict[str, list[int]] = {}
    taken: set[int] = set()
    for field in source.fields:
        found: list[int] = []
        for header in field.headers:
            found += [i for i in places.get(header_of(header), []) if i not in taken]
            if found and not field.many:
                break
        if found:
            fields[field.name] = found if field.many else found[:1]
            taken.update(fields[field.name])
    return fields


def missing_fields(source: Source, fields: Mapping[str, Any]) -> list[str]:
    """The column names that a source needs and a file does not have."""
    missing = [f.headers[0] for f in source.fields if f.required and f.name not in fields]
    for group in source.needs:
        if not any(name in fields for name in group):
            missing.append(" / ".join(source.field(name).headers[0] for name in group))
    return missing


def _told(table: Table, key: str) -> Match:
    source = sources.by_key(key)
    fields = fields_by_name(source, table)
    if source.judge is not None:
        judged = source.judge(table)
        if judged:
            fields = judged.fields
    missing = missing_fields(source, fields)
    if missing:
        raise ImportFailed(
            _("This file cannot be read as {source}: it has no column {names}.").format(
                source=source.title, names=", ".join(missing)
            )
        )
    return Match(source, fields, 1.0, _("You said what it is."))


def _mapped(table: Table, mapping: Mapping[str, Any], reason: str) -> Match:
    source = sources.by_key(str(mapping.get("source", "generic")))
    labels = {label: i for i, label in enumerate(table.labels)}
    plain = {header_of(label): i for label, i in labels.items()}
    fields: dict[str, list[int]] = {}
    for column, field in dict(mapping.get("fields", {})).items():
        index = labels.get(column, plain.get(header_of(column)))
        if index is None:
            raise ImportFailed(
                _("The mapping names a column {name}, which this file does not have.").format(
                    name=column
                )
            )
        if not source.all_columns and not any(f.name == field for f in source.fields):
            raise ImportFailed(
                _("The mapping names a field {name}, which {source} does not have.").format(
                    name=field, source=source.title
                )
            )
        fields.setdefault(field, []).append(index)
    missing = missing_fields(source, fields)
    if missing:
        raise ImportFailed(
            _("The mapping for {source} says no column for {names}.").format(
                source=source.title, names=", ".join(missing)
            )
        )
    return Match(source, fields, 1.0, reason)
