"""A finding in lines of plain text, as logs show it."""

from __future__ import annotations

from collections.abc import Iterator

from asp_check.finding import Finding, Place, Report
from asp_check.report import escape, summary
from asp_check.report.words import Words


def finding(finding: Finding, report: Report, words: Words) -> Iterator[str]:
    """``path:line:col: T101 blocking: message``, what is expected, then the places it speaks of."""
    where = f"{summary.name(report, words)}:{finding.line}:{finding.column}"
    grade = f"{finding.rule} {finding.severity.value}"
    yield f"{where}: {grade}: {message(finding)}"
    yield from (f"  {line}" for line in beside(finding, words))


def message(finding: Finding) -> str:
    """What is wrong, and how often it was met."""
    counted = finding.count > 1 and finding.rule not in summary.COUNTED
    return escape.message(finding.message) + (f" [×{finding.count}]" if counted else "")


def beside(finding: Finding, words: Words) -> Iterator[str]:
    """What is expected, and the other places."""
    if finding.expected is not None:
        yield f"{words['expected']}{words[':']}{escape.message(finding.expected)}"
    for other in finding.related:
        yield place(other, words)


def place(place: Place, words: Words) -> str:
    """``path:line:col: label``, or the page of a document."""
    path = words["bytes"] if place.path is None else escape.path(place.path)
    if place.page is not None:
        where = f"{path}, {words['page'].format(n=place.page)}"
    else:
        where = f"{path}:{place.line}:{place.column}"
    return f"{where}: {escape.message(place.label)}"
