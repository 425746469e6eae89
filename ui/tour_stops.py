"""The stops of the tour through a workspace that holds something."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui import tour_present, tour_tests

if TYPE_CHECKING:
    from ui.window import Window

Stop = tuple[str, Callable[[], object]]


def stops(window: Window) -> list[Stop]:
    """Every page and sheet, in the order in which a person meets them."""
    return [
        *_kpis(window),
        *_roadmap(window),
        *_experiments(window),
        *_imports(window),
        *tour_present.stops(window),
        ("settings", lambda: window.turn_to("settings")),
        *_sheets(window),
    ]


def _page(window: Window) -> Any:
    return window.frame.current()


def _kpis(window: Window) -> list[Stop]:
    def one(key: str, grain: str) -> None:
        window.show_thing("kpis", "kpi", key)
        page = _page(window)
        page._grains.set_current(grain)
        page._turn_grain(grain)

    return [
        ("kpis", lambda: window.turn_to("kpis")),
        ("kpi-net-sales", lambda: one("net_sales", "week")),
        ("kpi-conversion", lambda: one("conversion_rate", "month")),
        (
            "kpi-signal",
            lambda: window.show_thing("kpis", "signal", ("conversion_rate", "day")),
        ),
        ("kpi-explain", lambda: _page(window).inspector.ask_why()),
        ("kpi-why", lambda: _page(window)._turn_why()),
        ("kpi-why-products", lambda: _page(window)._turn_split("product")),
        ("kpi-after-why", lambda: _page(window)._turn_why()),
        ("kpi-rows", lambda: _page(window)._show_rows()),
        ("kpi-own", lambda: one("nps", "month")),
        ("kpi-new", lambda: _page(window).ask_new()),
        ("trading", lambda: window.turn_to("trading")),
    ]


def _roadmap(window: Window) -> list[Stop]:
    def first(stage: str) -> None:
        page = _page(window)
        item = next((i for i in page._items if i.stage.value == stage), None)
        if item is not None:
            page.show_thing("item", item.id)

    def close_side() -> None:
        _page(window).show_inspector(False)
        _page(window)._go("table")

    def scroll_side() -> None:
        _page(window).inspector.scroll_to(430)

    def since(days: int | None) -> None:
        page = _page(window)
        page.show_since(None if days is None else page.reading().today - timedelta(days))

    views = ("matrix", "timeline", "horizons")
    return [
        ("roadmap-board", lambda: window.turn_to("roadmap")),
        ("roadmap-item", lambda: first("planned")),
        ("roadmap-chain", scroll_side),
        ("roadmap-table", close_side),
        *((f"roadmap-{key}", lambda key=key: _page(window)._go(key)) for key in views),
        ("roadmap-since", lambda: since(28)),
        ("roadmap-table-again", lambda: _page(window)._go("table")),
        (
            "roadmap-filter",
            lambda: window.show_thing("roadmap", "filter", "score>500 -stage:launched"),
        ),
    ]


def _experiments(window: Window) -> list[Stop]:
    def first() -> None:
        from workbench.experiments import record

        found = window.session.ask(record.experiments)
        if found:
            window.show_thing("experiments", "experiment", found[0].id)

    def tab(key: str) -> None:
        page = _page(window)
        page.tabs.set_current(key)
        page._turn(key)

    def view(key: str) -> None:
        page = _page(window)
        page._views.set_current(key)
        page.show_all()

    return [
        ("experiments", lambda: window.turn_to("experiments")),
        ("experiment", first),
        *(
            (f"experiment-{key}", lambda key=key: tab(key))
            for key in ("plan", "readings", "learning")
        ),
        ("learnings", lambda: view("learnings")),
        ("portfolio", lambda: view("portfolio")),
        *tour_tests.stops(window),
        ("experiments-again", lambda: (tour_tests.clear(window), view("list"))),
    ]


def _imports(window: Window) -> list[Stop]:
    def preview() -> None:
        from workbench.resources import path

        page = _page(window)
        page.read([path("samples") / "sales_by_day.csv", Path(__file__)])

    return [
        ("imports", lambda: window.turn_to("imports")),
        ("import-preview", preview),
        ("import-refused", lambda: _refused(_page(window))),
    ]


def _refused(page: Any) -> None:
    """Some rows of the sample's sales with one cell that is no number."""
    import shutil
    import tempfile

    from workbench.resources import path

    page._leave_all()
    lines = (path("samples") / "sales_by_day.csv").read_text("utf-8-sig").splitlines()[:12]
    cells = lines[5].split(",")
    lines[5] = ",".join([cells[0], "many", *cells[2:]])
    folder = Path(tempfile.mkdtemp())
    file = folder / "sales_by_day.csv"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    page.run.ended.connect(lambda: shutil.rmtree(folder, ignore_errors=True))
    page.read([file])


def _sheets(window: Window) -> list[Stop]:
    def at_home() -> None:
        window.turn_to("home")
        window.sheets.palette()

    def typed() -> None:
        window.sheets.palette()
        window.sheets.sheet("palette", lambda: None).field.setText("net")

    return [
        ("palette", at_home),
        ("palette-typed", typed),
        ("quick-add", window.sheets.quick_add),
        ("shortcuts", window.sheets.shortcuts),
        ("about", window.sheets.about),
        ("new-workspace", window.sheets.new),
        ("backups", window.sheets.backups),
        ("toast", lambda: window._page_said("Deleted “Gift card”", True)),
        ("problem", lambda: window.frame.show_problem("The disk is full: nothing was written.")),
    ]
