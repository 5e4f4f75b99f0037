"""What ``asp-check corpus add`` does: note what the portal said of a file, and what the rules say of it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from asp_check import __version__, config, files, judging
from asp_check.cli import CONFORM, UNUSABLE, console
from asp_check.cli import corpus_store as store
from asp_check.cli.options import ROLES
from asp_check.cli.run import Complaints, Work, configured, work_of
from asp_check.config import Config
from asp_check.corpus import telling
from asp_check.corpus.judging import cases, spoke_of
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
    path: str, folder: str, work: Work, asked: Mapping[str, Any], with_it: judging.Attached | None,
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
    report = judging.judge(data, path, template, work.options, work.library, with_it)
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
