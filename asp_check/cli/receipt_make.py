"""``asp-check receipt FILE|DIR``: the check, and a receipt beside each file that is conform."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any, NamedTuple

from asp_check import __version__, files, judging
from asp_check.cli import UNUSABLE, console
from asp_check.cli import receipt_files as disk
from asp_check.cli.dossier_named import named_for
from asp_check.cli.dossier_plan import Task
from asp_check.cli.dossier_run import Planned, plan, results
from asp_check.cli.options import given_pieces
from asp_check.cli.pack import chosen
from asp_check.cli.run import CODES, code_of
from asp_check.cli.work import Complaints, Work, configured, work_of
from asp_check.dossier import findings
from asp_check.dossier.masking import masked
from asp_check.dossier.model import Dossier
from asp_check.finding import Report, Severity, UsageError, Verdict
from asp_check.pieces.statement import beside as statement_of
from asp_check.receipt.making import Beside, receipt_of
from asp_check.receipt.model import Paper, Receipt, Stated
from asp_check.report import dossier_text, escape, text
from asp_check.report.dossier import Style


class Case(NamedTuple):
    """A conform report and the files it rests on; the paths are as given."""

    path: str
    report: Report
    pieces: Sequence[tuple[Paper, str]] = ()
    """What is said of each piece but its name, and its path; of a member, that of its archive."""
    archives: Mapping[str, str] = {}
    """The SHA-256 of each archive that holds pieces, as it was checked."""
    advance: str | None = None


def run(arguments: Sequence[str], asked: Mapping[str, Any], lang: str) -> int:
    """Check what the arguments name and write receipts; the exit code."""
    complaints = Complaints(lang)
    asked = {**asked, "files_from": (), "form": "text", "official": False}
    try:
        settings = configured(arguments, asked)
        complaints.lang = asked["lang"] or settings.lang or lang
        _refuse_unusable(arguments, asked)
        work = work_of(asked, settings, complaints.lang)
        if any(map(_is_dossier, arguments)):
            return _dossiers(arguments, asked, work, complaints)
        return _requests(arguments, asked, work, complaints)
    except UsageError as error:
        complaints.add(error)
        return UNUSABLE


def _refuse_unusable(arguments: Sequence[str], asked: Mapping[str, Any]) -> None:
    if not arguments:
        raise UsageError(
            "indiquez au moins un fichier ou un dossier ; voir asp-check receipt --help",
            "name at least one file or folder; see asp-check receipt --help",
        )
    if files.STANDARD_INPUT in arguments:
        raise UsageError(
            "- : un reçu se range à côté de son fichier ; indiquez un fichier",
            "-: a receipt lies beside its file; name a file",
        )
    if asked["output"] is not None and (len(arguments) > 1 or _is_dossier(arguments[0])):
        raise UsageError(
            "--output : un seul fichier a un reçu de ce nom ; pour plusieurs, les reçus se rangent à côté",
            "--output: only one file has a receipt of this name; for several, receipts lie beside them",
        )


def _is_dossier(path: str) -> bool:
    return os.path.isdir(path) or path.lower().endswith(".zip")


# --- Requests by themselves, and their pieces as options


def _requests(
    paths: Sequence[str], asked: Mapping[str, Any], work: Work, complaints: Complaints
) -> int:
    pieces = given_pieces(asked)
    if len(paths) > 1 and (pieces or asked["avance"] is not None):
        raise UsageError(
            "des pièces vont avec une seule demande ; pour plusieurs, asp-check receipt DOSSIER",
            "pieces go with one request only; for several, asp-check receipt DIR",
        )
    work.with_it = judging.attached(pieces, asked["avance"], ocr=asked["ocr"])
    reports: list[Report] = []
    for path in paths:
        result = work.judge(path)
        if isinstance(result, UsageError):
            complaints.add(result)
        else:
            reports.append(result)
    if reports:
        console.write_text(_shown(reports, asked, work))
    for report in reports:
        if report.verdict is Verdict.CONFORM and report.path is not None:
            case = Case(report.path, report, _papers(report), {}, asked["avance"])
            _write(case, asked, work, complaints)
    return UNUSABLE if complaints.said else code_of(reports)


def _shown(reports: Sequence[Report], asked: Mapping[str, Any], work: Work) -> str:
    options = work.options
    return text.render(
        reports, lang=options.lang, color=console.has_color(), full=asked["full"], width=console.width(),
        as_of=options.as_of, options=reports[0].options, version=__version__,
    )  # fmt: skip


def _papers(report: Report) -> list[tuple[Paper, str]]:
    """The pieces of a report, each file once, as what it was taken for first."""
    found: dict[str, tuple[Paper, str]] = {}
    for ref in report.pieces:
        paper = Paper("", ref.role, 0, ref.sha256)
        found.setdefault(ref.path, (paper, ref.path))
    return list(found.values())


# --- Dossiers


def _dossiers(
    arguments: Sequence[str], asked: Mapping[str, Any], work: Work, complaints: Complaints
) -> int:
    planned = plan(arguments, asked, work, complaints)
    judged = list(_judged(planned, asked, complaints))
    options = work.options
    outcome = findings.across([dossier.brief for dossier in judged], options)
    grave = {Severity.BLOCKING, Severity.WARNING} if options.strict else {Severity.BLOCKING}
    clashes = [told for told in outcome.told if told.finding.severity in grave]
    involved = {path for told in clashes for path in (told.path, *_related(told.finding.related))}
    verdicts = {Verdict.NONCONFORM} if clashes else set[Verdict]()
    tasks = {task.name: task for task in planned.tasks}
    for dossier in judged:
        verdicts.add(dossier.verdict)
        if dossier.name in involved or dossier.verdict is not Verdict.CONFORM:
            continue
        try:
            _write(_case(dossier, tasks[dossier.name]), asked, work, complaints)
        except UsageError as error:
            complaints.add(error)
    for told in clashes:
        console.write_text(f"{escape.path(told.path)}: {escape.message(told.finding.message)}\n")
    if complaints.said:
        return UNUSABLE
    order = (Verdict.NONCONFORM, Verdict.INCONCLUSIVE, Verdict.CONFORM)
    return next((CODES[one] for one in order if one in verdicts), CODES[Verdict.INCONCLUSIVE])


def _judged(
    planned: Planned, asked: Mapping[str, Any], complaints: Complaints
) -> Iterator[Dossier]:
    """Each dossier, told as it comes; of many, only those that get no receipt."""
    options = planned.casework.desk.work.options
    style = Style(options.lang, console.has_color(), console.width(), asked["full"], options.as_of)
    many = style._replace(total=len(planned.tasks)).many
    with closing(planned.casework.desk):
        for result in results(planned, asked["jobs"]):
            if isinstance(result, UsageError):
                complaints.add(result)
                continue
            if result.verdict is not Verdict.CONFORM or not many:
                shown = masked(result) if options.mask else result
                console.write_text(dossier_text.one(shown, style).rstrip("\n") + "\n")
            report = result.request
            # Thousands of files need not stay in memory.
            light = None if report is None else report._replace(data=b"", model=None, matrix=())
            yield result._replace(request=light)


def _related(places: Sequence[Any]) -> Iterator[str]:
    yield from (place.path for place in places if place.path is not None)


def _case(dossier: Dossier, task: Task) -> Case:
    """What the receipt of a conform dossier rests on; ``UsageError`` where there is no place for one."""
    shown = files.display(dossier.name)
    if dossier.request is None or task.request is None:
        raise UsageError(
            f"{shown} : dossier sans JSON, donc sans reçu",
            f"{shown}: a dossier without JSON has no receipt",
        )
    if task.request.member:
        raise UsageError(
            f"{shown} : la demande est dans une archive, sans place pour un reçu ; sortez-la du ZIP",
            f"{shown}: the request is in an archive, with no place for a receipt; take it out of the ZIP",
        )
    by_shown = {source.shown: source for source in task.files}
    deposited = chosen(dossier)[0]
    papers: dict[str, tuple[Paper, str]] = {}
    for file in dossier.files:
        source = by_shown.get(file.path)
        if (
            source is None
            or file.path in papers
            or not (file.is_piece or file.taken == "unrecognised")
        ):
            continue
        paper = Paper(
            source.member, file.taken if file.is_piece else None, file.size, file.sha256,
            source.path if source.member else None, deposited=file.path in deposited,
        )  # fmt: skip
        papers[file.path] = paper, source.path
    sums = {file.path: file.sha256 for file in dossier.files if file.taken == "archive"}
    held = {path for paper, path in papers.values() if paper.archive is not None}
    archives = {path: sums[path] for path in sorted(held) if path in sums}
    found = list(papers.values())
    return Case(task.request.path, dossier.whole, found, archives, dossier.avance or None)


# --- The receipt


def _write(case: Case, asked: Mapping[str, Any], work: Work, complaints: Complaints) -> None:
    """Write one receipt, or say why there is none."""
    try:
        target = asked["output"] or disk.beside(case.path)
        made = receipt(case, os.path.dirname(os.path.abspath(target)), asked, work)
        before = disk.refuse_foreign(target)
        kept = before is not None and before.of_same_files == made.of_same_files
        if before is not None and kept:
            made = made._replace(passed=before.passed)
        disk.write(target, made)
    except UsageError as error:
        complaints.add(error)
        return
    lang = complaints.lang
    shown = escape.path(target)
    line = (f"Reçu écrit : {shown}", f"Receipt written: {shown}")[lang == "en"]
    if before is not None and before.passed and not kept:
        line += (
            " ; les fichiers ont changé : les passages notés avant n’y sont plus",
            "; the files have changed: the passages noted before are gone",
        )[lang == "en"]
    console.write_text(f"{line}\n")


def receipt(case: Case, folder: str, asked: Mapping[str, Any], work: Work) -> Receipt:
    """What there is to say of a conform report, for a receipt in ``folder``.

    Raises ``UsageError`` for a reference model without consent, or if a file has changed meanwhile.
    """
    report, settings = case.report, work.settings
    if report.template is None:
        raise ValueError("a report without template is never conform")
    if report.template.status == "reference" and settings.allow_reference is not True:
        shown = files.display(case.path)
        raise UsageError(
            f"{shown} : pas de reçu pour un modèle de référence, non officiel ; importez le modèle de l’ASP"
            " (asp-check template import), ou écrivez allow_reference = true dans la configuration",
            f"{shown}: no receipt for a reference model, which is not official; import the ASP’s model"
            " (asp-check template import), or write allow_reference = true in the configuration",
        )
    size = _unchanged(case.path, report.sha256)
    papers = tuple(_named(paper, path, folder) for paper, path in case.pieces)
    kind = report.template.id.partition("@")[0].rpartition("/")[2]
    named = named_for(work, case.path, kind)
    template = named if named is not None else work.library.load(report.template.id)
    manifest, wordings = disk.template_sums(template)
    return receipt_of(
        report,
        Beside(
            __version__,
            os.path.basename(case.path),
            size,
            disk.dispositifs_sum(asked["dispositifs"] or settings.dispositifs),
            work.options.strict,
            asked["resubmission"],
            manifest,
            wordings,
            tuple(sorted(papers, key=lambda one: (one.archive or "", one.name, one.sha256))),
            tuple(
                Stated(disk.name_in(folder, path)[0], digest)
                for path, digest in case.archives.items()
            ),
            _advance(case.advance),
        ),
    )


def _named(paper: Paper, path: str, folder: str) -> Paper:
    """The piece with its name, its size and the sum of its statement, as they are on disk."""
    if paper.archive is not None:
        archive, is_beside = disk.name_in(folder, path)
        return paper._replace(archive=archive, beside=is_beside)
    name, is_beside = disk.name_in(folder, path)
    statement = statement_of(path)
    return paper._replace(
        name=name,
        size=_unchanged(path, paper.sha256),
        beside=is_beside,
        statement=disk.measured(statement).sha256 if os.path.isfile(statement) else None,
    )


def _advance(path: str | None) -> Stated | None:
    if path is None or not os.path.isfile(path):
        return None
    return Stated(os.path.basename(path), disk.measured(path).sha256)


def _unchanged(path: str, sha256: str) -> int:
    """The size of the file, which must still be the one that was checked."""
    found = disk.measured(path)
    if found.sha256 != sha256:
        shown = files.display(path)
        raise UsageError(
            f"{shown} a changé pendant le contrôle : pas de reçu ; recommencez",
            f"{shown} changed during the check: no receipt; start again",
        )
    return found.size
