"""Dossiers in the forms that know files only: each file of which something is said, with its findings.

These forms begin with totals, or name what they tell of in tables: nothing is written before the last
dossier has come.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from asp_check import report as forms
from asp_check.dossier.model import Dossier, Told
from asp_check.finding import Finding, Report, Severity, Verdict
from asp_check.report.dossier import Batch, Style

ALL = "."
"""What stands for all dossiers together."""


class Flat:
    """A form of report on files, for dossiers."""

    JOINT = ""

    def __init__(self, form: forms.Form) -> None:
        self._form = form
        self._reports: dict[str, Report] = {}

    def one(self, dossier: Dossier, style: Style) -> str:
        """Nothing yet: what is said of each file is kept."""
        found = _by_path(dossier.findings)
        own = dossier.whole._replace(findings=(), model=None, matrix=())
        self._add(own, found.pop(dossier.name, ()), style)
        sums = {file.path: file.sha256 for file in dossier.files}
        for path, findings in found.items():
            self._add(_bare(path, sums.get(path, ""), dossier.posed, style), findings, style)
        return ""

    def sentence(self, _dossier: Dossier, _style: Style) -> str:
        """Nothing: each file has its own."""
        return ""

    def head(self, _batch: Batch, _style: Style) -> str:
        """Nothing."""
        return ""

    def tail(self, batch: Batch, style: Style) -> str:
        """The report on all files, and on what is between the dossiers."""
        for path, findings in _by_path(batch.told).items():
            self._add(_bare(path, "", 0, style), findings, style)
        if batch.not_run:
            open_ = _bare(ALL, "", 0, style)
            self._reports[ALL] = open_._replace(verdict=Verdict.INCONCLUSIVE, not_run=batch.not_run)
        return self._form.render(
            list(self._reports.values()),
            lang=style.lang,
            color=False,
            full=style.full,
            width=style.width,
            as_of=style.as_of,
            options=style.options,
            version=style.version,
        )

    def _add(self, report: Report, findings: Sequence[Finding], style: Style) -> None:
        """Keep what is said of a file, beside what was said of it before: one file, one report."""
        path = report.path or ALL
        known = self._reports.get(path, report)
        grave = {Severity.BLOCKING} | ({Severity.WARNING} if style.options.get("strict") else set())
        if any(finding.severity in grave for finding in findings):
            known = known._replace(verdict=Verdict.NONCONFORM)
        told = tuple(dict.fromkeys((*known.findings, *findings)))
        self._reports[path] = known._replace(findings=told, data=known.data if told else b"")


def _bare(path: str, sha256: str, posed: int, style: Style) -> Report:
    """The report on a file that is not the request, before anything is found."""
    return Report(
        path, sha256, Verdict.CONFORM, None, posed=posed, as_of=style.as_of, options=style.options
    )


def _by_path(told: Iterable[Told]) -> dict[str, Sequence[Finding]]:
    found: dict[str, list[Finding]] = {}
    for one in told:
        found.setdefault(one.path, []).append(one.finding)
    return dict(found)
