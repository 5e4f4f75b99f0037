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
from asp_check.pieces.look import pieces_of, settle
from asp_check.pieces.model import ROLES, Paper, Piece, Role, Wanted
from asp_check.pieces.reading import Reader
from asp_check.pieces.words import UNREADABLE
from asp_check.rules.common.matter import Beneficiaries, Unread
from asp_check.template import Template

if TYPE_CHECKING:
    from asp_check.engine import Options


class Recogniser(Protocol):
    """What knows templates by content: ``api.Library``."""

    def recognise(self, data: bytes, options: Options) -> Template | None:
        """The template that these bytes were made from, if one is near enough."""

MAX_PAPER = 64 << 20
"""Bytes of a paper; a larger one is not read."""

_NOT_KNOWN = Text(
    "pièce non reconnue ; nommez-la, par exemple --va FICHIER",
    "piece not recognised; name it, for instance --va FILE",
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
        if role in ROLES and isinstance(path, (str, os.PathLike)):
            return Named(os.fspath(path), role)
    listed = ", ".join(ROLES)
    raise UsageError(
        f"pieces : attendu, des chemins, ou des couples (rôle, chemin) ; rôles : {listed}",
        f"pieces: paths are expected, or pairs (role, path); roles: {listed}",
    )


def read(pieces: Sequence[Named], *, ocr: bool = False) -> list[tuple[Named, Paper]]:
    """These files as papers; one that cannot be read says so.

    Raises ``UsageError`` for a path that names no file.
    """
    with Reader() as reader:
        return [(one, paper_at(one.path, reader, ocr=ocr)) for one in pieces]


def paper_at(path: str, reader: Reader, *, ocr: bool = False) -> Paper:
    """The file at a path as a paper; ``UsageError`` if there is none."""
    data = files.read(path, max_size=MAX_PAPER)
    if isinstance(data, TooLarge):
        return Paper(path, data.sha256, "data", unreadable="too-large")
    return reader.read(data, path)


def assemble(
    papers: Iterable[tuple[Named, Paper]],
    template: Template,
    advance: Beneficiaries | None = None,
) -> Papers:
    """What goes with a request of this template."""
    wanted = catalog.pieces_of(template)
    pieces: list[Piece] = []
    unread: list[Unread] = []
    for one, paper in papers:
        found = _pieces(paper, wanted or (), one.role)
        pieces += found
        if not found:
            unread.append(_unread(paper, one.role))
    return Papers(tuple(pieces), tuple(unread), wanted, advance)


def _pieces(paper: Paper, wanted: Sequence[Wanted], role: Role | None) -> Iterator[Piece]:
    if paper.unreadable:
        return
    for piece in pieces_of(paper, wanted, role):
        yield settle(piece, _settled(paper, piece.role))


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
        template = None if isinstance(data, TooLarge) else library.recognise(data, options)
        manifest = None if template is None else template.manifest
        if manifest is None or manifest.request != "avance" or isinstance(data, TooLarge):
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
