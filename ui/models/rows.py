"""Rows with an id, kept in step with what the core answers without losing selection or scroll."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex


class Rows:
    """The rows of a flat model; `update` tells Qt only what really changed.

    Works on a model by its protected calls, so a model holds one: `self.rows = Rows(self, key)`.
    """

    def __init__(
        self, model: QAbstractItemModel, key: Callable[[Any], Hashable], columns: int = 1
    ) -> None:
        self._model = model
        self._columns = columns
        self._key = key
        self._rows: list[Any] = []
        self._places: dict[Hashable, int] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, place: int) -> Any:
        return self._rows[place]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rows)

    def place(self, key: Hashable) -> int | None:
        """Where the row with this id stands, or None."""
        return self._places.get(key)

    def update(self, new: Sequence[Any]) -> None:
        """Become `new`: remove, reorder, insert, then say which rows differ."""
        wanted = {self._key(row): row for row in new}
        self._remove_all_but(wanted)
        self._reorder([key for key in wanted if key in self._places])
        self._insert(list(wanted.items()))
        changed = [i for i, row in enumerate(wanted.values()) if self._rows[i] != row]
        self._rows = list(wanted.values())
        self._tell(changed)

    def _remove_all_but(self, wanted: dict[Hashable, Any]) -> None:
        gone = [i for i, row in enumerate(self._rows) if self._key(row) not in wanted]
        for first, last in reversed(runs(gone)):
            self._model.beginRemoveRows(QModelIndex(), first, last)
            del self._rows[first : last + 1]
            self._model.endRemoveRows()
        self._index()

    def _reorder(self, order: list[Hashable]) -> None:
        old = [self._key(row) for row in self._rows]
        if old == order:
            return
        model = self._model
        model.layoutAboutToBeChanged.emit()
        target = {key: place for place, key in enumerate(order)}
        before = model.persistentIndexList()
        after = [model.index(target[old[i.row()]], i.column()) for i in before]
        self._rows = [self._rows[self._places[key]] for key in order]
        self._index()
        model.changePersistentIndexList(before, after)
        model.layoutChanged.emit()

    def _insert(self, wanted: list[tuple[Hashable, Any]]) -> None:
        fresh = [i for i, (key, _row) in enumerate(wanted) if key not in self._places]
        for first, last in runs(fresh):
            self._model.beginInsertRows(QModelIndex(), first, last)
            self._rows[first:first] = [row for _key, row in wanted[first : last + 1]]
            self._model.endInsertRows()
        if fresh:
            self._index()

    def _tell(self, changed: list[int]) -> None:
        for first, last in runs(changed):
            top, bottom = self._model.index(first, 0), self._model.index(last, self._columns - 1)
            self._model.dataChanged.emit(top, bottom)

    def _index(self) -> None:
        self._places = {self._key(row): place for place, row in enumerate(self._rows)}


def runs(places: list[int]) -> list[tuple[int, int]]:
    """Group rising numbers into runs without holes: [1, 2, 5] gives [(1, 2), (5, 5)]."""
    found: list[tuple[int, int]] = []
    for place in places:
        if found and found[-1][1] == place - 1:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found
