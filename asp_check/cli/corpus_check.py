"""What ``asp-check corpus list`` and ``check`` do: the whole corpus told, and checked again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from asp_check import config, files, judging
from asp_check.cli import CONFORM, INCONCLUSIVE, NONCONFORM, UNUSABLE, console
from asp_check.cli import corpus_store as store
from asp_check.cli.corpus_add import asked_of, at, folder_of
from asp_check.cli.work import Complaints, Work, configured, work_of
from asp_check.corpus import telling
from asp_check.corpus.judging import Case, Outcome, cases, judged
from asp_check.corpus.model import Record
from asp_check.corpus.proposing import proposals
from asp_check.files import TooLarge
from asp_check.finding import UsageError
from asp_check.inputs import instant

_NO_FILE = (
    "fichier introuvable, ou modifié depuis ; retrouvez-le avec --files DOSSIER",
    "the file was not found, or has changed since; find it with --files DIR",
)


# --- List


def listing(asked: Mapping[str, Any], lang: str) -> int:
    """Tell what the corpus holds; the exit code."""
    complaints = Complaints(lang)
    try:
        settings = configured((), asked_of(asked))
        complaints.lang = asked["lang"] or settings.lang or lang
        folder = folder_of(asked, settings)
        found = store.read(folder)
        shown = _here(cases(found.records), folder)
        console.write_text(telling.listing(shown, int(complaints.lang == "en")))
    except UsageError as error:
        complaints.add(error)
        return UNUSABLE
    for one in found.errors:
        complaints.add(one)
    return UNUSABLE if complaints.said else CONFORM


# --- Check


def check(asked: Mapping[str, Any], lang: str) -> int:
    """Check every file of the corpus again; the exit code."""
    complaints = Complaints(lang)
    asked = asked_of(asked)
    try:
        settings = configured((), asked)
        complaints.lang = asked["lang"] or settings.lang or lang
        is_dated = asked["as_of"] is not None
        when = instant(asked["as_of"]) if is_dated else None
        work = work_of({**asked, "as_of": "none"}, settings, complaints.lang)
        folder = folder_of(asked, settings)
        found = store.read(folder)
        checker = _Checker(folder, work, asked, is_dated, when)
        all_cases = cases(found.records)
        outcomes = [
            one._replace(file=store.shown(found.paths[one.record]))
            for one in checker.outcomes(all_cases)
        ]
        proposed = proposals(outcomes, "info" if work.options.strict else "warning")
        outcomes, all_cases = _shown(outcomes, folder), _here(all_cases, folder)
        en = int(complaints.lang == "en")
        if asked["form"] == "json":
            console.write_utf8(telling.mapping(outcomes, all_cases, proposed, en))
        else:
            console.write_text(telling.checked(outcomes, all_cases, proposed, en))
    except UsageError as error:
        complaints.add(error)
        return UNUSABLE
    for one in found.errors:
        complaints.add(one)
    return UNUSABLE if complaints.said else code_of(outcomes)


def _shown(outcomes: Sequence[Outcome], folder: str) -> list[Outcome]:
    """The outcomes, their paths as one types them here."""
    return [
        one._replace(
            record=_nearer(one.record, folder),
            partly=tuple(store.shown_at(folder, path) for path in one.partly),
        )
        for one in outcomes
    ]


def _here(found: Sequence[Case], folder: str) -> list[Case]:
    """The cases, likewise."""
    return [
        Case(
            tuple(_nearer(record, folder) for record in case.history),
            tuple(_nearer(record, folder) for record in case.holds),
        )
        for case in found
    ]


def _nearer(record: Record, folder: str) -> Record:
    return record._replace(path=store.shown_at(folder, record.path))


def code_of(outcomes: Sequence[Outcome]) -> int:
    """1 if a rule and the portal disagree, else 3 if something could not be asked, else 0."""
    if any(outcome.state in {"speaks", "silent"} for outcome in outcomes):
        return NONCONFORM
    if any(outcome.state != "agreed" or outcome.partly for outcome in outcomes):
        return INCONCLUSIVE
    return CONFORM


class _Checker:
    """What checking records again takes; templates are loaded once for each instant."""

    def __init__(
        self, folder: str, work: Work, asked: Mapping[str, Any], dated: bool, when: str | None
    ) -> None:
        self.folder = folder
        self.work = work
        self.asked = asked
        self.dated = dated
        self.when = when
        self.finder = store.Finder(folder, asked["files"])
        self.works: dict[str | None, Work] = {}

    def outcomes(self, found: Sequence[Case]) -> Iterator[Outcome]:
        """What becomes of each record that holds."""
        for case in found:
            for record in case.holds:
                try:
                    yield self._outcome(record)
                except UsageError as error:
                    yield Outcome(record, "lost", why=(str(error), error.en))

    def _outcome(self, record: Record) -> Outcome:
        path = self.finder.find(record.path, record.sha256)
        if path is None:
            return Outcome(record, "lost", why=_NO_FILE)
        work = self._work(self.when if self.dated else record.as_of or None)
        data = files.read(path, max_size=work.options.max_size, pipe=False)
        if isinstance(data, TooLarge) or sha256(data).hexdigest() != record.sha256:
            return Outcome(record, "lost", why=_NO_FILE)
        pieces, missing = self._pieces(record)
        avance = None
        if record.advance is not None:
            avance = self.finder.find(record.advance.path, record.advance.sha256)
            missing += [record.advance.path] if avance is None else []
        with_it = judging.attached(pieces, avance, ocr=self.asked["ocr"])
        shown = store.path_at(self.folder, record.path)
        name = self._template(record, shown)
        template = None if name is None else work.named(name)
        report = judging.judge(data, shown, template, work.options, work.library, with_it)
        blank = b""
        if report.template is not None:
            used = template or work.library.load(report.template.id)
            blank = used.blank
        return judged(record, report, blank, missing)

    def _work(self, as_of: str | None) -> Work:
        if as_of not in self.works:
            self.works[as_of] = at(self.work, as_of)
        return self.works[as_of]

    def _template(self, record: Record, path: str) -> str | None:
        if self.asked["template"] is not None:
            return str(self.asked["template"])
        if record.template.startswith("./"):
            return store.path_at(self.folder, record.template)
        return record.template or config.template_of(self.work.settings, path)

    def _pieces(self, record: Record) -> tuple[list[str | tuple[str, str]], list[str]]:
        found: list[str | tuple[str, str]] = []
        missing: list[str] = []
        for held in record.pieces:
            path = self.finder.find(held.path, held.sha256)
            if path is None:
                missing.append(held.path)
            else:
                found.append((held.role, path) if held.role else path)
        return found, missing
