"""The JSON report, version 1: a public form, mapped by hand so that our own types may change."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from asp_check.finding import Edit, Finding, NotRun, Place, Report, TemplateRef, Verdict
from asp_check.text import BIDI, ZERO_WIDTH

FORMAT = "asp-check/1"

_UNSEEN = re.compile(f"[\x7f-\x9f\u2028\u2029{''.join(sorted(BIDI | ZERO_WIDTH))}\ud800-\udfff]")


def render(
    reports: Sequence[Report],
    /,
    *,
    options: Mapping[str, Any],
    as_of: str | None,
    version: str,
    **_: object,
) -> str:
    """The report of these files, in their order, one line a file."""
    ignored: Counter[str] = Counter()
    for report in reports:
        ignored.update(report.ignored)
    head = {
        "format": FORMAT,
        "tool": {"name": "asp-check", "version": version},
        "as_of": as_of,
        "options": {"layout": "error"} | {name: options[name] for name in sorted(options)},
        "verdict": overall(reports).value,
        "ignored": {rule: ignored[rule] for rule in sorted(ignored)},
    }
    files = ",\n".join(text_of(_file(report)) for report in reports)
    opening = text_of(head)[:-1]
    return f'{opening}, "files": [\n{files}\n]}}\n' if reports else f'{opening}, "files": []}}\n'


def overall(reports: Sequence[Report]) -> Verdict:
    """The verdict on all files together; of no file at all nothing can be said."""
    verdicts = {report.verdict for report in reports}
    if Verdict.NONCONFORM in verdicts:
        return Verdict.NONCONFORM
    return Verdict.CONFORM if verdicts == {Verdict.CONFORM} else Verdict.INCONCLUSIVE


def text_of(value: Mapping[str, Any]) -> str:
    """JSON on one line; what cannot be seen, and half pairs, are escaped."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    # Outside its strings JSON is ASCII: what is replaced here stands inside one.
    return text if text.isascii() and "\x7f" not in text else _UNSEEN.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\\\x{code - 0xDC00:02X}"
    if 0xD800 <= code <= 0xDFFF:
        # As text: half of a pair is no character, and strict readers refuse even its escape.
        return f"\\\\u{code:04x}"
    return f"\\u{code:04x}"


def _file(report: Report) -> dict[str, Any]:
    return {
        "path": report.path,
        "sha256": report.sha256,
        "verdict": report.verdict.value,
        "template": None if report.template is None else template_of(report.template),
        "findings": [finding_of(finding) for finding in report.findings],
        "not_run": [not_run_of(entry) for entry in report.not_run],
    }


def template_of(template: TemplateRef) -> dict[str, Any]:
    """A template, as reports write it."""
    return {"id": template.id, "status": template.status, "sha256": template.sha256}


def finding_of(finding: Finding) -> dict[str, Any]:
    """A finding, as reports write it."""
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity.value,
        "certainty": finding.certainty,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "offset": finding.offset,
        "end_offset": finding.end_offset,
        "pointer": finding.pointer,
        "message": finding.message,
        "expected": finding.expected,
        "actual": finding.actual,
        "count": finding.count,
        "related": [place_of(place) for place in finding.related],
        "fix": None if finding.fix is None else [_edit(edit) for edit in finding.fix],
        "source": finding.source,
    }


def place_of(place: Place) -> dict[str, Any]:
    """A place, as reports write it."""
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "offset": place.offset,
        "end_offset": place.end_offset,
        "pointer": place.pointer,
        "page": place.page,
        "box": None if place.box is None else list(place.box),
        "label": place.label,
    }


def _edit(edit: Edit) -> dict[str, Any]:
    return {"offset": edit.offset, "end_offset": edit.end_offset, "text": edit.text}


def not_run_of(entry: NotRun) -> dict[str, Any]:
    """A rule that was not asked, as reports write it."""
    return {"rule": entry.rule, "kind": entry.kind, "reason": entry.reason}
