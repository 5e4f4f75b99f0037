"""Many files at once: the causes they share, and the totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from asp_check import pointer
from asp_check.finding import Finding, NotRun, Report, Severity, Verdict
from asp_check.report import escape, summary
from asp_check.report.words import Words, count

_ORDER = {severity: order for order, severity in enumerate(Severity)}


class Cause(NamedTuple):
    """The same rule at the same generalised pointer, over all files."""

    findings: int
    files: int
    example: Finding
    report: Report
    """The first file that shows it."""


def causes(reports: Sequence[Report]) -> list[Cause]:
    """The causes: the gravest first, then those that touch most files."""
    found: dict[Key, Cause] = {}
    for report in reports:
        counts: Counter[Key] = Counter()
        for finding in report.findings:
            counts[key(finding)] += 1
            found.setdefault(key(finding), Cause(0, 0, finding, report))
        for same, findings in counts.items():
            cause = found[same]
            found[same] = cause._replace(findings=cause.findings + findings, files=cause.files + 1)
    return ranked(found)


Key = tuple[str, str, Severity]
"""A rule, the generalised pointer, and the severity: what the findings of one cause share."""


def key(finding: Finding) -> Key:
    """What this finding shares with those of the same cause."""
    return finding.rule, pointer.generalise(finding.pointer or ""), finding.severity


def ranked(found: Mapping[Key, Cause]) -> list[Cause]:
    """The causes: the gravest first, then those that touch most files."""
    order = sorted(found, key=lambda key: (_ORDER[key[2]], -found[key].files, key[0], key[1]))
    return [found[key] for key in order]


def cause_line(cause: Cause, words: Words) -> str:
    """What the cause is and how often it was met."""
    finding = cause.example
    return words["cause"].format(
        rule=finding.rule,
        name=finding.name,
        severity=finding.severity.value,
        pointer=escape.message(pointer.generalise(finding.pointer or "")) or words["root"],
        findings=count(words, "finding", cause.findings),
        files=count(words, "file", cause.files),
    )


def totals(reports: Sequence[Report], words: Words) -> str:
    """How many files have which verdict, and on how many checks."""
    verdicts = Counter(report.verdict for report in reports)
    by_verdict = ", ".join(
        count(words, f"{verdict.value}-files", verdicts[verdict])
        for verdict in Verdict
        if verdicts[verdict]
    )
    head = count(words, "file", len(reports)) + words[":"] + by_verdict
    low = min(report.posed for report in reports)
    high = max(report.posed for report in reports)
    posed = (
        words["per-file"].format(checks=count(words, "check", high))
        if low == high
        else words["range"].format(low=low, high=high)
    )
    parts = [head, posed]
    ignored: Counter[str] = Counter()
    not_run: dict[tuple[str, str], NotRun] = {}
    for report in reports:
        ignored.update(report.ignored)
        for entry in report.not_run:
            not_run.setdefault((entry.rule, entry.kind), entry)
    if ignored:
        parts.append(summary.ignored(ignored, words))
    if not_run:
        parts.append(summary.not_run(not_run.values(), words))
    return words[";"].join(parts)


def models(reports: Sequence[Report], words: Words) -> list[str]:
    """Which models the files were held against, and how many files each."""
    found = Counter(report.template for report in reports)
    return [
        (
            words["no-template-ref"]
            if template is None
            else summary.model(template.id, template.status, words)
        )
        + words[":"]
        + count(words, "file", files)
        for template, files in found.items()
    ]
