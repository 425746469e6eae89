"""Settings: how the window looks, what the brand is, which themes the roadmap has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QColorDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.new_workspace import countries
from ui.pages.page import MARGIN, Page, scrolled
from ui.widgets.buttons import IconButton, QuietButton
from ui.widgets.choice_field import ChoiceField
from ui.widgets.colour_dot import ColourDot
from ui.widgets.editable_text import EditableText
from ui.widgets.fields import LineEdit
from ui.widgets.inline_error import InlineError
from ui.widgets.panel import Panel
from ui.widgets.segmented import Segmented
from ui.widgets.text import label
from workbench.language import _
from workbench.roadmap import themes
from workbench.store.brand import brand

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.roadmap.themes import Theme
    from workbench.store.brand import Brand

WIDTH = 720


class SettingsPage(Page):
    """The person's settings always; the brand's while a workspace is open."""

    tables = frozenset({"setting", "theme"})
    needs_workspace = False

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.title = _("Settings")
        self._problem = InlineError()
        self._look = Segmented(
            [("light", _("Light")), ("dark", _("Dark")), ("system", _("As the system"))],
            session.settings.theme, name=_("Light or dark"),
        )  # fmt: skip
        self._look.chosen.connect(lambda key: session.change_settings(theme=key))
        session.settings_changed.connect(lambda now: self._look.set_current(now.theme))
        self._brand = Panel(_("The brand"), _("kept in the workspace"))
        self._themes = Panel(_("Themes of the roadmap"))
        self._brand_body = QWidget()
        self._brand_grid = QGridLayout(self._brand_body)
        self._brand_grid.setContentsMargins(0, 0, 0, 0)
        self._brand_grid.setColumnStretch(1, 1)
        self._brand_grid.setVerticalSpacing(8)
        self._brand.set_body(self._brand_body)
        self._make_fields()
        self._lay_out()

    def _lay_out(self) -> None:
        window = Panel(_("The window"), _("kept on this computer"))
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(_("Light or dark")), 1)
        row.addWidget(self._look)
        window.set_body(line)
        content = QWidget()
        outer = QHBoxLayout(content)
        outer.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        inside = QWidget()
        inside.setMaximumWidth(WIDTH)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for part in (self._problem, window, self._brand, self._themes):
            column.addWidget(part)
        column.addStretch(1)
        outer.addWidget(inside, 1)
        outer.addStretch(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(content))

    def _make_fields(self) -> None:
        self._name, self._currency, self._vat = LineEdit(), LineEdit(), LineEdit()
        self._currency.setMaxLength(3)
        zones = sorted({one.zone for one in countries()})
        self._zone = ChoiceField([(zone, zone.replace("_", " ")) for zone in zones])
        self._locale = ChoiceField([(one, _written(one)) for one in _locales()])
        self._week = ChoiceField([("mon", _("Monday")), ("sun", _("Sunday"))])
        months = [(str(n), QLocale().standaloneMonthName(n)) for n in range(1, 13)]
        self._fiscal = ChoiceField(months)
        self._prices = ChoiceField(
            [("ask", _("Ask when it matters")), ("yes", _("Include VAT")), ("no", _("Without VAT"))]
        )
        rows = (
            ("name", _("Name"), self._name),
            ("currency", _("Currency"), self._currency),
            ("zone", _("Time zone"), self._zone),
            ("locale", _("Numbers and dates"), self._locale),
            ("week_start", _("A week starts on"), self._week),
            ("fiscal_start", _("The year starts in"), self._fiscal),
            ("prices_include_vat", _("Prices in the shop"), self._prices),
            ("vat", _("VAT in percent"), self._vat),
        )
        for n, (key, words, field) in enumerate(rows):
            caption = label(words, tone="muted")
            caption.setMinimumWidth(170)
            field.setAccessibleName(words)
            self._brand_grid.addWidget(caption, n, 0)
            self._brand_grid.addWidget(field, n, 1)
            if isinstance(field, ChoiceField):
                field.picked.connect(lambda value, key=key: self._set(key, str(value)))
            else:
                field.editingFinished.connect(lambda key=key, f=field: self._typed(key, f))

    # reading

    def refresh(self) -> None:
        """Show what holds."""
        there = self.session.workspace is not None
        self._brand.setVisible(there)
        self._themes.setVisible(there)
        if there:
            self._show_brand(self.session.ask(brand))
            self._show_themes(self.session.ask(themes.themes))

    def _show_brand(self, own: Brand) -> None:
        self._name.setText(own.name)
        self._currency.setText(own.currency)
        self._vat.setText(f"{float(own.vat) * 100:g}" if own.vat else "")
        _show(self._zone, own.zone, own.zone.replace("_", " "))
        _show(self._locale, own.locale, _written(own.locale))
        self._week.set_key(own.week_start)
        self._fiscal.set_key(str(own.fiscal_start))
        self._prices.set_key(own.prices_include_vat)

    def _show_themes(self, found: list[Theme]) -> None:
        self._themes.clear_rows()
        for theme in found:
            self._themes.add_row(self._theme_row(theme))
        self._themes.add_row(self._new_theme())

    def _theme_row(self, theme: Theme) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(16, 6, 10, 6)
        row.setSpacing(10)
        dot = ColourDot(theme.colour, _("Colour of {theme}").format(theme=theme.name))
        dot.clicked.connect(lambda: self._ask_colour(theme))
        name = EditableText(theme.name, name=_("Theme"), required=True)
        name.saved.connect(
            lambda text: self._do(_("Rename theme"), themes.rename_theme, theme.id, text)
        )
        items = _("{n} items").format(n=theme.items)
        away = IconButton("close", _("Delete {theme}").format(theme=theme.name), side=24)
        away.clicked.connect(lambda: self._delete_theme(theme))
        row.addWidget(dot)
        row.addWidget(name, 1)
        row.addWidget(label(items, size="small", tone="muted"))
        row.addWidget(away)
        return line

    def _new_theme(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(16, 8, 16, 8)
        field = LineEdit(placeholder=_("Another theme"))
        field.setAccessibleName(_("Name of the new theme"))
        add = QuietButton(_("Add"))
        row.addWidget(field, 1)
        row.addWidget(add)

        def give() -> None:
            if field.text().strip():
                self._do(_("Add theme"), themes.add_theme, field.text())

        field.returnPressed.connect(give)
        add.clicked.connect(give)
        return line

    # what a person does

    def _typed(self, key: str, field: LineEdit) -> None:
        if not field.isModified():
            return
        text = field.text().strip()
        if key == "currency":
            text = text.upper()
        if key == "vat":
            from ui.typed_number import read_number

            number = read_number(text, percent=True) if text else None
            if text and number is None:
                self._problem.show_error(_("“{text}” is not a percentage.").format(text=text))
                return
            text = str(number.normalize()) if number is not None else ""
        self._set(key, text)

    def _set(self, key: str, value: str) -> None:
        from workbench.errors import WorkbenchError
        from workbench.store.opening import check_settings

        own = self.session.ask(brand)
        values = {k: str(v if v is not None else "") for k, v in own._asdict().items()}
        try:
            check_settings({**values, key: value})
        except WorkbenchError as error:
            self._problem.show_error(str(error))
            self._show_brand(own)
            return
        from workbench.store.brand import set_setting

        self._problem.clear()
        self._do(_("Change a setting"), set_setting, key, value)

    def _ask_colour(self, theme: Theme) -> None:
        colour = QColorDialog.getColor(theme.colour, self, theme.name)
        if colour.isValid():
            self._do(_("Recolour theme"), themes.recolour_theme, theme.id, colour.name().upper())

    def _delete_theme(self, theme: Theme) -> None:
        said = _("Deleted the theme “{theme}”").format(theme=theme.name)
        self.session.do(
            _("Delete theme"), themes.delete_theme, theme.id,
            then=lambda _none: self.said.emit(said, True), fails=self._problem.show_error,
        )  # fmt: skip

    def _do(self, words: str, command: object, *args: object) -> None:
        self.session.do(words, command, *args, fails=self._problem.show_error)


def _locales() -> list[str]:
    return sorted({one.locale for one in countries()})


def _written(locale: str) -> str:
    """How a locale writes numbers and dates, by example."""
    from datetime import date

    from workbench.language import day, number

    shown = _("{locale}: {number}, {day}")
    return shown.format(
        locale=locale,
        number=number(1234.5, locale, decimals=2),
        day=day(date(2026, 11, 27), locale),
    )


def _show(field: ChoiceField, key: str, words: str) -> None:
    """Show a value that may not be among the usual ones."""
    if field.findData(key) < 0:
        field.addItem(words, key)
    field.set_key(key)
