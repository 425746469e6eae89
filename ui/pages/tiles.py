"""A row of KPI tiles, from what the core says about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.widgets.text import plain_tip
from ui.widgets.tile import Change, Tile

if TYPE_CHECKING:
    from workbench.kpis.compare import Tile as TileData
    from workbench.kpis.signals import Signal as Move

GAP = 14


def show(tile: Tile, data: TileData, move: Move | None = None) -> None:
    """Put what is known of a KPI into its tile; a move that is a signal takes the place of the change."""
    if data.value is None:
        tile.show_unknown(data.note)
        return
    change = Change(data.direction, data.change, data.note) if data.change else None
    if move is not None:
        change = signalled(move)
    tile.show_value(data.value, change, data.history, unfinished=data.unfinished)
    tile.setToolTip(plain_tip(" · ".join(part for part in (data.period, data.partial) if part)))


def signalled(move: Move) -> Change:
    """A signal as the change of a tile: what it did in colour, that it is hardly chance in grey."""
    did, colon, chance = move.reason.partition(": ")
    colour = {True: "good", False: "bad"}.get(move.good)
    return Change(1 if move.high else -1, f"{did}{colon}".strip(), chance, colour)


class TileRow(QWidget):
    """Tiles side by side, as many in a row as fit; `opened` carries the KPI's key."""

    opened = Signal(str)

    def __init__(
        self, parent: QWidget | None = None, *, narrowest: int = 176, fill: bool = True
    ) -> None:
        super().__init__(parent)
        self._fill = fill  # whether a few tiles take the whole width
        self._narrowest = narrowest
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self.tiles: dict[str, Tile] = {}
        self._columns = 0

    def show_tiles(self, data: Sequence[TileData], moves: Mapping[str, Move] | None = None) -> None:
        """Show these KPIs; a tile that is there already keeps its place and the focus."""
        if list(self.tiles) != [one.key for one in data]:
            self._make(data)
        for one in data:
            show(self.tiles[one.key], one, (moves or {}).get(one.key))

    def _make(self, data: Sequence[TileData]) -> None:
        for tile in self.tiles.values():
            tile.hide()
            tile.deleteLater()
        self.tiles = {}
        for one in data:
            tile = Tile(one.name)
            tile.clicked.connect(lambda _on=False, key=one.key: self.opened.emit(key))
            self.tiles[one.key] = tile
        self._columns = 0
        self._place()

    def resizeEvent(self, event: object) -> None:
        """Another width may take another number of columns."""
        self._place()

    def _place(self) -> None:
        n = len(self.tiles)
        fits = max(1, (self.width() + GAP) // (self._narrowest + GAP))
        columns = min(fits, n) if self._fill else fits
        if columns == self._columns or not n:
            return
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns
        for place, tile in enumerate(self.tiles.values()):
            self._grid.addWidget(tile, place // columns, place % columns)
