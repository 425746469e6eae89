"""Which column feeds which field, corrected by picking from lists; the fields that are needed are named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.pages.import_made import MadeColumns, made_labels
from ui.pages.source_names import field_name
from ui.widgets.buttons import LinkButton
from ui.widgets.choice_field import ChoiceField
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.text import label, set_tone
from workbench.language import _

if TYPE_CHECKING:
    from workbench.importing.staged import About

UNUSED = ""


class MappingTable(QWidget):
    """A line per column, then made columns; `changed` carries the mapping once nothing needed is missing.

    `told` carries a sentence where a mapping file could not be read or written.
    """

    changed = Signal(object)
    told = Signal(str)

    def __init__(
        self,
        about: About,
        source: str,
        mapping: dict[str, Any] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._source = source
        given = mapping or {}
        hidden = made_labels(given)
        self._columns = [c for c in about.columns if str(c["name"]) not in hidden]
        self._fields: dict[str, ChoiceField] = {}
        options = _options(source)
        names = [(str(c["name"]), str(c["name"])) for c in self._columns]
        self._made = MadeColumns(names, options, given)
        self._made.changed.connect(self._picked)
        self._needs = label("", size="small", tone="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._needs)
        column.addLayout(self._lines(options, _guesses(about, source)))
        column.addWidget(self._made)
        column.addLayout(self._file_links())
        self._show_needs()

    def _lines(self, options: list[tuple[str, str]], guesses: dict[str, str]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for place, share in enumerate((2, 3, 2, 2, 3)):
            grid.setColumnStretch(place, share)
        heads = (_("Column"), _("For example"), _("Holds"), _("Feeds"), _("Why"))
        for n, words in enumerate(heads):
            grid.addWidget(label(words, size="small", tone="faint"), 0, n)
        for n, column in enumerate(self._columns, start=1):
            self._add(grid, n, column, options, guesses)
        return grid

    def _add(
        self,
        grid: QGridLayout,
        n: int,
        column: dict[str, Any],
        options: list[tuple[str, str]],
        guesses: dict[str, str],
    ) -> None:
        from workbench.importing.stored import guess

        name = str(column["name"])
        held = guesses.get(name, UNUSED)
        pick = ChoiceField(
            _with(options, held), held, name=_("Field of {column}").format(column=name)
        )
        pick.picked.connect(lambda _key: self._picked())
        self._fields[name] = pick
        samples = [str(sample) for sample in column["samples"]]
        kind = guess(name, samples)
        holds = ElidedLabel(kind.words, size="small", tone="muted")
        holds.setToolTip(kind.why)
        grid.addWidget(ElidedLabel(name), n, 0)
        grid.addWidget(ElidedLabel(", ".join(samples), size="small", tone="muted"), n, 1)
        grid.addWidget(holds, n, 2)
        grid.addWidget(pick, n, 3)
        grid.addWidget(ElidedLabel(str(column["reason"]), size="small", tone="muted"), n, 4)

    # what is needed

    def missing(self) -> list[str]:
        """The fields that the source needs and no column feeds yet, in words."""
        from workbench.importing import sources

        source = sources.by_key(self._source)
        fed = {str(pick.key()) for pick in self._fields.values()} | self._made.fed()
        found = [field_name(f.name) for f in source.fields if f.required and f.name not in fed]
        for group in source.needs:
            if not fed & set(group):
                found.append(_(" or ").join(field_name(name) for name in group))
        return found

    def _show_needs(self) -> None:
        found = self.missing()
        text = _("Still needed: {fields}. Pick the column that holds it.")
        self._needs.setText(text.format(fields=", ".join(found)) if found else "")
        self._needs.setVisible(bool(found))
        set_tone(self._needs, "warning")

    def _picked(self) -> None:
        self._show_needs()
        if not self.missing():
            self.changed.emit(self.mapping())

    def mapping(self) -> dict[str, Any]:
        """The mapping as it stands."""
        fields = {name: str(pick.key()) for name, pick in self._fields.items() if pick.key()}
        return {"source": self._source, "fields": fields, **self._made.parts()}

    # files

    def _file_links(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        for words, deed in (
            (_("Save these picks …"), self._ask_save),
            (_("Use saved picks …"), self._ask_load),
        ):
            link = LinkButton(words)
            link.clicked.connect(deed)
            row.addWidget(link)
        row.addStretch(1)
        return row

    def _ask_save(self) -> None:
        path, _kind = QFileDialog.getSaveFileName(
            self, _("Save these picks"), "mapping.json", _("Mapping files (*.json)")
        )
        if path:
            self.save(Path(path))

    def save(self, path: Path) -> None:
        """Write a mapping file, which the command line takes too."""
        from workbench.importing.mappings import mapping_text

        try:
            path.write_text(mapping_text(self.mapping()), "utf-8")
        except OSError:
            self.told.emit(_("{name} could not be written.").format(name=path.name))

    def _ask_load(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(
            self, _("Use saved picks"), "", _("Mapping files (*.json)")
        )
        if path:
            self.load(Path(path))

    def load(self, path: Path) -> None:
        """Read the file again with the mapping of a mapping file."""
        from workbench.errors import WorkbenchError
        from workbench.importing.mappings import read_mapping

        try:
            self.changed.emit(read_mapping(path))
        except WorkbenchError as error:
            self.told.emit(str(error))


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

    found = sources.by_key(source)
    grouped = {name for group in found.needs for name in group}
    marked = _("{field} (needed)")

    def words(name: str, required: bool) -> str:
        return marked.format(field=field_name(name)) if required else field_name(name)

    known = [
        (one.name, words(one.name, one.required or (one.name in grouped and len(grouped) == 1)))
        for one in found.fields
    ]
    return [(UNUSED, _("not used")), *known]


def _with(options: list[tuple[str, str]], held: str) -> list[tuple[str, str]]:
    known = any(key == held for key, _words in options)
    return options if known else [*options, (held, field_name(held))]
