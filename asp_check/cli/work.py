"""What judging a file takes: the options of a run, its templates, and what could not be used."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from asp_check import api, catalog, config, engine, files, inputs, judging
from asp_check.cli import spoken_by
from asp_check.config import Config
from asp_check.engine import Options
from asp_check.files import STANDARD_INPUT
from asp_check.finding import Report, UsageError
from asp_check.judging import Attached
from asp_check.library import Library
from asp_check.template import Template

Result = Report | UsageError
"""What becomes of one argument."""


class Work:
    """All that judging one path takes; what it has loaded stays in its process."""

    def __init__(
        self,
        options: Options,
        settings: Config,
        template: str | None,
        folders: tuple[str, ...],
        official: bool = False,
    ) -> None:
        self.options = options
        self.settings = settings
        self.template = template
        self.folders = folders
        self.official = official
        self.with_it: Attached | None = None
        self.library = Library(folders, options.as_of)

    def __reduce__(self) -> tuple[object, ...]:
        """What another process needs to do the same work."""
        return Work, (self.options, self.settings, self.template, self.folders, self.official)

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
            return _lighter(
                judging.judge(data, path, template, self.options, self.library, with_it)
            )
        except UsageError as error:
            return error
        except Exception as error:  # noqa: BLE001 - named, and the other files still judged
            return engine.crashed(error, b"", None, self.options, path)

    def named(self, name: str) -> Template:
        """The template of this name; named by the user, so a reference model counts."""
        template = self.library.load(name)
        if template.status == "reference":
            allowed = self.settings.allow_reference
            if allowed is False or (self.official and allowed is None):
                raise _refused(name, official=allowed is None)
        return template

    def portable(self, result: Result) -> Result:
        """The report or the refusal as it goes to another process: some mappings do not travel."""
        if isinstance(result, UsageError):
            return result
        return result._replace(options=dict(result.options), ignored=dict(result.ignored))

    def lost(self, path: str, error: Exception) -> Result:
        """What becomes of a path whose process died of it."""
        return engine.crashed(error, b"", None, self.options, path)


def _refused(name: str, *, official: bool) -> UsageError:
    """Why a reference model is not taken: by ``--official``, or by the configuration."""
    shown = files.display(name)
    if official:
        return UsageError(
            f"modèle {shown} : c’est un modèle de référence, que --official refuse ; importez celui de"
            " l’ASP (asp-check template import), ou écrivez allow_reference = true dans la configuration",
            f"template {shown}: this is a reference model, which --official refuses; import the ASP’s"
            " (asp-check template import), or write allow_reference = true in the configuration",
        )
    return UsageError(
        f"modèle {shown} : c’est un modèle de référence, et la configuration les refuse"
        " (allow_reference = false)",
        f"template {shown}: this is a reference model, and the configuration refuses them"
        " (allow_reference = false)",
    )


def _lighter(report: Report) -> Report:
    """The same report, without the bytes of the file where nothing will be shown of them."""
    return report if report.findings else report._replace(data=b"", model=None)


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
    folders = (*named, *settings.templates)
    return Work(options, settings, asked["template"], folders, asked["official"])


def _masks(asked: Mapping[str, Any], settings: Config) -> bool:
    """Whether values are hidden: as asked, else as configured, else as the form of report wants."""
    from asp_check.report import MASKED

    for said in (asked["mask"], settings.mask):
        if said is not None:
            return bool(said)
    return asked["form"] in MASKED
