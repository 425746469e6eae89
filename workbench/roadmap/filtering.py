"""The words of the filter bar: `theme:retention score>20 -stage:launched tag:x horizon:now free text`.

Every term must hold; a minus in front turns a term round; a comma inside a value means "or"; quotes keep spaces
together; `none` finds what is empty (`owner:none`). A plain word is looked for in title, description, hypothesis,
owner and tags. Fields of the user's own are filtered by their keys (`margin>0.3`).
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from workbench.errors import BadInput
from workbench.language import _
from workbench.roadmap.backlog import Item
from workbench.roadmap.scoring import Score
from workbench.roadmap.words import Horizon, Stage

Value = float | date | None
Test = Callable[[Item, Score | None], bool]
Own = Mapping[int, Mapping[str, str | float | date | bool | None]]

WORDS: dict[str, Callable[[Item], tuple[str, ...]]] = {
    "theme": lambda item: (item.theme,) if item.theme else (),
    "stage": lambda item: (item.stage.value,),
    "horizon": lambda item: (item.horizon.value,) if item.horizon else (),
    "owner": lambda item: (item.owner,) if item.owner else (),
    "tag": lambda item: item.tags,
    "hypothesis": lambda item: (item.hypothesis,) if item.hypothesis else (),
    "evidence": lambda item: ("some",) if item.proof else (),
}
VALUES: dict[str, Callable[[Item, Score | None], Value]] = {
    "score": lambda item, score: score.value if score else None,
    "start": lambda item, score: item.start_day,
    "due": lambda item, score: item.due_day,
    "launched": lambda item, score: item.launched_day,
    "deadline": lambda item, score: item.deadline_day,
}
_FIXED = {
    "stage": [stage.value for stage in Stage],
    "horizon": [word.value for word in Horizon],
    "evidence": ["some"],
}
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ":": operator.eq,
}
_PIECE = re.compile(r'(?:[^\s"]|"[^"]*"?)+')
_TERM = re.compile(r"([A-Za-z]\w*)(:|>=|<=|>|<|=)(.*)", re.DOTALL)


class Term(NamedTuple):
    """One term: `key` is '' for plain words; `turned` when a minus stands in front."""

    key: str
    sign: str
    values: tuple[str, ...]
    turned: bool


def parse(text: str, *, own: Collection[str] | bool = ()) -> tuple[Term, ...]:
    """Read the text of the filter bar; raises BadInput with one sentence.

    `own` are the keys of the user's own fields; True takes any key for one. A term that is still being typed
    ("theme:") is left out, so that the view does not jump at every key.
    """
    terms = (_term(piece, own) for piece in _PIECE.findall(text))
    return tuple(term for term in terms if term.values)


def filtered(
    items: Iterable[Item],
    text: str,
    scores: Mapping[int, Score] | None = None,
    own: Own | None = None,
) -> list[Item]:
    """The items that fit, in their order; `scores` by item id are needed for `score>20`. Raises BadInput.

    `own` are the items' own fields by item id and key.

    A theme, owner or tag fits when it is the same word, or begins like it as long as no item has the very word.
    """
    found = list(items)
    known, fields = scores or {}, own or {}
    keys = {key for values in fields.values() for key in values}
    for term in parse(text, own=keys):
        test = _own(term, fields) if term.key in keys else _test(term, found)
        found = [item for item in found if test(item, known.get(item.id)) != term.turned]
    return found


def _term(piece: str, own: Collection[str] | bool) -> Term:
    turned = len(piece) > 1 and piece.startswith("-")
    piece = piece[turned:]
    match = _TERM.fullmatch(piece)
    if match is None:
        word = piece.replace('"', "").casefold()
        return Term("", ":", (word,) if word.strip("-") else (), turned)
    key, sign, rest = match[1].casefold(), match[2], match[3]
    if key not in WORDS and key not in VALUES and (own is True or (own and key in own)):
        rest = rest.replace('"', "").strip().casefold()
        return Term(key, sign, (rest,) if rest else (), turned)
    if key not in WORDS and key not in VALUES:
        known = ", ".join([*WORDS, *VALUES])
        sentence = _("There is no filter “{key}”; use {known}, or put quotes around the text.")
        raise BadInput(sentence.format(key=match[1], known=known))
    return Term(key, sign, _checked(key, sign, _split(key, rest)), turned)


def _split(key: str, rest: str) -> tuple[str, ...]:
    """The values of a term; in numbers a comma is a decimal comma."""
    parts = [rest] if key in VALUES else re.findall(r'(?:[^,"]|"[^"]*"?)+', rest)
    return tuple(word for part in parts if (word := part.replace('"', "").strip().casefold()))


def _checked(key: str, sign: str, values: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        if key in VALUES:
            _value(key, value)
        elif sign not in (":", "="):
            raise BadInput(
                _("“{key}” takes a colon, as in {key}:{value}.").format(key=key, value=value)
            )
        elif value != "none" and not _starts(_FIXED.get(key, [value]), value):
            known = ", ".join(_FIXED[key])
            sentence = _("“{value}” does not fit {key}; use {known}.")
            raise BadInput(sentence.format(key=key, value=value, known=known))
    return values


def _starts(words: Iterable[str], beginning: str) -> bool:
    return any(word.startswith(beginning) for word in words)


def _value(key: str, text: str) -> float | date | None:
    """The number or date of a comparison; None for 'none'."""
    try:
        if text == "none":
            return None
        return float(text.replace(",", ".")) if key == "score" else date.fromisoformat(text)
    except ValueError:
        sentence = (
            _("“{text}” is not a number; write score>20.")
            if key == "score"
            else _("“{text}” is not a date; write {key}<2026-12-01.")
        ).format(text=text, key=key)
        raise BadInput(sentence) from None


def _test(term: Term, items: list[Item]) -> Test:
    if term.key in VALUES:
        return _comparison(term)
    return _word(term, items) if term.key else _text(term.values[0])


def _comparison(term: Term) -> Test:
    read, compare = VALUES[term.key], _COMPARE[term.sign]
    wanted = _value(term.key, term.values[0])
    if wanted is None:
        return lambda item, score: read(item, score) is None

    def test(item: Item, score: Score | None) -> bool:
        own = read(item, score)
        return own is not None and compare(own, wanted)  # type: ignore[arg-type]

    return test


def _own(term: Term, fields: Own) -> Test:
    """A test of one of the user's own fields: numbers and dates are compared, words begin alike."""
    wanted, compare = term.values[0], _COMPARE[term.sign]

    def test(item: Item, score: Score | None) -> bool:
        own = fields.get(item.id, {}).get(term.key)
        if own is None or wanted == "none":
            return own is None and wanted == "none"
        if isinstance(own, bool):
            return compare(own, wanted in ("yes", "true", "1"))
        if isinstance(own, float):
            return compare(own, float(wanted.replace(",", ".")))
        if isinstance(own, date):
            return compare(own, date.fromisoformat(wanted))  # type: ignore[arg-type]
        return term.sign in (":", "=") and own.casefold().startswith(wanted)

    return lambda item, score: _or_refuse(test, item, score, term)


def _or_refuse(test: Test, item: Item, score: Score | None, term: Term) -> bool:
    try:
        return test(item, score)
    except ValueError:
        sentence = _("“{value}” does not fit {key}.")
        raise BadInput(sentence.format(value=term.values[0], key=term.key)) from None


def _word(term: Term, items: list[Item]) -> Test:
    read = WORDS[term.key]
    known = {word.casefold() for item in items for word in read(item)}
    fitting = {word for value in term.values for word in _fitting(value, known)}
    empty = "none" in term.values

    def test(item: Item, score: Score | None) -> bool:
        own = read(item)
        return any(word.casefold() in fitting for word in own) if own else empty

    return test


def _fitting(value: str, known: set[str]) -> set[str]:
    return {value} if value in known else {word for word in known if word.startswith(value)}


def _text(word: str) -> Test:
    def test(item: Item, score: Score | None) -> bool:
        own = (item.title, item.description, item.hypothesis, item.owner or "", *item.tags)
        return word in "\n".join(own).casefold()

    return test
