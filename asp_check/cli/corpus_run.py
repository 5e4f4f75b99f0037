"""What ``asp-check corpus`` does: add what the portal said, and hold it against what the rules say today."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from asp_check import __version__, api, config, files
from asp_check.cli import CONFORM, INCONCLUSIVE, NONCONFORM, UNUSABLE, console
from asp_check.cli import corpus_store as store
from asp_check.cli.options import ROLES
from asp_check.cli.run import Complaints, Work, configured, work_of
from asp_check.config import Config
from asp_check.corpus import telling
from asp_check.corpus.judging import Case, Outcome, cases, judged, spoke_of
from asp_check.corpus.model import Held, Record
from asp_check.corpus.proposing import proposals
from asp_check.files import TooLarge, display
from asp_check.finding import Report, UsageError
from asp_check.inputs import instant
from asp_check.report import escape

_NO_FILE = (
    "fichier introuvable, ou modifié depuis ; retrouvez-le avec --files DOSSIER",
    "the file was not found, or has changed since; find it with --files DIR",
)


_DEFAULTS: Mapping[str, Any] = {
    **dict.fromkeys(("template", "templates", "avance", "dispositifs", "config", "output", "mask")),
    **dict.fromkeys(("layout", "max_findings", "max_size", "max_depth")),
    **dict.fromkeys(("select", "ignore", "require", "files_from", "piece"), ()),
    **{f"piece_{role}": () for role in ROLES},
    **dict.fromkeys(("ocr", "strict", "resubmission", "full", "official"), False),
    "reference": {},
    "jobs": 1,
}
"""What a check takes besides, where nothing is said."""


def asked_of(asked: Mapping[str, Any]) -> dict[str, Any]:
    """What is asked, with what a check takes besides."""
    return {"form": "text", **_DEFAULTS, **asked}


def folder_of(asked: Mapping[str, Any], settings: Config) -> str:
    """The folder of the corpus: as asked, as configured, else beside the configuration."""
    named: str | None = asked["corpus"] or settings.corpus
    return named or os.path.join(settings.directory, store.FOLDER)


# --- Add


def add(paths: Sequence[str], asked: Mapping[str, Any], lang: str) -> int:
    """Record what was said of these files; the exit code."""
    complaints = Complaints(lang)
    asked = asked_of(asked)
    try:
        settings = configured(paths, asked)
        complaints.lang = asked["lang"] or settings.lang or lang
        pieces = _pieces_given(paths, asked)
        work = work_of(asked, settings, complaints.lang)
        folder = folder_of(asked, settings)
        with_it = api.attached(pieces, asked["avance"], ocr=asked["ocr"])
    except UsageError as error:
        complaints.add(error)
        return UNUSABLE
    for path in paths:
        try:
            _add(path, folder, work, asked, with_it, complaints)
        except UsageError as error:
            complaints.add(error)
    return UNUSABLE if complaints.said else CONFORM


def _pieces_given(paths: Sequence[str], asked: Mapping[str, Any]) -> list[str | tuple[str, str]]:
    """The pieces of the one request; ``UsageError`` where there is none, or are several."""
    if not paths or files.STANDARD_INPUT in paths:
        raise UsageError(
            "indiquez au moins un fichier ; voir asp-check corpus add --help",
            "name at least one file; see asp-check corpus add --help",
        )
    pieces = [*asked["piece"], *((r, p) for r in ROLES for p in asked[f"piece_{r}"])]
    if len(paths) > 1 and (pieces or asked["avance"] is not None):
        raise UsageError(
            "des pièces vont avec une seule demande ; ajoutez les demandes une à une",
            "pieces go with one request only; add the requests one by one",
        )
    return pieces


def _add(
    path: str, folder: str, work: Work, asked: Mapping[str, Any], with_it: api.Attached | None,
    complaints: Complaints,
) -> None:  # fmt: skip
    name = asked["template"] or config.template_of(work.settings, path)
    data = files.read(path, max_size=work.options.max_size, pipe=False)
    if isinstance(data, TooLarge):
        raise UsageError(
            f"{display(path)} : fichier trop volumineux pour être contrôlé (--max-size)",
            f"{display(path)}: the file is too large to be checked (--max-size)",
        )
    template = None if name is None else work.named(name)
    report = api.judge(data, path, template, work.options, work.library, with_it)
    record = _record(report, data, folder, work, asked)
    known = store.read(folder).records if os.path.isdir(folder) else ()
    en = int(complaints.lang == "en")
    same = next((one for one in known if one.said == record.said), None)
    is_dated = asked["as_of"] != "now"
    if same is not None and (not is_dated or same.as_of == record.as_of):
        told = (" : déjà dans le corpus, ", ": in the corpus already, ")[en]
        console.write_text(f"{escape.path(path)}{told}{telling.said(same, en)}\n")
    else:
        store.add(folder, record)
        told = (" : ajouté, ", ": added, ")[en] + telling.said(record, en)
        verdict = telling.VERDICTS[record.verdict][en]
        told += (f" ; le contrôle dit : {verdict}", f"; the check says: {verdict}")[en]
        console.write_text(f"{escape.path(path)}{told}\n")
    if asked["keep"]:
        store.keep(folder, data)
        for held in (*asked["piece"], *(p for r in ROLES for p in asked[f"piece_{r}"])):
            _keep(folder, held)
        if asked["avance"] is not None and os.path.isfile(asked["avance"]):
            _keep(folder, asked["avance"])
    _tell_history(record, [*known, record], en)


def _keep(folder: str, path: str) -> None:
    data = files.read(path, max_size=1 << 30, pipe=False)
    if isinstance(data, TooLarge):
        raise UsageError(
            f"{display(path)} : trop volumineux pour être copié",
            f"{display(path)}: too large to be copied",
        )
    store.keep(folder, data)


def _tell_history(record: Record, records: Sequence[Record], en: int) -> None:
    for case in cases(one for one in records if one.about == record.about):
        for line in telling.history(case, en):
            console.write_text(f"{line}\n")


def _record(
    report: Report, data: bytes, folder: str, work: Work, asked: Mapping[str, Any]
) -> Record:
    template = report.template
    named: str = asked["template"] or ""
    if named and (os.path.exists(named) or named.lower().endswith(".json")):
        named = f"./{store.path_from(folder, named)}"
    avance: str | None = asked["avance"]
    held: Held | None = None
    if avance is not None and os.path.isfile(avance):
        held = Held(store.path_from(folder, avance), store.sum_of(avance) or "")
    blank = work.library.load(_name_of(report, named, folder)).blank if template else b""
    pieces: dict[str, Held] = {}
    for ref in report.pieces:
        pieces.setdefault(
            ref.path, Held(store.path_from(folder, ref.path), ref.sha256, ref.role or "")
        )
    stated = {path: role for role in ROLES for path in asked[f"piece_{role}"]}
    pieces = {
        path: one._replace(role=stated.get(path, "")) for path, one in pieces.items()
    }  # fmt: skip
    return Record(
        path=store.path_from(folder, report.path or ""),
        sha256=sha256(data).hexdigest(),
        size=len(data),
        outcome=asked["outcome"],
        stage=asked["stage"],
        as_of=report.as_of or "",
        message=display(asked["message"] or ""),
        version=__version__,
        verdict=report.verdict.value,
        template=named,
        model=template.id if template else "",
        status=template.status if template else "",
        blank=template.sha256 if template else "",
        pieces=tuple(sorted(pieces.values())),
        advance=held,
        spoke=spoke_of(report.findings, blank),
    )


def _name_of(report: Report, named: str, folder: str) -> str:
    """The name by which the template of a report is loaded again."""
    if named.startswith("./"):
        return store.path_at(folder, named)
    return named or (report.template.id if report.template else "")


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
    at: str | None = asked["as_of"]
    try:
        settings = configured((), asked)
        complaints.lang = asked["lang"] or settings.lang or lang
        when = None if at is None else instant(at)
        work = work_of({**asked, "as_of": "none"}, settings, complaints.lang)
        folder = folder_of(asked, settings)
        found = store.read(folder)
        checker = _Checker(folder, work, asked, at is not None, when)
        all_cases = cases(found.records)
        outcomes = list(checker.outcomes(all_cases))
        proposed = proposals(outcomes)
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
        with_it = api.attached(pieces, avance, ocr=self.asked["ocr"])
        shown = store.path_at(self.folder, record.path)
        name = self._template(record, shown)
        template = None if name is None else work.named(name)
        report = api.judge(data, shown, template, work.options, work.library, with_it)
        blank = b""
        if report.template is not None:
            used = template or work.library.load(report.template.id)
            blank = used.blank
        return judged(record, report, blank, missing)

    def _work(self, as_of: str | None) -> Work:
        if as_of not in self.works:
            one = self.work
            options = one.options._replace(as_of=as_of)
            self.works[as_of] = Work(options, one.settings, one.template, one.folders, one.official)
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
