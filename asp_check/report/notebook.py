"""One report as a piece of HTML, for the output of a notebook."""

from __future__ import annotations

from asp_check.finding import Report
from asp_check.report.html import Page
from asp_check.report.html_style import FRAGMENT
from asp_check.report.page import value
from asp_check.report.words import LANGUAGES

MOST = 50
"""Findings that are shown; the others are counted."""


def fragment(report: Report, lang: str, version: str) -> str:
    """The verdict, its scope and the findings; its style reaches nothing else of the notebook."""
    page = Page(lang, report.as_of, report.options, version)
    name = value(LANGUAGES[lang]["bytes"] if report.path is None else report.path)
    body = "".join(page.head(report)) + page.findings(report, MOST)
    sums = f'<p class="soft">SHA-256 <code>{value(report.sha256)}</code></p>\n'
    return f'<div class="asp-check"><style>{FRAGMENT}</style>\n<p><b>{name}</b></p>\n{body}{sums}</div>\n'
