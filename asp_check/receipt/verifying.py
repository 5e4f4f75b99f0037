"""A receipt against what lies there now: the same bytes, or which of them changed, lacks or is new."""

# Annotations are not postponed here: each field of a named tuple would be compiled at every start.

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from asp_check.receipt.model import Paper, Receipt

State = Literal["same", "changed", "missing", "new", "unread"]


class Found(NamedTuple):
    """A file, or a member of an archive, that lies there; ``sha256`` is ``None`` where it was not read.

    ``name`` is for people; ``why`` says, in both languages, what kept it from being read.
    """

    name: str
    sha256: str | None
    why: tuple[str, str] = ("", "")


class Package(NamedTuple):
    """A ZIP that is to be uploaded, and its members; ``why`` where it cannot be trusted as a whole."""

    name: str
    members: Sequence[Found]
    why: tuple[str, str] = ("", "")


class There(NamedTuple):
    """All that was found of what a receipt names.

    ``pieces`` goes by the rank of the piece.  ``others`` are files named by the user; ``packages`` the ZIPs
    that are to be uploaded, in which case the pieces are looked for there and nowhere else.
    """

    file: Found | None
    pieces: Mapping[int, Found]
    others: Sequence[Found] = ()
    packages: Sequence[Package] = ()


class Line(NamedTuple):
    """What became of one file: ``where`` it lies now, where that is not under its name of then."""

    name: str
    state: State
    was: str = ""
    now: str = ""
    where: str = ""
    why: tuple[str, str] = ("", "")


def compare(receipt: Receipt, there: There) -> tuple[Line, ...]:
    """One line for the request, one for each piece, and one for each member that nobody checked."""
    pieces = (_of_file(receipt, there), *_of_pieces(receipt, there))
    told = {line.where for line in pieces if line.state != "same"}
    return (*pieces, *_members(receipt, there, told))


def state_of(lines: Iterable[Line]) -> Literal["same", "different", "unread"]:
    """What all of it comes to; never the same where something could not be read."""
    states = {line.state for line in lines}
    if states & {"changed", "missing", "new"}:
        return "different"
    return "same" if states == {"same"} else "unread"


def _of_file(receipt: Receipt, there: There) -> Line:
    found = there.file
    if found is None:
        found = _by_sum(receipt.file.sha256, there.others)
    return _line(receipt.file.name, receipt.file.sha256, found)


def _line(name: str, was: str, found: Found | None) -> Line:
    if found is None:
        return Line(name, "missing", was)
    where = "" if found.name == name else found.name
    if found.sha256 is None:
        return Line(name, "unread", was, "", where, found.why)
    return Line(name, "same" if found.sha256 == was else "changed", was, found.sha256, where)


def _of_pieces(receipt: Receipt, there: There) -> Iterator[Line]:
    for rank, piece in enumerate(receipt.pieces):
        shown = piece.name if piece.archive is None else f"{piece.archive}/{piece.name}"
        if there.packages:
            if piece.deposited:
                yield _packed(piece, shown, there)
            continue
        found = there.pieces.get(rank)
        if found is None or found.sha256 != piece.sha256:
            found = _by_sum(piece.sha256, there.others) or found
        yield _line(shown, piece.sha256, found)


def _packed(piece: Paper, shown: str, there: There) -> Line:
    """A piece in the ZIPs that are to be uploaded, whatever its name is there."""
    members = [
        member._replace(name=f"{package.name}/{member.name}")
        for package in there.packages
        for member in package.members
    ]
    found = _by_sum(piece.sha256, [*members, *there.others])
    if found is None:
        name = _last(piece.name)
        found = next((member for member in members if _last(member.name) == name), None)
    return _line(shown, piece.sha256, found)


def _members(receipt: Receipt, there: There, told: Container[str]) -> Iterator[Line]:
    """The members of the ZIPs that are none of the pieces checked, unless they were told already."""
    known = {piece.sha256 for piece in receipt.pieces}
    for package in there.packages:
        if any(package.why):
            yield Line(package.name, "unread", why=package.why)
        for member in package.members:
            shown = f"{package.name}/{member.name}"
            if shown in told or member.sha256 in known:
                continue
            if member.sha256 is None:
                yield Line(shown, "unread", why=member.why)
            else:
                yield Line(shown, "new", now=member.sha256)


def _by_sum(wanted: str, files: Iterable[Found]) -> Found | None:
    return next((file for file in files if file.sha256 == wanted), None)


def _last(name: str) -> str:
    return name.rpartition("/")[2]
