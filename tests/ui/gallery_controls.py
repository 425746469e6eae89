"""Controls of the gallery: fields, lists, popups, icons, and the keyboard's ring."""

import datetime as dt

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tests.ui.gallery_pages import PAGES, WAVE, frame, trading
from ui import theme
from ui.widgets.buttons import (
    DangerButton,
    IconButton,
    LinkButton,
    MenuButton,
    PrimaryButton,
    QuietButton,
)
from ui.widgets.chip import ROLES, Chip, ThemeMark
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField, dress_calendar
from ui.widgets.editable_text import EditableText
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import LineEdit, TextEdit, mark_wrong
from ui.widgets.flow import Flow, FlowLayout
from ui.widgets.menu import Menu
from ui.widgets.number_field import NumberField
from ui.widgets.panel import Panel
from ui.widgets.search_field import SearchField
from ui.widgets.segmented import Segmented
from ui.widgets.sidebar import Sidebar
from ui.widgets.surface import Hairline
from ui.widgets.text import label, section, title
from ui.widgets.tile import Change, Tile
from ui.widgets.toast import Toast
from workbench import resources


def fields(enabled: bool) -> QWidget:
    """Every field once."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setSpacing(8)
    several = TextEdit("Several lines\nof plain text")
    several.setFixedHeight(64)
    wrong = LineEdit("31.02.2026")
    mark_wrong(wrong, True)
    combo, editable, spin, date = (
        QComboBox(),
        QComboBox(),
        NumberField(1500),
        DateField(dt.date(2026, 11, 9)),
    )
    combo.addItems(["Euro", "Pound", "Dollar"])
    editable.setEditable(True)
    editable.setLineEdit(LineEdit())
    editable.addItems(["shopify.orders", "ga4.traffic"])
    check, part, radio, off = (
        QCheckBox("Prices include VAT"),
        QCheckBox("Some"),
        QRadioButton("A"),
        QRadioButton("B"),
    )
    check.setChecked(True)
    part.setTristate(True)
    part.setCheckState(Qt.CheckState.PartiallyChecked)
    radio.setChecked(True)
    made = [LineEdit("Oak & Ember"), LineEdit(placeholder="Because …"), SearchField("Filter: theme:retention …"),
            several, wrong, combo, editable, spin, date, check, part, QCheckBox("Off"), radio, off]  # fmt: skip
    for at, widget in enumerate(made):
        grid.addWidget(widget, at // 2, at % 2)
    buttons = Flow()
    for widget in (PrimaryButton("Save"), QuietButton("Cancel"), MenuButton("More", QMenu(holder)),
                   DangerButton("Delete"), LinkButton("Look"), IconButton("more", "More")):  # fmt: skip
        buttons.add(widget)
    grid.addWidget(buttons, 8, 0, 1, 2)
    holder.setEnabled(enabled)
    return holder


def controls() -> QWidget:
    """Stock controls, enabled and not; lists, a calendar, an empty state, a toast."""
    page = QWidget()
    columns = QHBoxLayout(page)
    columns.setContentsMargins(24, 24, 24, 24)
    columns.setSpacing(16)
    left = QVBoxLayout()
    for enabled, name in ((True, "Fields"), (False, "Switched off")):
        panel = Panel(name)
        panel.set_body(fields(enabled))
        left.addWidget(panel)
    columns.addLayout(left, 1)
    middle = QVBoxLayout()
    calendar = QCalendarWidget()
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    dress_calendar(calendar)
    middle.addWidget(calendar)
    chips = Flow()
    for role in ROLES:
        chips.add(Chip(f"{role} chip", role))
    for name in ("acquisition", "engagement", "retention", "analytics", "product", "operations"):
        chips.add(ThemeMark(name, name))
    chip_panel = Panel("Chips and themes")
    chip_panel.set_body(chips)
    middle.addWidget(chip_panel)
    tree = QTreeWidget()
    tree.ensurePolished()
    tree.setHeaderLabels(["Theme", "Items"])
    for name in ("Retention", "Product"):
        parent = QTreeWidgetItem(tree, [name, "12"])
        parent.addChild(QTreeWidgetItem(["Refills", "4"]))
    tree.expandItem(tree.topLevelItem(0))
    tree.setCurrentItem(tree.topLevelItem(1))
    tree_panel = Panel("Tree")
    tree_panel.set_body(tree, padded=False)
    middle.addWidget(tree_panel, 1)
    columns.addLayout(middle, 1)
    right = QVBoxLayout()
    empty = Panel()
    empty.set_body(EmptyState("import", "No files yet", "Drop an export from your shop on this "
        "window, or choose one. Nothing leaves this computer.",
        [PrimaryButton("Choose a file …"), QuietButton("Open the sample brand")]))  # fmt: skip
    right.addWidget(empty, 1)
    right.addWidget(
        ElidedLabel("A very long name that does not fit into the room that it is given")
    )
    right.addWidget(section("Section label"))
    right.addWidget(title("Page title"))
    right.addWidget(Hairline())
    columns.addLayout(right, 1)
    made = frame("imports", "Imports", page)
    toast = Toast(made)
    toast.show_message("Moved “Size guide” to Planned", "Undo")
    return made


def drawings() -> QWidget:
    """All icons with their names, large and small."""
    page = QWidget()
    page.setProperty("ground", "page")
    grid = QGridLayout(page)
    names = sorted(path.stem for path in resources.path("icons").glob("*.svg"))
    for at, name in enumerate(names):
        cell = QHBoxLayout()
        for side, role in ((18, "muted"), (36, "text")):
            picture = QLabel()
            pixels = theme.icon(name, role).pixmap(QSize(side, side), page.devicePixelRatio())
            picture.setPixmap(pixels)
            cell.addWidget(picture)
        cell.addWidget(label(name, size="small", tone="muted"), 1)
        grid.addLayout(cell, at // 7, at % 7)
    return page


def popups(page: QWidget) -> list[QWidget]:
    """A menu, the list of a box and a calendar, as they open."""
    menu = Menu(page)
    menu.addAction(theme.icon("edit"), "Rename").setShortcut("F2")
    menu.addAction(theme.icon("copy"), "Copy as text")
    menu.addSeparator()
    ticked = menu.addAction("Weeks begin on Monday")
    ticked.setCheckable(True)
    ticked.setChecked(True)
    menu.addAction("Not now").setEnabled(False)
    menu.add_menu("More")
    menu.setActiveAction(menu.actions()[1])
    combo = ChoiceField([("EUR", "Euro"), ("GBP", "Pound"), ("USD", "Dollar")], parent=page)
    combo.view().setMinimumSize(200, 110)
    date = DateField(dt.date(2026, 11, 9), page)
    calendar = date.calendarWidget()
    calendar.setSelectedDate(date.date())
    return [menu, combo.view().window(), calendar]


def add_popups(page: QWidget) -> None:
    """Picture what opens over the window at the bottom of a page."""
    left = 40
    for popup in popups(page):
        popup.ensurePolished()
        popup.adjustSize()
        picture = QLabel(page)
        picture.setPixmap(popup.grab())
        picture.adjustSize()
        picture.move(left, 600)
        picture.show()
        left += picture.width() + 24


def keyboard() -> QWidget:
    """What the keyboard's ring looks like: each widget is pictured while it has the focus."""
    page = QWidget()
    page.setProperty("ground", "panel")
    flow = FlowLayout(page, gap=24, line_gap=24)
    flow.setContentsMargins(40, 40, 40, 40)
    tile = Tile("Net sales")
    tile.show_value("€ 38,420", Change(1, "6.1 %", "on last year", "good"), WAVE)
    tile.setFixedWidth(216)
    combo, spin, segmented = (
        QComboBox(),
        NumberField(1500),
        Segmented([("d", "Day"), ("w", "Week")]),
    )
    combo.addItems(["Euro", "Pound"])
    sidebar = Sidebar(PAGES[:2])
    table = trading()
    table.setFixedWidth(560)
    table.setCurrentIndex(table.model().index(1, 1))
    editing = EditableText("Edited in place", size="title", weight=theme.BOLD)
    editing.setFixedWidth(300)
    words = EditableText("Edited in place", size="title", weight=theme.BOLD)
    shown = [PrimaryButton("Save"), QuietButton("Cancel"), DangerButton("Delete"), LinkButton("Look"),
             IconButton("more", "More"), LineEdit("Oak & Ember"), SearchField(), combo, spin,
             DateField(), QCheckBox("Prices include VAT"), QRadioButton("A"), TextEdit("Several"),
             segmented.segment("d"), sidebar.button("home"), sidebar.brand, tile, table, words, editing]  # fmt: skip
    for widget in shown:
        holder = QWidget()
        holder.setProperty("ground", "panel")
        inner = QHBoxLayout(holder)
        inner.addWidget(segmented if widget is segmented.segment("d") else widget)
        holder.show()
        QApplication.processEvents()
        if widget is editing:
            editing.edit()
        else:
            widget.clearFocus()
            widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        picture = QLabel(page)
        picture.setPixmap(holder.grab())
        flow.addWidget(picture)
        holder.close()
        holder.deleteLater()
    sidebar.deleteLater()
    return page
