"""What a comparison of two files says: the answer, what is written differently, what differs.

Offsets are bytes of the file as it is; lines and columns start at 1 and count code points, as
everywhere (``asp_check.text``).  Ends are exclusive; a span of width zero is where something
would stand that the file does not have.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from asp_check.finding import Edit, TemplateRef

ANSWERS = ("same-bytes", "same-data", "different-data", "different-text", "failed")
"""In order: nothing differs; only the writing does; the data do; one of the two could not be read
as JSON, so that their texts were compared; the comparison was not made."""

CAUSES = ("encoding", "bom", "newline", "end", "layout", "order", "escape", "number")
"""How the same data can be written differently, in the order in which it is told."""

KINDS = ("changed", "added", "removed", "renamed", "moved")
"""How data can differ."""


class Side(NamedTuple):
    """One of the two files.  ``parsed``: its bytes are JSON, whole, and were compared as such."""

    path: str | None
    sha256: str
    size: int
    data: bytes
    template: TemplateRef | None
    parsed: bool

    def __repr__(self) -> str:
        """Without the bytes, which may be many."""
        return _without(self, ("data",))


class Span(NamedTuple):
    """A stretch of one file: bytes of the file as it is, lines and columns in code points."""

    offset: int
    end_offset: int
    line: int
    column: int
    end_line: int
    end_column: int


class Example(NamedTuple):
    """One of the places where a cause shows: what A writes, what B writes, and where."""

    a: Span | None
    b: Span | None
    old: str
    new: str
    pointer: str | None


class Writing(NamedTuple):
    """One cause for which the same data are written differently (``CAUSES``).

    ``count`` is how many places show it; ``a``, ``b`` and ``pointer`` are the first of them;
    ``examples`` the first few.
    """

    cause: str
    count: int  # type: ignore[assignment]  # the method of tuples gives way
    a: Span | None
    b: Span | None
    pointer: str | None
    examples: tuple[Example, ...]


class Change(NamedTuple):
    """One difference of data (``KINDS``).

    ``old`` and ``new`` are JSON text as written in A and in B, ``None`` where there is none.
    ``subject`` says in words which establishment, order or service it lies in; "" if none.
    ``title`` is what the template calls the member, in the language asked for; "" if nothing.
    What is moved has no text: it stands in ``a`` and in ``b``.  ``wanted``: B is a model, which has
    no value of its own there; what is to be filled in, in words, and ``new`` is ``None``.
    """

    kind: str
    pointer_a: str | None
    pointer_b: str | None
    old: str | None
    new: str | None
    a: Span | None
    b: Span | None
    subject: str
    title: str = ""
    wanted: str = ""


class Hunk(NamedTuple):
    """Stretches of A and B that stand for each other and differ, in order of place."""

    a: Span
    b: Span


class Difference(NamedTuple):
    """What a comparison of A with B says.

    ``edits`` applied to the bytes of A give those of B; the ``text`` of an edit holds a byte that
    is not UTF-8 as a lone surrogate, as ``asp_check.text.decode`` makes it.  ``patch`` is RFC 6902,
    from the data of A to those of B; ``None`` where data cannot be told so.  ``failure`` says why
    the answer is "failed" or "different-text".  ``filled``: B is a model, and so many of its blanks
    hold something in A; ``None`` where both are files.  ``own_keys`` are the keys, as written, that
    are the templates' own, where one of them has keys that are data; ``None`` where no key is.
    """

    answer: str
    a: Side
    b: Side
    writings: tuple[Writing, ...]
    changes: tuple[Change, ...]
    edits: tuple[Edit, ...]
    patch: tuple[Mapping[str, Any], ...] | None
    hunks: tuple[Hunk, ...]
    failure: str | None
    filled: int | None = None
    own_keys: frozenset[str] | None = None

    def __repr__(self) -> str:
        """Without the edits, the patch and the hunks, which tell in bytes what the rest says."""
        return _without(self, ("edits", "patch", "hunks", "own_keys"))


def _without(one: Side | Difference, left: tuple[str, ...]) -> str:
    shown = (f"{name}={value!r}" for name, value in one._asdict().items() if name not in left)
    return f"{type(one).__name__}({', '.join(shown)})"
