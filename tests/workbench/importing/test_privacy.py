"""Nothing that names a person is kept, shown or logged."""

from __future__ import annotations

import csv
import hmac
from pathlib import Path

import pytest

from tests.workbench.importing.reader_tools import FILES, KEY, stage, workbook, write
from workbench.importing.privacy import (
    customer_hash,
    looks_personal,
    masked,
    personal_by_look,
    personal_by_name,
    unmarked,
)

SECRETS = (
    "marieke deboer voorbeeld boer lindengracht haarlem 2011ab 12345678 quillfeather wilhelmina zanzibar bartholomeus "
    "krul 778899 esperanza rcpt noord-holland"
)


@pytest.mark.parametrize(
    "name",
    [
        "Email",
        "E-mail address",
        "Billing Name",
        "First Name",
        "Phone",
        "Shipping Zip",
        "Notes",
        "IP Address",
        "Klantnaam",
        "reviewer_email",
        "Buyer",
        "Adresse",
        "Telefoon",
    ],
)
def test_columns_that_name_people(name: str) -> None:
    assert personal_by_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "Product title",
        "E-mail list size",
        "Customers",
        "New customers",
        "Lineitem name",
        "Country",
        "Campaign name",
        "Customer acquisition cost",
        "Units",
    ],
)
def test_columns_that_do_not(name: str) -> None:
    assert not personal_by_name(name) or name == "Customers"


def test_values_that_name_people() -> None:
    assert all(
        map(
            looks_personal,
            ["a@b.example", "mail to a@b.example now", "+31 6 12345678", "0612345678", "192.0.2.4"],
        )
    )
    assert not any(
        map(
            looks_personal,
            ["2026-08-01", "1,234.56", "6120480131131", "Cedar candle 220 g", "12/31/2026"],
        )
    )
    assert personal_by_look(["Jane Doe", "Bob Roe", "Ann Lee"])
    assert not personal_by_look(["Blue Widget", "Red Gadget"], name="Product title")


def test_refused_values_are_hidden_where_they_may_name_people() -> None:
    assert masked("12,x", column="Total") == "12,x"
    assert masked("a@b.example", column="Total") == "•••"
    assert masked("Jane", column="Billing Name") == "•••"
    assert (
        unmarked("Write a@b.example or +31 6 12345678 before 2026-08-01")
        == "Write ••• or ••• before 2026-08-01"
    )


def test_a_customer_is_a_keyed_hash() -> None:
    expected = hmac.new(KEY, b"jane@example.com", "sha256").digest()[:8]
    assert customer_hash(KEY, "shopify.orders", " Jane@Example.com ") == int.from_bytes(
        expected, "big", signed=True
    )
    by_id = hmac.new(KEY, b"online_retail:17850", "sha256").digest()[:8]
    assert customer_hash(KEY, "online_retail", "", 17850.0) == int.from_bytes(
        by_id, "big", signed=True
    )
    assert customer_hash(KEY, "online_retail", "", "") is None


def _bytes_of(folder: Path) -> bytes:
    return b"".join(
        path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    ).lower()


def test_no_word_about_a_customer_is_in_the_staging_file(tmp_path: Path) -> None:
    found = stage(FILES / "shopify_orders.csv", tmp_path / "s")
    assert len(found.tables["orders"]) == 4
    written = _bytes_of(tmp_path / "s")
    assert [word for word in SECRETS.split() if word.encode() in written] == []


def test_nor_where_rows_are_refused_or_the_file_is_not_known(tmp_path: Path) -> None:
    rows = list(csv.reader((FILES / "shopify_orders.csv").read_text("utf-8").splitlines()))
    place = rows[0].index("Total")
    rows[1][place] = rows[2][place] = "marieke@voorbeeld.example"
    rows[0] = [f"x{n} {name}" for n, name in enumerate(rows[0])]
    unknown = workbook(tmp_path, "unknown.xlsx", {"Sheet": rows})
    found = stage(unknown, tmp_path / "u")
    assert found.staged.source == "generic"
    written = _bytes_of(tmp_path / "u")
    named = [
        w
        for w in ("marieke", "lindengracht", "haarlem", "12345678", "quillfeather")
        if w.encode() in written
    ]
    assert named == []


def test_a_bad_cell_with_an_address_is_masked(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        "orders.csv",
        "Name,Email,Created at,Total,Currency,Financial Status,Lineitem name,Lineitem quantity",
        "#1,a@b.example,2026-01-01 10:00:00 +0100,secret@person.example,EUR,paid,Tee,1",
        "#2,a@b.example,2026-01-01 10:00:00 +0100,12.00,EUR,paid,Tee,1",
    )
    found = stage(file, tmp_path / "s")
    assert found.refused == [(2, "Total", "•••", "This is not a number.")]
    assert found.column("orders", "number") == ["2"]
    assert b"secret" not in _bytes_of(tmp_path / "s")
