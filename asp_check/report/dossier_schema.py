"""The words of ``dossier.schema.json``: every key of the JSON report on dossiers, version 1.

Imported by whoever publishes the schema, never by a check.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from asp_check.report.schema_model import (
    Finding,
    NonNegative,
    NotRun,
    Options,
    Positive,
    Related,
    RuleId,
    Sha256,
    Template,
    Tool,
    VerdictName,
)

Path = Annotated[
    str,
    Field(description="As given; of a member, the path of its archive, then its own."),
]
Role = Literal["bdc", "va", "mom", "invoice", "pilot"]


class _Part(BaseModel):
    """Every key is always present; a later release may add others without a new version."""

    model_config = ConfigDict(frozen=True, strict=True)


class Told(Finding):
    """A finding, and the file that it is about; lines and offsets count in that file."""

    path: Path


class Beneficiary(_Part):
    """One who benefits from an order."""

    kind: str
    number: str


class Order(_Part):
    """One order of the request."""

    number: str | None
    beneficiaries: list[Beneficiary]


class File(_Part):
    """One file of the dossier, or some pages of one, and what it was taken for."""

    path: Path
    sha256: Annotated[Sha256 | None, Field(description="Null for a member that was not read.")]
    size: Annotated[NonNegative, Field(description="In bytes.")]
    taken: Literal[
        "request", "bdc", "va", "mom", "invoice", "pilot", "archive", "member", "statement",
        "copy", "system", "aside", "unrecognised", "unreadable",
    ]  # fmt: skip
    reason: Annotated[str | None, Field(description="The words by which it was known.")]
    pages: Annotated[tuple[Positive, Positive] | None, Field(description="First and last.")]
    form: str | None
    score: Annotated[float | None, Field(ge=0, le=1)]
    stated: Annotated[bool, Field(description="Whether the user named its role.")]
    order: Annotated[str | None, Field(description="The order that it was matched to.")]
    note: Annotated[
        str | None,
        Field(description="Why it was not read; of a copy, the path of the first."),
    ]
    settled_by: Annotated[str | None, Field(description="Who settled what it says.")]


class Cell(_Part):
    """What one document says of one concept."""

    document: Path
    role: Literal["request", "avance"] | Role
    value: str | None
    state: Literal[
        "given", "empty", "equal", "normalised", "confirmed", "different", "absent", "unclear",
        "unnamed",
    ]  # fmt: skip
    note: str | None
    place: Related | None


class Row(_Part):
    """One concept of one order, for one establishment where several are told apart."""

    order: str | None
    subject: Annotated[str | None, Field(description="The identifier of the establishment.")]
    concept: str
    cells: list[Cell]


class Dossier(_Part):
    """One request and its pieces."""

    name: Annotated[str, Field(description="The path of the request, else of the folder.")]
    kind: Literal["avance", "pilotes", "solde"] | None
    dispositif: str | None
    verdict: VerdictName
    template: Template | None
    orders: list[Order]
    avance: Annotated[str | None, Field(description="The advance that a balance was held against.")]
    files: list[File]
    matrix: list[Row]
    findings: list[Told]
    posed: Annotated[NonNegative, Field(description="How many checks were made.")]
    not_run: list[NotRun]
    ignored: dict[RuleId, Positive]


class DossiersV1(_Part):
    """The report of asp-check on one or many dossiers, version 1."""

    format: Literal["asp-check-dossier/1"]
    tool: Tool
    as_of: Annotated[str | None, Field(description="The instant of the dated rules.")]
    options: Options
    verdict: Annotated[
        VerdictName,
        Field(
            description="nonconform if any dossier is, or what is between them; else inconclusive if"
            " any is, or if there is none; else conform."
        ),
    ]
    across: Annotated[list[Told], Field(description="What was found between the dossiers.")]
    not_run: list[NotRun]
    dossiers: list[Dossier]


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the report."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:asp-check:dossier:1",
        **DossiersV1.model_json_schema(),
    }


def schema_text() -> str:
    """What ``dossier.schema.json`` holds."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
