"""The report for people: findings with their frames, then a verdict that says on what it rests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asp_check.finding import Finding, Place, Report, Verdict
from asp_check.report import escape, summary
from asp_check.report.words import LANGUAGES, Words, count

FIXABLE = " [fix]"
"""The mark of a finding that ``asp-check fix`` repairs; a line below says what it means."""

MANY = 20
"""From so many files on, the report opens with the causes that they share."""

_STYLES = {
    "path": "\x1b[1m",
    "blocking": "\x1b[1;31m",
    "warning": "\x1b[33m",
    "info": "\x1b[36m",
    "gutter": "\x1b[34m",
    "model": "\x1b[32m",
    "conform": "\x1b[32m",
    "nonconform": "\x1b[31m",
    "inconclusive": "\x1b[33m",
}
_PLAIN = "\x1b[0m"

_SUBSTITUTES = {
    "⟨": "<", "⟩": ">", "│": "|", "·": ".", "…": "...", "«": '"', "»": '"', "×": "x",
    "’": "'", "–": "-", "—": "-", "\u00a0": " ", "\u202f": " ",
}  # fmt: skip


def render(
    reports: Sequence[Report],
    /,
    *,
    lang: str,
    color: bool,
    full: bool,
    width: int,
    as_of: str | None,
    **_: object,
) -> str:
    """The report of these files; every line ends with LF."""
    writer = Writer(LANGUAGES[lang], width, color)
    if not reports:
        lines: Iterator[str] = iter([writer.words["none"]])
    elif len(reports) < MANY:
        lines = writer.few(reports, as_of, full)
    else:
        lines = writer.many(reports, as_of, full)
    return "".join(f"{line}\n" for line in lines)


def degrade(text: str, encoding: str) -> str:
    """The text with what this encoding cannot hold replaced: by its like, or by an escape.

    >>> degrade("⟨NBSP⟩ │ « 中 »", "cp1252"), degrade("modèle…", "ascii")
    ('<NBSP> | « \\\\u4e2d »', 'mod\\\\u00e8le...')
    """
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate({ord(c): _degraded(c, encoding) for c in set(text)})
    return text


def _degraded(character: str, encoding: str) -> str:
    for shown in (character, _SUBSTITUTES.get(character, character)):
        try:
            shown.encode(encoding)
        except UnicodeEncodeError:
            continue
        return shown
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


class Writer:
    """The lines of one report, in one language and one width."""

    def __init__(self, words: Words, width: int, color: bool) -> None:
        self.words = words
        self.width = width
        self.color = color

    def few(self, reports: Sequence[Report], as_of: str | None, full: bool) -> Iterator[str]:
        """Every file with its findings, one after the other."""
        for number, report in enumerate(reports):
            if number:
                yield ""
            yield from self.file(report, as_of)
            if full and report.not_run:
                yield f"  {self.words['not-run-each']}"
                for line in summary.not_run_one_by_one(report, self.words):
                    yield f"    {line}"
        if len(reports) > 1:
            from asp_check.report import groups  # noqa: PLC0415 -- one file has no need of it

            yield ""
            yield groups.totals(reports, self.words)

    def many(self, reports: Sequence[Report], as_of: str | None, full: bool) -> Iterator[str]:
        """The shared causes, the files that are not conform, and the totals."""
        from asp_check.report import groups  # noqa: PLC0415 -- one file has no need of it

        causes = groups.causes(reports)
        if causes:
            yield self.words["causes"].format(files=count(self.words, "file", len(reports)))
        for cause in causes:
            yield ""
            yield groups.cause_line(cause, self.words)
            yield f"    {self.headline(cause.example, cause.report)}"
        if causes:
            yield ""
        for report in reports:
            if full and (report.findings or report.verdict is not Verdict.CONFORM):
                yield from self.file(report, as_of)
                yield ""
            elif report.verdict is not Verdict.CONFORM:
                yield self.verdict(report)
        if not full and any(report.verdict is not Verdict.CONFORM for report in reports):
            yield ""
        yield groups.totals(reports, self.words)
        for line in (
            *groups.models(reports, self.words),
            summary.instant(as_of, self.words),
            *summary.settings(reports[0], self.words),
        ):
            yield f"  {line}"

    def file(self, report: Report, as_of: str | None) -> Iterator[str]:
        """The findings of one file with their frames, then what is said of it."""
        for finding in report.findings:
            yield from self.finding(finding, report)
            yield ""
        yield self.verdict(report)
        for line in (summary.layout(report, self.words), summary.fixable(report, self.words)):
            if line is not None:
                yield f"  {line}"
        yield f"  {summary.read(report, self.words, as_of)}"
        for line in summary.pieces(report, self.words):
            yield f"  {line}"
        for line in summary.settings(report, self.words):
            yield f"  {line}"

    def finding(self, finding: Finding, report: Report) -> Iterator[str]:
        """One line, the frame, and the other places that the finding speaks of."""
        from asp_check.report.frame import frame  # noqa: PLC0415 -- a conforming file has none

        yield self.headline(finding, report)
        lines = frame(
            finding,
            report.data,
            report.model,
            width=self.width,
            word=self.words["expected" if finding.rule[0] in "RX" else "model"],
            paint=self.paint,
        )
        if report.options.get("mask"):
            from asp_check.masking import drawn  # noqa: PLC0415 -- most reports show what they found

            lines = list(map(drawn, lines))
        yield from lines
        for place in finding.related:
            yield f"    {self.place(place)}"

    def headline(self, finding: Finding, report: Report) -> str:
        """``path:line:col: T101 blocking: message``."""
        where = f"{summary.name(report, self.words)}:{finding.line}:{finding.column}:"
        grade = self.paint(finding.severity.value, f"{finding.rule} {finding.severity.value}")
        counted = finding.count > 1 and finding.rule not in summary.COUNTED
        times = f" [×{finding.count}]" if counted else ""
        mark = FIXABLE if finding.fixable and finding.rule not in summary.LAYOUT else ""
        message = escape.message(finding.message)
        return f"{self.paint('path', where)} {grade}: {message}{times}{mark}"

    def place(self, place: Place) -> str:
        """``path:line:col: label``, or the page of a document."""
        path = self.words["bytes"] if place.path is None else escape.path(place.path)
        if place.page is not None:
            where = f"{path}, {self.words['page'].format(n=place.page)}"
        else:
            where = f"{path}:{place.line}:{place.column}"
        return f"{self.paint('path', f'{where}:')} {escape.message(place.label)}"

    def verdict(self, report: Report) -> str:
        """The verdict and its scope."""
        return self.paint(report.verdict.value, summary.verdict(report, self.words))

    def paint(self, style: str, text: str) -> str:
        """The text in this style, where there are colours."""
        return f"{_STYLES[style]}{text}{_PLAIN}" if self.color else text
