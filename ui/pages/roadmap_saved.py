"""Saved views of the roadmap with their three verbs: Save, Save as new, Discard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workbench.language import _
from workbench.roadmap import views
from workbench.roadmap.views import SavedView, View

if TYPE_CHECKING:
    from ui.pages.roadmap import RoadmapPage

ALL = View()


class SavedViews(QObject):
    """Knows which saved view is open and what the screen shows instead."""

    def __init__(self, page: RoadmapPage) -> None:
        super().__init__(page)
        self._page = page
        self._open_id = 0
        self.options: dict[str, str] = {}
        bar = page.bar
        bar.view_picked.connect(self.open)
        bar.saved.connect(self._save)
        bar.saved_new.connect(self._save_new)
        bar.discarded.connect(lambda: self.open(self._open_id))
        bar.view_deleted.connect(self._delete)

    def forget(self) -> None:
        """No view is open: another workspace has others."""
        self._open_id, self.options = 0, {}

    def current(self) -> View:
        """The view as it stands on the screen."""
        page = self._page
        kept = tuple(sorted(self.options.items()))
        return View(page.kind(), page.filter.text().strip(), options=kept)

    def at(self) -> SavedView | None:
        """The saved view that is open."""
        return next((one for one in self._page.reading().saved if one.id == self._open_id), None)

    def is_edited(self) -> bool:
        """Whether the screen shows something else than the view that is open."""
        at = self.at()
        if at is None:
            return bool(self._page.filter.text().strip())
        return views.is_edited(at, self.current())

    def show(self) -> None:
        """Show name and dot in the bar."""
        self._page.bar.show_saved(self._page.reading().saved, self.at(), self.is_edited())

    def open(self, view_id: int) -> None:
        """Show a saved view as it was saved; 0 shows all items."""
        self._open_id = view_id
        at = self.at()
        view = at.view if at else View(kind=self._page.kind())
        self.options = dict(view.options)
        self._page.turn_to(view.kind, view.filter)

    def set_option(self, name: str, value: str) -> None:
        """Change an option of the view, such as an axis of the matrix."""
        self.options = {**self.options, name: value}
        self._page.turn_to(self._page.kind(), self._page.filter.text())

    def _save(self) -> None:
        self._page.deeds.step(_("Save view"), views.save, self._open_id, self.current())

    def _save_new(self, name: str) -> None:
        def saved(view_id: int) -> None:
            self._open_id = view_id
            self._page.when_read(self.show)
            self._page.deeds.say(_("Saved view {view}").format(view=name))

        self._page.deeds.step(_("Save view"), views.save_as_new, name, self.current(), then=saved)

    def _delete(self) -> None:
        gone, self._open_id = self._open_id, 0
        self._page.deeds.step(_("Delete view"), views.delete_view, gone)
