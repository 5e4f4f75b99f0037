"""Pieces that a program writes: JSON, TOML or CSV → ``Paper``, its values by concept.

``Paper.data`` holds ``pieces``, a tuple of ``{"role", "signed", "values"}``; each value is
``{"concept", "subject", "value", "line"}``.  Where the file holds one piece, its role, signature and
values stand in ``Paper.data`` itself too; ``split`` gives one paper for each piece.

A file with any fault says nothing: it is ``unreadable`` by ``faults``, all of them listed in
``data["faults"]`` as (line, French, English).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType

from asp_check.pieces.data_names import DataPiece
from asp_check.pieces.model import Paper
from asp_check.pieces.tree import Fault

MAX_SIZE = 4 << 20
"""Bytes of a file of pieces: thousands of them fit in."""

_JSON = re.compile(rb'\s*\{.{0,4096}?"format"\s*:\s*"asp-check-piece/', re.DOTALL)
_TOML = re.compile(rb'(?:\A|\n)[ \t]*format[ \t]*=[ \t]*["\']asp-check-piece/')


def is_piece(data: bytes) -> bool:
    """Whether these bytes say of themselves that they are a piece, and not a request.

    >>> is_piece(b'{"format": "asp-check-piece/1"}'), is_piece(b'{"commandes": []}')
    (True, False)
    """
    head = data[:65536]
    if _JSON.match(head.removeprefix(b"\xef\xbb\xbf")) or _TOML.search(head):
        return True
    from asp_check.pieces.data_table import is_table  # noqa: PLC0415 - only where it may be one

    return is_table(head)


def read(data: bytes, path: str = "") -> Paper:
    """The paper that these bytes are; nothing is raised."""
    if len(data) > MAX_SIZE:
        return _unreadable(data, path, "too-large")
    if not data.strip():
        return _unreadable(data, path, "empty")
    notes: tuple[str, ...] = ()
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        from asp_check.pieces.data_tree import pieces_of_json as parse  # noqa: PLC0415

        pieces, faults = parse(data)
    elif path.lower().endswith(".toml") or _TOML.search(data):
        from asp_check.pieces.data_tree import pieces_of_toml as parse  # noqa: PLC0415

        pieces, faults = parse(data)
    else:
        from asp_check.pieces.data_table import pieces_of_table  # noqa: PLC0415

        pieces, faults, notes = pieces_of_table(data)
    if faults:
        return _unreadable(data, path, "faults", faults)
    return Paper(path, sha256(data).hexdigest(), "data", notes=notes, data=_plain(pieces))


def split(paper: Paper) -> tuple[Paper, ...]:
    """One paper for each piece that a file of structured data holds; another paper as it is."""
    pieces = paper.data.get("pieces")
    if not isinstance(pieces, tuple):
        return (paper,)
    return tuple(
        paper._replace(data=MappingProxyType({**piece, "pieces": (piece,)})) for piece in pieces
    )


def _plain(pieces: Sequence[DataPiece]) -> Mapping[str, object]:
    each = tuple(
        MappingProxyType({
            "role": piece.role,
            "signed": piece.signed,
            "values": tuple(MappingProxyType(value._asdict()) for value in piece.values),
        })
        for piece in pieces
    )  # fmt: skip
    return MappingProxyType({**(each[0] if len(each) == 1 else {}), "pieces": each})


def _unreadable(data: bytes, path: str, why: str, faults: Sequence[Fault] = ()) -> Paper:
    said = {"faults": tuple((one.line, *one.text) for one in faults)} if faults else {}
    digest = sha256(data).hexdigest()
    return Paper(path, digest, "data", unreadable=why, data=MappingProxyType(said))
