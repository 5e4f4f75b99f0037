"""The report as one HTML file that needs nothing else: to be read, printed, sent and kept.

The verdict and its scope first, then each finding with its excerpt, the matrix of the pieces, what was
not asked, and the SHA-256 of everything.  Of many files, first the causes that they share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from asp_check.finding import NotRun, Report, Severity, Verdict
from asp_check.report import dossier_grid, finding_html, groups, matrix_html, summary, sums_html
from asp_check.report.dossier import overall
from asp_check.report.dossier_words import LANGUAGES as DOSSIER
from asp_check.report.html_style import CSS
from asp_check.report.html_words import LANGUAGES
from asp_check.report.not_run_html import not_run
from asp_check.report.page import attribute, badge, end, path, prose, start, table, text, value
from asp_check.report.text import MANY
from asp_check.report.words import LANGUAGES as PLAIN
from asp_check.report.words import count

_WORTH = {"official": "conform", "reference": "warning", "blank": "info"}
"""How the status of a model is drawn."""


def render(
    reports: Sequence[Report],
    /,
    *,
    lang: str,
    full: bool,
    as_of: str | None,
    options: Mapping[str, Any],
    version: str,
    **_: object,
) -> str:
    """The page of these files."""
    return "".join(Page(lang, as_of, options, version, full=full).whole(reports))


class Page:
    """The parts of the page, in one language."""

    def __init__(
        self,
        lang: str,
        as_of: str | None,
        options: Mapping[str, Any],
        version: str,
        *,
        full: bool = False,
    ) -> None:
        self.lang = lang
        self.as_of = as_of
        self.options = options
        self.version = version
        self.full = full
        self.words = LANGUAGES[lang]
        self.plain = PLAIN[lang]
        self.level = 2
        """Of the titles of what is said of one file."""

    # --- The whole

    def whole(self, reports: Sequence[Report]) -> Iterator[str]:
        """The page, from its head to its end."""
        title = f"asp-check{self.plain[':']}{self.words['title']}"
        if len(reports) == 1:
            title = f"{summary.name(reports[0], self.plain)} – {title}"
        yield start(self.lang, title, CSS)
        yield f'<p class="over">{text(self.words["title"])}</p>\n'
        if not reports:
            yield f"<h1>{text(self.words['none'])}</h1>\n"
        elif len(reports) == 1:
            yield f"<h1>{self._name(reports[0])}</h1>\n"
            yield from self.file(reports[0])
        else:
            yield from self._several(reports)
        yield from self._settings()
        yield end(self.lang, self.version)

    def _several(self, reports: Sequence[Report]) -> Iterator[str]:
        many = len(reports) >= MANY
        yield f"<h1>{text(count(self.plain, 'file', len(reports)))}</h1>\n"
        worst = overall({report.verdict for report in reports})
        totals = groups.totals(reports, self.plain)
        yield self._banner(worst, self.plain[worst.value], totals)
        lines = [*groups.models(reports, self.plain), summary.instant(self.as_of, self.plain)]
        yield "".join(f"<p>{text(line)}</p>\n" for line in lines)
        if many:
            yield from self._causes(reports)
        yield from self._index(reports, many)
        if many:
            yield from self._unasked(_gathered(reports))
            yield self._title(self.words["sums"])
            yield sums_html.shared(reports, self.lang)
            yield f"<h2>{text(self.words['details'])}</h2>\n"
            if not self.full and any(report.findings for report in reports):
                yield f"<p>{text(self.words['frames-hidden'])}</p>\n"
        self.level = 3
        for number, report in enumerate(reports):
            if many and not _tells(report):
                continue
            if many and not self.full:
                yield from self._short(number, report)
                continue
            yield f'<section id="f{number}" class="file">\n<h2>{self._name(report)}</h2>\n'
            yield from self.file(report)
            yield "</section>\n"
        self.level = 2

    def _banner(self, verdict: Verdict, word: str, told: str) -> str:
        """The verdict, large, and on what it rests."""
        state = badge(verdict.value, word)
        return f'<p class="banner {verdict.value}">{state} <span>{text(told)}</span></p>\n'

    def _title(self, words: str, number: int | None = None) -> str:
        told = words if number is None else f"{words} ({number})"
        return f"<h{self.level}>{text(told)}</h{self.level}>\n"

    def _name(self, report: Report) -> str:
        return path(self.plain["bytes"] if report.path is None else report.path)

    # --- Many files

    def _causes(self, reports: Sequence[Report]) -> Iterator[str]:
        words = self.words
        causes = groups.causes(reports)
        yield f"<h2>{text(words['causes'])}</h2>\n"
        if not causes:
            yield f"<p>{text(words['no-causes'])}</p>\n"
            return
        places = {id(report): number for number, report in enumerate(reports)}
        rows = []
        for cause in causes:
            finding = cause.example
            pointer = groups.key(finding)[1] or words["root"]
            rows.append(
                f"<tr><td>{self._grade(finding.severity)}</td>"
                f'<th scope="row">{value(finding.rule)} <small>{value(finding.name)}</small></th>'
                f"<td><code>{path(pointer)}</code></td>"
                f"{self._number('count', cause.findings)}{self._number('files', cause.files)}"
                f"<td>{text(finding.message)}"
                f'<small><a href="#f{places[id(cause.report)]}">{self._name(cause.report)}</a>'
                f":{finding.line}:{finding.column}</small></td></tr>\n"
            )
        heads = ("severity", "rule", "where", "count", "files", "example")
        yield table([words[head] for head in heads], "".join(rows), "stack")

    def _index(self, reports: Sequence[Report], many: bool) -> Iterator[str]:
        """Every file with its verdict and its sum; a link where more is said of it."""
        words = self.words
        top = dossier_grid.folder(report.path or "" for report in reports)
        rows = []
        for number, report in enumerate(reports):
            name = path((report.path or self.plain["bytes"]).removeprefix(top))
            if not many or _tells(report):
                name = f'<a href="#f{number}">{name}</a>'
            found = Counter(finding.severity for finding in report.findings)
            grades = "".join(self._number(grade.value, found[grade]) for grade in Severity)
            rows.append(
                f'<tr><th scope="row">{name}</th><td>{self._state(report)}</td>{grades}'
                f'<td class="sum">{value(report.sha256)}</td></tr>\n'
            )
        heads = ("file", "verdict", "blocking", "warning", "info", "sum")
        yield f"<h2>{text(words['files'])}</h2>\n"
        yield f"<p><code>{path(top)}</code></p>\n" if top else ""
        yield table([words[head] for head in heads], "".join(rows), "stack files")

    def _number(self, head: str, number: int) -> str:
        """A cell with a number, which says what it counts where the table is too narrow for heads."""
        return f'<td class="n" data-label="{attribute(self.words[head])}">{number}</td>'

    def _short(self, number: int, report: Report) -> Iterator[str]:
        """One of many files: its verdict, and its findings without their excerpts."""
        yield f'<details id="f{number}" class="file" open><summary>{self._name(report)}</summary>\n'
        yield from self.head(report)
        if report.findings:
            items = "".join(finding_html.brief(one, self.lang) for one in report.findings)
            yield f'<ol class="findings">\n{items}</ol>\n'
        yield "</details>\n"

    def _grade(self, severity: Severity) -> str:
        return badge(severity.value, DOSSIER[self.lang][f"severity-{severity.value}"])

    def _state(self, report: Report) -> str:
        return badge(report.verdict.value, self._verdict(report))

    def _verdict(self, report: Report) -> str:
        """The verdict; never « conforme » alone where the model is no official one."""
        word = self.plain[report.verdict.value]
        if report.verdict is Verdict.CONFORM and report.template is not None:
            if report.template.status == "reference":
                return word + self.plain["reference"].rstrip(",")
            if report.template.status == "blank":
                return f"{word} ({self.plain['status-blank']})"
        return word

    # --- One file

    def file(self, report: Report) -> Iterator[str]:
        """Everything there is to say of one file."""
        words = self.words
        yield from self.head(report)
        yield self._title(words["findings"], len(report.findings))
        yield self.findings(report, len(report.findings))
        if report.matrix:
            shown = bool(report.options.get("mask"))
            rows = matrix_html.masked(report.matrix) if shown else report.matrix
            top = dossier_grid.folder(cell.document for row in rows for cell in row.cells)
            yield self._title(DOSSIER[self.lang]["matrix"])
            yield from matrix_html.matrix(rows, self.lang, top)
        if not report.not_run and report.verdict is not Verdict.INCONCLUSIVE:
            yield f"<p>{text(words['all-run'])}</p>\n"
        yield from self._unasked(report.not_run)
        yield self._title(words["sums"])
        yield sums_html.sums(report, self.lang)

    def head(self, report: Report) -> Iterator[str]:
        """The verdict with its scope, the layout apart, what was read, and what bears on it."""
        words = self.words
        word = self._verdict(report)
        yield self._banner(report.verdict, word, self._scope(report, word))
        layout = summary.layout(report, self.plain)
        if layout is not None:
            yield f'<p class="layout">{prose(layout)}</p>\n'
        facts = [
            (words["model"], self._model(report)),
            (words["as-of"], text(self._instant(report.as_of or self.as_of))),
        ]
        told = "".join(f"<dt>{text(name)}</dt><dd>{shown}</dd>\n" for name, shown in facts)
        yield f'<dl class="facts">\n{told}</dl>\n'
        for line in summary.settings(report, self.plain):
            yield f'<p class="soft">{text(line)}</p>\n'

    def _model(self, report: Report) -> str:
        """The model by its printed id, and what it is worth."""
        template = report.template
        if template is None:
            return text(self.plain["no-template-ref"])
        state = badge(_WORTH[template.status], self.plain[f"status-{template.status}"])
        return f"<code>{value(template.id)}</code> {state}"

    def _instant(self, as_of: str | None) -> str:
        return self.words["no-as-of"] if as_of is None else as_of

    def _scope(self, report: Report, word: str) -> str:
        """What the text report says after the verdict itself."""
        told = summary.verdict(report, self.plain)
        told = told.removeprefix(summary.name(report, self.plain) + self.plain[":"])
        plain = self.plain[report.verdict.value]
        told = told.removeprefix(word) if told.startswith(word) else told.removeprefix(plain)
        return told.lstrip(" :;,")

    def findings(self, report: Report, limit: int) -> str:
        """The findings with their excerpts, ``limit`` of them at most."""
        if not report.findings:
            return f"<p>{text(self.words['no-findings'])}</p>\n"
        shown = report.findings[:limit]
        items = "".join(finding_html.full(finding, report, self.lang) for finding in shown)
        left = len(report.findings) - len(shown)
        more = f"<p>{text(count(self.words, 'more', left))}</p>\n" if left else ""
        return f'<ol class="findings">\n{items}</ol>\n{more}'

    def _unasked(self, entries: Sequence[NotRun]) -> Iterator[str]:
        if entries:
            yield self._title(self.words["not-run"], len(entries))
            yield from not_run(entries, self.lang)

    # --- What it all rests on

    def _settings(self) -> Iterator[str]:
        """The tool, the instant, and the options of the run."""
        facts = [
            (self.words["tool"], f"asp-check {self.version}"),
            (self.words["as-of"], self._instant(self.as_of)),
        ]
        yield self._title(self.words["settings"])
        yield sums_html.settings(self.options, facts, self.lang)


def _tells(report: Report) -> bool:
    """Whether there is something to say of this file beside that it is conform."""
    return bool(report.findings) or report.verdict is not Verdict.CONFORM


def _gathered(reports: Sequence[Report]) -> list[NotRun]:
    """Each rule that some file did not have asked, once a kind, as the first such file tells it."""
    found: dict[tuple[str, str], NotRun] = {}
    for report in reports:
        for entry in report.not_run:
            found.setdefault((entry.rule, entry.kind), entry)
    return list(found.values())
