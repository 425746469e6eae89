"""What is in a file before anything is written: source, plan, questions, columns, first rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.models.plain_table import PlainModel
from ui.pages.import_mapping import MappingTable
from ui.pages.import_refused import RefusedRows
from ui.pages.import_words import difference_rows, left_out_words, plan_words
from ui.pages.page import clear
from ui.pages.source_names import field_name, source_name
from ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from ui.widgets.chip import Chip
from ui.widgets.choice_field import ChoiceField
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.notice import Notice
from ui.widgets.surface import Surface
from ui.widgets.table import Table as TableView
from ui.widgets.text import label, section
from workbench.language import _

if TYPE_CHECKING:
    from ui.pages.import_run import Table

SURE = 0.6
FIRST_ROWS = 6


class PreviewCard(Surface):
    """One table; `taken` with whether fewer rows are confirmed, `read_again` with other options."""

    taken = Signal(bool)
    left = Signal()
    read_again = Signal(object)
    told = Signal(str)

    def __init__(
        self, table: Table, *, alone: bool, locale: str = "en_GB", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.table = table
        self._locale = locale
        plan = table.plan
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 14, 16, 16)
        self._column.setSpacing(12)
        self._column.addLayout(self._head())
        for text in (*plan.warnings, *_came_before(table)):
            self._column.addWidget(Notice("", text, "warning"))
        for question in plan.about.questions:
            self._column.addWidget(self._question(question))
        self._details: QWidget | None = None
        if alone or plan.about.confidence < SURE or plan.refused_total:
            self._show_details()

    def _head(self) -> QHBoxLayout:
        table, plan = self.table, self.table.plan
        about = plan.about
        words = QVBoxLayout()
        words.setSpacing(3)
        name = table.staged.file
        if table.staged.sheet:
            name = _("{file}, sheet {sheet}").format(file=name, sheet=table.staged.sheet)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(ElidedLabel(name, weight=theme.SEMIBOLD, middle=True))
        sure = about.confidence >= SURE
        self.source = Chip(source_name(about.source), "accent" if sure else "warning")
        self.source.setToolTip(about.reason)
        top.addWidget(self.source)
        top.addStretch(1)
        words.addLayout(top)
        self.sentence = label(plan_words(plan), wrap=True)
        words.addWidget(self.sentence)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(words, 1)
        self.more = LinkButton(_("Details"))
        self.more.clicked.connect(self._toggle_details)
        leave = QuietButton(_("Leave out"))
        leave.clicked.connect(self.left)
        self.take = PrimaryButton(_("Import"))
        self.take.clicked.connect(lambda: self.taken.emit(self.table.plan.needs_confirmation))
        self.take.setEnabled(plan.kept)
        for button in (self.more, leave, self.take):
            row.addWidget(button)
        return row

    def _question(self, question: dict[str, Any]) -> QWidget:
        notice = Notice("", question["text"], "accent")
        for option in question.get("options", []):
            button = QuietButton(_option_words(option))
            button.clicked.connect(
                lambda _on=False, answer=option: self._answer(question["key"], answer)
            )
            notice.add_action(button)
        return notice

    def _answer(self, key: str, answer: str) -> None:
        if key.startswith("keep:") and answer == "yes":
            kept = {c["name"]: c["name"] for c in self.table.plan.about.columns}
            dropped = {q["key"].removeprefix("keep:") for q in self.table.plan.about.questions}
            wanted = key.removeprefix("keep:")
            fields = {n: f for n, f in kept.items() if n == wanted or n not in dropped}
            self.read_again.emit({"mapping": {"source": "generic", "fields": fields}})
        elif key in ("dates", "prices_include_vat"):
            self.read_again.emit({key: answer})

    # details

    def _toggle_details(self) -> None:
        if self._details is None:
            self._show_details()
        else:
            self._details.setVisible(self._details.isHidden())

    def _show_details(self) -> None:
        self._details = box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._source_row())
        left_out = left_out_words(self.table.plan)
        for text in (*self.table.plan.about.assumed, *([left_out] if left_out else [])):
            column.addWidget(label(text, size="small", tone="muted", wrap=True))
        self._add_differences(column)
        self._add_refused(column)
        column.addWidget(section(_("Columns")))
        self._mapped = QVBoxLayout()
        column.addLayout(self._mapped)
        self._show_mapping(self.table.plan.about.source)
        stored = self.table.stored
        if stored.rows:
            column.addWidget(section(_("First rows as they will be kept")))
            headers = [field_name(name) for name in stored.columns]
            column.addWidget(_table(headers, stored.rows, stretch=False))
        if self.table.rows:
            column.addWidget(section(_("First rows of the file")))
            column.addWidget(self._first_rows())
        self._column.addWidget(box)

    def _source_row(self) -> QHBoxLayout:
        from workbench.importing import sources

        about = self.table.plan.about
        row = QHBoxLayout()
        row.setSpacing(10)
        options = [(one.key, source_name(one.key)) for one in sources.known()]
        pick = ChoiceField(options, about.source, name=_("Read it as"))
        pick.picked.connect(lambda key: self._read_as(str(key)))
        row.addWidget(label(_("Read as"), size="small", tone="muted"))
        row.addWidget(pick)
        row.addWidget(label(about.reason, size="small", tone="muted", wrap=True), 1)
        return row

    def _show_mapping(self, source: str) -> None:
        clear(self._mapped)
        given = self.table.mapping
        held = dict(given) if given and given.get("source") == source else None
        self.mapping = MappingTable(self.table.plan.about, source, held)
        self.mapping.told.connect(self.told)
        self.mapping.changed.connect(lambda mapping: self.read_again.emit({"mapping": mapping}))
        self._mapped.addWidget(self.mapping)

    def _read_as(self, source: str) -> None:
        """Read the file as another kind; where no column fits by name, let the person pick."""
        self._show_mapping(source)
        mapping = self.mapping.mapping()
        if self.mapping.missing():
            return  # the table says which fields are still needed
        self_telling = source in ("generic", "kpi.sheet", self.table.plan.about.source)
        if self_telling:
            self.read_again.emit({"as_source": source})
        elif mapping["fields"]:
            self.read_again.emit({"mapping": mapping})

    def _add_differences(self, column: QVBoxLayout) -> None:
        rows = difference_rows(self.table.plan, self._locale)
        if rows:
            column.addWidget(section(_("Some of what changes")))
            view = _table([_("Row"), _("Field"), _("Was"), _("Becomes")], rows)
            for place, width in ((0, 200), (1, 150), (2, 180)):
                view.setColumnWidth(place, width)
            column.addWidget(view)

    def _add_refused(self, column: QVBoxLayout) -> None:
        plan = self.table.plan
        if not plan.refused_total:
            return
        mended = self.table.options.get("corrections", ())
        self.refused = RefusedRows(plan.refused, plan.refused_total, self.table.staged.path, mended)
        self.refused.mended.connect(lambda given: self.read_again.emit({"corrections": given}))
        self.refused.told.connect(self.told)
        column.addWidget(self.refused)

    def _first_rows(self) -> TableView:
        headers = [column["name"] for column in self.table.plan.about.columns]
        rows = [cells for _row, cells in self.table.rows[:FIRST_ROWS]]
        return _table(headers, rows, stretch=False)


def _came_before(table: Table) -> list[str]:
    if not table.plan.came_before:
        return []
    when = QLocale().toString(QDate.fromString(table.plan.came_before[:10], "yyyy-MM-dd"))
    return [_("This very file came in on {day}.").format(day=when)]


def _option_words(option: str) -> str:
    words = {
        "dmy": _("Day first"),
        "mdy": _("Month first"),
        "yes": _("Yes"),
        "no": _("No"),
    }
    return words.get(option, option)


def _table(headers: list[str], rows: Any, *, most: int = 12, stretch: bool = True) -> TableView:
    model = PlainModel(headers, rows)
    view = TableView(model)
    model.setParent(view)
    header = view.horizontalHeader()
    if not stretch:
        header.setStretchLastSection(False)
        header.setDefaultSectionSize(130)
    view.setFocusPolicy(view.focusPolicy())
    height = header.sizeHint().height() + view.verticalHeader().defaultSectionSize() * min(
        len(rows), most
    )
    view.setFixedHeight(height + 16)
    return view
