"""All that the roadmap shows, read in one go and laid beside each other by the item's id."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from workbench.roadmap import (
    bands,
    custom_values,
    dependencies,
    frameworks,
    items,
    limits,
    scoring,
    themes,
    views,
)
from workbench.store.brand import brand
from workbench.store.clock import today

if TYPE_CHECKING:
    from workbench.roadmap.backlog import Item
    from workbench.roadmap.bands import Band, Top
    from workbench.roadmap.dependencies import Dependency, Problem
    from workbench.roadmap.frameworks import Framework
    from workbench.roadmap.limits import Limit
    from workbench.roadmap.scoring import Ranked, Score
    from workbench.roadmap.views import SavedView
    from workbench.store.brand import Brand


class Reading(NamedTuple):
    """The items under a framework, with everything that the views need of each."""

    brand: Brand
    today: date
    themes: list[str]
    schemes: list[Framework]
    scheme: Framework
    items: list[Item]
    scores: dict[int, Score]
    ranks: dict[int, Ranked]
    bands: dict[int, Band]
    top: Top | None
    limits: dict[str, Limit]
    links: list[Dependency]
    problems: list[Problem]
    saved: list[SavedView]
    own: Any

    def item(self, item_id: int | None) -> Item | None:
        """One of its items; None where it is gone."""
        return next((item for item in self.items if item.id == item_id), None)

    @property
    def scored(self) -> int:
        """How many items have a score."""
        return len(self.bands)


def reading(db: Any, framework: str) -> Reading:
    """Read the roadmap under the framework that the settings name."""
    day, scheme = today(db), frameworks.framework_in_use(db, framework)
    found = items.items(db, today=day)
    scored = scoring.scores(scheme, found)
    links = dependencies.dependencies(db)
    open_ids = {item.id for item in found if item.stage.is_open}
    return Reading(
        brand(db),
        day,
        [theme.name for theme in themes.themes(db)],
        frameworks.frameworks(db),
        scheme,
        found,
        scored,
        {row.id: row for row in scoring.ranking(scheme, found)},
        bands.bands(scored),
        bands.top({key: own for key, own in scored.items() if key in open_ids}),
        limits.limits(db),
        links,
        dependencies.problems(links, {item.id: item for item in found}),
        views.views(db),
        custom_values.values(db, found, scheme),
    )
