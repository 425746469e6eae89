"""The first run: look at the sample brand, start a workspace, or drop a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.new_workspace import NewWorkspaceForm
from ui.session import Session
from ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.panel import Panel
from ui.widgets.text import label, takeaway
from workbench.language import _

WIDTH = 820


class Welcome(QWidget):
    """What there is to do while no workspace is open."""

    sample_asked = Signal()
    open_asked = Signal()
    file_asked = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.form = NewWorkspaceForm(session)
        self._waiting = label("", tone="accent", wrap=True)
        self._waiting.hide()
        self._recent = Panel(_("Open again"))
        inside = QWidget()
        inside.setMaximumWidth(WIDTH)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(takeaway(_("Know what happened, choose what to do, show what it did")))
        intro = _(
            "Workbench brings your shop's exports, your ideas and your tests together in one file"
            " on this computer."
        )
        column.addWidget(label(intro, tone="muted", wrap=True))
        column.addSpacing(8)
        column.addLayout(self._cards())
        column.addWidget(self._recent)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 40, 24, 24)
        row.addStretch(1)
        row.addWidget(inside, 20)
        row.addStretch(1)
        self.show_recent()

    def _cards(self) -> QHBoxLayout:
        start = Panel(_("Start a workspace"))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._waiting)
        column.addWidget(self.form)
        column.addStretch(1)
        start.set_body(body)
        right = QVBoxLayout()
        right.setSpacing(16)
        right.addWidget(self._sample())
        right.addWidget(self._drop())
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(start, 5)
        row.addLayout(right, 4)
        return row

    def _sample(self) -> Panel:
        text = _(
            "Oak & Ember sells candles: two years of orders, a roadmap and a few tests."
            " Try everything; it can be reset."
        )
        look = PrimaryButton(_("Open the sample brand"), icon="star")
        look.clicked.connect(self.sample_asked)
        return _card(_("Look around first"), text, look)

    def _drop(self) -> Panel:
        text = _(
            "An export from your shop, a KPI sheet, a backlog: drop it anywhere on this window"
            " once your workspace is there. Or open a workspace you have."
        )
        open_ = QuietButton(_("Open a workspace …"), icon="folder")
        open_.clicked.connect(self.open_asked)
        return _card(_("Bring a file"), text, open_)

    def show_recent(self) -> None:
        """List the workspaces opened lately."""
        self._recent.clear_rows()
        paths = [path for path in self._session.settings.recent if Path(path).exists()]
        for path in paths[:4]:
            self._recent.add_row(self._recent_row(path))
        self._recent.setVisible(bool(paths))

    def _recent_row(self, path: str) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(16, 8, 10, 8)
        layout.setSpacing(12)
        layout.addWidget(label(Path(path).stem, weight=theme.SEMIBOLD))
        folder = ElidedLabel(str(Path(path).parent), size="small", tone="muted", middle=True)
        layout.addWidget(folder, 1)
        button = LinkButton(_("Open"))
        button.setAccessibleDescription(Path(path).stem)
        button.clicked.connect(lambda: self.file_asked.emit(path))
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def wait_with(self, files: list[str]) -> None:
        """Say that dropped files wait for a workspace."""
        names = ", ".join(Path(file).name for file in files[:3])
        self._waiting.setText(_("Name your brand, then {files} comes in.").format(files=names))
        self._waiting.show()
        self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)


def _card(title: str, text: str, button: QWidget) -> Panel:
    panel = Panel(title)
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    column.addWidget(label(text, tone="muted", wrap=True))
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    panel.set_body(body)
    return panel
