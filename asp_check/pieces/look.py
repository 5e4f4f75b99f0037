"""A paper into its pieces: which they are, what each says, and whether it is signed."""

from __future__ import annotations

from collections.abc import Sequence

from asp_check.pieces.contexts import SIGNATURE
from asp_check.pieces.data import split
from asp_check.pieces.data_reading import from_data
from asp_check.pieces.layout import Sheet, sheets_of
from asp_check.pieces.model import Paper, Piece, Reading, Role, Wanted
from asp_check.pieces.readings import readings, seen
from asp_check.pieces.recognise import Recognised, recognise
from asp_check.pieces.signature import signed


def look(
    paper: Paper, pages: tuple[int, int], wanted: Wanted, others: Sequence[Wanted] = ()
) -> tuple[Reading, ...]:
    """What these pages, the first and the last, say of each thing that is wanted.

    ``others`` are what is looked for in pieces of other roles: their labels are no values here.
    """
    if paper.form == "data":
        return from_data(paper, wanted)
    return readings(paper, seen(_within(sheets_of(paper), pages), wanted, others), wanted)


def _within(sheets: Sequence[Sheet], pages: tuple[int, int]) -> tuple[Sheet, ...]:
    return tuple(sheet for sheet in sheets if pages[0] <= sheet.page.number <= pages[1])


def pieces_of(
    paper: Paper, wanted: Sequence[Wanted], role: Role | None = None
) -> tuple[Piece, ...]:
    """The pieces that a paper holds; none where it could not be recognised.

    A ``role`` that the user stated holds for the whole paper, unless titles tell several pieces.
    """
    if paper.unreadable:
        return ()
    if paper.form == "data":
        return tuple(piece for one in split(paper) for piece in _from_data(one, wanted, role))
    sheets = sheets_of(paper)
    found = recognise(paper, wanted, sheets)
    if role is not None:
        found = _stated(paper, found, role)
    return tuple(
        _piece(
            paper,
            one,
            _within(sheets, one.pages),
            wanted,
            stated=role is not None and one.role == role,
        )
        for one in found
        if one.role is not None
    )


def _stated(paper: Paper, found: Sequence[Recognised], role: Role) -> tuple[Recognised, ...]:
    """What the user stated, for all pages, or for those that are not plainly another piece."""
    told = [one for one in found if one.role is not None]
    if len({one.role for one in told}) > 1 and role in {one.role for one in told}:
        return tuple(one for one in told)
    number = max((page.number for page in paper.pages), default=1)
    return (Recognised((1, number), role, 1.0),)


def belied(paper: Paper, wanted: Sequence[Wanted], role: Role) -> Recognised | None:
    """What the titles of a paper plainly say that it is, where it is not what the user stated."""
    if paper.unreadable or paper.form == "data":
        return None
    found = recognise(paper, wanted)
    first = found[0] if len({one.role for one in found}) == 1 else None
    if first is None or first.role in (None, role):
        return None
    best = first.candidates[0]
    rival = max((one.score for one in first.candidates if one.role == role), default=0.0)
    return first if best.title and best.score >= _SURE and rival < _FAINT else None


_SURE, _FAINT = 0.7, 0.3
"""Scores from which a title is plain, and under which nothing speaks for another role."""


def _piece(
    paper: Paper,
    one: Recognised,
    sheets: Sequence[Sheet],
    wanted: Sequence[Wanted],
    *,
    stated: bool,
) -> Piece:
    role = one.role
    assert role is not None  # noqa: S101 - those without are left out
    sought = next((each for each in wanted if each.role == role), Wanted(role))
    others = [each for each in wanted if each.role != role]
    views = seen(sheets, sought, others)
    return Piece(
        role,
        paper,
        one.pages,
        1.0 if stated else one.score,
        one.reason,
        stated,
        readings(paper, views, sought),
        signed(paper, one.pages, views, SIGNATURE),
    )


def _from_data(paper: Paper, wanted: Sequence[Wanted], role: Role | None) -> tuple[Piece, ...]:
    said = paper.data.get("role")
    sought = next((each for each in wanted if each.role == (role or said)), None)
    if sought is None:
        return ()
    return (
        Piece(
            sought.role,
            paper,
            stated=role is not None,
            readings=from_data(paper, sought),
            signed=signed(paper, (1, 1), (), SIGNATURE),
        ),
    )


def settle(piece: Piece, settled: Sequence[Reading]) -> Piece:
    """The piece with what a person settled in the place of what was read.

    >>> paper = Paper("va.pdf", "", "pdf")
    >>> piece = Piece("va", paper, readings=(Reading("va.date", "unclear", doubt="scan"),))
    >>> said = Reading("va.date", "read", "14/02/2025", origin="person", by="A. Le Gall")
    >>> settle(piece, [said]).readings[0].value
    '14/02/2025'
    """
    keys = {_key(reading) for reading in settled}
    named = {reading.concept for reading in settled}
    # Where a person told the establishments apart, that the paper does not is no news.
    kept = tuple(
        reading
        for reading in piece.readings
        if _key(reading) not in keys
        and (reading.concept not in named or reading.subject or reading.state == "read")
    )
    return piece._replace(readings=(*kept, *settled))


def _key(reading: Reading) -> tuple[str, str]:
    return reading.concept, "".join(reading.subject.split()).upper()
