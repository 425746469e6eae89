"""What came in: the imports with their files, taking one back, and the rows that were left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.models.plain_table import PlainModel
from ui.overlay import Overlay
from ui.pages.source_names import source_name
from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.chip import Chip
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.panel import Panel
from ui.widgets.table import Table
from ui.widgets.text import label, title
from workbench.language import _, day, ngettext, number

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from workbench.importing.ledger import ImportRow
    from workbench.importing.merge import Refused

MOST = 60


class History(Panel):
    """The imports, newest first; `removed(id, file)` asks to take one back."""

    removed = Signal(int, str)
    refused_asked = Signal(int, str)

    def __init__(self) -> None:
        super().__init__(_("What came in"))
        self._count = 0
        self._replaced: Mapping[int, tuple[str, ...]] = {}
        self._hashes: Mapping[int, str] = {}

    def count(self) -> int:
        """How many imports there are."""
        return self._count

    def show_imports(
        self,
        found: list[ImportRow],
        locale: str,
        *,
        replaced: Mapping[int, tuple[str, ...]] | None = None,
        hashes: Mapping[int, str] | None = None,
    ) -> None:
        """Show these imports, with the files whose days they took over and their fingerprints."""
        self._replaced, self._hashes = replaced or {}, hashes or {}
        n = self._count = len(found)
        words = ngettext("{n} file", "{n} files", n).format(n=n)
        self.set_title(_("What came in"), words if n else "")
        self.clear_rows()
        for entry in found[:MOST]:
            self.add_row(self._row(entry, locale))
        if not found:
            empty = label(_("Nothing yet."), tone="muted")
            empty.setContentsMargins(16, 10, 16, 12)
            self.add_row(empty)

    def _row(self, entry: ImportRow, locale: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(16, 8, 10, 8)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(1)
        name = ElidedLabel(entry.file, weight=theme.SEMIBOLD, middle=True)
        words.addWidget(name)
        about = ElidedLabel(
            _about(entry, locale, self._replaced.get(entry.id, ())), size="small", tone="muted"
        )
        if hash_ := self._hashes.get(entry.id):
            name.setToolTip(_("SHA-256 of the file: {hash}").format(hash=hash_))
        words.addWidget(about)
        row.addLayout(words, 1)
        row.addWidget(Chip(source_name(entry.source)))
        if entry.refused:
            n = entry.refused
            text = ngettext("{n} row left out", "{n} rows left out", n).format(n=n)
            look = LinkButton(text)
            look.clicked.connect(lambda: self.refused_asked.emit(entry.id, entry.file))
            row.addWidget(look)
        if entry.live:
            back = LinkButton(_("Take back"))
            back.setAccessibleDescription(entry.file)
            back.clicked.connect(lambda: self.removed.emit(entry.id, entry.file))
            row.addWidget(back)
        else:
            row.addWidget(label(_("taken back"), size="small", tone="muted"))
        return line


class RefusedSheet(Overlay):
    """The rows of an import that were left out, with the reason."""

    def __init__(self, window: QWidget, file: str, rows: list[Refused]) -> None:
        super().__init__(window, width=860, name=_("Rows left out"))
        self._close = IconButton("close", _("Close"), side=28)
        self._close.clicked.connect(self.close_sheet)
        head = QHBoxLayout()
        head.addWidget(title(_("Left out of {file}").format(file=file)), 1)
        head.addWidget(self._close)
        cells = [(str(r.row), r.column, r.value, r.reason) for r in rows]
        headers = [_("Row"), _("Column"), _("Value"), _("Why")]
        self.model = PlainModel(headers, cells, self)
        view = Table(self.model)
        for column, width in ((0, 70), (1, 170), (2, 180)):
            view.setColumnWidth(column, width)
        view.setMinimumHeight(min(420, 60 + 34 * len(rows)))
        self.content.setContentsMargins(20, 16, 20, 20)
        self.content.addLayout(head)
        self.content.addWidget(view)
        self.closed.connect(self.deleteLater)

    def first_focus(self) -> QWidget:
        """The button that closes it."""
        return self._close


def _about(entry: ImportRow, locale: str, replaced: tuple[str, ...] = ()) -> str:
    rows = ngettext("{n} row", "{n} rows", entry.read).format(n=number(entry.read, locale))
    parts = [rows]
    if entry.sheet:
        parts.append(_("sheet {sheet}").format(sheet=entry.sheet))
    if entry.first_day and entry.last_day:
        parts.append(
            _("{first} to {last}").format(
                first=day(_date(entry.first_day), locale), last=day(_date(entry.last_day), locale)
            )
        )
    parts.append(_("came in {day}").format(day=day(_date(entry.at[:10]), locale)))
    if replaced:
        files = ", ".join(dict.fromkeys(replaced[-2:]))
        parts.append(_("took over days of {files}").format(files=files))
    return " · ".join(parts)


def _date(text: str) -> date:
    from datetime import date

    return date.fromisoformat(text)
