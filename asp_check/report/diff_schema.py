"""The words of ``diff.schema.json``: every key of the JSON form of a comparison, version 1.

Imported by whoever publishes the schema, never by a comparison.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from asp_check.report.schema_model import NonNegative, Positive, Sha256, Template, Tool

Written = Annotated[
    str | None, Field(description="As the file writes it, or shortened; hidden where masked.")
]
Pointer = Annotated[str | None, Field(description="JSON Pointer (RFC 6901).")]


class _Part(BaseModel):
    """Every key is always present; a later release may add others without a new version."""

    model_config = ConfigDict(frozen=True, strict=True)


class Span(_Part):
    """A place: bytes of the file as it is; lines and columns count code points from 1; ends exclusive."""

    offset: NonNegative
    end_offset: NonNegative
    line: Positive
    column: Positive
    end_line: Positive
    end_column: Positive


class Side(_Part):
    """One of the two files, or the model filled in with the values of the other."""

    path: Annotated[
        str | None, Field(description="As given; - for standard input, null for bytes.")
    ]
    sha256: Sha256
    size: Annotated[NonNegative, Field(description="In bytes.")]
    parsed: Annotated[bool, Field(description="Whether it is JSON; if not, texts were compared.")]
    template: Template | None


class Example(_Part):
    """One of the places where something is written otherwise."""

    pointer: Pointer
    old: Written
    new: Written
    a: Span | None
    b: Span | None


class Writing(_Part):
    """One way in which the same data are written differently."""

    cause: Literal["bom", "encoding", "newline", "end", "layout", "order", "escape", "number"]
    count: Positive
    pointer: Pointer
    a: Annotated[Span | None, Field(description="The first place.")]
    b: Annotated[Span | None, Field(description="The first place.")]
    examples: list[Example]


class Change(_Part):
    """One difference of the data."""

    kind: Literal["changed", "added", "removed", "renamed", "moved"]
    pointer_a: Pointer
    pointer_b: Pointer
    old: Written
    new: Written
    subject: Annotated[
        str, Field(description="Which order, establishment or service; may be empty.")
    ]
    title: Annotated[str, Field(description="What the value is, in words; may be empty.")]
    wanted: Annotated[
        str | None,
        Field(description="What the model wants there, in words, where it has no value to show."),
    ]
    a: Span | None
    b: Span | None


class Edit(_Part):
    """Bytes of A, and what stands there in B: text, or Base64 of bytes that are none."""

    offset: NonNegative
    end_offset: NonNegative
    text: str | None
    bytes: str | None


class DiffV1(_Part):
    """What differs between two files, or between a file and its model, version 1."""

    format: Literal["asp-check-diff/1"]
    tool: Tool
    answer: Literal["same-bytes", "same-data", "different-data", "different-text", "failed"]
    failure: Annotated[str | None, Field(description="Why nothing can be said; null otherwise.")]
    masked: bool
    a: Side
    b: Side
    templates_differ: Annotated[
        bool,
        Field(description="Whether the two were made from different models, or versions of one."),
    ]
    filled: Annotated[
        NonNegative | None,
        Field(description="Of a file held against its model, how many blanks hold something."),
    ]
    writings: list[Writing]
    changes: list[Change]
    edits: Annotated[
        list[Edit] | None,
        Field(description="Applied to the bytes of A they give B; null where masked or failed."),
    ]
    patch: Annotated[
        list[dict[str, Any]] | None,
        Field(
            description="RFC 6902: from the data of A to those of B; null where it cannot be told."
        ),
    ]


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the comparison."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:asp-check:diff:1",
        **DiffV1.model_json_schema(),
    }


def schema_text() -> str:
    """What ``diff.schema.json`` holds."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
