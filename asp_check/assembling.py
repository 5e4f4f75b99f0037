"""Files to what goes with a request: papers read and recognised, and the advance before a balance."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from asp_check import catalog, files
from asp_check.causes.cause import Text
from asp_check.engine.deposited import deposited
from asp_check.engine.papers import Papers
from asp_check.files import TooLarge
from asp_check.finding import UsageError
from asp_check.pieces.look import belied, pieces_of, settle
from asp_check.pieces.model import ROLES as ALL_ROLES
from asp_check.pieces.model import Paper, Piece, Role, Wanted
from asp_check.pieces.reading import Reader
from asp_check.pieces.recognise import Recognised
from asp_check.pieces.statement import (
    Statement,
    beside,
    holds_for,
    load,
    settled,
    settled_signature,
)
from asp_check.pieces.tree import Faulty
from asp_check.pieces.words import ROLES, UNREADABLE
from asp_check.rules.common.matter import Beneficiaries, Unread
from asp_check.template import Template

if TYPE_CHECKING:
    from asp_check.engine import Options


class Recogniser(Protocol):
    """What knows templates by content: ``library.Library``."""

    def recognise(self, data: bytes, options: Options) -> Template | None:
        """The template that these bytes were made from, if one is near enough."""


MAX_PAPER = 64 << 20
"""Bytes of a paper; a larger one is not read."""

MAX_STATEMENT = 4 << 20
"""Bytes of a statement, likewise."""

_NOT_KNOWN = Text(
    "pièce non reconnue ; nommez-la, par exemple --va FICHIER",
    "piece not recognised; name it, for instance --va FILE",
)
_VOID = Text(
    "le relevé est périmé : la pièce a changé depuis ; refaites-le (asp-check piece read)",
    "the statement is void: the piece has changed since; do it again (asp-check piece read)",
)
_NO_TEXT = Text(
    "page numérisée sans texte sûr ; nommez la pièce (--va FICHIER…), puis relevez-la (asp-check piece read)",
    "scanned page without sure text; name the piece (--va FILE…), then settle it (asp-check piece read)",
)


class Named(NamedTuple):
    """A file that goes with a request, and its role where the user says it."""

    path: str
    role: Role | None = None


def named(pieces: Iterable[object]) -> tuple[Named, ...]:
    """Pieces as a caller gives them: a path, or a role and a path.

    Raises ``UsageError`` for anything else.
    """
    return tuple(map(_named, pieces))


def _named(piece: object) -> Named:
    if isinstance(piece, Named):
        return piece
    if isinstance(piece, (str, os.PathLike)):
        return Named(os.fspath(piece))
    if isinstance(piece, tuple) and len(piece) == 2:
        role, path = piece
        if role in ALL_ROLES and isinstance(path, (str, os.PathLike)):
            return Named(os.fspath(path), role)
    listed = ", ".join(ALL_ROLES)
    raise UsageError(
        f"pieces : attendu, des chemins, ou des couples (rôle, chemin) ; rôles : {listed}",
        f"pieces: paths are expected, or pairs (role, path); roles: {listed}",
    )


def read(pieces: Sequence[Named], *, ocr: bool = False) -> Iterator[tuple[Named, Paper]]:
    """These files as papers, one after the other; one that cannot be read says so.

    Raises ``UsageError`` for a path that names no file.
    """
    with Reader() as reader:
        for one in pieces:
            yield one, paper_at(one.path, reader, ocr=ocr)


def paper_at(path: str, reader: Reader, *, ocr: bool = False) -> Paper:
    """The file at a path as a paper; ``UsageError`` if there is none."""
    data = files.read(path, max_size=MAX_PAPER)
    if isinstance(data, TooLarge):
        return Paper(path, data.sha256, "data", unreadable="too-large")
    return paper_of(data, path, reader, ocr=ocr)


def paper_of(data: bytes, path: str, reader: Reader, *, ocr: bool = False) -> Paper:
    """The paper that these bytes are."""
    paper = reader.read(data, path)
    if not ocr or paper.unreadable:
        return paper
    from asp_check.pieces.ocr import read_scans

    return read_scans(paper, data)


def assemble(
    papers: Iterable[tuple[Named, Paper]],
    template: Template,
    advance: Beneficiaries | None = None,
    unopened: Iterable[Paper] = (),
) -> Papers:
    """What goes with a request of this template; ``unopened`` is what nobody could look into."""
    found = recognised(papers, catalog.pieces_of(template))
    hidden = (
        Unread(one, None, UNREADABLE[one.unreadable], hides=True, told=True) for one in unopened
    )
    return found._replace(advance=advance, unread=(*found.unread, *hidden))


def recognised(papers: Iterable[tuple[Named, Paper]], wanted: tuple[Wanted, ...] | None) -> Papers:
    """The pieces that these papers are, where this is to be looked for in them."""
    pieces: list[Piece] = []
    unread: list[Unread] = []
    notes: dict[str, Text] = {}
    for one, paper in papers:
        settled = _statement(paper, notes)
        if isinstance(settled, Unread):
            unread.append(settled)
            continue
        role = one.role or _stated(settled)
        if settled is None and role is not None and (seen := belied(paper, wanted or (), role)):
            unread.append(Unread(paper, role, _belied(seen, role), hides=True))
            continue
        found = () if paper.unreadable else pieces_of(paper, wanted or (), role)
        pieces += (_settled(piece, settled) for piece in found)
        if not found:
            unread.append(_unread(paper, role))
    return Papers(tuple(pieces), tuple(unread), wanted, notes=notes)


def _statement(paper: Paper, notes: dict[str, Text]) -> Statement | Unread | None:
    """What a person settled of a paper, in the file beside it; one that is void is said to be."""
    path = beside(paper.path)
    if paper.form == "data" or not os.path.isfile(path):
        return None
    try:
        data = files.read(path, max_size=MAX_STATEMENT)
        statement = load(b"" if isinstance(data, TooLarge) else data)
    except UsageError as error:
        return _unusable(paper, path, str(error), error.en)
    except Faulty as error:
        first = error.faults[0]
        return _unusable(paper, f"{path}:{first.line}", first.text.fr, first.text.en)
    if not holds_for(statement, paper):
        notes[paper.path] = _VOID
        return None
    return statement


def _belied(seen: Recognised, role: Role) -> Text:
    """A paper whose title says that it is another piece is not judged as what it was given for."""
    given, other = f"--{role}", f"--{seen.role}"
    return Text(
        f"donnée pour {ROLES[role].fr} ({given}), cette pièce s’intitule « {seen.reason} » :"
        f" donnez-la par {other}, ou confirmez son rôle par un relevé (asp-check piece read)",
        f"given as {ROLES[role].en} ({given}), this piece is titled “{seen.reason}”:"
        f" give it by {other}, or confirm its role by a statement (asp-check piece read)",
    )


def _unusable(paper: Paper, where: str, fr: str, en: str) -> Unread:
    """A statement that cannot be read leaves its paper open: somebody meant to settle it."""
    return Unread(paper, None, Text(f"{where} : {fr}", f"{where}: {en}"), hides=True)


def _stated(statement: Statement | None) -> Role | None:
    """The role that a statement says, where it is about one piece."""
    roles = {piece.role for piece in statement.pieces} if statement is not None else set()
    return roles.pop() if len(roles) == 1 else None


def _settled(piece: Piece, statement: Statement | None) -> Piece:
    if statement is None:
        return piece
    signed = settled_signature(statement, piece.role)
    found = settle(piece, settled(statement, piece.role))
    return found if signed is None else found._replace(signed=signed)


def _unread(paper: Paper, role: Role | None) -> Unread:
    if paper.unreadable:
        return Unread(paper, role, UNREADABLE[paper.unreadable], hides=True)
    scanned = any(page.scan for page in paper.pages)
    return Unread(paper, role, _NO_TEXT if scanned else _NOT_KNOWN, hides=scanned)


# --- The advance before a balance


def advance(path: str | None, library: Recogniser, options: Options) -> Beneficiaries | None:
    """What the advance request at a path, or those of a folder, declared; ``None`` without a path.

    Raises ``UsageError`` if there is no such file, or none that is an advance request.
    """
    if path is None:
        return None
    found: Beneficiaries | None = None
    for name in _requests(path):
        data = files.read(name, max_size=options.max_size)
        if isinstance(data, TooLarge) or (template := library.recognise(data, options)) is None:
            continue
        if template.manifest is None or template.manifest.request != "avance":
            continue
        one = deposited(template, data, name)
        found = one if found is None else _joined(found, one)
    if found is None:
        shown = files.display(path)
        raise UsageError(
            f"--avance {shown} : aucune demande d’avance reconnue",
            f"--avance {shown}: no advance request was recognised",
        )
    return found


def _requests(path: str) -> Iterator[str]:
    for found in files.expand([path]):
        if isinstance(found, UsageError):
            raise found
        yield found


def _joined(one: Beneficiaries, other: Beneficiaries) -> Beneficiaries:
    return Beneficiaries(
        one.path,
        one.orders | other.orders,
        {**other.identifiers, **one.identifiers},
        {**other.amounts, **one.amounts},
    )
