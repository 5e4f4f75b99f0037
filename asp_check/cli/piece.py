"""``asp-check piece read``: what is read of a piece, and the statement that a person settles."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

from asp_check.cli import CONFORM, INCONCLUSIVE
from asp_check.cli import options as shared
from asp_check.cli.command import Command, Group, Option
from asp_check.finding import UsageError

if TYPE_CHECKING:
    from asp_check.cli.template import Context
    from asp_check.pieces.model import Paper, Piece, Role, Wanted
    from asp_check.pieces.statement import Statement

ROLES = ("bdc", "va", "mom", "invoice", "pilot")

MAX_SIZE = 64 << 20
"""Bytes of the largest piece that is read."""


class Work(NamedTuple):
    """A piece as it was read: its bytes, what it shows, what it says, and what was looked for."""

    data: bytes
    paper: Paper
    pieces: tuple[Piece, ...]
    wanted: tuple[Wanted, ...]
    template: str
    establishments: tuple[str, ...] = ()


def _read(  # noqa: PLR0913, PLR0917 - the options of the command
    file: str,
    output: str | None,
    template: str | None,
    role: str | None,
    establishments: Sequence[str],
    ocr: bool,
    interactive: bool,
    by: str | None,
    form: str,
    as_of: str,
    templates: str | None,
    lang: str | None,
) -> int:
    from asp_check.cli.template import Context
    from asp_check.pieces.statement import beside

    context = Context(lang, templates, None, as_of)
    if interactive and output is None:
        output = beside(file)
    work = _work(file, template, ocr, context, needs_template=output is not None)
    if work.paper.unreadable:
        return _tell_unreadable(work, context, form)
    if output is None:
        return _show(_told_apart(work, _role(role, None)), context, form)
    before = _existing(output, work.paper, context)
    work = _told_apart(work, _role(role, before))._replace(
        establishments=tuple(dict.fromkeys("".join(one.split()) for one in establishments))
    )
    return _state(work, output, before, by if interactive else None, context, ask=interactive)


# --- Reading


def _work(
    file: str, template: str | None, ocr: bool, context: Context, *, needs_template: bool
) -> Work:
    from asp_check import files
    from asp_check.pieces.reading import Reader

    data = files.read(file, max_size=MAX_SIZE)
    if isinstance(data, files.TooLarge):
        shown = files.display(file)
        raise UsageError(
            f"{shown} : {data.size} octets, trop pour une pièce ({MAX_SIZE} au plus)",
            f"{shown}: {data.size} bytes, too many for a piece (at most {MAX_SIZE})",
        )
    name, wanted = _wanted(file, template, context, required=needs_template)
    with Reader() as reader:
        paper = reader.read(data, file)
    if ocr and not paper.unreadable:
        from asp_check.pieces.ocr import read_scans

        paper = read_scans(paper, data)
    return Work(data, paper, (), wanted, name)


def _told_apart(work: Work, role: Role | None) -> Work:
    from asp_check.pieces.look import pieces_of

    return work._replace(pieces=pieces_of(work.paper, work.wanted, role))


def _role(name: str | None, settled: Statement | None) -> Role | None:
    """The role that the option says, else that of the statement, where it is about one piece."""
    from asp_check.pieces.model import ROLES as KNOWN

    stated = {piece.role for piece in settled.pieces} if settled is not None else set()
    if name is None and len(stated) == 1:
        return stated.pop()
    return next((role for role in KNOWN if role == name), None)


def _wanted(
    file: str, template: str | None, context: Context, *, required: bool
) -> tuple[str, tuple[Wanted, ...]]:
    """What to look for: what the template says, else the usual wordings of every concept."""
    from asp_check import catalog, config

    name = template or config.template_of(config.find(file), file)
    if name is None:
        if required:
            raise UsageError(
                "un relevé se fait pour un modèle : indiquez-le par --template"
                " (la liste : asp-check template list)",
                "a statement is made for a template: name it with --template"
                " (the list: asp-check template list)",
            )
        from asp_check.pieces.usual import usual

        return "", usual()
    loaded = context.load(name)
    wanted = catalog.pieces_of(loaded)
    if not wanted:
        raise UsageError(
            f"le modèle {name} ne dit pas que chercher dans les pièces : il n’a pas de pieces.toml",
            f"the template {name} does not say what to look for in pieces: it has no pieces.toml",
        )
    return loaded.id, wanted


# --- Telling


def _tell_unreadable(work: Work, context: Context, form: str) -> int:
    from asp_check.cli.console import complain
    from asp_check.cli.piece_text import as_data, faults

    if form == "json":
        context.write_json(as_data(work.paper, (), context.lang))
    for line in faults(work.paper, context.lang):
        complain(line)
    return INCONCLUSIVE


def _show(work: Work, context: Context, form: str) -> int:
    from asp_check.cli.piece_text import as_data, render

    if form == "json":
        context.write_json(as_data(work.paper, work.pieces, context.lang))
    else:
        context.write(render(work.paper, work.pieces, context.lang, every=bool(work.template)))
    return CONFORM if work.pieces else INCONCLUSIVE


# --- The statement


def _state(
    work: Work,
    output: str,
    before: Statement | None,
    by: str | None,
    context: Context,
    *,
    ask: bool,
) -> int:
    from asp_check import files
    from asp_check.cli import piece_ask
    from asp_check.cli.piece_text import written
    from asp_check.pieces import statement

    shown = files.display(work.paper.path)
    if work.paper.form == "data":
        raise UsageError(
            f"{shown} : des données structurées se lisent sans relevé",
            f"{shown}: structured data are read without a statement",
        )
    if not work.pieces:
        raise UsageError(
            f"{shown} : pièce non reconnue ; dites laquelle par --role ({'|'.join(ROLES)})",
            f"{shown}: piece not recognised; say which with --role ({'|'.join(ROLES)})",
        )
    made = statement.draft(work.paper, work.pieces, work.wanted, work.template, work.establishments)
    if before is not None:
        made = statement.merged(made, before)
    made = _with_images(made, work, output)

    def save(one: Statement) -> None:
        files.write(output, statement.render(one, context.lang).encode())

    save(made)
    if ask:
        made = piece_ask.settle(made, by, context, save)
    context.write(written(made, output, context.lang))
    return CONFORM


def _existing(output: str, paper: Paper, context: Context) -> Statement | None:
    """The statement that is there already, of the same file; ``UsageError`` for anything else."""
    from asp_check import files
    from asp_check.cli.console import complain
    from asp_check.pieces import statement
    from asp_check.pieces.tree import Faulty

    if not os.path.lexists(output):
        return None
    shown = files.display(output)
    data = files.read(output, max_size=MAX_SIZE, pipe=False)
    try:
        before = statement.load(data if isinstance(data, bytes) else b"")
    except Faulty as faulty:
        for fault in faulty.faults:
            complain(f"{shown}:{fault.line}: {fault.text.of(context.lang)}")
        raise UsageError(
            f"{shown} : ce fichier n’est pas un relevé sans faute ; corrigez-le, ou choisissez un autre nom par -o",
            f"{shown}: this file is no faultless statement; correct it, or choose another name with -o",
        ) from None
    if not statement.holds_for(before, paper):
        raise UsageError(
            f"{shown} : relevé périmé, la pièce a changé depuis (SHA-256 différent) ;"
            " renommez-le ou supprimez-le, puis recommencez",
            f"{shown}: this statement is void, the piece has changed since (the SHA-256 differs);"
            " rename or delete it, then start again",
        )
    return before


def _with_images(made: Statement, work: Work, output: str) -> Statement:
    """The statement with a picture of each place, written beside it."""
    from asp_check import files
    from asp_check.pieces import statement
    from asp_check.pieces.clippings import shown_with

    folder = statement.stem(output)
    pictures = shown_with(made, work.paper, work.data, os.path.basename(folder))
    if pictures.files:
        try:
            os.makedirs(folder, exist_ok=True)
        except OSError as error:
            shown, (fr, en) = files.display(folder), files.why(error)
            raise UsageError(
                f"{shown} : dossier impossible à créer ({fr})",
                f"{shown}: folder cannot be made ({en})",
            ) from None
        for name, data in pictures.files.items():
            files.write(os.path.join(folder, name), data)
    return pictures.statement


# --- The commands


read = Command(
    "read",
    callback=_read,
    usage=("[OPTIONS] FICHIER", "[OPTIONS] FILE"),
    words=(
        (
            "Lit une pièce (PDF, DOCX, image, données) : ce qu’elle dit de chaque notion, où, et ce qui"
            " est incertain.\n\nAvec -o, écrit un relevé : une personne y confirme ou corrige chaque"
            " valeur, dans le fichier ou au terminal (--interactive). Trouvé à côté de la pièce"
            " (VA.pdf, VA.releve.toml), il vaut pour les contrôles tant que la pièce ne change pas."
        ),
        (
            "Read a piece (PDF, DOCX, image, data): what it says of each concept, where, and what is"
            " unclear.\n\nWith -o, write a statement: a person confirms or corrects each value, in the"
            " file or on the terminal (--interactive). Found beside the piece (VA.pdf,"
            " VA.releve.toml), it holds for the checks as long as the piece does not change."
        ),
    ),
    epilogue=(
        """\
