"""The statement (relevé) of a paper: what was read of it, and what a person says that it says.

Only an entry that a person signed, by ``confirmed_by`` and ``date``, counts; it holds for one file,
known by its SHA-256, and is void for any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from asp_check.pieces.model import (
    Item,
    Paper,
    Piece,
    Reading,
    Role,
    Sight,
    Signed,
    State,
    Wanted,
)
from asp_check.pieces.statement_entries import FORMAT, SIGNED, Entry, Stated, Statement
from asp_check.pieces.statement_strict import load
from asp_check.pieces.statement_text import render

__all__ = [
    "FORMAT", "SIGNED", "SUFFIX", "Entry", "Stated", "Statement", "beside", "draft", "holds_for",
    "load", "merged", "render", "settled", "settled_signature",
]  # fmt: skip

SUFFIX = ".releve"


def beside(path: str) -> str:
    """Where the statement of the paper at this path is looked for.

    >>> beside("pieces/VA.pdf")
    'pieces/VA.releve.toml'
    """
    return f"{stem(path)}{SUFFIX}.toml"


def stem(path: str) -> str:
    """The path without what follows the last dot of its name.

    >>> stem("a.b/VA.pdf"), stem("a.b/VA")
    ('a.b/VA', 'a.b/VA')
    """
    before, dot, after = path.rpartition(".")
    is_name = dot and "/" not in after and "\\" not in after and before[-1:] not in ("", "/", "\\")
    return before if is_name else path


def holds_for(statement: Statement, paper: Paper) -> bool:
    """Whether the statement is about this very file; of another version it is void."""
    return statement.sha256 == paper.sha256


# --- What counts


def settled(statement: Statement, role: Role | None = None) -> tuple[Reading, ...]:
    """What a person settled, of the pieces of this role or of all; nothing else counts."""
    return tuple(
        _reading(entry, value)
        for piece in statement.pieces
        if role in (None, piece.role)
        for entry in piece.entries
        if entry.is_settled and entry.concept != SIGNED
        for value in _values(entry)
    )


def _values(entry: Entry) -> Sequence[str]:
    """What a person wrote in an entry: one value, or several where there may be."""
    if entry.outcome or not entry.several:
        return ("" if entry.outcome else entry.value,)
    return [part.strip() for part in entry.value.split(";") if part.strip()]


def _reading(entry: Entry, value: str) -> Reading:
    state: State = "read"
    if entry.outcome:
        state = "absent" if entry.outcome == "absent" else "unclear"
    return Reading(
        entry.concept,
        state,
        value,
        entry.subject,
        Sight(entry.page, entry.box, entry.label),
        "person",
        "illegible" if entry.outcome == "illegible" else "",
        by=entry.confirmed_by,
        on=entry.date,
    )


def settled_signature(statement: Statement, role: Role | None = None) -> Signed | None:
    """Whether a person settled that the piece is signed; nothing if nobody did."""
    for piece in statement.pieces:
        for entry in piece.entries if role in (None, piece.role) else ():
            if entry.concept == SIGNED and entry.is_settled and not entry.outcome:
                state: Literal["present", "absent"] = (
                    "absent" if entry.value == "non" else "present"
                )
                return Signed(state, "person", Sight(entry.page, entry.box, entry.label))
    return None


# --- What is written


def draft(
    paper: Paper,
    pieces: Sequence[Piece],
    wanted: Sequence[Wanted],
    template: str = "",
    subjects: Sequence[str] = (),
) -> Statement:
    """The statement of a paper as it was read, nothing settled yet.

    ``subjects`` are the identifiers of establishments that tables answer for, read or not.
    """
    known = {one.role: one for one in wanted}
    return Statement(
        re.split(r"[/\\]", paper.path)[-1],
        paper.sha256,
        template,
        tuple(
            Stated(piece.role, piece.pages, tuple(_entries(piece, known[piece.role], subjects)))
            for piece in pieces
            if piece.role in known
        ),
    )


def _entries(piece: Piece, wanted: Wanted, subjects: Sequence[str]) -> Iterator[Entry]:
    yes_no = dict.fromkeys(wanted.mentions, Item("", (), "yes-no"))
    items = {**{item.concept: item for item in wanted.items}, **yes_no}
    for concept, item in items.items():
        seen: dict[str, int] = {}
        for reading in _expected(piece.all(concept), item, subjects):
            ordinal = seen.get(reading.subject, 0)
            seen[reading.subject] = ordinal + 1
            yield _entry(reading._replace(concept=concept), item, ordinal)
    yield _signature(piece.signed)


def _expected(found: Sequence[Reading], item: Item, subjects: Sequence[str]) -> Iterator[Reading]:
    """What was read of a thing, and what is missing of it: for all, or for an establishment."""
    told = {reading.subject for reading in found}
    missing = [one for one in subjects if one not in told] if item.by else []
    kept = [one for one in found if one.subject or one.value or not missing]
    yield from kept
    yield from (Reading(item.concept, "unnamed", subject=one) for one in missing)
    if not kept and not missing:
        yield Reading(item.concept, "unnamed")


def _entry(reading: Reading, item: Item, ordinal: int) -> Entry:
    sight = reading.sight
    answers = ("oui", "non") if item.type == "yes-no" else tuple(item.answers)
    return Entry(
        reading.concept,
        reading.subject,
        ordinal,
        sight.label,
        reading.value,
        reading.state,
        reading.doubt,
        reading.confidence,
        sight.page,
        sight.box,
        answers=answers,
        several=item.type == "list",
        value=reading.value if not answers or reading.value in answers else "",
    )


def _signature(signed: Signed) -> Entry:
    said = {"present": "oui", "absent": "non"}.get(signed.state, "")
    state: State = "read" if said else "unclear"
    return Entry(
        SIGNED, label=signed.sight.label, read=said, state=state, doubt="" if said else signed.how,
        page=signed.sight.page, box=signed.sight.box, answers=("oui", "non"), value=said,
    )  # fmt: skip


def merged(new: Statement, old: Statement) -> Statement:
    """The new statement with all that people wrote in the old one, of the same file."""
    left = list(old.pieces)
    pieces = []
    for piece in new.pieces:
        before = next((one for one in left if one.role == piece.role), None)
        if before is not None:
            left.remove(before)
        pieces.append(piece if before is None else _kept(piece, before))
    kept = (one for one in left if any(entry.is_touched for entry in one.entries))
    return new._replace(pieces=(*pieces, *kept))


def _kept(new: Stated, old: Stated) -> Stated:
    touched: Mapping[tuple[str, str, int], Entry] = {
        entry.key: entry for entry in old.entries if entry.is_touched
    }
    entries = [
        entry
        if (before := touched.get(entry.key)) is None
        else entry._replace(**{name: getattr(before, name) for name in _HUMAN})
        for entry in new.entries
    ]
    known = {entry.key for entry in new.entries}
    more = (entry for entry in touched.values() if entry.key not in known)
    return new._replace(entries=(*entries, *more))


_HUMAN = ("value", "outcome", "confirmed_by", "date", "note")
"""What a person writes in an entry."""
