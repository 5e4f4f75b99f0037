"""Dossiers as one HTML file that needs nothing else: no script, no network, every text escaped.

A state is told by a word, a sign and a colour, never by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asp_check.dossier.model import Dossier, FileRef
from asp_check.finding import Finding, NotRun, Report, Verdict
from asp_check.report import finding_html, summary
from asp_check.report.dossier import Batch, Line, Style
from asp_check.report.dossier_style import CSS
from asp_check.report.dossier_text import folder, taken
from asp_check.report.dossier_words import LANGUAGES, number
from asp_check.report.matrix_html import masked, matrix
from asp_check.report.not_run_html import not_run
from asp_check.report.page import anchor, badge, end, start, table, text, value
from asp_check.report.words import LANGUAGES as PLAIN

JOINT = ""


def head(batch: Batch, style: Style) -> str:
    """The start of the page: the verdict, its scope, and the list of dossiers."""
    return "".join(_Page(style).before(batch))


def one(dossier: Dossier, style: Style) -> str:
    """The section of one dossier."""
    return "".join(_Page(style).dossier(dossier))


def sentence(_dossier: Dossier, _style: Style) -> str:
    """Nothing: each section says it."""
    return ""


def tail(_batch: Batch, style: Style) -> str:
    """The end of the page."""
    return end(style.lang, style.version)


class _Page:
    """The parts of the page, in one language."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.words = LANGUAGES[style.lang]
        self.plain = PLAIN[style.lang]
        self.brief = style.many and not style.full
        """Whether there are too many dossiers to show what does not differ in each."""

    # --- The whole

    def before(self, batch: Batch) -> Iterator[str]:
        """Everything down to the first dossier."""
        words = self.words
        yield start(self.style.lang, f"asp-check{words[':']}{words['title']}", CSS)
        yield f"<h1>{text(words['title'])}</h1>\n"
        yield self._banner(batch)
        if batch.told:
            yield f"<h2>{text(words['across'])}</h2>\n"
            yield self._findings([(one.path, one.finding) for one in batch.told], None)
        if batch.not_run:
            yield from self._not_run(batch.not_run)
        if len(batch.lines) > 1:
            yield self._index(batch.lines)
            aside = [entry for entry in batch.unposed if entry.kind not in summary.INCONCLUSIVE]
            if self.brief and aside:
                yield from self._not_run(aside)
            yield f"<h2>{text(words['details'])}</h2>\n"

    def _banner(self, batch: Batch) -> str:
        lang = self.style.lang
        counts = [
            number(lang, f"{verdict.value}-dossiers", found)
            for verdict in Verdict
            if (found := sum(line.verdict is verdict for line in batch.lines))
        ]
        told = number(lang, "dossier", len(batch.lines))
        if len(batch.lines) > 1:
            told += self.words[":"] + ", ".join(counts)
        told += self.words[";"] + summary.instant(self.style.as_of, self.plain)
        state = badge(batch.verdict.value, self.plain[batch.verdict.value])
        return f'<p class="banner {batch.verdict.value}">{state} <span>{text(told)}</span></p>\n'

    def _index(self, lines: Sequence[Line]) -> str:
        words = self.words
        heads = (
            words["file-name"], words["kind-head"], words["verdict"],
            self.plain["blocking"].split("|")[1].format(n="").strip(),
            self.plain["warning"].split("|")[1].format(n="").strip(),
            self.plain["info"].split("|")[1].format(n="").strip(),
        )  # fmt: skip
        rows = "".join(
            f'<tr><th scope="row"><a href="#{anchor(line.name)}">{value(line.name)}</a></th>'
            f'<td class="kind">{text(line.kind)}</td>'
            f"<td>{badge(line.verdict.value, self.plain[line.verdict.value])}</td>"
            + "".join(f'<td class="n">{grade}</td>' for grade in line.grades)
            + "</tr>\n"
            for line in lines
        )
        return f"<h2>{text(words['totals'])}</h2>\n{table(heads, rows)}"

    # --- One dossier

    def dossier(self, dossier: Dossier) -> Iterator[str]:
        """Everything there is to say of one."""
        yield f'<section id="{anchor(dossier.name)}" class="dossier">\n'
        yield f"<h2>{value(dossier.name)}</h2>\n"
        state = badge(dossier.verdict.value, self.plain[dossier.verdict.value])
        scope = summary.verdict(dossier.whole, self.plain)
        scope = scope.removeprefix(summary.name(dossier.whole, self.plain) + self.plain[":"])
        scope = scope.removeprefix(self.plain[dossier.verdict.value]).lstrip(" :;,")
        yield f'<p class="banner {dossier.verdict.value}">{state} <span>{text(scope)}</span></p>\n'
        yield f"<p>{text(self._about(dossier))}</p>\n"
        yield from self._matrix(dossier)
        yield f"<h3>{text(self.words['findings'])}</h3>\n"
        pairs = [(told.path, told.finding) for told in dossier.findings]
        yield (
            self._findings(pairs, dossier.request) or f"<p>{text(self.words['no-findings'])}</p>\n"
        )
        yield self._files(dossier.files)
        entries = dossier.all_not_run
        if self.brief:
            entries = tuple(entry for entry in entries if entry.kind in summary.INCONCLUSIVE)
        if entries:
            yield from self._not_run(entries)
        yield "</section>\n"

    def _about(self, dossier: Dossier) -> str:
        words = self.words
        parts = [words["kind"].format(kind=words[f"kind-{dossier.kind}"])]
        if dossier.key.dispositif:
            parts[0] += f" {dossier.key.dispositif}"
        request = dossier.request
        if request is None:
            parts.append(words["no-request"])
        elif request.template is None:
            parts.append(self.plain["no-template-ref"])
        else:
            template = request.template
            model = summary.model(template.id, template.status, self.plain)
            parts.append(f"{model} (SHA-256 {template.sha256})")
        if request is not None:
            parts.append(words["request-sum"].format(sha256=request.sha256))
        if dossier.avance:
            parts.append(words["advance"].format(path=dossier.avance))
        if request is not None:
            parts += summary.settings(request, self.plain)
        return words[";"].join(parts)

    def _files(self, files: Sequence[FileRef]) -> str:
        words = self.words
        top = folder(files)
        rows = "".join(
            f'<tr><th scope="row">{value(file.path.removeprefix(top))}</th>'
            f"<td>{text(taken(file, self.style.lang, top))}</td>"
            f'<td class="n">{text(number(self.style.lang, "byte", file.size))}</td>'
            f'<td class="sum">{value(file.sha256)}</td></tr>\n'
            for file in files
        )
        heads = (words["file-name"], words["taken"], words["size"], words["sums"])
        where = f"<p><code>{value(top)}</code></p>\n" if top else ""
        return f"<h3>{text(words['files'])}</h3>\n{where}{table(heads, rows)}"

    def _matrix(self, dossier: Dossier) -> Iterator[str]:
        rows = dossier.request.matrix if dossier.request is not None else ()
        if rows:
            yield f"<h3>{text(self.words['matrix'])}</h3>\n"
            if dossier.request is not None and dossier.request.options.get("mask"):
                rows = tuple(masked(rows))
            yield from matrix(rows, self.style.lang, folder(dossier.files), brief=self.brief)

    def _findings(self, pairs: Sequence[tuple[str, Finding]], request: Report | None) -> str:
        """What was found, of the request with its excerpts; nothing where that is nothing."""
        if not pairs:
            return ""
        lang = self.style.lang
        if self.brief:
            items = [finding_html.brief(finding, lang, path) for path, finding in pairs]
        else:
            shown = request or Report(None, "", Verdict.INCONCLUSIVE, None)
            beside = shown._replace(path=None, data=b"", model=None)
            items = [
                finding_html.full(finding, shown if path == shown.path else beside, lang, path)
                for path, finding in pairs
            ]
        return f'<ol class="findings">\n{"".join(items)}</ol>\n'

    def _not_run(self, entries: Sequence[NotRun]) -> Iterator[str]:
        told = f"{self.words['not-run-title']} ({len(entries)})"
        yield f"<h3>{text(told)}</h3>\n"
        yield from not_run(entries, self.style.lang)
