"""What a statement (relevé) of a paper is made of: entries, each what was read and what a person says."""

# Annotations are not postponed here: each field of a named tuple would be compiled at every start.

from typing import Literal, NamedTuple

from asp_check.pieces.model import Box, Role, State

FORMAT = "asp-check-statement/1"
SIGNED = "signed"
"""The name by which a statement says that the piece is signed; its value is ``oui`` or ``non``."""

Outcome = Literal["", "absent", "illegible"]


class Entry(NamedTuple):
    """One thing that the piece should say: what was read, where, and what a person settled.

    ``value`` is what the person says that it says; ``outcome`` that it says nothing there, or
    nothing that can be read.  ``ordinal`` tells the values of a list apart; ``several`` says that a
    person may write more than one, with ``;`` between them.
    """

    concept: str
    subject: str = ""
    ordinal: int = 0
    label: str = ""
    read: str = ""
    state: State = "unnamed"
    doubt: str = ""
    confidence: float | None = None
    page: int | None = None
    box: Box | None = None
    image: str = ""
    answers: tuple[str, ...] = ()
    several: bool = False
    value: str = ""
    outcome: Outcome = ""
    confirmed_by: str = ""
    date: str = ""
    note: str = ""

    @property
    def key(self) -> tuple[str, str, int]:
        """What the entry is about."""
        return self.concept, self.subject, self.ordinal

    @property
    def is_settled(self) -> bool:
        """Whether a person put name and day to it."""
        return bool(self.confirmed_by and self.date)

    @property
    def is_touched(self) -> bool:
        """Whether a person wrote anything in it."""
        said = self.outcome or self.confirmed_by or self.date or self.note
        return bool(said) or self.value not in ("", self.read)


class Stated(NamedTuple):
    """One piece in the paper: its role, its first and last page, its entries."""

    role: Role
    pages: tuple[int, int]
    entries: tuple[Entry, ...] = ()


class Statement(NamedTuple):
    """What is said of one file."""

    file: str
    sha256: str
    template: str = ""
    pieces: tuple[Stated, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Those of every piece."""
        return tuple(entry for piece in self.pieces for entry in piece.entries)
