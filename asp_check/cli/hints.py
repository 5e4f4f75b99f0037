"""After a check, for people: the command that comes next."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from asp_check.cli.command import Words
from asp_check.files import STANDARD_INPUT, display
from asp_check.finding import Report, Severity, Verdict

_NO_JSON = "S706"


class _Left(NamedTuple):
    """The files of one run about which something can be done."""

    papers: Sequence[str]
    unknown: Sequence[str]
    windows: Sequence[str]
    fixable: Sequence[str]
    rule: str | None


def hints(reports: Sequence[Report], asked: Mapping[str, Any]) -> Iterator[Words]:
    """What to run next, gravest first; nothing where all is conform."""
    left = _left(reports)
    if left.papers:
        requests = [r.path for r in reports if r.path and r.path not in left.papers]
        yield _with_papers(left.papers, requests)
    if left.unknown:
        yield _unknown(left.unknown)
    if left.windows:
        yield _fix(left.windows, asked, " --encoding cp1252")
    if left.fixable:
        yield _fix(left.fixable, asked)
    if left.rule is not None:
        yield (
            f"Pour comprendre un constat : asp-check explain {left.rule}",
            f"To understand a finding: asp-check explain {left.rule}",
        )


def _left(reports: Sequence[Report]) -> _Left:
    named = [report for report in reports if report.path not in (None, STANDARD_INPUT)]
    papers = [r for r in named if any(f.rule == _NO_JSON for f in r.findings) and _is_paper(r.data)]
    open_ones = [r for r in named if r.template is None and r.verdict is Verdict.INCONCLUSIVE]
    windows = [
        r for r in named if any(f.rule == "E101" for f in r.findings) and _is_windows(r.data)
    ]
    fixable = [r for r in named if r not in windows and any(f.fixable for f in r.findings)]
    blocking = (
        f.rule
        for report in reports
        if report not in papers
        for f in report.findings
        if f.severity is Severity.BLOCKING
    )
    return _Left(
        _paths(papers), _paths(open_ones), _paths(windows), _paths(fixable), next(blocking, None)
    )


def _paths(reports: Sequence[Report]) -> list[str]:
    return [report.path for report in reports if report.path is not None]


def _is_paper(data: bytes) -> bool:
    """Whether this may be a piece: PDF, DOCX or ZIP, image."""
    return data.startswith((b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff"))


def _is_windows(data: bytes) -> bool:
    """Whether the one encoding that explains these bytes is Windows-1252, or the part of it that is Latin-1."""
    from asp_check.document.encoding import decode_bytes

    return any(problem.params.get("guess") for problem in decode_bytes(data).problems)


def _with_papers(papers: Sequence[str], requests: Sequence[str]) -> Words:
    request = _quoted(requests[0]) if len(requests) == 1 else "bdc.json"
    given = " ".join(f"--piece {_quoted(paper)}" for paper in papers[:3])
    command = f"asp-check {request} {given}"
    return (
        f"Pour comparer une demande à ses pièces : {command} (ou asp-check dossier DOSSIER)",
        f"To hold a request against its pieces: {command} (or asp-check dossier DIR)",
    )


def _unknown(paths: Sequence[str]) -> Words:
    shown = display(paths[0])
    return (
        (
            f"{shown} ne ressemble à aucun modèle connu : si c’est une demande, importez son modèle"
            " (asp-check template import) ou nommez-le (--template) ; sinon, écartez ce fichier du contrôle"
        ),
        (
            f"{shown} looks like no known template: if it is a request, import its template"
            " (asp-check template import) or name it (--template); if not, leave this file out of the check"
        ),
    )


def _fix(paths: Sequence[str], asked: Mapping[str, Any], encoding: str = "") -> Words:
    named = "" if asked["template"] is None else f" --template {_quoted(asked['template'])}"
    command = f"asp-check fix {' '.join(map(_quoted, paths[:3]))}{named}{encoding} --diff"
    return (
        f"Pour voir la réparation de la forme : {command}",
        f"To see the form repaired: {command}",
    )


def _quoted(path: str) -> str:
    return shlex.quote(display(path))
