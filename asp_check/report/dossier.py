"""Dossiers to reports: what every form shares.

A run may hold thousands of dossiers, so each is written as it comes, and only a line is kept of it:
a form gives the text of ``one`` dossier, then what stands before and after all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol, cast

from asp_check import report as forms
from asp_check.dossier.model import Dossier, Told
from asp_check.finding import NotRun, Severity, TemplateRef, Verdict
from asp_check.report import groups
from asp_check.report.groups import Cause

FORMS: Mapping[str, str] = MappingProxyType({
    "text": "asp_check.report.dossier_text",
    "json": "asp_check.report.dossier_json",
    "html": "asp_check.report.dossier_html",
})  # fmt: skip
"""The forms of report that are made for dossiers, by the name that ``--format`` takes."""

FLAT = ("sarif", "junit", "github", "gitlab", "csv")
"""The forms that know files only: each file of a dossier by itself."""

FRAMED = frozenset({"text", "html", "sarif"})
"""The forms that show the bytes of a request, or places in them."""

MANY = 20
"""From so many dossiers on, text shows the causes that they share, not each finding."""


class Style(NamedTuple):
    """How to write: ``total`` is how many dossiers there will be."""

    lang: str = "fr"
    color: bool = False
    width: int = 100
    full: bool = False
    as_of: str | None = None
    options: Mapping[str, Any] = MappingProxyType({})
    version: str = ""
    total: int = 1

    @property
    def many(self) -> bool:
        """Whether there are too many to show each."""
        return self.total >= MANY


class Line(NamedTuple):
    """What is kept of a dossier once it was written."""

    name: str
    kind: str
    verdict: Verdict
    grades: tuple[int, int, int]
    """How many findings block, warn, inform."""
    posed: int
    text: str = ""
    """Its verdict in a sentence."""


class Batch(NamedTuple):
    """What all dossiers came to; ``told`` is what was found across them."""

    lines: tuple[Line, ...]
    verdict: Verdict
    told: tuple[Told, ...] = ()
    not_run: tuple[NotRun, ...] = ()
    causes: tuple[Cause, ...] = ()
    templates: Mapping[TemplateRef | None, int] = MappingProxyType({})
    ignored: Mapping[str, int] = MappingProxyType({})
    unposed: tuple[NotRun, ...] = ()
    """Each rule that some dossier did not have asked, once."""


class Form(Protocol):
    """What the module of a form offers."""

    JOINT: str
    """What stands between two dossiers."""

    def one(self, dossier: Dossier, style: Style, /) -> str:
        """The text of one dossier; empty if it has none."""

    def sentence(self, dossier: Dossier, style: Style, /) -> str:
        """The one line that is kept of it."""

    def head(self, batch: Batch, style: Style, /) -> str:
        """What stands before all dossiers."""

    def tail(self, batch: Batch, style: Style, /) -> str:
        """What stands after them."""


def load(name: str) -> Form:
    """The form of this name, for one run; ``KeyError`` if there is none."""
    if name in FLAT:
        # Only what such a form needs is imported.
        flat = import_module("asp_check.report.dossier_flat")
        return cast("Form", flat.Flat(import_module(forms.FORMS[name])))
    return cast("Form", import_module(FORMS[name]))


class Tally:
    """What is kept of the dossiers as they come: a line each, and the causes that they share."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.causes: dict[tuple[str, str, Severity], Cause] = {}
        self.templates: Counter[TemplateRef | None] = Counter()
        self.ignored: Counter[str] = Counter()
        self.unposed: dict[tuple[str, str], NotRun] = {}

    def add(self, dossier: Dossier, text: str) -> None:
        """Take account of one."""
        grades = Counter(told.finding.severity for told in dossier.findings)
        self.lines.append(
            Line(
                dossier.name,
                dossier.kind,
                dossier.verdict,
                (grades[Severity.BLOCKING], grades[Severity.WARNING], grades[Severity.INFO]),
                dossier.all_posed,
                text,
            )
        )
        whole = dossier.whole
        light = whole._replace(data=b"", model=None, matrix=(), not_run=())
        for cause in groups.causes([whole]):
            key = groups.key(cause.example)
            known = self.causes.get(key)
            self.causes[key] = (
                cause._replace(report=light)
                if known is None
                else known._replace(findings=known.findings + cause.findings, files=known.files + 1)
            )
        self.templates[whole.template] += 1
        self.ignored.update(whole.ignored)
        for entry in whole.not_run:
            self.unposed.setdefault((entry.rule, entry.kind), entry)

    def batch(self, told: tuple[Told, ...], not_run: tuple[NotRun, ...], verdict: Verdict) -> Batch:
        """All of it."""
        return Batch(
            tuple(self.lines),
            verdict,
            told,
            not_run,
            tuple(groups.ranked(self.causes)),
            dict(self.templates),
            dict(self.ignored),
            tuple(self.unposed.values()),
        )


def overall(verdicts: set[Verdict]) -> Verdict:
    """The verdict on all together; of no dossier at all nothing can be said."""
    if Verdict.NONCONFORM in verdicts:
        return Verdict.NONCONFORM
    return Verdict.CONFORM if verdicts == {Verdict.CONFORM} else Verdict.INCONCLUSIVE
