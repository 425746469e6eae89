"""What the window asks of the reader process, and what it gets back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, NamedTuple


@dataclass(frozen=True)
class Request:
    """One file to read, with the settings of the workspace that decide where the file does not.

    `dates` is 'dmy' or 'mdy'; `mapping` is {"source": key, "fields": {column: field}}; `remembered` holds earlier
    mappings by the shape of the header; `sheet` names a sheet of a workbook, or '*' for all of them;
    `corrections` are cells that a person mended: {"row", "column", "value"}.
    """

    file: Path
    staging: Path
    customer_key: bytes
    zone: str
    currency: str
    locale: str
    prices_include_vat: str
    vat: str | None
    as_source: str | None = None
    dates: str | None = None
    mapping: Mapping[str, Any] | None = None
    as_of: str | None = None
    sheet: str | None = None
    allow_large: bool = False
    remembered: Mapping[str, Any] = field(default_factory=dict)
    corrections: tuple[Mapping[str, Any], ...] = ()

    def to_json(self) -> str:
        """Write the request as one line, for the child's standard input."""
        plain = asdict(self)
        plain |= {
            "file": str(self.file),
            "staging": str(self.staging),
            "customer_key": self.customer_key.hex(),
        }
        return json.dumps(plain)


def from_json(text: str) -> Request:
    """Read back what `Request.to_json` wrote."""
    plain = json.loads(text)
    plain["file"] = Path(plain["file"])
    plain["staging"] = Path(plain["staging"])
    plain["customer_key"] = bytes.fromhex(plain["customer_key"])
    plain["corrections"] = tuple(plain.get("corrections", ()))
    return Request(**plain)


class Progress(NamedTuple):
    """How far the reader is; `phase` is open, read, check or write, `total` None where not known."""

    phase: str
    done: int
    total: int | None


class Staged(NamedTuple):
    """One table that was found, read and written to a staging database at `path`."""

    path: Path
    file: str
    sheet: str
    source: str
    confidence: float
    reason: str
    facts: tuple[str, ...]
    read: int
    refused: int
    first_day: str | None
    last_day: str | None


def staged_to_dict(staged: Staged) -> dict[str, Any]:
    """Make a staged table ready for the pipe."""
    return staged._asdict() | {"path": str(staged.path), "facts": list(staged.facts)}


def staged_from_dict(plain: dict[str, Any]) -> Staged:
    """Read a staged table from the pipe."""
    return Staged(**plain | {"path": Path(plain["path"]), "facts": tuple(plain["facts"])})
