"""What Ctrl+K offers: commands, pages, items and KPIs, ranked by how well they fit what is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

CHOICE = Qt.ItemDataRole.UserRole
MOST_SHOWN = 12
Index = QModelIndex | QPersistentModelIndex


class Choice(NamedTuple):
    """One thing to pick: its words, what kind it is, its icon and key, and what happens."""

    text: str
    kind: str
    icon: str
    run: Callable[[], None]
    keys: str = ""
    rank: int = 0


class ChoiceModel(QAbstractListModel):
    """The choices that fit what is typed."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._all: list[Choice] = []
        self._shown: list[Choice] = []

    def offer(self, choices: Iterable[Choice]) -> None:
        """Offer these choices."""
        self._all = list(choices)
        self.search("")

    def search(self, text: str) -> None:
        """Show the choices that fit a text, the best first."""
        self.beginResetModel()
        self._shown = best(self._all, text)
        self.endResetModel()

    def choice(self, row: int) -> Choice:
        """The choice in a row."""
        return self._shown[row]

    def rowCount(self, parent: Index | None = None) -> int:
        """How many fit."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The choice, or its words."""
        if not index.isValid():
            return None
        choice = self._shown[index.row()]
        if role == CHOICE:
            return choice
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (choice.text, choice.kind, choice.keys) if part)
        return None


def best(choices: list[Choice], text: str) -> list[Choice]:
    """The choices that fit, best first; without a text those of the highest rank in their order."""
    if not text.strip():
        return sorted(choices, key=lambda choice: -choice.rank)[:MOST_SHOWN]
    scored = [(fit(choice.text, text), choice.rank, -i) for i, choice in enumerate(choices)]
    order = sorted((s for s in scored if s[0] > 0), reverse=True)[:MOST_SHOWN]
    return [choices[-i] for _score, _rank, i in order]


def fit(words: str, typed: str) -> float:
    """How well words fit what was typed, 0 for not at all.

    Every part typed must be found: best at the start, then at the start of a word, then anywhere,
    last as letters in their order ("nwit" for "New item"). Short words win over long ones.
    """
    low = words.casefold()
    score = 0.0
    for part in typed.casefold().split():
        found = _part_fit(low, part)
        if found == 0:
            return 0
        score += found
    return score + 1 / (len(low) + 1)


def _part_fit(low: str, part: str) -> float:
    if low.startswith(part):
        return 4
    if f" {part}" in low or f"-{part}" in low:
        return 3
    if part in low:
        return 2
    letters = iter(low)
    # A few letters of many words would fit almost anything.
    return 1 if len(part) > 2 and all(letter in letters for letter in part) else 0
