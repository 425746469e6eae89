"""Columns that a mapping makes of others: joined (first and last name), split (a time from its date), or constant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from workbench.errors import ImportFailed
from workbench.importing.keys import header_of, text_of
from workbench.importing.table import Body, Column, Table
from workbench.language import _

PLAIN = ("source", "fields")
MADE = ("combined", "split", "constants")


class Made(NamedTuple):
    """One made column: its label, the field it feeds, the columns it is made of, and how."""

    label: str
    field: str
    inputs: tuple[int, ...]
    make: Callable[[list[str]], str]


def made_columns(table: Table, mapping: Mapping[str, Any] | None) -> list[Made]:
    """The columns that a mapping asks for: combined [{columns, with, field}], split [{column, with, fields}] and
    constants {field: value}. Raises ImportFailed where one names a column that is not there.
    """
    if not mapping:
        return []
    found: list[Made] = []
    for one in mapping.get("combined") or ():
        found.append(_combined(table, one))
    for one in mapping.get("split") or ():
        found += _split(table, one)
    for field, value in (mapping.get("constants") or {}).items():
        found.append(Made(f"= {value}", field, (), _always(str(value))))
    return found


def _combined(table: Table, one: Mapping[str, Any]) -> Made:
    inputs = tuple(_place(table, name) for name in one["columns"])
    between = str(one.get("with", " "))
    label = " + ".join(table.labels[i] for i in inputs)

    def join(cells: list[str]) -> str:
        return between.join(cell for cell in cells if cell)

    return Made(label, str(one["field"]), inputs, join)


def _split(table: Table, one: Mapping[str, Any]) -> list[Made]:
    place, between = _place(table, str(one["column"])), str(one.get("with", " "))
    name, fields = table.labels[place], list(one["fields"])
    return [
        Made(f"{name} ({n + 1})", str(field), (place,), _part(n, between, len(fields)))
        for n, field in enumerate(fields)
        if field
    ]


def _part(n: int, between: str, parts: int) -> Callable[[list[str]], str]:
    def cut(cells: list[str]) -> str:
        found = cells[0].split(between or None, parts - 1)
        return found[n].strip() if n < len(found) else ""

    return cut


def _always(value: str) -> Callable[[list[str]], str]:
    return lambda _cells: value


def _place(table: Table, name: str) -> int:
    for index, label in enumerate(table.labels):
        if label == name or header_of(label) == header_of(name):
            return index
    raise ImportFailed(
        _("The mapping names a column {name}, which this file does not have.").format(name=name)
    )


def widened(table: Table, made: list[Made]) -> Table:
    """The table with the made columns behind its own, in its names and its sample."""
    if not made:
        return table
    labels = [*table.labels, *(one.label for one in made)]
    width = len(table.names)
    sample = [
        [*row[:width], *[""] * (width - len(row)), *(one.make(_cells(row, one)) for one in made)]
        for row in table.sample
    ]
    return replace(table, names=[*table.names, *labels[width:]], labels=labels, sample=sample)


def _cells(row: Any, one: Made) -> list[str]:
    return [text_of(row[i]) if i < len(row) else "" for i in one.inputs]


def plain_mapping(mapping: Mapping[str, Any], made: list[Made]) -> dict[str, Any]:
    """The mapping with its made columns named like the file's own."""
    fields = {**mapping.get("fields", {}), **{one.label: one.field for one in made}}
    return {"source": mapping.get("source", "generic"), "fields": fields}


def add_columns(body: Body, made: list[Made], width: int) -> None:
    """Make the columns' cells of those that were read, from place `width` on."""
    for n, one in enumerate(made):
        if one.inputs:
            rows = zip(*(body.columns[i].values for i in one.inputs), strict=True)
            values: list[object] = [one.make([text_of(cell) for cell in row]) for row in rows]
        else:
            values = [one.make([])] * len(body.rows)
        body.columns[width + n] = Column(values, list(dict.fromkeys(values)))


def read_mapping_object(found: Any) -> dict[str, Any] | None:
    """A mapping as it stands in a file, with only the parts that are known; None if it is none."""
    if not isinstance(found, dict) or not isinstance(found.get("source"), str):
        return None
    fields = found.get("fields", {})
    if not isinstance(fields, dict) or not all(isinstance(v, str) for v in fields.values()):
        return None
    kinds = {"combined": list, "split": list, "constants": dict}
    if any(not isinstance(found.get(key, kind()), kind) for key, kind in kinds.items()):
        return None
    parts = {key: found[key] for key in MADE if found.get(key)}
    for one in parts.get("combined", ()):
        if not (isinstance(one, dict) and _texts(one.get("columns")) and "field" in one):
            return None
    for one in parts.get("split", ()):
        if not (isinstance(one, dict) and "column" in one and _texts(one.get("fields"))):
            return None
    return {"source": found["source"], "fields": fields, **parts}


def _texts(found: Any) -> bool:
    return isinstance(found, list) and bool(found) and all(isinstance(t, str) for t in found)
