"""Shows the whole widget kit in both themes and saves pictures: python -m tests.ui.gallery DIR.

QT_SCALE_FACTOR=1.5 shows it as on a laptop at 150 %.
"""

import datetime as dt
import os
import sys
from pathlib import Path

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QRadioButton,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

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
from ui.widgets.drop_overlay import DropOverlay
from ui.widgets.editable_text import EditableText
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import LineEdit, TextEdit, mark_wrong
from ui.widgets.flow import Flow, FlowLayout
from ui.widgets.inline_error import InlineError
from ui.widgets.inspector import Inspector
from ui.widgets.menu import Menu
from ui.widgets.notice import Notice
from ui.widgets.number_field import NumberField
from ui.widgets.panel import Panel
from ui.widgets.progress_strip import ProgressStrip
from ui.widgets.search_field import SearchField
from ui.widgets.segmented import Segmented
from ui.widgets.sentence_row import SentenceRow
from ui.widgets.sidebar import Entry, Sidebar
from ui.widgets.sparkline import Sparkline
from ui.widgets.surface import Hairline
from ui.widgets.table import Table
from ui.widgets.text import label, section, takeaway, title
from ui.widgets.tile import Change, Tile
from ui.widgets.toast import Toast
from ui.widgets.topbar import Topbar, tool_row
from workbench import resources

PAGES = (
    Entry("home", "Home", "home"), Entry("kpis", "KPIs", "chart"),
    Entry("customers", "Customers", "people"), Entry("roadmap", "Roadmap", "board"),
    Entry("experiments", "Experiments", "flask"), Entry("imports", "Imports", "import"),
    Entry("present", "Present", "present"),
)  # fmt: skip

ROWS = (
    ("Signal", "bad", [("Conversion rate", True), (" was low on 3 of the last 4 days, unlikely to "
     "be chance. It began with ", False), ("New product page", True), (" (launched Mon 2 Nov).",
     False)], "Look"),
    ("Signal", "accent", [("Reordering", True), (" has been better than usual in eight monthly "
     "cohorts in a row.", False)], "Look"),
    ("Did it work?", "warning", [("Refill reminder e-mail", True), (": you predicted +4 % repeat "
     "orders by 1 Nov. It was +2.6 % (likely 0.9 to 4.3).", False)], "Record"),
    ("Import", "neutral", [("Meta Ads stops at 25 Oct: 14 days are missing.", False)], "Import"),
    ("Loose ends", "neutral", [("3 planned items have ", False), ("no hypothesis", True),
     ("; a & b <b>not bold</b>.", False)], "Open"),
)  # fmt: skip

WAVE = (3, 4, 5, 4.4, 3.2, 2.6, 2.8, 2.2, 1.6, 2.2, 2.6, 3, 2.4, 2.6, 2.1, 2.8, 4, 4.6, 4.5, 5, 6.4)


def frame(key: str, heading: str, page: QWidget, *tools: QWidget) -> QWidget:
    """Set a page into a window's frame: sidebar at the left, bar on top."""
    window = QWidget()
    window.setProperty("ground", "page")
    sidebar = Sidebar(PAGES, window)
    sidebar.set_brand("Oak & Ember")
    sidebar.set_status("Saved · 2 minutes ago")
    sidebar.set_count("kpis", 3)
    sidebar.set_count("experiments", 1)
    sidebar.set_current(key)
    bar = Topbar()
    bar.set_title(heading)
    if tools:
        bar.show_tools(tool_row(*tools))
    right = QVBoxLayout()
    right.setSpacing(0)
    right.addWidget(bar)
    right.addWidget(page, 1)
    whole = QHBoxLayout(window)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addWidget(sidebar)
    whole.addLayout(right, 1)
    return window


def trading() -> Table:
    """A small trading table."""
    model = QStandardItemModel(0, 5)
    names = ["KPI", "Last week", "Week before", "Same week last year", "Target"]
    model.setHorizontalHeaderLabels(names)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    for column in range(1, 5):
        model.setHeaderData(
            column, Qt.Orientation.Horizontal, right, Qt.ItemDataRole.TextAlignmentRole
        )
    for cells in (
        ("Net sales", "€ 38,420", "€ 37,910", "€ 36,210", "€ 40,000"),
        ("Conversion rate", "2.31 %", "2.69 %", "2.71 %", "2.80 %"),
        ("Ad share of sales", "17.2 %", "16.8 %", "18.0 %", "18.0 %"),
    ):
        items = [QStandardItem(cell) for cell in cells]
        for item in items[1:]:
            item.setTextAlignment(right)
        model.appendRow(items)
    table = Table(model)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    table.show_all_rows()
    return table


