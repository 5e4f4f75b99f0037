"""``asp-check pack DIR -o OUT.zip``: the ZIP of exactly the pieces that were checked."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from asp_check.cli.command import Command, Option, Words, current_language
from asp_check.cli.dossier import common, kind
from asp_check.finding import UsageError

if TYPE_CHECKING:
    from asp_check.cli.dossier_plan import Task
    from asp_check.cli.dossier_run import Planned
    from asp_check.cli.work import Complaints
    from asp_check.dossier.model import Dossier, FileRef


class Packed(NamedTuple):
    """A ZIP that was made: its bytes, the names and sums of its pieces, and what is not in it, and why."""

    data: bytes
    pieces: tuple[tuple[str, str], ...]
    left: Mapping[str, Words]


def _run(paths: Sequence[str], **asked: Any) -> int:  # noqa: ANN401 - one value for each option
    lang = current_language()
    from asp_check.cli import UNUSABLE
    from asp_check.cli.work import Complaints

    complaints = Complaints(lang)
    try:
        return _pack(paths, asked, complaints)
    except UsageError as error:
        complaints.add(error)
        return UNUSABLE


def _pack(paths: Sequence[str], asked: Mapping[str, Any], complaints: Complaints) -> int:
    from contextlib import closing

    from asp_check import files
    from asp_check.cli import UNUSABLE, console
    from asp_check.cli.dossier_run import plan, read_by
    from asp_check.cli.run import CODES, refuse_overwriting
    from asp_check.cli.work import configured, work_of
    from asp_check.finding import Verdict

    output: str = asked["output"] or ""
    if output in {"", files.STANDARD_INPUT}:
        raise UsageError(
            "indiquez le ZIP à écrire : -o SORTIE.zip", "name the ZIP to write: -o OUT.zip"
        )
    files.refuse_unwritable(output)  # Checking may take long.
    asked = {**asked, "files_from": (), "jobs": 1, "form": "text"}
    settings = configured(paths, asked)
    complaints.lang = asked["lang"] or settings.lang or complaints.lang
    planned = plan(paths, asked, work_of(asked, settings, complaints.lang), complaints)
    if complaints.said:
        return UNUSABLE  # A piece that could not be read would be missing.
    refuse_overwriting(asked, read_by(planned.tasks))
    with closing(planned.casework.desk):
        dossier = planned.casework.judge(_only(planned))
    if isinstance(dossier, UsageError):
        raise dossier
    lang = complaints.lang
    console.write_text(_shown(dossier, planned, asked["full"]))
    if dossier.verdict is Verdict.NONCONFORM:
        console.write_text(_REFUSED[lang == "en"])
        return CODES[dossier.verdict]
    packed = pack(dossier, planned)
    written = files.put(output, packed.data, overwrite=asked["overwrite"])
    console.write_text(_told(dossier, packed, output, lang, written=written))
    is_open = bool(packed.left) or _is_ambiguous(dossier, packed.left)
    return CODES[Verdict.INCONCLUSIVE if is_open else dossier.verdict]


_REFUSED: Words = (
    "Rien n’a été écrit : corrigez d’abord les constats bloquants.\n",
    "Nothing was written: correct the blocking findings first.\n",
)


def _only(planned: Planned) -> Task:
    """The one dossier that there is to pack."""
    if len(planned.tasks) == 1:
        return planned.tasks[0]
    if not planned.tasks:
        raise UsageError(
            "rien à mettre dans un ZIP : ni demande, ni pièce",
            "nothing to put in a ZIP: neither a request nor a piece",
        )
    names = ", ".join(task.name for task in planned.tasks[:5])
    raise UsageError(
        f"{len(planned.tasks)} dossiers ({names}…) : un ZIP contient les pièces d’une seule demande ;"
        " indiquez le JSON et ses pièces",
        f"{len(planned.tasks)} dossiers ({names}…): a ZIP holds the pieces of one request only; name"
        " the JSON and its pieces",
    )


def _shown(dossier: Dossier, planned: Planned, full: bool) -> str:
    from asp_check.cli import console
    from asp_check.dossier.masking import masked
    from asp_check.report import dossier_text
    from asp_check.report.dossier import Style

    options = planned.casework.desk.work.options
    if options.mask:
        dossier = masked(dossier)
    style = Style(options.lang, console.has_color(), console.width(), full, options.as_of)
    return dossier_text.one(dossier, style)


def pack(dossier: Dossier, planned: Planned) -> Packed:
    """The ZIP of the pieces of a dossier, read again and compared with what was checked.

    Raises ``UsageError`` if there is none, if one has changed, or if a name cannot stand in a ZIP.
    """
    from asp_check import archive
    from asp_check.cli.dossier_desk import contents

    sums, left = chosen(dossier)
    if not sums:
        raise UsageError(
            "aucune pièce reconnue : il n’y a rien à mettre dans le ZIP",
            "no piece was recognised: there is nothing to put in the ZIP",
        )
    found: dict[str, bytes] = {}
    for source in planned.tasks[0].files:
        if source.shown in sums:
            data = contents(source)
            if sha256(data).hexdigest() != sums[source.shown]:
                raise UsageError(
                    f"{source.shown} a changé pendant le contrôle ; recommencez",
                    f"{source.shown} changed during the check; start again",
                )
            found[source.shown] = data
    names = _names(found)
    data = archive.write((names[path], content) for path, content in found.items())
    each = sorted((names[path], sums[path]) for path in found)
    return Packed(data, tuple(each), left)


def chosen(dossier: Dossier) -> tuple[dict[str, str], dict[str, Words]]:
    """The sums of the pieces of a dossier that are deposited, by path; those left out, and why."""
    from asp_check.dossier.model import WANTED

    wanted = WANTED.get(dossier.kind)
    drafts = _drafts(dossier)
    sums: dict[str, str] = {}
    left: dict[str, Words] = {}
    for file in dossier.files:
        if file.is_piece and wanted is not None and file.taken not in wanted:
            left[file.path] = _UNASKED
        elif file.is_piece and file in drafts:
            left[file.path] = _DRAFT
        elif file.is_piece:
            sums[file.path] = file.sha256
    return sums, {path: why for path, why in left.items() if path not in sums}


_DRAFT: Words = (
    "fichier Word, dont la version définitive est dans le ZIP",
    "a Word file, the final version of which is in the ZIP",
)
_UNASKED: Words = (
    "pièce que cette demande ne demande pas",
    "a piece that this request does not ask for",
)


def _drafts(dossier: Dossier) -> set[FileRef]:
    """The Word files beside which the same piece of the same order stands in its final form."""
    orders = dossier.key.orders
    alone = orders[0].number if len(orders) == 1 else ""
    of_piece: dict[tuple[str, str], list[FileRef]] = {}
    for file in dossier.files:
        if file.is_piece and (order := file.order or alone):
            of_piece.setdefault((file.taken, order), []).append(file)
    return {
        file
        for same in of_piece.values()
        if any(file.form != "docx" for file in same)
        for file in same
        if file.form == "docx"
    }


def _is_ambiguous(dossier: Dossier, left: Container[str]) -> bool:
    """Whether several files were taken for one piece, so that one too many is in the ZIP."""
    for told in dossier.told:
        if told.finding.rule == "D203":
            paths = [told.path, *(place.path for place in told.finding.related)]
            if sum(path not in left for path in paths) > 1:
                return True
    return False


def _names(paths: Mapping[str, bytes]) -> dict[str, str]:
    """The name of each piece in the ZIP: the last part of its path, which no other may have."""
    from unicodedata import normalize

    from asp_check.dossier.rules.common import base, unsafe

    names: dict[str, str] = {}
    taken: dict[str, str] = {}
    for path in paths:
        name = normalize("NFC", base(path))
        if (reason := unsafe(name)) is not None:
            raise UsageError(
                f"{path} : renommez ce fichier, {reason.fr}",
                f"{path}: rename this file, {reason.en}",
            )
        other = taken.setdefault(name.casefold(), path)
        if other != path:
            raise UsageError(
                f"{other} et {path} auraient le même nom dans le ZIP ; renommez l’un des deux",
                f"{other} and {path} would have one name in the ZIP; rename one of them",
            )
        names[path] = name
    return names


def _told(dossier: Dossier, packed: Packed, output: str, lang: str, *, written: bool) -> str:
    from asp_check.finding import Verdict
    from asp_check.report import escape

    en = lang == "en"
    path = escape.path(output)
    head = (
        ("Écrit", "Written") if written else ("Déjà à jour", "Up to date already")
    )[en]  # fmt: skip
    size, several = len(packed.data), "s" * (len(packed.pieces) > 1)
    lines = [
        (
            f"{head} : {path}, {len(packed.pieces)} pièce{several}, {size} octets",
            f"{head}: {path}, {len(packed.pieces)} piece{several}, {size} bytes",
        )[en]
    ]
    lines += [f"  {digest}  {escape.path(name)}" for name, digest in packed.pieces]
    if dossier.request is not None:
        lines.append(f"SHA-256 JSON  {dossier.request.sha256}  {escape.path(dossier.name)}")
    lines.append(f"SHA-256 ZIP   {sha256(packed.data).hexdigest()}  {path}")
    if dossier.request is not None:
        lines.append(
            (
                "Le JSON n’est pas dans le ZIP : il se dépose à part, d’abord.",
                "The JSON is not in the ZIP: it is deposited by itself, first.",
            )[en]
        )
    if dossier.verdict is Verdict.INCONCLUSIVE:
        lines.append(
            (
                "Le verdict est indéterminé : le ZIP contient les pièces, mais tout n’a pas pu être contrôlé.",
                "The verdict is inconclusive: the ZIP holds the pieces, but not all could be checked.",
            )[en]
        )
    if _is_ambiguous(dossier, packed.left):
        lines.append(
            (
                "Plusieurs fichiers sont pris pour la même pièce (D203) : voyez lequel déposer.",
                "Several files are taken for the same piece (D203): see which one to deposit.",
            )[en]
        )
    unknown = (file.path for file in dossier.files if file.taken in {"unrecognised", "unreadable"})
    left = {**dict.fromkeys(unknown), **packed.left}
    for one, why in sorted(left.items()):
        because = "" if why is None else f" ({why[en]})"
        shown = escape.path(one) + because
        lines.append((f"Laissé de côté : {shown}", f"Left out: {shown}")[en])
    return "\n".join(lines) + "\n"


def _options() -> list[click.Parameter]:
    left = {"output", "jobs"}
    return [param for param in common() if param.name not in left]


pack_command = Command(
    "pack",
    callback=_run,
    usage=("[OPTIONS] DOSSIER|FICHIER... -o SORTIE.zip", "[OPTIONS] DIR|FILE... -o OUT.zip"),
    words=(
        (
            "Écrit le ZIP des pièces d’une demande, une fois qu’elles ont été contrôlées avec elle.\n\n"
            "Le ZIP contient exactement les pièces contrôlées, sans le JSON, qui se dépose à part ; les"
            " mêmes pièces donnent toujours le même ZIP, à l’octet près. Si un constat bloque, rien n’est"
            " écrit."
        ),
        (
            "Write the ZIP of the pieces of a request, once they were checked with it.\n\n"
            "The ZIP holds exactly the pieces that were checked, without the JSON, which is deposited by"
            " itself; the same pieces always give the same ZIP, to the byte. Where a finding blocks,"
            " nothing is written."
        ),
    ),
    epilogue=(
        """\
