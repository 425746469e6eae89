"""Imports: drop files, see what is in them, bring them in, take them back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ui.pages.import_history import History, RefusedSheet
from ui.pages.import_next import NextExports
from ui.pages.import_preview import PreviewCard
from ui.pages.import_run import ImportRun, Table
from ui.pages.import_words import total_words
from ui.pages.page import MARGIN, Page, scrolled
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.drop_zone import DropZone
from ui.widgets.inline_error import InlineError
from ui.widgets.notice import Notice
from ui.widgets.progress_strip import ProgressStrip
from ui.widgets.surface import Surface
from ui.widgets.text import label
from ui.widgets.topbar import tool_row
from workbench.language import _, ngettext
from workbench.store.brand import brand

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.importing.merge import ImportResult
    from workbench.importing.request import Progress


class ImportsPage(Page):
    """Drop zone, previews of what was read, history."""

    tables = frozenset({"import", "setting"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.title = _("Imports")
        self._cards: list[PreviewCard] = []
        self._merging: PreviewCard | None = None
        self._queue: list[tuple[PreviewCard, bool]] = []
        self._brought = 0
        self._stopped = False
        choose = QuietButton(_("Choose files …"), icon="folder")
        choose.clicked.connect(self._ask)
        self.tools = tool_row(choose)
        self.run = ImportRun(session, self)
        self._connect_run()
        self.zone = DropZone(
            _("Drop exports here, or choose files"),
            _("Shop exports, KPI sheets, backlogs, lists of tests: Excel, CSV, or a zip of them"),
        )
        self.zone.clicked.connect(self._ask)
        self.strip = ProgressStrip()
        self.strip.cancel_requested.connect(self._stop)
        self.problem = InlineError()
        self.history = History()
        self.history.removed.connect(self._take_back)
        self.history.refused_asked.connect(self._show_refused)
        self.next = NextExports()
        self._private = Notice(
            _("Customers are counted, not identified"),
            _(
                "Names, e-mails, phones and addresses of customers are not stored; a customer"
                " becomes a keyed number. The key is in the file, so this is not anonymous."
            ),
            "accent",
        )
        self._lay_out()

    def _lay_out(self) -> None:
        self._found = QVBoxLayout()
        self._found.setSpacing(12)
        self._bar = self._action_bar()
        work = Surface()
        inner = QVBoxLayout(work)
        inner.setContentsMargins(1, 1, 1, 2)
        inner.addWidget(self.strip)
        self._work = work
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(16)
        for part in (self.problem, self.zone, work, self._private, self._bar):
            column.addWidget(part)
        column.addLayout(self._found)
        column.addWidget(self.next)
        column.addWidget(self.history)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content))
        for part in (work, self._private, self._bar):
            part.hide()

    def _action_bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._said = label("", weight=600)
        row.addWidget(self._said, 1)
        none = QuietButton(_("Leave all out"))
        none.clicked.connect(self._leave_all)
        self._all = PrimaryButton(_("Import all"))
        self._all.clicked.connect(self.take_all)
        row.addWidget(none)
        row.addWidget(self._all)
        return bar

    def _connect_run(self) -> None:
        self.run.began.connect(self._began)
        self.run.progressed.connect(self._progressed)
        self.run.found.connect(self._was_read)
        self.run.failed.connect(
            lambda file, sentence: self.problem.show_error(
                _("{file} was not read.").format(file=file.name), sentence
            )
        )
        self.run.ended.connect(self._read_all)

    # what shows

    def refresh(self) -> None:
        """Read the history again."""
        from datetime import date

        from workbench.importing import held_months, ledger, next_exports

        locale = self.session.ask(brand).locale
        self.history.show_imports(
            self.session.ask(ledger.imports), locale,
            replaced=self.session.ask(held_months.replaced_files),
            hashes=self.session.ask(held_months.fingerprints),
        )  # fmt: skip
        self.next.show_sources(
            self.session.ask(next_exports.next_exports, date.today()),
            self.session.ask(next_exports.last_checked),
            self.session.ask(held_months.held_months), locale,
        )  # fmt: skip
        self._show_bar()

    def forget(self) -> None:
        """Nothing of another workspace stays in view."""
        super().forget()
        self.run.cancel()
        self._leave_all()

    def show_thing(self, kind: str, thing: object) -> None:
        """Read files that were dropped, or ask for files."""
        if kind == "files" and isinstance(thing, list):
            self.read([Path(str(path)) for path in thing])
        elif kind in ("ask", "next"):
            self._ask()

    def _ask(self) -> None:
        self.window().files.ask_import()

    def _show_bar(self) -> None:
        n = len(self._cards)
        news = [card for card in self._cards if card.table.plan.kept]
        self._bar.setVisible(n > 1)
        self._all.setEnabled(bool(news) and self._merging is None)
        found = ngettext("{n} table found", "{n} tables found", n).format(n=n)
        total = total_words(card.table.plan for card in self._cards)
        self._said.setText(
            _("{found}: {total}").format(found=found, total=total) if total else found
        )
        self.next.setVisible(not n and self.next.rows() != [])
        self.zone.set_small(bool(n) or self.history.count() > 0)
        orders = any("orders" in card.table.plan.counts for card in self._cards)
        first = not any(card for card in self._cards if card.table.plan.came_before)
        self._private.setVisible(orders and first)

    def is_busy(self) -> bool:
        """Whether files are being read or brought in."""
        return self.run.is_busy() or self._merging is not None

    # reading

    def read(self, files: list[Path], **options: Any) -> None:
        """Read files and show what is in them."""
        if self.session.workspace is None or self.session.workspace.read_only:
            self.problem.show_error(_("This workspace is open read-only; nothing can come in."))
            return
        self.problem.clear()
        self.run.read(files, **options)

    def _began(self, name: str) -> None:
        self._work.show()
        self.strip.start(_("Reading {file}").format(file=name))

    def _progressed(self, progress: Progress) -> None:
        phases = {
            "open": _("opening"),
            "read": _("{n} rows read"),
            "check": _("{n} rows checked"),
            "write": _("{n} rows written down"),
        }
        words = phases.get(progress.phase, "{n}")
        done = f"{progress.done:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
        self.strip.set_progress(progress.done, progress.total or 0, words.format(n=done))

    def _was_read(self, file: Path, tables: list[Table]) -> None:
        held = {
            (card.table.staged.file, card.table.staged.sheet): card
            for card in self._cards
            if card.table.file == file
        }
        alone = len(tables) == 1 and len(held) == len(self._cards) and not self.run._waiting
        for table in tables:
            old = held.get((table.staged.file, table.staged.sheet))
            focus = self._focus_in(old)
            place = self._cards.index(old) if old else len(self._cards)
            if old:
                self._drop(old)
            self._add(table, place, alone=alone or bool(table.options))
            self._put_focus(self._cards[place], focus)
        self._show_bar()

    def _focus_in(self, card: PreviewCard | None) -> str:
        """The name of the field that has the focus in a card; empty for none."""
        focus = QApplication.focusWidget()
        inside = card is not None and focus is not None and card.isAncestorOf(focus)
        return focus.accessibleName() if inside and focus is not None else ""

    def _put_focus(self, card: PreviewCard, name: str) -> None:
        """Go on where the person was, in the card that came in place of the old one."""
        same = [w for w in card.findChildren(QWidget) if name and w.accessibleName() == name]
        if same:
            same[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, table: Table, place: int, *, alone: bool) -> None:
        card = PreviewCard(table, alone=alone, locale=self.session.ask(brand).locale)
        card.told.connect(self.problem.show_error)
        card.taken.connect(lambda confirmed: self._take(card, confirmed))
        card.left.connect(lambda: self._leave(card))
        card.read_again.connect(lambda options: self._again(card, options))
        self._cards.insert(place, card)
        self._found.insertWidget(place, card)

    def _again(self, card: PreviewCard, options: dict[str, Any]) -> None:
        asked = {**card.table.options, **options}
        if "as_source" in options:
            asked.pop("mapping", None)
        if card.table.staged.sheet:
            asked["sheet"] = card.table.staged.sheet
        self.read([card.table.file], **asked)

    def _read_all(self) -> None:
        self._work.hide()
        self.strip.finish()
        self._show_bar()
        if self._all.isVisible() and self._focus_is_free():
            self._all.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._cards and self._focus_is_free():
            self._cards[0].take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_is_free(self) -> bool:
        """Whether nobody is in the middle of picking something on a card."""
        return not any(self._focus_in(card) for card in self._cards)

    # bringing in

    def take_all(self) -> None:
        """Bring in every table that has something new."""
        for card in list(self._cards):
            if card.table.plan.kept and card not in self._waiting_cards():
                self._take(card, card.table.plan.needs_confirmation)

    def _waiting_cards(self) -> list[PreviewCard]:
        return [card for card, _confirmed in self._queue] + [c for c in (self._merging,) if c]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter brings everything in that was read: one drop, one look, one key."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self._cards and not self.is_busy():
            self.take_all()
        else:
            super().keyPressEvent(event)

    def _take(self, card: PreviewCard, confirmed: bool) -> None:
        self._queue.append((card, confirmed))
        card.take.setEnabled(False)
        if self._merging is None:
            self._brought, self._stopped = 0, False
            self._next_merge()

    def _next_merge(self) -> None:
        if not self._queue:
            self._merging = None
            self._work.hide()
            self.strip.finish()
            self._end_merges()
            return
        card, confirmed = self._queue.pop(0)
        self._merging = card
        self._work.show()
        file = card.table.staged.file
        self.strip.start(_("Bringing {file} in").format(file=file))
        self._keep_mapping(card)
        self.window().files.back_up()
        self.session.merge(
            _("Import {file}").format(file=file), card.table.staged.path, confirmed=confirmed,
            cancelled=lambda: self._stopped,
            then=lambda result: self._merged(card, result),
            fails=lambda sentence: self._not_merged(card, sentence),
        )  # fmt: skip

    def _stop(self) -> None:
        """Stop reading and bringing in; what is half done leaves nothing behind."""
        self._stopped = True
        self._queue.clear()
        self.run.cancel()

    def _keep_mapping(self, card: PreviewCard) -> None:
        mapping = card.table.options.get("mapping")
        if mapping:
            from workbench.importing import mappings
            from workbench.importing.made_columns import MADE

            self.session.do(
                _("Remember the columns"), mappings.keep_mapping, card.table.plan.about.shape,
                mapping["source"], mapping["fields"],
                **{key: mapping[key] for key in MADE if mapping.get(key)},
            )  # fmt: skip

    def _merged(self, card: PreviewCard, result: ImportResult) -> None:
        self._brought += result.import_id is not None
        self._drop(card)
        self._next_merge()

    def _not_merged(self, card: PreviewCard, sentence: str) -> None:
        if not self._stopped:
            self.problem.show_error(
                _("{file} did not come in.").format(file=card.table.staged.file), sentence
            )
        card.take.setEnabled(True)
        self._next_merge()

    def _end_merges(self) -> None:
        n = self._brought
        if n:
            words = ngettext("{n} table came in", "{n} tables came in", n).format(n=n)
            self.said.emit(words, True)
        if not self._cards:
            self.run.clear()
        self.refresh()

    def _leave(self, card: PreviewCard) -> None:
        self._drop(card)
        self._show_bar()

    def _leave_all(self) -> None:
        for card in list(self._cards):
            self._drop(card)
        self.run.clear()
        self._show_bar()

    def _drop(self, card: PreviewCard) -> None:
        if card in self._cards:
            self._cards.remove(card)
        self._found.removeWidget(card)
        card.hide()
        card.deleteLater()

    # history

    def _take_back(self, import_id: int, file: str) -> None:
        from workbench.importing import ledger

        self.session.do(
            _("Take back {file}").format(file=file), ledger.remove, import_id,
            then=lambda stay: self._taken_back(file, stay), fails=self.problem.show_error,
        )  # fmt: skip

    def _taken_back(self, file: str, stay: list[str]) -> None:
        self.said.emit(_("Took {file} back").format(file=file), True)
        if stay:
            names = ", ".join(stay[:5])
            words = _("Edited since, so they stay: {names}").format(names=names)
            self.problem.show_error(words)

    def _show_refused(self, import_id: int, file: str) -> None:
        from workbench.importing import ledger

        rows = self.session.ask(ledger.refused, import_id, 2000)
        RefusedSheet(self.window().frame, file, rows).open()
