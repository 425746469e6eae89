"""Sheets that people keep themselves: KPIs, backlogs, experiments; and tables nobody knows."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.workbench.importing.reader_tools import Found, stage, workbook, write
from workbench.errors import ImportFailed


def values(found: Found) -> dict[tuple[str, str], tuple[str, str]]:
    """(KPI, first day) -> (last day, value)."""
    return {
        (s["kpi"], s["first_day"]): (s["last_day"], s["value"]) for s in found.tables["snapshot"]
    }


EXPECTED = {
    ("nps", "2026-01-01"): ("2026-01-31", "52"),
    ("nps", "2026-02-01"): ("2026-02-28", "57"),
    ("review_score", "2026-01-01"): ("2026-01-31", "4.5"),
    ("review_score", "2026-02-01"): ("2026-02-28", "4.6"),
}


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["Month", "NPS", "Review score"],
            [date(2026, 1, 1), 52, 4.5],
            [date(2026, 2, 1), 57, 4.6],
        ],
        [["KPI", "Jan 2026", "Feb 2026"], ["NPS", 52, 57], ["Review score", 4.5, 4.6]],
        [["KPI", date(2026, 1, 1), date(2026, 2, 1)], ["NPS", 52, 57], ["Review score", 4.5, 4.6]],
        [
            ["kpi", "date", "value"],
            ["NPS", "2026-01", 52],
            ["NPS", "2026-02", 57],
            ["Review score", "2026-01", 4.5],
            ["Review score", "2026-02", 4.6],
        ],
    ],
    ids=["dates down", "dates across", "real dates across", "long"],
)
def test_every_orientation_says_the_same(tmp_path: Path, rows: list[list[Any]]) -> None:
    found = stage(workbook(tmp_path, "kpis.xlsx", {"Numbers": rows}), tmp_path / "s")
    assert found.staged.source == "kpi.sheet"
    assert values(found) == EXPECTED
    assert (found.meta["first_day"], found.meta["last_day"]) == ("2026-01-01", "2026-02-28")


def test_percent_money_and_errors_of_cells(tmp_path: Path) -> None:
    lines = ["Week;Conversie;Omzet;NPS", "2026-W30;2,45%;€ 1.234,50;50", "2026-W31;2,7%;#DIV/0!;--"]
    found = stage(write(tmp_path, "k.csv", *lines), tmp_path / "s")
    assert values(found) == {
        ("conversie", "2026-07-20"): ("2026-07-26", "0.0245"),
        ("conversie", "2026-07-27"): ("2026-08-02", "0.027"),
        ("omzet", "2026-07-20"): ("2026-07-26", "1234.5"),
        ("nps", "2026-07-20"): ("2026-07-26", "50"),
    }
    units = {s["kpi"]: s["unit"] for s in found.tables["snapshot"]}
    assert units == {"conversie": "rate", "omzet": "money", "nps": "number"}
    assert found.refused == [
        (3, "Omzet", "#DIV/0!", "The cell holds the spreadsheet error #DIV/0!.")
    ]


def test_a_cell_formatted_as_percent_is_a_fraction(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["Month", "Bounce"], [date(2026, 1, 1), 0.095], [date(2026, 2, 1), 1.05]):
        sheet.append(row)
    sheet["B2"].number_format = sheet["B3"].number_format = "0.0%"
    book.save(tmp_path / "k.xlsx")
    found = stage(tmp_path / "k.xlsx", tmp_path / "s")
    assert [(s["unit"], s["value"]) for s in found.tables["snapshot"]] == [
        ("rate", "0.095"),
        ("rate", "1.05"),
    ]


def test_a_backlog_in_the_users_own_words(tmp_path: Path) -> None:
    lines = [
        "Title,Description,Theme,Stage,Horizon,Owner,Tags,Start,Due,Reach,Impact,Confidence,Effort,Hypothesis",
        '"Gift, card",Asked often,Product,In progress,Now,Dana,"gifts, xmas",2026-03-01,soon,400,2,80%,3,'
        '"If we sell cards"',
        ",no title,,,,,,,,,,,,",
        "Faster pages,,,Moonshot,,,,,,,,,,",
    ]
    found = stage(write(tmp_path, "b.csv", *lines), tmp_path / "s")
    first, second = found.tables["item"]
    assert found.staged.source == "backlog"
    expected = {
        "title": "Gift, card", "theme": "product", "stage": "building", "horizon": "now", "owner": "Dana",
        "start_day": "2026-03-01", "due_day": None, "hypothesis": "If we sell cards", "row": 2,
    }  # fmt: skip
    assert {name: first[name] for name in expected} == expected
    assert json.loads(first["tags"]) == ["gifts", "xmas"]
    assert json.loads(first["scores"]) == {
        "reach": 400,
        "impact": 2,
        "confidence": 0.8,
        "effort": 3,
    }
    assert (second["stage"], json.loads(second["scores"])) == ("inbox", {})
    assert [(r[0], r[1]) for r in found.refused] == [(2, "Due"), (3, "Title")]
    assert "Moonshot" in found.meta["assumed"][0]


@pytest.mark.parametrize(
    ("source", "lines", "stages", "tags"),
    [
        (
            "backlog.trello",
            ["Name,Description,Labels,List", 'A,x,"Einkauf (green), Dringend (red)",Doing'],
            ["building"],
            ["Einkauf", "Dringend"],
        ),
        (
            "backlog.jira",
            [
                "Summary,Issue key,Issue id,Issue Type,Status,Due date,Labels,Labels,Description",
                "A,P-1,1,Epic,Done,31/Mar/24,web,seo,x",
            ],
            ["launched"],
            ["web", "seo"],
        ),
        (
            "backlog.asana",
            [
                "Task ID,Created At,Name,Section/Column,Due Date,Tags,Notes",
                "9,2024-01-01,A,To do,2024-02-01,web,x",
            ],
            ["planned"],
            ["web"],
        ),
        (
            "backlog.linear",
            [
                "ID,Team,Title,Description,Status,Estimate,Priority,Labels",
                "T-1,Web,A,x,Canceled,1,High,web",
            ],
            ["dropped"],
            ["web"],
        ),
    ],
)
def test_backlogs_of_known_tools(
    tmp_path: Path, source: str, lines: list[str], stages: list[str], tags: list[str]
) -> None:
    found = stage(write(tmp_path, "b.csv", *lines), tmp_path / "s")
    assert found.staged.source == source
    assert found.column("item", "title") == ["A"]
    assert found.column("item", "stage") == stages
    assert json.loads(found.column("item", "tags")[0]) == tags


def test_experiments_with_a_row_per_variant(tmp_path: Path) -> None:
    head = "Experiment,Status,Hypothesis,KPI,Start,End,Variant,Visitors,Conversions,Revenue,Decision,Learning"
    file = write(
        tmp_path, "e.csv", head,
        "Banner,decided,If so,CR,2025-05-12,2025-06-08,Control,4573,135,5566.00,Off,No effect",
        "Banner,decided,If so,CR,2025-05-12,2025-06-08,New,4536,136,5523.12,Off,No effect",
        "Video,running,If video,CR,2026-01-01,,A,10,11,,,",
        "Idea,planned,If idea,CR,,,,,,,,",
    )  # fmt: skip
    found = stage(file, tmp_path / "s")
    assert found.staged.source == "experiments.table"
    named = [
        (e["name"], e["status"], e["decision"], e["learning"]) for e in found.tables["experiment"]
    ]
    assert named == [("Banner", "decided", "Off", "No effect"), ("Idea", "planned", None, None)]
    counts = [
        (v["experiment_n"], v["name"], v["visitors"], v["conversions"], v["revenue_minor"])
        for v in found.tables["variant"]
    ]
    assert counts == [(1, "Control", 4573, 135, 556600), (1, "New", 4536, 136, 552312)]
    assert found.refused == [(4, "Conversions", "11", "There are more conversions than visitors.")]


def test_a_bare_table_of_variants_per_day(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        "Checkout test.csv",
        "date,variant,visitors,conversions",
        "2026-01-01,A,10,1",
        "2026-01-01,B,11,2",
        "2026-01-02,A,9,0",
    )
    found = stage(file, tmp_path / "s")
    assert found.column("experiment", "name") == ["Checkout test"]
    assert found.column("variant", "day") == ["2026-01-01", "2026-01-01", "2026-01-02"]


def test_an_unknown_table_is_kept_without_people(tmp_path: Path) -> None:
    lines = [
        "Vendor code,Contact,Remarks,Lead time",
        "V-1,Jane Doe,call Jane,14",
        "V-2,Bob Roe,,21",
    ]
    found = stage(write(tmp_path, "vendors.csv", *lines), tmp_path / "s")
    kept = [(g["field"], g["value"], g["row"]) for g in found.tables["generic_row"]]
    assert kept == [
        ("Vendor code", "V-1", 2),
        ("Lead time", "14", 2),
        ("Vendor code", "V-2", 3),
        ("Lead time", "21", 3),
    ]
    assert {q["key"] for q in found.meta["questions"]} == {"keep:Contact", "keep:Remarks"}
    assert found.staged.confidence < 0.5


def test_a_mapping_decides_and_is_remembered_by_shape(tmp_path: Path) -> None:
    lines = ["Wanneer;Bezoekjes;Gekocht", "01-02-2026;1.200;31"]
    file = write(tmp_path, "m.csv", *lines)
    mapping = {
        "source": "shopify.traffic",
        "fields": {"Wanneer": "day", "Bezoekjes": "sessions", "Gekocht": "completed"},
    }
    found = stage(file, tmp_path / "a", mapping=mapping)
    (row,) = found.tables["traffic_day"]
    assert (row["first_day"], row["sessions"], row["completed"]) == ("2026-02-01", 1200, 31)
    again = stage(file, tmp_path / "b", remembered={found.meta["shape"]: mapping})
    assert again.tables["traffic_day"] == found.tables["traffic_day"]
    with pytest.raises(ImportFailed, match="column Nope"):
        stage(
            file, tmp_path / "c", mapping={"source": "shopify.traffic", "fields": {"Nope": "day"}}
        )
    with pytest.raises(ImportFailed, match="Day"):
        stage(
            file,
            tmp_path / "d",
            mapping={"source": "shopify.traffic", "fields": {"Bezoekjes": "sessions"}},
        )


def test_a_told_source_that_does_not_fit_names_the_columns(tmp_path: Path) -> None:
    file = write(tmp_path, "m.csv", "A,B", "1,2")
    with pytest.raises(ImportFailed, match="Name, Created at"):
        stage(file, tmp_path / "s", as_source="shopify.orders")
    with pytest.raises(ImportFailed, match=r"shopify\.orders"):
        stage(file, tmp_path / "t", as_source="shopfy.orders")


def test_as_of_prefers_a_stamp_then_the_name_then_the_files_time(tmp_path: Path) -> None:
    import os

    body = ["Day,Sessions", "2026-03-23,5"]
    named = write(tmp_path, "sessions_2026-03-30.csv", *body)
    stale = write(tmp_path, "sessions_2026-03-01.csv", *body)
    inside = write(tmp_path, "sessions.csv", "Report generated: 2026-04-02 09:00:00", "", *body)
    os.utime(stale, (1_777_000_000, 1_777_000_000))
    found = [stage(f, tmp_path / f"s{n}").meta for n, f in enumerate((named, stale, inside))]
    assert [(m["as_of"][:10], m["as_of_basis"]) for m in found] == [
        ("2026-03-30", "file name"),
        ("2026-04-24", "file time"),
        ("2026-04-02", "in the file"),
    ]
    assert stage(named, tmp_path / "t", as_of="2026-05-05").meta["as_of"] == "2026-05-05"
