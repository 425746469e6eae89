"""The cards of one column of the board."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from ui.models.rows import Rows

Index = QModelIndex | QPersistentModelIndex
CARD = Qt.ItemDataRole.UserRole


class Mark(NamedTuple):
    """A small word on a card and what it means: neutral, accent, warning or bad."""

    text: str
    role: Literal["neutral", "accent", "bad", "warning"] = "neutral"


class Card(NamedTuple):
    """What a card shows; `score` is text, a dash where inputs are missing."""

    id: int
    title: str
    theme: str
    colour: str
    score: str
    marks: tuple[Mark, ...] = ()
    note: str = ""

    def spoken(self) -> str:
        """The card in words, for screen readers."""
        return ", ".join(p for p in (self.title, self.theme, self.note) if p)


class CardModel(QAbstractListModel):
    """Cards in their order; the title can be edited, which asks `renamed` and changes nothing."""

    renamed = Signal(int, str)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.rows = Rows(self, lambda card: card.id)

    def update(self, cards: Sequence[Card]) -> None:
        """Show these cards."""
        self.rows.update(cards)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many cards there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The card itself, its title, or its words for a screen reader."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        card: Card = self.rows[index.row()]
        if role == CARD:
            return card
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return card.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return card.spoken()
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for another title; the board shows it when the workspace has taken it."""
        card = self.data(index, CARD)
        title = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or card is None or not title or title == card.title:
            return False
        self.renamed.emit(card.id, title)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every card can be selected and its title edited."""
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.NoItemFlags
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsEditable
