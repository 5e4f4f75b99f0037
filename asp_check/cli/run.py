"""What ``asp-check check`` does: every argument attempted, one report, one exit code."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from asp_check import files, judging
from asp_check.cli import CONFORM, INCONCLUSIVE, NONCONFORM, UNUSABLE
from asp_check.cli.options import given_pieces, piece_paths
from asp_check.cli.overwriting import refuse_read
from asp_check.cli.work import Complaints, Result, Work, configured, work_of
from asp_check.config import Config
from asp_check.engine import Options
from asp_check.files import STANDARD_INPUT
from asp_check.finding import Report, UsageError, Verdict
from asp_check.judging import Attached

CODES = {
    Verdict.CONFORM: CONFORM,
    Verdict.NONCONFORM: NONCONFORM,
    Verdict.INCONCLUSIVE: INCONCLUSIVE,
}


def run(arguments: Sequence[str], asked: Mapping[str, Any], lang: str) -> int:
    """Judge what the arguments name, once or at each change; the exit code."""
    if asked["watch"]:
        from asp_check.cli.watch import watching

        return watching(arguments, asked, lang, _once)
    return _once(arguments, asked, lang)


def _once(arguments: Sequence[str], asked: Mapping[str, Any], lang: str) -> int:
    """Judge what the arguments name; the exit code."""
    complaints = Complaints(lang)
    try:
        settings = configured(arguments, asked)
        complaints.lang = asked["lang"] or settings.lang or lang
        work = work_of(asked, settings, complaints.lang)
        paths = _paths(arguments, asked, work, complaints)
        refuse_overwriting(asked, [*paths, *sources(asked, settings)])
        work.with_it = _attached(asked, paths, complaints.lang)
        reports = _reports(paths, work, asked, complaints)
        if asked["verbose"]:
            from asp_check.cli.telling import tell

            tell(settings, work.folders, reports, complaints.lang)
        if reports or (complaints.said and asked["form"] != "text"):
            _write(reports, asked, work)
    except UsageError as error:
        complaints.add(error)
        return UNUSABLE
    return UNUSABLE if complaints.said else code_of(reports)


def code_of(reports: Iterable[Report]) -> int:
    """The exit code of these reports: nonconform before inconclusive before conform."""
    found = {report.verdict for report in reports}
    for verdict in (Verdict.NONCONFORM, Verdict.INCONCLUSIVE):
        if verdict in found:
            return CODES[verdict]
    return CONFORM


# --- What is asked


def _paths(
    arguments: Sequence[str], asked: Mapping[str, Any], work: Work, complaints: Complaints
) -> list[str]:
    """The files to judge, in order; what cannot be used is said and left out."""
    lists: Sequence[str] = asked["files_from"]
    files.refuse_read_twice([*arguments, *lists])
    wanted = list(arguments)
    for name in lists:
        try:
            wanted += files.read_list(name, max_size=work.options.max_size)
        except UsageError as error:
            complaints.add(error)
    if not wanted and not complaints.said:
        raise UsageError(
            "indiquez au moins un fichier ou un dossier, ou - pour l’entrée standard ; voir asp-check --help",
            "name at least one file or directory, or - for standard input; see asp-check --help",
        )
    if arguments:
        _refuse_slip(arguments[0])
    paths: list[str] = []
    for found in files.expand(wanted):
        if isinstance(found, UsageError):
            complaints.add(found)
        else:
            paths.append(found)
    return paths


_BARE = str.maketrans("éèêàç", "eeeac")
_FRENCH = {
    "calendrier": "calendar", "comparer": "diff", "controler": "check", "dossiers": "dossier",
    "ecrire": "render", "expliquer": "explain", "modele": "template", "modeles": "template",
    "piece": "piece", "pieces": "piece", "recu": "receipt", "regle": "explain", "regles": "rules",
    "reparer": "fix", "corriger": "fix", "verifier": "check", "aide": "--help",
}  # fmt: skip
"""What a French hand types for a command."""


def _refuse_slip(argument: str) -> None:
    """Raise if the first argument is no file, but nearly the name of a command."""
    if "\0" in argument or "." in argument or os.sep in argument or os.path.lexists(argument):
        return
    from difflib import get_close_matches

    from asp_check.cli import COMMANDS

    # Accents apart: « réparer » is « reparer ».
    folded = argument.lower().translate(_BARE)
    near = [_FRENCH[folded]] if folded in _FRENCH else []
    if near := near or get_close_matches(folded, COMMANDS, n=1, cutoff=0.75):
        shown = files.display(argument)
        raise UsageError(
            f"{shown} : ni un fichier, ni une commande ; vouliez-vous dire asp-check {near[0]} ?",
            f"{shown}: neither a file nor a command; did you mean asp-check {near[0]}?",
        )


def _attached(asked: Mapping[str, Any], paths: Sequence[str], lang: str) -> Attached | None:
    """What goes with the one request that is checked."""
    pieces = given_pieces(asked)
    if len(paths) > 1 and (pieces or asked["avance"] is not None):
        raise UsageError(
            "des pièces vont avec une seule demande ; pour plusieurs, asp-check dossier DOSSIER",
            "pieces go with one request only; for several, asp-check dossier DIR",
        )
    if not pieces:
        return judging.attached((), asked["avance"])
    from asp_check.cli.progress import read_papers

    return judging.attached(pieces, asked["avance"], ocr=asked["ocr"], seen=read_papers(lang))


def sources(asked: Mapping[str, Any], settings: Config) -> Iterator[str]:
    """The files that are read beside those that are judged."""
    yield from asked["files_from"]
    yield from piece_paths(asked)
    if settings.path is not None:
        yield settings.path
    for name in (asked["dispositifs"], settings.dispositifs):
        if name is not None:
            yield name
    yield from asked["reference"].values()
    yield from (where.file for where in settings.reference.values())
    if asked["template"] is not None:
        yield asked["template"]


def refuse_overwriting(asked: Mapping[str, Any], read: Iterable[str]) -> None:
    """Raise if the report would be written over a file that is read."""
    why = ("ce fichier est lu par le contrôle", "this file is read by the check")
    refuse_read(asked["output"], read, why)


# --- What comes of it


def _reports(
    paths: Sequence[str], work: Work, asked: Mapping[str, Any], complaints: Complaints
) -> list[Report]:
    """The reports, in the order of the paths."""
    if len(paths) == 1:
        return _sorted(map(work.judge, paths), complaints)
    from contextlib import closing

    from asp_check.cli import progress

    lang = complaints.lang
    if asked["jobs"] > 1:
        from asp_check.cli.parallel import judge_all

        with closing(judge_all(paths, work, asked["jobs"])) as results:
            return _sorted(progress.shown(results, paths, lang), complaints)
    return _sorted(progress.shown(map(work.judge, paths), paths, lang), complaints)


def _sorted(results: Iterable[Result], complaints: Complaints) -> list[Report]:
    """The reports alone; what could not be used is said."""
    reports: list[Report] = []
    for result in results:
        if isinstance(result, UsageError):
            complaints.add(result)
        else:
            reports.append(result)
    return reports


def _write(reports: Sequence[Report], asked: Mapping[str, Any], work: Work) -> None:
    """Write the report where it is asked for."""
    from asp_check import __version__, report
    from asp_check.cli import console

    output: str | None = asked["output"]
    is_text = asked["form"] == "text"
    form = report.load(asked["form"])
    options = work.options
    told = [one for one in reports if not one.conforms] if is_text and asked["quiet"] else reports
    text = form.render(
        told,
        lang=options.lang,
        color=output is None and console.has_color(),
        full=asked["full"],
        width=console.width() if output is None else 100,
        as_of=options.as_of,
        options=_shown(reports, options),
        version=__version__,
    )
    if is_text:
        # Of what is conform nothing was asked for, and nothing is left to do.
        text = "" if asked["quiet"] and not told else text + _next(reports, asked, options.lang)
    if output is not None and output != STANDARD_INPUT:
        files.write(output, text.encode("utf-8", "backslashreplace"))
    elif is_text:
        console.write_text(text)
    else:
        console.write_utf8(text)


def _next(reports: Sequence[Report], asked: Mapping[str, Any], lang: str) -> str:
    """What may come next, where something is left to do."""
    if asked["quiet"] or all(report.conforms for report in reports):
        return ""
    from asp_check.cli.hints import hints
    from asp_check.report.escape import message

    lines = [f"{message(words[lang == 'en'])}\n" for words in hints(reports, asked)]
    return "\n" + "".join(lines) if lines else ""


def _shown(reports: Sequence[Report], options: Options) -> Mapping[str, Any]:
    """The options of the run; the layout that was asked, where templates have their own."""
    layout = {"layout": options.layout}
    if not reports:
        return layout
    same = len({report.options["layout"] for report in reports}) == 1
    return reports[0].options if same else {**reports[0].options, **layout}
