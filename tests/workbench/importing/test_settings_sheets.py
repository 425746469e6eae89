"""Exchange rates, costs and targets kept in sheets."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.workbench.importing.reader_tools import stage, write
from tests.workbench.importing.test_merge_entities import bring_file, is_whole, value
from workbench.importing import ledger
from workbench.kpis.costs import costs
from workbench.kpis.targets import targets
from workbench.store.workspace import Workspace

ADS = (
    "Day,Campaign name,Amount spent (USD),Impressions,Link clicks",
    "2026-09-01,A,10.00,100,5",
    "2026-09-03,A,20.00,100,5",
)
RATES = ("Date,Currency,Rate", "2026-09-01,USD,0.90", "2026-09-02,USD,0.50")


def test_amounts_count_with_the_rate_of_their_day(workspace: Workspace, tmp_path: Path) -> None:
    ads, rates = write(tmp_path, "ads.csv", *ADS), write(tmp_path, "rates.csv", *RATES)
    bring_file(workspace, ads, tmp_path, as_of="2026-09-10")
    assert value(workspace, "ad_spend", "2026-09-01", "2026-09-03") is None  # never one for one
    (told,) = bring_file(workspace, rates, tmp_path)
    assert told.counts["rates"].added == 2
    assert value(workspace, "ad_spend", "2026-09-01", "2026-09-01") == 900
    assert value(workspace, "ad_spend", "2026-09-01", "2026-09-03") == 900 + 1000
    assert is_whole(workspace)
    workspace.undo()
    assert value(workspace, "ad_spend", "2026-09-01", "2026-09-03") is None
    assert is_whole(workspace)


def test_a_day_before_the_first_rate_stays_unknown(workspace: Workspace, tmp_path: Path) -> None:
    rates = write(tmp_path, "rates.csv", RATES[0], RATES[2])
    bring_file(workspace, rates, tmp_path)
    ads = write(tmp_path, "ads.csv", *ADS)
    bring_file(workspace, ads, tmp_path, as_of="2026-09-10")
    assert value(workspace, "ad_spend", "2026-09-03", "2026-09-03") == 1000
    assert value(workspace, "ad_spend", "2026-09-01", "2026-09-01") in (None, 0)
    assert is_whole(workspace)


def test_own_and_converted_amounts_of_a_day_add_up(workspace: Workspace, tmp_path: Path) -> None:
    bring_file(workspace, write(tmp_path, "rates.csv", *RATES), tmp_path)
    euro = tuple(line.replace("USD", "EUR") for line in ADS)
    bring_file(workspace, write(tmp_path, "ads.csv", *ADS), tmp_path, as_of="2026-09-10")
    google = ("Day,Campaign,Currency code,Cost,Impr.,Clicks", "2026-09-01,S,EUR,20.00,30,4")
    bring_file(workspace, write(tmp_path, "google.csv", *google), tmp_path, as_of="2026-09-10")
    assert value(workspace, "ad_spend", "2026-09-01", "2026-09-01") == 900 + 2000
    bring_file(workspace, write(tmp_path, "euro.csv", *euro), tmp_path, as_of="2026-09-11")
    assert is_whole(workspace)


def test_rates_as_central_banks_write_them(tmp_path: Path) -> None:
    file = write(tmp_path, "eurofxref.csv", "Date,USD,JPY", "2026-09-01,1.25,160.0")
    found = stage(file, tmp_path / "s")
    assert found.meta["source"] == "rates.sheet"
    told = {r["currency"]: Decimal(r["rate"]) for r in found.tables["told_rate"]}
    assert told == {"USD": Decimal("0.8"), "JPY": Decimal("0.00625")}


def test_product_costs_with_days(workspace: Workspace, tmp_path: Path) -> None:
    lines = (
        "SKU;Titel;Kostprijs;Vanaf",
        "OE-1;Kaars;6,10;01-01-2026",
        "OE-1;Kaars;6,45;13-07-2026",
    )
    file = write(tmp_path, "kostprijzen.csv", *lines)
    (first,) = bring_file(workspace, file, tmp_path)
    assert first.about.source == "costs.products"
    held = workspace.ask(costs)
    assert [(c.ref, c.value, str(c.first_day)) for c in held] == [
        ("OE-1", Decimal("6.1"), "2026-01-01"),
        ("OE-1", Decimal("6.45"), "2026-07-13"),
    ]
    (again,) = bring_file(workspace, file, tmp_path)
    assert again.import_id is None
    workspace.do("Remove", ledger.remove, first.import_id)
    assert workspace.ask(costs) == []


def test_overhead_and_fees(workspace: Workspace, tmp_path: Path) -> None:
    lines = (
        "Kind,Name,Per,Amount",
        "postage,PostNL,order,4.95",
        "overhead,Rent,month,800",
        "payment fees,,sales,2.9%",
    )
    (result,) = bring_file(workspace, write(tmp_path, "costs.csv", *lines), tmp_path)
    assert result.about.source == "costs.sheet"
    held = {c.kind: (c.basis, c.value) for c in workspace.ask(costs)}
    assert held["postage"] == ("order", Decimal("4.95"))
    assert held["overhead"] == ("month", Decimal(800))
    assert held["payment_fees"] == ("net_share", Decimal("0.029"))


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Budget 2026.csv", ("KPI,Jan 2026,Feb 2026", "Revenue,10000,12000", "Orders,300,350")),
        (
            "plan.csv",
            ("Maand;Omzet;Bestellingen", "01-2026;10.000;300", "02-2026;12.000;350"),
        ),
        (
            "sheet.csv",
            ("Month,Revenue target,Orders target", "2026-01,10000,300", "2026-02,12000,350"),
        ),
    ],
)
def test_targets_across_or_down(
    name: str, lines: tuple[str, ...], workspace: Workspace, tmp_path: Path
) -> None:
    (result,) = bring_file(workspace, write(tmp_path, name, *lines), tmp_path)
    assert result.about.source == "targets.sheet"
    held = {(t.kpi, t.period.first_day.month): t.value for t in workspace.ask(targets)}
    assert held == {
        ("net_sales", 1): 1_000_000,
        ("net_sales", 2): 1_200_000,
        ("orders", 1): 300,
        ("orders", 2): 350,
    }
    workspace.do("Remove", ledger.remove, result.import_id)
    assert workspace.ask(targets) == []


def test_a_target_for_a_kpi_that_is_not_there_is_refused(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = write(tmp_path, "Budget.csv", "KPI,Jan 2026,Feb 2026", "Happiness,1,2", "Orders,3,4")
    (result,) = bring_file(workspace, file, tmp_path)
    assert result.counts["targets"].added == 2
    assert result.refused_total == 2
    assert "happiness" in result.refused[0].reason.lower()
