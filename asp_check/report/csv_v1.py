"""One line a finding, for spreadsheets: UTF-8 with a byte-order mark, CRLF, a header.

The separator is the one that a spreadsheet of the language expects: ``;`` in French, ``,`` in English.  No cell
is a formula, a number or a date that was not meant to be one: an apostrophe before it makes it text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from asp_check.finding import Finding, Report
from asp_check.report import escape, summary
from asp_check.report.words import LANGUAGES

SEPARATORS: Mapping[str, str] = {"fr": ";", "en": ","}

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "fr": (
        "fichier", "verdict", "règle", "nom", "gravité", "certitude", "ligne", "colonne", "pointeur",
        "message", "attendu", "constaté", "nombre", "réparable", "source", "modèle", "sha256",
    ),
    "en": (
        "path", "verdict", "rule", "name", "severity", "certainty", "line", "column", "pointer",
        "message", "expected", "actual", "count", "fixable", "source", "template", "sha256",
    ),
}  # fmt: skip

_FRENCH = {
    "blocking": "bloquant",
    "warning": "avertissement",
    "info": "information",
    "official": "officielle",
    "secondary": "secondaire",
    "inference": "déduction",
    "yes": "oui",
    "no": "non",
}
_FORMULA = re.compile(r"\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20\u2212]")
_FIGURES = re.compile(r"[0-9][0-9\s.,:/+\-eE]*")


def render(reports: Sequence[Report], /, *, lang: str, **_: object) -> str:
    """The table: for each file its findings, or its verdict alone where there is none."""
    rows = [COLUMNS[lang], *(row for report in reports for row in _rows(report, lang))]
    separator = SEPARATORS[lang]
    lines = (separator.join(map(quoted, row)) for row in rows)
    return "\ufeff" + "".join(f"{line}\r\n" for line in lines)


def _rows(report: Report, lang: str) -> Iterator[Sequence[str]]:
    words = LANGUAGES[lang]
    path = text(summary.name(report, words))
    verdict = words[report.verdict.value]
    template = "" if report.template is None else report.template.id
    read = (text(template), report.sha256)
    for finding in report.findings:
        yield (path, verdict, *_finding(finding, lang), *read)
    if not report.findings:
        told = text(summary.verdict(report, words))
        yield (path, verdict, *[""] * 7, told, *[""] * 5, *read)


def _finding(finding: Finding, lang: str) -> Iterator[str]:
    yield finding.rule
    yield text(finding.name)
    yield _word(finding.severity.value, lang)
    yield _word(finding.certainty, lang)
    yield str(finding.line)
    yield str(finding.column)
    yield text(finding.pointer or "")
    yield text(finding.message)
    yield value(finding.expected or "")
    yield value(finding.actual or "")
    yield str(finding.count)
    yield _word("yes" if finding.fixable else "no", lang)
    yield text(finding.source or "")


def _word(code: str, lang: str) -> str:
    return _FRENCH.get(code, code) if lang == "fr" else code


def text(content: str) -> str:
    """Text that no spreadsheet computes, on one line, what cannot be seen named.

    >>> text("=1+1"), text("a\\nb")
    ("'=1+1", 'a⟨LF⟩b')
    """
    shown = escape.message(content)
    return f"'{shown}" if _FORMULA.match(content) or _FORMULA.match(shown) else shown


def value(content: str) -> str:
    """A value of a file, which no spreadsheet turns into a number or a date of its own.

    >>> value("010001234"), value("2B0000020")
    ("'010001234", '2B0000020')
    """
    shown = text(content)
    return f"'{shown}" if _FIGURES.fullmatch(shown) else shown


def quoted(cell: str) -> str:
    """The cell as it is written, between quotes where it needs them (RFC 4180).

    It needs them for the separator of the other language too: a spreadsheet set to that one would
    take what follows for a cell of its own, and compute it.

    >>> quoted("a;b"), quoted("+1,=2.json"), quoted("a")
    ('"a;b"', '"+1,=2.json"', 'a')
    """
    if any(mark in cell for mark in ';,"') or cell != cell.strip():
        return '"' + cell.replace('"', '""') + '"'
    return cell
