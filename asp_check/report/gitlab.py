"""Code Quality of GitLab: a list of issues, which merge requests compare by their fingerprints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from asp_check.finding import Finding, Report, Severity, Verdict
from asp_check.report import fingerprints, lines, summary
from asp_check.report.json_v1 import text_of
from asp_check.report.uri import plain
from asp_check.report.words import LANGUAGES, Words

SEVERITIES: Mapping[Severity, str] = {
    Severity.BLOCKING: "blocker",
    Severity.WARNING: "minor",
    Severity.INFO: "info",
}


def render(reports: Sequence[Report], /, *, lang: str, **_: object) -> str:
    """The list, one issue a line."""
    issues = list(map(text_of, _issues(reports, LANGUAGES[lang])))
    return "[\n" + ",\n".join(issues) + "\n]\n" if issues else "[]\n"


def _issues(reports: Sequence[Report], words: Words) -> Iterator[Mapping[str, Any]]:
    marked = fingerprints.in_run(reports)
    met: Counter[str] = Counter()
    for report, marks in zip(reports, marked, strict=True):
        path = words["bytes"] if report.path is None else plain(report.path)
        if report.verdict is Verdict.INCONCLUSIVE:
            # It may have no finding, and must not pass for a file without fault.
            met[path] += 1
            mark = fingerprints.of(path, "inconclusive", str(met[path]))
            told = summary.verdict(report, words)
            yield _issue("inconclusive", told, mark, Severity.BLOCKING, path, 1, 1)
        for finding, mark in zip(report.findings, marks, strict=True):
            yield _issue(
                f"{finding.rule} {finding.name}",
                _description(finding, words),
                mark,
                finding.severity,
                path,
                finding.line,
                max(finding.line, finding.end_line),
            )


def _issue(
    name: str, told: str, mark: str, severity: Severity, path: str, line: int, end: int
) -> Mapping[str, Any]:
    return {
        "description": told,
        "check_name": name,
        "fingerprint": mark,
        "severity": SEVERITIES[severity],
        "location": {"path": path, "lines": {"begin": line, "end": end}},
    }


def _description(finding: Finding, words: Words) -> str:
    told = lines.message(finding)
    beside = words[";"].join(lines.beside(finding, words))
    return f"{told} [{beside}]" if beside else told
