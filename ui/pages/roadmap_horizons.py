"""Now, Next, Later on the roadmap: open items by theme and by when, with what waits for something later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.models import item_cards
from ui.models.cards import Card, Mark
from ui.widgets.horizon_grid import Cell, Heading, HorizonGrid
from workbench.language import _
from workbench.roadmap.words import Horizon

if TYPE_CHECKING:
    from ui.pages.roadmap_views import Shown


class Horizons(HorizonGrid):
    """The grid, filled from the roadmap."""

    def __init__(self) -> None:
        columns = [Heading(one.value, one.label) for one in Horizon]
        super().__init__([*columns, Heading("", _("No time yet"))])

    def show_items(self, shown: Shown) -> None:
        """Show the open items."""
        found = shown.reading
        items = [item for item in shown.items if item.stage.is_open]
        cards = item_cards.cards(
            items, found.scores, found.scheme, today=found.today, locale=found.brand.locale
        )
        by_id = {card.id: card for column in cards.values() for card in column}
        wrong = {problem.after_id: problem.sentence for problem in found.problems}
        cells: dict[Cell, list[Card]] = {}
        for item in items:
            when = item.horizon.value if item.horizon else ""
            card = by_id[item.id]
            if item.id in wrong:
                mark = Mark(_("waits for something later"), "bad")
                card = card._replace(marks=(mark, *card.marks), note=wrong[item.id])
            cells.setdefault((item.theme or "", when), []).append(card)
        colours = {item.theme: item.theme_colour or "" for item in found.items if item.theme}
        rows = [Heading(name, name, colours.get(name, "")) for name in found.themes]
        rows.append(Heading("", _("no theme")))
        used = {theme for theme, _when in cells}
        filtered = len(shown.items) < len(found.items)
        self.show_cards(
            [row for row in rows if row.key in used or (row.key and not filtered)], cells
        )
        if shown.selected:
            self.choose(shown.selected, tell=False)
