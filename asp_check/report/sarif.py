"""SARIF 2.1.0: what code scanning, editors and viewers of analyses read.

No time, no folder of this machine: the same files give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from asp_check.finding import Finding, NotRun, Place, Report
from asp_check.report import escape, fingerprints
from asp_check.report.json_v1 import overall, template_of, text_of
from asp_check.report.sarif_fixes import Text
from asp_check.report.sarif_rules import LEVELS, descriptor
from asp_check.report.uri import reference
from asp_check.report.words import LANGUAGES
from asp_check.text import BOM

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

BASE = "%SRCROOT%"
"""What relative URIs start from: the folder in which the program was run."""

STANDARD_INPUT = "-"

_OPEN = {"crash": "error", "unreadable": "warning"}
"""Kinds of rule not run that leave the verdict open, and the level of what is said of them."""

_ASIDE = "not-applicable"
_PLACEHOLDER = re.compile(r"\{([0-9]+)\}")
_LINK = re.compile(r"\](?=\()")

_WORDS = {
    "fr": {
        "base": "Le dossier où asp-check a été lancé.",
        "fix": "Réparation proposée par la règle {}.",
        "input": "Entrée standard.",
    },
    "en": {
        "base": "The folder in which asp-check was run.",
        "fix": "Repair proposed by rule {}.",
        "input": "Standard input.",
    },
}

Json = dict[str, Any]


def render(
    reports: Sequence[Report],
    /,
    *,
    lang: str,
    as_of: str | None,
    options: Mapping[str, Any],
    version: str,
    **_: object,
) -> str:
    """One run of all files, in their order; one line for each file and for each result."""
    log = _Log(reports, lang)
    ignored: Json = {}
    for report in reports:
        for rule, n in report.ignored.items():
            ignored[rule] = ignored.get(rule, 0) + n
    head = {
        "tool": {"driver": log.driver(version)},
        "automationDetails": {"id": "asp-check/"},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\r", "\n"],
        "originalUriBaseIds": {BASE: {"description": {"text": _WORDS[lang]["base"]}}},
        "invocations": [log.invocation()],
        "properties": {
            "verdict": overall(reports).value,
            "asOf": as_of,
            "options": {"layout": "error"} | {name: options[name] for name in sorted(options)},
            "ignored": dict(sorted(ignored.items())),
        },
    }
    opening = text_of({"$schema": SCHEMA, "version": "2.1.0"})[:-1]
    artifacts = _lines(log.artifacts)
    return (
        f'{opening}, "runs": [\n{text_of(head)[:-1]}, "artifacts": [{artifacts}], '
        f'"results": [{_lines(log.results)}]}}\n]}}\n'
    )


def _lines(values: Sequence[Mapping[str, Any]]) -> str:
    return "\n" + ",\n".join(map(text_of, values)) + "\n" if values else ""


def message(text: str) -> Mapping[str, str]:
    """A message, in which nothing is taken for a link or for a place to fill.

    >>> message("{0} [a](b)")["text"], message("{")["text"]
    ('{{0}} [a] (b)', '{')
    """
    shown = "\n".join(map(escape.message, text.split("\n")))
    return {"text": _LINK.sub("] ", _PLACEHOLDER.sub(r"{{\1}}", shown))}


class _Log:
    """What is said of the files: artifacts and results, with the rules that they name."""

    def __init__(self, reports: Sequence[Report], lang: str) -> None:
        self._lang = lang
        self._reports = reports
        self._indices: dict[str, int] = {}
        self.artifacts: list[Json] = []
        names = {f.rule: f.name for report in reports for f in report.findings}
        self._rules = {rule: index for index, rule in enumerate(sorted(names))}
        self._names = names
        for report in reports:
            self._artifact(report)
        self.results = [result for report in reports for result in self._results(report)]

    def driver(self, version: str) -> Json:
        """The program, with the rules that spoke."""
        return {
            "name": "asp-check",
            "version": version,
            "language": self._lang,
            "rules": [descriptor(rule, self._names[rule], self._lang) for rule in self._rules],
        }

    def invocation(self) -> Json:
        """Whether the program did its work, and which rules could not be asked, and why."""
        failed: list[Json] = []
        lacking: dict[NotRun, int] = {}
        for report in self._reports:
            for entry in report.not_run:
                if entry.kind in _OPEN:
                    failed.append(self._notification(entry, _OPEN[entry.kind], report.path))
                elif entry.kind != _ASIDE:
                    lacking[entry] = lacking.get(entry, 0) + 1
        crashed = any(e.kind == "crash" for report in self._reports for e in report.not_run)
        return {
            "executionSuccessful": not crashed,
            "toolExecutionNotifications": failed,
            # What is wanting is mostly so for every file: it is said once.
            "toolConfigurationNotifications": [
                self._notification(entry, "note", None) | {"properties": {"files": files}}
                for entry, files in lacking.items()
            ],
        }

    def _notification(self, entry: NotRun, level: str, path: str | None) -> Json:
        said: Json = {
            "descriptor": {"id": entry.kind},
            "level": level,
            "message": message(entry.reason),
        }
        if len(entry.rule) > 1:
            said["associatedRule"] = {"id": entry.rule}
            if entry.rule in self._rules:
                said["associatedRule"]["index"] = self._rules[entry.rule]
        if path is not None:
            said["locations"] = [{"physicalLocation": {"artifactLocation": self._location(path)}}]
        return said

    # --- Files

    def _artifact(self, report: Report) -> None:
        if report.path is None:
            return
        made: Json = {
            "location": _at(report.path, self._lang),
            "hashes": {"sha-256": report.sha256},
            "roles": ["analysisTarget"],
            "properties": {
                "verdict": report.verdict.value,
                "template": None if report.template is None else template_of(report.template),
                "posed": report.posed,
                "notRun": len(report.not_run),
            },
        }
        if not report.sha256:
            del made["hashes"]
        if report.path == STANDARD_INPUT:
            made["roles"].append("standardStream")
        self._add(made)
        for piece in report.pieces:
            role = {} if piece.role is None else {"properties": {"role": piece.role}}
            self._add({
                "location": _at(piece.path, self._lang),
                "hashes": {"sha-256": piece.sha256},
                **role,
            })  # fmt: skip

    def _add(self, made: Json) -> None:
        uri = made["location"]["uri"]
        if uri not in self._indices:
            self._indices[uri] = len(self.artifacts)
            self.artifacts.append(made)

    def _location(self, path: str) -> Json:
        at = _at(path, self._lang)
        at.pop("description", None)
        if at["uri"] in self._indices:
            at["index"] = self._indices[at["uri"]]
        return at

    # --- Findings

    def _results(self, report: Report) -> Iterator[Json]:
        text = Text(report.data, report.findings)
        marks = fingerprints.in_file(report)
        for finding, mark in zip(report.findings, marks, strict=True):
            result: Json = {
                "ruleId": finding.rule,
                "ruleIndex": self._rules[finding.rule],
                "level": LEVELS[finding.severity],
                "message": message(finding.message),
                "locations": [self._of_finding(finding, report)],
            }
            if finding.related:
                result["relatedLocations"] = [
                    self._of_place(place, number, text if place.path == report.path else None)
                    for number, place in enumerate(finding.related, start=1)
                ]
            if (path := report.path) is not None and (
                replacements := text.replacements(finding.fix)
            ):
                change = {"artifactLocation": self._location(path), "replacements": replacements}
                what = _WORDS[self._lang]["fix"].format(finding.rule)
                result["fixes"] = [{"description": {"text": what}, "artifactChanges": [change]}]
            # GitHub would fill the second with a hash of the line, values and all.
            result["partialFingerprints"] = {
                "aspCheckPlace/v1": mark,
                "primaryLocationLineHash": f"{mark}:1",
            }
            result["properties"] = {
                "name": finding.name,
                "certainty": finding.certainty,
                "pointer": finding.pointer,
                "expected": finding.expected,
                "actual": finding.actual,
                "count": finding.count,
                "fixable": finding.fixable,
                "source": finding.source,
            }
            yield result

    def _page(self, number: int) -> str:
        return LANGUAGES[self._lang]["page"].format(n=number)

    def _of_finding(self, finding: Finding, report: Report) -> Json:
        location: Json = {}
        if report.path is not None:
            location["physicalLocation"] = {
                "artifactLocation": self._location(report.path),
                "region": _region(finding, has_mark=report.data.startswith(BOM)),
            }
        if finding.pointer:
            location["logicalLocations"] = [_logical(finding.pointer)]
        return location

    def _of_place(self, place: Place, number: int, text: Text | None) -> Json:
        location: Json = {"id": number}
        if place.path is not None:
            physical: Json = {"artifactLocation": self._location(place.path)}
            if place.page is not None:
                box = None if place.box is None else list(place.box)
                physical["properties"] = {"page": place.page, "box": box}
            elif place.pointer or place.end_offset or place.line > 1:
                physical["region"] = {"startLine": place.line, "startColumn": place.column}
                if text is not None and (end := text.end_of(place)):
                    physical["region"] |= {"endLine": end[0], "endColumn": end[1]}
            location["physicalLocation"] = physical
        if place.pointer:
            location["logicalLocations"] = [_logical(place.pointer)]
        if place.label:
            page = "" if place.page is None else f"{self._page(place.page)}, "
            location["message"] = message(f"{page}{place.label}")
        return location


def _at(path: str, lang: str) -> Json:
    """Where a file is."""
    if path == STANDARD_INPUT:
        return {"uri": path, "description": {"text": _WORDS[lang]["input"]}}
    uri, relative = reference(path)
    return {"uri": uri, "uriBaseId": BASE} if relative else {"uri": uri}


def _logical(pointer: str) -> Json:
    return {"fullyQualifiedName": escape.message(pointer)}


def _region(finding: Finding, *, has_mark: bool) -> Json:
    """The place in lines and columns, and in bytes where both are the same place."""
    start, end = (finding.line, finding.column), (finding.end_line, finding.end_column)
    end = max(end, start)
    region = {
        "startLine": start[0],
        "startColumn": start[1],
        "endLine": end[0],
        "endColumn": end[1],
    }
    length = finding.end_offset - finding.offset
    # A byte-order mark is bytes without a column.
    if not (has_mark and finding.offset < len(BOM)) and (length == 0) == (start == end):
        region |= {"byteOffset": finding.offset, "byteLength": length}
    return region
