"""Which column feeds which field, corrected by picking from lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.pages.source_names import field_name
from ui.widgets.choice_field import ChoiceField
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.text import label
from workbench.language import _

if TYPE_CHECKING:
    from workbench.importing.staged import About

UNUSED = ""


class MappingTable(QWidget):
    """A line per column; `changed` carries the whole mapping when a person picks another field."""

    changed = Signal(object)

    def __init__(self, about: About, source: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about, self._source = about, source
        self._fields: dict[str, ChoiceField] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        grid.setColumnStretch(3, 3)
        heads = (_("Column"), _("For example"), _("Feeds"), _("Why"))
        for n, words in enumerate(heads):
            grid.addWidget(label(words, size="small", tone="faint"), 0, n)
        options = _options(source)
        guesses = _guesses(about, source)
        for n, column in enumerate(about.columns, start=1):
            self._add(grid, n, column, options, guesses)

    def _add(
        self,
        grid: QGridLayout,
        n: int,
        column: dict[str, object],
        options: list[tuple[str, str]],
        guesses: dict[str, str],
    ) -> None:
        name = str(column["name"])
        held = guesses.get(name, UNUSED)
        pick = ChoiceField(
            _with(options, held), held, name=_("Field of {column}").format(column=name)
        )
        pick.picked.connect(lambda _key: self.changed.emit(self.mapping()))
        self._fields[name] = pick
        samples = ", ".join(str(sample) for sample in column["samples"])
        grid.addWidget(ElidedLabel(name), n, 0)
        grid.addWidget(ElidedLabel(samples, size="small", tone="muted"), n, 1)
        grid.addWidget(pick, n, 2)
        grid.addWidget(
            ElidedLabel(str(column["reason"]), size="small", tone="muted"),
            n, 3, Qt.AlignmentFlag.AlignVCenter,
        )  # fmt: skip

    def mapping(self) -> dict[str, object]:
        """The mapping as it stands."""
        fields = {name: str(pick.key()) for name, pick in self._fields.items() if pick.key()}
        return {"source": self._source, "fields": fields}


def _guesses(about: About, source: str) -> dict[str, str]:
    """Which field each column feeds: as it was read, or by the names that another source knows."""
    if source == about.source:
        return {str(c["name"]): str(c["field"]) for c in about.columns if c["field"]}
    from workbench.importing import sources
    from workbench.importing.keys import header_of

    known = sources.by_key(source).known_headers()
    names = (str(column["name"]) for column in about.columns)
    return {name: known[header_of(name)] for name in names if header_of(name) in known}


def _options(source: str) -> list[tuple[str, str]]:
    from workbench.importing import sources

    known = [(one.name, field_name(one.name)) for one in sources.by_key(source).fields]
    return [(UNUSED, _("not used")), *known]


def _with(options: list[tuple[str, str]], held: str) -> list[tuple[str, str]]:
    known = any(key == held for key, _words in options)
    return options if known else [*options, (held, field_name(held))]
