"""Frameworks as data: those that come with the app, and those of the workspace, which may replace them.

Reading one from the workspace needs `db`; `framework(name)` alone knows those that come with the app.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import replace

from workbench.errors import BadInput
from workbench.language import _
from workbench.roadmap.classics import CLASSICS as FRAMEWORKS
from workbench.roadmap.criteria import Choice, Combine, Criterion, Framework, divides, evaluate
from workbench.roadmap.definition import from_text

__all__ = [
    "FRAMEWORKS", "Choice", "Combine", "Criterion", "Framework", "divides", "evaluate", "fitting", "framework",
    "framework_in_use", "framework_of", "frameworks",
]  # fmt: skip


def framework(name: str, *, combine: Combine | None = None) -> Framework:
    """The framework of the app with this name, in either case; raises BadInput.

    `combine` switches to another of its combinations, e.g. ICE as a mean.
    """
    build = FRAMEWORKS.get(_key(name))
    if build is None:
        raise _unknown(name, [other() for other in FRAMEWORKS.values()])
    return switched(build(), combine)


def framework_of(db: sqlite3.Connection, name: str, *, combine: Combine | None = None) -> Framework:
    """The framework of the workspace with this key or label, in either case; raises BadInput."""
    wanted = _key(name)
    row = db.execute("SELECT definition FROM framework WHERE key = ?", (wanted,)).fetchone()
    if row is not None:
        return switched(from_text(row[0]), combine)
    if wanted in FRAMEWORKS:
        return switched(FRAMEWORKS[wanted](), combine)
    every = frameworks(db)
    for found in every:
        if found.label.casefold() == name.strip().casefold():
            return switched(found, combine)
    raise _unknown(name, every)


def frameworks(db: sqlite3.Connection) -> list[Framework]:
    """All frameworks of the workspace: those of the app, edited or not, then the user's own in their order."""
    sql = "SELECT key, definition FROM framework ORDER BY position, id"
    kept = {key: from_text(text) for key, text in db.execute(sql).fetchall()}
    classic = [kept.get(key) or build() for key, build in FRAMEWORKS.items()]
    return [*classic, *(found for key, found in kept.items() if key not in FRAMEWORKS)]


def framework_in_use(db: sqlite3.Connection, name: str) -> Framework:
    """The framework that the settings name; RICE where this workspace has none of that name."""
    try:
        return framework_of(db, name)
    except BadInput:
        return framework_of(db, "rice")


def fitting(criteria: Collection[str]) -> Framework:
    """The framework of the app that asks for most of these criteria: the one that a sheet was made for."""
    known = [build() for build in FRAMEWORKS.values()]
    return max(known, key=lambda scheme: sum(c.key in criteria for c in scheme.criteria))


def switched(found: Framework, combine: Combine | None) -> Framework:
    """The framework combined in another of its ways; raises BadInput for a way that it has not."""
    if combine is None or combine == found.combine:
        return found
    if combine not in found.combinations:
        sentence = _("{framework} cannot be combined as a {combine}.")
        raise BadInput(sentence.format(framework=found.label, combine=combine))
    names = ", ".join(c.label for c in found.criteria)
    if combine == Combine.MEAN:
        return replace(
            found,
            combine=combine,
            formula=_("mean of {criteria}").format(criteria=names),
            decimals=1,
        )
    product = _("{criteria} multiplied").format(criteria=names)
    return replace(found, combine=combine, formula=product, decimals=0)


def _key(name: str) -> str:
    return name.strip().casefold().replace(" ", "_")


def _unknown(name: str, known: list[Framework]) -> BadInput:
    labels = ", ".join(other.label for other in known)
    return BadInput(
        _("There is no framework “{name}”; use {known}.").format(name=name, known=labels)
    )
