"""What ``asp-check dossier`` does: the arguments to dossiers, each judged, then all of them together."""

from __future__ import annotations

import os
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import chain
from tempfile import TemporaryFile
from typing import Any, NamedTuple

from asp_check import files
from asp_check.cli import CONFORM, UNUSABLE
from asp_check.cli.dossier_desk import Desk
from asp_check.cli.dossier_judge import Casework, Kept
from asp_check.cli.dossier_plan import Asked, Planner, Task, sources, tasks_of
from asp_check.cli.dossier_probe import probe
from asp_check.cli.options import ROLES, piece_paths
from asp_check.cli.run import CODES, refuse_overwriting
from asp_check.cli.run import sources as own_sources
from asp_check.cli.work import Complaints, Work, configured, work_of
from asp_check.dossier import findings, gathering
from asp_check.dossier.gathering import Source
from asp_check.dossier.masking import masked
from asp_check.dossier.model import Brief, Dossier, Told
from asp_check.finding import Severity, UsageError, Verdict
from asp_check.pieces.model import Role
from asp_check.report import dossier as report
from asp_check.report.dossier import Batch, Form, Style, Tally, overall

CHUNK = 1 << 20


class Planned(NamedTuple):
    """What is to be judged, with what, and the files that go with nothing."""

    tasks: Sequence[Task]
    casework: Casework
    astray: Sequence[Source]


def run(arguments: Sequence[str], asked: Mapping[str, Any], lang: str) -> int:
    """Judge the dossiers that the arguments name, once or at each change; the exit code."""
    if asked["watch"]:
        from asp_check.cli.watch import watching

        return watching(arguments, asked, lang, _once)
    return _once(arguments, asked, lang)


def _once(arguments: Sequence[str], asked: Mapping[str, Any], lang: str) -> int:
    """Judge the dossiers that the arguments name; the exit code."""
    complaints = Complaints(lang)
    asked = {**asked, "files_from": ()}
    try:
        settings = configured(arguments, asked)
        complaints.lang = asked["lang"] or settings.lang or lang
        work = work_of(asked, settings, complaints.lang)
        refuse_overwriting(asked, own_sources(asked, settings))
        planned = plan(arguments, asked, work, complaints)
        refuse_overwriting(asked, read_by(planned.tasks))
        if asked["verbose"]:
            from asp_check.cli.telling import tell

            tell(settings, work.folders, (), complaints.lang)
        with closing(planned.casework.desk):
            verdict = _told(planned, asked, complaints)
    except UsageError as error:
        complaints.add(error)
        return UNUSABLE
    if complaints.said:
        return UNUSABLE
    return CONFORM if verdict is None else CODES[verdict]


# --- What there is to judge


def roles_of(asked: Mapping[str, Any]) -> dict[str, Role | None]:
    """The roles that the options state, by path; ``None`` for a piece to be recognised."""
    stated: dict[str, Role | None] = {os.path.abspath(path): None for path in asked["piece"]}
    for role in ROLES:
        stated |= dict.fromkeys(map(os.path.abspath, asked[f"piece_{role}"]), role)
    return stated


def plan(
    arguments: Sequence[str],
    asked: Mapping[str, Any],
    work: Work,
    complaints: Complaints,
) -> Planned:
    """The dossiers that the arguments make; what cannot be used is said and left out."""
    roles = roles_of(asked)
    said = Asked(asked["kind"] or "", roles, asked["avance"], asked["output"])
    planner = Planner(work, said)
    wanted = [*arguments, *piece_paths(asked)]
    if not wanted:
        raise UsageError(
            "indiquez au moins un dossier, un ZIP ou un fichier ; voir asp-check dossier --help",
            "name at least one folder, ZIP or file; see asp-check dossier --help",
        )
    met: set[str] = set()
    for source in chain(sources(arguments, said), sources(piece_paths(asked), said)):
        if isinstance(source, UsageError):
            complaints.add(source)
            continue
        if (real := os.path.realpath(source.path)) in met:
            continue
        met.add(real)
        try:
            planner.add(source)
        except UsageError as error:
            complaints.add(error)
    groups = planner.groups()
    desk = Desk(work, roles, ocr=asked["ocr"])
    left = [source for group in groups for source in gathering.share(group).left if group.requests]
    told = probe(left, desk, asked["jobs"]) if left else {}
    tasks, astray = tasks_of(groups, said, told)
    return Planned(tasks, Casework(desk, Kept()), astray)


