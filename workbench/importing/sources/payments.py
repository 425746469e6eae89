"""Money moved by payment services and market places: Stripe, and Amazon's transactions and settlements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from workbench.importing.currencies import CODES
from workbench.importing.sheet import Sheet
from workbench.importing.source import Field, Source
from workbench.importing.sources import entity_rows
from workbench.language import _
from workbench.store.facts import PAYMENT

_KINDS = {
    "charge": "charge",
    "payment": "charge",
    "order": "charge",
    "bestellung": "charge",
    "bestelling": "charge",
    "commande": "charge",
    "refund": "refund",
    "payment_refund": "refund",
    "erstattung": "refund",
    "terugbetaling": "refund",
    "remboursement": "refund",
    "payout": "payout",
    "transfer": "payout",
    "übertrag": "payout",
    "overboeking": "payout",
    "transfert": "payout",
    "fee": "fee",
    "stripe_fee": "fee",
    "network_cost": "fee",
    "service fee": "fee",
}


def kind_of(word: str | None) -> str:
    """A movement in our words: charge, refund, payout, fee, else the source's own word."""
    plain = (word or "").strip().casefold()
    return _KINDS.get(plain, plain or "charge")


def build_balance(sheet: Sheet) -> None:
    """Stripe's balance: gross less fee is net, row by row; payouts take the sum out again."""
    currencies = [(c or sheet.currency).upper() for c in sheet.texts("currency")]
    sheet.currency = max(set(currencies), key=currencies.count) if currencies else sheet.currency
    gross, fee, net = sheet.money("gross"), sheet.money("fee"), sheet.money("net")
    _check(sheet, gross, fee, net)
    values: dict[str, Sequence[Any]] = {
        "day": sheet.days("day"),
        "kind": [kind_of(k) for k in sheet.texts("kind")],
        "order_number": sheet.keys("order"),
        "currency": currencies,
        "gross_minor": gross,
        "fee_minor": fee,
        "net_minor": net,
    }
    entity_rows.stage(sheet, PAYMENT, sheet.keys("number"), values)


def _check(
    sheet: Sheet, gross: Sequence[int | None], fee: Sequence[int | None], net: Sequence[int | None]
) -> None:
    wrong = [
        str(sheet.rows[i])
        for i, (g, f, n) in enumerate(zip(gross, fee, net, strict=True))
        if None not in (g, n) and abs((g or 0) - (f or 0) - (n or 0)) > 1
    ]
    if wrong:
        words = _(
            "Gross less fee is not net in {n} rows (row {rows}); they are kept as the file has them."
        )
        sheet.assume(words.format(n=len(wrong), rows=", ".join(wrong[:3])))


def build_payments(sheet: Sheet) -> None:
    """Stripe's payments: what was charged, what went back, and the fee; failed ones moved nothing."""
    currencies = [(c or sheet.currency).upper() for c in sheet.texts("currency")]
    sheet.currency = max(set(currencies), key=currencies.count) if currencies else sheet.currency
    gross, fee, back = sheet.money("gross"), sheet.money("fee"), sheet.money("refunded")
    states = [(s or "paid").casefold() for s in sheet.texts("status")]
    moved = [
        s in ("paid", "refunded", "partially refunded", "succeeded", "disputed") for s in states
    ]
    values: dict[str, Sequence[Any]] = {
        "day": sheet.days("day"),
        "kind": ["charge" if m else "failed" for m in moved],
        "currency": currencies,
        "gross_minor": gross,
        "fee_minor": fee,
        "net_minor": [
            None if g is None else g - (f or 0) - (b or 0)
            for g, f, b in zip(gross, fee, back, strict=True)
        ],
    }
    entity_rows.stage(sheet, PAYMENT, sheet.keys("number"), values)


_AMOUNTS_IN = re.compile(
    r"(?:amounts|beträge|bedragen|montants|importi|importes)\b.*?\b([A-Z]{3})\b", re.I
)


def _named_above(sheet: Sheet) -> str | None:
    """The currency in a line such as 'All amounts in USD, unless specified' above the table."""
    for row in sheet.table.preamble:
        for cell in row:
            found = _AMOUNTS_IN.search(cell) if isinstance(cell, str) else None
            if found and found[1].upper() in CODES:
                return found[1].upper()
    return None


