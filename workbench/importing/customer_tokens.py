"""A customer's keyed number as it may stand in a file: only the workspace whose key signed it takes it back."""

from __future__ import annotations

import hashlib
import hmac

CUSTOMER = "Customer (workbench)"
TOKEN = "wb1:"


def token_of(key: bytes, customer: int) -> str:
    """A customer's number with its signature, as it may stand in a file."""
    return f"{TOKEN}{customer}:{_signature(key, customer)}"


def customer_in(key: bytes, text: str) -> int | None:
    """The customer that a token names; None where it is none of ours."""
    parts = text[len(TOKEN) :].split(":") if text.startswith(TOKEN) else []
    if len(parts) != 2 or not parts[0].lstrip("-").isdigit():
        return None
    customer = int(parts[0])
    return customer if hmac.compare_digest(parts[1], _signature(key, customer)) else None


def _signature(key: bytes, customer: int) -> str:
    said = f"refused row {customer}".encode()
    return hmac.new(key, said, hashlib.sha256).hexdigest()[:24]
