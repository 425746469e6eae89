"""What can be done with frameworks: copy one, edit it, go back to the app's, delete an own one."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from workbench.errors import BadInput, NotFound
from workbench.language import _
from workbench.roadmap.classics import CLASSICS
from workbench.roadmap.criteria import Combine, Framework
from workbench.roadmap.definition import checked, key_for, to_text
from workbench.roadmap.frameworks import framework_of, frameworks
from workbench.store.position import Queue, end

QUEUE = Queue("framework")


def copy_framework(db: sqlite3.Connection, name: str, label: str) -> str:
    """Copy a framework under another label and return the copy's key; the inputs of the original count there too.

    Raises BadInput for an unknown framework and a label that is empty or taken.
    """
    old = framework_of(db, name)
    label = _free_label(db, label)
    key = key_for(label, {*CLASSICS, *_kept(db)})
    criteria = tuple(replace(c, shares=c.shares or f"{old.key}.{c.key}") for c in old.criteria)
    _write(db, checked(replace(old, key=key, label=label, criteria=criteria)))
    return key


def save_framework(db: sqlite3.Connection, edited: Framework) -> None:
    """Keep an edited framework, one of the app's or an own one, or add a new one. Raises BadInput."""
    if not edited.key:
        edited = replace(edited, key=key_for(edited.label, {*CLASSICS, *_kept(db)}))
    _free_label(db, edited.label, but=edited.key)
    if edited.combine not in edited.combinations:
        edited = replace(edited, combinations=(*edited.combinations, edited.combine))
    _write(db, checked(edited))


def switch_combination(db: sqlite3.Connection, name: str, combine: Combine | str) -> None:
    """Score by another combination from now on, in every view (ICE: product or mean). Raises BadInput."""
    from workbench.roadmap.frameworks import switched

    save_framework(db, switched(framework_of(db, name), Combine(combine)))


def reset_framework(db: sqlite3.Connection, key: str) -> None:
    """Go back to the framework as it came with the app; an own one is deleted. Inputs stay. Raises NotFound."""
    if db.execute("DELETE FROM framework WHERE key = ?", (key,)).rowcount == 0:
        raise NotFound(_("This framework was not changed."))


def _kept(db: sqlite3.Connection) -> dict[str, str]:
    return dict(db.execute("SELECT key, definition FROM framework").fetchall())


def _free_label(db: sqlite3.Connection, label: str, *, but: str = "") -> str:
    label = " ".join(label.split())
    if not label:
        raise BadInput(_("A framework needs a name."))
    for other in frameworks(db):
        if other.label.casefold() == label.casefold() and other.key != but:
            raise BadInput(_("There is already a framework “{name}”.").format(name=label))
    return label


def _write(db: sqlite3.Connection, framework: Framework) -> None:
    text = to_text(framework)
    held = _kept(db)
    if framework.key not in held:
        db.execute(
            "INSERT INTO framework(key, name, definition, position) VALUES (?, ?, ?, ?)",
            (framework.key, framework.label, text, end(db, QUEUE)),
        )
    elif held[framework.key] != text:
        db.execute(
            "UPDATE framework SET name = ?, definition = ? WHERE key = ?",
            (framework.label, text, framework.key),
        )
