"""Pages of the gallery: the kit as Home, as a KPI and in a narrow window."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QSizePolicy,
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
from ui.widgets.chip import Chip
from ui.widgets.drop_overlay import DropOverlay
from ui.widgets.editable_text import EditableText
from ui.widgets.inline_error import InlineError
from ui.widgets.inspector import Inspector
from ui.widgets.notice import Notice
from ui.widgets.panel import Panel
from ui.widgets.progress_strip import ProgressStrip
from ui.widgets.segmented import Segmented
from ui.widgets.sentence_row import SentenceRow
from ui.widgets.sidebar import Entry, Sidebar
from ui.widgets.sparkline import Sparkline
from ui.widgets.table import Table
from ui.widgets.text import label, takeaway
from ui.widgets.tile import Change, Tile
from ui.widgets.topbar import Topbar, tool_row

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


def veil() -> QWidget:
    """The overlay for dropped files."""
    made = home()
    overlay = DropOverlay(made, (".csv",))
    overlay.setGeometry(0, 0, 1440, 900)
    overlay.show()
    return made


def narrow() -> QWidget:
    """A window of 900 pixels, with an open menu and the list of a box."""
    made = kpi()
    made.setFixedWidth(900)
    return made