def read_by(tasks: Iterable[Task]) -> Iterator[str]:
    """The files that are read, none of which may be written over."""
    for task in tasks:
        if task.request is not None:
            yield task.request.path
        yield from (source.path for source in task.files)
        if task.avance is not None:
            yield task.avance


def results(planned: Planned, jobs: int) -> Iterator[Dossier | UsageError]:
    """What becomes of each dossier, in order, as it comes."""
    tasks, casework = planned.tasks, planned.casework
    if jobs > 1 and len(tasks) > 1:
        from asp_check.cli.parallel import judge_all

        with closing(judge_all(tasks, casework, jobs)) as found:
            yield from found
    else:
        yield from map(casework.judge, tasks)


# --- What comes of it


def _told(planned: Planned, asked: Mapping[str, Any], complaints: Complaints) -> Verdict | None:
    """Judge the dossiers and write what there is to say; the verdict on all, if there is any."""
    from asp_check import __version__
    from asp_check.cli import console, progress

    options = planned.casework.desk.work.options
    is_quiet = asked["quiet"] and asked["form"] == "text"
    output: str | None = asked["output"]
    form = report.load(asked["form"])
    style = Style(
        options.lang,
        output is None and asked["form"] == "text" and console.has_color(),
        console.width() if output is None else 100,
        asked["full"],
        options.as_of,
        {},
        __version__,
        len(planned.tasks),
    )
    shows_all = asked["form"] != "text" or style.full or not style.many
    has_matrix = asked["form"] not in report.FLAT
    planned.casework.kept = Kept(
        asked["form"] in report.FRAMED and shows_all, has_matrix and shows_all
    )
    tally = Tally()
    briefs: list[Brief] = []
    with TemporaryFile() as spool:
        names = [task.name for task in planned.tasks]
        for result in progress.shown(results(planned, asked["jobs"]), names, options.lang):
            if isinstance(result, UsageError):
                complaints.add(result)
                continue
            if not style.options and result.request is not None:
                style = style._replace(options=_common(result.request.options))
            briefs.append(result.brief)
            shown = masked(result) if options.mask else result
            text = form.one(shown, style)
            if text and not (is_quiet and result.verdict is Verdict.CONFORM):
                joint = form.JOINT if spool.tell() else ""
                spool.write((joint + text).encode("utf-8", "backslashreplace"))
            tally.add(shown, form.sentence(shown, style))
        if not tally.lines and not planned.tasks and complaints.said and asked["form"] == "text":
            return None
        batch = _batch(planned, tally, briefs)
        spool.seek(0)
        if is_quiet and batch.verdict is Verdict.CONFORM:
            return batch.verdict
        _write(form, batch, style, spool.read, asked)
    return batch.verdict


def _common(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options of the run, without what is of one dossier only."""
    return {name: value for name, value in options.items() if name != "pieces"}


def _batch(planned: Planned, tally: Tally, briefs: Sequence[Brief]) -> Batch:
    """What all dossiers came to, each by itself and together."""
    options = planned.casework.desk.work.options
    outcome = findings.across(briefs, options)
    told = (*outcome.told, *_astray(planned))
    grave = {Severity.BLOCKING, Severity.WARNING} if options.strict else {Severity.BLOCKING}
    verdicts = {line.verdict for line in tally.lines}
    if any(one.finding.severity in grave for one in told):
        verdicts.add(Verdict.NONCONFORM)
    if outcome.not_run:
        verdicts.add(Verdict.INCONCLUSIVE)
    return tally.batch(told, outcome.not_run, overall(verdicts))


def _astray(planned: Planned) -> tuple[Told, ...]:
    """The files that go with none of the requests beside them."""
    options = planned.casework.desk.work.options
    return findings.astray([source.shown for source in planned.astray], options).told


def _write(
    form: Form, batch: Batch, style: Style, read: Callable[[int], bytes], asked: Mapping[str, Any]
) -> None:
    """Write the report where it is asked for, piece by piece."""
    from asp_check.cli import console

    def parts() -> Iterator[bytes]:
        yield form.head(batch, style).encode("utf-8", "backslashreplace")
        while chunk := read(CHUNK):
            yield chunk
        yield form.tail(batch, style).encode("utf-8", "backslashreplace")

    output: str | None = asked["output"]
    if output is not None and output != files.STANDARD_INPUT:
        files.write_parts(output, parts())
        return
    write = console.write_text if asked["form"] == "text" else console.write_utf8
    decoder = getincrementaldecoder("utf-8")()
    for part in parts():
        write(decoder.decode(part))
