"""Workflow commands of GitHub Actions: each finding as an annotation of the run, at its line.

GitHub shows ten errors, ten warnings and ten notices a step: the gravest come first, and the totals before
all others.  The last line, for who reads the log, is no command.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from asp_check.finding import Finding, Report, Severity, Verdict
from asp_check.report import escape, groups, lines, summary
from asp_check.report.uri import plain
from asp_check.report.words import LANGUAGES, Words

COMMANDS: Mapping[Severity, str] = {
    Severity.BLOCKING: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}

_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = _DATA | {":": "%3A", ",": "%2C"}
_OF_DATA = str.maketrans(_DATA)
_OF_PROPERTY = str.maketrans(_PROPERTY)


def render(reports: Sequence[Report], /, *, lang: str, **_: object) -> str:
    """One command a line, then the verdict."""
    words = LANGUAGES[lang]
    if not reports:
        return words["none"] + "\n"
    told = _told(reports, words)
    commands = [command("notice", told, title="asp-check"), *_left_open(reports, words)]
    for severity in Severity:
        commands += (
            _annotation(finding, report, words)
            for report in reports
            for finding in report.findings
            if finding.severity is severity
        )
    # What begins a line is the name of a file, or a count: never a command.
    return "\n".join((*commands, told, ""))


def command(name: str, message: str, **properties: str | int | None) -> str:
    """A command on one line, whatever its parts hold.

    >>> command("error", "50 %\\n::x", file="a,b:c.json", line=3, title="")
    '::error file=a%2Cb%3Ac.json,line=3::50 %25%0A::x'
    """
    told = ",".join(
        f"{key}={str(value).translate(_OF_PROPERTY)}"
        for key, value in properties.items()
        if value not in (None, "")
    )
    return f"::{name}{told and f' {told}'}::{message.translate(_OF_DATA)}"


def _told(reports: Sequence[Report], words: Words) -> str:
    """The verdict of the one file, else how many files have which."""
    one = reports[0]
    return summary.verdict(one, words) if len(reports) == 1 else groups.totals(reports, words)


def _left_open(reports: Sequence[Report], words: Words) -> Iterator[str]:
    """The files of which nothing can be said, which may have no finding to show."""
    for report in reports:
        if report.verdict is Verdict.INCONCLUSIVE:
            title = f"asp-check{words[':']}{words['inconclusive']}"
            told = summary.verdict(report, words)
            yield command("error", told, file=_file(report), title=title)


def _annotation(finding: Finding, report: Report, words: Words) -> str:
    message = "\n".join((lines.message(finding), *lines.beside(finding, words)))
    # Columns are those of one line.
    within = finding.line == finding.end_line
    return command(
        COMMANDS[finding.severity],
        message,
        file=_file(report),
        line=finding.line,
        endLine=max(finding.line, finding.end_line),
        col=finding.column if within else None,
        endColumn=max(finding.column, finding.end_column) if within else None,
        title=escape.message(f"{finding.rule} {finding.name}"),
    )


def _file(report: Report) -> str | None:
    return None if report.path in {None, "-"} else escape.message(plain(str(report.path)))
