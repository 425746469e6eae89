"""A test on a slide says what its page says: the sentence, the picture, the reasons, the decision."""

import sqlite3

from workbench.charts.style import Size, style
from workbench.experiments import ledger, readings
from workbench.presenting import pages, prepare, views
from workbench.presenting.experiment_list import table_of_tests
from workbench.presenting.slides import TableSlide


def made(db: sqlite3.Connection, hits: tuple[int, int]) -> int:
    new = ledger.add(db, "Bar", status="finished", hypothesis="If so, then so.")
    for name, converted in zip(("A", "B"), hits, strict=True):
        variant = readings.add_variant(db, new, name)
        readings.record_reading(db, variant, visitors=9000, conversions=converted)
    return new


def slide(db: sqlite3.Connection, experiment: int) -> TableSlide:
    found = views.view("experiment").read(db, {"experiment": str(experiment)})
    assert isinstance(found, TableSlide)
    return found


def test_the_slide_of_a_test_has_its_sentence_and_its_picture(db: sqlite3.Connection) -> None:
    new = made(db, (225, 312))
    ledger.decide(db, new, choice="ship", reason="More orders")
    found = slide(db, new)
    assert found.title == "“B” helps."
    assert found.remarks[0] == "If so, then so."
    assert found.remarks[-1] == "Decided: Keep it for everyone. More orders"
    assert found.picture is not None
    told = prepare.handout(db, "Deck", [found])
    figure = pages.page(found, told, style=style("light"), size=Size.slide()).figure
    written = [text.get_text() for text in figure.texts]
    assert "“B” helps." in written and "no difference" in written
    assert "Decided: Keep it for everyone. More orders" in written


def test_a_test_without_counts_has_no_picture(db: sqlite3.Connection) -> None:
    found = slide(db, ledger.add(db, "Bar"))
    assert (found.title, found.picture) == ("Bar", None)


def test_the_list_has_a_row_per_test_with_verdict_and_decision(db: sqlite3.Connection) -> None:
    made(db, (225, 312))
    ledger.add(db, "Later")
    table = table_of_tests(db)
    names = [field.name for field in table.fields]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows]
    words = {row["Test"]: (row["Verdict"], row["What the numbers say"]) for row in rows}
    assert words == {"Bar": ("Keep it for everyone", "“B” helps."), "Later": ("", "")}
    assert rows[[row["Test"] for row in rows].index("Later")]["Effect"] is None
