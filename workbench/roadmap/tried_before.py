"""Have we tried this? Items, experiments and learnings that resemble a text, found while it is typed.

Kept in memory and built in one go: words are folded (case, accents) and cut to their beginning, so that
"subscriptions" finds "subscribe"; rare words count more (inverse document frequency). A search looks only at the texts
that share a word.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from math import log
from typing import NamedTuple

STEM = 6
LIKE = 0.34
_STOP = frozenset(
    word
    for words in (
        "the a an and or of for to in on at with by from if then will is are be was we our us it its this that as",
        "more less because who so new add make test page shop customer customers visitors",
        "de het een en voor van met op aan zijn wij ons dan als te",
        "der die das und oder fur mit auf im ist sind wir",
    )
    for word in words.split()
)


class Past(NamedTuple):
    """Something that was written down: an item, an experiment or a learning; `outcome` is its stage or decision."""

    thing: str
    id: int
    title: str
    text: str
    outcome: str


class Match(NamedTuple):
    """A past thing and how alike it is, from 0 to 1."""

    past: Past
    likeness: float


class Memory:
    """An index over everything that was written down; make one with `memory(db)` and keep it while typing."""

    def __init__(self, things: Iterable[Past]) -> None:
        self._things = list(things)
        self._stems = [_stems(f"{past.title} {past.text}") for past in self._things]
        self._titles = [_stems(past.title) for past in self._things]
        self._holders: dict[str, list[int]] = defaultdict(list)
        for n, stems in enumerate(self._stems):
            for stem in stems:
                self._holders[stem].append(n)
        total = len(self._things) + 1
        self._weight = {s: log(1 + total / len(held)) for s, held in self._holders.items()}
        self._rare = log(1 + total)

    def similar(
        self, text: str, *, limit: int = 5, but: tuple[str, int] | None = None
    ) -> list[Match]:
        """What resembles a text most, best first; `but` leaves out the thing being written itself."""
        asked = _stems(text)
        if not asked:
            return []
        size = self._sum(asked)
        # Words that stand in most texts lead to no text by themselves.
        most = max(50, len(self._things) // 5)
        held = [self._holders[stem] for stem in asked if stem in self._holders]
        rare = [texts for texts in held if len(texts) <= most] or held
        shared = {n: self._sum(asked & self._stems[n]) for texts in rare for n in texts}
        found = [
            Match(self._things[n], self._likeness(n, asked, weight, size))
            for n, weight in shared.items()
            if but is None or (self._things[n].thing, self._things[n].id) != but
        ]
        good = [match for match in found if match.likeness >= LIKE]
        return sorted(good, key=lambda m: (-m.likeness, m.past.thing, m.past.id))[:limit]

    def _likeness(self, n: int, asked: frozenset[str], shared: float, size: float) -> float:
        """The larger of: how alike the titles are, and how much of what was asked stands in the text."""
        title = self._titles[n]
        both = 2 * self._sum(asked & title) / ((size + self._sum(title)) or 1.0)
        return max(both, 0.85 * shared / size)

    def _sum(self, stems: Iterable[str]) -> float:
        return sum(self._weight.get(stem, self._rare) for stem in stems)


def memory(db: sqlite3.Connection) -> Memory:
    """Read everything that was written down; a second or so for 100,000 texts, so ask for it later."""
    rows = [
        *db.execute(
            "SELECT 'item', id, title, coalesce(hypothesis, '') || ' ' || coalesce(description, ''), stage FROM item"
        ).fetchall(),
        *db.execute(
            "SELECT 'experiment', id, name, coalesce(hypothesis, ''), coalesce((SELECT choice FROM decision"
            " WHERE experiment_id = experiment.id ORDER BY id DESC LIMIT 1), status) FROM experiment"
        ).fetchall(),
        *db.execute(
            "SELECT 'learning', id, text, '', coalesce(status, '') FROM learning WHERE text NOT NULL"
        ).fetchall(),
    ]
    return Memory(Past(*row) for row in rows)


def _stems(text: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    words = re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)))
    return frozenset(
        word[:STEM] if len(word) > STEM else word.removesuffix("s") if len(word) > 3 else word
        for word in words
        if word not in _STOP and (len(word) > 1 or not word.isascii())
    )
