"""The pages of the window; a page's module is imported when it is first visited."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from workbench.language import _

if TYPE_CHECKING:
    from ui.pages.page import Page
    from ui.session import Session


class PageEntry(NamedTuple):
    """A page: its key, its name, its icon, and where its class is."""

    key: str
    title: str
    icon: str
    module: str
    cls: str
    in_sidebar: bool = True

    def make(self, session: Session) -> Page:
        """Import and create the page."""
        made: Page = getattr(import_module(self.module), self.cls)(session)
        return made


def pages() -> tuple[PageEntry, ...]:
    """All pages in the order of the sidebar."""
    return (
        PageEntry("home", _("Home"), "home", "ui.pages.home", "HomePage"),
        PageEntry("kpis", _("KPIs"), "chart", "ui.pages.kpis", "KpisPage"),
        PageEntry("roadmap", _("Roadmap"), "board", "ui.pages.roadmap", "RoadmapPage"),
        PageEntry(
            "experiments", _("Experiments"), "flask", "ui.pages.experiments", "ExperimentsPage"
        ),
        PageEntry("imports", _("Imports"), "import", "ui.pages.imports", "ImportsPage"),
        PageEntry("present", _("Present"), "present", "ui.present.page", "PresentPage"),
        PageEntry("trading", _("Trading"), "table", "ui.pages.trading", "TradingPage", False),
        PageEntry(
            "settings", _("Settings"), "settings", "ui.pages.settings", "SettingsPage", False
        ),
    )
