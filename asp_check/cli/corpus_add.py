"""What ``asp-check corpus add`` does: note what the portal said of a file, and what the rules say of it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from asp_check import __version__, config, files, judging
from asp_check.cli import CONFORM, UNUSABLE, console
from asp_check.cli import corpus_store as store
from asp_check.cli.dossier_plan import MAGIC
from asp_check.cli.options import ROLES, given_pieces, piece_paths
from asp_check.cli.work import Complaints, Work, configured, work_of
from asp_check.config import Config
from asp_check.corpus import telling
from asp_check.corpus.judging import cases, is_doubtful, open_because, spoke_of
from asp_check.corpus.model import Held, Record
from asp_check.files import TooLarge, display
from asp_check.finding import Report, UsageError
from asp_check.report import escape

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
        with_it = judging.attached(pieces, asked["avance"], ocr=asked["ocr"])
        # Read once: for each file again, it would take the square of their number.
        known = store.Known(folder)
    except UsageError as error:
        complaints.add(error)
        return UNUSABLE
    for path in paths:
        try:
            _add(path, known, work, asked, with_it, complaints)
        except UsageError as error:
            complaints.add(error)
    return UNUSABLE if complaints.said else CONFORM


def _pieces_given(paths: Sequence[str], asked: Mapping[str, Any]) -> list[str | tuple[str, str]]:
    """The pieces of the one request; ``UsageError`` where there is none, or are several."""
    if files.STANDARD_INPUT in paths:
        raise UsageError(
            "- : l’entrée standard n’est pas prise, car une fiche nomme un fichier ; enregistrez-le, puis indiquez-le",
            "-: standard input is not taken, for a record names a file; save it, then name it",
        )
    if not paths:
        raise UsageError(
            "indiquez au moins un fichier ; voir asp-check corpus add --help",
            "name at least one file; see asp-check corpus add --help",
        )
    pieces = given_pieces(asked)
    if len(paths) > 1 and (pieces or asked["avance"] is not None):
        raise UsageError(
            "des pièces vont avec une seule demande ; ajoutez les demandes une à une",
            "pieces go with one request only; add the requests one by one",
        )
    return pieces


def _add(
    path: str, known: store.Known, work: Work, asked: Mapping[str, Any],
    with_it: judging.Attached | None, complaints: Complaints,
) -> None:  # fmt: skip
    data = files.read(path, max_size=work.options.max_size, pipe=False)
    if isinstance(data, TooLarge):
        raise UsageError(
            f"{display(path)} : fichier trop volumineux pour être contrôlé (--max-size)",
            f"{display(path)}: the file is too large to be checked (--max-size)",
        )
    folder, en = known.folder, int(complaints.lang == "en")
    report = _judged(data, path, work, asked, with_it)
    if asked["outcome"] == "accepted":
        _refuse_no_json(report, data, path)
    record = _record(report, data, folder, work, asked)
    same = known.same(record)
    if same is not None and (asked["as_of"] == "now" or same.as_of == record.as_of):
        if record.template in {"", same.template}:
            told = (" : déjà dans le corpus, ", ": in the corpus already, ")[en]
            console.write_text(f"{escape.path(path)}{told}{telling.said(same, en)}\n")
            record = same
        else:
            # The template is named now, or another one is: of the same deposit, at its instant.
            work = at(work, same.as_of or None)
            report = _judged(data, path, work, asked, with_it)
            record = _record(report, data, folder, work, asked)
            known.replace(same, record)
            _tell(path, record, (" : remplacé, ", ": replaced, ")[en], en)
    else:
        known.add(record)
        _tell(path, record, (" : ajouté, ", ": added, ")[en], en)
    file = known.paths[record]
    _warn(report, path, file, asked["outcome"], en)
    if asked["keep"]:
        store.keep(folder, data)
        for held in piece_paths(asked):
            _keep(folder, held)
        if asked["avance"] is not None and os.path.isfile(asked["avance"]):
            _keep(folder, asked["avance"])
    _tell_history(known.of_same_files(record), en)


def _judged(
    data: bytes, path: str, work: Work, asked: Mapping[str, Any], with_it: judging.Attached | None
) -> Report:
    name = asked["template"] or config.template_of(work.settings, path)
    template = None if name is None else work.named(name)
    return judging.judge(data, path, template, work.options, work.library, with_it)


def at(work: Work, as_of: str | None) -> Work:
    """The same work at another instant."""
    options = work.options._replace(as_of=as_of)
    return Work(options, work.settings, work.template, work.folders, work.official)


_NO_JSON = frozenset({"S703", "S706"})
"""The rules that say that a file is empty, or nothing like JSON."""


def _refuse_no_json(report: Report, data: bytes, path: str) -> None:
    """Raise for what no portal can have accepted as a request: it would be no evidence of anything."""
    is_other = data.startswith(MAGIC) or not (b"{" in data or b"[" in data)
    if is_other or any(finding.rule in _NO_JSON for finding in report.findings):
        shown = display(path)
        raise UsageError(
            f"{shown} : ce n’est pas un JSON, le portail n’a pas pu l’accepter comme demande ; indiquez la"
            " demande elle-même, et ses pièces par --piece",
            f"{shown}: this is no JSON, the portal cannot have accepted it as a request; name the request"
            " itself, and its pieces with --piece",
        )


def _tell(path: str, record: Record, what: str, en: int) -> None:
    verdict = telling.VERDICTS[record.verdict][en]
    told = telling.said(record, en)
    told += (f" ; le contrôle dit : {verdict}", f"; the check says: {verdict}")[en]
    console.write_text(f"{escape.path(path)}{what}{told}\n")


def _warn(report: Report, path: str, file: str, outcome: str, en: int) -> None:
    """Say on standard error what will hinder ``corpus check``; the record is kept all the same."""
    lead = f"{escape.path(path)}{(' : ', ': ')[en]}"
    if any(why := open_because(report)):
        told = escape.message(why[en])
        mark = ("fiche gardée, mais sans verdict : ", "record kept, but without a verdict: ")[en]
        console.complain(f"{lead}{mark}{told}")
    if outcome == "accepted" and is_doubtful(one.rule for one in report.findings):
        console.complain(f"{lead}{telling.doubt(store.shown(file), en)}")


def _keep(folder: str, path: str) -> None:
    data = files.read(path, max_size=1 << 30, pipe=False)
    if isinstance(data, TooLarge):
        raise UsageError(
            f"{display(path)} : trop volumineux pour être copié",
            f"{display(path)}: too large to be copied",
        )
    store.keep(folder, data)


def _tell_history(records: Sequence[Record], en: int) -> None:
    for case in cases(records):
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
