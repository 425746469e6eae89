"""The form that starts a workspace: name, currency, country, whether prices include VAT."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from ui.overlay import Overlay
from ui.session import Session
from ui.widgets.buttons import IconButton, PrimaryButton
from ui.widgets.choice_field import ChoiceField
from ui.widgets.fields import LineEdit
from ui.widgets.inline_error import InlineError
from ui.widgets.text import label, title
from workbench.language import _


class Country(NamedTuple):
    """What a country settles: currency, time zone, how numbers are written, the usual VAT."""

    name: str
    currency: str
    zone: str
    locale: str
    vat: str
    week_start: str = "mon"


def countries() -> list[Country]:
    """Countries with many small brands; anything else can be set in the settings later."""
    return [
        Country(_("Austria"), "EUR", "Europe/Vienna", "de_AT", "0.20"),
        Country(_("Belgium"), "EUR", "Europe/Brussels", "nl_BE", "0.21"),
        Country(_("Canada"), "CAD", "America/Toronto", "en_CA", "", "sun"),
        Country(_("Denmark"), "DKK", "Europe/Copenhagen", "da_DK", "0.25"),
        Country(_("Finland"), "EUR", "Europe/Helsinki", "fi_FI", "0.255"),
        Country(_("France"), "EUR", "Europe/Paris", "fr_FR", "0.20"),
        Country(_("Germany"), "EUR", "Europe/Berlin", "de_DE", "0.19"),
        Country(_("Ireland"), "EUR", "Europe/Dublin", "en_IE", "0.23"),
        Country(_("Italy"), "EUR", "Europe/Rome", "it_IT", "0.22"),
        Country(_("Netherlands"), "EUR", "Europe/Amsterdam", "nl_NL", "0.21"),
        Country(_("Norway"), "NOK", "Europe/Oslo", "nb_NO", "0.25"),
        Country(_("Poland"), "PLN", "Europe/Warsaw", "pl_PL", "0.23"),
        Country(_("Portugal"), "EUR", "Europe/Lisbon", "pt_PT", "0.23"),
        Country(_("Spain"), "EUR", "Europe/Madrid", "es_ES", "0.21"),
        Country(_("Sweden"), "SEK", "Europe/Stockholm", "sv_SE", "0.25"),
        Country(_("Switzerland"), "CHF", "Europe/Zurich", "de_CH", "0.081"),
        Country(_("United Kingdom"), "GBP", "Europe/London", "en_GB", "0.20"),
        Country(_("United States"), "USD", "America/New_York", "en_US", "", "sun"),
        Country(_("Australia"), "AUD", "Australia/Sydney", "en_AU", "0.10"),
        Country(_("New Zealand"), "NZD", "Pacific/Auckland", "en_NZ", "0.15"),
        Country(_("Japan"), "JPY", "Asia/Tokyo", "ja_JP", "0.10", "sun"),
    ]


class NewWorkspaceForm(QWidget):
    """Asks what a workspace needs to know; `created` when it is made and open."""

    created = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._countries = countries()
        self.name = LineEdit(placeholder=_("Name of the brand"))
        self.country = ChoiceField((n, c.name) for n, c in enumerate(self._countries))
        self.currency = LineEdit()
        self.currency.setMaxLength(3)
        self.vat = ChoiceField()
        self.error = InlineError()
        self.create = PrimaryButton(_("Create workspace"))
        self.create.clicked.connect(self.make)
        self.country.currentIndexChanged.connect(self._country_chosen)
        self.country.setCurrentIndex(self._own_country())
        self._country_chosen()
        self._lay_out()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 1)
        for row, column, words, field, span in (
            (0, 0, _("Brand"), self.name, 2),
            (2, 0, _("Country"), self.country, 1),
            (2, 1, _("Currency"), self.currency, 1),
            (4, 0, _("Prices in the shop"), self.vat, 2),
        ):
            caption = label(words, size="small", tone="muted")
            caption.setBuddy(field)
            field.setAccessibleName(words)
            grid.addWidget(caption, row, column, 1, span)
            grid.addWidget(field, row + 1, column, 1, span)
            grid.setRowMinimumHeight(row + 1, 40)
        buttons = QHBoxLayout()
        hint = _("One file on this computer. Nothing is sent anywhere.")
        buttons.addWidget(label(hint, size="small", tone="muted", wrap=True), 1)
        buttons.addWidget(self.create)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(grid)
        column.addWidget(self.error)
        column.addLayout(buttons)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter creates."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.make()
            return
        super().keyPressEvent(event)

    def make(self) -> None:
        """Ask where to put the file, and make it."""
        name = self.name.text().strip()
        if not name:
            self.error.show_error(_("The brand needs a name."))
            self.name.setFocus()
            return
        folder = Path.home() / "Documents"
        start = (folder if folder.is_dir() else Path.home()) / f"{_safe(name)}.workbench"
        path, _kind = QFileDialog.getSaveFileName(
            self, _("Where to keep the workspace"), str(start), _("Workspaces (*.workbench)")
        )
        if path:
            self.make_at(Path(path).with_suffix(".workbench"))

    def make_at(self, path: Path) -> None:
        """Make the workspace at a path and open it; say in place why not."""
        country = self._countries[self.country.currentIndex()]
        told: list[str] = []
        self._session.failed.connect(told.append)
        made = self._session.create(
            path,
            name=self.name.text().strip(),
            currency=self.currency.text().strip().upper(),
            zone=country.zone,
            locale=country.locale,
            week_start=country.week_start,
            prices_include_vat=self.vat.key(),
            vat=country.vat or None,
        )
        self._session.failed.disconnect(told.append)
        if made:
            self.error.clear()
            self.created.emit()
        elif told:
            self.error.show_error(told[-1])

    def _country_chosen(self) -> None:
        country = self._countries[self.country.currentIndex()]
        self.currency.setText(country.currency)
        percent = f"{float(country.vat) * 100:g}" if country.vat else ""
        including = _("Include {percent} % VAT").format(percent=percent)
        self.vat.set_options(
            [
                ("ask", _("Ask me with the first import")),
                ("yes", including if percent else _("Include tax")),
                ("no", _("Are without VAT")),
            ]
        )

    def _own_country(self) -> int:
        own = QLocale.system().name()
        found = [i for i, c in enumerate(self._countries) if c.locale[-2:] == own[-2:]]
        names = [c.zone for c in self._countries]
        return found[0] if found else names.index("Europe/Amsterdam")


class NewWorkspaceSheet(Overlay):
    """The form over the window, when a workspace is open already."""

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window, width=520, name=_("New workspace"))
        close = IconButton("close", _("Close"), side=28)
        close.clicked.connect(self.close_sheet)
        head = QHBoxLayout()
        head.addWidget(title(_("New workspace")), 1)
        head.addWidget(close)
        self.form = NewWorkspaceForm(session)
        self.form.created.connect(self.close_sheet)
        self.content.setContentsMargins(20, 16, 20, 20)
        self.content.addLayout(head)
        self.content.addWidget(self.form)

    def open(self) -> None:
        """Come up with an empty name."""
        self.form.name.clear()
        self.form.error.clear()
        super().open()

    def first_focus(self) -> QWidget:
        """The name."""
        return self.form.name


def _safe(name: str) -> str:
    """A file name from the brand's name."""
    kept = "".join(c if c.isalnum() or c in " -_&." else " " for c in name)
    return " ".join(kept.split()).strip(". ") or "brand"