def home() -> QWidget:
    """A page like Home."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(24, 24, 24, 24)
    column.setSpacing(20)
    tiles = QHBoxLayout()
    tiles.setSpacing(14)
    for name, value, change in (
        ("Net sales", "€ 38,420", Change(1, "6.1 %", "on same weekdays last year", "good")),
        ("Conversion rate", "2.31 %", Change(-1, "was 2.71 %", "unlikely to be chance", "bad")),
        ("Average order", "€ 54.10", Change(0, "0", "within the usual range")),
    ):
        tile = Tile(name)
        tile.show_value(value, change, WAVE, unfinished=1 if change.direction < 0 else 0)
        tiles.addWidget(tile)
    unknown, loading = Tile("CAC, ads only"), Tile("Reordered within 90 days")
    unknown.show_unknown("ad spend has not been imported")
    tiles.addWidget(unknown)
    tiles.addWidget(loading)
    column.addLayout(tiles)
    panel = Panel("Since last Monday", "7 things, about 4 minutes")
    for kind, role, spans, action in ROWS:
        panel.add_row(SentenceRow(kind, spans, action, role=role))
    column.addWidget(panel)
    table = Panel("Trading, week 45", "excl. VAT; orders may still change until 6 Dec")
    table.add_action(LinkButton("Copy as text"))
    table.set_body(trading(), padded=False)
    column.addWidget(table)
    column.addStretch(1)
    return frame("home", "Monday, 9 November", page, Chip("Week 45 is in", "accent"))


def inspector() -> Inspector:
    """An inspector with a bit of everything."""
    made = Inspector()
    made.set_heading(
        EditableText("Account page: reorder in one tap", size="title", weight=theme.BOLD),
        "Planned · 2 weeks · start 23 Nov",
        (Chip("retention", "accent"), Chip("next")),
    )
    figures = QWidget()
    column = QVBoxLayout(figures)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(label("2.31 %", size="figure", weight=theme.BOLD, tabular=True))
    made.add_section("This week so far", figures)
    made.add_section(
        "Signal",
        Notice(
            "Low on 3 of the last 4 days: unlikely to be chance",
            "Began on Tue 3 Nov. Not explained by weekday, promotion or stock.",
            "bad",
        ),
    )
    made.add_section("Definition").say(
        "Sessions that completed checkout ÷ sessions. Sessions end after 30 minutes without "
        "activity; not comparable with visitor-based tools."
    )
    part = made.add_section("Where from")
    part.add(LinkButton("52 weeks from 4 imports · show rows"))
    part.add_action(IconButton("plus", "Add", side=24))
    return made


def kpi() -> QWidget:
    """A page like a KPI, with the inspector, an error and a progress strip."""
    page = QWidget()
    both = QHBoxLayout(page)
    both.setContentsMargins(0, 0, 0, 0)
    both.setSpacing(0)
    work = QWidget()
    column = QVBoxLayout(work)
    column.setContentsMargins(24, 24, 24, 24)
    column.setSpacing(16)
    panel = Panel()
    inside = QWidget()
    rows = QVBoxLayout(inside)
    rows.addWidget(takeaway("Conversion dropped below its usual range in the week the new product "
                            "page went live"))  # fmt: skip
    rows.addWidget(label("Conversion rate, per week, Nov 2025 – Nov 2026", tone="muted"))
    line = Sparkline()
    line.set_values([*WAVE[:7], None, None, *WAVE[9:14], None, 3, None, *WAVE[15:]], unfinished=2,
                    end_role="bad")  # fmt: skip
    line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    rows.addWidget(line, 1)
    row = QHBoxLayout()
    row.addWidget(QuietButton("Why did it move?"))
    row.addWidget(QuietButton("Explain this signal", icon="info"))
    row.addWidget(DangerButton("Delete", icon="trash"))
    row.addStretch(1)
    row.addWidget(QuietButton("Copy & paste"))
    row.addWidget(PrimaryButton("Add to deck", icon="plus"))
    rows.addLayout(row)
    panel.set_body(inside)
    column.addWidget(panel, 1)
    strip = ProgressStrip()
    strip.start("Reading orders_2026.csv")
    strip.set_progress(12_400, 40_000, "12,400 of 40,000 rows")
    holder = Panel()
    holder.add_row(strip)
    column.addWidget(holder)
    error = InlineError()
    error.show_error("The file could not be read.", "It has a password.", action="Try again")
    column.addWidget(error)
    both.addWidget(work, 1)
    both.addWidget(inspector())
    menu = QMenu()
    menu.addAction("Last 12 months")
    pick = MenuButton("Last 12 months", menu)
    switch = Segmented([("day", "Day"), ("week", "Week"), ("month", "Month")], "week")
    made = frame("kpis", "Conversion rate", page, switch, pick, QuietButton("vs last year"))
    menu.setParent(made, menu.windowFlags())
    return made


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


def veil() -> QWidget:
    """The overlay for dropped files."""
    made = home()
    overlay = DropOverlay(made, (".csv",))
    overlay.setGeometry(0, 0, 1440, 900)
    overlay.show()
    return made


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


def narrow() -> QWidget:
    """A window of 900 pixels, with an open menu and the list of a box."""
    made = kpi()
    made.setFixedWidth(900)
    return made


GALLERY = {"home": home, "kpi": kpi, "controls": controls, "icons": drawings, "veil": veil,
           "keyboard": keyboard, "narrow": narrow}  # fmt: skip


def save_all(folder: Path, app: QApplication) -> list[Path]:
    """Save every page in both themes and return the files."""
    made = []
    for choice in ("light", "dark"):
        theme.install(app, choice)
        for name, build in GALLERY.items():
            page = build()
            page.resize(1440, 1180 if name == "controls" else 900)
            page.show()
            app.processEvents()
            if name == "keyboard":
                add_popups(page)
            path = folder / f"{name}-{choice}.png"
            page.grab().save(str(path))
            made.append(path)
            page.close()
            page.deleteLater()
    return made


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    save_all(target, QApplication(sys.argv))