Exemple :
  asp-check pack client-117/ -o client-117.zip

Code de sortie :
  0  écrit, et conforme
  1  non conforme : rien n’est écrit
  2  argument inutilisable, ou ZIP qui existe déjà avec un autre contenu
  3  écrit, mais à vérifier : ce qui n’a pu être contrôlé, est laissé de côté ou ambigu est nommé
""",
        """\
Example:
  asp-check pack client-117/ -o client-117.zip

Exit code:
  0  written, and conform
  1  nonconform: nothing is written
  2  an argument cannot be used, or the ZIP exists with another content
  3  written, but to be looked at: what could not be checked, is left out or ambiguous is named
""",
    ),
    params=[
        click.Argument(["paths"], nargs=-1),
        Option(
            ["-o", "--output"],
            value=("SORTIE.zip", "OUT.zip"),
            words=("Le ZIP à écrire.", "The ZIP to write."),
        ),
        Option(
            ["--overwrite"],
            is_flag=True,
            words=(
                "Remplace le ZIP, s’il existe déjà avec un autre contenu.",
                "Replace the ZIP, if it exists already with another content.",
            ),
        ),
        kind(),
        *_options(),
        Option(
            ["--full"],
            is_flag=True,
            words=(
                "Montre aussi les lignes sans écart et les contrôles non posés.",
                "Also show the rows that agree and the checks that were not run.",
            ),
        ),
    ],
)
