"""The words of ``report.schema.json``: every key of the JSON report, version 1, and its type.

Imported by whoever publishes the schema, never by a check.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

NonNegative = Annotated[int, Field(ge=0)]
Positive = Annotated[int, Field(ge=1)]
RuleId = Annotated[str, Field(pattern="^[A-Z][0-9]{3}$")]
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Pointer = Annotated[str, Field(description="JSON Pointer (RFC 6901).", pattern="^(/|$)")]
VerdictName = Literal["conform", "nonconform", "inconclusive"]


class _Part(BaseModel):
    """Every key is always present; a later release may add others without a new version."""

    model_config = ConfigDict(frozen=True, strict=True)


class Tool(_Part):
    """The program that wrote the report."""

    name: Literal["asp-check"]
    version: str


class Options(_Part):
    """The options of the run that bear on its result; there may be others than these."""

    layout: Literal["error", "warn", "off"]


class Template(_Part):
    """The model that the file was held against."""

    id: str
    status: Literal["official", "reference", "blank"]
    sha256: Sha256


class Related(_Part):
    """Another place that the finding speaks of, perhaps in another document."""

    path: str | None
    line: Positive
    column: Positive
    offset: NonNegative
    end_offset: NonNegative
    pointer: Pointer | None
    page: Annotated[Positive | None, Field(description="Page of a piece; null in a JSON file.")]
    box: Annotated[
        tuple[float, float, float, float] | None,
        Field(
            description="Left, top, right and bottom, in points from the top left of the page as shown."
        ),
    ]
    label: str


class Edit(_Part):
    """Bytes offset to end_offset, and the text to put in their place."""

    offset: NonNegative
    end_offset: NonNegative
    text: str


class Finding(_Part):
    """One defect. Lines and columns start at 1 and count code points; offsets count bytes."""

    rule: RuleId
    name: Annotated[str, Field(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
    severity: Literal["blocking", "warning", "info"]
    certainty: Literal["official", "secondary", "inference"]
    line: Positive
    column: Positive
    end_line: Positive
    end_column: Annotated[Positive, Field(description="Exclusive.")]
    offset: NonNegative
    end_offset: Annotated[
        NonNegative, Field(description="Exclusive; equal to offset at an insertion point.")
    ]
    pointer: Pointer | None
    message: str
    expected: str | None
    actual: str | None
    count: Annotated[Positive, Field(description="How many times the same fault was met.")]
    related: list[Related]
    fix: list[Edit] | None
    source: str | None


class NotRun(_Part):
    """A rule that was not asked; the last two kinds make the verdict inconclusive."""

    rule: str
    kind: Literal[
        "not-applicable",
        "unmapped-concept",
        "unknown-fact",
        "piece-not-given",
        "no-as-of",
        "unreadable",
        "crash",
    ]
    reason: str


class File(_Part):
    """What was found in one file."""

    path: Annotated[
        str | None,
        Field(
            description='As given; "-" for standard input, null for bytes; an undecodable byte as \\xNN.'
        ),
    ]
    sha256: Sha256
    verdict: VerdictName
    template: Template | None
    findings: list[Finding]
    not_run: list[NotRun]


class ReportV1(_Part):
    """The report of asp-check on one or many files, version 1."""

    format: Literal["asp-check/1"]
    tool: Tool
    as_of: Annotated[str | None, Field(description="The instant of the dated rules.")]
    options: Options
    verdict: Annotated[
        VerdictName,
        Field(
            description="nonconform if any file is; else inconclusive if any is, or if there is none; else conform."
        ),
    ]
    ignored: Annotated[
        dict[RuleId, Positive],
        Field(description="Findings beyond the limit of a file, counted by rule over all files."),
    ]
    files: list[File]


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the report."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:asp-check:report:1",
        **ReportV1.model_json_schema(),
    }


def schema_text() -> str:
    """What ``report.schema.json`` holds."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
