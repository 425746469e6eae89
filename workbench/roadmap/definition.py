"""Frameworks of the workspace: kept as one JSON text per framework, copied, edited, given up.

{"key": "rice-2", "label": "RICE for operations", "combine": "product", "combinations": ["product"],
 "formula": "...", "expression": "", "decimals": 0, "fades": false,
 "criteria": [{"key": "reach", "label": "Reach", "rubric": "...", "minimum": 0, ...}]}
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, fields, replace
from typing import Any

from workbench.errors import BadInput
from workbench.language import _
from workbench.roadmap import formula
from workbench.roadmap.criteria import Choice, Combine, Criterion, Framework

_MOST_CRITERIA = 20
HORIZONS = ("", "week", "month", "quarter", "year")


def to_text(framework: Framework) -> str:
    """A framework as JSON text; what stands at its default is left out."""
    found = _told(framework)
    found["criteria"] = [_told(criterion) for criterion in framework.criteria]
    return json.dumps(found, ensure_ascii=False)


def from_text(text: str) -> Framework:
    """The framework that a JSON text defines; raises BadInput where it defines none."""
    try:
        given = json.loads(text)
        criteria = tuple(_criterion(one) for one in given.pop("criteria"))
        combine = Combine(given.pop("combine", "product"))
        ways = tuple(Combine(way) for way in given.pop("combinations", [combine]))
        given["own"] = True
        return Framework(**given, criteria=criteria, combine=combine, combinations=ways)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise BadInput(_("A framework of this workspace cannot be read; reset it.")) from None


def checked(framework: Framework) -> Framework:
    """The framework, if it can score; raises BadInput with what is wrong."""
    if not framework.label.strip():
        raise BadInput(_("A framework needs a name."))
    if not 1 <= len(framework.criteria) <= _MOST_CRITERIA:
        raise BadInput(_("A framework has 1 to {most} criteria.").format(most=_MOST_CRITERIA))
    if len({c.key for c in framework.criteria}) < len(framework.criteria):
        raise BadInput(_("Two criteria have the same name."))
    for criterion in framework.criteria:
        _check_criterion(criterion, weighted=framework.combine == Combine.WEIGHTED)
    if not any(c.counts and not c.cost for c in framework.criteria):
        raise BadInput(_("At least one criterion must raise the score."))
    if framework.horizon not in HORIZONS:
        raise BadInput(_("There is no horizon “{text}”.").format(text=framework.horizon))
    if framework.expression:
        formula.check(framework.expression, frozenset(c.key for c in framework.criteria))
    return replace(framework, own=True)


def key_for(name: str, taken: set[str]) -> str:
    """A free key made of a name: 'RICE for ops' becomes 'rice_for_ops'."""
    stem = re.sub(r"\W+", "_", name.casefold()).strip("_") or "framework"
    key, n = stem, 2
    while key in taken:
        key, n = f"{stem}_{n}", n + 1
    return key


def _told(thing: Framework | Criterion) -> dict[str, Any]:
    found = asdict(thing)
    found.pop("own", None)
    for field in fields(thing):
        if field.name in found and found[field.name] == field.default:
            del found[field.name]
    return found


def _criterion(given: dict[str, Any]) -> Criterion:
    choices = tuple(Choice(**choice) for choice in given.pop("choices", ()))
    return Criterion(**given, choices=choices)


def _check_criterion(criterion: Criterion, *, weighted: bool) -> None:
    name = criterion.label
    if not name.strip() or not re.fullmatch(r"[a-z]\w*", criterion.key):
        raise BadInput(_("A criterion needs a name that begins with a letter."))
    if criterion.weight <= 0:
        raise BadInput(_("The weight of {criterion} must be above 0.").format(criterion=name))
    if criterion.minimum < 0:
        raise BadInput(_("The scale of {criterion} begins at 0 or above.").format(criterion=name))
    if criterion.maximum is not None and criterion.maximum <= criterion.minimum:
        raise BadInput(_("The scale of {criterion} ends before it begins.").format(criterion=name))
    if weighted and criterion.counts and criterion.maximum is None:
        raise BadInput(_("{criterion} needs a scale with an end.").format(criterion=name))
