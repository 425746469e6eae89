"""Columns joined, split and filled in by a mapping, through the reader's own process."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.errors import BadInput, ImportFailed
from workbench.importing import ledger, mappings
from workbench.importing.road import bring_in, look_at
from workbench.roadmap import items
from workbench.store.workspace import Workspace

TEXT = (
    "Kind;Number;What;Area and stage;First name;Last name\n"
    "Gift;12;card;product / inbox;Ada;Byron\n"
    "Size;7;guide;engagement / discovery;Alan;Turing\n"
)
MAPPING = {
    "source": "backlog",
    "fields": {},
    "combined": [{"columns": ["Kind", "What"], "with": " ", "field": "title"}],
    "split": [{"column": "Area and stage", "with": "/", "fields": ["theme", "stage"]}],
    "constants": {"owner": "Sam"},
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "list.csv"
    made.write_text(TEXT, "utf-8")
    return made


def found(workspace: Workspace) -> set[tuple[str, str | None, str, str | None]]:
    return {(i.title, i.theme, i.stage, i.owner) for i in workspace.ask(items.items)}


EXPECTED = {
    ("Gift card", "product", "inbox", "Sam"),
    ("Size guide", "engagement", "discovery", "Sam"),
}


def test_columns_are_joined_split_and_constant(workspace: Workspace, file: Path) -> None:
    bring_in(workspace, file, mapping=MAPPING)
    assert found(workspace) == EXPECTED


def test_made_columns_are_remembered_with_the_shape(workspace: Workspace, file: Path) -> None:
    (told,) = look_at(workspace, file, mapping=MAPPING)
    parts = {key: MAPPING[key] for key in ("combined", "split", "constants")}
    workspace.do("Keep", mappings.keep_mapping, told.about.shape, "backlog", {}, **parts)
    bring_in(workspace, file)
    assert found(workspace) == EXPECTED
    assert len(workspace.ask(ledger.imports)) == 1


def test_a_mapping_file_reads_back_as_written(tmp_path: Path) -> None:
    path = tmp_path / "mapping.json"
    path.write_text(mappings.mapping_text(MAPPING), "utf-8")
    assert mappings.read_mapping(path) == MAPPING


@pytest.mark.parametrize(
    "wrong",
    [[], {"fields": {}}, {"source": "x", "fields": []}, {"source": "x", "combined": [{"with": 1}]}],
)
def test_what_is_no_mapping_is_refused(wrong: object, tmp_path: Path) -> None:
    path = tmp_path / "mapping.json"
    path.write_text(json.dumps(wrong), "utf-8")
    with pytest.raises(BadInput, match="not a mapping file"):
        mappings.read_mapping(path)


def test_a_column_that_is_not_there_is_named(workspace: Workspace, file: Path) -> None:
    wrong = {**MAPPING, "combined": [{"columns": ["Kind", "Wat"], "field": "title"}]}
    with pytest.raises(ImportFailed, match="Wat"):
        bring_in(workspace, file, mapping=wrong)


def test_a_joined_name_is_hidden_like_its_parts(workspace: Workspace, file: Path) -> None:
    mapping = {
        "source": "shopify.products",
        "fields": {"Number": "sku"},
        "combined": [{"columns": ["First name", "Last name"], "field": "title"}],
    }
    try:
        (told,) = look_at(workspace, file, mapping=mapping)
    except ImportFailed as error:  # the source may need more than that; then nothing was shown
        assert "Ada" not in str(error)
        return
    shown = json.dumps([told.about.columns, [r.value for r in told.refused]])
    assert "Ada" not in shown and "Turing" not in shown
