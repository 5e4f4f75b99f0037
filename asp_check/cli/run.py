"""What ``asp-check check`` does: every argument attempted, one report, one exit code."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from asp_check import api, catalog, config, engine, files, inputs
from asp_check.api import Attached
from asp_check.cli import CONFORM, INCONCLUSIVE, NONCONFORM, UNUSABLE, spoken_by
from asp_check.config import Config
from asp_check.engine import Options
from asp_check.files import STANDARD_INPUT
from asp_check.finding import Report, UsageError, Verdict
from asp_check.template import Template

Result = Report | UsageError
"""What becomes of one argument."""

CODES = {
    Verdict.CONFORM: CONFORM,
    Verdict.NONCONFORM: NONCONFORM,
    Verdict.INCONCLUSIVE: INCONCLUSIVE,
}


class Work:
    """All that judging one path takes; what it has loaded stays in its process."""

    def __init__(
        self,
        options: Options,
        settings: Config,
        template: str | None,
        folders: tuple[str, ...],
        with_it: Attached | None = None,
    ) -> None:
        self.options = options
        self.settings = settings
        self.template = template
        self.folders = folders
        self.with_it = with_it
        self.library = api.Library(folders, options.as_of)

    def __reduce__(self) -> tuple[object, ...]:
        """What another process needs to do the same work."""
        return Work, (self.options, self.settings, self.template, self.folders)

    def judge(self, path: str) -> Result:
        """The report on the file at this path, or why there is none."""
        data: bytes | files.TooLarge = b""
        try:
            name = self.template or config.template_of(self.settings, path)
            template = None if name is None else self.named(name)
            size = self.options.max_size
            if path == STANDARD_INPUT:
                data = files.read_standard_input(max_size=size)
            else:
                data = files.read(path, max_size=size)
            with_it = self.with_it
            return _lighter(api.judge(data, path, template, self.options, self.library, with_it))
        except UsageError as error:
            return error
        except Exception as error:  # noqa: BLE001 - named, and the other files still judged
            return engine.crashed(error, b"", None, self.options, path)

    def named(self, name: str) -> Template:
        """The template of this name; named by the user, so a reference model counts."""
        template = self.library.load(name)
        if template.status == "reference" and self.settings.allow_reference is False:
            shown = files.display(name)
            raise UsageError(
                f"modèle {shown} : c’est un modèle de référence, et la configuration les refuse"
                " (allow_reference = false)",
                f"template {shown}: this is a reference model, and the configuration refuses them"
                " (allow_reference = false)",
            )
        return template

    def portable(self, result: Result) -> Result:
        """The report or the refusal as it goes to another process: some mappings do not travel."""
        if isinstance(result, UsageError):
            return result
        return result._replace(options=dict(result.options), ignored=dict(result.ignored))

    def lost(self, path: str, error: Exception) -> Result:
        """What becomes of a path whose process died of it."""
        return engine.crashed(error, b"", None, self.options, path)


def _lighter(report: Report) -> Report:
    """The same report, without the bytes of the file where nothing will be shown of them."""
    return report if report.findings else report._replace(data=b"", model=None)


def run(arguments: Sequence[str], asked: Mapping[str, Any], lang: str) -> int:
    """Judge what the arguments name; the exit code."""
    complaints = Complaints(lang)
    try:
        settings = configured(arguments, asked)
        complaints.lang = asked["lang"] or settings.lang or lang
        work = work_of(asked, settings, complaints.lang)
        paths = _paths(arguments, asked, work, complaints)
        refuse_overwriting(asked, [*paths, *sources(asked, settings)])
        work.with_it = _attached(asked, paths)
        reports = _reports(paths, work, asked["jobs"], complaints)
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


class Complaints:
    """What could not be used, said as it comes, each thing once."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.said: set[str] = set()

    def add(self, error: UsageError) -> None:
        """Say it on standard error, unless it was said."""
        message = spoken_by(error, self.lang)
        if message not in self.said:
            from asp_check.cli.console import complain

            self.said.add(message)
            complain(message)


# --- What is asked


def configured(arguments: Sequence[str], asked: Mapping[str, Any]) -> Config:
    """The configuration named, else the one found from the first argument upward."""
    if asked["config"] is not None:
        return config.load(asked["config"])
    first = next((a for a in arguments if a != STANDARD_INPUT), os.curdir)
    return config.find(first)