Exemples :
  asp-check piece read VA.pdf
  asp-check piece read VA.pdf --template hop-dpi-va2/solde -o VA.releve.toml
  asp-check piece read scan.pdf --role va --ocr --template hop-dpi-va2/solde --interactive

Code de sortie : 0 lu, 2 argument inutilisable, 3 illisible ou non reconnu.
""",
        """\
Examples:
  asp-check piece read VA.pdf
  asp-check piece read VA.pdf --template hop-dpi-va2/solde -o VA.releve.toml
  asp-check piece read scan.pdf --role va --ocr --template hop-dpi-va2/solde --interactive

Exit code: 0 read, 2 unusable argument, 3 unreadable or not recognised.
""",
    ),
    params=[
        click.Argument(["file"], metavar="FICHIER"),
        Option(
            ["--output", "-o"],
            value=("FICHIER", "FILE"),
            words=(
                "Écrit le relevé dans ce fichier, et à côté une image de chaque emplacement. Ce qui y est confirmé est gardé.",
                "Write the statement to this file, and beside it a picture of each place. What is confirmed there is kept.",
            ),
        ),
        shared.template(
            "Modèle qui dit quoi chercher dans les pièces. Sans lui, les libellés usuels ; un relevé en veut un.",
            "Template that says what to look for in pieces. Without it, the usual wordings; a statement needs one.",
        ),
        Option(
            ["--role"],
            type=click.Choice(ROLES),
            words=(
                "Ce qu’est la pièce (BDC, VA, MOM, facture, PV pilote). Sans lui, son contenu le dit.",
                "What the piece is (BDC, VA, MOM, invoice, pilot report). Without it, its content tells.",
            ),
        ),
        Option(
            ["--establishment", "establishments"],
            multiple=True,
            value=("FINESS", "FINESS"),
            words=(
                "Établissement dont la pièce doit parler : une entrée du relevé, lu ou non. Répétable.",
                "Establishment that the piece should speak of: an entry of the statement, read or not. Repeatable.",
            ),
        ),
        Option(
            ["--ocr"],
            is_flag=True,
            words=(
                "Lit aussi les pages numérisées (tesseract). Ce qui y est lu reste à confirmer.",
                "Also read scanned pages (tesseract). What is read there remains to be confirmed.",
            ),
        ),
        Option(
            ["--interactive"],
            is_flag=True,
            words=(
                "Demande chaque valeur au terminal, et l’écrit aussitôt dans le relevé ; sans -o, VA.releve.toml à côté de VA.pdf.",
                "Ask for each value on the terminal, and write it at once to the statement; without -o, VA.releve.toml beside VA.pdf.",
            ),
        ),
        Option(
            ["--by"],
            value=("NOM", "NAME"),
            words=(
                "Votre nom, pour --interactive. Sans lui, il est demandé.",
                "Your name, for --interactive. Without it, you are asked.",
            ),
        ),
        shared.form("text", "json"),
        shared.as_of(),
        shared.templates(),
        shared.lang(),
    ],
)

piece = Group(
    "piece",
    usage=("COMMANDE [OPTIONS]", "COMMAND [OPTIONS]"),
    words=("Lit une pièce et en fait le relevé.", "Read a piece and make its statement."),
    commands={"read": read},
)
