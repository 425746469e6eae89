"""The inspector of an item: its fields, its score inputs with their rubrics, and deleting it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui import theme
from ui.models.item_cards import DASH, score_text, short_day
from ui.pages.roadmap_chain import ChainPanel
from ui.pages.roadmap_decision import DecisionPanel
from ui.pages.roadmap_evidence import EvidencePanel
from ui.widgets.buttons import DangerButton
from ui.widgets.chip import Chip
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.editable_text import EditableText
from ui.widgets.fields import LineEdit
from ui.widgets.inspector import Inspector
from ui.widgets.score_rows import ScoreRow
from ui.widgets.text import label
from workbench.language import _
from workbench.roadmap.evidence import Kind
from workbench.roadmap.overrides import override
from workbench.roadmap.scoring import inputs_of
from workbench.roadmap.words import Horizon, Stage

if TYPE_CHECKING:
    from ui.pages.roadmap_details import Details
    from ui.pages.roadmap_reading import Reading
    from workbench.roadmap.backlog import Item
    from workbench.roadmap.bands import Band


class ItemInspector(Inspector):
    """Shows one item; asks for every change: `changed(id, field, value)`, `scored(id, key, text)`."""

    changed = Signal(int, str, object)
    tagged = Signal(int, str)
    scored = Signal(int, str, str)
    deleted = Signal(int)
    details_wanted = Signal(int)
    evidence_added = Signal(int, object)
    evidence_deleted = Signal(int)
    decided = Signal(int, object)
    withdrawn = Signal(int)
    followed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item: Item | None = None
        self._found: Any = None
        self._held: Details | None = None
        self.chain: ChainPanel | None = None
        self._shown: tuple[Any, ...] = ()
        self.fields: dict[str, QWidget] = {}

    def item_id(self) -> int | None:
        """The item that shows."""
        return self._item.id if self._item else None

    def show_item(self, item: Item, found: Reading) -> None:
        """Show an item with its score, the ranks it can have, and the themes to pick."""
        own, locale = found.scores[item.id], found.brand.locale
        band = found.bands.get(item.id)
        shown = (item, found.scheme, own, band, found.scored, tuple(found.themes))
        if shown == self._shown:
            self.details_wanted.emit(item.id)
            return
        focused = self._focused()
        same = self._item is not None and self._item.id == item.id
        at = self.scrolled_to() if same else 0
        self._item, self._found, self._shown = item, found, shown
        self.clear()
        self.fields = {}
        self._head(item, locale)
        self._scores(item, found)
        self.chain: ChainPanel | None = None
        self._chain_place = self.add_section(_("The chain"))
        self._evidence_place = self.add_section(_("Evidence"))
        self._decision_place = self.add_section(_("Decision"))
        self._plan(item, found.themes)
        self._texts(item)
        remove = DangerButton(_("Delete item"), icon="trash")
        remove.clicked.connect(lambda: self.deleted.emit(item.id))
        self.add(remove)
        self.scroll_to(at)
        self._held = None
        self.details_wanted.emit(item.id)
        if focused in self.fields:
            self.fields[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_details(self, held: Details) -> None:
        """Show the chain, the evidence and the decision of the item that shows."""
        if self._item is None or held.item_id != self._item.id or held == self._held:
            return
        self._held = held
        found = self._found
        self.chain = ChainPanel(held.chain)
        self.chain.asked.connect(self._close_gap)
        self.chain.followed.connect(self.followed)
        self.evidence = EvidencePanel(held.pieces, held.kpis)
        own = held.item_id
        self.evidence.added.connect(lambda fields: self.evidence_added.emit(own, fields))
        self.evidence.deleted.connect(self.evidence_deleted)
        self.decision = DecisionPanel(
            held.decision, held.kpis, today=found.today, locale=found.brand.locale
        )
        self.decision.decided.connect(lambda fields: self.decided.emit(own, fields))
        self.decision.withdrawn.connect(lambda: self.withdrawn.emit(own))
        self._chain_place.replace(self.chain)
        self._evidence_place.replace(self.evidence)
        self._decision_place.replace(self.decision)

    def _close_gap(self, kind: str) -> None:
        """Go to where the gap is closed."""
        if kind in ("signal", "evidence"):
            self.evidence.begin(Kind.KPI if kind == "signal" else Kind.NOTE)
        elif kind in ("decision", "effect") and self._held and self._held.decision is None:
            self.decision.begin()
        elif kind == "hypothesis":
            field = self.fields["hypothesis"]
            assert isinstance(field, EditableText)
            field.edit()
        elif kind == "launch":
            self.fields["stage"].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            assert self._item is not None
            self.followed.emit(kind, self._item.id)

    def show_nothing(self) -> None:
        """Nothing is selected."""
        self._item, self._shown = None, ()
        self.clear()
        self.set_heading(_("No item selected"))
        self.add(label(_("Select a card to see all about it."), tone="muted", wrap=True))

    def forget(self) -> None:
        """Build the panel anew next time: a field holds something that was not taken."""
        self._shown = ()

    def focus_title(self) -> None:
        """Put the focus into the panel."""
        if "title" in self.fields:
            self.fields["title"].setFocus(Qt.FocusReason.TabFocusReason)

    def _focused(self) -> str:
        found = (name for name, field in self.fields.items() if _holds_focus(field))
        return next(found, "")

    def _ask(self, field: str) -> Callable[[object], None]:
        item = self._item
        assert item is not None
        return lambda value: self.changed.emit(item.id, field, value)

    def _head(self, item: Item, locale: str) -> None:
        title = EditableText(
            item.title, name=_("Title"), size="title", weight=theme.BOLD, required=True
        )
        title.saved.connect(self._ask("title"))
        self.fields["title"] = title
        chips = [Chip(item.theme, "accent")] if item.theme else []
        if item.horizon:
            chips.append(Chip(item.horizon.label.lower()))
        self.set_heading(title, _subtitle(item, locale), tuple(chips))

    def _scores(self, item: Item, found: Reading) -> None:
        scheme, own, locale = found.scheme, found.scores[item.id], found.brand.locale
        value = score_text(own.value, scheme.decimals, locale)
        part = self.add_section(
            _("{framework} {score}").format(framework=scheme.label, score=value)
        )
        band = found.bands.get(item.id)
        if band is not None:
            part.say(_rank_words(band, found.scored), tone="muted")
        elif own.hint:
            part.say(own.hint, tone="muted")
        if over := override(scheme, item):
            part.say(over.sentence, tone="warning" if over.is_above else "muted")
        given = inputs_of(scheme, item)
        for criterion in scheme.criteria:
            line = ScoreRow(criterion, given.get(criterion.key), locale)
            line.given.connect(lambda text, key=criterion.key: self.scored.emit(item.id, key, text))
            self.fields[f"score {criterion.key}"] = line.field
            part.add(line)

    def _plan(self, item: Item, themes: list[str]) -> None:
        grid = QWidget()
        layout = QGridLayout(grid)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(12)
        layout.setVerticalSpacing(6)
        layout.setColumnStretch(1, 1)
        rows = (
            ("stage", _("Stage"), self._choice("stage", _stages(), item.stage.value)),
            ("theme", _("Theme"), self._choice("theme", _themes(themes), item.theme or "")),
            ("horizon", _("When"), self._choice("horizon", _horizons(item), _own(item))),
            ("owner", _("Owner"), self._line("owner", item.owner or "", _("nobody yet"))),
            ("start_day", _("Start"), self._day("start_day", _("Start"), item.start_day)),
            ("due_day", _("Due"), self._day("due_day", _("Due"), item.due_day)),
            (
                "launched_day",
                _("Launched"),
                self._day("launched_day", _("Launched"), item.launched_day),
            ),
        )
        for n, (key, words, field) in enumerate(rows):
            caption = label(words, size="small", tone="muted")
            caption.setFixedWidth(72)
            field.setAccessibleName(words)
            self.fields[key] = field
            layout.addWidget(caption, n, 0)
            layout.addWidget(field, n, 1)
        self.add_section(_("Plan"), grid)

    def _choice(self, field: str, options: list[tuple[object, str]], current: str) -> ChoiceField:
        box = ChoiceField(options, current)
        box.picked.connect(self._ask(field))
        return box

    def _line(self, field: str, text: str, placeholder: str) -> LineEdit:
        line = LineEdit(text, placeholder=placeholder)
        ask = self._ask(field)
        line.editingFinished.connect(lambda: ask(line.text()) if line.isModified() else None)
        return line

    def _day(self, field: str, name: str, day: date | None) -> DateField:
        box = DateField(day)
        box.setAccessibleName(name)
        box.picked.connect(self._ask(field))
        return box

    def _texts(self, item: Item) -> None:
        hint = _("If we …, then … will …, because …")
        for key, name, text, empty in (
            ("hypothesis", _("Hypothesis"), item.hypothesis, hint),
            ("description", _("Description"), item.description, _("What is it about?")),
        ):
            field = EditableText(text, name=name, placeholder=empty, several_lines=True)
            field.saved.connect(self._ask(key))
            self.fields[key] = field
            self.add_section(name, field)
        tags = LineEdit(", ".join(item.tags), placeholder=_("words with commas between"))
        tags.setAccessibleName(_("Tags"))
        tags.editingFinished.connect(
            lambda: self.tagged.emit(item.id, tags.text()) if tags.isModified() else None
        )
        self.fields["tags"] = tags
        self.add_section(_("Tags"), tags)


def _rank_words(band: Band, of: int) -> str:
    if band.is_sharp:
        return _("Rank {rank} of {n} items with a score").format(rank=band.rank, n=of)
    text = _("Likely rank {best} to {worst} of {n} items with a score")
    return text.format(best=band.best, worst=band.worst, n=of)


def _subtitle(item: Item, locale: str) -> str:
    if item.launched_day is not None and item.stage == Stage.LAUNCHED:
        day = short_day(item.launched_day, locale)
        return _("{stage} · {day}").format(stage=item.stage.label, day=day)
    if item.start_day is not None:
        day = short_day(item.start_day, locale)
        return _("{stage} · start {day}").format(stage=item.stage.label, day=day)
    return item.stage.label


def _stages() -> list[tuple[object, str]]:
    return [(stage.value, stage.label) for stage in Stage]


def _themes(names: list[str]) -> list[tuple[object, str]]:
    return [("", _("no theme")), *((name, name) for name in names)]


def _horizons(item: Item) -> list[tuple[object, str]]:
    derived = item.horizon if item.own_horizon is None else None
    by_dates = _("by its dates: {when}").format(when=derived.label.lower() if derived else DASH)
    return [("", by_dates), *((horizon.value, horizon.label) for horizon in Horizon)]


def _own(item: Item) -> str:
    return item.own_horizon.value if item.own_horizon else ""


def _holds_focus(field: QWidget) -> bool:
    proxy = field.focusProxy()
    return field.hasFocus() or (proxy is not None and proxy.hasFocus())
