"""The stops of the tour on the Present page: decks from templates, the meeting, its sheets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.window import Window

Stop = tuple[str, Callable[[], object]]


def stops(window: Window) -> list[Stop]:
    """Present, from the first deck to what is left behind."""
    return [
        ("present", lambda: window.turn_to("present")),
        ("present-month", lambda: window.frame.current().add_from_template("month")),
        ("present-bridge", lambda: _choose(window, "bridge")),
        ("present-trading", lambda: _choose(window, "trading")),
        ("present-test", lambda: _test(window)),
        *_meeting(window),
        ("present-minutes", lambda: _giving(window).show_minutes()),
        ("present-one-page", lambda: _giving(window).show_month()),
    ]


def _giving(window: Window) -> Any:
    return window.frame.current().giving


def _choose(window: Window, kind: str) -> None:
    page = window.frame.current()
    page.slides.choose(next(one.id for one in page._slides if one.kind == kind))


def _test(window: Window) -> None:
    from workbench.experiments import record

    page = window.frame.current()
    found = window.session.ask(record.experiments)
    page.add_slide("experiment", {"experiment": str(found[-1].id)})


def _meeting(window: Window) -> list[Stop]:
    """In the window to share: a page, a chart alone, a line of the minutes, the notes, the question at the end."""

    def begin() -> Any:
        _choose(window, "kpi")
        _giving(window).present_in_window()

    def shown(act: Callable[[Any], object]) -> Any:
        show = _giving(window).show
        if show is not None:
            act(show)
        return show

    def noted() -> Any:
        show = _giving(window).show
        if show is not None:
            show.line.ask_minute()
            show._written("decision", "Keep the free-shipping bar for everyone")
            show._written("action", "Ask the printer for the gift box")
        return _giving(window).notes

    def asked(show: Any) -> None:
        show.line.hide()
        show.meeting.change(show.place, "grain", "week")
        show._leave()

    def end() -> None:
        show = _giving(window).show
        if show is not None:
            show.meeting.drop()
            show.close()

    return [
        ("presenting-begin", begin),
        ("presenting", lambda: shown(lambda show: show.go(3))),
        ("presenting-alone", lambda: shown(lambda show: show._turn_zoom())),
        ("presenting-minutes", lambda: shown(lambda show: show.line.ask_minute())),
        ("presenting-notes", noted),
        ("presenting-leave", lambda: shown(asked)),
        ("present-after", end),
    ]