_FEES = ("selling_fees", "fba_fees", "other_fees")


def build_transactions(sheet: Sheet) -> None:
    """Amazon's transactions: one row per movement; its fees are negative in the file, positive here."""
    sheet.currency = _named_above(sheet) or sheet.find_currency("total")
    days, kinds = sheet.days("day"), sheet.texts("kind")
    orders, settlements = sheet.keys("order"), sheet.keys("settlement")
    total = sheet.money("total")
    fees = [sheet.money(name) for name in _FEES if sheet.has(name)]
    fee = (
        [-sum(cell or 0 for cell in cells) for cells in zip(*fees, strict=True)]
        if fees
        else [0] * len(sheet)
    )
    kind = [kind_of(k) for k in kinds]
    numbers = entity_rows.counted(
        entity_rows.numbered(
            [None] * len(sheet), days, kinds, orders, settlements, sheet.texts("sku"), total
        )
    )
    values: dict[str, Sequence[Any]] = {
        "day": days,
        "kind": kind,
        "order_number": orders,
        "currency": [sheet.currency] * len(sheet),
        "gross_minor": [None if t is None else t + f for t, f in zip(total, fee, strict=True)],
        "fee_minor": fee,
        "net_minor": total,
    }
    entity_rows.stage(sheet, PAYMENT, numbers, values)


def build_settlement(sheet: Sheet) -> None:
    """Amazon's settlement: one row per price or fee of an order line; the first row only holds the total."""
    kinds, amounts_of = sheet.texts("kind"), sheet.money("amount")
    fees = sheet.money("fee")
    others = sheet.money("other")
    totals = {
        i
        for i, cells in enumerate(zip(kinds, amounts_of, fees, others, strict=True))
        if not any(c is not None for c in cells)
    }
    if totals:
        sheet.left_out["totals"] += len(totals)
    places = [i for i in range(len(sheet)) if i not in totals]
    currencies = [c.upper() for c in sheet.texts("currency") if c]
    sheet.currency = currencies[0] if currencies else sheet.currency
    days, orders, settlements = sheet.days("day"), sheet.keys("order"), sheet.keys("settlement")
    told = [sheet.texts(name) for name in ("price_type", "fee_type", "sku")]
    gross = [(amounts_of[i] or 0) + (others[i] or 0) for i in places]
    fee = [-(fees[i] or 0) for i in places]
    parts = [[column[i] for i in places] for column in (settlements, orders, kinds, days, *told)]
    numbers = entity_rows.counted(entity_rows.numbered([None] * len(places), *parts, gross, fee))
    values: dict[str, Sequence[Any]] = {
        "day": [days[i] for i in places],
        "kind": [kind_of(kinds[i]) for i in places],
        "order_number": [orders[i] for i in places],
        "currency": [sheet.currency] * len(places),
        "gross_minor": gross,
        "fee_minor": fee,
        "net_minor": [g - f for g, f in zip(gross, fee, strict=True)],
    }
    entity_rows.stage(sheet, PAYMENT, numbers, values, places=places)


def _source(key: str, title: str, fields: tuple[Field, ...], also: str, build: object) -> Source:
    return Source(
        key=key,
        title=title,
        facts=("payment",),
        fields=fields,
        also=tuple(also.split(",")),
        build=build,  # type: ignore[arg-type]
    )


