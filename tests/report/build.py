"""Findings and reports made by hand, placed in bytes as the engine places them."""

from __future__ import annotations

import hashlib
from typing import Any

from asp_check.finding import Finding, Place, Report, Severity, TemplateRef, Verdict
from asp_check.report.summary import LAYOUT
from asp_check.text import line_columns

NAMES = {
    "E103": "unexpected-bom",
    "E201": "newline-style",
    "E203": "end-of-file",
    "S502": "raw-control-character",
    "T101": "missing-key",
    "T102": "unknown-key",
    "T103": "misspelled-key",
    "T501": "layout",
    "V001": "empty-slot",
}
TEMPLATE = TemplateRef("hop-dpi-va2/avance@2024-09-12", "official", "ab" * 32)
REFERENCE = TemplateRef("hop-dpi-va2/avance@2024-09-12", "reference", "ab" * 32)
BLANK = TemplateRef("vierge.json", "blank", "cd" * 32)


def finding(
    data: bytes,
    start: int,
    end: int,
    *,
    rule: str = "T102",
    severity: Severity = Severity.BLOCKING,
    message: str = "Un message.",
    **fields: Any,
) -> Finding:
    """A finding on the bytes ``start`` to ``end``."""
    places = line_columns(data, [start, end])
    values: dict[str, Any] = {
        "rule": rule,
        "name": NAMES.get(rule, "other"),
        "severity": severity,
        "certainty": "official",
        "line": places[start][0],
        "column": places[start][1],
        "end_line": places[end][0],
        "end_column": places[end][1],
        "offset": start,
        "end_offset": end,
        "pointer": None,
        "message": message,
        "expected": None,
        "actual": None,
        "count": 1,
        "related": (),
        "fix": None,
        "source": None,
        "fixable": rule in LAYOUT,
    }
    return Finding(**(values | fields))


def on(data: bytes, what: str | bytes, **fields: Any) -> Finding:
    """A finding on the first occurrence of this text."""
    needle = what if isinstance(what, bytes) else what.encode()
    start = data.index(needle)
    return finding(data, start, start + len(needle), **fields)


def place(data: bytes, what: str, *, path: str | None, label: str) -> Place:
    """The place of the first occurrence of this text."""
    start = data.index(what.encode())
    line, column = line_columns(data, [start])[start]
    return Place(path, line, column, start, start + len(what.encode()), None, label)


def report(
    data: bytes = b"",
    *findings: Finding,
    path: str | None = "bdc.json",
    verdict: Verdict | None = None,
    template: TemplateRef | None = TEMPLATE,
    posed: int = 41,
    **fields: Any,
) -> Report:
    """A report on these bytes; nonconform where a finding blocks, else conform."""
    blocking = any(found.severity is Severity.BLOCKING for found in findings)
    return Report(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        verdict=verdict or (Verdict.NONCONFORM if blocking else Verdict.CONFORM),
        template=template,
        findings=findings,
        posed=posed,
        data=data,
        **fields,
    )
