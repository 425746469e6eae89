"""The items as every view shows them: with theme, tags, horizon and score inputs."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from workbench.errors import NotFound
from workbench.language import _
from workbench.roadmap.evidence import Confidence, all_evidence, confidence, evidence
from workbench.roadmap.horizon import ends_of_quarters, horizon
from workbench.roadmap.words import Horizon, Stage
from workbench.store.brand import brand
from workbench.store.clock import today as brand_today


class Input(NamedTuple):
    """One score input: the likely value, a range if one was given, and where it comes from.

    One read from a KPI is `kpi_part` of `kpi_value`, the KPI's value in the days named.
    """

    value: float
    low: float | None = None
    high: float | None = None
    source: str | None = None
    at: str | None = None
    kpi: str | None = None
    kpi_first_day: str | None = None
    kpi_last_day: str | None = None
    kpi_value: float | None = None
    kpi_part: float | None = None


class Item(NamedTuple):
    """One item. `horizon` is derived from the dates unless `own_horizon` was set by hand.

    `inputs` maps a framework to its criteria: `item.inputs["rice"]["reach"].value`. `proof` is the confidence that its
    evidence allows, None without evidence. After `deadline_day` it is worth nothing any more: it `is_past`.
    """

    id: int
    title: str
    description: str
    theme: str | None
    theme_colour: str | None
    stage: Stage
    horizon: Horizon | None
    own_horizon: Horizon | None
    owner: str | None
    start_day: date | None
    due_day: date | None
    launched_day: date | None
    hypothesis: str
    tags: tuple[str, ...]
    inputs: Mapping[str, Mapping[str, Input]]
    position: float
    created_at: str | None
    deadline_day: date | None = None
    key_result_id: int | None = None
    proof: Confidence | None = None
    is_past: bool = False


_ITEM = (
    "SELECT item.id, title, coalesce(description, ''), theme.name, theme.colour, stage, horizon,"
    " owner, start_day, due_day, launched_day, coalesce(hypothesis, ''), item.position, created_at,"
    " deadline_day, key_result_id"
    " FROM item LEFT JOIN theme ON theme.id = item.theme_id"
)
_STAGES = {stage.value: stage for stage in Stage}
_HORIZONS: dict[str | None, Horizon] = {word.value: word for word in Horizon}
_STAGE_ORDER = {stage: n for n, stage in enumerate(Stage)}


def items(db: sqlite3.Connection, *, today: date | None = None) -> list[Item]:
    """All items, stage by stage, each stage in the order the person gave it."""
    found = _items(db, "", (), today)
    found.sort(key=lambda item: (_STAGE_ORDER[item.stage], item.position, item.id))
    return found


def item(db: sqlite3.Connection, item_id: int, *, today: date | None = None) -> Item:
    """One item; raises NotFound."""
    found = _items(db, " WHERE {key} = ?", (item_id,), today)
    if not found:
        raise NotFound(_("This item is no longer there."))
    return found[0]


def counts(db: sqlite3.Connection) -> dict[Stage, int]:
    """How many items each stage holds; every stage is there."""
    found = dict(db.execute("SELECT stage, count(*) FROM item GROUP BY stage").fetchall())
    return {stage: found.get(stage.value, 0) for stage in Stage}


def owners(db: sqlite3.Connection) -> list[str]:
    """Everyone named as an owner, in alphabetical order."""
    return _texts(db, "SELECT DISTINCT owner FROM item WHERE owner IS NOT NULL")


def tags(db: sqlite3.Connection) -> list[str]:
    """Every tag in use, in alphabetical order."""
    return _texts(db, "SELECT DISTINCT tag FROM item_tag")


def _texts(db: sqlite3.Connection, sql: str) -> list[str]:
    return sorted((row[0] for row in db.execute(sql).fetchall()), key=str.casefold)


def _items(
    db: sqlite3.Connection, where: str, values: tuple[int, ...], today: date | None
) -> list[Item]:
    settings = brand(db)
    today = today or brand_today(db)
    ends = ends_of_quarters(today, fiscal_start=settings.fiscal_start)
    tagged = _tags(db, where.format(key="item_id"), values)
    scored = _inputs(db, where.format(key="item_id"), values)
    held = {values[0]: evidence(db, values[0])} if values else all_evidence(db)
    proofs = {row: confidence(pieces) for row, pieces in held.items() if pieces}
    rows = db.execute(_ITEM + where.format(key="item.id"), values).fetchall()
    found = (_item(row, tagged, scored, today, ends) for row in rows)
    return [item._replace(proof=proofs[item.id]) if item.id in proofs else item for item in found]


def _item(
    row: tuple[Any, ...],
    tagged: Mapping[int, tuple[str, ...]],
    scored: Mapping[int, Mapping[str, Mapping[str, Input]]],
    today: date,
    ends: tuple[date, date],
) -> Item:
    row_id, title, description, theme, colour, word, own, owner, *days, hypothesis, at, made = row[
        :14
    ]
    last, key_result = date.fromisoformat(row[14]) if row[14] else None, row[15]
    stage, override = _STAGES[word], _HORIZONS.get(own)
    start, due, launched = (date.fromisoformat(day) if day else None for day in days)
    when = horizon(stage, start, due, today=today, ends=ends, override=override)
    own_tags, inputs = tagged.get(row_id, ()), scored.get(row_id, {})
    return Item(
        row_id, title, description, theme, colour, stage, when, override, owner,
        start, due, launched, hypothesis, own_tags, inputs, at, made,
        last, key_result, None, last is not None and last < today,
    )  # fmt: skip


def _tags(
    db: sqlite3.Connection, where: str, values: tuple[int, ...]
) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = defaultdict(list)
    sql = f"SELECT item_id, tag FROM item_tag{where} ORDER BY id"
    for row, tag in db.execute(sql, values).fetchall():
        found[row].append(tag)
    return {row: tuple(own) for row, own in found.items()}


def _inputs(
    db: sqlite3.Connection, where: str, values: tuple[int, ...]
) -> dict[int, dict[str, dict[str, Input]]]:
    found: dict[int, dict[str, dict[str, Input]]] = {}
    sql = (
        "SELECT item_id, framework, criterion, value, low, high, source, at, kpi, kpi_first_day, kpi_last_day,"
        f" kpi_value, kpi_part FROM score_input{where}"
    )
    for row in db.execute(sql, values).fetchall():
        of_item = found.setdefault(row[0], {})
        of_item.setdefault(row[1], {})[row[2]] = Input._make(row[3:])
    return found