SOURCES = [
    _source(
        "stripe.balance",
        "Stripe balance",
        (
            Field("number", ("balance_transaction_id", "id"), "key", required=True),
            Field("day", ("created_utc", "created", "Created (UTC)"), "moment", required=True),
            Field("currency", ("currency",)),
            Field("gross", ("gross", "Amount"), "money", required=True),
            Field("fee", ("fee", "Fees"), "money"),
            Field("net", ("net",), "money", required=True),
            Field("kind", ("reporting_category", "Type"), required=True),
            Field("order", ("payment_metadata[order_id]",), "key"),
        ),
        "available_on_utc,available_on,source_id,source,description,automatic_payout_id,"
        "automatic_payout_effective_at,automatic_payout_effective_at_utc,customer_facing_amount,"
        "customer_facing_currency,Available On (UTC),Transfer,Transfer Date (UTC)",
        build_balance,
    ),
    _source(
        "stripe.payments",
        "Stripe payments",
        (
            Field("number", ("id",), "key", required=True),
            Field(
                "day",
                ("Created date (UTC)", "Created (UTC)", "Created date"),
                "moment",
                required=True,
            ),
            Field("gross", ("Converted Amount", "Amount"), "money", required=True),
            Field("refunded", ("Converted Amount Refunded", "Amount Refunded"), "money"),
            Field("currency", ("Converted Currency", "Currency")),
            Field("fee", ("Fee",), "money"),
            Field("status", ("Status",), required=True),
        ),
        "Amount,Currency,Amount Refunded,Captured,Card ID,Customer ID,Customer Email,Customer Description,"
        "Decline Reason,Description,"
        "Invoice ID,Mode,PaymentIntent ID,Payment Source Type,Refunded date (UTC),Statement Descriptor,"
        "Seller Message,Taxes On Fee,Transfer,Card Name,Card Brand,Card Last4,Converted Amount,Converted Currency",
        build_payments,
    ),
    _source(
        "amazon.transactions",
        "Amazon transactions",
        (
            Field(
                "day",
                ("date/time", "Datum/Uhrzeit", "datum/tijd", "date/heure"),
                "moment",
                required=True,
            ),
            Field(
                "settlement",
                ("settlement id", "Abrechnungsnummer", "schikkings-ID", "numéro de versement"),
                "key",
            ),
            Field("kind", ("type", "Typ"), required=True),
            Field(
                "order",
                ("order id", "Bestellnummer", "bestelnummer", "numéro de la commande"),
                "key",
            ),
            Field("sku", ("sku",)),
            Field(
                "selling_fees",
                ("selling fees", "Verkaufsgebühren", "verkoopkosten", "frais de vente"),
                "money",
            ),
            Field(
                "fba_fees",
                (
                    "fba fees",
                    "Gebühren zu Versand durch Amazon",
                    "fba-vergoedingen",
                    "Frais Expédié par Amazon",
                ),
                "money",
            ),
            Field(
                "other_fees",
                (
                    "other transaction fees",
                    "Andere Transaktionsgebühren",
                    "overige transactiekosten",
                    "autres frais de transaction",
                ),
                "money",
            ),
            Field("total", ("total", "Gesamt", "totaal"), "money", required=True),
        ),
        "description,quantity,marketplace,fulfillment,fulfilment,order city,order state,order postal,"
        "tax collection model,product sales,product sales tax,shipping credits,shipping credits tax,"
        "gift wrap credits,giftwrap credits tax,promotional rebates,promotional rebates tax,"
        "marketplace withheld tax,Regulatory Fee,other,account type,Beschreibung,Menge,Umsätze,Andere",
        build_transactions,
    ),
    _source(
        "amazon.settlement",
        "Amazon settlement",
        (
            Field("settlement", ("settlement-id",), "key", required=True),
            Field("kind", ("transaction-type",), required=True),
            Field("order", ("order-id",), "key"),
            Field("sku", ("sku",)),
            Field("currency", ("currency",)),
            Field("day", ("posted-date", "posted-date-time"), "moment"),
            Field("price_type", ("price-type", "amount-type")),
            Field("fee_type", ("item-related-fee-type", "amount-description")),
            Field("amount", ("price-amount",), "money"),
            Field("fee", ("item-related-fee-amount",), "money"),
            Field("other", ("other-amount", "amount"), "money"),
        ),
        "settlement-start-date,settlement-end-date,deposit-date,total-amount,merchant-order-id,adjustment-id,"
        "shipment-id,marketplace-name,shipment-fee-type,shipment-fee-amount,order-fee-type,order-fee-amount,"
        "fulfillment-id,order-item-code,merchant-order-item-id,merchant-adjustment-item-id,quantity-purchased,"
        "misc-fee-amount,other-fee-amount,other-fee-reason-description,promotion-id,promotion-type,"
        "promotion-amount,direct-payment-type,direct-payment-amount",
        build_settlement,
    ),
]
