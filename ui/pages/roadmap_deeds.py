"""What a person does on the roadmap: each action is one step, and says what it did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui.announce import announce
from workbench.errors import BadInput
from workbench.language import _, ngettext
from workbench.roadmap import decisions, evidence, items, matrix, pasting, scoring, templates
from workbench.roadmap.words import Horizon, Stage

if TYPE_CHECKING:
    from ui.pages.roadmap import RoadmapPage
    from workbench.roadmap.frameworks import Framework
    from workbench.roadmap.pasting import PasteResult


class Deeds(QObject):
    """Asks the session for steps; `refused` carries the sentence of a step that was not taken."""

    refused = Signal(str)

    def __init__(self, page: RoadmapPage) -> None:
        super().__init__(page)
        self._page = page

    def step(self, words: str, command: Any, *args: Any, then: Any = None, **kw: Any) -> None:
        """Run a command as one step."""
        self._page.session.do(words, command, *args, then=then, fails=self.refused.emit, **kw)

    def move(self, item: int, stage: str, before: int) -> None:
        """Put a card into a column, before another one or at the end."""

        def told() -> None:
            column = [i for i in self._page.items() if i.stage.value == stage]
            place = next((n for n, i in enumerate(column, start=1) if i.id == item), 0)
            said = _("Moved to {stage}, {place} of {n}")
            self.say(said.format(stage=Stage(stage).label, place=place, n=len(column)))

        self.step(
            _("Move item"), items.move, item, stage=stage, before=before or None,
            then=lambda _none: self._page.when_read(told),
        )  # fmt: skip

    def set(self, item: int, field: str, value: object) -> None:
        """Change one field of one item."""
        self.step(_("Edit item"), items.set_field, item, field, value)

    def set_many(self, ids: Sequence[int], field: str, value: object) -> None:
        """Change one field of several items in one step."""
        words = _("Edit items") if len(ids) > 1 else _("Edit item")
        said = _changed(len(ids))
        self.step(
            words, items.edit_many, list(ids), {field: value},
            then=lambda _none: self.say(said) if len(ids) > 1 else None,
        )  # fmt: skip

    def plan(self, item: int, days: dict[str, object], words: str) -> None:
        """Change the days of an item, and say the new ones."""
        self.step(
            _("Change dates"), items.set_fields, item, days, then=lambda _none: self.say(words)
        )

    def put(self, item: int, theme: str, horizon: str) -> None:
        """Put an item into a row and a column of Now, Next, Later."""
        where = Horizon(horizon).label if horizon else _("no time yet")
        said = _("Moved to {when}, {theme}").format(when=where, theme=theme or _("no theme"))
        self.step(
            _("Move item"), items.set_fields, item, {"theme": theme, "horizon": horizon},
            then=lambda _none: self.say(said),
        )  # fmt: skip

    def tag(self, item: int, text: str) -> None:
        """Give an item these tags."""
        self.step(_("Edit tags"), items.set_tags, item, text.split(","))

    def score(self, scheme: Framework, item: int, criterion: str, text: str) -> None:
        """Give an item a score input as typed: a number, a word of the scale, or 2 to 4 as a range."""
        asked = scheme.criterion(criterion)
        try:
            low, value, high = _range(asked, text)
        except BadInput as error:
            self.refused.emit(str(error))
            return
        self.step(
            _("Score item"), scoring.set_input, item, scheme.key, criterion, value,
            low=low, high=high,
        )  # fmt: skip

    def drag(
        self, scheme: Framework, item: int, x: tuple[str, float], y: tuple[str, float], words: str
    ) -> None:
        """Give an item the inputs of the place on the matrix where its bubble was dropped."""
        self.step(
            _("Score item"), matrix.drag, item, scheme.key, x=x, y=y,
            then=lambda _none: self.say(words),
        )  # fmt: skip

    def add(self, stage: str, title: str) -> None:
        """Add an item to a column."""
        self.step(_("New item"), items.add, title, stage=stage)

    def delete(self, *ids: int) -> None:
        """Delete items; the toast offers to take it back."""
        titles = [i.title for i in self._page.items() if i.id in ids]
        one = _("Deleted “{title}”").format(title=titles[0] if titles else "")
        said = one if len(ids) == 1 else _("Deleted {n} items").format(n=len(ids))
        words = _("Delete item") if len(ids) == 1 else _("Delete items")
        self.step(words, items.delete, *ids, then=lambda _none: self._page.said.emit(said, True))

    def score_many(self, scheme: Framework, ids: Sequence[int], criterion: str, text: str) -> None:
        """Give several items the same score input in one step."""
        if len(ids) == 1:
            self.score(scheme, ids[0], criterion, text)
            return
        try:
            low, value, high = _range(scheme.criterion(criterion), text)
        except BadInput as error:
            self.refused.emit(str(error))
            return
        self.step(
            _("Score items"), _score_all, list(ids), scheme.key, criterion, value,
            low=low, high=high, then=lambda _none: self.say(_changed(len(ids))),
        )  # fmt: skip

    def paste(self, text: str) -> None:
        """Make items of rows copied from a spreadsheet, or of lines; known titles are updated."""
        if not text.strip():
            self.refused.emit(_("There is nothing to paste."))
            return
        key = self._page.reading().scheme.key
        self.step(_("Paste items"), pasting.paste, text, framework=key, then=self._pasted)

    def _pasted(self, result: PasteResult) -> None:
        added, updated = len(result.added), len(result.updated)
        said = _("Added {added}, updated {updated}").format(added=added, updated=updated)
        self._page.said.emit(said, True)
        self.say(said)
        if result.notes:
            self._page.note(" ".join(result.notes))

    def add_ideas(self, keys: Sequence[str]) -> None:
        """Put ideas to start from into the inbox."""

        def told(ids: list[int]) -> None:
            n = len(ids)
            said = ngettext("Added {n} idea", "Added {n} ideas", n).format(n=n)
            self._page.said.emit(said, True)

        self.step(_("Add ideas"), templates.add_templates, list(keys), then=told)

    def clear_ideas(self) -> None:
        """Delete the ideas that nobody has touched."""

        def told(n: int) -> None:
            said = ngettext("Deleted {n} idea", "Deleted {n} ideas", n).format(n=n)
            self._page.said.emit(said, n > 0)

        self.step(_("Delete ideas"), templates.delete_untouched, then=told)

    def add_evidence(self, item: int, fields: dict[str, Any]) -> None:
        """Add a piece of evidence to an item."""
        self.step(
            _("Add evidence"), evidence.add_evidence, item, fields.pop("text"),
            then=lambda _id: self.say(_("Evidence added")), **fields,
        )  # fmt: skip

    def delete_evidence(self, piece: int) -> None:
        """Take a piece of evidence away."""
        self.step(
            _("Delete evidence"), evidence.delete_evidence, piece,
            then=lambda _none: self._page.said.emit(_("Deleted evidence"), True),
        )  # fmt: skip

    def decide(self, item: int, fields: dict[str, Any]) -> None:
        """Write down what was decided about an item."""
        self.step(
            _("Decide"), decisions.decide_item, item, fields.pop("choice"),
            then=lambda _none: self.say(_("Decision written down")), **fields,
        )  # fmt: skip

    def withdraw(self, item: int) -> None:
        """Take a decision back."""
        self.step(_("Withdraw decision"), decisions.withdraw_item_decision, item)

    def say(self, text: str) -> None:
        """Tell a screen reader."""
        announce(self._page, text)


def _changed(n: int) -> str:
    return ngettext("Changed {n} item", "Changed {n} items", n).format(n=n)


def _score_all(db: Any, ids: list[int], name: str, criterion: str, value: Any, **ends: Any) -> None:
    for item in ids:
        scoring.set_input(db, item, name, criterion, value, **ends)


RANGE_WORDS = (" to ", " - ", "–", " … ", "..")


def _range(asked: Any, text: str) -> tuple[float | None, float | None, float | None]:
    """Low, likely and high: '2 to 4' is a range around its middle, '2 to 3 to 4' says the likely one."""
    for word in RANGE_WORDS:
        parts = [part.strip() for part in text.split(word)]
        if len(parts) in (2, 3) and all(parts):
            found = [scoring.read_input(asked, part) for part in parts]
            ends = sorted(value for value in found if value is not None)
            likely = ends[1] if len(ends) == 3 else (ends[0] + ends[-1]) / 2
            return ends[0], likely, ends[-1]
    return None, scoring.read_input(asked, text), None