def work_of(asked: Mapping[str, Any], settings: Config, lang: str) -> Work:
    """The options of the command line, over those of the configuration."""
    chosen: dict[str, Any] = {
        name: asked[name] if asked[name] is not None else getattr(settings, name)
        for name in ("layout", "max_findings", "max_size", "max_depth")
    }
    facts = api.facts_of(
        settings, asked["dispositifs"], asked["reference"], resubmission=asked["resubmission"]
    )
    options = Options(
        select=inputs.prefixes("--select", asked["select"] or settings.select),
        ignore=inputs.prefixes("--ignore", asked["ignore"] or settings.ignore),
        require=inputs.prefixes("--require", asked["require"] or settings.require),
        strict=asked["strict"] or settings.strict,
        lang=lang,
        as_of=inputs.instant(asked["as_of"]),
        mask=_masks(asked, settings),
        facts=facts,
        severities=inputs.severities("[severity]", settings.severity),
        **{name: value for name, value in chosen.items() if value is not None},
    )
    inputs.refuse_contradictions(options)
    named = (asked["templates"],) if asked["templates"] is not None else ()
    catalog.refuse_unusable(named)
    return Work(options, settings, asked["template"], (*named, *settings.templates))


def _masks(asked: Mapping[str, Any], settings: Config) -> bool:
    """Whether values are hidden: as asked, else as configured, else as the form of report wants."""
    from asp_check.report import MASKED

    for said in (asked["mask"], settings.mask):
        if said is not None:
            return bool(said)
    return asked["form"] in MASKED


def _paths(
    arguments: Sequence[str], asked: Mapping[str, Any], work: Work, complaints: Complaints
) -> list[str]:
    """The files to judge, in order; what cannot be used is said and left out."""
    lists: Sequence[str] = asked["files_from"]
    if [*arguments, *lists].count(STANDARD_INPUT) > 1:
        raise UsageError(
            "- est donné deux fois : l’entrée standard ne se lit qu’une fois",
            "- is given twice: standard input can be read only once",
        )
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
    paths: list[str] = []
    for found in files.expand(wanted):
        if isinstance(found, UsageError):
            complaints.add(found)
        else:
            paths.append(found)
    return paths


def _pieces(asked: Mapping[str, Any]) -> list[str | tuple[str, str]]:
    """The pieces that are given: by themselves, or with their role."""
    from asp_check.cli.options import ROLES

    stated = [(role, path) for role in ROLES for path in asked[f"piece_{role}"]]
    return [*asked["piece"], *stated]


def _attached(asked: Mapping[str, Any], paths: Sequence[str]) -> Attached | None:
    """What goes with the one request that is checked."""
    pieces = _pieces(asked)
    if len(paths) > 1 and (pieces or asked["avance"] is not None):
        raise UsageError(
            "des pièces vont avec une seule demande ; pour plusieurs, asp-check dossier DOSSIER",
            "pieces go with one request only; for several, asp-check dossier DIR",
        )
    return api.attached(pieces, asked["avance"], ocr=asked["ocr"])


def sources(asked: Mapping[str, Any], settings: Config) -> Iterator[str]:
    """The files that are read beside those that are judged."""
    yield from asked["files_from"]
    yield from (piece if isinstance(piece, str) else piece[1] for piece in _pieces(asked))
    if settings.path is not None:
        yield settings.path
    for name in (asked["dispositifs"], settings.dispositifs):
        if name is not None:
            yield name
    yield from asked["reference"].values()
    yield from (where.file for where in settings.reference.values())
    if asked["template"] is not None:
        yield asked["template"]
        yield from (
            os.path.join(asked["template"], name) for name in ("blank.json", "manifest.toml")
        )


def refuse_overwriting(asked: Mapping[str, Any], read: Iterable[str]) -> None:
    """Raise if the report would be written over a file that is read."""
    output: str | None = asked["output"]
    if output is not None and any(files.same_file(output, path) for path in read):
        shown = files.display(output)
        raise UsageError(
            f"--output {shown} : ce fichier est lu par le contrôle ; choisissez un autre nom",
            f"--output {shown}: this file is read by the check; choose another name",
        )


# --- What comes of it


def _reports(paths: Sequence[str], work: Work, jobs: int, complaints: Complaints) -> list[Report]:
    """The reports, in the order of the paths."""
    if jobs > 1 and len(paths) > 1:
        from contextlib import closing

        from asp_check.cli.parallel import judge_all

        with closing(judge_all(paths, work, jobs)) as results:
            return _sorted(results, complaints)
    return _sorted(map(work.judge, paths), complaints)


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
    form = report.load(asked["form"])
    options = work.options
    text = form.render(
        reports,
        lang=options.lang,
        color=output is None and console.has_color(),
        full=asked["full"],
        width=console.width() if output is None else 100,
        as_of=options.as_of,
        options=_shown(reports, options),
        version=__version__,
    )
    if output is not None and output != STANDARD_INPUT:
        files.write(output, text.encode("utf-8", "backslashreplace"))
    elif asked["form"] == "text":
        console.write_text(text)
    else:
        console.write_utf8(text)


def _shown(reports: Sequence[Report], options: Options) -> Mapping[str, Any]:
    """The options of the run; the layout that was asked, where templates have their own."""
    layout = {"layout": options.layout}
    if not reports:
        return layout
    same = len({report.options["layout"] for report in reports}) == 1
    return reports[0].options if same else {**reports[0].options, **layout}
